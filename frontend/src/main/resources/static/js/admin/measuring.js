/** Rows to compare the modes by: loads a sample in a mode that has too few, and removes it again. */
import { button, replaceChildren } from "../common/dom.js";
import { loadSample } from "../common/sample-loading.js";
import { CHUNK_USUAL } from "./ingestion.js";

const SAMPLE = "us-flights";

/**
 * @param {Element} place
 * @param {import("../common/api.js").Api} api
 * @param {{single: number, batched: number}} missing rows
 * @param {(work: () => Promise<void>, said: string) => Promise<void>} load
 */
export function offerMeasuring(place, api, missing, load) {
  const modes = /** @type {const} */ (["single", "batched"]).filter((mode) => missing[mode] > 0);
  replaceChildren(
    place,
    ...modes.map((mode) => {
      const offer = button(`Load a sample in ${mode} mode`, async () => {
        offer.disabled = true;
        await load(() => measured(api, mode), `Measured in ${mode} mode.`);
        offer.disabled = false;
      });
      return offer;
    }),
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
