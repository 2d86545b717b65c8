import assert from "node:assert/strict";
import { test } from "node:test";
import { createScene, delta } from "../../main/resources/static/js/explore/scene.js";
import { createUndoStack } from "../../main/resources/static/js/explore/undo-stack.js";
import {
  emptyState,
  formatState,
  joinIds,
  parseState,
  splitIds,
} from "../../main/resources/static/js/explore/url-state.js";

const node = (/** @type {string} */ id, degree = 0) => ({
  id,
  labels: [],
  attributes: {},
  version: "1",
  outDegree: degree,
  inDegree: 0,
});
const edge = (/** @type {string} */ source, /** @type {string} */ target, id = `${source}->${target}`) => ({
  id,
  source,
  target,
  type: null,
  attributes: {},
  version: "1",
});
/** @param {string} url */
const parse = (url) => {
  const { search, hash } = new URL(url || "/", "http://host");
  return parseState(search, hash);
};

test("everyViewIsAUrl", () => {
  const state = {
    ...emptyState(),
    graph: "us-flights",
    filter: "state==TX;name=contains='a&b'",
    order: "key",
    limit: 4000,
    added: ["a,b", "c\\", "ü/ö?#"],
    hidden: ["->"],
    labelsOff: ["A b"],
    layout: "grid",
    seed: 9,
    caption: "name",
    selected: "ORD",
  };
  assert.deepEqual(parse(formatState(state)), state);
  assert.equal(formatState(emptyState()), "");
});

test("anEmptyFocusIsNotTheWholeGraph", () => {
  assert.deepEqual(parse("?graph=g&focus=").focus, []);
  assert.equal(parse("?graph=g").focus, null);
  assert.deepEqual(parse(formatState({ ...emptyState(), graph: "g", focus: [] })).focus, []);
});

test("longListsTravelBehindTheHash", () => {
  const added = Array.from({ length: 900 }, (_, index) => `java.util.Type${index}`);
  const url = formatState({ ...emptyState(), graph: "g", added });
  const [query = "", fragment = ""] = url.split("#");
  assert.ok(query.length < 4200, `${query.length}`);
  assert.ok(fragment.length > 0);
  assert.deepEqual(parse(url).added, added);
});

test("nonsenseInTheUrlIsIgnored", () => {
  assert.equal(parse("?limit=-5").limit, 1000);
  assert.equal(parse("?limit=1e9").limit, 1000);
  assert.equal(parse("?seed=x").seed, 7);
});

test("idsWithCommasAndBackslashesSurviveTheirList", () => {
  for (const ids of [[], ["a"], ["", "b"], [",", "\\,", "a\\"], ["a,b", "c"]]) {
    if (ids.length === 1 && ids[0] === "") continue;
    assert.deepEqual(splitIds(joinIds(ids)), ids);
  }
});

test("undoAndRedoAreIdentityWhateverWasDone", () => {
  let seed = 11;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  const scene = createScene();
  const undo = createUndoStack();
  const picture = () => JSON.stringify([[...scene.nodes.keys()].sort(), [...scene.edges.keys()].sort()]);
  /** @param {import("../../main/resources/static/js/explore/scene.js").Delta} change */
  const perform = (change) => {
    let forward = change;
    let back = delta({});
    undo.perform({
      label: "step",
      redo: () => void (back = scene.apply(forward)),
      undo: () => void (forward = scene.apply(back)),
    });
  };
  const pictures = [picture()];
  for (let step = 0; step < 120; step += 1) {
    const names = Array.from({ length: 4 }, () => `n${random(12)}`);
    const [a = "", b = "", c = "", d = ""] = names;
    perform(
      random(3) === 0
        ? delta({ dropNodes: [a, b], dropEdges: [`${c}->${d}`] })
        : delta({
            nodes: [node(a), node(b), node(c)],
            edges: [edge(a, b), edge(c, d), edge(a, a)],
            origin: d,
          }),
    );
    pictures.push(picture());
  }
  for (let step = pictures.length - 2; step >= 0; step -= 1) {
    undo.undo();
    assert.equal(picture(), pictures[step]);
  }
  for (let step = 1; step < pictures.length; step += 1) {
    undo.redo();
    assert.equal(picture(), pictures[step]);
  }
});

test("hiddenEdgesAreTheDegreeMinusWhatIsShown", () => {
  const scene = createScene();
  scene.apply(
    delta({ nodes: [node("hub", 9), node("a", 1)], edges: [edge("hub", "a"), edge("hub", "hub", "loop")] }),
  );
  assert.equal(scene.hiddenEdges("hub"), 6); // a self-loop counts twice
  assert.equal(scene.hiddenEdges("a"), 0);
  scene.apply(delta({ dropNodes: ["a"] }));
  assert.equal(scene.hiddenEdges("hub"), 7);
  assert.equal(scene.hiddenEdges("missing"), 0);
});

test("edgesWithoutBothTheirNodesAreNotShown", () => {
  const scene = createScene();
  scene.apply(delta({ nodes: [node("a")], edges: [edge("a", "b")] }));
  assert.equal(scene.edges.size, 0);
});

test("collapsingTakesWhatTheExpansionBroughtAndWhatThatBrought", () => {
  const scene = createScene();
  scene.apply(delta({ nodes: [node("hub")] }));
  scene.apply(delta({ nodes: [node("a"), node("b")], origin: "hub" }));
  scene.apply(delta({ nodes: [node("c")], origin: "b" }));
  assert.deepEqual(scene.broughtBy("hub").sort(), ["a", "b", "c"]);
  assert.deepEqual(scene.broughtBy("a"), []);
});
