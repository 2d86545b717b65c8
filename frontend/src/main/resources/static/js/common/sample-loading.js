/** Loads a sample in the background of the server, tells how far it is, and takes it back when it is cancelled. */
import { ApiProblem } from "./problem.js";

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {import("./api-types.js").SampleRun} SampleRun
 * @typedef {import("./api-types.js").LoadedSample} LoadedSample
 */

const POLL_FIRST_MILLIS = 60;
const POLL_MAX_MILLIS = 500;

/**
 * @param {Api} api
 * @param {string} graph
 * @param {string} sample
 * @param {AbortSignal} signal a cancelled load leaves no graph behind
 * @param {(fraction: number) => void} onProgress 0 to 1
 * @param {number | null} [chunk] rows a crossing; else what is set for the server
 * @returns {Promise<LoadedSample>}
 */
export async function loadSample(api, graph, sample, signal, onProgress, chunk = null) {
  let run = await api.startSample(graph, sample, chunk);
  let cancelling = false;
  for (let wait = POLL_FIRST_MILLIS; isUnderway(run); wait = Math.min(POLL_MAX_MILLIS, wait * 2)) {
    await pause(wait, cancelling ? null : signal);
    if (signal.aborted && !cancelling) {
      cancelling = true;
      await api.cancelRun(run.id);
    }
    run = await api.run(run.id);
    onProgress(run.progress);
  }
  // A load that was finished before the cancellation came is kept, and said to be.
  if (run.result) return run.result;
  signal.throwIfAborted();
  throw new ApiProblem(run.problem ?? { title: "The load was cancelled elsewhere" });
}

/** @param {SampleRun} run */
function isUnderway({ state }) {
  return state === "waiting" || state === "running";
}

/**
 * Waits between two looks at work in the background.
 * @param {number} millis
 * @param {AbortSignal | null} signal ends the pause early
 * @returns {Promise<void>}
 */
export function pause(millis, signal) {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, millis);
    signal?.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
  });
}
