/** The panel beside the canvas: the selected node or edge with its typed attributes, and what can be done with it. */
import { button, element, isolated, replaceChildren } from "../common/dom.js";
import { keepFocus } from "../common/focus.js";
import { counted } from "../common/format.js";
import { attributeTable } from "../common/value-view.js";
import { decodeAttributes } from "../common/values.js";
import { UNLABELLED } from "./appearance.js";
import { swatch } from "./legend.js";

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 * @typedef {object} Actions
 * @property {(id: string) => void} expand
 * @property {(id: string) => void} collapse
 * @property {(ids: string[]) => void} hide
 * @property {(id: string) => void} show
 * @property {(id: string) => void} showEdge
 * @property {(kind: "nodes" | "edges", row: Node | Edge) => void} edit
 * @property {(kind: "nodes" | "edges", row: Node | Edge) => void} remove
 */

/** More than anybody reads; a filter brings the rest. */
const EDGES_LISTED = 200;

/**
 * @param {HTMLElement} place
 * @param {Actions} actions
 */
export function createInspector(place, actions) {
  /** @param {...import("../common/dom.js").Child} content */
  const show = (...content) => keepFocus(place, () => replaceChildren(place, ...content));
  /** What the picture shows to the mouse alone, by name. @param {Edge[]} edges @param {string} id @param {boolean} directed */
  const edgeList = (edges, id, directed) =>
    element(
      "details",
      {},
      element("summary", {}, `${counted(edges.length, "edge")} in view`),
      element(
        "ul",
        { class: "plain" },
        ...edges.slice(0, EDGES_LISTED).map((edge) => {
          const out = edge.source === id;
          return element(
            "li",
            {},
            element(
              "button",
              { type: "button", class: "link", click: () => actions.showEdge(edge.id) },
              directed ? (out ? "→ " : "← ") : "",
              isolated(edge.type ?? "edge"),
              " ",
              isolated(out ? edge.target : edge.source),
            ),
          );
        }),
        edges.length > EDGES_LISTED &&
          element("li", { class: "hint" }, `and ${edges.length - EDGES_LISTED} more: filter to see them`),
      ),
    );
  return {
    nothing() {
      show(
        element("p", { class: "hint" }, "Select a node or an edge to see what it holds."),
        element("p", { class: "hint" }, "Double click a node, or press E, to bring its neighbors into view."),
      );
    },
    /** @param {string[]} ids */
    several(ids) {
      show(
        element("h3", {}, `${counted(ids.length, "node")} selected`),
        element(
          "div",
          { class: "actions" },
          button("Hide", () => actions.hide(ids)),
        ),
      );
    },
    /**
     * @param {Node} node
     * @param {{hidden: number, shown: number, edges: Edge[], looks: Map<string, import("./appearance.js").Look>, brought: number, directed: boolean}} view
     */
    node(node, { hidden, shown, edges, looks, brought, directed }) {
      show(
        element("h3", { class: "inspected" }, isolated(node.id)),
        element(
          "ul",
          { class: "chips", "aria-label": "Labels" },
          ...node.labels.map((label) =>
            element("li", {}, swatch(looks.get(label) ?? UNLABELLED), isolated(label)),
          ),
          !node.labels.length && element("li", { class: "hint" }, "no label"),
        ),
        element(
          "p",
          {},
          directed
            ? `${counted(node.outDegree, "edge")} out, ${counted(node.inDegree, "edge")} in; `
            : `${counted(node.outDegree, "edge")}; `,
          hidden ? element("strong", {}, `${counted(hidden, "edge")} not shown`) : `all shown`,
          ` (${counted(shown, "neighbor")} in view)`,
        ),
        element(
          "div",
          { class: "actions" },
          button("Expand", () => actions.expand(node.id), { class: "primary", disabled: hidden === 0 }),
          brought > 0 && button(`Collapse ${brought}`, () => actions.collapse(node.id)),
          button("Hide", () => actions.hide([node.id])),
          button("Edit", () => actions.edit("nodes", node)),
          button("Delete", () => actions.remove("nodes", node), { class: "danger" }),
        ),
        attributeTable(decodeAttributes(node.attributes)),
        edges.length > 0 && edgeList(edges, node.id, directed),
        version(node.version),
      );
    },
    /** @param {Edge} edge @param {boolean} directed */
    edge(edge, directed) {
      /** @param {string} id */
      const end = (id) =>
        element("button", { type: "button", class: "link", click: () => actions.show(id) }, isolated(id));
      show(
        element(
          "h3",
          { class: "inspected" },
          edge.type === null ? "Edge without a type" : isolated(edge.type),
        ),
        element("p", { class: "ends" }, end(edge.source), directed ? " → " : " — ", end(edge.target)),
        element("p", { class: "hint" }, "id ", isolated(edge.id)),
        element(
          "div",
          { class: "actions" },
          button("Edit", () => actions.edit("edges", edge)),
          button("Delete", () => actions.remove("edges", edge), { class: "danger" }),
        ),
        attributeTable(decodeAttributes(edge.attributes)),
        version(edge.version),
      );
    },
  };
}

/** @param {string} value */
function version(value) {
  return element(
    "p",
    {
      class: "hint",
      title: "Changes are sent with this version: if someone was faster, nothing is overwritten",
    },
    "version ",
    element("code", {}, value),
  );
}
