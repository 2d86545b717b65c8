import assert from "node:assert/strict";
import { test } from "node:test";
import { createApi } from "../../main/resources/static/js/common/api.js";
import { toCurl } from "../../main/resources/static/js/common/curl.js";
import { ApiProblem, explain } from "../../main/resources/static/js/common/problem.js";

/**
 * @param {(url: URL, init: RequestInit) => Response} answer
 */
function apiWith(answer) {
  /** @type {{url: URL, init: RequestInit}[]} */
  const sent = [];
  /** @type {import("../../main/resources/static/js/common/http.js").Call[]} */
  const calls = [];
  const fetch = /** @type {typeof globalThis.fetch} */ (
    async (input, init = {}) => {
      const url = new URL(String(input));
      sent.push({ url, init });
      return answer(url, init);
    }
  );
  const api = createApi({ base: "http://host/api/v1", fetch, onCall: (call) => calls.push(call) });
  return { api, sent, calls };
}

const headersOf = (/** @type {RequestInit | undefined} */ init) => new Headers(init?.headers);

test("F011_idsTravelInBodyOrQueryAndNeverInThePath", async () => {
  const id = "a/b\\c%d;..?e#f ☃";
  const { api, sent } = apiWith(() => new Response("{}"));
  await api.lookup("g", "nodes", id);
  await api.remove("g", "nodes", { id, version: "v1" });
  assert.equal(sent[0]?.url.pathname, "/api/v1/graphs/g/nodes:lookup");
  assert.deepEqual(JSON.parse(String(sent[0]?.init.body)), { id });
  assert.equal(sent[1]?.url.pathname, "/api/v1/graphs/g/nodes");
  assert.equal(sent[1]?.url.searchParams.get("id"), id);
});

test("aLongBodyIsSentWholeAndNotKept", async () => {
  const { api, sent, calls } = apiWith(() => new Response("{}"));
  const csv = `id\n${"n\n".repeat(40_000)}`;
  await api.importCsv("g", csv, /** @type {any} */ ({ kind: "nodes" }), new AbortController().signal);
  assert.equal(sent[0]?.init.body, csv);
  assert.deepEqual([calls[0]?.body, calls[0]?.longBody], [null, true]);
  const call = /** @type {import("../../main/resources/static/js/common/http.js").Call} */ (calls[0]);
  assert.equal(
    toCurl(call),
    "curl -sS 'http://host/api/v1/graphs/g/batch?kind=nodes' -H 'Content-Type: text/csv' --data-binary @body",
  );
});

test("F144_changesNameTheVersionThatWasRead", async () => {
  const { api, sent } = apiWith(() => new Response("{}"));
  await api.patch(
    "g",
    "nodes",
    { id: "ada", version: "abc" },
    {
      labels: ["Person"],
      attributes: new Map([["age", { type: "float", value: 36 }]]),
    },
  );
  assert.equal(sent[0]?.init.method, "PATCH");
  assert.equal(headersOf(sent[0]?.init).get("If-Match"), '"abc"');
  assert.equal(headersOf(sent[0]?.init).get("Content-Type"), "application/merge-patch+json");
  assert.equal(sent[0]?.init.body, '{"labels":["Person"],"attributes":{"age":36.0}}');
});

test("eachAnswerIsReportedWithItsBillAndTimings", async () => {
  const { api, calls } = apiWith(
    () =>
      new Response('{"graphs":[],"crossings":{"calls":2,"rows":3,"bytesViewed":40}}', {
        headers: { "Server-Timing": "native;dur=0.5, total;dur=1.25" },
      }),
  );
  const recorded = [];
  await api.recording((call) => recorded.push(call)).graphs();
  assert.equal(calls.length, 1);
  assert.equal(recorded.length, 1);
  assert.deepEqual([calls[0]?.bill.calls, calls[0]?.bill.rows, calls[0]?.bill.bytesViewed], [2, 3, 40]);
  assert.equal(calls[0]?.serverMillis, 1.25);
});

test("answersWithoutBodyAreBilledByTheirHeader", async () => {
  const { api, calls } = apiWith(
    () =>
      new Response(null, {
        status: 204,
        headers: { "Kneiphof-Crossings": "calls=1, rows=2, copied=120, viewed=7" },
      }),
  );
  await api.removeGraph("g");
  assert.deepEqual([calls[0]?.bill.calls, calls[0]?.bill.bytesOut, calls[0]?.bill.bytesViewed], [1, 120, 7]);
});

test("problemsBecomeErrorsThatTellTitleDetailCodeAndPage", async () => {
  const told = { title: "Node not found", detail: "Node 'x' not found", code: "NODE_NOT_FOUND" };
  const page = "/problems/node-not-found";
  const { api } = apiWith(() => new Response(JSON.stringify({ ...told, type: page }), { status: 404 }));
  await assert.rejects(api.lookup("g", "nodes", "x"), (error) => {
    assert.ok(error instanceof ApiProblem);
    assert.equal(error.status, 404);
    assert.deepEqual(explain(error), { ...told, page });
    return true;
  });
});

test("errorsThatAreNoProblemsStillTellTheirStatus", async () => {
  const { api } = apiWith(() => new Response("<html>Bad gateway</html>", { status: 502 }));
  await assert.rejects(api.graphs(), (error) => explain(error).title.includes("502"));
});

test("aServerThatIsGoneIsToldApartFromAMistakeInThePage", async () => {
  const { api } = apiWith(() => {
    throw new TypeError("Failed to fetch");
  });
  await assert.rejects(api.graphs(), (error) => explain(error).title === "The server cannot be reached");
  assert.match(explain(new TypeError("x is undefined")).title, /wrong in this page/);
  assert.equal(explain(new Error("Select a node first")).title, "Select a node first");
});

test("F024_onlyAnswersWithAttributesAreReadWithTaggedNumbers", async () => {
  const { api, sent } = apiWith(() => new Response('{"items":[{"n":5.0}],"progress":1.0}'));
  const page = /** @type {any} */ (await api.nodes("g", {}));
  assert.deepEqual(page.items[0].n, { $float: "5.0" });
  assert.equal(sent[0]?.url.searchParams.get("numbers"), "string");
  assert.equal((await api.run("1")).progress, 1);
});
