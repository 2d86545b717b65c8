/** The recorded crossings out of the file that Perfetto opens too: what the page draws is what is downloaded. Pure. */

/**
 * @typedef {import("./timeline.js").Event} Event
 * @typedef {import("../lab-types.js").Trace} Trace
 * @typedef {import("../lab-types.js").TraceFile} TraceFile
 */

/** More lanes than this cannot be told apart; the threads with the fewest crossings share the last. */
const LANES_MAX = 8;
export const OTHERS = "other threads";

/**
 * @param {TraceFile} file
 * @param {Trace["sections"]} sections that are compared, or none: each thread then has its lane
 * @returns {Event[]}
 */
export function eventsOf({ traceEvents }, sections) {
  const crossings = traceEvents.filter(({ ph, cat }) => ph === "X" && cat !== "section");
  const titles = new Map(sections.map(({ name, title }) => [name, title]));
  const threads = threadLanes(traceEvents, crossings);
  return crossings
    .filter(({ cat }) => !titles.size || titles.has(cat ?? ""))
    .map(({ name, cat = "", ts = 0, dur = 0, tid = 0, args }) => ({
      name,
      lane: titles.get(cat) ?? threads.get(tid) ?? OTHERS,
      start: ts * 1000,
      duration: dur * 1000,
      rows: args.rows ?? 0,
      bytes: (args.bytesIn ?? 0) + (args.bytesOut ?? 0),
    }));
}

/**
 * @param {TraceFile["traceEvents"]} all
 * @param {TraceFile["traceEvents"]} crossings
 * @returns {Map<number, string>} names of the threads that have a lane of their own
 */
function threadLanes(all, crossings) {
  const names = new Map(
    all
      .filter(({ ph, name }) => ph === "M" && name === "thread_name")
      .map(({ tid = 0, args }) => [tid, args.name || `thread ${tid}`]),
  );
  /** @type {Map<number, number>} */
  const calls = new Map();
  for (const { tid = 0 } of crossings) calls.set(tid, (calls.get(tid) ?? 0) + 1);
  const busiest = [...calls].sort(([, a], [, b]) => b - a);
  const own = busiest.length > LANES_MAX ? busiest.slice(0, LANES_MAX - 1) : busiest;
  return new Map(own.map(([tid]) => [tid, names.get(tid) ?? `thread ${tid}`]));
}

/**
 * What of the crossings was kept, in words.
 * @param {Trace} trace
 * @param {(value: number) => string} count
 */
export function keptText({ crossings, kept, dropped, capacity }, count) {
  if (crossings === 0) return "Nothing crossed meanwhile.";
  if (dropped === 0) return `All ${count(crossings)} crossings were kept.`;
  return (
    `The last ${count(kept)} of ${count(crossings)} crossings were kept, ${count(dropped)} were dropped: ` +
    `the ring holds ${count(capacity)}. Record for a shorter time, or with more room.`
  );
}

/**
 * How many times as long the first way took as the last; null when there is nothing to compare.
 * @param {Trace["sections"]} sections
 */
export function timesAsLong(sections) {
  const [first, last] = [sections[0], sections.at(-1)];
  return first && last && first !== last && last.micros > 0 ? first.micros / last.micros : null;
}

/**
 * What crossed, for the bill: way by way, or all of it.
 * @param {Trace} trace
 */
export function waysOf({ sections, functions }) {
  if (sections.length)
    return sections.map(({ title, ...counts }) => ({ title, counts: { ...counts, bytesViewed: 0 } }));
  const counts = { calls: 0, rows: 0, bytesIn: 0, bytesOut: 0, bytesViewed: 0 };
  for (const { calls, rows, bytesIn, bytesOut } of functions) {
    counts.calls += calls;
    counts.rows += rows;
    counts.bytesIn += bytesIn;
    counts.bytesOut += bytesOut;
  }
  return [{ title: "all that was recorded", counts }];
}
