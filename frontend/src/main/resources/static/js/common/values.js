/**
 * Attribute values with their types. On the wire they are JSON with a few tagged forms; here each is
 * `{type, value}`, so that 5 and 5.0, an instant and a text, are never taken for one another.
 */

/**
 * @typedef {{type: "null", value: null}
 *   | {type: "boolean", value: boolean}
 *   | {type: "integer", value: bigint}
 *   | {type: "float", value: number}
 *   | {type: "text", value: string}
 *   | {type: "bytes", value: string}
 *   | {type: "instant", value: string}
 *   | {type: "list", value: Value[]}
 *   | {type: "map", value: Map<string, Value>}} Value bytes are base64, instants ISO 8601
 */

/**
 * @param {unknown} wire a value as `parseExact` gives it
 * @returns {Value}
 */
export function decode(wire) {
  if (wire === null || wire === undefined) return { type: "null", value: null };
  if (typeof wire === "boolean") return { type: "boolean", value: wire };
  if (typeof wire === "string") return { type: "text", value: wire };
  if (typeof wire === "number") {
    return Number.isInteger(wire) ? { type: "integer", value: BigInt(wire) } : { type: "float", value: wire };
  }
  if (Array.isArray(wire)) return { type: "list", value: wire.map(decode) };
  return decodeObject(/** @type {Record<string, unknown>} */ (wire));
}

/**
 * @param {Record<string, unknown>} object
 * @returns {Value}
 */
function decodeObject(object) {
  const entries = Object.entries(object);
  const [key, content] = entries[0] ?? ["", null];
  if (entries.length === 1 && key.startsWith("$")) {
    switch (key) {
      case "$integer":
        return { type: "integer", value: BigInt(String(content)) };
      case "$float":
        return { type: "float", value: Number(content) };
      case "$bytes":
        return { type: "bytes", value: String(content) };
      case "$instant":
        return { type: "instant", value: String(content) };
      case "$map":
        return mapOf(Object.entries(/** @type {Record<string, unknown>} */ (content)));
    }
  }
  return mapOf(entries);
}

/**
 * @param {[string, unknown][]} entries
 * @returns {Value}
 */
function mapOf(entries) {
  return { type: "map", value: new Map(entries.map(([key, value]) => [key, decode(value)])) };
}

/**
 * Attributes by key. A Map, because keys such as `__proto__` are data like any other (F014).
 * @param {Record<string, unknown>} attributes
 * @returns {Map<string, Value>}
 */
export function decodeAttributes(attributes) {
  return new Map(Object.entries(attributes).map(([key, value]) => [key, decode(value)]));
}

/**
 * The JSON text of a value. Text, because no JavaScript number can say 5.0 or 2^63 - 1.
 * @param {Value} value
 * @returns {string}
 */
export function encode({ type, value }) {
  switch (type) {
    case "integer":
      return value.toString();
    case "float":
      return encodeFloat(value);
    case "bytes":
      return `{"$bytes":${JSON.stringify(value)}}`;
    case "instant":
      return `{"$instant":${JSON.stringify(value)}}`;
    case "list":
      return `[${value.map(encode).join(",")}]`;
    case "map": {
      const object = encodeEntries(value);
      return [...value.keys()].some((key) => key.startsWith("$")) ? `{"$map":${object}}` : object;
    }
    default:
      return JSON.stringify(value);
  }
}

/**
 * @param {Map<string, Value>} entries
 * @returns {string} a JSON object
 */
export function encodeEntries(entries) {
  return `{${[...entries].map(([key, value]) => `${JSON.stringify(key)}:${encode(value)}`).join(",")}}`;
}

/** @param {number} value */
function encodeFloat(value) {
  if (!Number.isFinite(value)) return `{"$float":"${value}"}`;
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/**
 * A number for drawing, or null when the value is none.
 * @param {unknown} wire
 */
export function plainNumber(wire) {
  const { type, value } = decode(wire);
  if (type !== "integer" && type !== "float") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
