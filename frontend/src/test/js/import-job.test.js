import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsParameter, importCsv } from "../../main/resources/static/js/common/import-job.js";
import { ApiProblem } from "../../main/resources/static/js/common/problem.js";

/** @param {string | Uint8Array} content */
const fileOf = (content) => new Blob([/** @type {BlobPart} */ (content)]);
const JOB = { graph: "g", kind: /** @type {const} */ ("nodes"), labels: "", textOnly: false, strict: false };

/** @param {(csv: string, query: any) => any} answer */
function apiWith(answer) {
  const api = {
    recording: () => api,
    importCsv: async (/** @type {string} */ _graph, /** @type {string} */ csv, /** @type {any} */ query) =>
      answer(csv, query),
  };
  return /** @type {any} */ (api);
}
const answered = (
  /** @type {Partial<import("../../main/resources/static/js/common/api-types.js").BatchAnswer>} */ some,
) => ({
  received: 0,
  created: 0,
  updated: 0,
  rejected: 0,
  errors: [],
  ...some,
});

test("totalsAreAddedUpAndErrorsNameLinesOfTheFile", async () => {
  const api = apiWith(() =>
    answered({ received: 2, created: 1, rejected: 1, errors: [{ line: 3, code: "INVALID_ARGUMENT" }] }),
  );
  const totals = await importCsv(api, fileOf("id\n1\n\n2\n3\n"), JOB, new AbortController().signal, () => {});
  assert.deepEqual([totals.received, totals.created, totals.rejected], [4, 2, 2]);
  assert.deepEqual(
    totals.errors.map(({ line }) => line),
    [3, 5],
  );
});

test("onlyTheFirstHundredErrorsAreKept", async () => {
  const errors = Array.from({ length: 80 }, () => ({ line: 2 }));
  const api = apiWith(() => answered({ received: 80, rejected: 80, errors }));
  const totals = await importCsv(api, fileOf("id\n1\n\n2\n"), JOB, new AbortController().signal, () => {});
  assert.equal(totals.errors.length, 100);
  assert.equal(totals.rejected, 160);
});

test("F008_aFileThatIsNotUtf8IsRefused", async () => {
  const api = apiWith(() => answered({}));
  const file = fileOf(new Uint8Array([105, 100, 10, 0xff, 0xfe, 10]));
  await assert.rejects(
    importCsv(api, file, JOB, new AbortController().signal, () => {}),
    /not UTF-8/,
  );
});

test("anEmptyFileIsRefused", async () => {
  await assert.rejects(
    importCsv(
      apiWith(() => answered({})),
      fileOf(""),
      JOB,
      new AbortController().signal,
      () => {},
    ),
    /empty/,
  );
});

test("strictImportsStopAtTheFirstRefusalAndNameItsLine", async () => {
  const api = apiWith((_csv, { onError }) => {
    assert.equal(onError, "fail");
    throw new ApiProblem({ status: 422, errors: [{ line: 2, code: "NODE_ALREADY_EXISTS" }] });
  });
  await assert.rejects(
    importCsv(api, fileOf("id\n\n\n1\n"), { ...JOB, strict: true }, new AbortController().signal, () => {}),
    (error) => error instanceof ApiProblem && error.errors[0]?.line === 4,
  );
});

test("aCancelledImportSendsNothingMore", async () => {
  const cancel = new AbortController();
  let sent = 0;
  const api = apiWith(() => {
    sent += 1;
    cancel.abort();
    return answered({ received: 1 });
  });
  await assert.rejects(
    importCsv(api, fileOf("id\n1\n\n2\n\n3\n"), JOB, cancel.signal, () => {}),
    { name: "AbortError" },
  );
  assert.equal(sent, 1);
});

test("whatTheFirstSliceWasReadAsHoldsForTheWholeFile", async () => {
  /** @type {string[]} */
  const columns = [];
  const api = apiWith((_csv, query) => {
    columns.push(query.columns);
    return answered({ received: 1, types: { age: "integer", "a,b": "text" } });
  });
  await importCsv(api, fileOf("id,age\n1,2\n\n3,4\n"), JOB, new AbortController().signal, () => {});
  assert.deepEqual(columns, ["", "age:integer,a\\,b:text"]);
  assert.equal(columnsParameter(undefined), "");
});
