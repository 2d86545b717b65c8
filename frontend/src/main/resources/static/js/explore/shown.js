/** How much of the graph is on the screen, said so that it is always true. Pure. */
import { count, counted } from "../common/format.js";
import { INSERTION } from "./url-state.js";

/**
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 * @typedef {object} Counts
 * @property {number} visible nodes that are drawn
 * @property {number} shown nodes of the view, those switched off by their label included
 * @property {number} matching nodes that pass the filter
 * @property {number} edges edges that are drawn
 * @property {number} edgesTotal edges between the nodes of the view
 */

/**
 * What one may order by, and how it is said.
 * @param {GraphDetail | null} graph
 * @returns {[string, string][]}
 */
export function ordersOf(graph) {
  return [
    ["-degree", "most connected first"],
    [INSERTION, "in the order they were added"],
    ...(graph?.nodeAttributes ?? []).flatMap(({ key }) => {
      const quoted = `'${key.replaceAll("'", "''")}'`;
      return /** @type {[string, string][]} */ ([
        [quoted, `${key}, rising`],
        [`-${quoted}`, `${key}, falling`],
      ]);
    }),
  ];
}

/**
 * @param {GraphDetail} graph
 * @param {{filter: string, focus: string[] | null, order: string}} state
 * @param {Counts} counts
 */
export function shownText(graph, { filter, focus, order }, { visible, shown, matching, edges, edgesTotal }) {
  const parts = [`${count(visible)} of ${count(graph.nodes)} nodes shown`];
  if (shown > visible) parts.push(`${count(shown - visible)} switched off by label`);
  if (filter) parts.push(`${counted(matching, "node")} match the filter`);
  if (focus === null && matching > visible) {
    parts.push(ordersOf(graph).find(([value]) => value === order)?.[1] ?? order);
  }
  parts.push(
    edges < edgesTotal
      ? `${count(edges)} of the ${count(edgesTotal)} edges between them, ${count(graph.edges)} in all`
      : `${count(edges)} of ${count(graph.edges)} edges`,
  );
  return parts.join(" · ");
}
