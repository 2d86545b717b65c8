/** What keys, buttons and double clicks mean: each command checks what it needs, acts, and says what it did. */
import { announce } from "../common/announce.js";
import { requireElement } from "../common/dom.js";
import { count, counted } from "../common/format.js";
import { everything, room, UNASKED } from "./expansion.js";

/** @typedef {ReturnType<typeof createCommands>} Commands */

/**
 * @param {object} parts
 * @param {import("../common/actions.js").Run} parts.run
 * @param {ReturnType<typeof import("./editing.js").createEditing>} parts.editing
 * @param {import("./explorer.js").Explorer} parts.explorer
 * @param {import("./graph-view.js").GraphView} parts.view
 * @param {ReturnType<typeof import("./undo-stack.js").createUndoStack>} parts.undo
 */
export function createCommands({ run, editing, explorer, view, undo }) {
  const { scene } = explorer;
  /** @type {(selection: import("./graph-view.js").Selection) => void} */
  let onSelected = () => {};
  /** @param {(id: string) => unknown} command */
  const withOne = (command) => () => {
    const [id, ...others] = view.selection().nodes;
    if (id === undefined || others.length) announce("Select one node first");
    else void command(id);
  };
  const graphName = () => explorer.graph?.name ?? "";

  /** @param {string} id */
  const expand = async (id) => {
    const hidden = scene.hiddenEdges(id);
    const space = room(scene.nodes.size);
    if (hidden === 0) return announce(`All edges of ${id} are shown`);
    if (space === 0) return announce("The view is full; hide some nodes first");
    let choice = everything();
    if (hidden > UNASKED || hidden > space) {
      const summary = await run(`count the neighbors of ${id}`, (recorded) =>
        recorded.neighborSummary(graphName(), id),
      );
      if (!summary) return;
      const directed = explorer.graph?.directed ?? true;
      const { askHowFar } = await import("./expand-dialog.js");
      const chosen = await askHowFar({ ...summary, id }, { room: space, shown: scene.nodes.size, directed });
      if (!chosen) return;
      choice = chosen;
    }
    const added = await explorer.expand(id, choice);
    if (added === undefined) return;
    announce(`${counted(added, "node")} added. ${count(scene.hiddenEdges(id))} edges of ${id} are not shown`);
  };
  /** @param {string} id */
  const collapse = (id) => {
    const gone = explorer.collapse(id);
    announce(
      gone ? `${counted(gone, "node")} taken out of the view` : `Nothing in view was brought by ${id}`,
    );
  };
  /** @param {string[]} ids */
  const hide = (ids) => {
    explorer.hide(ids);
    announce(
      ids.length ? `${counted(ids.length, "node")} hidden; undo brings back` : "Select nodes to hide first",
    );
  };
  /** @param {string} id */
  const show = (id) => {
    if (!scene.nodes.has(id)) return;
    view.select("nodes", id);
    view.reveal(id);
  };
  /** @param {string} id */
  const showEdge = (id) => view.select("edges", id);
  /** @param {string} id */
  const add = async (id) => {
    if ((await explorer.add(id)) === undefined) return;
    show(id);
    announce(`${id} is in view`);
  };
  const takeBack = () => announce(undo.undoLabel === null ? "Nothing to undo" : `Undone: ${undo.undo()}`);
  const doAgain = () => announce(undo.redoLabel === null ? "Nothing to redo" : `Done again: ${undo.redo()}`);
  const arrangeAgain = () => explorer.arrange(explorer.layout, explorer.state.seed + 1);
  const savePng = async () => {
    const { download } = await import("../common/download.js");
    download(await view.png(), `${graphName()}.png`);
  };
  const saveJson = async () => {
    const [{ download }, { toJson }] = await Promise.all([
      import("../common/download.js"),
      import("./exports.js"),
    ]);
    const { nodes, edges } = scene;
    const text = toJson({
      graph: graphName(),
      url: location.href,
      nodes: nodes.values(),
      edges: edges.values(),
      positions: view.allPositions(),
    });
    download(new Blob([text], { type: "application/json" }), `${graphName()}.json`);
  };

  /** @type {[string, () => unknown][]} */
  const buttons = [
    ["add-node", editing.addNode],
    ["add-edge", editing.addEdge],
    ["undo", takeBack],
    ["redo", doAgain],
    ["arrange", arrangeAgain],
    ["export-png", savePng],
    ["export-json", saveJson],
    ["zoom-in", () => view.zoom(1.4)],
    ["zoom-out", () => view.zoom(1 / 1.4)],
    ["fit", () => view.fit()],
  ];
  for (const [id, action] of buttons) requireElement(id).addEventListener("click", () => void action());
  requireElement("canvas").addEventListener("keydown", (event) => {
    if (!["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    view.step(/** @type {"ArrowUp"} */ (event.key));
  });

  return {
    add,
    expand,
    collapse,
    hide,
    show,
    showEdge,
    /** @param {import("./graph-view.js").Selection} selection */
    selected: (selection) => onSelected(selection),
    /** @param {(selection: import("./graph-view.js").Selection) => void} listener */
    whenSelected(listener) {
      onSelected = listener;
    },
    /** @type {import("../common/shortcuts.js").Shortcut[]} */
    shortcuts: [
      { key: "e", does: "Expand the selected node", run: withOne(expand) },
      { key: "c", does: "Collapse what its expansion brought", run: withOne(collapse) },
      { key: "h", does: "Hide the selected nodes", run: () => hide(view.selection().nodes) },
      { key: "n", does: "Add a node", run: () => void editing.addNode() },
      { key: "g", does: "Add an edge", run: () => void editing.addEdge() },
      { key: "l", does: "Lay out again", run: () => void arrangeAgain() },
      { key: "0", does: "Fit the whole view", run: () => view.fit() },
      { key: "+", does: "Zoom in", run: () => view.zoom(1.4) },
      { key: "-", does: "Zoom out", run: () => view.zoom(1 / 1.4) },
      { key: "v", does: "Go to the list of nodes in view", run: () => requireElement("node-list").focus() },
      { key: "Escape", does: "Select nothing", run: () => view.clearSelection() },
      { key: "Ctrl+z", does: "Undo", run: takeBack },
      { key: "Ctrl+Shift+z", does: "Redo", run: doAgain },
      { key: "Ctrl+y", does: "Redo", run: doAgain },
    ],
  };
}
