/** Rows to compare the modes by: loads a sample in a mode that has too few, and removes it again. */
import { button, replaceChildren } from "../common/dom.js";
import { keepFocus } from "../common/focus.js";
import { loadSample } from "../common/sample-loading.js";
import { CHUNK_USUAL } from "./ingestion.js";

const SAMPLE = "us-flights";

/**
 * @param {HTMLElement} place
 * @param {import("../common/api.js").Api} api
 * @param {{single: number, batched: number}} missing rows
 * @param {(work: () => Promise<void>, said: string) => Promise<void>} load
 */
export function offerMeasuring(place, api, missing, load) {
  const modes = /** @type {const} */ (["single", "batched"]).filter((mode) => missing[mode] > 0);
  let loading = false;
  /** @param {"single" | "batched"} mode */
  const measure = async (mode) => {
    // A button that is disabled loses the focus: the second click is left out instead.
    if (loading) return;
    loading = true;
    await load(() => measured(api, mode), `Measured in ${mode} mode.`);
    loading = false;
  };
  keepFocus(place, () =>
    replaceChildren(
      place,
      ...modes.map((mode) => button(`Load a sample in ${mode} mode`, () => void measure(mode))),
    ),
  );
}

/**
 * @param {import("../common/api.js").Api} api
 * @param {"single" | "batched"} mode
 */
async function measured(api, mode) {
  const graph = `measured-${mode}`;
  const chunk = mode === "single" ? 1 : CHUNK_USUAL;
  await loadSample(api, graph, SAMPLE, new AbortController().signal, () => {}, chunk);
  await api.removeGraph(graph);
}
