/** The crossing bill of an action: what its requests cost at the boundary, added up and put into words. */
import { bytes, count, counted, millis, nanos } from "./format.js";

/** @typedef {import("./api-types.js").Bill} Bill */

/** @returns {Bill} */
export function emptyBill() {
  return { calls: 0, rows: 0, bytesIn: 0, bytesOut: 0, bytesViewed: 0, nativeNanos: 0, transitNanos: 0 };
}

/**
 * @param {Partial<Bill>[]} bills
 * @returns {Bill}
 */
export function sum(bills) {
  const total = emptyBill();
  for (const bill of bills) {
    for (const key of /** @type {(keyof Bill)[]} */ (Object.keys(total))) total[key] += bill[key] ?? 0;
  }
  return total;
}

/**
 * The bill of an answer: its `crossings` object, else the header `calls=1, rows=2, copied=120, viewed=0`.
 * @param {unknown} body
 * @param {string | null} header
 * @returns {Bill}
 */
export function billOf(body, header) {
  if (typeof body === "object" && body !== null && "crossings" in body) {
    return sum([/** @type {Partial<Bill>} */ (body.crossings)]);
  }
  const bill = emptyBill();
  for (const [, name, amount] of (header ?? "").matchAll(/(\w+)=(\d+)/g)) {
    if (name === "calls" || name === "rows") bill[name] = Number(amount);
    if (name === "copied") bill.bytesOut = Number(amount);
    if (name === "viewed") bill.bytesViewed = Number(amount);
  }
  return bill;
}

/**
 * One duration of a Server-Timing header, in milliseconds.
 * @param {string | null} header such as `native;dur=0.03, total;dur=1.2`
 * @param {string} name
 */
export function serverTiming(header, name) {
  const found = (header ?? "").split(",").find((part) => part.trim().split(";")[0] === name);
  return Number(/dur=([\d.]+)/.exec(found ?? "")?.[1] ?? 0);
}

/**
 * The entries of the strip, in the order in which an action passes them.
 * @param {Bill} bill
 * @param {{requests: number, serverMillis: number, drawMillis: number}} around
 * @returns {{name: string, text: string, hint: string}[]}
 */
export function entries(bill, { requests, serverMillis, drawMillis }) {
  return [
    { name: "calls", text: counted(bill.calls, "crossing"), hint: "Calls over the Java/Rust boundary" },
    { name: "rows", text: counted(bill.rows, "row"), hint: "Nodes and edges that crossed" },
    {
      name: "copied",
      text: `${bytes(bill.bytesIn + bill.bytesOut)} copied`,
      hint: "Bytes copied, both ways",
    },
    {
      name: "viewed",
      text: `${bytes(bill.bytesViewed)} viewed`,
      hint: "Bytes read in place, without a copy",
    },
    { name: "native", text: `native ${nanos(bill.nativeNanos)}`, hint: "Time in the Rust engine" },
    { name: "transit", text: `transit ${nanos(bill.transitNanos)}`, hint: "Time between Java and Rust" },
    {
      name: "server",
      text: `server ${millis(serverMillis)}`,
      hint: `The whole server, ${counted(requests, "request")}`,
    },
    { name: "draw", text: `draw ${millis(drawMillis)}`, hint: "From the answer to the finished picture" },
  ].filter(({ name }) => name !== "draw" || drawMillis > 0);
}

/**
 * The entries for work that was done in several ways, each once: way by way, parted by strokes.
 * @param {{title: string, counts: Pick<Bill, "calls" | "rows" | "bytesIn" | "bytesOut" | "bytesViewed">}[]} ways
 * @returns {{name: string, text: string, hint: string}[]}
 */
export function entriesByWay(ways) {
  const hint = `The work done once, by: ${ways.map(({ title }) => title).join(" / ")}`;
  /** @param {(counts: Bill) => string} text */
  const each = (text) => ways.map(({ counts }) => text({ ...emptyBill(), ...counts })).join(" / ");
  return [
    { name: "calls", text: `${each(({ calls }) => count(calls))} crossings`, hint },
    { name: "rows", text: `${each(({ rows }) => count(rows))} rows`, hint },
    { name: "copied", text: `${each(({ bytesIn, bytesOut }) => bytes(bytesIn + bytesOut))} copied`, hint },
    { name: "viewed", text: `${each(({ bytesViewed }) => bytes(bytesViewed))} viewed`, hint },
  ];
}
