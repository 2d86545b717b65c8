/** Takes the view out of the browser: as a picture, or as JSON with data and positions. */
import { encodeEntries, decodeAttributes } from "../common/values.js";

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 */

/**
 * The view as JSON text. The values keep their types: an integer of 64 bits and 5.0 stay what they are.
 * @param {object} view
 * @param {string} view.graph
 * @param {string} view.url
 * @param {Iterable<Node>} view.nodes
 * @param {Iterable<Edge>} view.edges
 * @param {Record<string, {x: number, y: number}>} view.positions
 */
export function toJson({ graph, url, nodes, edges, positions }) {
  const places = new Map(Object.entries(positions));
  /** @param {Record<string, unknown>} fields @param {Node | Edge} row */
  const line = (fields, row) =>
    `    ${JSON.stringify(fields).slice(0, -1)},"attributes":${encodeEntries(decodeAttributes(row.attributes))}}`;
  const nodeLines = [...nodes].map((node) =>
    line({ id: node.id, labels: node.labels, position: places.get(node.id) }, node),
  );
  const edgeLines = [...edges].map((edge) =>
    line({ id: edge.id, source: edge.source, target: edge.target, type: edge.type }, edge),
  );
  const head = JSON.stringify({ graph, url }).slice(1, -1);
  return `{${head},\n  "nodes": [\n${nodeLines.join(",\n")}\n  ],\n  "edges": [\n${edgeLines.join(",\n")}\n  ]\n}\n`;
}
