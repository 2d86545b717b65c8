/** Rows of key, type and value, for adding and editing nodes and edges. */
import { button, element } from "./dom.js";
import { fromText, toText, TYPES } from "./value-text.js";

/** @typedef {import("./values.js").Value} Value */

/**
 * @param {Map<string, Value>} [initial]
 */
export function createAttributeForm(initial = new Map()) {
  const rows = element("div", { class: "attribute-rows" });
  const root = element(
    "fieldset",
    { class: "attribute-form" },
    element("legend", {}, "Attributes"),
    rows,
    button("Add attribute", () => addRow("", { type: "text", value: "" }).focus()),
  );

  /** @param {string} key @param {Value} value */
  const addRow = (key, value) => {
    const keyInput = element("input", { name: "key", value: key, "aria-label": "Key", placeholder: "key" });
    const type = element(
      "select",
      { name: "type", "aria-label": "Type" },
      ...TYPES.map((name) => element("option", { selected: name === value.type }, name)),
    );
    const text = element("textarea", { name: "value", rows: 1, "aria-label": "Value", placeholder: "value" });
    text.value = toText(value);
    const row = element(
      "div",
      { class: "attribute-row" },
      keyInput,
      type,
      text,
      button("×", () => row.remove(), { "aria-label": "Remove this attribute", class: "icon" }),
    );
    const noValue = () => (text.disabled = type.value === "null");
    type.addEventListener("change", noValue);
    noValue();
    rows.append(row);
    return keyInput;
  };
  for (const [key, value] of initial) addRow(key, value);

  return {
    element: root,
    /**
     * @returns {Map<string, Value>}
     * @throws {Error} naming the attribute, when its text is not of its type or its key stands twice
     */
    read() {
      /** @type {Map<string, Value>} */
      const attributes = new Map();
      for (const row of rows.children) {
        /** @param {string} name */
        const valueOf = (name) => {
          const control = row.querySelector(`[name=${name}]`);
          return /** @type {HTMLInputElement} */ (control).value;
        };
        const key = valueOf("key");
        if (key === "" && valueOf("value") === "") continue;
        if (key === "") throw new Error(`The value “${valueOf("value")}” needs a key`);
        if (attributes.has(key)) throw new Error(`The key “${key}” stands twice`);
        try {
          attributes.set(key, fromText(valueOf("type"), valueOf("value")));
        } catch (error) {
          throw new Error(`${key}: ${error instanceof Error ? error.message : error}`);
        }
      }
      return attributes;
    },
  };
}

/**
 * The changes that turn one set of attributes into another, as a merge patch has them: null removes.
 * A value that shall be null cannot be told apart from a removal there, so it is refused.
 * @param {Map<string, Value>} before
 * @param {Map<string, Value>} after
 * @param {(value: Value) => string} encode
 * @returns {Map<string, Value>}
 */
export function changes(before, after, encode) {
  /** @type {Map<string, Value>} */
  const changed = new Map();
  for (const [key, value] of after) {
    const old = before.get(key);
    if (old && encode(old) === encode(value)) continue;
    if (value.type === "null")
      throw new Error(`${key}: an edit cannot set null, for null removes; remove the row instead`);
    changed.set(key, value);
  }
  for (const key of before.keys()) if (!after.has(key)) changed.set(key, { type: "null", value: null });
  return changed;
}
