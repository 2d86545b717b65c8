import assert from "node:assert/strict";
import { test } from "node:test";
import { changes } from "../../main/resources/static/js/common/attribute-form.js";
import { suggestName } from "../../main/resources/static/js/common/import-report.js";
import { encode } from "../../main/resources/static/js/common/values.js";
import {
  callsPerRow,
  chunkAt,
  effect,
  effectWords,
  stepOf,
} from "../../main/resources/static/js/admin/ingestion.js";
import { createCrossingsStream } from "../../main/resources/static/js/lab/crossings-stream.js";
import { sorted } from "../../main/resources/static/js/lab/function-table.js";
import { bars, merge, quantile, total } from "../../main/resources/static/js/lab/histogram.js";
import { createHistory, totalsOf } from "../../main/resources/static/js/lab/rates.js";

/** @param {Partial<import("../../main/resources/static/js/common/api-types.js").FunctionCrossings>} some */
const fn = (some) => ({
  name: "kneiphof_graph_apply",
  calls: 0,
  rows: 0,
  bytesIn: 0,
  bytesOut: 0,
  bytesViewed: 0,
  upcalls: 0,
  errors: 0,
  sampled: 0,
  nanos: { min: 0, p50: 0, p90: 0, p99: 0, max: 0, mean: 0 },
  histogram: [],
  ...some,
});

test("theSliderCoversEveryPowerOfTwoFromSingleTo65536", () => {
  assert.equal(chunkAt(0), 1);
  assert.equal(chunkAt(16), 65_536);
  for (let step = 0; step <= 16; step += 1) assert.equal(stepOf(chunkAt(step)), step);
  assert.equal(stepOf(5000), 12);
  assert.equal(callsPerRow(1), "1 crossing for each row");
  assert.equal(callsPerRow(4096), "1 crossing for 4,096 rows");
});

test("theEffectIsARatioOnlyWhenBothModesWereMeasured", () => {
  const single = { rows: 10, calls: 10, nanosPerRow: 3000 };
  const batched = { rows: 1000, calls: 1, nanosPerRow: 1000 };
  const enough = { rowsToCompare: 1000, comparable: true };
  const short = { rowsToCompare: 1000, comparable: false };
  assert.equal(effect({ single, batched, ...enough }).ratio, 3);
  assert.equal(effect({ single, ...short }).ratio, null);
  assert.equal(effect({ single: { ...single, rows: 0 }, batched, ...short }).ratio, null);
  assert.equal(effect(undefined).ratio, null);
  assert.match(
    effectWords(effect({ single, batched, ...enough })),
    /Batched ingestion takes 3\.0 times less time/,
  );
});

test("aHandfulOfRowsGetsNoVerdictButTheNumberThatIsMissing", () => {
  const cold = { rows: 11, calls: 11, nanosPerRow: 90_000 };
  const batched = { rows: 4000, calls: 1, nanosPerRow: 240 };
  const shown = effect({ single: cold, batched, rowsToCompare: 1000, comparable: false });
  assert.equal(shown.ratio, null);
  assert.deepEqual(shown.missing, { single: 989, batched: 0 });
  assert.equal(effectWords(shown), "Too few rows to compare the modes: it takes 989 more in single mode.");
  const neither = effectWords(effect({ rowsToCompare: 1000, comparable: false }));
  assert.match(neither, /1,000 more in single mode and 1,000 more in batched mode/);
});

test("aFilesNameSuggestsTheGraphs", () => {
  assert.equal(suggestName("US Flights-nodes.csv"), "us-flights");
  assert.equal(suggestName("../../etc/passwd"), "etc-passwd");
  assert.equal(suggestName("☃.csv"), "imported");
  assert.ok(suggestName(`${"x".repeat(200)}.csv`).length <= 63);
});

test("anEditSendsOnlyWhatChanged", () => {
  const text = (/** @type {string} */ value) => /** @type {const} */ ({ type: "text", value });
  const before = new Map([
    ["same", text("a")],
    ["gone", text("b")],
    ["new", text("c")],
  ]);
  const after = new Map([
    ["same", text("a")],
    ["new", text("d")],
    ["more", text("e")],
  ]);
  const changed = changes(before, after, encode);
  assert.deepEqual(
    [...changed].map(([key, value]) => [key, encode(value)]),
    [
      ["new", '"d"'],
      ["more", '"e"'],
      ["gone", "null"],
    ],
  );
  assert.throws(
    () => changes(before, new Map([["same", { type: "null", value: null }]]), encode),
    /cannot set null/,
  );
});

test("histogramsAreMergedByTheirBounds", () => {
  const merged = merge([
    [
      { upTo: 16, count: 1 },
      { upTo: 8, count: 2 },
    ],
    [
      { upTo: 16, count: 3 },
      { upTo: 32, count: 0 },
    ],
  ]);
  assert.deepEqual(merged, [
    { upTo: 8, count: 2 },
    { upTo: 16, count: 4 },
  ]);
  assert.equal(total(merged), 6);
});

