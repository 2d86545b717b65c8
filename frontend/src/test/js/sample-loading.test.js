import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../main/resources/static/js/common/problem.js";
import { loadSample, pause } from "../../main/resources/static/js/common/sample-loading.js";

const RESULT = { graph: "g", nodes: 4, edges: 7, chunk: 1, chunks: 11, nanos: 5, crossings: { calls: 11 } };

/** @param {any[]} states what the run is, poll by poll */
function apiWith(states) {
  let cancelled = 0;
  const api = {
    startSample: async () => ({ id: "1", state: "waiting", progress: 0 }),
    run: async () => states.shift(),
    cancelRun: async () => (cancelled += 1),
    get cancelled() {
      return cancelled;
    },
  };
  return /** @type {any} */ (api);
}

test("progressIsToldUntilTheResultIsThere", async () => {
  /** @type {number[]} */
  const fractions = [];
  const api = apiWith([
    { id: "1", state: "running", progress: 0.5 },
    { id: "1", state: "done", progress: 1, result: RESULT },
  ]);
  const loaded = await loadSample(api, "g", "s", new AbortController().signal, (now) => fractions.push(now));
  assert.deepEqual(fractions, [0.5, 1]);
  assert.equal(loaded.nodes, 4);
});

test("aFailedLoadTellsItsProblem", async () => {
  const api = apiWith([
    { id: "1", state: "failed", progress: 0.1, problem: { title: "Memory quota exceeded" } },
  ]);
  await assert.rejects(
    loadSample(api, "g", "s", new AbortController().signal, () => {}),
    (error) => error instanceof ApiProblem && error.problem.title === "Memory quota exceeded",
  );
});

test("cancellingStopsTheRunOnTheServerAndWaitsForItsEnd", async () => {
  const cancel = new AbortController();
  const api = apiWith([
    { id: "1", state: "running", progress: 0.2 },
    { id: "1", state: "cancelled", progress: 0.2 },
  ]);
  cancel.abort();
  await assert.rejects(
    loadSample(api, "g", "s", cancel.signal, () => {}),
    { name: "AbortError" },
  );
  assert.equal(api.cancelled, 1);
});

test("whoHasCancelledBeforeThePauseDoesNotWaitForItsEnd", async ({ mock }) => {
  // Nothing but the signal can end this pause: no time passes.
  mock.timers.enable({ apis: ["setTimeout"] });
  await pause(500, AbortSignal.abort());
});

test("aLoadThatWasFasterThanItsCancellationIsKept", async () => {
  const cancel = new AbortController();
  const api = apiWith([{ id: "1", state: "done", progress: 1, result: RESULT }]);
  cancel.abort();
  assert.equal((await loadSample(api, "g", "s", cancel.signal, () => {})).edges, 7);
});
