/** The parts around the canvas that follow the view: counts, legend, list, inspector, menus. */
import { announce } from "../common/announce.js";
import { ask, field } from "../common/dialogs.js";
import { element, replaceChildren, requireElement } from "../common/dom.js";
import { count, counted } from "../common/format.js";
import { assignLooks, captionOf, coordinatesOf } from "./appearance.js";
import { quote } from "./filter-text.js";
import { createInspector } from "./inspector.js";
import { createLegend } from "./legend.js";
import { createNodeList } from "./node-list.js";
import { HARD_BUDGET, INSERTION, SOFT_BUDGET } from "./url-state.js";

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("./url-state.js").ViewState} ViewState
 */

/** The browser's own layout blocks the page: beyond this many nodes it is not offered. */
const FCOSE_MAX = 500;

/**
 * @param {object} parts
 * @param {import("./explorer.js").Explorer} parts.explorer
 * @param {import("./graph-view.js").GraphView} parts.view
 * @param {ReturnType<typeof import("./undo-stack.js").createUndoStack>} parts.undo
 * @param {import("./commands.js").Commands} parts.commands
 * @param {ReturnType<typeof import("./editing.js").createEditing>} parts.editing
 * @param {(next: Partial<ViewState>, label: string) => void} parts.navigate
 */
