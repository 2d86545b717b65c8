/** What a result says, in words and lengths. Pure. */
import { bytes, count, counted, nanos } from "../../common/format.js";

/**
 * @typedef {import("../lab-types.js").ModeResult} ModeResult
 * @typedef {{share: number, least: number, low: number, high: number}} Bar parts of the whole length, 0 to 1
 */

/** A bar shorter than this could not be seen. */
const SHORTEST = 0.004;

/**
 * The length of each bar with the interval of its median; the longest interval ends at the right edge.
 * @param {ModeResult[]} modes
 * @param {boolean} logarithmic
 * @returns {Bar[]}
 */
export function barsOf(modes, logarithmic) {
  const longest = Math.max(...modes.map(({ nanos: { interval } }) => interval.high));
  const least = Math.min(...modes.map(({ nanos: { min } }) => min));
  // On the logarithmic scale the shortest bar keeps a tenth of the length: there is no zero to begin from.
  const floor = logarithmic ? Math.log(least) - 0.1 * Math.max(1, Math.log(longest / least)) : 0;
  /** @param {number} value */
  const share = (value) =>
    logarithmic ? (Math.log(Math.max(value, least)) - floor) / (Math.log(longest) - floor) : value / longest;
  return modes.map(({ nanos: { min, median, interval } }) => ({
    share: Math.max(SHORTEST, share(median)),
    least: share(min),
    low: share(interval.low),
    high: share(interval.high),
  }));
}

/**
 * The same modes compared with another of them.
 * @param {ModeResult[]} modes
 * @param {string} id of the new baseline
 * @returns {ModeResult[]} as they were when there is no such mode
 */
export function against(modes, id) {
  const base = modes.find((mode) => mode.id === id)?.nanos;
  if (!base) return modes;
  return modes.map((mode) => {
    const { median, interval } = mode.nanos;
    const overlaps = interval.low <= base.interval.high && base.interval.low <= interval.high;
    const verdict = overlaps ? "not-distinguishable" : median < base.median ? "faster" : "slower";
    const ratio = {
      median: median / base.median,
      interval: { low: interval.low / base.interval.high, high: interval.high / base.interval.low },
    };
    return { ...mode, ratio, verdict: mode.id === id ? "baseline" : verdict };
  });
}

/** @param {ModeResult} mode */
export function ratioText({ verdict, ratio: { median } }) {
  if (verdict === "baseline") return "1";
  return `${median.toFixed(median >= 100 ? 0 : median >= 10 ? 1 : median >= 0.1 ? 2 : 3)}×`;
}

/** @param {ModeResult} mode */
export function verdictText({ verdict, ratio: { median } }) {
  switch (verdict) {
    case "baseline":
      return "baseline";
    case "faster":
      return `${times(1 / median)} faster`;
    case "slower":
      return `${times(median)} slower`;
    case "not-distinguishable":
      return "not distinguishable";
  }
}

/** @param {number} ratio 1 or more */
function times(ratio) {
  return ratio < 1.1 ? `${Math.round((ratio - 1) * 100)} %` : `${ratio.toFixed(ratio >= 10 ? 0 : 1)} times`;
}

/** The spread as part of the median; one sample has none. @param {ModeResult} mode */
export function spreadText({ nanos: { n, spread, median } }) {
  return n > 1 && median > 0 ? `±${((100 * spread) / median).toFixed(1)} %` : "–";
}

/**
 * The result in one sentence, for those who hear it and for the line above the bars.
 * @param {ModeResult[]} modes
 * @param {string} operation
 */
export function sentence(modes, operation) {
  const baseline = modes.find(({ verdict }) => verdict === "baseline");
  if (!baseline) return "";
  const others = modes
    .filter((mode) => mode !== baseline)
    .map((mode) => `${mode.title}: ${verdictText(mode)}`);
  return `${baseline.title} takes ${nanos(baseline.nanos.median)} per ${operation}. Beside it: ${others.join("; ")}.`;
}

/** The heads of the columns that countTexts fills. */
export const COUNT_HEADS = ["Operations", "Crossings", "Rows", "Copied in", "Copied out", "Viewed"];

/** What doing the work once crossed. @param {ModeResult} mode @returns {string[]} */
export function countTexts({ counts }) {
  return [
    count(counts.operations),
    count(counts.calls),
    count(counts.rows),
    bytes(counts.bytesIn),
    bytes(counts.bytesOut),
    bytes(counts.bytesViewed),
  ];
}

/**
 * How many operations each crossing carries.
 * @param {ModeResult} mode
 * @param {string} operation
 */
export function perCrossing({ counts: { operations, calls } }, operation) {
  if (calls === 0) return "never crosses";
  const carried = operations / calls;
  // Opening and closing cross as well, and make a little more than one call for each operation of it.
  return carried > 0.9
    ? counted(Math.round(carried), operation)
    : `a part: ${(1 / carried).toFixed(1)} crossings each`;
}
