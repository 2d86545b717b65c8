/** The parts around the canvas that follow the view: counts, legend, list, inspector. */
import { announce } from "../common/announce.js";
import { requireElement } from "../common/dom.js";
import { count, counted } from "../common/format.js";
import { captionOf } from "./appearance.js";
import { quote } from "./filter-text.js";
import { createInspector } from "./inspector.js";
import { createLegend } from "./legend.js";
import { createNodeList } from "./node-list.js";
import { shownText } from "./shown.js";

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 */

/**
 * @param {object} parts
 * @param {import("./explorer.js").Explorer} parts.explorer
 * @param {import("./graph-view.js").GraphView} parts.view
 * @param {import("./commands.js").Commands} parts.commands
 * @param {ReturnType<typeof import("./editing.js").createEditing>} parts.editing
 * @param {(next: Partial<import("./url-state.js").ViewState>, label: string) => void} parts.navigate
 */
export function createPanels({ explorer, view, commands, editing, navigate }) {
  const { scene } = explorer;
  const legend = createLegend(requireElement("legend"), {
    onToggle: (label) => explorer.toggleLabel(label),
    onOnly: (label) => navigate({ filter: `label==${quote(label)}` }, `only ${label}`),
  });
  const inspector = createInspector(requireElement("inspector"), { ...commands, ...editing });
  const list = createNodeList(requireElement("node-list"), requireElement("list-title"), {
    all: () => items([...scene.nodes.values()]),
    neighbors: (id) => items(scene.neighbors(id).flatMap((neighbor) => scene.nodes.get(neighbor.id) ?? [])),
    onSelect: commands.show,
    say: announce,
  });

  /** @param {Node[]} nodes */
  function items(nodes) {
    const selected = new Set(view.selection().nodes);
    return nodes
      .filter((node) => !explorer.isOff(node))
      .map((node) => ({
        id: node.id,
        text: captionOf(node, explorer.caption),
        detail: node.labels.join(", "),
        neighbors: node.outDegree + node.inDegree,
        hidden: scene.hiddenEdges(node.id),
        selected: selected.has(node.id),
      }));
  }
  const showCounts = () => {
    const { graph, state, counts } = explorer;
    if (!graph) return;
    requireElement("shown-text").textContent = shownText(graph, state, counts);
    requireElement("nothing").hidden = counts.visible > 0;
    const sizes = `${counted(counts.visible, "node")}, ${counted(counts.edges, "edge")}`;
    requireElement("canvas").setAttribute("aria-label", `Graph ${graph.name}: ${sizes}`);
  };
  const showLegend = () => {
    const { graph, looks } = explorer;
    const visible = [...scene.nodes.values()].filter((node) => !explorer.isOff(node));
    legend.show(
      [...looks].map(([label, look]) => ({
        label,
        look,
        off: explorer.state.labelsOff.includes(label),
        shown: visible.filter((node) => node.labels.includes(label)).length,
        total: graph?.labels.find(({ name }) => name === label)?.count ?? 0,
      })),
    );
  };
  /** @returns {{node?: Node | undefined, edge?: Edge | undefined}} the one thing that is selected */
  const showSelection = () => {
    const { nodes, edges } = view.selection();
    const node = nodes.length === 1 ? scene.nodes.get(nodes[0] ?? "") : undefined;
    const edge = scene.edges.get(edges[0] ?? "");
    const directed = explorer.graph?.directed ?? true;
    if (node) {
      inspector.node(node, {
        hidden: scene.hiddenEdges(node.id),
        shown: scene.neighbors(node.id).length,
        edges: scene.edgesAt(node.id),
        looks: explorer.looks,
        brought: scene.broughtBy(node.id).length,
        directed,
      });
    } else if (nodes.length > 1) inspector.several(nodes);
    else if (edge) inspector.edge(edge, directed);
    else inspector.nothing();
    list.show(node?.id ?? null);
    return nodes.length ? { node } : { edge };
  };
  commands.whenSelected(() => {
    const { node, edge } = showSelection();
    explorer.setSelected(node?.id ?? "");
    if (edge) announce(`${edge.type ?? "Edge"} of ${edge.source} and ${edge.target}`);
    if (!node) return;
    const hidden = scene.hiddenEdges(node.id);
    const said = [
      captionOf(node, explorer.caption),
      ...node.labels,
      counted(node.outDegree + node.inDegree, "edge"),
      hidden ? `${count(hidden)} not shown` : "",
    ];
    announce(said.filter(Boolean).join(", "));
  });

  return {
    /** Everything that depends on the view. */
    show() {
      showCounts();
      showLegend();
      showSelection();
    },
    /** Another graph: the list begins at its top. */
    reset: () => list.reset(),
  };
}