test("quantilesAreNeverBelowTheTruth", () => {
  const buckets = [
    { upTo: 10, count: 50 },
    { upTo: 20, count: 40 },
    { upTo: 900, count: 10 },
  ];
  assert.deepEqual(
    [0.5, 0.9, 0.99, 1].map((each) => quantile(buckets, each)),
    [10, 20, 900, 900],
  );
  assert.equal(quantile([], 0.5), null);
});

test("barsHaveNoGapsAndLoseNoCall", () => {
  const drawn = bars([
    { upTo: 5, count: 3 },
    { upTo: 40, count: 2 },
    { upTo: 100_000, count: 1 },
  ]);
  assert.equal(
    drawn.reduce((sum, { count }) => sum + count, 0),
    6,
  );
  drawn.slice(1).forEach((bar, index) => assert.equal(bar.from, drawn[index]?.to));
  assert.deepEqual(bars([]), []);
});

/** @param {string} since @param {ReturnType<typeof fn>[]} functions */
const snapshot = (since, functions) => ({
  since,
  functions,
  open: { graphs: 1, arenas: 1, arenaBytes: 64, views: 2 },
  modeChanges: [],
  metering: null,
});

test("ratesAreDifferencesBySecond", () => {
  const history = createHistory();
  history.add(snapshot("a", [fn({ calls: 10, rows: 100, bytesIn: 5 })]), 1000);
  history.add(snapshot("a", [fn({ calls: 30, rows: 100, bytesIn: 5, bytesOut: 10 })]), 3000);
  assert.deepEqual(history.rates, [
    { millis: 3000, calls: 10, rows: 0, copied: 5, viewed: 0, upcalls: 0, open: 3 },
  ]);
});

test("aServerThatWasStartedAnewBeginsAnewHere", () => {
  const history = createHistory();
  history.add(snapshot("a", [fn({ calls: 500 })]), 1000);
  history.add(snapshot("b", [fn({ calls: 3 })]), 2000);
  assert.deepEqual(history.rates, []);
});

test("aWindowHoldsOnlyWhatHappenedInIt", () => {
  const history = createHistory();
  const at = (/** @type {number} */ calls) =>
    snapshot("a", [fn({ calls, histogram: [{ upTo: 8, count: calls }] })]);
  history.add(at(100), 0);
  history.add(at(150), 50_000);
  history.add(at(160), 60_000);
  assert.equal(history.within(10)[0]?.calls, 10);
  assert.equal(history.within(10)[0]?.histogram[0]?.count, 10);
  assert.equal(history.within(3600)[0]?.calls, 60);
});

test("totalsAreSumsOverAllFunctions", () => {
  const totals = totalsOf({
    functions: [fn({ calls: 1, bytesIn: 2 }), fn({ calls: 3, bytesOut: 4 })],
  });
  assert.deepEqual([totals.calls, totals.copied], [4, 6]);
});

test("theTableIsSortedBothWaysAndTiesByName", () => {
  const rows = [fn({ name: "b", calls: 1 }), fn({ name: "a", calls: 1 }), fn({ name: "c", calls: 9 })];
  const names = (/** @type {typeof rows} */ some) => some.map(({ name }) => name).join("");
  assert.equal(names(sorted(rows, { column: 1, descending: true })), "cab");
  assert.equal(names(sorted(rows, { column: 1, descending: false })), "abc");
  assert.equal(names(sorted(rows, { column: 0, descending: false })), "abc");
});

test("theStreamTellsItsStateAndForgetsASourceThatWasPaused", () => {
  /** @type {string[]} */
  const states = [];
  let snapshots = 0;
  class FakeSource extends EventTarget {
    readyState = 0;
    closed = false;
    close() {
      this.closed = true;
    }
  }
  globalThis.EventSource ??= /** @type {any} */ ({ CLOSED: 2 });
  /** @type {FakeSource[]} */
  const sources = [];
  const stream = createCrossingsStream({
    url: "/stream",
    onSnapshot: () => (snapshots += 1),
    onState: (state) => states.push(state),
    connect: () => {
      const source = new FakeSource();
      sources.push(source);
      return /** @type {any} */ (source);
    },
  });
  const event = () => new MessageEvent("crossings", { data: '{"since":"","functions":[]}' });
  stream.start();
  const [first] = sources;
  assert.ok(first);
  first.dispatchEvent(event());
  first.dispatchEvent(new Event("error"));
  first.readyState = 2;
  first.dispatchEvent(new Event("error"));
  stream.pause();
  assert.ok(first.closed && stream.paused);
  first.dispatchEvent(event());
  assert.equal(snapshots, 1);
  assert.deepEqual(states, ["connecting", "live", "reconnecting", "refused", "paused"]);
});
