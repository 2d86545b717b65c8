/** The distribution of durations: merging, quantiles and bars of a log-linear histogram. Pure. */

/** @typedef {import("../common/api-types.js").Bucket} Bucket */

/**
 * One histogram out of several; buckets with the same bound become one.
 * @param {Bucket[][]} histograms
 * @returns {Bucket[]} rising, without empty ones
 */
export function merge(histograms) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const buckets of histograms) {
    for (const { upTo, count } of buckets) if (count > 0) counts.set(upTo, (counts.get(upTo) ?? 0) + count);
  }
  return [...counts].map(([upTo, count]) => ({ upTo, count })).sort((a, b) => a.upTo - b.upTo);
}

/** @param {Bucket[]} buckets */
export function total(buckets) {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/**
 * The upper bound of the bucket in which the quantile lies: never less than the true value.
 * @param {Bucket[]} buckets rising
 * @param {number} fraction 0.5 for the median
 * @returns {number | null} null when nothing was measured
 */
export function quantile(buckets, fraction) {
  const rank = fraction * total(buckets);
  let seen = 0;
  for (const { upTo, count } of buckets) {
    seen += count;
    if (count > 0 && seen >= rank) return upTo;
  }
  return null;
}

/**
 * Bars on a logarithmic axis, an equal number for each power of ten.
 * @param {Bucket[]} buckets rising
 * @param {number} [barsPerDecade]
 * @returns {{from: number, to: number, count: number}[]} without gaps; bounds in nanoseconds
 */
export function bars(buckets, barsPerDecade = 6) {
  if (!buckets.length) return [];
  /** @param {number} nanos */
  const slot = (nanos) => Math.ceil(Math.log10(Math.max(1, nanos)) * barsPerDecade - 1e-9);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { upTo, count } of buckets) counts.set(slot(upTo), (counts.get(slot(upTo)) ?? 0) + count);
  const slots = [...counts.keys()];
  const [first, last] = [Math.min(...slots), Math.max(...slots)];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    from: 10 ** ((first + index - 1) / barsPerDecade),
    to: 10 ** ((first + index) / barsPerDecade),
    count: counts.get(first + index) ?? 0,
  }));
}
