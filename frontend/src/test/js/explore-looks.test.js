import assert from "node:assert/strict";
import { test } from "node:test";
import {
  assignLooks,
  captionOf,
  coordinatesOf,
  diameter,
  lookOf,
  OTHER_SLOT,
  shorten,
} from "../../main/resources/static/js/explore/appearance.js";
import { pick } from "../../main/resources/static/js/explore/expansion.js";
import { findMistake, quote } from "../../main/resources/static/js/explore/filter-text.js";
import {
  cameraFor,
  nearestInDirection,
  parallelKeys,
} from "../../main/resources/static/js/explore/geometry.js";
import { shownText } from "../../main/resources/static/js/explore/shown.js";
import { around, circle, coordinates, grid } from "../../main/resources/static/js/explore/layouts.js";

/** @param {string} id @param {Partial<import("../../main/resources/static/js/common/api-types.js").Node>} [more] */
const node = (id, more = {}) => ({
  id,
  labels: [],
  attributes: {},
  version: "1",
  outDegree: 0,
  inDegree: 0,
  ...more,
});

test("theMostFrequentLabelsHaveColorsOfTheirOwnAndTheRestShareOne", () => {
  const looks = assignLooks(Array.from({ length: 20 }, (_, index) => `L${index}`));
  const slots = [...looks.values()].map(({ slot }) => slot);
  assert.deepEqual(slots.slice(0, 11), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.ok(slots.slice(11).every((slot) => slot === OTHER_SLOT));
});

test("aNodeLooksLikeItsRarestLabel", () => {
  const looks = assignLooks(["Common", "Rare"]);
  assert.equal(lookOf(node("a", { labels: ["Rare", "Common"] }), looks).slot, 2);
  assert.equal(lookOf(node("a", { labels: ["Unheard"] }), looks).slot, 0);
  assert.equal(lookOf(node("a"), looks).slot, 0);
});

test("captionsAreTextsOrTheId", () => {
  assert.equal(captionOf(node("id", { attributes: { name: "Ada" } }), "name"), "Ada");
  assert.equal(captionOf(node("id", { attributes: { name: 5 } }), "name"), "id");
  assert.equal(captionOf(node("id"), "toString"), "id");
});

test("longPathsLoseTheirBeginningAndOtherTextsTheirEnd", () => {
  assert.equal(
    shorten("java.util.concurrent.locks.ReentrantLock"),
    "….concurrent.locks.ReentrantLock".slice(-28).replace(/^./, "…"),
  );
  assert.equal(shorten("William B Hartsfield-Atlanta International"), "William B Hartsfield-Atlant…");
  assert.equal(shorten("short"), "short");
});

test("theAreaOfANodeGrowsWithItsDegreeUpToABound", () => {
  assert.ok(diameter(0) < diameter(10) && diameter(10) < diameter(100));
  assert.equal(diameter(1e6), diameter(1e9));
});

test("coordinatesAreFoundByNameAndType", () => {
  const column = (/** @type {string} */ key, type = "float") => ({ key, type, count: 1 });
  const graph = (/** @type {ReturnType<typeof column>[]} */ ...nodeAttributes) =>
    /** @type {any} */ ({ nodeAttributes });
  assert.deepEqual(coordinatesOf(graph(column("Latitude"), column("lng"))), { lat: "Latitude", lon: "lng" });
  assert.equal(coordinatesOf(graph(column("lat"))), null);
  assert.equal(coordinatesOf(graph(column("lat", "text"), column("lon"))), null);
});

test("northIsUpAndNodesWithoutCoordinatesStandBeneath", () => {
  const at = (/** @type {number} */ lat, /** @type {number} */ lon) =>
    node(`${lat}`, { attributes: { lat, lon } });
  const [north, south, nowhere] = coordinates([at(60, 10), at(10, 20), node("x")], {
    lat: "lat",
    lon: "lon",
  });
  assert.ok(north && south && nowhere);
  assert.ok(north.y < south.y && north.x < south.x);
  assert.ok(nowhere.y > south.y);
  const poles = coordinates([at(90, 0), at(-90, 0)], { lat: "lat", lon: "lon" });
  assert.ok(poles.every(({ y }) => Number.isFinite(y)));
});

test("layoutsPlaceEveryNodeAtAPlaceOfItsOwn", () => {
  for (const points of [circle(50), grid(50), around({ x: 0, y: 0 }, 50)]) {
    assert.equal(points.length, 50);
    assert.equal(new Set(points.map(({ x, y }) => `${x.toFixed(3)},${y.toFixed(3)}`)).size, 50);
  }
  assert.deepEqual(circle(0), []);
});

test("theCameraShowsAllPointsAndDoesNotBlowUpSmallGraphs", () => {
  const { zoom, pan } = cameraFor(
    [
      { x: 0, y: 0 },
      { x: 10_000, y: 100 },
    ],
    1000,
    500,
  );
  for (const x of [0, 10_000]) assert.ok(x * zoom + pan.x >= 0 && x * zoom + pan.x <= 1000);
  assert.equal(cameraFor([{ x: 5, y: 5 }], 1000, 500).zoom, 1.6);
  assert.ok(Number.isFinite(cameraFor([], 1000, 500).pan.x));
});

test("arrowKeysGoToTheNearestNodeThatWay", () => {
  const nodes = [
    { id: "center", x: 0, y: 0 },
    { id: "right", x: 10, y: 1 },
    { id: "farRight", x: 50, y: 0 },
    { id: "up", x: 0, y: -10 },
  ];
  const [center] = nodes;
  assert.ok(center);
  assert.equal(nearestInDirection(center, nodes, "ArrowRight"), "right");
  assert.equal(nearestInDirection(center, nodes, "ArrowUp"), "up");
  assert.equal(nearestInDirection(center, nodes, "ArrowLeft"), null);
  assert.notEqual(nearestInDirection(null, nodes, "ArrowLeft"), null);
  assert.equal(nearestInDirection(null, [], "ArrowLeft"), null);
});

test("edgesThatShareTheirEndsAreCurved", () => {
  /** @type {[string, string][]} */
  const ends = [
    ["a", "b"],
    ["b", "a"],
    ["a", "b"],
    ["a", "c"],
  ];
  assert.deepEqual(parallelKeys(ends, false), [true, true, true, false]);
  assert.deepEqual(parallelKeys(ends, true), [true, false, true, false]);
});

test("anExpansionBringsOnlyWhatIsHiddenAndNoMoreThanWanted", () => {
  const item = (/** @type {string} */ id) => ({
    node: node(id),
    edge: { id: `x->${id}`, source: "x", target: id, type: null, attributes: {}, version: "1" },
    direction: /** @type {const} */ ("out"),
  });
  const found = pick([item("shown"), item("a"), item("a"), item("b"), item("c")], (id) => id === "shown", 2);
  assert.deepEqual(
    found.nodes.map(({ id }) => id),
    ["a", "b"],
  );
  assert.deepEqual(
    found.edges.map(({ target }) => target),
    ["shown", "a", "a", "b"],
  );
});

test("F053_mistakesInAFilterAreFoundAtTheirColumn", () => {
  const right = [
    "",
    "label==Person",
    "label==Person;age=ge=30",
    "(a==1,b==2);not(c=has=true)",
    "!label==X",
    "name=starts='it\\'s (a) ; b'",
    "'odd key'=in=(a, 'b c',3)",
    "degree=gt=5",
    "((((a==1))))",
    "not (all())",
    "not==1",
    "time=lt=2026-01-02T03:04:05Z",
  ];
  for (const text of right) assert.equal(findMistake(text), null, text);
  /** @type {[string, number, RegExp][]} */
  const wrong = [
    ["label", 6, /operator/],
    ["age<30", 4, /operator/],
    ["label=Person", 6, /operator/],
    ["age=foo=3", 4, /no operator =foo=/],
    ["a==1;", 6, /attribute/],
    ["a==", 4, /value/],
    ["(a==1", 6, /parenthesis/],
    ["a==1)", 5, /expected/],
    ["name=='open", 7, /not closed/],
    ["a=in=1", 6, /parentheses/],
    ["a=in=(1", 8, /not closed/],
  ];
  for (const [text, column, detail] of wrong) {
    const mistake = findMistake(text);
    assert.equal(mistake?.column, column, text);
    assert.match(mistake?.detail ?? "", detail, text);
  }
  assert.ok(findMistake("(".repeat(10_000))); // no recursion: deep nesting is a mistake, not a crash
});

test("valuesAreQuotedWhereTheyCannotStandBare", () => {
  assert.equal(quote("Person"), "Person");
  assert.equal(quote("Group 1"), "'Group 1'");
  assert.equal(quote("it's"), "'it\\'s'");
  assert.equal(quote("true"), "'true'");
  assert.equal(quote("5"), "'5'");
  for (const text of ["a;b", "(x)", "\\", "ü"])
    assert.equal(findMistake(`label==${quote(text)}`), null, text);
});

test("theLineAboveThePictureIsAlwaysTrue", () => {
  const graph = /** @type {any} */ ({
    nodes: 27_301,
    edges: 266_000,
    nodeAttributes: [{ key: "it's", type: "text" }],
  });
  const state = { filter: "", focus: null, order: "-degree" };
  const counts = { visible: 1000, shown: 1000, matching: 27_301, edges: 3000, edgesTotal: 21_439 };
  assert.equal(
    shownText(graph, state, counts),
    "1,000 of 27,301 nodes shown · most connected first · 3,000 of the 21,439 edges between them, 266,000 in all",
  );
  assert.equal(
    shownText(
      graph,
      { ...state, filter: "a==1", order: "-'it''s'" },
      { ...counts, visible: 900, matching: 950, edgesTotal: 3000 },
    ),
    "900 of 27,301 nodes shown · 100 switched off by label · 950 nodes match the filter · it's, falling · 3,000 of 266,000 edges",
  );
  assert.match(
    shownText(graph, { ...state, focus: ["a"] }, { ...counts, visible: 1, shown: 1 }),
    /^1 of 27,301 nodes shown · 3,000/,
  );
});
