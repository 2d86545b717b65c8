/** Changes of the data from this page: the dialog, the request, then the picture. Each shows its crossing bill. */
import { announce } from "../common/announce.js";
import { delta } from "./scene.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 */

/** Loaded when data is first changed: most who look at a graph change nothing. */
const dialogs = () => import("./data-dialogs.js");

/**
 * @param {object} parts
 * @param {Api} parts.api
 * @param {import("../common/actions.js").Ledger} parts.ledger
 * @param {import("./explorer.js").Explorer} parts.explorer
 * @param {import("./graph-view.js").GraphView} parts.view
 */
export function createEditing({ api, ledger, explorer, view }) {
  const { scene } = explorer;
  const graphName = () => explorer.graph?.name ?? "";
  /**
   * Refusals are shown in the dialog, where they can be answered; the bill is shown when it is done.
   * @param {string} label
   * @param {(recorded: Api) => Promise<void>} work
   */
  const billed = async (label, work) => {
    /** @type {import("../common/http.js").Call[]} */
    const calls = [];
    try {
      await work(api.recording((call) => calls.push(call)));
      if (calls.length) ledger.done(label, calls, 0);
    } catch (error) {
      ledger.failed(label, error);
    }
  };
  /** @param {Api} recorded @param {string[]} ids @returns {Promise<Node[]>} as they are now, with their degrees */
  const readAgain = async (recorded, ids) =>
    ids.length ? (await recorded.batchGet(graphName(), ids)).filter((node) => node !== null) : [];

  return {
    addNode: () =>
      billed("add a node", async (recorded) => {
        const { askNewNode } = await dialogs();
        const node = await askNewNode(recorded, graphName());
        if (!node) return;
        explorer.dataChanged(delta({ nodes: [node] }));
        view.select("nodes", node.id);
        announce(`${node.id} added`);
      }),
    addEdge: () =>
      billed("add an edge", async (recorded) => {
        const [source = ""] = view.selection().nodes;
        const { askNewEdge } = await dialogs();
        const edge = await askNewEdge(recorded, graphName(), { source, known: scene.nodes.keys() });
        if (!edge) return;
        const nodes = await readAgain(recorded, [...new Set([edge.source, edge.target])]);
        explorer.dataChanged(delta({ nodes, edges: [edge] }));
        view.select("edges", edge.id);
        announce(`${edge.id} added`);
      }),
    /** @param {"nodes" | "edges"} kind @param {Node | Edge} row */
    edit: (kind, row) =>
      billed(`edit ${row.id}`, async (recorded) => {
        const { askEdit } = await dialogs();
        const saved = await askEdit(recorded, graphName(), kind, row);
        if (saved) explorer.dataChanged(delta({ [kind]: [saved] }));
      }),
    /** @param {"nodes" | "edges"} kind @param {Node | Edge} row */
    remove: (kind, row) =>
      billed(`delete ${row.id}`, async (recorded) => {
        const { askRemove } = await dialogs();
        if (!(await askRemove(recorded, graphName(), kind, row))) return;
        const ends = "source" in row ? [row.source, row.target] : scene.neighbors(row.id).map(({ id }) => id);
        const shown = [...new Set(ends)].filter((id) => id !== row.id && scene.nodes.has(id));
        const nodes = await readAgain(recorded, shown);
        explorer.dataChanged(
          delta({ nodes, ...(kind === "nodes" ? { dropNodes: [row.id] } : { dropEdges: [row.id] }) }),
        );
        announce(`${row.id} deleted`);
      }),
  };
}
