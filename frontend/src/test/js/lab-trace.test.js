import assert from "node:assert/strict";
import { test } from "node:test";
import {
  eventsOf,
  keptText,
  OTHERS,
  timesAsLong,
  waysOf,
} from "../../main/resources/static/js/lab/trace/events.js";
import { followTrace, fractionOf } from "../../main/resources/static/js/lab/trace/follow.js";
import {
  atNextCrossing,
  boxesOf,
  inView,
  lanesOf,
  moved,
  ticksOf,
  wholeView,
  zoomed,
} from "../../main/resources/static/js/lab/trace/timeline.js";

/** @param {string} lane @param {number} start @param {number} duration */
const event = (lane, start, duration, rows = 1) => ({
  name: "kneiphof_graph_apply",
  lane,
  start,
  duration,
  rows,
  bytes: 96 * rows,
});
const singles = Array.from({ length: 1000 }, (_, call) => event("single", 5_000 + call * 100, 80));
const batch = event("batch", 900_000, 20_000, 1000);

test("alignedLanesBeginTogetherSoThatTheirLengthsCompare", () => {
  const lanes = lanesOf([batch, ...singles], true);
  assert.deepEqual(
    lanes.map(({ name, events, end, busy, rows }) => ({ name, calls: events.length, end, busy, rows })),
    [
      { name: "single", calls: 1000, end: 99_980, busy: 80_000, rows: 1000 },
      { name: "batch", calls: 1, end: 20_000, busy: 20_000, rows: 1000 },
    ],
  );
  const asTheyWere = lanesOf([batch, ...singles], false);
  assert.equal(asTheyWere[1]?.events[0]?.start, 895_000);
});

test("aLaneIsAsLongAsItsWorkOfWhichTheCrossingsAreAPart", () => {
  const frames = new Map([["batch", { start: 800_000, duration: 150_000 }]]);
  const [lane] = lanesOf([batch], true, frames);
  assert.deepEqual(lane?.frame, { start: 0, duration: 150_000 });
  assert.equal(lane?.events[0]?.start, 100_000);
  assert.equal(lane?.end, 150_000);
  assert.equal(lane?.busy, 20_000);
  assert.equal(lanesOf([batch, ...singles], false, frames)[1]?.events[0]?.start, 895_000);
});

test("noZoomLeavesWhatWasRecorded", () => {
  const whole = wholeView(lanesOf(singles, true));
  assert.deepEqual(whole, { from: 0, to: 99_980 });
  const near = zoomed(whole, 0.5, 0, whole);
  assert.deepEqual(near, { from: 0, to: 49_990 });
  assert.deepEqual(zoomed(near, 100, 10, whole), whole);
  assert.deepEqual(moved(near, -3, whole), near);
  assert.deepEqual(moved(near, 30, whole), { from: 49_990, to: 99_980 });
  let closest = whole;
  for (let i = 0; i < 60; i += 1) closest = zoomed(closest, 0.5, 500, whole);
  assert.ok(closest.to - closest.from >= 20 - 1e-6);
  assert.ok(closest.from <= 500 && 500 <= closest.to);
});

test("fromWhereNothingIsInViewTheNextCrossingIsOneStepAway", () => {
  const lanes = lanesOf([event("a", 0, 80), event("b", 40_000, 80), event("a", 99_000, 1_000)], false);
  const whole = wholeView(lanes);
  const empty = { from: 20_000, to: 20_100 };
  assert.deepEqual(
    lanes.map((lane) => inView(lane, empty).length),
    [0, 0],
  );
  const second = atNextCrossing(lanes, empty, 1, whole);
  assert.deepEqual(second, { from: 39_950, to: 40_050 });
  const third = atNextCrossing(lanes, second, 1, whole);
  assert.deepEqual(third, { from: 98_950, to: 99_050 });
  assert.deepEqual(atNextCrossing(lanes, third, 1, whole), third);
  assert.deepEqual(atNextCrossing(lanes, third, -1, whole), second);
  assert.deepEqual(atNextCrossing(lanes, second, -1, whole), { from: 0, to: 100 });
});

test("theAxisHasRoundMarksAndNotTooMany", () => {
  const ticks = ticksOf({ from: 0, to: 99_980 }, 8);
  assert.deepEqual(ticks, [0, 20_000, 40_000, 60_000, 80_000]);
  for (const length of [1, 33, 4096, 7e9]) assert.ok(ticksOf({ from: 3, to: 3 + length }, 10).length <= 11);
});

test("aThousandSliversAreDrawnAsBoxesOfAPixelOrMoreAndNoneIsLost", () => {
  const [lane] = lanesOf(singles, true);
  assert.ok(lane);
  const whole = wholeView([lane]);
  const crowded = boxesOf(lane, whole, 300);
  assert.ok(crowded.length <= 301);
  assert.equal(
    crowded.reduce((sum, { calls }) => sum + calls, 0),
    1000,
  );
  assert.ok(crowded.every(({ width }) => width >= 1));
  const near = boxesOf(lane, { from: 0, to: 1_000 }, 1000);
  assert.equal(near.length, 11);
  assert.equal(near[0]?.width, 80);
});

