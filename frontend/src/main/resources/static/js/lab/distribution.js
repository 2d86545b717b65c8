/** How long the crossings took: the histogram since a moment, and the heat map of the last minute. */
import { element, replaceChildren, requireElement } from "../common/dom.js";
import { createHeatMap } from "./heat-map-view.js";
import { merge } from "./histogram.js";
import { showHistogram } from "./histogram-view.js";

/**
 * @typedef {import("../common/api-types.js").CrossingsSnapshot} Snapshot
 * @typedef {ReturnType<typeof import("./rates.js").createHistory>} History
 */

const HEAT_SECONDS = 60;

/** @param {History} history */
export function createDistribution(history) {
  const functions = requireElement("histogram-function", HTMLSelectElement);
  const since = requireElement("histogram-window", HTMLSelectElement);
  const heat = createHeatMap({
    canvas: requireElement("heat", HTMLCanvasElement),
    table: requireElement("heat-table"),
  });
  /** @type {Snapshot | null} */
  let latest = null;
  /** @type {number[]} */
  let marks = [];

  const render = () => {
    if (!latest) return;
    const chosen = (/** @type {string} */ name) => functions.value === "" || name === functions.value;
    const all = since.value === "all" ? latest.functions : history.within(Number(since.value));
    showHistogram(
      {
        chart: requireElement("histogram"),
        marks: requireElement("quantiles"),
        table: requireElement("histogram-table"),
      },
      merge(all.filter(({ name }) => chosen(name)).map(({ histogram }) => histogram)),
    );
    heat.show(history.slices(HEAT_SECONDS, chosen), marks);
  };
  functions.addEventListener("change", render);
  since.addEventListener("change", render);

  return {
    /** @param {Snapshot} snapshot @param {number[]} changes of the ingestion mode, on the history's clock */
    show(snapshot, changes) {
      latest = snapshot;
      marks = changes;
      offer(functions, snapshot);
      render();
    },
    restyle: heat.restyle,
  };
}

/**
 * @param {HTMLSelectElement} menu
 * @param {Snapshot} snapshot
 */
function offer(menu, { functions }) {
  const names = functions.filter(({ calls }) => calls > 0).map(({ name }) => name);
  if (names.length === menu.options.length - 1) return;
  const before = menu.value;
  replaceChildren(
    menu,
    element("option", { value: "" }, "all functions"),
    ...names.map((name) => element("option", { value: name }, name)),
  );
  menu.value = before;
}
