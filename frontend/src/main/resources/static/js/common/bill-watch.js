/** A bill for pages whose parts send requests by themselves: those that follow each other closely are one action. */
import { billOfCalls } from "./bill-strip.js";

/** @typedef {import("./http.js").Call} Call */

const QUIET_MILLIS = 400;

/**
 * @param {Pick<import("./bill-view.js").BillView, "show">} view
 * @param {(work: () => void, millis: number) => unknown} [later] such as setTimeout
 * @returns {(call: Call) => void}
 */
export function createBillWatch(view, later = (work, millis) => setTimeout(work, millis)) {
  /** @type {Call[]} */
  let calls = [];
  let waiting = 0;
  return (call) => {
    calls.push(call);
    waiting += 1;
    later(() => {
      waiting -= 1;
      if (waiting > 0) return;
      view.show(billOfCalls(nameOf(calls), calls));
      calls = [];
    }, QUIET_MILLIS);
  };
}

/**
 * What a row of requests was about: the first that changes something, else the first.
 * @param {Call[]} calls at least one
 */
export function nameOf(calls) {
  const chosen = calls.find(({ method }) => method !== "GET") ?? calls[0];
  if (!chosen) return "";
  const path = decodeURIComponent(new URL(chosen.url).pathname.replace(/^\/api\/v1\//, ""));
  const verb = { GET: "read", POST: "post", PUT: "set", PATCH: "change", DELETE: "remove" }[chosen.method];
  const others = calls.length - 1;
  return `${verb ?? chosen.method} ${path}${others ? ` and ${others} more` : ""}`;
}
