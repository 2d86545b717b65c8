import assert from "node:assert/strict";
import { test } from "node:test";
import { estimated, estimateText, shapeOf } from "../../main/resources/static/js/common/import-estimate.js";

const NODES = /** @type {const} */ ({ kind: "nodes", textOnly: false, labelled: false, directed: true });
const EDGES = /** @type {const} */ ({ ...NODES, kind: "edges" });

/** @param {string} text @param {number} [times] how often as large the file is as its beginning */
const head = (text, times = 1) => {
  const { length } = new TextEncoder().encode(text);
  return { text, bytes: length, size: length * times };
};

test("aFileThatIsSeenWholeIsCountedExactly", () => {
  const text = 'id,labels,name,age,active\na,P,"Zoë, the first",30,true\nbb,P,,31.5,false\n';
  assert.deepEqual(shapeOf(head(text), NODES), {
    directed: true,
    nodes: 2,
    nodeIdBytes: 3,
    edges: 0,
    edgeIds: 0,
    edgeIdBytes: 0,
    labelled: true,
    typed: false,
    columns: [
      { of: "node", type: "text", values: 2, distinct: 2, bytes: 15 },
      { of: "node", type: "float", values: 2, distinct: 0, bytes: 0 },
      { of: "node", type: "boolean", values: 2, distinct: 0, bytes: 0 },
    ],
  });
});

test("theRestOfAFileIsTakenToBeAsItsBeginning", () => {
  const rows = Array.from(
    { length: 1000 },
    (_, row) => `n${row},${row % 2 ? "red" : "green"},u${row},${row}\n`,
  );
  const shape = shapeOf(head(`id,color,name,size\n${rows.join("")}`, 20), NODES);
  assert.ok(shape && shape.nodes > 19_000 && shape.nodes < 21_000);
  const [color, name, size] = shape.columns;
  assert.deepEqual([color?.distinct, color?.bytes], [2, 8], "two colors stay two");
  assert.ok(name && name.distinct > 19_000, "names go on being different");
  assert.equal(size?.type, "integer");
});

test("edgesHaveEndsATypeAndPerhapsIds", () => {
  const text = "source,target,type,id,weight\na,b,KNOWS,,0.5\na,c,KNOWS,e1,0.25\n";
  const shape = shapeOf(head(text), EDGES);
  assert.deepEqual(
    [shape?.nodes, shape?.edges, shape?.edgeIds, shape?.edgeIdBytes, shape?.typed],
    [0, 2, 1, 2, true],
  );
  assert.deepEqual(shape?.columns, [{ of: "edge", type: "float", values: 2, distinct: 0, bytes: 0 }]);
});

test("asTextEveryValueIsText", () => {
  const shape = shapeOf(head("id,age\na,30\nb,30\n"), { ...NODES, textOnly: true });
  assert.deepEqual(shape?.columns, [{ of: "node", type: "text", values: 2, distinct: 1, bytes: 2 }]);
});

test("aFileWithoutRowsHasNoEstimateAndIsNotAskedFor", async () => {
  assert.equal(shapeOf(head("id,name\n"), NODES), null);
  assert.equal(shapeOf(head(""), NODES), null);
  const api = /** @type {any} */ ({});
  assert.equal(await estimated(api, null), "");
});

test("whatExceedsTheQuotaIsSaidWithTheWayOut", () => {
  const shape = /** @type {any} */ ({ nodes: 1000, edges: 0 });
  const estimate = { leastBytes: 1e6, likelyBytes: 2e6, mostBytes: 3e6 };
  assert.match(
    estimateText(shape, estimate, 4e6),
    /^about 1,000 rows, likely .* of native memory \(.* to .*\)$/,
  );
  assert.match(estimateText(shape, estimate, 1.5e6), /more than the .* kneiphof\.graphs\.quota/);
});
