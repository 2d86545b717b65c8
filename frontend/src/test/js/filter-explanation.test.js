import assert from "node:assert/strict";
import { test } from "node:test";
import { chunksText, sentence } from "../../main/resources/static/js/explore/filter-explanation.js";

const step = {
  text: "age >= 30",
  wanted: true,
  reads: "column",
  kernel: "avx2",
  codes: null,
  estimatedRows: 10,
  rowsIn: 100,
  rowsOut: 9,
  chunksSkipped: 0,
  chunksWhole: 0,
  chunksIndexed: 0,
  chunksScanned: 0,
  chunksOneByOne: 0,
};

test("anExplanationTellsWhatWasReadAndWhatWasNot", () => {
  assert.equal(chunksText(step), "none read");
  assert.equal(
    chunksText({ ...step, chunksSkipped: 3, chunksScanned: 2, chunksOneByOne: 1 }),
    "3 skipped, 2 scanned (avx2), 1 row by row",
  );
  assert.equal(chunksText({ ...step, kernel: "", chunksWhole: 1_200 }), "1,200 taken whole");
  assert.equal(chunksText({ ...step, kernel: "", chunksIndexed: 5 }), "5 by an index");
});

test("anExplanationIsSummedUpInASentence", () => {
  assert.equal(
    sentence({ rows: 1, passed: 1, chunks: 1, kernel: "portable", steps: [] }),
    "1 of 1 node passed, in one crossing, over 1 chunk; this machine scans with portable.",
  );
});
