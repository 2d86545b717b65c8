/** Durations over time as a grid: one column for each second, one row for each step of a logarithmic scale. Pure. */
import { nanos } from "../common/format.js";
import { quantile, total } from "./histogram.js";

/**
 * @typedef {import("./rates.js").Slice} Slice
 * @typedef {object} Grid
 * @property {{from: number, to: number}[]} steps rising, in nanoseconds
 * @property {(number[] | null)[]} columns oldest first; a count for each step, null for a gap
 * @property {number} highest count of all cells
 */

const STEPS_PER_DECADE = 4;

/**
 * @param {Slice[]} slices
 * @returns {Grid}
 */
export function gridOf(slices) {
  const used = slices.flatMap(({ buckets }) => (buckets ?? []).map(({ upTo }) => stepOf(upTo)));
  if (!used.length) return { steps: [], columns: slices.map(() => null), highest: 0 };
  const [first, last] = [Math.min(...used), Math.max(...used)];
  const steps = Array.from({ length: last - first + 1 }, (_, index) => ({
    from: 10 ** ((first + index - 1) / STEPS_PER_DECADE),
    to: 10 ** ((first + index) / STEPS_PER_DECADE),
  }));
  const columns = slices.map(({ buckets }) => {
    if (!buckets) return null;
    const cells = steps.map(() => 0);
    for (const { upTo, count } of buckets)
      cells[stepOf(upTo) - first] = (cells[stepOf(upTo) - first] ?? 0) + count;
    return cells;
  });
  return { steps, columns, highest: Math.max(0, ...columns.flatMap((column) => column ?? [])) };
}

/** @param {number} upTo nanoseconds */
function stepOf(upTo) {
  return Math.ceil(Math.log10(Math.max(1, upTo)) * STEPS_PER_DECADE - 1e-9);
}

/**
 * How strongly a cell is colored: the root lets single slow calls be seen beside thousands of fast ones.
 * @param {number} count
 * @param {number} highest
 * @returns {number} 0 to 1; never so little that it could not be seen
 */
export function strength(count, highest) {
  return count > 0 && highest > 0 ? 0.15 + 0.85 * Math.sqrt(count / highest) : 0;
}

/**
 * The same in numbers, in spans of several seconds.
 * @param {Slice[]} slices oldest first
 * @param {number} span seconds
 * @returns {{ago: string, calls: number, p50: string, p99: string, max: string}[]} newest first
 */
export function tableOf(slices, span) {
  const end = slices.at(-1)?.millis ?? 0;
  /** @type {Map<number, Slice[]>} */
  const spans = new Map();
  for (const slice of slices) {
    const index = Math.floor((end - slice.millis) / 1000 / span);
    spans.set(index, [...(spans.get(index) ?? []), slice]);
  }
  return [...spans]
    .sort(([a], [b]) => a - b)
    .map(([index, within]) => {
      const buckets = within.flatMap((slice) => slice.buckets ?? []).sort((a, b) => a.upTo - b.upTo);
      /** @param {number} fraction */
      const at = (fraction) => {
        const bound = quantile(buckets, fraction);
        return bound === null ? "–" : `≤ ${nanos(bound)}`;
      };
      return {
        ago: index === 0 ? `the last ${span} s` : `${index * span} to ${(index + 1) * span} s ago`,
        calls: total(buckets),
        p50: at(0.5),
        p99: at(0.99),
        max: at(1),
      };
    });
}
