/** Attribute values as elements: each with the tag of its type, nested ones as a tree that opens. */
import { element, isolated } from "./dom.js";
import { bytes, counted } from "./format.js";
import { toText } from "./value-text.js";

/** @typedef {import("./values.js").Value} Value */

/** Longer texts are cut until they are asked for. */
const LONG = 400;

/**
 * @param {Map<string, Value>} attributes
 * @returns {HTMLElement}
 */
export function attributeTable(attributes) {
  if (attributes.size === 0) return element("p", { class: "hint" }, "No attributes.");
  return element(
    "table",
    { class: "attributes" },
    element("caption", { class: "visually-hidden" }, "Attributes with their types"),
    element(
      "tbody",
      {},
      ...[...attributes].map(([key, value]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, isolated(key)),
          element("td", {}, typeTag(value.type), valueElement(value)),
        ),
      ),
    ),
  );
}

/** @param {string} type */
export function typeTag(type) {
  return element("span", { class: `type type-${type}` }, type);
}

/**
 * @param {Value} value
 * @returns {HTMLElement}
 */
export function valueElement(value) {
  switch (value.type) {
    case "text":
      return textElement(value.value);
    case "bytes":
      return bytesElement(value.value);
    case "instant":
      return element(
        "time",
        { datetime: value.value, title: new Date(value.value).toLocaleString() },
        value.value,
      );
    case "list":
      return tree(
        counted(value.value.length, "item"),
        value.value.map((item, index) => [String(index), item]),
      );
    case "map":
      return tree(counted(value.value.size, "key"), [...value.value]);
    case "null":
      return element("span", { class: "value" }, "null");
    default:
      return element("span", { class: "value number" }, toText(value));
  }
}

/** @param {string} text */
function textElement(text) {
  // Only addresses of the web become links; javascript: and the like stay text (F129).
  if (/^https?:\/\/\S+$/.test(text) && URL.canParse(text)) {
    return element(
      "a",
      { class: "value", href: text, rel: "noopener noreferrer", target: "_blank" },
      isolated(text),
    );
  }
  const shown = isolated(text.length > LONG ? `${text.slice(0, LONG)}…` : text, "value");
  if (text.length <= LONG) return shown;
  return element(
    "details",
    { class: "value" },
    element("summary", {}, shown),
    element("pre", {}, isolated(text)),
  );
}

/** @param {string} base64 */
function bytesElement(base64) {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  const size = (base64.length / 4) * 3 - padding;
  return element(
    "details",
    { class: "value" },
    element("summary", {}, bytes(size)),
    element("code", {}, base64),
  );
}

/**
 * @param {string} summary
 * @param {[string, Value][]} entries
 */
function tree(summary, entries) {
  return element(
    "details",
    { class: "value tree" },
    element("summary", {}, summary),
    element(
      "ul",
      {},
      ...entries.map(([key, item]) =>
        element("li", {}, isolated(key, "key"), " ", typeTag(item.type), valueElement(item)),
      ),
    ),
  );
}
