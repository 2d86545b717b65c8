/** Values as text for reading and for the fields of a form, and back. */
import { decode, encode } from "./values.js";
import { parseExact } from "./exact-json.js";

/** @typedef {import("./values.js").Value} Value */

/** The types a form offers, in the order of its menu. */
export const TYPES = /** @type {const} */ ([
  "text",
  "integer",
  "float",
  "boolean",
  "instant",
  "bytes",
  "list",
  "map",
  "null",
]);

const I64_MIN = -(2n ** 63n);
const I64_MAX = 2n ** 63n - 1n;

/**
 * @param {Value} value
 * @returns {string}
 */
export function toText(value) {
  switch (value.type) {
    case "null":
      return "";
    case "float":
      return encode(value).replace(/^\{"\$float":"|"\}$/g, "");
    case "list":
    case "map":
      return encode(value);
    default:
      return String(value.value);
  }
}

/**
 * Reads what a person typed. Nothing is coerced: text that is not of the type is an error that says what would be.
 * @param {string} type
 * @param {string} text
 * @returns {Value}
 */
export function fromText(type, text) {
  const trimmed = text.trim();
  switch (type) {
    case "null":
      return { type, value: null };
    case "text":
      return { type, value: text };
    case "boolean":
      if (trimmed !== "true" && trimmed !== "false")
        throw new Error(`“${trimmed}” is neither true nor false`);
      return { type, value: trimmed === "true" };
    case "integer":
      return { type, value: integer(trimmed) };
    case "float":
      return { type, value: float(trimmed) };
    case "instant":
      if (Number.isNaN(Date.parse(trimmed)) || !/^\d{4,}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(trimmed))
        throw new Error(`“${trimmed}” is no instant such as 2026-01-02T03:04:05Z`);
      return { type, value: trimmed };
    case "bytes":
      if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(trimmed))
        throw new Error("Bytes are written in base64");
      return { type, value: trimmed };
    default:
      return nested(type, trimmed);
  }
}

/** @param {string} text */
function integer(text) {
  if (!/^-?\d{1,19}$/.test(text)) throw new Error(`“${text}” is no whole number of 64 bits`);
  const value = BigInt(text);
  if (value < I64_MIN || value > I64_MAX) throw new Error(`${text} does not fit into 64 bits`);
  return value;
}

/** @param {string} text */
function float(text) {
  if (/^(NaN|-?Infinity)$/.test(text)) return Number(text);
  const value = Number(text);
  if (text === "" || !Number.isFinite(value) || !/^[-+.\deE]+$/.test(text))
    throw new Error(`“${text}” is no number that a float can hold`);
  return value;
}

/**
 * @param {string} type
 * @param {string} text
 * @returns {Value}
 */
function nested(type, text) {
  let value;
  try {
    value = decode(parseExact(text));
  } catch (error) {
    throw new Error(`This is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (value.type !== type)
    throw new Error(type === "list" ? "A list looks like [1, 2]" : 'A map looks like {"a": 1}');
  return value;
}
