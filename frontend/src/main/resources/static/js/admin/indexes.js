/** What an index of a graph can be declared on, and what is one. Pure. */

/**
 * @typedef {import("../common/api-types.js").Index} Index
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 */

/** @type {Record<Index["on"], string>} */
export const ON = {
  nodeAttribute: "an attribute of nodes",
  edgeAttribute: "an attribute of edges",
  label: "the labels of nodes",
  type: "the types of edges",
};

/** Whether an index on this needs a key. @param {Index["on"]} on */
export function hasKey(on) {
  return on === "nodeAttribute" || on === "edgeAttribute";
}

/**
 * What is indexed, in words behind its key.
 * @param {Index["on"]} on
 */
export function whatOf(on) {
  return on === "nodeAttribute"
    ? "attribute of nodes"
    : on === "edgeAttribute"
      ? "attribute of edges"
      : ON[on];
}

/** @param {Index} index */
export function nameOf({ on, key = "" }) {
  return hasKey(on) ? `${key} (${whatOf(on)})` : whatOf(on);
}

/**
 * The keys that a graph has and no index yet.
 * @param {Pick<GraphDetail, "nodeAttributes" | "edgeAttributes" | "indexes">} detail
 * @param {Index["on"]} on
 * @returns {string[]} none for labels and types
 */
export function keysToOffer({ nodeAttributes, edgeAttributes, indexes }, on) {
  if (!hasKey(on)) return [];
  const columns = on === "nodeAttribute" ? nodeAttributes : edgeAttributes;
  const indexed = new Set(indexes.filter((index) => index.on === on).map(({ key }) => key));
  return columns.map(({ key }) => key).filter((key) => !indexed.has(key));
}
