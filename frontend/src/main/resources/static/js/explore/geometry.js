/** Small questions about positions and edges. Pure. */

/** @typedef {{id: string, x: number, y: number}} Placed */

const WAYS = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/**
 * The node that one means by an arrow key: near, and more that way than aside.
 * @param {Placed | null} from null: the one nearest to the middle
 * @param {Placed[]} candidates
 * @param {keyof typeof WAYS} key
 * @returns {string | null}
 */
export function nearestInDirection(from, candidates, key) {
  const start = from ?? middle(candidates);
  const way = WAYS[key];
  let best = null;
  let bestCost = Infinity;
  for (const candidate of candidates) {
    if (from && candidate.id === from.id) continue;
    const [dx, dy] = [candidate.x - start.x, candidate.y - start.y];
    const along = dx * way.x + dy * way.y;
    if (from && along <= 0) continue;
    const aside = Math.abs(dx * way.y) + Math.abs(dy * way.x);
    const cost = from ? along + 2 * aside : Math.hypot(dx, dy);
    if (cost < bestCost) [best, bestCost] = [candidate.id, cost];
  }
  return best;
}

/** @param {Placed[]} points */
function middle(points) {
  const size = points.length || 1;
  return {
    x: points.reduce((total, { x }) => total + x, 0) / size,
    y: points.reduce((total, { y }) => total + y, 0) / size,
  };
}

/**
 * Which edges share their two ends with another and need a curve to be told apart.
 * @param {[string, string][]} ends
 * @param {boolean} sameWay only those that go the same way count; one edge each way then share a line
 * @returns {boolean[]}
 */
export function parallelKeys(ends, sameWay) {
  const keys = ends.map(([source, target]) =>
    JSON.stringify(sameWay || source < target ? [source, target] : [target, source]),
  );
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.map((key) => (counts.get(key) ?? 0) > 1);
}

/** Small graphs are not blown up beyond this. */
const ZOOM_MAX = 1.6;
const PADDING = 48;

/**
 * Zoom and pan that show all the points.
 * @param {Iterable<{x: number, y: number}>} points
 * @param {number} width of the canvas
 * @param {number} height
 */
export function cameraFor(points, width, height) {
  const box = boxOf(points);
  const zoom = Math.min(
    ZOOM_MAX,
    Math.max(1, width - 2 * PADDING) / Math.max(1, box.width),
    Math.max(1, height - 2 * PADDING) / Math.max(1, box.height),
  );
  return {
    zoom,
    pan: { x: width / 2 - (box.x + box.width / 2) * zoom, y: height / 2 - (box.y + box.height / 2) * zoom },
  };
}

/**
 * The smallest upright rectangle around the points.
 * @param {Iterable<{x: number, y: number}>} points
 */
export function boxOf(points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left <= right
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : { x: 0, y: 0, width: 0, height: 0 };
}
