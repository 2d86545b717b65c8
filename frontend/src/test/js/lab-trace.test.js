import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boxesOf,
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
