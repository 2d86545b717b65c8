/** Where the outcome of an action is shown: its bill in the strip, or a banner that says what went wrong. */
import { entries, entriesByWay, sum } from "./bill.js";
import { createBillView } from "./bill-view.js";
import { toCurl } from "./curl.js";
import { element, isolated, replaceChildren, requireElement } from "./dom.js";
import { millis } from "./format.js";
import { explain } from "./problem.js";

/** @typedef {import("./http.js").Call} Call */

/** @typedef {ReturnType<typeof createBillStrip>} BillStrip */

/** @param {{cancellable?: boolean}} [options] whether an action that takes long can be ended in the strip */
export function createBillStrip({ cancellable = false } = {}) {
  const view = createBillView();
  /** @type {import("./bill-view.js").ShownBill | null} */
  let last = null;
  const failure = requireElement("failure");
  requireElement("failure-close").addEventListener("click", () => (failure.hidden = true));

  return {
    /** @param {string} action @param {() => void} cancel */
    busy(action, cancel) {
      view.busy(action, cancellable ? cancel : null);
      failure.hidden = true;
    },
    /** @param {string} action @param {Call[]} calls @param {number} drawMillis */
    done(action, calls, drawMillis) {
      last = billOfCalls(action, calls, drawMillis);
      view.show(last);
    },
    /** What the last action made the server do, way by way: its own requests cross nothing. @param {Parameters<typeof entriesByWay>[0]} ways */
    ways(ways) {
      if (last) view.show({ ...last, entries: entriesByWay(ways) });
    },
    /** @param {string} action @param {unknown} error @param {Call[]} [calls] */
    failed(action, error, calls = []) {
      view.show({ action, remark: "failed", entries: [], curl: curlOf(calls) });
      const { title, detail, code } = explain(error);
      replaceChildren(
        requireElement("failure-text"),
        element("strong", {}, title),
        " ",
        detail && detail !== title && isolated(detail),
        code && element("span", { class: "code" }, ` ${code}`),
      );
      failure.hidden = false;
    },
  };
}

/**
 * @param {string} action
 * @param {Call[]} calls
 * @param {number} [drawMillis]
 * @returns {import("./bill-view.js").ShownBill}
 */
export function billOfCalls(action, calls, drawMillis = 0) {
  if (!calls.length) return { action, remark: "nothing crossed, no request was sent", entries: [], curl: "" };
  const serverMillis = calls.reduce((total, call) => total + call.serverMillis, 0);
  return {
    action,
    entries: entries(sum(calls.map(({ bill }) => bill)), {
      requests: calls.length,
      serverMillis,
      drawMillis,
    }),
    title: `${millis(calls.reduce((total, call) => total + call.wallMillis, 0))} seen from the browser`,
    curl: curlOf(calls),
  };
}

/** One line for each request; what was asked again and again while something ran is told once. @param {Call[]} calls */
function curlOf(calls) {
  return [...new Set(calls.map(toCurl))].join("\n");
}
