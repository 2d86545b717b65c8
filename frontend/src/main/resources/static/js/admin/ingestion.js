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
 * The measured effect: a ratio when both modes have rows enough, else how many rows each still needs.
 * @param {Ingestion["measured"]} measured
 * @returns {{ratio: number | null, single: Measured | null, batched: Measured | null, missing: {single: number, batched: number}}}
 */
export function effect(measured) {
  const single = measured?.single?.rows ? measured.single : null;
  const batched = measured?.batched?.rows ? measured.batched : null;
  const needed = measured?.rowsToCompare ?? 0;
  const missing = {
    single: Math.max(0, needed - (single?.rows ?? 0)),
    batched: Math.max(0, needed - (batched?.rows ?? 0)),
  };
  const comparable = measured?.comparable && single && batched && batched.nanosPerRow > 0;
  return { ratio: comparable ? single.nanosPerRow / batched.nanosPerRow : null, single, batched, missing };
}

/**
 * What the effect says, and no verdict before there are rows enough for one.
 * @param {ReturnType<typeof effect>} measured
 */
export function effectWords({ ratio, missing }) {
  if (ratio !== null) {
    const verdict =
      ratio >= 1
        ? `Batched ingestion takes ${ratio.toFixed(1)} times less`
        : `Single ingestion takes ${(1 / ratio).toFixed(1)} times less`;
    return `${verdict} time per row here, in the engine and on the way to it.`;
  }
  const still = Object.entries(missing)
    .filter(([, rows]) => rows > 0)
    .map(([mode, rows]) => `${rows.toLocaleString("en")} more in ${mode} mode`);
  return still.length === 0
    ? "Nothing was measured yet."
    : `Too few rows to compare the modes: it takes ${still.join(" and ")}.`;
}
