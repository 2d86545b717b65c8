/** Where the time of a request goes: what each layer takes beside the crossing. Pure. */

/**
 * @typedef {import("../../common/http.js").Call} Call
 * @typedef {{id: string, name: string, what: string, median: number, least: number, share: number}} Layer nanoseconds
 */

const LAYERS = /** @type {const} */ ([
  ["engine", "Engine", "the work in Rust"],
  ["transit", "Crossing", "between Java and Rust, both ways"],
  ["server", "Server", "HTTP, Spring, JSON and the garbage they make"],
  ["network", "Network and browser", "sockets, the browser's fetch, its reading of the answer"],
]);

/**
 * One request taken apart. Clocks tick apart from each other: a layer is never less than nothing.
 * @param {Call} call
 * @returns {Record<"engine" | "transit" | "server" | "network", number>} nanoseconds
 */
export function takenApart({ bill, serverMillis, wallMillis }) {
  const server = serverMillis * 1e6;
  return {
    engine: bill.nativeNanos,
    transit: bill.transitNanos,
    server: Math.max(0, server - bill.nativeNanos - bill.transitNanos),
    network: Math.max(0, wallMillis * 1e6 - server),
  };
}

/**
 * @param {Call[]} calls at least one
 * @returns {Layer[]} the innermost first
 */
export function layersOf(calls) {
  const parts = calls.map(takenApart);
  const medians = LAYERS.map(([id]) => median(parts.map((part) => part[id])));
  const whole = medians.reduce((sum, one) => sum + one, 0);
  return LAYERS.map(([id, name, what], index) => ({
    id,
    name,
    what,
    median: medians[index] ?? 0,
    least: Math.min(...parts.map((part) => part[id])),
    share: whole > 0 ? (medians[index] ?? 0) / whole : 0,
  }));
}

/**
 * How many crossings one request outweighs: the lesson of the page in one number.
 * @param {Layer[]} layers
 * @param {number} crossings of one request
 */
export function outweighs(layers, crossings) {
  const transit = layers.find(({ id }) => id === "transit")?.median ?? 0;
  const whole = layers.reduce((sum, one) => sum + one.median, 0);
  return transit > 0 && crossings > 0 ? whole / (transit / crossings) : 0;
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
