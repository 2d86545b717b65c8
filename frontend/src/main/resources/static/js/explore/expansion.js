/** How far an expansion may go, decided before anything is fetched. Pure. */
import { HARD_BUDGET } from "./url-state.js";

/** Up to this many hidden edges a node is opened at once; beyond it the user chooses. */
export const UNASKED = 50;
/** The largest page of neighbors that is asked for. */
export const PAGE_MAX = 10_000;

/** @typedef {{direction: import("../common/api-types.js").Direction, type: string | null | undefined, order: string, limit: number}} Choice type undefined: any */

/** @returns {Choice} */
export function everything() {
  return { direction: "both", type: undefined, order: "degree", limit: UNASKED };
}

/**
 * @param {number} shown nodes on the screen
 */
export function room(shown) {
  return Math.max(0, HARD_BUDGET - shown);
}

/**
 * The new ones among the neighbors, each once, as many as wanted; edges to all that are then shown.
 * @param {import("../common/api-types.js").Neighbor[]} items
 * @param {(id: string) => boolean} isShown
 * @param {number} wanted
 */
export function pick(items, isShown, wanted) {
  /** @type {Map<string, import("../common/api-types.js").Node>} */
  const nodes = new Map();
  for (const { node } of items) {
    if (!isShown(node.id) && !nodes.has(node.id) && nodes.size < wanted) nodes.set(node.id, node);
  }
  const edges = items.filter(({ node }) => nodes.has(node.id) || isShown(node.id)).map(({ edge }) => edge);
  return { nodes: [...nodes.values()], edges };
}
