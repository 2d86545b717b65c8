/** The switch between single and batched ingestion, for the server or for one graph, with its measured effect. */
import { announce } from "../common/announce.js";
import { showFailure } from "../common/dialogs.js";
import { element, isolated, replaceChildren, requireElement } from "../common/dom.js";
import { count, nanos } from "../common/format.js";
import { callsPerRow, chunkAt, CHUNK_USUAL, effect, effectWords, stepOf } from "./ingestion.js";
import { offerMeasuring } from "./measuring.js";

/** @typedef {import("../common/api-types.js").Ingestion} Ingestion */

/** @param {import("../common/api.js").Api} api */
export function createIngestionPanel(api) {
  const form = requireElement("ingestion", HTMLFormElement);
  const single = requireElement("mode-single", HTMLInputElement);
  const batched = requireElement("mode-batched", HTMLInputElement);
  const chunk = requireElement("chunk", HTMLInputElement);
  const slider = requireElement("chunk-slider", HTMLInputElement);
  const scope = requireElement("scope", HTMLSelectElement);
  const reset = requireElement("ingestion-reset", HTMLButtonElement);
  const state = requireElement("ingestion-state");
  const failure = requireElement("ingestion-failure");
  let lastBatched = CHUNK_USUAL;
  /** Answers to what was asked before the last are not shown. */
  let asked = 0;

  const graph = () => (scope.value === "" ? null : scope.value);
  /** @param {number} value */
  const showChunk = (value) => {
    single.checked = value === 1;
    batched.checked = value !== 1;
    if (value !== 1) lastBatched = value;
    chunk.value = String(value);
    slider.value = String(stepOf(value));
    slider.setAttribute("aria-valuetext", callsPerRow(value));
    requireElement("chunk-words").textContent = callsPerRow(value);
  };
  /** @param {Ingestion} ingestion */
  const show = (ingestion) => {
    showChunk(ingestion.effective);
    reset.hidden = graph() === null || ingestion.chunk === null;
    replaceChildren(
      state,
      "Now: ",
      element("strong", {}, ingestion.effective === 1 ? "single" : "batched"),
      `, ${callsPerRow(ingestion.effective)}`,
      graph() === null ? ", for all graphs without a setting of their own" : ", for the graph ",
      graph() !== null && isolated(graph() ?? ""),
      graph() !== null && ingestion.chunk === null && " (the server's setting)",
      ".",
    );
    showEffect(requireElement("effect"), ingestion.measured);
    offerMeasuring(requireElement("effect-offer"), api, effect(ingestion.measured).missing, reload);
  };
  /** @param {() => Promise<Ingestion>} request @param {string} [said] */
  const load = async (request, said) => {
    failure.replaceChildren();
    asked += 1;
    const turn = asked;
    try {
      const ingestion = await request();
      if (turn !== asked) return;
      show(ingestion);
      if (said) announce(`${said} ${state.textContent}`);
    } catch (error) {
      showFailure(failure, error);
    }
  };

  /** @param {() => Promise<void>} work @param {string} said */
  const reload = (work, said) =>
    load(async () => {
      await work();
      return api.ingestion(graph());
    }, said);

  slider.addEventListener("input", () => showChunk(chunkAt(slider.valueAsNumber)));
  chunk.addEventListener("change", () => {
    if (chunk.reportValidity()) showChunk(chunk.valueAsNumber);
  });
  single.addEventListener("change", () => showChunk(1));
  batched.addEventListener("change", () => showChunk(lastBatched));
  scope.addEventListener("change", () => load(() => api.ingestion(graph())));
  reset.addEventListener("click", () =>
    load(async () => {
      await api.resetIngestion(graph() ?? "");
      return api.ingestion(graph());
    }, "Back to the server's setting."),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void load(async () => {
      await api.setIngestion(graph(), chunk.valueAsNumber);
      return api.ingestion(graph());
    }, "Applied.");
  });

  return {
    refresh: () => load(() => api.ingestion(graph())),
    /** @param {string[]} names */
    showGraphs(names) {
      const before = scope.value;
      replaceChildren(
        scope,
        element("option", { value: "" }, "the whole server"),
        ...names.map((name) => element("option", { value: name }, `the graph ${name}`)),
      );
      scope.value = names.includes(before) ? before : "";
    },
  };
}

/**
 * Bars for the time per row: an equal length says more than two numbers.
 * @param {Element} place
 * @param {Ingestion["measured"]} measured
 */
function showEffect(place, measured) {
  const shown = effect(measured);
  const { single, batched } = shown;
  const longest = Math.max(single?.nanosPerRow ?? 0, batched?.nanosPerRow ?? 0);
  /** @param {string} name @param {import("../common/api-types.js").Measured | null} mode */
  const row = (name, mode) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      element("td", { class: "number" }, mode ? `${nanos(mode.nanosPerRow)} / row` : "not used lately"),
      element(
        "td",
        { class: "bar" },
        mode &&
          element("meter", {
            min: 0,
            max: longest || 1,
            value: mode.nanosPerRow,
            "aria-label": `${name}, time per row`,
          }),
      ),
      element("td", { class: "number" }, mode ? count(mode.rows) : ""),
      element("td", { class: "number" }, mode ? count(mode.calls) : ""),
    );
  replaceChildren(
    place,
    element(
      "caption",
      {},
      "Encoding, crossing and engine work of a row: the median of what was ingested lately, without HTTP",
    ),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...["Mode", "Time", "Compared", "Rows", "Crossings"].map((title, column) =>
          element("th", { scope: "col", class: [0, 2].includes(column) ? "" : "number" }, title),
        ),
      ),
    ),
    element("tbody", {}, row("single", single), row("batched", batched)),
  );
  requireElement("effect-words").textContent = effectWords(shown);
}
