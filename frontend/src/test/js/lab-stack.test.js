import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyBill } from "../../main/resources/static/js/common/bill.js";
import { layersOf, median, outweighs, takenApart } from "../../main/resources/static/js/lab/stack/layers.js";

/** @param {number} native @param {number} transit @param {number} serverMillis @param {number} wallMillis */
const call = (native, transit, serverMillis, wallMillis) => ({
  method: "GET",
  url: "http://localhost/api/v1/graphs/g/nodes",
  headers: new Map(),
  body: null,
  status: 200,
  bill: { ...emptyBill(), calls: 2, nativeNanos: native, transitNanos: transit },
  serverMillis,
  wallMillis,
});

test("theLayersOfARequestAddUpToWhatTheBrowserWaited", () => {
  const parts = takenApart(call(70_000, 1_000, 3, 10));
  assert.deepEqual(parts, { engine: 70_000, transit: 1_000, server: 2_929_000, network: 7_000_000 });
  assert.equal(
    Object.values(parts).reduce((sum, one) => sum + one, 0),
    10e6,
  );
});

test("aCoarseClockMakesNoLayerNegative", () => {
  const parts = takenApart(call(5_000_000, 0, 3, 2.9));
  assert.ok(Object.values(parts).every((one) => one >= 0));
});

test("sharesAreOfTheMediansAndARequestIsComparedWithItsOwnCrossings", () => {
  const layers = layersOf([call(0, 2_000, 1, 2), call(0, 2_000, 1, 2), call(0, 2_000, 1, 90)]);
  assert.equal(
    layers.map(({ share }) => share).reduce((sum, one) => sum + one, 0),
    1,
  );
  assert.equal(layers.find(({ id }) => id === "network")?.median, 1e6);
  assert.equal(Math.round(outweighs(layers, 2)), 2000);
  assert.equal(outweighs(layers, 0), 0);
  assert.equal(median([3, 1, 2, 4]), 2.5);
});
