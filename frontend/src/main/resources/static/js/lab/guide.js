/** The entry of the guide's table: its figures, those of this machine, and the ratio. The server keeps the table. */
import { announce } from "../common/announce.js";
import { showFailure } from "../common/dialogs.js";
import { button, element, replaceChildren, requireElement } from "../common/dom.js";
import { lendFocus } from "./lent-focus.js";
import { nanos } from "../common/format.js";
import { openClassroom } from "./classroom.js";
import { addressOf } from "./experiments/catalog.js";
import { environmentText } from "./experiments/environment.js";
import { followRun } from "./run.js";

/** @typedef {import("./lab-types.js").GuideRow} GuideRow */

const MILLIS = 1_000;
const { lab, run } = openClassroom([
  { key: "r", does: "Measure the table on this machine", run: () => void measure() },
  { key: "c", does: "Stop measuring", run: () => stop() },
]);
const start = requireElement("measure", HTMLButtonElement);
const cancel = requireElement("cancel", HTMLButtonElement);
const progress = requireElement("progress", HTMLProgressElement);
/** @type {GuideRow[]} */
let rows = [];
/** @type {{controller: AbortController, id: string} | null} */
let running = null;

/** The experiments run one after the other: two at once would measure each other. */
async function measure() {
  if (running || !rows.length) return;
  running = { controller: new AbortController(), id: "" };
  const { signal } = running.controller;
  cancel.hidden = progress.hidden = false;
  const giveBack = lendFocus([start], cancel);
  start.disabled = true;
  const done = await run("the guide's table, measured here", async (recorded) => {
    for (const [index, { experiment, parameters }] of rows.entries()) {
      await followRun({
        start: () => recorded.startExperiment(experiment, parameters, MILLIS),
        read: recorded.readRun,
        cancel: recorded.cancelRun,
        onProgress: (now) => {
          if (running) running.id = now.id;
          progress.value = (index + now.progress) / rows.length;
        },
        signal,
      });
      show(await recorded.guideTable());
      if (signal.aborted) break;
    }
    return true;
  });
  running = null;
  start.disabled = false;
  giveBack();
  cancel.hidden = progress.hidden = true;
  if (done) announce(signal.aborted ? "Stopped. Nothing is left running" : "The table is measured");
}

/** @param {GuideRow[]} table */
function show(table) {
  rows = table;
  replaceChildren(requireElement("guide-rows"), ...rows.map(rowOf));
  const latest = rows
    .flatMap(({ ours }) => (ours ? [ours.environment] : []))
    .sort((a, b) => Date.parse(b.taken) - Date.parse(a.taken))[0];
  requireElement("environment").textContent = latest ? environmentText(latest) : "";
}

/** @param {GuideRow} row */
function rowOf({ operation, line, pureNanos, callNanos, experiment, parameters, measured, ours }) {
  const values = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
  const search = values.length ? `?${new URLSearchParams(values)}` : "";
  const texts = ours
    ? [nanos(ours.callNanos), nanos(ours.leastNanos), `${ours.ratio.toFixed(2)}×`, nanos(ours.controlNanos)]
    : ["not measured", "–", "–", "–"];
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row" },
      element("a", { href: addressOf(experiment) + search }, operation),
      element("span", { class: "kind" }, `line ${line} of the guide; here: ${measured}`),
    ),
    element("td", { class: "number" }, nanos(pureNanos)),
    element("td", { class: "number" }, nanos(callNanos)),
    ...texts.map((text, column) =>
      element("td", { class: column === 2 ? "number ratio" : "number", "data-ours": column }, text),
    ),
  );
}

async function open() {
  const place = requireElement("table-failure");
  try {
    show(await lab.guideTable());
    place.replaceChildren();
  } catch (error) {
    showFailure(place, error);
    place.append(button("Try again", () => void open()));
  }
}

function stop() {
  running?.controller.abort();
}
start.addEventListener("click", () => void measure());
cancel.addEventListener("click", stop);
addEventListener("pagehide", () => running?.id && lab.abandonRun(running.id));
await open();
