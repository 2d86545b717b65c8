/** The entry of the Lab's first page: what crosses the boundary, as it happens. */
import { announce } from "./common/announce.js";
import { onThemeChange } from "./common/colors.js";
import { element, isolated, replaceChildren, requireElement } from "./common/dom.js";
import { bytes, count, counted } from "./common/format.js";
import { onProjectorChange, openClassroom } from "./lab/classroom.js";
import { createCrossingsStream } from "./lab/crossings-stream.js";
import { createCurves } from "./lab/curves.js";
import { createDistribution } from "./lab/distribution.js";
import { createFunctionTable } from "./lab/function-table.js";
import { shareText } from "./lab/live/cost.js";
import { createMeasuringCost } from "./lab/live/measuring-cost.js";
import { createMemoryPanel } from "./lab/live/memory-panel.js";
import { changeText, createModeChanges } from "./lab/live/mode-changes.js";
import { createHistory, totalsOf } from "./lab/rates.js";
import { sleepWhileHidden } from "./lab/sleeping.js";

/** @typedef {import("./common/api-types.js").CrossingsSnapshot} Snapshot */

const STATES = {
  connecting: "connecting …",
  live: "live",
  paused: "paused",
  asleep: "asleep while the tab is hidden",
  reconnecting: "live paused, reconnecting …",
  refused: "the server refused the stream: too many are watching. Try again later",
};

const classroom = openClassroom([
  { key: "p", does: "Pause the live metrics, or go on", run: () => pauseOrGoOn() },
]);
const { lab } = classroom;
createMemoryPanel(classroom.ledger);
createMeasuringCost(classroom);
const history = createHistory();
const changes = createModeChanges();
const table = createFunctionTable(requireElement("functions", HTMLTableElement));
const curves = createCurves();
const distribution = createDistribution(history);
const toggle = requireElement("pause", HTMLButtonElement);
const status = requireElement("stream-state");
let state = "";

const stream = createCrossingsStream({
  url: lab.crossingsStream(),
  onSnapshot: (snapshot) => {
    const now = performance.now();
    history.add(snapshot, now);
    show(snapshot, changes.place(snapshot.modeChanges, now, Date.now()));
  },
  onState: (next) => {
    if (next === state) return;
    state = next;
    status.textContent = STATES[next];
    status.dataset["state"] = next;
    toggle.textContent = next === "paused" || next === "refused" ? "Go on" : "Pause";
    if (next !== "asleep") announce(`Metrics: ${STATES[next]}`);
  },
});

/** @param {Snapshot} snapshot @param {number[]} marks of changes of the ingestion mode */
function show(snapshot, marks) {
  const { since, open, functions, modeChanges, metering } = snapshot;
  const totals = totalsOf(snapshot);
  requireElement("empty").hidden = totals.calls > 0;
  requireElement("totals").textContent =
    `${count(totals.calls)} crossings, ${count(totals.rows)} rows, ${bytes(totals.copied)} copied, ` +
    `${bytes(totals.viewed)} viewed, ${counted(totals.upcalls, "upcall")} since ${new Date(since).toLocaleTimeString()}`;
  requireElement("open").textContent =
    `Open now: ${counted(open.graphs, "graph")}, ${counted(open.views, "view")}, ` +
    `${counted(open.arenas, "arena")} with ${bytes(open.arenaBytes)}`;
  curves.show(history.rates, marks);
  table.show(functions);
  distribution.show(snapshot, marks);
  requireElement("cost-share").textContent = shareText(metering, history.rates.at(-1)?.calls ?? 0);
  showChanges(modeChanges);
}

/** @param {Snapshot["modeChanges"]} modeChanges */
function showChanges(modeChanges) {
  const list = requireElement("changes");
  if (list.childElementCount === modeChanges.length && list.dataset["latest"] === modeChanges.at(-1)?.at)
    return;
  list.dataset["latest"] = modeChanges.at(-1)?.at ?? "";
  requireElement("no-changes").hidden = modeChanges.length > 0;
  replaceChildren(
    list,
    ...modeChanges.toReversed().map((change) => element("li", {}, isolated(changeText(change)))),
  );
}

function pauseOrGoOn() {
  if (stream.paused || state === "refused") stream.start();
  else stream.pause();
}
toggle.addEventListener("click", pauseOrGoOn);
onThemeChange(() => {
  curves.restyle();
  distribution.restyle();
});
onProjectorChange(() => {
  curves.restyle();
  distribution.restyle();
});
sleepWhileHidden({ sleep: stream.sleep, wake: () => state === "asleep" && stream.start() });
addEventListener("pagehide", () => stream.stop());
addEventListener("pageshow", (event) => {
  if (event.persisted && state !== "paused") stream.start();
});
stream.start();