test("whatIsInViewBeginsOrEndsInIt", () => {
  const [lane] = lanesOf(singles, true);
  assert.ok(lane);
  assert.equal(inView(lane, { from: 90, to: 100 }).length, 1);
  assert.equal(inView(lane, { from: 80, to: 200 }).length, 3);
});

/** @param {number} tid @param {string} cat @param {number} ts */
const recorded = (tid, cat, ts) => ({
  ph: /** @type {const} */ ("X"),
  name: "kneiphof_graph_apply",
  cat,
  ts,
  dur: 1.5,
  tid,
  args: { rows: 2, bytesIn: 64, bytesOut: 8 },
});
/** @param {number} tid */
const named = (tid) => ({
  ph: /** @type {const} */ ("M"),
  name: "thread_name",
  tid,
  args: { name: `worker-${tid}` },
});
/** @param {string} name @param {number} micros */
const section = (name, micros) => ({
  name,
  title: `the ${name}`,
  calls: 1,
  rows: 1,
  bytesIn: 0,
  bytesOut: 0,
  beginMicros: 0,
  micros,
  crossingMicros: micros,
});

test("comparedWaysAreLanesAndTheirFramesAreNoCrossings", () => {
  const events = eventsOf(
    {
      traceEvents: [
        named(1),
        { ...recorded(1, "section", 0), dur: 900 },
        recorded(1, "single", 2),
        recorded(1, "batch", 9),
      ],
    },
    [section("single", 900), section("batch", 3)],
  );
  assert.deepEqual(
    events.map(({ lane, start, duration, rows, bytes }) => [lane, start, duration, rows, bytes]),
    [
      ["the single", 2_000, 1_500, 2, 72],
      ["the batch", 9_000, 1_500, 2, 72],
    ],
  );
  assert.equal(timesAsLong([section("single", 900), section("batch", 3)]), 300);
  assert.equal(timesAsLong([]), null);
});

test("withoutWaysEachThreadHasALaneAndTheRestShareOne", () => {
  const threads = Array.from({ length: 20 }, (_, tid) => tid);
  const traceEvents = [
    ...threads.map(named),
    ...threads.flatMap((tid) => Array.from({ length: 20 - tid }, (_, at) => recorded(tid, "crossing", at))),
  ];
  const lanes = lanesOf(eventsOf({ traceEvents }, []), false);
  assert.equal(lanes.length, 8);
  assert.ok(lanes.some(({ name }) => name === "worker-0"));
  assert.equal(
    lanes.reduce((sum, { events }) => sum + events.length, 0),
    210,
  );
  assert.equal(lanes.find(({ name }) => name === OTHERS)?.events.length, 91);
});

/** @type {import("../../main/resources/static/js/lab/lab-types.js").Trace} */
const trace = {
  state: "recording",
  millis: 2_000,
  capacity: 64,
  started: "2026-11-23T12:00:00Z",
  crossings: 100,
  kept: 64,
  dropped: 36,
  nanos: 0,
  sections: [],
  functions: [],
};

test("whatTheRingDroppedIsSaid", () => {
  assert.match(
    keptText(trace, String),
    /^The last 64 of 100 crossings were kept, 36 were dropped: the ring holds 64/,
  );
  assert.equal(keptText({ ...trace, kept: 100, dropped: 0 }, String), "All 100 crossings were kept.");
  assert.equal(
    keptText({ ...trace, crossings: 0, kept: 0, dropped: 0 }, String),
    "Nothing crossed meanwhile.",
  );
});

test("theBillOfATraceIsByWayOrForAllOfIt", () => {
  const traced = { name: "f", calls: 2, rows: 3, bytesIn: 5, bytesOut: 7, errors: 0, micros: 1 };
  const [all] = waysOf({ ...trace, functions: [traced, traced] });
  assert.deepEqual(all?.counts, { calls: 4, rows: 6, bytesIn: 10, bytesOut: 14, bytesViewed: 0 });
  const ways = waysOf({ ...trace, sections: [section("single", 900), section("batch", 3)] });
  assert.deepEqual(
    ways.map(({ title, counts }) => [title, counts.calls]),
    [
      ["the single", 1],
      ["the batch", 1],
    ],
  );
});

test("aRecordingIsFollowedToItsEnd", async () => {
  const answers = [trace, { ...trace, state: /** @type {const} */ ("done") }];
  /** @type {number[]} */
  const seen = [];
  const ended = await followTrace({
    trace,
    read: () => Promise.resolve(answers.shift() ?? trace),
    onProgress: ({ crossings }) => seen.push(crossings),
    wait: () => Promise.resolve(),
  });
  assert.equal(ended.state, "done");
  assert.deepEqual(seen, [100, 100]);
});

test("aRecordingByTheClockKnowsHowFarItIs", () => {
  const started = Date.parse("2026-11-23T12:00:00Z");
  assert.equal(fractionOf(trace, started + 500), 0.25);
  assert.equal(fractionOf(trace, started + 9_000), 1);
  assert.equal(fractionOf({ ...trace, preset: "single-and-batch" }, started), null);
});
