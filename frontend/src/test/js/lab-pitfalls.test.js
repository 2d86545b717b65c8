import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyBill } from "../../main/resources/static/js/common/bill.js";
import { differenceText, timeText } from "../../main/resources/static/js/lab/pitfalls/outcome.js";

/** @param {"wrong" | "right"} way @param {number} nanos @param {number} operations @param {number} calls */
const run = (way, nanos, operations, calls) => ({
  pitfall: "many-small-calls",
  way,
  title: "",
  outcome: "",
  nanos,
  operations,
  crossings: { ...emptyBill(), calls },
  evidence: [],
});

test("theWaysAreComparedByOperationOnceBothWereRun", () => {
  const wrong = run("wrong", 5_000_000, 1_000, 1_002);
  assert.equal(differenceText(wrong, undefined), "");
  assert.match(
    differenceText(wrong, run("right", 500_000, 1_000, 3)),
    /^Wrong took 10 times as long for each operation: 1,002 crossings against 3 crossings\./,
  );
  assert.match(differenceText(wrong, run("right", 5_000_000, 1_000, 3)), /^Both took much the same time/);
  assert.match(
    differenceText(wrong, run("right", 9_000_000, 1_000, 1)),
    /faster this time.* against 1 crossing\./,
  );
});

test("timesOfWorkThatIsNotTheSameAreNotCompared", () => {
  assert.equal(
    differenceText(run("wrong", 9_000, 1, 5), run("right", 100, 1, 1)),
    "5 crossings against 1 crossing.",
  );
  assert.equal(
    differenceText(run("wrong", 9_000, 10, 5), run("right", 100, 20, 4)),
    "5 crossings against 4 crossings.",
  );
});

test("aTimeIsToldForAllAndForEach", () => {
  assert.match(timeText(run("wrong", 5_000_000, 1_000, 1)), /^5.ms for 1,000 operations, 5.µs each$/);
  assert.match(timeText(run("wrong", 700, 1, 1)), /^700.ns$/);
});
