/** When the ingestion mode changed, on the clock of the curves, and in words. Pure. */
import { count } from "../../common/format.js";

/** @typedef {import("../../common/api-types.js").ModeChange} ModeChange */

export function createModeChanges() {
  /** @type {Map<string, number>} */
  let moments = new Map();
  let first = true;

  return {
    /**
     * A change that comes with a snapshot has just happened: no two clocks have to agree. Those before the first snapshot are
     * placed by the clock of the wall.
     * @param {ModeChange[]} changes
     * @param {number} now when the snapshot came, on the clock of the curves
     * @param {number} wall the same in milliseconds since the epoch
     * @returns {number[]} moments on the clock of the curves
     */
    place(changes, now, wall) {
      moments = new Map(
        changes.map((change) => {
          const key = `${change.at} ${change.graph} ${change.to}`;
          const placed = first ? now - Math.max(0, wall - Date.parse(change.at)) : now;
          return [key, moments.get(key) ?? placed];
        }),
      );
      first = false;
      return [...moments.values()];
    },
  };
}

/** @param {ModeChange} change */
export function changeText({ at, graph, from, to, by }) {
  const whose = graph === null ? "the server" : `the graph ${graph}`;
  return `${new Date(at).toLocaleTimeString()}: ${whose} went from ${rows(from)} to ${rows(to)}, by ${by}`;
}

/** @param {number} chunk */
const rows = (chunk) => (chunk === 1 ? "single" : `batched, ${count(chunk)} rows a crossing`);
