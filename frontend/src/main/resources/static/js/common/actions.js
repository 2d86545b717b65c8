/** Runs what the user asked for, one thing at a time to the eye: busy, then its bill, or what went wrong. */
import { isAbort } from "./problem.js";

/** @typedef {import("./http.js").Call} Call */

/**
 * @typedef {object} Ledger where an action's outcome is shown
 * @property {(label: string, cancel: () => void) => void} busy
 * @property {(label: string, calls: Call[], drawMillis: number) => void} done
 * @property {(label: string, error: unknown, calls?: Call[]) => void} failed
 *
 * @typedef {<T>(label: string, work: (api: import("./api.js").Api) => Promise<T>) => Promise<T | undefined>} Run
 */

/**
 * @template A
 * @param {{recording: (sink: (call: Call) => void, until: AbortSignal) => A}} api
 * @param {Ledger} ledger
 * @param {() => number} now milliseconds
 * @param {() => Promise<void>} painted resolves when the browser has drawn
 * @returns {<T>(label: string, work: (api: A) => Promise<T>) => Promise<T | undefined>} resolves to undefined when the
 *   work failed; the ledger has told why
 */
export function createRun(api, ledger, now = () => performance.now(), painted = nextPaint) {
  return async (label, work) => {
    /** @type {Call[]} */
    const calls = [];
    let answered = now();
    const ending = new AbortController();
    const recorded = api.recording((call) => {
      calls.push(call);
      answered = now();
    }, ending.signal);
    ledger.busy(label, () => ending.abort());
    try {
      const result = await work(recorded);
      await painted();
      ledger.done(label, calls, now() - answered);
      return result;
    } catch (error) {
      if (!isAbort(error)) ledger.failed(label, error, calls);
      else ledger.done(label, calls, 0);
      return undefined;
    }
  };
}

/** @returns {Promise<void>} after the next frame has been drawn */
function nextPaint() {
  return new Promise((resolve) => {
    // A hidden tab draws no frames; the time-out keeps its actions from hanging.
    const fallback = setTimeout(resolve, 250);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(fallback);
        resolve();
      }),
    );
  });
}
