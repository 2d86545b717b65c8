/** Where nodes stand. Force comes from the engine; the others are computed here. Pure: ids in, positions out. */
import { plainNumber } from "../common/values.js";
import { boxOf } from "./geometry.js";

/** @typedef {{x: number, y: number}} Point */

/** The browser's own layout blocks the page: beyond this many nodes it is not offered. */
export const FCOSE_MAX = 500;
/** Room for each node, in pixels of the unscaled picture. */
const SPACING = 64;
/** Beyond this latitude the Mercator projection runs away. */
const LATITUDE_MAX = 85;

/** @param {number} count @returns {Point[]} */
export function circle(count) {
  const radius = Math.max(SPACING, (count * SPACING) / (2 * Math.PI));
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count - Math.PI / 2;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

/** @param {number} count @returns {Point[]} */
export function grid(count) {
  const columns = Math.ceil(Math.sqrt(count * 1.6));
  return Array.from({ length: count }, (_, index) => ({
    x: (index % columns) * SPACING * 1.4,
    y: Math.floor(index / columns) * SPACING,
  }));
}

/**
 * Web Mercator. Nodes without coordinates stand in rows beneath the map.
 * @param {import("../common/api-types.js").Node[]} nodes
 * @param {{lat: string, lon: string}} keys
 * @returns {Point[]}
 */
export function coordinates(nodes, { lat, lon }) {
  const scale = 40;
  /** @type {(Point | null)[]} */
  const placed = nodes.map(({ attributes }) => {
    const values = new Map(Object.entries(attributes));
    const latitude = plainNumber(values.get(lat));
    const longitude = plainNumber(values.get(lon));
    if (latitude === null || longitude === null) return null;
    const clamped = (Math.max(-LATITUDE_MAX, Math.min(LATITUDE_MAX, latitude)) * Math.PI) / 180;
    return {
      x: longitude * scale,
      y: -Math.log(Math.tan(Math.PI / 4 + clamped / 2)) * (180 / Math.PI) * scale,
    };
  });
  const box = boxOf(placed.filter((point) => point !== null));
  const missing = grid(placed.filter((point) => point === null).length);
  return placed.map((point) => {
    if (point) return point;
    const { x, y } = missing.shift() ?? { x: 0, y: 0 };
    return { x: box.x + x, y: box.y + box.height + 2 * SPACING + y };
  });
}

/**
 * Around a node, on a sunflower's spiral: as many as there are, never one upon another.
 * @param {Point} center
 * @param {number} count
 * @returns {Point[]}
 */
export function around(center, count) {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, index) => {
    const radius = SPACING * 0.8 * Math.sqrt(index + 2);
    return {
      x: center.x + radius * Math.cos(index * golden),
      y: center.y + radius * Math.sin(index * golden),
    };
  });
}
