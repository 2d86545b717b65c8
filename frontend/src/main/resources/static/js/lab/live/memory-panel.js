/** The native memory of the graphs, read when somebody asks: to ask is a crossing. */
import { createApi } from "../../common/api.js";
import { createRun } from "../../common/actions.js";
import { element, replaceChildren, requireElement } from "../../common/dom.js";
import { bytes, counted } from "../../common/format.js";
import { showMemory, snapshotsText } from "../../common/memory-view.js";

/** @param {import("../../common/actions.js").Ledger} ledger */
export function createMemoryPanel(ledger) {
  const run = createRun(createApi(), ledger);
  const menu = requireElement("memory-graph", HTMLSelectElement);
  const table = requireElement("memory");
  const total = requireElement("memory-total");
  /** Answers to what was asked before the last are not shown. */
  let asked = 0;

  /** @param {string} wanted */
  const read = (wanted) =>
    run("read the native memory", async (api) => {
      asked += 1;
      const turn = asked;
      const graphs = await api.graphs();
      if (turn !== asked) return;
      const largest = [...graphs].sort((a, b) => b.bytes - a.bytes)[0];
      const chosen = graphs.find(({ name }) => name === wanted) ?? largest;
      replaceChildren(
        menu,
        ...graphs.map(({ name, bytes: size }) =>
          element("option", { value: name, selected: name === chosen?.name }, `${name} (${bytes(size)})`),
        ),
      );
      menu.disabled = graphs.length === 0;
      const sum = graphs.reduce((all, graph) => all + graph.bytes, 0);
      total.textContent = graphs.length
        ? `${bytes(sum)} in ${counted(graphs.length, "graph")}, read at ${new Date().toLocaleTimeString()}.`
        : "There is no graph yet.";
      table.hidden = !chosen;
      if (!chosen) return;
      const detail = await api.graph(chosen.name);
      if (turn !== asked) return;
      showMemory(table, detail);
      total.textContent += ` ${chosen.name}: ${snapshotsText(detail.snapshots)}`;
    });

  menu.addEventListener("change", () => void read(menu.value));
  requireElement("memory-read").addEventListener("click", () => void read(menu.value));
}
