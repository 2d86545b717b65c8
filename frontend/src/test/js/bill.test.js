import assert from "node:assert/strict";
import { test } from "node:test";
import {
  billOf,
  emptyBill,
  entries,
  entriesByWay,
  serverTiming,
  sum,
} from "../../main/resources/static/js/common/bill.js";
import { shellQuote, toCurl } from "../../main/resources/static/js/common/curl.js";
import { bytes, compact, count, counted, nanos } from "../../main/resources/static/js/common/format.js";

const plain = (/** @type {string} */ text) => text.replaceAll("\u202f", " ");

test("billsAreAddedUp", () => {
  assert.deepEqual(
    sum([
      { calls: 1, rows: 2 },
      { calls: 3, nativeNanos: 5 },
    ]),
    {
      ...emptyBill(),
      calls: 4,
      rows: 2,
      nativeNanos: 5,
    },
  );
  assert.deepEqual(sum([]), emptyBill());
});

test("theBodysBillCountsBeforeTheHeaders", () => {
  assert.equal(billOf({ crossings: { calls: 7 } }, "calls=1").calls, 7);
  assert.equal(billOf([], "calls=1").calls, 1);
  assert.deepEqual(billOf(null, null), emptyBill());
});

test("aBillIsReadAsASentence", () => {
  const bill = {
    ...emptyBill(),
    calls: 1,
    rows: 214,
    bytesIn: 96,
    bytesOut: 6704,
    nativeNanos: 31_000,
    transitNanos: 400,
  };
  const texts = entries(bill, { requests: 1, serverMillis: 3, drawMillis: 8.04 }).map(({ text }) =>
    plain(text),
  );
  assert.deepEqual(texts, [
    "1 crossing",
    "214 rows",
    "6.8 kB copied",
    "0 B viewed",
    "native 31 µs",
    "transit 400 ns",
    "server 3 ms",
    "draw 8.04 ms",
  ]);
});

test("whatWasNotDrawnIsNotBilled", () => {
  const names = entries(emptyBill(), { requests: 1, serverMillis: 0, drawMillis: 0 }).map(({ name }) => name);
  assert.ok(!names.includes("draw"));
});

test("numbersKeepThreeDigitsAndTheirUnit", () => {
  assert.deepEqual([0, 999, 1000, 6800, 999_600, 1.5e9].map(bytes).map(plain), [
    "0 B",
    "999 B",
    "1 kB",
    "6.8 kB",
    "1 MB",
    "1.5 GB",
  ]);
  assert.deepEqual([0.4, 31_000, 2.5e9, 6e13].map(nanos).map(plain), ["0.4 ns", "31 µs", "2.5 s", "60000 s"]);
  assert.equal(count(27_301), "27,301");
  assert.equal(counted(1, "row"), "1 row");
  assert.equal(counted(0, "row"), "0 rows");
  assert.equal(plain(compact(1_200_000)), "1.2 M");
});

test("serverTimingFindsItsEntryOnly", () => {
  assert.equal(serverTiming("native;dur=0.03, total;dur=12.5", "total"), 12.5);
  assert.equal(serverTiming("subtotal;dur=9", "total"), 0);
  assert.equal(serverTiming(null, "total"), 0);
});

test("curlLinesSurviveAnyQuote", () => {
  assert.equal(shellQuote("it's $HOME `x`"), `'it'\\''s $HOME \`x\`'`);
  const line = toCurl({
    method: "POST",
    url: "http://localhost:8080/api/v1/graphs/g/nodes:lookup?numbers=string",
    headers: new Map([["Content-Type", "application/json"]]),
    body: '{"id":"o\'neil"}',
  });
  assert.equal(
    line,
    "curl -sS 'http://localhost:8080/api/v1/graphs/g/nodes:lookup?numbers=string' -H 'Content-Type: application/json' " +
      `--data-raw '{"id":"o'\\''neil"}'`,
  );
  assert.match(
    toCurl({ method: "DELETE", url: "http://h/x", headers: new Map(), body: null }),
    /^curl -sS -X DELETE /,
  );
});

test("workInSeveralWaysIsBilledWayByWay", () => {
  const counts = { calls: 10_002, rows: 10_000, bytesIn: 900, bytesOut: 100, bytesViewed: 0 };
  const billed = entriesByWay([
    { title: "single", counts },
    { title: "batched", counts: { ...counts, calls: 3 } },
  ]);
  assert.deepEqual(
    billed.map(({ text }) => plain(text)),
    ["10,002 / 3 crossings", "10,000 / 10,000 rows", "1 kB / 1 kB copied", "0 B / 0 B viewed"],
  );
  assert.equal(billed[0]?.hint, "The work done once, by: single / batched");
});
