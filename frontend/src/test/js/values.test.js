import assert from "node:assert/strict";
import { test } from "node:test";
import { parseExact } from "../../main/resources/static/js/common/exact-json.js";
import { fromText, toText } from "../../main/resources/static/js/common/value-text.js";
import {
  decode,
  decodeAttributes,
  encode,
  plainNumber,
} from "../../main/resources/static/js/common/values.js";

const ROUND_TRIPS = [
  "null",
  "true",
  "0",
  "-9223372036854775808",
  "9007199254740993",
  "5.0",
  "-0.0",
  "0.1",
  "1e+300",
  '{"$float":"NaN"}',
  '{"$float":"-Infinity"}',
  '"text with \\"quotes\\" and \\u0000"',
  '{"$bytes":"AAEC"}',
  '{"$instant":"2026-01-02T03:04:05.123456Z"}',
  '[1,2.0,["a"],{}]',
  '{"a":{"b":[null]}}',
  '{"$map":{"$float":"not a float"}}',
  '{"__proto__":1,"constructor":{"hasOwnProperty":2.0}}',
];

test("everyValueIsWrittenAsItWasRead", () => {
  for (const json of ROUND_TRIPS) assert.equal(encode(decode(parseExact(json))), json, json);
});

test("F014_keysLikeProtoAreData", () => {
  const attributes = decodeAttributes(
    JSON.parse('{"__proto__": 1, "constructor": "x", "hasOwnProperty": true}'),
  );
  assert.deepEqual([...attributes.keys()], ["__proto__", "constructor", "hasOwnProperty"]);
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test("whatIsTypedIsReadAsItsTypeOrRefused", () => {
  assert.deepEqual(fromText("integer", " 42 "), { type: "integer", value: 42n });
  assert.deepEqual(fromText("float", "5"), { type: "float", value: 5 });
  assert.equal(encode(fromText("float", "5")), "5.0");
  assert.deepEqual(fromText("text", " kept "), { type: "text", value: " kept " });
  const refused = [
    ["integer", "4.2"],
    ["integer", "9223372036854775808"],
    ["integer", ""],
    ["float", "1e400"],
    ["float", "0x10"],
    ["float", ""],
    ["boolean", "yes"],
    ["instant", "yesterday"],
    ["instant", "2026-01-02"],
    ["bytes", "A"],
    ["list", "{}"],
    ["map", "[1"],
  ];
  for (const [type = "", text = ""] of refused)
    assert.throws(() => fromText(type, text), Error, `${type} ${text}`);
});

test("textOfAValueReadsBackAsTheSameValue", () => {
  for (const json of ROUND_TRIPS.filter((each) => !each.includes("$map"))) {
    const value = decode(parseExact(json));
    assert.equal(encode(fromText(value.type, toText(value))), json, json);
  }
});

test("onlyFiniteNumbersAreDrawn", () => {
  assert.equal(plainNumber({ $float: "5.0" }), 5);
  assert.equal(plainNumber(3), 3);
  assert.equal(plainNumber({ $float: "NaN" }), null);
  assert.equal(plainNumber("3"), null);
  assert.equal(plainNumber(undefined), null);
});
