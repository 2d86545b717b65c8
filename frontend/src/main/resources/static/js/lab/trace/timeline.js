/** Crossings on a time line: lanes that begin together, a window that is moved and zoomed, marks on the axis. Pure. */

/**
 * @typedef {object} Event a crossing
 * @property {string} name of the function
 * @property {string} lane which of the compared ways, or which thread
 * @property {number} start in nanoseconds
 * @property {number} duration in nanoseconds
 * @property {number} rows
 * @property {number} bytes copied, both ways
 *
 * @typedef {{start: number, duration: number}} Span nanoseconds
 *
 * @typedef {object} Lane
 * @property {string} name
 * @property {Event[]} events by their start, which counts from the lane's beginning when lanes are aligned
 * @property {Span | null} frame all of the work, of which the crossings are a part
 * @property {number} end of the last event
 * @property {number} busy nanoseconds within crossings
 * @property {number} rows
 *
 * @typedef {{from: number, to: number}} View nanoseconds
 */

/** Closer than this nothing more is to be seen. */
const SHORTEST_VIEW = 20;

/**
 * @param {Event[]} events
 * @param {boolean} aligned each lane begins at zero, so that their lengths can be compared
 * @param {Map<string, Span>} [frames] by lane
 * @returns {Lane[]} in the order in which the lanes first appear
 */
export function lanesOf(events, aligned, frames = new Map()) {
  const sorted = [...events].sort((a, b) => a.start - b.start);
  const first = sorted[0]?.start ?? 0;
  const origin = [...frames.values()].reduce((least, { start }) => Math.min(least, start), first);
  /** @type {Map<string, Event[]>} */
  const byLane = new Map();
  for (const event of sorted) {
    const known = byLane.get(event.lane);
    if (known) known.push(event);
    else byLane.set(event.lane, [event]);
  }
  return [...byLane].map(([name, within]) => {
    const framed = frames.get(name);
    const zero = aligned ? (framed?.start ?? within[0]?.start ?? 0) : origin;
    const frame = framed ? { ...framed, start: framed.start - zero } : null;
    const moved = within.map((event) => ({ ...event, start: event.start - zero }));
    return {
      name,
      events: moved,
      frame,
      end: [...moved, ...(frame ? [frame] : [])].reduce(
        (end, { start, duration }) => Math.max(end, start + duration),
        0,
      ),
      busy: moved.reduce((sum, { duration }) => sum + duration, 0),
      rows: moved.reduce((sum, { rows }) => sum + rows, 0),
    };
  });
}

/** All of it. @param {Lane[]} lanes @returns {View} */
export function wholeView(lanes) {
  return { from: 0, to: Math.max(SHORTEST_VIEW, ...lanes.map(({ end }) => end)) };
}

/**
 * @param {View} view
 * @param {number} factor below 1 shows less and larger
 * @param {number} at the moment that stays where it is
 * @param {View} whole
 * @returns {View}
 */
export function zoomed({ from, to }, factor, at, whole) {
  const length = Math.min(whole.to - whole.from, Math.max(SHORTEST_VIEW, (to - from) * factor));
  const part = (at - from) / (to - from);
  return within({ from: at - part * length, to: at + (1 - part) * length }, whole);
}

/**
 * @param {View} view
 * @param {number} part of its length, negative to the left
 * @param {View} whole
 * @returns {View}
 */
export function moved({ from, to }, part, whole) {
  const by = part * (to - from);
  return within({ from: from + by, to: to + by }, whole);
}

/** @param {View} view @param {View} whole @returns {View} of the same length, inside */
function within({ from, to }, whole) {
  const length = to - from;
  const start = Math.min(Math.max(from, whole.from), Math.max(whole.from, whole.to - length));
  return { from: start, to: start + length };
}

/**
 * The crossing that begins next after the middle of a view, or last before it, brought to the middle: while little is in
 * view, the next crossing may be far.
 * @param {Lane[]} lanes
 * @param {View} view
 * @param {1 | -1} step 1 for the next, -1 for the one before
 * @param {View} whole
 * @returns {View} of the same length; the same when there is no further crossing
 */
export function atNextCrossing(lanes, view, step, whole) {
  const { from, to } = view;
  const middle = (from + to) / 2;
  let nearest = Infinity;
  for (const { events } of lanes)
    for (const { start } of events) {
      const ahead = (start - middle) * step;
      // What begins within half a nanosecond of the middle is the crossing that is there.
      if (ahead >= 0.5 && ahead < nearest) nearest = ahead;
    }
  return nearest === Infinity ? view : moved(view, (step * nearest) / (to - from), whole);
}

/**
 * The crossings of a lane that a view shows, whole or in part.
 * @param {Lane} lane
 * @param {View} view
 */
export function inView({ events }, { from, to }) {
  return events.filter(({ start, duration }) => start + duration >= from && start <= to);
}

/**
 * Round moments for the axis.
 * @param {View} view
 * @param {number} most
 * @returns {number[]} nanoseconds
 */
export function ticksOf({ from, to }, most) {
  const least = (to - from) / most;
  const decade = 10 ** Math.floor(Math.log10(least));
  const step =
    [1, 2, 5, 10].map((factor) => factor * decade).find((candidate) => candidate >= least) ?? least;
  const ticks = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}

/**
 * The events as boxes in pixels. What lies so close that it would fall on one pixel is one box.
 * @param {Lane} lane
 * @param {View} view
 * @param {number} width
 * @returns {{x: number, width: number, calls: number}[]} each at least a pixel wide
 */
export function boxesOf(lane, { from, to }, width) {
  const scale = width / (to - from);
  /** @type {{x: number, width: number, calls: number}[]} */
  const boxes = [];
  for (const { start, duration } of inView(lane, { from, to })) {
    const x = Math.max(0, (start - from) * scale);
    const end = Math.min(width, (start + duration - from) * scale);
    const last = boxes.at(-1);
    if (last && x - last.x < 1 && end - last.x < 2) {
      last.calls += 1;
      last.width = Math.max(last.width, end - last.x);
    } else boxes.push({ x, width: Math.max(1, end - x), calls: 1 });
  }
  return boxes;
}
