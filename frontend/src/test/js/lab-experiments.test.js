import assert from "node:assert/strict";
import { test } from "node:test";
import { environmentText } from "../../main/resources/static/js/lab/experiments/environment.js";
import {
  defaultsOf,
  nearestStop,
  readValues,
  stopsOf,
  writeValues,
} from "../../main/resources/static/js/lab/experiments/parameters.js";
import {
  against,
  barsOf,
  perCrossing,
  ratioText,
  sentence,
  spreadText,
  verdictText,
} from "../../main/resources/static/js/lab/experiments/result.js";
import { followRun } from "../../main/resources/static/js/lab/run.js";

/** @typedef {import("../../main/resources/static/js/lab/lab-types.js").ModeResult} ModeResult */
/** @typedef {import("../../main/resources/static/js/lab/lab-types.js").ExperimentRun} ExperimentRun */

const chunk = {
  name: "chunk",
  title: "Rows in a chunk",
  unit: "rows",
  min: 1,
  max: 65_536,
  byDefault: 4096,
  scale: /** @type {const} */ ("log"),
};
const rows = { ...chunk, name: "rows", min: 1000, max: 1_000_000, byDefault: 10_000 };
const threads = {
  ...chunk,
  name: "threads",
  min: 1,
  max: 8,
  byDefault: 2,
  scale: /** @type {const} */ ("linear"),
};

test("theSliderOfTheChunkSizeRestsAtEachPowerOfTwoFrom1To65536", () => {
  assert.deepEqual(
    stopsOf(chunk),
    Array.from({ length: 17 }, (_, power) => 2 ** power),
  );
  assert.deepEqual(
    stopsOf(rows),
    [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000],
  );
  assert.deepEqual(stopsOf(threads), [1, 2, 3, 4, 5, 6, 7, 8]);
});

test("aSliderOfAWideLinearRangeHasAHundredStopsAndBothEnds", () => {
  const stops = stopsOf({ ...threads, min: 0, max: 10_000 });
  assert.ok(stops.length <= 101);
  assert.equal(stops[0], 0);
  assert.equal(stops.at(-1), 10_000);
});

test("anExactValueBetweenTwoStopsShowsTheNearerByRatio", () => {
  assert.equal(stopsOf(chunk)[nearestStop(stopsOf(chunk), 2890, "log")], 2048);
  assert.equal(stopsOf(chunk)[nearestStop(stopsOf(chunk), 2900, "log")], 4096);
  assert.equal(nearestStop([1, 2, 3], 2, "linear"), 1);
});

test("aPermalinkFillsTheFormAsItWas", () => {
  const values = { chunk: 64, rows: 10_000, threads: 2 };
  const search = writeValues(values, [chunk, rows, threads]);
  assert.equal(search, "?chunk=64");
  assert.deepEqual(readValues(search, [chunk, rows, threads]), { values, refusals: [] });
  assert.equal(writeValues(defaultsOf([chunk]), [chunk]), "");
});

test("whatALinkAsksOutOfRangeTakesTheDefaultAndIsTold", () => {
  for (const bad of ["0", "65537", "1.5", "many", "", "1e3", "Infinity"]) {
    const { values, refusals } = readValues(`?chunk=${bad}`, [chunk]);
    assert.deepEqual(values, { chunk: 4096 });
    assert.deepEqual(refusals, [
      { name: "chunk", given: bad, detail: "it must be a whole number from 1 to 65,536" },
    ]);
  }
  assert.equal(readValues("?size=3", [chunk]).refusals[0]?.detail, "the experiment has no such parameter");
});

/**
 * @param {string} title
 * @param {number} median
 * @param {ModeResult["verdict"]} verdict
 * @param {Partial<ModeResult["counts"]>} [counts]
 * @returns {ModeResult}
 */
const mode = (title, median, verdict, counts = {}) => ({
  id: title,
  title,
  kind: "crossing",
  nanos: {
    n: 31,
    min: median - 2,
    median,
    spread: 1,
    max: median + 9,
    interval: { low: median - 1, high: median + 1 },
    confidence: 0.95,
  },
  counts: {
    operations: 1000,
    calls: 1000,
    rows: 1000,
    bytesIn: 0,
    bytesOut: 0,
    bytesViewed: 0,
    callsByFunction: {},
    ...counts,
  },
  timesPerBlock: 1,
  ratio: { median: median / 200, interval: { low: 0, high: 1 } },
  verdict,
  functions: [],
});
const single = mode("single", 200, "baseline");
const batched = mode("columns", 20, "faster", { calls: 1 });
const same = mode("rows", 199, "not-distinguishable");

