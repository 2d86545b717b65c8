/** Crossings on a time line: lanes that begin together, a window that is moved and zoomed, marks on the axis. Pure. */

/**
 * @typedef {object} Event a crossing
 * @property {string} name of the function
 * @property {string} lane which of the compared ways, or which thread
 * @property {number} start in nanoseconds
 * @property {number} duration in nanoseconds
 * @property {number} rows
 *
 * @typedef {object} Lane
 * @property {string} name
 * @property {Event[]} events by their start, which counts from the lane's first event when lanes are aligned
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
 * @returns {Lane[]} in the order in which the lanes first appear
 */
export function lanesOf(events, aligned) {
  const sorted = [...events].sort((a, b) => a.start - b.start);
  const origin = sorted[0]?.start ?? 0;
  /** @type {Map<string, Event[]>} */
  const byLane = new Map();
  for (const event of sorted) byLane.set(event.lane, [...(byLane.get(event.lane) ?? []), event]);
  return [...byLane].map(([name, within]) => {
    const zero = aligned ? (within[0]?.start ?? 0) : origin;
    const moved = within.map((event) => ({ ...event, start: event.start - zero }));
    return {
      name,
      events: moved,
      end: Math.max(0, ...moved.map(({ start, duration }) => start + duration)),
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
export function boxesOf({ events }, { from, to }, width) {
  const scale = width / (to - from);
  /** @type {{x: number, width: number, calls: number}[]} */
  const boxes = [];
  for (const { start, duration } of events) {
    if (start + duration < from || start > to) continue;
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
