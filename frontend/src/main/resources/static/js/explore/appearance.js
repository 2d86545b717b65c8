/** How nodes look: color and shape by label, size by degree, caption by attribute. Pure. */

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 * @typedef {{slot: number, shape: string}} Look slot 0 is for nodes without a label, slots from 1 are the palette
 */

/** Colors are told apart by most eyes; the shapes tell them apart without color. */
export const PALETTE_SLOTS = 11;
export const OTHER_SLOT = 12;
const SHAPES = ["ellipse", "round-rectangle", "diamond", "hexagon", "round-triangle", "round-pentagon"];

/** @type {Look} */
export const UNLABELLED = { slot: 0, shape: "ellipse" };

/**
 * The most frequent labels get a color of their own, the rest shares one.
 * @param {string[]} labels most frequent first
 * @returns {Map<string, Look>}
 */
export function assignLooks(labels) {
  return new Map(
    labels.map((label, index) => [
      label,
      {
        slot: index < PALETTE_SLOTS ? index + 1 : OTHER_SLOT,
        shape: SHAPES[Math.min(index, PALETTE_SLOTS) % SHAPES.length] ?? "ellipse",
      },
    ]),
  );
}

/**
 * A node with several labels takes the look of the rarest, which says most about it.
 * @param {Node} node
 * @param {Map<string, Look>} looks in the order of frequency
 * @returns {Look}
 */
export function lookOf(node, looks) {
  /** @type {Look} */
  let found = UNLABELLED;
  let rank = -1;
  if (node.labels.length === 1) return looks.get(node.labels[0] ?? "") ?? UNLABELLED;
  const order = [...looks.keys()];
  for (const label of node.labels) {
    const at = order.indexOf(label);
    if (at > rank) {
      rank = at;
      found = looks.get(label) ?? UNLABELLED;
    }
  }
  return found;
}

/**
 * Diameter in pixels: the area grows with the degree.
 * @param {number} degree
 */
export function diameter(degree) {
  return Math.round(Math.min(56, 16 + 3.2 * Math.sqrt(degree)));
}

/**
 * @param {GraphDetail} graph
 * @returns {string} the attribute that names nodes best, empty for the id
 */
export function usualCaption(graph) {
  const texts = graph.nodeAttributes.filter((column) => column.type.toLowerCase() === "text");
  return ["name", "title", "caption"].find((key) => texts.some((column) => column.key === key)) ?? "";
}

/**
 * @param {Node} node
 * @param {string} attribute empty for the id
 */
export function captionOf(node, attribute) {
  const value =
    attribute === "" ? null : Object.entries(node.attributes).find(([key]) => key === attribute)?.[1];
  return typeof value === "string" && value !== "" ? value : node.id;
}

const CAPTION_CHARACTERS = 28;

/**
 * A caption for the canvas. In paths and qualified names the end tells most, in other texts the beginning.
 * @param {string} text
 */
export function shorten(text) {
  if (text.length <= CAPTION_CHARACTERS) return text;
  const isPath = /^\S+[./:$]\S+$/.test(text);
  return isPath ? `…${text.slice(1 - CAPTION_CHARACTERS)}` : `${text.slice(0, CAPTION_CHARACTERS - 1)}…`;
}

/**
 * @param {GraphDetail} graph
 * @returns {{lat: string, lon: string} | null} the attributes that hold coordinates
 */
export function coordinatesOf(graph) {
  /** @param {string[]} names */
  const find = (names) =>
    graph.nodeAttributes.find(
      ({ key, type }) =>
        names.includes(key.toLowerCase()) && ["float", "integer", "mixed"].includes(type.toLowerCase()),
    )?.key;
  const lat = find(["lat", "latitude"]);
  const lon = find(["lon", "lng", "long", "longitude"]);
  return lat !== undefined && lon !== undefined ? { lat, lon } : null;
}
