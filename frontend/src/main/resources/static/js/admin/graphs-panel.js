/** The graphs of the server: their size, their memory, make one, load a sample into one, remove one. */
import { announce } from "../common/announce.js";
import { ask, field, showFailure } from "../common/dialogs.js";
import { button, element, isolated, replaceChildren, requireElement } from "../common/dom.js";
import { bytes, count, counted } from "../common/format.js";
import { isAbort } from "../common/problem.js";
import { loadSample } from "../common/sample-loading.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").GraphSummary} GraphSummary
 */

const NAME_PATTERN = "[a-z0-9][a-z0-9_\\-]{0,62}";
const NAME_HINT = "small letters, digits, - and _";

/**
 * @param {Api} api
 * @param {() => Promise<void>} refresh reads everything again
 */
export function createGraphsPanel(api, refresh) {
  const body = requireElement("graphs-body");
  const sampleForm = requireElement("sample-form", HTMLFormElement);
  const sample = requireElement("sample", HTMLSelectElement);
  const sampleGraph = requireElement("sample-graph", HTMLInputElement);
  const sampleStatus = requireElement("sample-status");
  /** @type {import("../common/api-types.js").Sample[]} */
  let samples = [];

  /** @param {GraphSummary} graph */
  const remove = async ({ name, nodes, edges }) => {
    const gone = await ask({
      title: "Remove this graph?",
      action: "Remove",
      danger: true,
      content: [
        element(
          "p",
          {},
          isolated(name),
          ` with ${counted(nodes, "node")} and ${counted(edges, "edge")} will be gone.`,
        ),
        element("p", {}, "This cannot be undone."),
      ],
      submit: async () => {
        await api.removeGraph(name);
        return true;
      },
    });
    if (!gone) return;
    announce(`${name} removed`);
    await refresh();
    // The button that had the focus is gone with its row.
    requireElement("create-graph").focus();
  };
  /** @param {GraphSummary} graph */
  const memory = async ({ name }) => {
    try {
      const [{ showMemoryDialog }, detail] = await Promise.all([
        import("./memory-dialog.js"),
        api.graph(name),
      ]);
      showMemoryDialog(api, detail, async () => {
        await refresh();
        // The button that opened the dialog was made anew.
        const opener = body.querySelector(`[aria-label="Memory and indexes of ${name}"]`);
        if (opener instanceof HTMLElement) opener.focus();
      });
    } catch (error) {
      showFailure(sampleStatus, error);
    }
  };
  /** @param {GraphSummary} graph */
  const row = (graph) =>
    element(
      "tr",
      {},
      element(
        "th",
        { scope: "row" },
        element("a", { href: `/explore?graph=${encodeURIComponent(graph.name)}` }, isolated(graph.name)),
      ),
      element("td", {}, graph.directed ? "directed" : "undirected"),
      element("td", { class: "number" }, count(graph.nodes)),
      element("td", { class: "number" }, count(graph.edges)),
      element("td", { class: "number" }, bytes(graph.bytes)),
      element("td", { class: "number" }, count(graph.revision)),
      element(
        "td",
        {},
        graph.chunk === null ? "server's" : graph.chunk === 1 ? "single" : `batched, ${count(graph.chunk)}`,
      ),
      element(
        "td",
        {},
        graph.sample ? element("small", {}, isolated(`${graph.sample.origin}. ${graph.sample.license}`)) : "",
      ),
      element(
        "td",
        {},
        button("Memory and indexes …", () => void memory(graph), {
          "aria-label": `Memory and indexes of ${graph.name}`,
        }),
        " ",
        button("Remove …", () => void remove(graph), {
          class: "danger",
          "aria-label": `Remove ${graph.name}`,
        }),
      ),
    );

  requireElement("create-graph").addEventListener("click", async () => {
    const name = element("input", {
      name: "name",
      required: true,
      pattern: NAME_PATTERN,
      maxlength: 63,
      autocomplete: "off",
    });
    const undirected = element("input", { type: "checkbox", name: "undirected" });
    const made = await ask({
      title: "Create a graph",
      action: "Create",
      content: [
        field("Name", name, NAME_HINT),
        element(
          "label",
          { class: "check" },
          undirected,
          " undirected: edges have no direction. This stays as it is.",
        ),
      ],
      submit: async () => {
        await api.createGraph(name.value, !undirected.checked);
        return name.value;
      },
    });
    if (made === undefined) return;
    announce(`${made} created`);
    await refresh();
  });
  const followSample = () => {
    sampleGraph.value = sample.value;
    const chosen = samples.find(({ name }) => name === sample.value);
    requireElement("sample-about").textContent = chosen
      ? `${chosen.description} Origin: ${chosen.origin}. License: ${chosen.license}.`
      : "";
  };
  sample.addEventListener("change", followSample);
  let loading = false;
  sampleForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (loading) return;
    const chosen = samples.find(({ name }) => name === sample.value);
    if (!chosen) return;
    const cancel = new AbortController();
    const progress = element("progress", { max: 1, "aria-label": `Loading ${chosen.title}` });
    const text = element("span", {}, "loading …");
    // A button that is disabled loses the focus: the second click is left out instead.
    loading = true;
    replaceChildren(
      sampleStatus,
      progress,
      text,
      button("Cancel", () => cancel.abort()),
    );
    try {
      const loaded = await loadSample(api, sampleGraph.value, chosen.name, cancel.signal, (fraction) => {
        progress.value = fraction;
        text.textContent = `${Math.round(fraction * 100)} %`;
      });
      const { nodes, edges, chunks, nanos, crossings } = loaded;
      const seconds = nanos / 1e9;
      replaceChildren(
        sampleStatus,
        `${counted(nodes, "node")} and ${counted(edges, "edge")} in ${counted(chunks, "chunk")}, ${seconds.toFixed(2)} s, ` +
          counted(crossings.calls, "crossing"),
      );
      await refresh();
    } catch (error) {
      if (isAbort(error)) replaceChildren(sampleStatus, "Cancelled; nothing was kept.");
      else showFailure(sampleStatus, error);
    } finally {
      loading = false;
    }
  });

  return {
    /** @param {GraphSummary[]} graphs */
    show(graphs) {
      replaceChildren(body, ...graphs.map(row));
      requireElement("graphs-table").hidden = graphs.length === 0;
      requireElement("no-graphs").hidden = graphs.length > 0;
    },
    async readSamples() {
      samples = await api.samples();
      replaceChildren(sample, ...samples.map(({ name, title }) => element("option", { value: name }, title)));
      followSample();
    },
  };
}
