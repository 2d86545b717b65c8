/** The parameters of an experiment: stops of a slider, values in an address, and what is out of range. Pure. */

/**
 * @typedef {import("../lab-types.js").Parameter} Parameter
 * @typedef {Record<string, number>} Values by name
 * @typedef {{name: string, given: string, detail: string}} Refusal
 */

/** More stops than this cannot be told apart on a slider. */
const STOPS_MAX = 100;

/**
 * The values at which the slider rests. On a logarithmic scale each power of two where the range ends at one, else
 * 1, 2, 5, 10 and so on.
 * @param {Parameter} parameter
 * @returns {number[]} rising, the first is the least and the last is the most
 */
export function stopsOf({ min, max, scale }) {
  if (scale === "log") {
    const inner = Number.isInteger(Math.log2(max)) ? powersOfTwo(max) : roundNumbers(max);
    return [...new Set([min, ...inner.filter((stop) => stop > min && stop < max), max])];
  }
  const step = Math.max(1, Math.ceil((max - min) / STOPS_MAX));
  const stops = [];
  for (let stop = min; stop < max; stop += step) stops.push(stop);
  return [...stops, max];
}

/** @param {number} max */
function powersOfTwo(max) {
  const stops = [];
  for (let stop = 1; stop < max; stop *= 2) stops.push(stop);
  return stops;
}

/** @param {number} max */
function roundNumbers(max) {
  const stops = [];
  for (let decade = 1; decade < max; decade *= 10) stops.push(decade, 2 * decade, 5 * decade);
  return stops;
}

/**
 * The stop that lies nearest, by ratio on a logarithmic scale.
 * @param {number[]} stops
 * @param {number} value
 * @param {Parameter["scale"]} scale
 * @returns {number} its index
 */
export function nearestStop(stops, value, scale) {
  /** @param {number} stop */
  const distance = (stop) =>
    scale === "log" ? Math.abs(Math.log(Math.max(1, stop) / Math.max(1, value))) : Math.abs(stop - value);
  let best = 0;
  stops.forEach((stop, index) => {
    if (distance(stop) < distance(stops[best] ?? 0)) best = index;
  });
  return best;
}

/** @param {Parameter[]} parameters @returns {Values} */
export function defaultsOf(parameters) {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.byDefault]));
}

/**
 * The values that an address holds. What is missing or makes no sense takes its default, and is told.
 * @param {string} search such as ?chunk=1024
 * @param {Parameter[]} parameters
 * @returns {{values: Values, refusals: Refusal[]}}
 */
export function readValues(search, parameters) {
  const values = defaultsOf(parameters);
  /** @type {Refusal[]} */
  const refusals = [];
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  for (const [name, given] of new URLSearchParams(search)) {
    const parameter = known.get(name);
    const detail = parameter ? whyNot(parameter, given) : "the experiment has no such parameter";
    if (detail) refusals.push({ name, given, detail });
    else values[name] = Number(given);
  }
  return { values, refusals };
}

/**
 * @param {Parameter} parameter
 * @param {string} given
 * @returns {string} empty when the value can be used
 */
export function whyNot({ min, max }, given) {
  const value = Number(given);
  const usable = /^-?\d+$/.test(given) && value >= min && value <= max;
  return usable
    ? ""
    : `it must be a whole number from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}`;
}

/**
 * What the address has to hold so that the form is filled in the same way; defaults need no place.
 * @param {Values} values
 * @param {Parameter[]} parameters
 * @returns {string} empty, or ?chunk=1024
 */
export function writeValues(values, parameters) {
  const search = new URLSearchParams();
  for (const { name, byDefault: usual } of parameters) {
    const value = values[name] ?? usual;
    if (value !== usual) search.set(name, String(value));
  }
  return search.size ? `?${search}` : "";
}
