/** The native memory of a graph as a table with bars. */
import { element, isolated, replaceChildren } from "./dom.js";
import { bytes, count, counted, nanos } from "./format.js";
import { sharesOf } from "./memory.js";

/** @typedef {import("./api-types.js").GraphDetail} GraphDetail */

/**
 * What readers hold of a graph as it was, in words.
 * @param {GraphDetail["snapshots"]} snapshots
 */
export function snapshotsText({ open, oldestNanos, heldBytes }) {
  if (open === 0) return "No snapshot is open.";
  return (
    `${counted(open, "snapshot")} open, the oldest for ${nanos(oldestNanos)}; ` +
    `${bytes(heldBytes)} beside the graph's own memory are held by nothing else.`
  );
}

/**
 * @param {HTMLElement} table
 * @param {GraphDetail} detail
 */
export function showMemory(table, detail) {
  const shares = sharesOf(detail);
  const largest = shares[0]?.bytes ?? 1;
  replaceChildren(
    table,
    element(
      "caption",
      {},
      "Native memory of ",
      isolated(detail.name),
      `: ${bytes(detail.bytes)} (${count(detail.bytes)} bytes)`,
    ),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "Part"),
        element("th", { scope: "col" }, "What it is"),
        element("th", { scope: "col", class: "number" }, "Bytes"),
        element("th", { scope: "col", class: "number" }, "Share"),
        element("td"),
      ),
    ),
    element(
      "tbody",
      {},
      ...shares.map((share) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, isolated(share.name)),
          element("td", {}, share.what),
          element("td", { class: "number" }, count(share.bytes)),
          element("td", { class: "number" }, `${((100 * share.bytes) / detail.bytes).toFixed(1)} %`),
          element(
            "td",
            { "aria-hidden": "true", class: "memory-bar" },
            element("meter", { min: 0, max: largest, value: Math.max(0, share.bytes) }),
          ),
        ),
      ),
    ),
  );
}
