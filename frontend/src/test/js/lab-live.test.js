import assert from "node:assert/strict";
import { test } from "node:test";
import { createBillWatch, nameOf } from "../../main/resources/static/js/common/bill-watch.js";
import { emptyBill } from "../../main/resources/static/js/common/bill.js";
import { gridOf, strength, tableOf } from "../../main/resources/static/js/lab/heat-map.js";
import { createHistory } from "../../main/resources/static/js/lab/rates.js";
import { shareText } from "../../main/resources/static/js/lab/live/cost.js";
import { createModeChanges } from "../../main/resources/static/js/lab/live/mode-changes.js";
import { sleepWhileHidden } from "../../main/resources/static/js/lab/sleeping.js";

/**
 * @param {number} calls
 * @param {number} [fast] of them took 100 ns, the others 10 µs
 */
const snapshot = (calls, fast = calls) => ({
  since: "2026-01-01T00:00:00Z",
  open: { graphs: 1, arenas: 1, arenaBytes: 64, views: 2 },
  modeChanges: [],
  metering: null,
  functions: [
    {
      name: "kneiphof_graph_read_nodes",
      calls,
      rows: 0,
      bytesIn: 0,
      bytesOut: 0,
      bytesViewed: 0,
      upcalls: 0,
      errors: 0,
      sampled: calls,
      nanos: { min: 0, p50: 0, p90: 0, p99: 0, max: 0, mean: 0 },
      histogram: [
        { upTo: 100, count: fast },
        { upTo: 10_000, count: calls - fast },
      ],
    },
  ],
});
const any = () => true;

test("eachSecondOfTheHeatMapHoldsWhatWasAddedInIt", () => {
  const history = createHistory();
  history.add(snapshot(10), 0);
  history.add(snapshot(15), 1000);
  history.add(snapshot(22, 20), 2000);
  const slices = history.slices(60, any);
  assert.deepEqual(slices, [
    { millis: 1000, buckets: [{ upTo: 100, count: 5 }] },
    {
      millis: 2000,
      buckets: [
        { upTo: 100, count: 5 },
        { upTo: 10_000, count: 2 },
      ],
    },
  ]);
  assert.deepEqual(
    history.slices(60, () => false).map(({ buckets }) => buckets),
    [[], []],
  );
});

test("aSleepIsAGapAndNoRate", () => {
  const history = createHistory();
  history.add(snapshot(0), 0);
  history.add(snapshot(100), 1000);
  history.add(snapshot(100_000), 600_000);
  assert.deepEqual(
    history.rates.map(({ calls }) => calls),
    [100, null],
  );
  assert.deepEqual(history.slices(60, any), [{ millis: 600_000, buckets: null }]);
});

test("theGridHasAStepForEachQuarterOfADecadeBetweenFastestAndSlowest", () => {
  const { steps, columns, highest } = gridOf([
    { millis: 1000, buckets: [{ upTo: 100, count: 9 }] },
    { millis: 2000, buckets: null },
    { millis: 3000, buckets: [{ upTo: 10_000, count: 3 }] },
  ]);
  assert.equal(steps.length, 9);
  assert.equal(Math.round(steps[0]?.to ?? 0), 100);
  assert.equal(Math.round(steps.at(-1)?.to ?? 0), 10_000);
  assert.deepEqual(columns[0], [9, 0, 0, 0, 0, 0, 0, 0, 0]);
  assert.equal(columns[1], null);
  assert.equal(columns[2]?.[8], 3);
  assert.equal(highest, 9);
  assert.deepEqual(gridOf([]), { steps: [], columns: [], highest: 0 });
});

test("aSingleSlowCallIsSeenBesideAMillionFastOnes", () => {
  assert.equal(strength(0, 1_000_000), 0);
  assert.ok(strength(1, 1_000_000) >= 0.15);
  assert.equal(strength(1_000_000, 1_000_000), 1);
});

test("theTableOfTheHeatMapAddsUpToTheSameCalls", () => {
  const slices = Array.from({ length: 20 }, (_, second) => ({
    millis: second * 1000,
    buckets: [{ upTo: second < 10 ? 100 : 10_000, count: 2 }],
  }));
  const rows = tableOf(slices, 10);
  assert.deepEqual(
    rows.map(({ ago, calls, p50 }) => ({ ago, calls, p50 })),
    [
      { ago: "the last 10 s", calls: 20, p50: "≤ 10\u202fµs" },
      { ago: "10 to 20 s ago", calls: 20, p50: "≤ 100\u202fns" },
    ],
  );
});

