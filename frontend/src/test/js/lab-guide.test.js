import assert from "node:assert/strict";
import { test } from "node:test";
import { oursOf, ROWS } from "../../main/resources/static/js/lab/guide/rows.js";

test("theGuidesFiguresAreThoseOfItsTable", () => {
  assert.deepEqual(
    ROWS.map(({ guide }) => [guide.rust, guide.crossing]),
    [
      [5, 15],
      [20, 35],
      [50, 120],
      [500, 800],
    ],
  );
});

test("theRatioIsOfOurMedianToTheGuidesCrossing", () => {
  /** @param {string} id @param {string} kind @param {number} median */
  const mode = (id, kind, median) => ({ id, kind, nanos: { min: median - 1, median } });
  const result = /** @type {any} */ ({ modes: [mode("java", "java", 2), mode("plain", "crossing", 3)] });
  const [first] = ROWS;
  assert.ok(first);
  assert.deepEqual(oursOf(first, result), { least: 2, median: 3, ratio: 0.2, java: 2 });
  assert.equal(oursOf({ ...first, mode: "left-out" }, result), null);
});
