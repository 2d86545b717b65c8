/** Fetches what a view shows: its nodes, the edges between them, and where they stand. */
import { INSERTION } from "./url-state.js";
import { around, circle, coordinates, grid } from "./layouts.js";
import { coordinatesOf } from "./appearance.js";
import { PAGE_MAX, pick } from "./expansion.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 * @typedef {import("./url-state.js").ViewState} ViewState
 * @typedef {import("./layouts.js").Point} Point
 * @typedef {{nodes: Node[], edges: Edge[], edgesTotal: number, base: Set<string>, matching: number}} Loaded
 */

const ITERATIONS = 200;
const EDGES_PER_NODE = 3;
const EDGES_SOFT = 3_000;
/** The largest page of the server. */
const EDGES_MAX = 10_000;

/**
 * Three requests at most, whatever the number of nodes.
 * @param {Api} api
 * @param {GraphDetail} graph
 * @param {ViewState} state
 * @returns {Promise<Loaded>}
 */
export async function loadView(api, graph, { filter, focus, order, limit, added, hidden }) {
  const page =
    focus === null
      ? await api.nodes(graph.name, { filter, limit, ...(order === INSERTION ? {} : { order }) })
      : { items: await fetchNodes(api, graph.name, focus), total: graph.nodes };
  const base = new Set(page.items.map(({ id }) => id));
  const dropped = new Set(hidden);
  const extra = added.filter((id) => !base.has(id));
  const nodes = page.items.filter(({ id }) => !dropped.has(id));
  if (extra.length) nodes.push(...(await fetchNodes(api, graph.name, extra)));
  const { edges, edgesTotal } = await loadEdges(
    api,
    graph.name,
    nodes.map(({ id }) => id),
  );
  return { nodes, edges, edgesTotal, base, matching: page.total };
}

/**
 * Nodes that have gone meanwhile are left out.
 * @param {Api} api
 * @param {string} graph
 * @param {string[]} ids
 */
export async function fetchNodes(api, graph, ids) {
  return ids.length ? (await api.batchGet(graph, ids)).filter((node) => node !== null) : [];
}

/**
 * @param {Api} api
 * @param {string} graph
 * @param {string[]} ids
 */
export async function loadEdges(api, graph, ids) {
  if (!ids.length) return { edges: [], edgesTotal: 0 };
  const limit = Math.min(EDGES_MAX, Math.max(EDGES_SOFT, EDGES_PER_NODE * ids.length));
  const page = await api.edgesBetween(graph, ids, limit);
  return { edges: page.items, edgesTotal: page.total };
}

/**
 * The layout that is used when the user has not chosen one.
 * @param {GraphDetail} graph
 * @param {string} chosen
 */
export function layoutFor(graph, chosen) {
  if (chosen === "coordinates" && !coordinatesOf(graph)) return "force";
  return chosen || (coordinatesOf(graph) ? "coordinates" : "force");
}

/**
 * @param {Api} api
 * @param {GraphDetail} graph
 * @param {string} layout
 * @param {number} seed
 * @param {Node[]} nodes
 * @returns {Promise<Map<string, Point>>}
 */
export async function placesFor(api, graph, layout, seed, nodes) {
  const keys = coordinatesOf(graph);
  const ids = nodes.map(({ id }) => id);
  /** @type {Point[]} */
  let points;
  if (!ids.length) points = [];
  else if (layout === "coordinates" && keys) points = coordinates(nodes, keys);
  else if (layout === "circle") points = circle(ids.length);
  else if (layout === "grid") points = grid(ids.length);
  else {
    const { positions } = await api.layout(graph.name, { ids, seed, iterations: ITERATIONS });
    points = positions.map(([x, y]) => ({ x, y }));
  }
  return new Map(ids.map((id, index) => [id, points[index] ?? { x: 0, y: 0 }]));
}

/**
 * Places for nodes that join others: on the map where they belong, else around the one that brought them.
 * @param {GraphDetail} graph
 * @param {string} layout
 * @param {Node[]} nodes
 * @param {Point} center
 */
export function placesAround(graph, layout, nodes, center) {
  const keys = coordinatesOf(graph);
  const points = layout === "coordinates" && keys ? coordinates(nodes, keys) : around(center, nodes.length);
  return new Map(nodes.map(({ id }, index) => [id, points[index] ?? center]));
}

/**
 * Hidden neighbors of a node. The server answers an edge each, known neighbors included, so a first page that holds
 * too few new ones is followed by a larger one.
 * @param {Api} api
 * @param {string} graph
 * @param {import("./scene.js").Scene} scene
 * @param {string} id
 * @param {import("./expansion.js").Choice} choice
 */
export async function findNeighbors(api, graph, scene, id, { direction, type, order, limit: wanted }) {
  let limit = type === null ? PAGE_MAX : Math.min(PAGE_MAX, wanted + scene.shownEdges(id));
  for (;;) {
    const query = { id, direction, order, limit, ...(type ? { type } : {}) };
    const { items } = await api.neighbors(graph, query);
    const suitable = type === null ? items.filter(({ edge }) => edge.type === null) : items;
    const found = pick(suitable, (other) => scene.nodes.has(other), wanted);
    if (found.nodes.length === wanted || items.length < limit || limit === PAGE_MAX) return found;
    limit = Math.min(PAGE_MAX, limit * 8);
  }
}
