/**
 * A bill for pages whose parts send requests by themselves: all of them are one action, until the user does something again. It is
 * shown whenever no request has come for a while, with what came since added.
 */
import { billOfCalls } from "./bill-strip.js";

/** @typedef {import("./http.js").Call} Call */

const QUIET_MILLIS = 400;
const GESTURES = ["click", "keydown", "change", "drop"];

/**
 * @typedef {object} Clock
 * @property {() => number} now milliseconds, as performance.now
 * @property {() => number} gesture when the user last did something, in the same milliseconds
 */

/**
 * @param {Pick<import("./bill-view.js").BillView, "show">} view
 * @param {(work: () => void, millis: number) => unknown} [later] such as setTimeout
 * @param {Clock} [clock]
 * @returns {(call: Call) => void}
 */
export function createBillWatch(
  view,
  later = (work, millis) => setTimeout(work, millis),
  clock = clockOf(document),
) {
  /** @type {Call[]} */
  let calls = [];
  let since = 0;
  let waiting = 0;
  const show = () => view.show(billOfCalls(nameOf(calls), calls));
  return (call) => {
    const began = clock.now() - call.wallMillis;
    const gesture = clock.gesture();
    if (since < gesture && gesture <= began) {
      if (calls.length && waiting > 0) show();
      calls = [];
    }
    if (!calls.length) since = began;
    calls.push(call);
    waiting += 1;
    later(() => {
      waiting -= 1;
      if (waiting === 0) show();
    }, QUIET_MILLIS);
  };
}

/**
 * @param {Document} page
 * @returns {Clock}
 */
function clockOf(page) {
  let last = 0;
  const now = () => performance.now();
  GESTURES.forEach((gesture) => page.addEventListener(gesture, () => (last = now()), { capture: true }));
  return { now, gesture: () => last };
}

/**
 * What a row of requests was about: of those that change something the one that moved most rows, else the first.
 * @param {Call[]} calls at least one
 */
export function nameOf(calls) {
  const changes = calls.filter(({ method }) => method !== "GET");
  const chosen = changes.toSorted((a, b) => b.bill.rows - a.bill.rows)[0] ?? calls[0];
  if (!chosen) return "";
  const path = decodeURIComponent(new URL(chosen.url).pathname.replace(/^\/api\/v1\//, ""));
  const verb = { GET: "read", POST: "post", PUT: "set", PATCH: "change", DELETE: "remove" }[chosen.method];
  const others = calls.length - 1;
  return `${verb ?? chosen.method} ${path}${others ? ` and ${others} more` : ""}`;
}
