import assert from "node:assert/strict";
import { test } from "node:test";
import { sharesOf } from "../../main/resources/static/js/common/memory.js";
import { snapshotsText } from "../../main/resources/static/js/common/memory-view.js";
import { costText } from "../../main/resources/static/js/lab/live/cost.js";

test("theSharesOfTheMemoryAddUpToItsBytesAndAColumnIsOneShare", () => {
  const shares = sharesOf({
    nodeAttributes: [{ key: "age", type: "integer", count: 3 }],
    edgeAttributes: [{ key: "age", type: "text", count: 3 }],
    memory: [
      { part: "node ids", key: null, bytes: 590 },
      { part: "node values", key: "age", bytes: 200 },
      { part: "node validity", key: "age", bytes: 100 },
      { part: "edge heap", key: "age", bytes: 90 },
      { part: "edge values", key: "was", bytes: 10 },
      { part: "undo log", key: null, bytes: 10 },
      { part: "hub indexes", key: null, bytes: 0 },
    ],
  });
  assert.deepEqual(
    shares.map(({ name, what, bytes }) => [name, what, bytes]),
    [
      ["node ids", "structure", 590],
      ["age", "column of nodes, integer", 300],
      ["age", "column of edges, text", 90],
      ["was", "column of edges, gone", 10],
      ["undo log", "structure", 10],
    ],
  );
});

test("openSnapshotsSayWhatTheyHold", () => {
  assert.equal(snapshotsText({ open: 0, oldestNanos: 0, heldBytes: 0 }), "No snapshot is open.");
  assert.match(
    snapshotsText({ open: 1, oldestNanos: 2e9, heldBytes: 100 }),
    /^1 snapshot open, the oldest for 2.s; 100.B /,
  );
});

/** @param {string} id @param {number} median */
const mode = (id, median) => ({ id, nanos: { median, interval: { low: median - 0.5, high: median + 0.5 } } });

test("theCostOfMeasuringIsSaidOnlyWhereItCanBeTold", () => {
  /** @param {number} on */
  const text = (on) =>
    costText(/** @type {any} */ ({ modes: [mode("off", 4), mode("on", on), mode("timed", 80)] }));
  assert.match(text(6), /takes 6.ns: 2.ns more\..*80.ns, 20 times as long/);
  assert.match(text(4.2), /not distinguishable/);
  assert.equal(costText(/** @type {any} */ ({ modes: [mode("off", 4)] })), "");
});
