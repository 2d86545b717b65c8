/** A recording on the server, followed from its start to its end. */

/**
 * @typedef {import("../lab-types.js").Trace} Trace
 */

const POLL_MILLIS = 250;

/**
 * @param {object} options
 * @param {Trace} options.trace as it was when it began
 * @param {() => Promise<Trace>} options.read
 * @param {(trace: Trace) => void} options.onProgress
 * @param {(millis: number) => Promise<void>} [options.wait]
 * @returns {Promise<Trace>} done or failed; none when somebody has thrown it away
 */
export async function followTrace({ trace, read, onProgress, wait = pause }) {
  let latest = trace;
  while (latest.state === "recording") {
    onProgress(latest);
    await wait(POLL_MILLIS);
    latest = await read();
  }
  return latest;
}

/**
 * How far a recording is: by the clock, or nothing where it ends when its work is done.
 * @param {Trace} trace
 * @param {number} now milliseconds since the epoch
 * @returns {number | null} 0 to 1
 */
export function fractionOf({ preset, started, millis }, now) {
  if (preset || !started) return null;
  return Math.min(1, Math.max(0, (now - Date.parse(started)) / millis));
}

/** @param {number} millis @returns {Promise<void>} */
function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
