/**
 * The canvas. Every call of Cytoscape stands in this module. Ids of nodes and edges are prefixed, for an edge may
 * have the id of a node, and elements are found by id only, never by a selector made of user data (F128).
 */
import cytoscape from "/webjars/cytoscape/dist/cytoscape.esm.min.mjs";
import { reducedMotion } from "../common/preferences.js";
import { badgeText, createOverlay } from "./overlay.js";
import { readColors, stylesheet } from "./graph-style.js";
import { cameraFor, nearestInDirection, parallelKeys } from "./geometry.js";

/**
 * @typedef {import("./layouts.js").Point} Point
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 * @typedef {{caption: string, slot: number, shape: string, diameter: number, hidden: number, off: boolean}} Drawn
 * @typedef {{nodes: string[], edges: string[]}} Selection
 * @typedef {ReturnType<typeof createGraphView>} GraphView
 */

/** Below this zoom a badge would cover its node. */
const NEAR = 0.6;
/** With more edges than this, one edge each way share a straight line: curves cost half as much again. */
const CURVES_MAX = 1_500;

/**
 * @param {HTMLElement} element
 * @param {object} listeners
 * @param {(selection: Selection) => void} listeners.onSelect
 * @param {(id: string) => void} listeners.onExpand
 */
export function createGraphView(element, { onSelect, onExpand }) {
  let colors = readColors();
  let directed = true;
  /** @type {Map<string, Point>} where a node stood last, for when it comes back */
  const remembered = new Map();
  const cy = cytoscape({
    container: element,
    style: stylesheet(colors, directed),
    minZoom: 0.02,
    maxZoom: 6,
    boxSelectionEnabled: true,
    selectionType: "single",
    hideEdgesOnViewport: false,
    layout: { name: "preset" },
  });
  const overlay = createOverlay(element);
  /** nodes, the largest first: those are named when there is no room for all @type {import("cytoscape").NodeSingular[]} */
  let ranked = [];
  /** @param {string} id */
  const nodeOf = (id) => cy.getElementById(`n:${id}`);
  /** @param {string} id */
  const edgeOf = (id) => cy.getElementById(`e:${id}`);
  /** @param {import("cytoscape").SingularElementArgument} item @returns {string} */
  const keyOf = (item) => item.id().slice(2);

  /** @returns {Selection} */
  const selection = () => ({
    nodes: cy.nodes(":selected").map(keyOf),
    edges: cy.edges(":selected").map(keyOf),
  });
  let announced = true;
  const selectionChanged = () => {
    if (!announced) return;
    announced = false;
    queueMicrotask(() => {
      announced = true;
      cy.edges(".near").removeClass("near");
      const chosen = cy.nodes(":selected");
      if (chosen.length === 1) chosen.connectedEdges().addClass("near");
      onSelect(selection());
    });
  };
  cy.on("select unselect", selectionChanged);
  cy.on("dbltap", "node", (event) => onExpand(keyOf(event.target)));
  cy.on("render", drawOverlay);

  function drawOverlay() {
    const zoom = cy.zoom();
    const { x1, x2, y1, y2 } = cy.extent();
    /** @type {import("./overlay.js").Mark[]} */
    const marks = [];
    for (const node of ranked) {
      const { x, y } = node.position();
      if (x < x1 || x > x2 || y < y1 || y > y2 || node.hasClass("off")) continue;
      const hidden = zoom < NEAR ? 0 : node.data("hidden");
      marks.push({
        ...node.renderedPosition(),
        radius: (node.data("diameter") / 2) * zoom,
        caption: node.data("caption"),
        badge: hidden ? badgeText(hidden) : "",
        selected: node.selected(),
      });
    }
    overlay.draw(marks, colors);
  }

  const markParallel = () => {
    const edges = cy.edges();
    const ends = edges.map(
      (edge) => /** @type {[string, string]} */ ([edge.data("source"), edge.data("target")]),
    );
    const keys = parallelKeys(ends, directed && edges.length > CURVES_MAX);
    edges.forEach((edge, index) => void edge.toggleClass("parallel", keys[index] ?? false));
  };

  return {
    /** @param {boolean} value */
    setDirected(value) {
      directed = value;
      cy.style(stylesheet(colors, directed));
    },
    restyle() {
      colors = readColors();
      cy.style(stylesheet(colors, directed));
    },
    /**
     * @param {import("./scene.js").Delta} change already applied to the scene
     * @param {Map<string, Point>} places of new nodes
     * @param {(node: Node) => Drawn} draw
     */
    apply(change, places, draw) {
      cy.batch(() => {
        for (const id of change.dropEdges) edgeOf(id).remove();
        for (const id of change.dropNodes) {
          remembered.set(id, { ...nodeOf(id).position() });
          nodeOf(id).remove();
        }
        for (const node of change.nodes) {
          if (nodeOf(node.id).nonempty()) continue;
          const { off, ...data } = draw(node);
          cy.add({
            group: "nodes",
            data: { id: `n:${node.id}`, ...data },
            position: { ...(places.get(node.id) ?? remembered.get(node.id) ?? { x: 0, y: 0 }) },
            ...(off ? { classes: "off" } : {}),
          });
        }
        for (const edge of change.edges) {
          const [source, target] = [`n:${edge.source}`, `n:${edge.target}`];
          if (edgeOf(edge.id).nonempty() || nodeOf(edge.source).empty() || nodeOf(edge.target).empty())
            continue;
          cy.add({ group: "edges", data: { id: `e:${edge.id}`, source, target, caption: edge.type ?? "" } });
        }
        markParallel();
      });
      ranked = cy
        .nodes()
        .toArray()
        .sort((a, b) => b.data("diameter") - a.data("diameter"));
    },
    /** Redraws what has changed about the nodes themselves. @param {Iterable<Node>} nodes @param {(node: Node) => Drawn} draw */
    refresh(nodes, draw) {
      cy.batch(() => {
        for (const node of nodes) {
          const { off, ...data } = draw(node);
          nodeOf(node.id).data(data).toggleClass("off", off);
        }
      });
    },
    /** @param {Map<string, Point>} places @param {{fit?: boolean}} [options] */
    place(places, { fit = true } = {}) {
      const known = cy.nodes().filter((node) => places.has(keyOf(node)));
      const layout = known.layout({
        name: "preset",
        positions: (/** @type {any} */ node) => places.get(keyOf(node)) ?? { x: 0, y: 0 },
        fit: false,
        animate: !reducedMotion() && known.length <= 400,
        animationDuration: 350,
      });
      // The end is known before the nodes are there: the camera goes to it at once.
      if (fit) cy.viewport(cameraFor(places.values(), cy.width(), cy.height()));
      layout.run();
    },
    /** The browser's own force layout, for small graphs: it blocks the page while it thinks. */
    async runFcose() {
      const { useFcose } = await import("./fcose.js");
      await useFcose(cytoscape);
      /** @type {any} */
      const options = { name: "fcose", animate: false, quality: "default", padding: 40 };
      cy.elements().not(".off").layout(options).run();
    },
    /** @param {string} id @returns {Point} */
    position: (id) => ({ ...(nodeOf(id).nonempty() ? nodeOf(id).position() : { x: 0, y: 0 }) }),
    /** A place in sight, where a node that has no other may stand. @returns {Point} */
    freePlace() {
      const { x1, x2, y1, y2 } = cy.extent();
      return { x: x1 + (x2 - x1) * 0.85, y: y1 + (y2 - y1) * 0.12 };
    },
    selection,
    /** @param {"nodes" | "edges"} kind @param {string} id */
    select(kind, id) {
      const item = kind === "nodes" ? nodeOf(id) : edgeOf(id);
      if (item.selected() && cy.$(":selected").length === 1) return;
      cy.batch(() => {
        cy.$(":selected").not(item).unselect();
        item.select();
      });
    },
    clearSelection: () => void cy.$(":selected").unselect(),
    /** Moves the selection to the next node that way. @param {"ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight"} key */
    step(key) {
      const from = cy.nodes(":selected")[0] ?? null;
      const candidates = cy
        .nodes()
        .toArray()
        .filter((node) => !node.hasClass("off"))
        .map((node) => ({ id: keyOf(node), ...node.position() }));
      const next = nearestInDirection(from ? { id: keyOf(from), ...from.position() } : null, candidates, key);
      if (next !== null) {
        this.select("nodes", next);
        this.reveal(next);
      }
    },
    /** Pans only when the node is outside of what one sees. @param {string} id */
    reveal(id) {
      const node = nodeOf(id);
      if (node.empty()) return;
      const { x, y } = node.renderedPosition();
      const margin = 40;
      const inside = x > margin && y > margin && x < cy.width() - margin && y < cy.height() - margin;
      if (!inside) cy.center(node);
    },
    fit() {
      const shown = cy
        .nodes()
        .toArray()
        .filter((node) => !node.hasClass("off"));
      cy.viewport(
        cameraFor(
          shown.map((node) => node.position()),
          cy.width(),
          cy.height(),
        ),
      );
    },
    /** @param {number} factor */
    zoom(factor) {
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    },
    resize: () => void cy.resize(),
    forgetPlaces: () => remembered.clear(),
    /** The whole view with the names of all nodes. @returns {Promise<Blob>} */
    async png() {
      const named = cy.nodes().addClass("named");
      const bg = colors.canvas;
      // Names are measured when they are drawn for the first time.
      await new Promise((resolve) => cy.one("render", resolve));
      const blob = await cy.png({
        output: "blob-promise",
        full: true,
        scale: 2,
        maxWidth: 8000,
        maxHeight: 8000,
        bg,
      });
      named.removeClass("named");
      return blob;
    },
    /** Positions of everything, rounded, for the JSON export. @returns {Record<string, Point>} */
    allPositions: () =>
      Object.fromEntries(
        cy.nodes().map((node) => {
          const { x, y } = node.position();
          return [keyOf(node), { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }];
        }),
      ),
  };
}
