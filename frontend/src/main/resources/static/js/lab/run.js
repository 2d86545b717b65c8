/** A run on the server, followed from its start to its end. */

/** @typedef {import("./lab-types.js").ExperimentRun} ExperimentRun */

const POLL_MILLIS = 250;

/**
 * @param {object} options
 * @param {() => Promise<ExperimentRun>} options.start
 * @param {(id: string) => Promise<ExperimentRun>} options.read
 * @param {(id: string) => Promise<unknown>} options.cancel
 * @param {(run: ExperimentRun) => void} options.onProgress
 * @param {AbortSignal} options.signal cancels the run
 * @param {(millis: number) => Promise<void>} [options.wait]
 * @returns {Promise<ExperimentRun>} done, failed or cancelled
 */
export async function followRun({ start, read, cancel, onProgress, signal, wait = pause }) {
  let run = await start();
  let asked = false;
  while (run.state === "running") {
    onProgress(run);
    if (signal.aborted && !asked) {
      asked = true;
      await cancel(run.id);
    } else {
      await wait(POLL_MILLIS);
    }
    run = await read(run.id);
  }
  onProgress(run);
  return run;
}

/** @param {number} millis @returns {Promise<void>} */
function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