test("aHiddenTabSleepsAfterAWhileAndWakesAtOnce", async () => {
  /** @type {string[]} */
  const said = [];
  /** @type {() => void} */
  let changed = () => {};
  const page = /** @type {any} */ ({
    visibilityState: "visible",
    addEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) => (changed = listener),
  });
  sleepWhileHidden({ sleep: () => said.push("sleep"), wake: () => said.push("wake") }, page, 5);
  page.visibilityState = "hidden";
  changed();
  page.visibilityState = "visible";
  changed();
  assert.deepEqual(said, ["wake"]);
  page.visibilityState = "hidden";
  changed();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(said, ["wake", "sleep"]);
});

/** @param {string} method @param {string} path */
const call = (method, path) => ({
  method,
  url: `http://localhost/api/v1${path}`,
  headers: new Map(),
  body: null,
  status: 200,
  bill: { ...emptyBill(), calls: 1 },
  serverMillis: 1,
  wallMillis: 2,
});

test("requestsThatFollowEachOtherAreOneActionNamedByWhatItChanges", () => {
  assert.equal(nameOf([call("GET", "/graphs")]), "read graphs");
  assert.equal(nameOf([call("GET", "/graphs"), call("PUT", "/ingestion")]), "set ingestion and 1 more");

  /** @type {import("../../main/resources/static/js/common/bill-view.js").ShownBill[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const timers = [];
  const watch = createBillWatch({ show: (bill) => shown.push(bill) }, (work) => timers.push(work), {
    now: () => 0,
    gesture: () => -1_000,
  });
  watch(call("GET", "/graphs"));
  watch(call("DELETE", "/graphs/a%20b"));
  timers.forEach((fire) => fire());
  assert.equal(shown.length, 1);
  assert.equal(shown[0]?.action, "remove graphs/a b and 1 more");
  assert.equal(shown[0]?.entries[0]?.text, "2 crossings");
});

test("whatTheUserDoesBeginsANewActionHoweverSoonItCame", () => {
  /** @type {import("../../main/resources/static/js/common/bill-view.js").ShownBill[]} */
  const shown = [];
  /** @type {(() => void)[]} */
  const timers = [];
  let [now, gesture] = [100, 0];
  const clock = { now: () => now, gesture: () => gesture };
  const watch = createBillWatch({ show: (bill) => shown.push(bill) }, (work) => timers.push(work), clock);
  watch(call("GET", "/graphs"));
  watch(call("GET", "/samples"));
  gesture = 150;
  now = 200;
  watch(call("DELETE", "/graphs/a"));
  watch(call("GET", "/graphs"));
  timers.forEach((fire) => fire());
  assert.deepEqual(
    shown.map(({ action }) => action),
    ["read graphs and 1 more", "remove graphs/a and 1 more"],
  );
});

test("whatAnActionReadsAfterwardsIsAddedToItsBillHoweverLateItComes", () => {
  /** @type {import("../../main/resources/static/js/common/bill-view.js").ShownBill[]} */
  const shown = [];
  const clock = { now: () => 200, gesture: () => 150 };
  const watch = createBillWatch({ show: (bill) => shown.push(bill) }, (work) => work(), clock);
  watch(call("POST", "/graphs"));
  watch({ ...call("POST", "/graphs/a/batch"), bill: { ...emptyBill(), rows: 7 } });
  watch(call("GET", "/graphs"));
  assert.deepEqual(
    shown.map(({ action }) => action),
    ["post graphs", "post graphs/a/batch and 1 more", "post graphs/a/batch and 2 more"],
  );
});

test("aChangeOfTheModeIsMarkedWhenItsSnapshotCameAndStaysThere", () => {
  const wall = Date.parse("2026-01-01T00:00:10Z");
  /** @param {number} second */
  const change = (second) => ({
    at: `2026-01-01T00:00:0${second}Z`,
    graph: null,
    from: 4096,
    to: 1,
    by: "127.0.0.1",
  });
  const changes = createModeChanges();
  assert.deepEqual(changes.place([change(4)], 20_000, wall), [14_000]);
  assert.deepEqual(changes.place([change(4), change(9)], 21_000, wall + 9e6), [14_000, 21_000]);
  assert.deepEqual(changes.place([change(9)], 22_000, wall), [21_000]);
});

test("whatCountingTakesIsSaidAtTheRateOfNow", () => {
  const metering = { nanosPerCall: 2, distinguishable: true, taken: "2026-01-01T00:00:00Z" };
  assert.match(shareText(metering, 1_000_000), /adds 2.ns .* 1,000,000 crossings a second that is 0.20 %/);
  assert.match(shareText(metering, 10), /less than 0.01 %/);
  assert.match(shareText({ ...metering, distinguishable: false }, 10), /cannot be told/);
  assert.equal(shareText(null, 10), "");
});