test("aVerdictIsGivenInWordsAndNoneWhereIntervalsOverlap", () => {
  assert.equal(verdictText(single), "baseline");
  assert.equal(verdictText(batched), "10 times faster");
  assert.equal(verdictText(same), "not distinguishable");
  assert.equal(verdictText(mode("slow", 210, "slower")), "5 % slower");
  const once = mode("once", 200, "slower");
  assert.match(spreadText({ ...once, nanos: { ...once.nanos, n: 9, spread: 20 } }), /^±10\.0 %$/);
  assert.equal(spreadText({ ...once, nanos: { ...once.nanos, n: 1, spread: 0 } }), "–");
  assert.equal(ratioText(batched), "0.10×");
  assert.equal(ratioText(single), "1");
  assert.equal(
    sentence([single, batched, same], "row"),
    "single takes 200\u202fns per row. Beside it: columns: 10 times faster; rows: not distinguishable.",
  );
});

test("barsAreAsLongAsTheirMediansAndTheLongestIntervalEndsAtTheEdge", () => {
  const [a, b] = barsOf([single, batched], false);
  assert.equal(a?.high, 1);
  assert.ok(Math.abs((b?.share ?? 0) / (a?.share ?? 1) - 0.1) < 1e-9);
  const logarithmic = barsOf([single, batched], true);
  assert.ok(
    logarithmic.every(
      ({ share, least, low, high }) => 0 < least && least <= low && low < share && share < high && high <= 1,
    ),
  );
  assert.ok((logarithmic[1]?.share ?? 0) > 0.09, "the shortest bar can be seen");
});

test("modesAreComparedWithAnotherBaselineByTheSameRule", () => {
  const [a, b, c] = against([single, batched, same], "columns");
  assert.deepEqual([a?.verdict, b?.verdict, c?.verdict], ["slower", "baseline", "slower"]);
  assert.equal(a?.ratio.median, 10);
  assert.equal(against([single, same], "rows")[0]?.verdict, "not-distinguishable");
  assert.deepEqual(against([single], "absent"), [single]);
});

test("whatACrossingCarriesIsCounted", () => {
  assert.equal(perCrossing(single, "row"), "1 row");
  assert.equal(perCrossing(batched, "row"), "1,000 rows");
  assert.equal(perCrossing(mode("opened", 1, "faster", { calls: 1002 }), "row"), "1 row");
  assert.equal(perCrossing(mode("java", 1, "faster", { calls: 0 }), "row"), "never crosses");
  assert.equal(perCrossing(mode("path", 1, "slower", { calls: 2000 }), "row"), "a part: 2.0 crossings each");
});

test("theEnvironmentSaysWhenTheMachineWasBusy", () => {
  const quiet = {
    cpu: "EPYC",
    processors: 2,
    os: "Linux",
    jdk: "25",
    heap: 1_000_000_000,
    collectors: "G1",
    library: "release",
    hugePages: "madvise",
    memoryBarrier: "system",
    load: 0.5,
    taken: "2026-01-01T00:00:00Z",
  };
  assert.match(environmentText(quiet), /^EPYC, 2 processors · load 0\.5 · Linux · 25, 1\u202fGB of heap, G1/);
  assert.match(environmentText({ ...quiet, load: 3 }), /load 3\.0 \(busy: look at the least times\)/);
  assert.doesNotMatch(environmentText({ ...quiet, load: -1 }), /load/);
  assert.match(environmentText(quiet), /memory barrier by system/);
});

/** @param {ExperimentRun["state"]} state @param {number} progress @returns {ExperimentRun} */
const at = (state, progress) => ({
  id: "r1",
  experiment: "chunks",
  parameters: {},
  millis: 2000,
  state,
  phase: "measuring",
  progress,
  started: "2026-01-01T00:00:00Z",
});

test("aRunIsFollowedToItsEnd", async () => {
  const answers = [at("running", 0.5), at("done", 1)];
  /** @type {number[]} */
  const seen = [];
  const ended = await followRun({
    start: async () => at("running", 0),
    read: async () => answers.shift() ?? at("failed", 0),
    cancel: async () => assert.fail("nobody cancelled"),
    onProgress: ({ progress }) => seen.push(progress),
    signal: new AbortController().signal,
    wait: async () => {},
  });
  assert.equal(ended.state, "done");
  assert.deepEqual(seen, [0, 0.5, 1]);
});

test("aRunThatIsCancelledHalfWayIsCancelledOnceAndFollowedUntilItHasStopped", async () => {
  const controller = new AbortController();
  let cancelled = 0;
  let reads = 0;
  const ended = await followRun({
    start: async () => at("running", 0),
    read: async () => ((reads += 1) < 4 ? at("running", 0.2) : at("cancelled", 0.2)),
    cancel: async () => (cancelled += 1),
    onProgress: () => controller.abort(),
    signal: controller.signal,
    wait: async () => {},
  });
  assert.equal(ended.state, "cancelled");
  assert.equal(cancelled, 1);
});
