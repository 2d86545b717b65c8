/** The entry of the guide's table: its figures, those of this machine, and the ratio. */
import { announce } from "../common/announce.js";
import { element, replaceChildren, requireElement } from "../common/dom.js";
import { nanos } from "../common/format.js";
import { openClassroom } from "./classroom.js";
import { addressOf } from "./experiments/catalog.js";
import { environmentText } from "./experiments/environment.js";
import { writeValues } from "./experiments/parameters.js";
import { oursOf, ROWS } from "./guide/rows.js";
import { followRun } from "./run.js";

/** @typedef {import("./lab-types.js").Result} Result */

const MILLIS = 1_000;
const { lab, run } = openClassroom([
  { key: "r", does: "Measure the table on this machine", run: () => void measure() },
  { key: "c", does: "Stop measuring", run: () => stop() },
]);
const start = requireElement("measure", HTMLButtonElement);
const cancel = requireElement("cancel", HTMLButtonElement);
const progress = requireElement("progress", HTMLProgressElement);
/** @type {{controller: AbortController, id: string} | null} */
let running = null;

/** The experiments run one after the other: two at once would measure each other. */
async function measure() {
  if (running) return;
  running = { controller: new AbortController(), id: "" };
  const { signal } = running.controller;
  start.disabled = true;
  cancel.hidden = false;
  progress.hidden = false;
  await run("the guide's table, measured here", async (recorded) => {
    for (const [index, row] of ROWS.entries()) {
      const ended = await followRun({
        start: () => recorded.startExperiment(row.experiment, row.parameters, MILLIS),
        read: recorded.readRun,
        cancel: recorded.cancelRun,
        onProgress: (now) => {
          if (running) running.id = now.id;
          progress.value = (index + now.progress) / ROWS.length;
        },
        signal,
      });
      if (ended.result) show(index, ended.result);
      if (signal.aborted) break;
    }
  });
  running = null;
  start.disabled = false;
  cancel.hidden = true;
  progress.hidden = true;
  announce(signal.aborted ? "Stopped. Nothing is left running" : "The table is measured");
}

/** @param {number} index @param {Result} result */
function show(index, result) {
  const row = ROWS[index];
  const ours = row && oursOf(row, result);
  const cells = requireElement(`ours-${index}`).parentElement?.querySelectorAll("[data-ours]");
  if (!ours || !cells) return;
  const ratio = `${ours.ratio.toFixed(2)}×`;
  const texts = [nanos(ours.median), nanos(ours.least), ratio, ours.java === null ? "–" : nanos(ours.java)];
  cells.forEach((cell, at) => (cell.textContent = texts[at] ?? ""));
  requireElement("environment").textContent = environmentText(result.environment);
}

async function showTable() {
  const known = await lab.experiments().catch(() => null);
  replaceChildren(
    requireElement("guide-rows"),
    ...ROWS.map((row, index) => {
      const experiment = known?.experiments.find(({ id }) => id === row.experiment);
      const search = experiment ? writeValues(row.parameters, experiment.parameters) : "";
      return element(
        "tr",
        {},
        element(
          "th",
          { scope: "row" },
          element("a", { href: addressOf(row.experiment) + search }, row.operation),
          element("span", { class: "kind" }, `here: ${row.what}`),
        ),
        element("td", { class: "number" }, nanos(row.guide.rust)),
        element("td", { class: "number" }, nanos(row.guide.crossing)),
        element("td", { id: `ours-${index}`, class: "number", "data-ours": "median" }, "not measured"),
        element("td", { class: "number", "data-ours": "least" }, "–"),
        element("td", { class: "number ratio", "data-ours": "ratio" }, "–"),
        element("td", { class: "number", "data-ours": "java" }, "–"),
      );
    }),
  );
}

function stop() {
  running?.controller.abort();
}
start.addEventListener("click", () => void measure());
cancel.addEventListener("click", stop);
addEventListener("pagehide", () => running?.id && lab.abandonRun(running.id));
await showTable();
