/** What one sees while no graph is open: the graphs of the server, and four samples that load with one click. */
import { button, element, isolated, replaceChildren, requireElement } from "../common/dom.js";
import { count, counted } from "../common/format.js";
import { loadSample } from "../common/sample-loading.js";
import { explain, isAbort } from "../common/problem.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").Sample} Sample
 * @typedef {import("../common/api-types.js").GraphSummary} GraphSummary
 */

/**
 * @param {Api} api
 * @param {(graph: string) => void} onOpen
 */
export function createStartPage(api, onOpen) {
  const place = requireElement("start");
  const graphList = requireElement("start-graphs");
  const cards = requireElement("start-samples");

  /** @param {Sample} sample @param {GraphSummary[]} graphs */
  const card = (sample, graphs) => {
    const size = `${sample.exact ? "" : "about "}${count(sample.nodes)} nodes · ${count(sample.edges)} edges`;
    const status = element("div", { class: "card-status", role: "status" });
    const there = graphs.find((graph) => graph.name === sample.name);
    const load = button(there ? "Open" : "Load", start, {
      class: "primary",
      "aria-label": `${there ? "Open" : "Load"} ${sample.title}`,
    });

    let loading = false;
    async function start() {
      if (there) return onOpen(sample.name);
      // A button that is disabled loses the focus: the second click is left out instead.
      if (loading) return;
      loading = true;
      const cancel = new AbortController();
      const progress = element("progress", { max: 1, "aria-label": `Loading ${sample.title}` });
      const text = element("span", {}, "loading…");
      replaceChildren(
        status,
        progress,
        text,
        button("Cancel", () => cancel.abort()),
      );
      try {
        await loadSample(api, sample.name, sample.name, cancel.signal, (fraction) => {
          progress.value = fraction;
          text.textContent = `${Math.round(fraction * 100)} %`;
        });
        onOpen(sample.name);
      } catch (error) {
        const { title, detail } = explain(error);
        const hadFocus = status.contains(document.activeElement);
        replaceChildren(status, isAbort(error) ? "Cancelled; nothing was kept." : `${title}. ${detail}`);
        if (hadFocus) load.focus();
      } finally {
        loading = false;
      }
    }
    return element(
      "li",
      { class: "card" },
      element("h3", {}, sample.title),
      element("p", { class: "card-size" }, size),
      element("p", {}, sample.description),
      element(
        "p",
        { class: "hint" },
        "Origin: ",
        isolated(sample.origin),
        element("br"),
        "License: ",
        isolated(sample.license),
      ),
      load,
      status,
    );
  };

  return {
    /** @param {GraphSummary[]} graphs */
    async show(graphs) {
      place.hidden = false;
      replaceChildren(
        graphList,
        ...graphs.map(({ name, nodes, edges }) =>
          element(
            "li",
            {},
            element("button", { type: "button", class: "link", click: () => onOpen(name) }, isolated(name)),
            ` ${counted(nodes, "node")}, ${counted(edges, "edge")}`,
          ),
        ),
      );
      requireElement("start-graphs-section").hidden = graphs.length === 0;
      try {
        replaceChildren(cards, ...(await api.samples()).map((sample) => card(sample, graphs)));
      } catch (error) {
        const { title, detail } = explain(error);
        replaceChildren(
          cards,
          element("li", { class: "failure" }, element("strong", {}, title), " ", detail),
        );
      }
    },
  };
}
