/** The entry of the trace page: record what crosses, look at it on a time line, take it away. */
import { announce } from "../common/announce.js";
import { requireElement } from "../common/dom.js";
import { lendFocus } from "./lent-focus.js";
import { count } from "../common/format.js";
import { ApiProblem } from "../common/problem.js";
import { openClassroom } from "./classroom.js";
import { createParameterForm } from "./experiments/parameter-form.js";
import { readValues, writeValues } from "./experiments/parameters.js";
import { followTrace, fractionOf } from "./trace/follow.js";
import { waysOf } from "./trace/events.js";
import { createTraceView } from "./trace/trace-view.js";

/** @typedef {import("./lab-types.js").Trace} Trace */

const PRESET = "single-and-batch";
/** @type {import("./lab-types.js").Parameter[]} */
const PARAMETERS = [
  { name: "millis", title: "For", unit: "ms", min: 100, max: 60_000, byDefault: 2_000, scale: "log" },
  {
    name: "capacity",
    title: "Room for",
    unit: "crossings",
    min: 64,
    max: 131_072,
    byDefault: 16_384,
    scale: "log",
  },
];

const { lab, ledger, run } = openClassroom([
  { key: "r", does: "Compare 1,000 calls with one batch", run: () => void record({ preset: PRESET }) },
  { key: "c", does: "Stop recording", run: () => void stop() },
]);
const view = createTraceView();
const form = createParameterForm(requireElement("parameter-rows"), PARAMETERS, (values) =>
  history.replaceState(null, "", `${location.pathname}${writeValues(values, PARAMETERS)}`),
);
const buttons = ["compare", "record"].map((id) => requireElement(id, HTMLButtonElement));
const stopping = requireElement("stop", HTMLButtonElement);
const progress = requireElement("progress", HTMLProgressElement);
let recording = false;
let giveBack = () => {};
/** What others record goes on when this page is left. */
let mine = false;

/** @param {{millis?: number, capacity?: number, preset?: string}} request */
function record(request) {
  return follow("record a trace", async (recorded) => {
    const trace = await recorded.startTrace(request);
    mine = true;
    return trace;
  });
}

/**
 * @param {string} label
 * @param {(api: import("./lab-api.js").LabApi) => Promise<Trace>} begin
 */
async function follow(label, begin) {
  if (recording) return;
  tell(true);
  const done = await run(label, async (recorded) => {
    const trace = await begin(recorded);
    const ended = await followTrace({ trace, read: recorded.readTrace, onProgress });
    if (ended.state === "failed") throw new ApiProblem(ended.problem ?? {});
    if (ended.state !== "done") {
      announce("The recording was thrown away");
      return null;
    }
    announce(`Recorded. ${view.show(ended, await recorded.traceFile())}`);
    requireElement("empty").hidden = true;
    return ended;
  });
  if (done) ledger.ways(waysOf(done));
  tell(false);
}

/** @param {Trace} trace */
function onProgress(trace) {
  const fraction = fractionOf(trace, Date.now());
  if (fraction === null) progress.removeAttribute("value");
  else progress.value = fraction;
  requireElement("recorded").textContent =
    `recording … ${count(trace.crossings)} crossings` +
    (trace.dropped ? `, ${count(trace.dropped)} dropped` : "");
}

/** @param {boolean} on whether something is recorded */
function tell(on) {
  recording = on;
  mine &&= on;
  if (on) {
    stopping.hidden = false;
    giveBack = lendFocus(buttons, stopping);
  }
  for (const button of buttons) button.disabled = on;
  if (!on) {
    giveBack();
    stopping.hidden = true;
  }
  requireElement("recording").hidden = !on;
  if (on) progress.removeAttribute("value");
  if (on) requireElement("recorded").textContent = "asking the server …";
}

async function stop() {
  if (recording) await lab.stopTrace().catch(() => null);
}

/** What was recorded before, or is recorded right now by somebody else, is shown to whoever comes. */
async function look() {
  const trace = await lab.readTrace().catch(() => null);
  if (trace && trace.state !== "none") await follow("read the trace", () => Promise.resolve(trace));
}

requireElement("chrome", HTMLAnchorElement).href = lab.traceDownload("json");
requireElement("jfr", HTMLAnchorElement).href = lab.traceDownload("jfr");
requireElement("compare").addEventListener("click", () => void record({ preset: PRESET }));
requireElement("parameters").addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.check()) void record(form.values());
});
requireElement("reset").addEventListener("click", form.reset);
stopping.addEventListener("click", () => void stop());
addEventListener("pagehide", () => mine && lab.abandonTrace());
form.show(readValues(location.search, PARAMETERS).values);
await look();
