import assert from "node:assert/strict";
import { test } from "node:test";
import {
  columnsOf,
  createCsvSlicer,
  fileLine,
  guessKind,
} from "../../main/resources/static/js/common/csv-slices.js";

/**
 * @param {string} text
 * @param {object} [options]
 * @param {number} [options.piece] how many characters arrive at once
 * @param {number} [options.slice]
 */
function slicesOf(text, { piece = text.length || 1, slice = 1 << 20 } = {}) {
  const slicer = createCsvSlicer({ sliceCharacters: slice });
  const slices = [];
  for (let at = 0; at < text.length; at += piece) slices.push(...slicer.push(text.slice(at, at + piece)));
  return [...slices, ...slicer.end()];
}

const FILE = 'id,name\n1,"a, ""b"""\n2,"two\nlines"\n3,c\n4,d';

test("slicesAreTheSameHoweverTheTextArrives", () => {
  const whole = slicesOf(FILE, { slice: 12 });
  for (const piece of [1, 2, 3, 5, 7]) assert.deepEqual(slicesOf(FILE, { piece, slice: 12 }), whole);
});

test("everySliceHoldsTheHeaderAndWholeRecords", () => {
  const slices = slicesOf(FILE, { slice: 12 });
  assert.deepEqual(
    slices.map(({ csv }) => csv),
    ['id,name\n1,"a, ""b"""\n', 'id,name\n2,"two\nlines"\n', "id,name\n3,c\n4,d"],
  );
  assert.deepEqual(
    slices.map(({ records }) => records),
    [1, 1, 2],
  );
});

test("errorsNameTheLineOfTheFile", () => {
  const slices = slicesOf(FILE, { slice: 12 });
  assert.deepEqual(
    slices.map((slice) => fileLine(slice, 2)),
    [2, 3, 5],
  );
  const last = slices[2];
  assert.ok(last);
  assert.equal(fileLine(last, 3), 6);
  assert.equal(fileLine(last, 1), 1);
});

test("blankLinesAreNoRecordsButCountAsLines", () => {
  const slices = slicesOf("id\n\n1\n\n\n2\n");
  assert.deepEqual(
    slices.map(({ csv, firstLine }) => [csv, firstLine]),
    [
      ["id\n1\n", 3],
      ["id\n2\n", 6],
    ],
  );
});

test("aByteOrderMarkAndWindowsLineEndsAreUnderstood", () => {
  const [slice] = slicesOf("\ufeffid,x\r\n1,2\r\n");
  assert.equal(slice?.csv, "id,x\r\n1,2\r\n");
});

test("aHeaderMayTakeSeveralLines", () => {
  const [slice] = slicesOf('"my\nid",x\n1,2\n');
  assert.ok(slice);
  assert.equal(slice.headerLines, 2);
  assert.equal(fileLine(slice, 3), 3);
});

test("aQuoteInsideAnUnquotedFieldIsPlainText", () => {
  const [slice] = slicesOf('id,size\n1,5" pipe\n2,6" ""pipe\n3,x\n');
  assert.equal(slice?.records, 3);
});

test("aMissingClosingQuoteIsNamedByItsLine", () => {
  const slicer = createCsvSlicer({ recordCharacters: 20 });
  assert.throws(() => slicer.push('id\n1\n"open and never closed again\n'), /begins in line 3 does not end/);
});

test("anEmptyFileHasNoSlices", () => {
  assert.deepEqual(slicesOf(""), []);
  assert.deepEqual(slicesOf("id,name\n"), []);
});

test("columnsAreReadFromTheHeader", () => {
  assert.deepEqual(columnsOf("id,name\n"), ["id", "name"]);
  assert.deepEqual(columnsOf('"a ""b""",c,'), ['a "b"', "c", ""]);
  assert.equal(guessKind(["source", "target", "type"]), "edges");
  assert.equal(guessKind(["id", "source"]), "nodes");
});
