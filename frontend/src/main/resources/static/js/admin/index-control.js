/** The declared indexes of a graph: what each holds and takes, declare one, drop one. */
import { ask, field, showFailure } from "../common/dialogs.js";
import { button, element, isolated, replaceChildren } from "../common/dom.js";
import { bytes, count, counted } from "../common/format.js";
import { hasKey, keysToOffer, nameOf, ON, whatOf } from "./indexes.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").DeclaredIndex} DeclaredIndex
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 * @typedef {import("../common/api-types.js").Index} Index
 */

/**
 * @param {Api} api
 * @param {GraphDetail} detail
 * @param {() => Promise<void>} changed reads the graph again and shows it
 */
export function indexControl(api, detail, changed) {
  let shown = detail;
  let busy = false;
  const list = element("div");
  const failure = element("div", { class: "failure", role: "alert" });
  // Of its own: what stands outside of a modal dialog is not spoken.
  const status = element("p", { role: "status" });
  const on = element(
    "select",
    { name: "on" },
    ...Object.entries(ON).map(([value, text]) => element("option", { value }, text)),
  );
  const keys = element("datalist", { id: "index-keys" });
  const key = element("input", { name: "key", list: keys.id, autocomplete: "off" });
  const keyField = field("Key", key);
  const chosen = () => /** @type {Index["on"]} */ (on.value);
  const offer = () => {
    keyField.hidden = !hasKey(chosen());
    key.required = hasKey(chosen());
    replaceChildren(keys, ...keysToOffer(shown, chosen()).map((value) => element("option", { value })));
  };

  /** @param {string} doing @param {string} done @param {() => Promise<unknown>} work */
  const run = async (doing, done, work) => {
    // A button that is disabled loses the focus: the second click is left out instead.
    if (busy) return;
    busy = true;
    failure.replaceChildren();
    status.textContent = doing;
    try {
      await work();
      await changed();
      status.textContent = done;
    } catch (error) {
      status.textContent = "";
      showFailure(failure, error);
    } finally {
      busy = false;
    }
  };
  /** @param {DeclaredIndex} index */
  const drop = async (index) => {
    if (busy) return;
    const dropped = await ask({
      title: "Drop this index?",
      action: "Drop",
      danger: true,
      content: [
        element(
          "p",
          {},
          "The index on ",
          ...named(index),
          ` with ${counted(index.values, "value")} and ${bytes(index.bytes)} will be gone.`,
        ),
        element(
          "p",
          {},
          "No data is lost: filters find the same without it. Declaring it anew reads all rows.",
        ),
      ],
      submit: async () => {
        await api.dropIndex(detail.name, index);
        return true;
      },
    });
    if (!dropped) return;
    await run("Reading again …", `The index on ${nameOf(index)} is dropped.`, async () => {});
    // The button that had the focus is gone with its row.
    on.focus();
  };
  /** @param {GraphDetail} next */
  const show = (next) => {
    shown = next;
    replaceChildren(list, next.indexes.length ? table(next.indexes, drop) : none());
    offer();
  };

  on.addEventListener("change", offer);
  const form = element(
    "form",
    { class: "row-form" },
    field("On", on),
    keyField,
    keys,
    element("button", { type: "submit" }, "Declare"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {Index} */
    const index = hasKey(chosen()) ? { on: chosen(), key: key.value } : { on: chosen() };
    void run("Reading all rows …", `There is an index on ${nameOf(index)}.`, async () => {
      await api.declareIndex(detail.name, index);
      key.value = "";
    });
  });

  const section = element(
    "section",
    { "aria-labelledby": "indexes-title" },
    element("h3", { id: "indexes-title" }, "Declared indexes"),
    list,
    form,
    failure,
    status,
  );
  return { section, show };
}

/** @param {Index} index */
function named({ on, key = "" }) {
  return hasKey(on) ? [isolated(key), ` (${whatOf(on)})`] : [whatOf(on)];
}

function none() {
  return element(
    "p",
    { class: "hint" },
    "None yet. An index lists the rows of each value: a filter that names few of them reads nothing else. ",
    "Every write keeps it; it takes some 6 bytes a row and 130 a value.",
  );
}

/** @param {DeclaredIndex[]} indexes @param {(index: DeclaredIndex) => Promise<void>} drop */
function table(indexes, drop) {
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "group", "aria-label": "Declared indexes" },
    element(
      "table",
      { class: "data" },
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element("th", { scope: "col" }, "On"),
          element("th", { scope: "col", class: "number" }, "Values"),
          element("th", { scope: "col", class: "number" }, "Bytes"),
          element("td"),
        ),
      ),
      element(
        "tbody",
        {},
        ...indexes.map((index) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, ...named(index)),
            element("td", { class: "number" }, count(index.values)),
            element("td", { class: "number" }, count(index.bytes)),
            element(
              "td",
              {},
              button("Drop …", () => void drop(index), {
                class: "danger",
                "aria-label": `Drop the index on ${nameOf(index)}`,
              }),
            ),
          ),
        ),
      ),
    ),
  );
}
