/** The choices above and beside the canvas: which graph, which layout, which caption, how many nodes, undo and redo. */
import { element, replaceChildren, requireElement } from "../common/dom.js";
import { count } from "../common/format.js";
import { coordinatesOf } from "./appearance.js";
import { FCOSE_MAX } from "./layouts.js";

/**
 * @param {object} parts
 * @param {import("./explorer.js").Explorer} parts.explorer
 * @param {ReturnType<typeof import("./undo-stack.js").createUndoStack>} parts.undo
 * @param {(next: Partial<import("./url-state.js").ViewState>, label: string) => void} parts.navigate
 */
export function createMenus({ explorer, undo, navigate }) {
  const graphMenu = requireElement("graph", HTMLSelectElement);
  const layoutMenu = requireElement("layout", HTMLSelectElement);
  const captionMenu = requireElement("caption", HTMLSelectElement);

  graphMenu.addEventListener("change", () => {
    const untouched = { filter: "", order: "-degree", labelsOff: [], layout: "", caption: "" };
    navigate({ graph: graphMenu.value, ...untouched }, `open ${graphMenu.value}`);
  });
  layoutMenu.addEventListener("change", () => void explorer.arrange(layoutMenu.value));
  captionMenu.addEventListener("change", () => explorer.setCaption(captionMenu.value));
  requireElement("change-view").addEventListener("click", () => void change());

  async function change() {
    const { askBudget } = await import("./budget-dialog.js");
    const chosen = await askBudget(explorer);
    if (chosen) navigate(chosen, "change what is shown");
  }

  return {
    /** What can be chosen for the graph that is open. */
    show() {
      const { graph, scene } = explorer;
      if (!graph) return;
      const disabled = new Map([
        ["coordinates", coordinatesOf(graph) === null],
        ["fcose", scene.nodes.size > FCOSE_MAX],
      ]);
      for (const option of layoutMenu.options) option.disabled = disabled.get(option.value) ?? false;
      layoutMenu.value = explorer.layout;
      const texts = graph.nodeAttributes.filter(({ type }) => type.toLowerCase() === "text");
      replaceChildren(
        captionMenu,
        element("option", { value: "" }, "id"),
        ...texts.map(({ key }) => element("option", { value: key }, key)),
      );
      captionMenu.value = explorer.caption;
    },
    showUndo() {
      const buttons = /** @type {const} */ ([
        ["undo", undo.undoLabel],
        ["redo", undo.redoLabel],
      ]);
      for (const [id, label] of buttons) {
        const button = requireElement(id);
        // A button that is disabled loses the focus: this one is pressed until nothing is left, and then says so.
        button.setAttribute("aria-disabled", String(label === null));
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
    },
  };
}
