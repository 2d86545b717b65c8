import assert from "node:assert/strict";
import { test } from "node:test";
import { keysToOffer, nameOf } from "../../main/resources/static/js/admin/indexes.js";
import { createApi } from "../../main/resources/static/js/common/api.js";

test("anIndexIsNamedByItsKeyAndByWhatItIsOn", () => {
  assert.equal(nameOf({ on: "nodeAttribute", key: "status" }), "status (attribute of nodes)");
  assert.equal(nameOf({ on: "edgeAttribute", key: "an attribute" }), "an attribute (attribute of edges)");
  assert.equal(nameOf({ on: "label" }), "the labels of nodes");
  assert.equal(nameOf({ on: "type" }), "the types of edges");
});

test("keysAreOfferedThatTheGraphHasAndNoIndexYet", () => {
  /** @param {string} key */
  const column = (key) => ({ key, type: "text", count: 1 });
  /** @type {Parameters<typeof keysToOffer>[0]} */
  const detail = {
    nodeAttributes: [column("status"), column("age")],
    edgeAttributes: [column("status")],
    indexes: [
      { on: "nodeAttribute", key: "status", values: 2, bytes: 300 },
      { on: "type", values: 1, bytes: 130 },
    ],
  };
  assert.deepEqual(keysToOffer(detail, "nodeAttribute"), ["age"]);
  assert.deepEqual(keysToOffer(detail, "edgeAttribute"), ["status"]);
  assert.deepEqual(keysToOffer(detail, "label"), []);
});

test("anIndexIsDeclaredInTheBodyAndDroppedInTheQuery", async () => {
  /** @type {[string, string, unknown][]} */
  const sent = [];
  const api = createApi({
    base: "http://here/api/v1",
    fetch: async (url, { method = "", body = null } = {}) => {
      sent.push([method, String(url), body]);
      return new Response('{"indexes":[]}');
    },
  });
  await api.declareIndex("g", { on: "nodeAttribute", key: "a b&c" });
  await api.dropIndex("g", { on: "nodeAttribute", key: "a b&c" });
  await api.dropIndex("g", { on: "label" });
  assert.deepEqual(sent, [
    ["POST", "http://here/api/v1/graphs/g/indexes", '{"on":"nodeAttribute","key":"a b&c"}'],
    ["DELETE", "http://here/api/v1/graphs/g/indexes?on=nodeAttribute&key=a+b%26c", null],
    ["DELETE", "http://here/api/v1/graphs/g/indexes?on=label", null],
  ]);
});
