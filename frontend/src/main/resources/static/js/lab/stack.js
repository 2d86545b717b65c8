/** The entry of the page of the whole stack: one request after the other, taken apart into its layers. */
import { createRun } from "../common/actions.js";
import { announce } from "../common/announce.js";
import { createApi } from "../common/api.js";
import { element, replaceChildren, requireElement } from "../common/dom.js";
import { lendFocus } from "./lent-focus.js";
import { count, nanos } from "../common/format.js";
import { loadSample } from "../common/sample-loading.js";
import { openClassroom } from "./classroom.js";
import { createParameterForm } from "./experiments/parameter-form.js";
import { readValues, writeValues } from "./experiments/parameters.js";
import { layersOf, outweighs } from "./stack/layers.js";

/** @typedef {import("../common/http.js").Call} Call */

/** Whoever else opens this page has a graph of their own. */
const GRAPH = `lab-stack-${Math.random().toString(36).slice(2, 8)}`;
const SAMPLE = "us-flights";
const WARM_UP = 10;
/** @type {import("./lab-types.js").Parameter[]} */
const PARAMETERS = [
  {
    name: "rows",
    title: "Rows of an answer",
    unit: "nodes",
    min: 1,
    max: 1000,
    byDefault: 100,
    scale: "log",
  },
  { name: "requests", title: "Requests", unit: "one by one", min: 5, max: 200, byDefault: 40, scale: "log" },
];

const { ledger } = openClassroom([
  { key: "r", does: "Send the requests", run: () => void start() },
  { key: "c", does: "Cancel", run: () => sending?.abort() },
]);
const api = createApi();
const run = createRun(api, ledger);
const form = createParameterForm(requireElement("parameter-rows"), PARAMETERS, (values) =>
  history.replaceState(null, "", `${location.pathname}${writeValues(values, PARAMETERS)}`),
);
const button = requireElement("run", HTMLButtonElement);
const cancel = requireElement("cancel", HTMLButtonElement);
const progress = requireElement("progress", HTMLProgressElement);
/** @type {AbortController | null} */
let sending = null;

async function start() {
  if (button.disabled || !form.check()) return;
  const { rows = 100, requests = 40 } = form.values();
  sending = new AbortController();
  const { signal } = sending;
  cancel.hidden = progress.hidden = false;
  const giveBack = lendFocus([button], cancel);
  button.disabled = true;
  try {
    const calls = await run(`${count(requests)} requests for ${count(rows)} nodes each`, async (recorded) => {
      await loadSample(api, GRAPH, SAMPLE, signal, () => {});
      return measured(recorded, rows, requests, signal);
    });
    if (calls) show(calls);
    else if (signal.aborted) announce("Cancelled. Nothing is left running");
  } finally {
    sending = null;
    button.disabled = false;
    giveBack();
    cancel.hidden = progress.hidden = true;
    await api.removeGraph(GRAPH).catch(() => {});
  }
}

/**
 * @param {import("../common/api.js").Api} asked
 * @param {number} rows
 * @param {number} requests
 * @param {AbortSignal} signal
 * @returns {Promise<Call[]>}
 */
async function measured(asked, rows, requests, signal) {
  /** @type {Call[]} */
  const calls = [];
  const timed = asked.recording((call) => calls.push(call));
  for (let sent = 0; sent < WARM_UP + requests; sent += 1) {
    await timed.nodes(GRAPH, { limit: rows }, signal);
    progress.value = sent / (WARM_UP + requests);
  }
  return calls.slice(WARM_UP);
}

/** @param {Call[]} calls */
function show(calls) {
  const layers = layersOf(calls);
  const crossings = calls[0]?.bill.calls ?? 0;
  const times = outweighs(layers, crossings);
  const sentence =
    `One request crosses ${crossings} times. ` +
    (times > 0 ? `It takes as long as ${count(times)} crossings like its own.` : "");
  requireElement("result").hidden = false;
  requireElement("sentence").textContent = sentence;
  replaceChildren(
    requireElement("stack"),
    ...layers.map(({ id, name, share }) => {
      const part = element("div", { class: `layer layer-${id}`, title: `${name}: ${percent(share)}` });
      part.style.width = `${(100 * share).toFixed(3)}%`;
      return part;
    }),
  );
  replaceChildren(
    requireElement("layers"),
    ...layers.map(({ id, name, what, median, least, share }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, element("span", { class: `key layer-${id}` }), name),
        element("td", {}, what),
        element("td", { class: "number" }, nanos(median)),
        element("td", { class: "number" }, nanos(least)),
        element("td", { class: "number" }, percent(share)),
      ),
    ),
  );
  announce(`Done. ${sentence}`);
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(share < 0.1 ? 2 : 0)} %`;
}

form.show(readValues(location.search, PARAMETERS).values);
requireElement("parameters").addEventListener("submit", (event) => {
  event.preventDefault();
  void start();
});
addEventListener("pagehide", () => sending && api.abandonGraph(GRAPH));
cancel.addEventListener("click", () => sending?.abort());
requireElement("reset").addEventListener("click", form.reset);
