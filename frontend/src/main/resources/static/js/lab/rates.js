/** From running totals to what happens now: differences of two snapshots, by second. Pure. */

import { merge } from "./histogram.js";

/**
 * @typedef {import("../common/api-types.js").CrossingsSnapshot} Snapshot
 * @typedef {import("../common/api-types.js").FunctionCrossings} FunctionCrossings
 * @typedef {import("../common/api-types.js").Bucket} Bucket
 * @typedef {{snapshot: Snapshot, millis: number}} Sample
 * @typedef {{calls: number, rows: number, copied: number, viewed: number, upcalls: number, open: number}} Rates by second, but open:
 *   how many arenas and views there are
 * @typedef {{millis: number} & (Rates | {[K in keyof Rates]: null})} Rate nulls stand for a gap
 * @typedef {{millis: number, buckets: Bucket[] | null}} Slice what was measured up to then, null for a gap
 */

/** Samples that are kept: two minutes at one each second. */
const KEPT = 120;

/** A longer silence is a gap: the tab slept, or the stream broke. Nobody knows what happened when in it. */
const GAP_MILLIS = 5_000;

/** @param {Pick<Snapshot, "functions">} snapshot */
export function totalsOf({ functions }) {
  const totals = { calls: 0, rows: 0, copied: 0, viewed: 0, upcalls: 0, errors: 0, sampled: 0 };
  for (const { calls, rows, bytesIn, bytesOut, bytesViewed, upcalls, errors, sampled } of functions) {
    totals.calls += calls;
    totals.rows += rows;
    totals.copied += bytesIn + bytesOut;
    totals.viewed += bytesViewed;
    totals.upcalls += upcalls;
    totals.errors += errors;
    totals.sampled += sampled;
  }
  return totals;
}

export function createHistory() {
  /** @type {Sample[]} */
  let samples = [];
  /** @type {Rate[]} */
  let rates = [];

  return {
    /**
     * @param {Snapshot} snapshot
     * @param {number} millis when it came
     */
    add(snapshot, millis) {
      const before = samples.at(-1);
      // A server that was started anew counts from zero: what was before says nothing about it.
      if (before && before.snapshot.since !== snapshot.since) {
        samples = [];
        rates = [];
      } else if (before && millis - before.millis > GAP_MILLIS) {
        rates.push({
          millis,
          calls: null,
          rows: null,
          copied: null,
          viewed: null,
          upcalls: null,
          open: null,
        });
      } else if (before && millis > before.millis) {
        const seconds = (millis - before.millis) / 1000;
        const [a, b] = [totalsOf(before.snapshot), totalsOf(snapshot)];
        rates.push({
          millis,
          calls: (b.calls - a.calls) / seconds,
          rows: (b.rows - a.rows) / seconds,
          copied: (b.copied - a.copied) / seconds,
          viewed: (b.viewed - a.viewed) / seconds,
          upcalls: (b.upcalls - a.upcalls) / seconds,
          open: snapshot.open.arenas + snapshot.open.views,
        });
      }
      samples.push({ snapshot, millis });
      samples = samples.slice(-KEPT);
      rates = rates.slice(-KEPT);
    },
    get rates() {
      return rates;
    },
    /** What has been added within the last seconds, function by function. @param {number} seconds @returns {FunctionCrossings[]} */
    within(seconds) {
      const latest = samples.at(-1);
      if (!latest) return [];
      const start = samples.find(({ millis }) => millis >= latest.millis - seconds * 1000);
      return start ? difference(start.snapshot.functions, latest.snapshot.functions) : [];
    },
    /**
     * The distribution of each of the last seconds.
     * @param {number} seconds
     * @param {(name: string) => boolean} chosen which functions count
     * @returns {Slice[]} oldest first
     */
    slices(seconds, chosen) {
      const end = samples.at(-1)?.millis ?? 0;
      /** @type {Slice[]} */
      const slices = [];
      samples.forEach(({ snapshot, millis }, index) => {
        const before = samples[index - 1];
        if (!before || millis < end - seconds * 1000) return;
        const gap = millis - before.millis > GAP_MILLIS;
        const added = gap ? [] : difference(before.snapshot.functions, snapshot.functions);
        const histograms = added.filter(({ name }) => chosen(name)).map(({ histogram }) => histogram);
        slices.push({ millis, buckets: gap ? null : merge(histograms) });
      });
      return slices;
    },
  };
}

/**
 * @param {FunctionCrossings[]} before
 * @param {FunctionCrossings[]} after
 * @returns {FunctionCrossings[]}
 */
export function difference(before, after) {
  const old = new Map(before.map((entry) => [entry.name, entry]));
  return after.map((entry) => {
    const was = old.get(entry.name);
    if (!was) return entry;
    const counts = new Map(was.histogram.map(({ upTo, count }) => [upTo, count]));
    return {
      ...entry,
      calls: entry.calls - was.calls,
      rows: entry.rows - was.rows,
      bytesIn: entry.bytesIn - was.bytesIn,
      bytesOut: entry.bytesOut - was.bytesOut,
      bytesViewed: entry.bytesViewed - was.bytesViewed,
      upcalls: entry.upcalls - was.upcalls,
      errors: entry.errors - was.errors,
      sampled: entry.sampled - was.sampled,
      histogram: entry.histogram.map(({ upTo, count }) => ({ upTo, count: count - (counts.get(upTo) ?? 0) })),
    };
  });
}
