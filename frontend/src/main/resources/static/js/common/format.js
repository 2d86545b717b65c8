/** Numbers as people read them. Pure functions; the unit stands behind a narrow no-break space. */

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const SPACE = "\u202f";

/** @param {number} value */
export function count(value) {
  return grouped.format(value);
}

/**
 * Three significant digits at most, never an exponent.
 * @param {number} value
 */
function short(value) {
  if (value === 0) return "0";
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/**
 * @param {number} value
 * @param {string[]} units from the smallest, each 1,000 times the one before
 */
function scaled(value, units) {
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return short(rest) + (units[unit] ? SPACE + units[unit] : "");
}

/** @param {number} value */
export function bytes(value) {
  return scaled(value, ["B", "kB", "MB", "GB", "TB"]);
}

/** @param {number} value nanoseconds */
export function nanos(value) {
  return scaled(value, ["ns", "µs", "ms", "s"]);
}

/** @param {number} value milliseconds */
export function millis(value) {
  return nanos(value * 1e6);
}

/** @param {number} value */
export function compact(value) {
  return scaled(value, ["", "k", "M", "G"]);
}

/**
 * "1 call", "2 calls".
 * @param {number} value
 * @param {string} one
 * @param {string} [many]
 */
export function counted(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}
