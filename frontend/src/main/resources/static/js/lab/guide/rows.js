/** The guide's table of what crossing costs, and the experiments that measure the same here. Pure. */

/**
 * @typedef {object} GuideRow
 * @property {string} operation as the guide names it
 * @property {{rust: number, crossing: number}} guide nanoseconds: in pure Rust, and from Python to Rust
 * @property {string} experiment that measures it here
 * @property {Record<string, number>} parameters
 * @property {string} mode of the experiment that crosses
 * @property {string} what is measured here, where it is more than the guide's name says
 */

/** @type {GuideRow[]} */
export const ROWS = [
  {
    operation: "Simple function call",
    guide: { rust: 5, crossing: 15 },
    experiment: "empty-call",
    parameters: {},
    mode: "plain",
    what: "two numbers in, one out",
  },
  {
    operation: "String conversion",
    guide: { rust: 20, crossing: 35 },
    experiment: "text",
    parameters: { length: 16 },
    mode: "in",
    what: "16 characters, and the look-up of a node by them",
  },
  {
    operation: "Dict conversion (5 items)",
    guide: { rust: 50, crossing: 120 },
    experiment: "attributes",
    parameters: { attributes: 5 },
    mode: "converted",
    what: "a Map, and its storing in the graph as one change",
  },
  {
    operation: "Large dict (100 items)",
    guide: { rust: 500, crossing: 800 },
    experiment: "attributes",
    parameters: { attributes: 100 },
    mode: "converted",
    what: "a Map, and its storing in the graph as one change",
  },
];

/**
 * What a result says about a row.
 * @param {GuideRow} row
 * @param {import("../lab-types.js").Result} result
 * @returns {{least: number, median: number, ratio: number, java: number | null} | null} nanoseconds; the ratio is of the
 *   median to the guide's figure, java the median of the control; null when the mode was left out
 */
export function oursOf({ guide, mode }, { modes }) {
  const found = modes.find(({ id }) => id === mode);
  if (!found) return null;
  const { min, median } = found.nanos;
  const java = modes.find(({ kind }) => kind === "java");
  return { least: min, median, ratio: median / guide.crossing, java: java ? java.nanos.median : null };
}
