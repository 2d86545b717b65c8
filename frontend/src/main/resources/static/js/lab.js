/** The entry of the Lab page: what crosses the boundary, as it happens. */
import { announce } from "./common/announce.js";
import { createApi } from "./common/api.js";
import { onThemeChange } from "./common/colors.js";
import { element, replaceChildren, requireElement } from "./common/dom.js";
import { bytes, compact, count } from "./common/format.js";
import { installShortcuts } from "./common/shortcuts.js";
import { createCrossingsStream } from "./lab/crossings-stream.js";
import { createFunctionTable } from "./lab/function-table.js";
import { merge } from "./lab/histogram.js";
import { showHistogram } from "./lab/histogram-view.js";
import { createHistory, totalsOf } from "./lab/rates.js";
import { createSparkline } from "./lab/sparkline.js";

/** @typedef {import("./common/api-types.js").CrossingsSnapshot} Snapshot */

const STATES = {
  connecting: "connecting …",
  live: "live",
  paused: "paused",
  reconnecting: "the stream broke; reconnecting …",
  refused: "the server refused the stream: too many are watching. Try again later",
};

const history = createHistory();
const table = createFunctionTable(requireElement("functions", HTMLTableElement));
const functionMenu = requireElement("histogram-function", HTMLSelectElement);
const windowMenu = requireElement("histogram-window", HTMLSelectElement);
const toggle = requireElement("pause", HTMLButtonElement);
const status = requireElement("stream-state");
/** @type {Snapshot | null} */
let latest = null;
let state = "";

const spark = (/** @type {string} */ name, /** @type {(value: number) => string} */ format) =>
  createSparkline(requireElement(`spark-${name}`), requireElement(`latest-${name}`), format);
const sparks = {
  calls: spark("calls", (value) => `${compact(value)} calls/s`),
  rows: spark("rows", (value) => `${compact(value)} rows/s`),
  copied: spark("copied", (value) => `${bytes(value)}/s copied`),
  viewed: spark("viewed", (value) => `${bytes(value)}/s viewed`),
};

const stream = createCrossingsStream({
  url: createApi().crossingsStream(),
  onSnapshot: (snapshot) => {
    latest = snapshot;
    history.add(snapshot, performance.now());
    show();
  },
  onState: (next) => {
    if (next === state) return;
    state = next;
    status.textContent = STATES[next];
    status.dataset["state"] = next;
    toggle.textContent = next === "paused" || next === "refused" ? "Go on" : "Pause";
    announce(`Metrics: ${STATES[next]}`);
  },
});

function show() {
  if (!latest) return;
  const totals = totalsOf(latest);
  requireElement("empty").hidden = totals.calls > 0;
  const seconds = history.rates.map(({ millis }) => millis / 1000);
  sparks.calls.show(
    seconds,
    history.rates.map(({ calls }) => calls),
  );
  sparks.rows.show(
    seconds,
    history.rates.map(({ rows }) => rows),
  );
  sparks.copied.show(
    seconds,
    history.rates.map(({ copied }) => copied),
  );
  sparks.viewed.show(
    seconds,
    history.rates.map(({ viewed }) => viewed),
  );
  const { since, native } = latest;
  requireElement("totals").textContent =
    `${count(totals.calls)} crossings, ${count(totals.rows)} rows, ${bytes(totals.copied)} copied, ` +
    `${bytes(totals.viewed)} viewed since ${new Date(since).toLocaleTimeString()}` +
    (native ? `; ${bytes(native.bytes)} of native memory in ${native.graphs} graphs` : "");
  table.show(latest.functions);
  showFunctionNames(latest);
  showDistribution();
}

function showDistribution() {
  if (!latest) return;
  const functions = windowMenu.value === "all" ? latest.functions : history.within(Number(windowMenu.value));
  const chosen = functions.filter(({ name }) => functionMenu.value === "" || name === functionMenu.value);
  showHistogram(
    {
      chart: requireElement("histogram"),
      marks: requireElement("quantiles"),
      table: requireElement("histogram-table"),
    },
    merge(chosen.map(({ histogram }) => histogram)),
  );
}

/** @param {Snapshot} snapshot */
function showFunctionNames({ functions }) {
  const names = functions.filter(({ calls }) => calls > 0).map(({ name }) => name);
  if (names.length === functionMenu.options.length - 1) return;
  const before = functionMenu.value;
  replaceChildren(
    functionMenu,
    element("option", { value: "" }, "all functions"),
    ...names.map((name) => element("option", { value: name }, name)),
  );
  functionMenu.value = before;
}

const pauseOrGoOn = () => (stream.paused || state === "refused" ? stream.start() : stream.pause());
toggle.addEventListener("click", pauseOrGoOn);
functionMenu.addEventListener("change", showDistribution);
windowMenu.addEventListener("change", showDistribution);
onThemeChange(() => Object.values(sparks).forEach((one) => one.restyle()));
addEventListener("pagehide", () => stream.stop());
addEventListener("pageshow", (event) => {
  if (event.persisted && state !== "paused") stream.start();
});
installShortcuts([{ key: "p", does: "Pause the live metrics, or go on", run: pauseOrGoOn }]);
stream.start();
