/** The entry of the Explore page: makes the parts and joins them. */
import { announce } from "./common/announce.js";
import { createApi } from "./common/api.js";
import { createRun } from "./common/actions.js";
import { createBillStrip } from "./common/bill-strip.js";
import { onThemeChange } from "./common/colors.js";
import { requireElement } from "./common/dom.js";
import { once } from "./common/once.js";
import { installShortcuts } from "./common/shortcuts.js";
import { createCommands } from "./explore/commands.js";
import { createEditing } from "./explore/editing.js";
import { createExplorer } from "./explore/explorer.js";
import { createFilterBox } from "./explore/filter-box.js";
import { createGraphView } from "./explore/graph-view.js";
import { takeDroppedFiles } from "./explore/file-drop.js";
import { createMenus } from "./explore/menus.js";
import { createPanels } from "./explore/panels.js";
import { createSearchBox } from "./explore/search-box.js";
import { createUndoStack } from "./explore/undo-stack.js";
import { emptyState, formatState, parseState } from "./explore/url-state.js";

const api = createApi();
const ledger = createBillStrip({ cancellable: true });
const run = createRun(api, ledger);
const undo = createUndoStack(() => menus?.showUndo());
const view = createGraphView(requireElement("canvas"), {
  onSelect: (selection) => commands.selected(selection),
  onExpand: (id) => commands.expand(id),
});
const explorer = createExplorer({ run, view, undo, onChange: changed });
const editing = createEditing({ api, ledger, explorer, view });
const commands = createCommands({ run, editing, explorer, view, undo });
const filterBox = createFilterBox(
  (filter) => navigate({ ...queryOf(), filter }, "filter"),
  (filter) =>
    void run("explain the filter", async (recorded) => {
      const explanation = await recorded.explain(graphName(), filter);
      const { showExplanation } = await import("./explore/filter-explanation.js");
      showExplanation(filter, explanation);
    }),
);
/** @param {Partial<import("./explore/url-state.js").ViewState>} next @param {string} label */
const change = (next, label) => void navigate({ ...queryOf(), ...next }, label);
const panels = createPanels({ explorer, view, commands, editing, navigate: change });
/** @type {ReturnType<typeof createMenus> | null} the undo stack is older */
let menus = null;
menus = createMenus({ explorer, undo, navigate: change });
const search = createSearchBox({
  find: async (text, signal) =>
    (await api.nodes(graphName(), { search: text, limit: 8, order: "-degree" }, signal)).items,
  onAdd: commands.add,
  onReplace: (id) => navigate({ ...queryOf(), filter: "", focus: [id] }, `show ${id} alone`),
});
/** Who follows a link to a graph never sees the start page. */
const start = once(async () => {
  const { createStartPage } = await import("./explore/start-page.js");
  return createStartPage(api, (name) => navigate({ ...emptyState(), graph: name }, `open ${name}`));
});

/** The next change of the view is a step to another one: Back shall return from it. */
let leaving = false;
const graphName = () => explorer.graph?.name ?? "";

/** The query of the view without what was added or hidden by hand: the start of a new one. */
function queryOf() {
  return { ...explorer.state, focus: null, added: [], hidden: [], selected: "" };
}

/**
 * Shows another view and lets the browser's Back return from it.
 * @param {import("./explore/url-state.js").ViewState} next
 * @param {string} label
 */
async function navigate(next, label) {
  leaving = true;
  await show(next, label);
  leaving = false;
}

/**
 * @param {import("./explore/url-state.js").ViewState} next
 * @param {string} [label]
 */
async function show(next, label) {
  for (const id of ["tools", "shown", "workspace"]) requireElement(id).hidden = next.graph === "";
  if (next.graph === "") {
    if (leaving) history.pushState(null, "", location.pathname);
    const graphs = await readGraphs();
    menus?.showGraphs(graphs, "");
    await (await start()).show(graphs);
    document.title = "Explore · Kneiphof";
    return;
  }
  const startHadFocus = requireElement("start").contains(document.activeElement);
  requireElement("start").hidden = true;
  if (startHadFocus) requireElement("main").focus();
  view.resize();
  if (explorer.graph?.name !== next.graph) panels.reset();
  const loaded = await explorer.open(next, label);
  menus?.showGraphs(await readGraphs(), next.graph);
  document.title = `${next.graph} · Kneiphof`;
  // A link to a graph that is gone leads to those that are there; the banner says why.
  if (!loaded && !explorer.graph) return show(emptyState());
  if (!loaded) return;
  if (next.selected) commands.show(next.selected);
  announce(requireElement("shown-text").textContent ?? "");
}

async function readGraphs() {
  try {
    return await api.graphs();
  } catch (error) {
    ledger.failed("list the graphs", error);
    return [];
  }
}

/** @param {"view" | "data" | "selection"} reason */
function changed(reason) {
  if (reason !== "selection") {
    panels.show();
    menus?.show();
  }
  filterBox.show(explorer.state.filter);
  if (reason === "data") explorer.refreshGraph(api).catch((error) => ledger.failed("read the graph", error));
  const url = location.pathname + formatState(explorer.state);
  if (url === location.pathname + location.search + location.hash) return;
  if (leaving) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  leaving = false;
}

addEventListener("popstate", () => void show(parseState(location.search, location.hash), "go back"));
onThemeChange(() => view.restyle());
installShortcuts([
  { key: "/", does: "Search", run: () => search.focus() },
  { key: "f", does: "Filter", run: () => filterBox.focus() },
  ...commands.shortcuts,
]);
takeDroppedFiles({
  api,
  graphName,
  onDone: async (name) => {
    if (explorer.graph?.name === name) await explorer.open(queryOf(), `open ${name}`, true);
    else await navigate({ ...emptyState(), graph: name }, `open ${name}`);
  },
  onFailure: (error) => ledger.failed("import files", error),
});
requireElement("start-curl").textContent =
  `curl ${location.origin}/api/v1/graphs -H 'Content-Type: application/json' -d '{"name":"family"}'\n` +
  `curl ${location.origin}/api/v1/graphs/family/batch?kind=nodes -H 'Content-Type: text/csv' --data-binary @people.csv`;

await show(parseState(location.search, location.hash));
