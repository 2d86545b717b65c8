import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExact } from "../../main/resources/static/js/common/exact-json.js";

test("F024_integersBeyond2To53KeepEveryDigit", () => {
  assert.deepEqual(parseExact('{"n": 9007199254740993, "m": -9223372036854775808}'), {
    n: { $integer: "9007199254740993" },
    m: { $integer: "-9223372036854775808" },
  });
});

test("floatsWithIntegralValueStayFloats", () => {
  assert.deepEqual(parseExact("[5.0, -0.0, 1e3, 0.5, 5]"), [
    { $float: "5.0" },
    { $float: "-0.0" },
    { $float: "1e3" },
    0.5,
    5,
  ]);
});

test("numbersInsideTextsAreLeftAlone", () => {
  const text = String.raw`{"5.0": "9007199254740993", "q": "a\" 5.0", "b": "\\", "c": 1}`;
  assert.deepEqual(parseExact(text), JSON.parse(text));
});

test("malformedJsonIsRefusedAsByJsonParse", () => {
  for (const text of ["{", '"open', "[1,]", "-", "nul", '{"a": 1 2}']) {
    assert.throws(() => parseExact(text), SyntaxError, text);
  }
});

test("anythingThatJsonStringifyWritesIsReadBack", () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  const value = (/** @type {number} */ depth) => {
    const kind = random(depth > 3 ? 4 : 6);
    if (kind === 0) return random(1000) - 500;
    if (kind === 1) return random(1000) + 0.5;
    if (kind === 2) return String.fromCharCode(...Array.from({ length: random(8) }, () => 32 + random(96)));
    if (kind === 3) return [null, true, false][random(3)];
    /** @type {any[]} */
    const items = Array.from({ length: random(4) }, () => value(depth + 1));
    return kind === 4 ? items : Object.fromEntries(items.map((item, index) => [`k"\\${index}`, item]));
  };
  for (let round = 0; round < 500; round += 1) {
    const original = value(0);
    assert.deepEqual(parseExact(JSON.stringify(original)), original);
  }
});
