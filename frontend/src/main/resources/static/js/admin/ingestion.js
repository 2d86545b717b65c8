/** The ingestion mode as one number: how many rows cross at once. 1 is single mode. Pure. */

/**
 * @typedef {import("../common/api-types.js").Ingestion} Ingestion
 * @typedef {import("../common/api-types.js").Measured} Measured
 */

export const CHUNK_MAX = 65_536;
export const CHUNK_USUAL = 4_096;

/** The slider is logarithmic: each step doubles the chunk. @param {number} step @returns {number} */
export function chunkAt(step) {
  return 2 ** step;
}

/** @param {number} chunk @returns {number} the nearest step */
export function stepOf(chunk) {
  return Math.round(Math.log2(Math.max(1, chunk)));
}

/**
 * What the mode costs in calls, as one reads it.
 * @param {number} chunk
 */
export function callsPerRow(chunk) {
  return chunk === 1 ? "1 crossing for each row" : `1 crossing for ${chunk.toLocaleString("en")} rows`;
}

/**
 * The measured effect as a ratio, when both modes have been used lately.
 * @param {Ingestion["measured"]} measured
 * @returns {{ratio: number | null, single: Measured | null, batched: Measured | null}}
 */
export function effect(measured) {
  const single = measured?.single?.rows ? measured.single : null;
  const batched = measured?.batched?.rows ? measured.batched : null;
  const ratio =
    single && batched && batched.nanosPerRow > 0 ? single.nanosPerRow / batched.nanosPerRow : null;
  return { ratio, single, batched };
}