export function createPanels({ explorer, view, undo, commands, editing, navigate }) {
  const { scene } = explorer;
  const graphMenu = requireElement("graph", HTMLSelectElement);
  const layoutMenu = requireElement("layout", HTMLSelectElement);
  const captionMenu = requireElement("caption", HTMLSelectElement);
  const legend = createLegend(requireElement("legend"), {
    onToggle: (label) => explorer.toggleLabel(label),
    onOnly: (label) => navigate({ filter: `label==${quote(label)}` }, `only ${label}`),
  });
  const inspector = createInspector(requireElement("inspector"), { ...commands, ...editing });
  /** @param {Node} node @param {Set<string>} selected @returns {import("./node-list.js").Item} */
  const item = (node, selected) => ({
    id: node.id,
    text: captionOf(node, explorer.caption),
    detail: node.labels.join(", "),
    neighbors: node.outDegree + node.inDegree,
    hidden: scene.hiddenEdges(node.id),
    selected: selected.has(node.id),
  });
  const visible = () => [...scene.nodes.values()].filter((node) => !explorer.isOff(node));
  const list = createNodeList(requireElement("node-list"), requireElement("list-title"), {
    all: () => {
      const selected = new Set(view.selection().nodes);
      return visible().map((node) => item(node, selected));
    },
    neighbors: (id) => {
      const selected = new Set(view.selection().nodes);
      return scene.neighbors(id).flatMap((neighbor) => {
        const node = scene.nodes.get(neighbor.id);
        return node && !explorer.isOff(node) ? [item(node, selected)] : [];
      });
    },
    onSelect: commands.show,
    say: announce,
  });

  graphMenu.addEventListener("change", () =>
    navigate(
      { graph: graphMenu.value, filter: "", labelsOff: [], layout: "", caption: "" },
      `open ${graphMenu.value}`,
    ),
  );
  layoutMenu.addEventListener("change", () => void explorer.arrange(layoutMenu.value));
  captionMenu.addEventListener("change", () => explorer.setCaption(captionMenu.value));
  requireElement("change-view").addEventListener("click", () => void askBudget());

  /** @returns {[string, string][]} what one may order by, and how it is said */
  const orders = () => [
    ["-degree", "most connected first"],
    [INSERTION, "in the order they were added"],
    ...(explorer.graph?.nodeAttributes ?? []).flatMap(({ key }) => {
      const quoted = `'${key.replaceAll("'", "''")}'`;
      return /** @type {[string, string][]} */ ([
        [quoted, `${key}, rising`],
        [`-${quoted}`, `${key}, falling`],
      ]);
    }),
  ];

  async function askBudget() {
    const { limit: before, order: orderBefore } = explorer.state;
    const limit = element("input", {
      type: "number",
      min: 1,
      max: HARD_BUDGET,
      value: before,
      required: true,
    });
    const order = element(
      "select",
      {},
      ...orders().map(([value, text]) => element("option", { value, selected: value === orderBefore }, text)),
    );
    const chosen = await ask({
      title: "What is shown",
      action: "Show",
      content: [
        field(
          "Nodes at most",
          limit,
          `Up to ${count(SOFT_BUDGET)} the picture moves freely; ${count(HARD_BUDGET)} is the end.`,
        ),
        field("Which first", order),
      ],
      submit: () => ({ limit: limit.valueAsNumber, order: order.value }),
    });
    if (chosen) navigate(chosen, "change what is shown");
  }

  const showCounts = () => {
    const { graph, state, counts } = explorer;
    if (!graph) return;
    const parts = [`${count(counts.visible)} of ${count(graph.nodes)} nodes shown`];
    if (counts.shown > counts.visible)
      parts.push(`${count(counts.shown - counts.visible)} switched off by label`);
    if (state.filter) parts.push(`${counted(counts.matching, "node")} match the filter`);
    if (state.focus === null && counts.matching > counts.visible)
      parts.push(orders().find(([value]) => value === state.order)?.[1] ?? state.order);
    const between = Math.max(counts.edges, counts.edgesTotal);
    parts.push(
      counts.edges < between
        ? `${count(counts.edges)} of the ${count(between)} edges between them, ${count(graph.edges)} in all`
        : `${count(counts.edges)} of ${count(graph.edges)} edges`,
    );
    requireElement("shown-text").textContent = parts.join(" · ");
    requireElement("nothing").hidden = counts.visible > 0;
    requireElement("canvas").setAttribute(
      "aria-label",
      `Graph ${graph.name}: ${counted(counts.visible, "node")}, ${counted(counts.edges, "edge")}`,
    );
  };
  const showLegend = () => {
    const { graph, looks } = explorer;
    const nodes = [...scene.nodes.values()];
    legend.show(
      [...looks].map(([label, look]) => {
        const off = explorer.state.labelsOff.includes(label);
        const shown = nodes.filter((node) => node.labels.includes(label) && !explorer.isOff(node)).length;
        const total = graph?.labels.find(({ name }) => name === label)?.count ?? 0;
        return { label, look, off, shown, total };
      }),
    );
  };
  const showMenus = () => {
    const { graph } = explorer;
    if (!graph) return;
    const disabled = new Map([
      ["coordinates", coordinatesOf(graph) === null],
      ["fcose", scene.nodes.size > FCOSE_MAX],
    ]);
    for (const option of layoutMenu.options) option.disabled = disabled.get(option.value) ?? false;
    layoutMenu.value = explorer.layout;
    replaceChildren(
      captionMenu,
      element("option", { value: "" }, "id"),
      ...graph.nodeAttributes
        .filter(({ type }) => type.toLowerCase() === "text")
        .map(({ key }) => element("option", { value: key }, key)),
    );
    captionMenu.value = explorer.caption;
  };
  const showSelection = () => {
    const { nodes, edges } = view.selection();
    const [nodeId] = nodes;
    const [edgeId] = edges;
    const node = nodes.length === 1 && nodeId !== undefined ? scene.nodes.get(nodeId) : undefined;
    const edge = edgeId === undefined ? undefined : scene.edges.get(edgeId);
    if (node) {
      inspector.node(node, {
        hidden: scene.hiddenEdges(node.id),
        shown: scene.neighbors(node.id).length,
        look: (label) => explorer.looks.get(label) ?? UNKNOWN,
        brought: scene.broughtBy(node.id).length,
      });
    } else if (nodes.length > 1) inspector.several(nodes);
    else if (edge) inspector.edge(edge, explorer.graph?.directed ?? true);
    else inspector.nothing();
    list.show(node?.id ?? null);
    return node;
  };
  commands.whenSelected(() => {
    const node = showSelection();
    explorer.setSelected(node?.id ?? "");
    if (!node) return;
    const hidden = scene.hiddenEdges(node.id);
    const { text, detail, neighbors } = item(node, new Set());
    announce(
      [text, detail, counted(neighbors, "edge"), hidden ? `${count(hidden)} not shown` : ""]
        .filter(Boolean)
        .join(", "),
    );
  });

  return {
    /** Everything that depends on the view. */
    show() {
      showCounts();
      showLegend();
      showMenus();
      showSelection();
    },
    showUndo() {
      const buttons = /** @type {const} */ ([
        ["undo", undo.undoLabel],
        ["redo", undo.redoLabel],
      ]);
      for (const [id, label] of buttons) {
        const button = requireElement(id, HTMLButtonElement);
        button.disabled = label === null;
        button.title = label ?? "";
      }
    },
    /** @param {import("../common/api-types.js").GraphSummary[]} graphs @param {string} current */
    showGraphs(graphs, current) {
      replaceChildren(
        graphMenu,
        element("option", { value: "", selected: current === "" }, "Graphs and samples …"),
        ...graphs.map(({ name, nodes, edges }) =>
          element(
            "option",
            { value: name, selected: name === current },
            `${name} (${count(nodes)} nodes, ${count(edges)} edges)`,
          ),
        ),
      );
      list.reset();
    },
  };
}

const UNKNOWN = assignLooks(["?"]).get("?") ?? { slot: 0, shape: "ellipse" };
