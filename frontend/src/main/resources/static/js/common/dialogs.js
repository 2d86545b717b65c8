/** Modal dialogs on the native element: focus is kept inside and given back, Escape closes. */
import { button, element, isolated, replaceChildren } from "./dom.js";
import { explain } from "./problem.js";

/** @typedef {import("./dom.js").Child} Child */

let opened = 0;

/**
 * Asks with a form. `submit` may throw: the dialog then stays open and tells why.
 * @template T
 * @param {object} options
 * @param {string} options.title
 * @param {Child[]} options.content
 * @param {string} options.action the text of the button
 * @param {boolean} [options.danger] what it does cannot be undone
 * @param {() => Promise<T> | T} options.submit
 * @returns {Promise<T | undefined>} undefined when it was cancelled
 */
export function ask({ title, content, action, danger = false, submit }) {
  return new Promise((resolve) => {
    const titleId = `dialog-title-${(opened += 1)}`;
    const failure = element("div", { class: "failure", role: "alert" });
    const confirm = element("button", { type: "submit", class: danger ? "danger" : "primary" }, action);
    const form = element(
      "form",
      { method: "dialog", novalidate: false },
      element("h2", { id: titleId }, title),
      ...content,
      failure,
      element(
        "div",
        { class: "actions" },
        button("Cancel", () => dialog.close()),
        confirm,
      ),
    );
    const dialog = element("dialog", { "aria-labelledby": titleId }, form);
    /** @type {T | undefined} */
    let result;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      confirm.disabled = true;
      failure.replaceChildren();
      try {
        result = await submit();
        dialog.close();
      } catch (error) {
        showFailure(failure, error);
      } finally {
        confirm.disabled = false;
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Title, detail and code of a problem, and its rows when it names any.
 * @param {Element} place
 * @param {unknown} error
 */
export function showFailure(place, error) {
  const { title, detail, code, page } = explain(error);
  replaceChildren(
    place,
    element("strong", {}, title),
    detail && detail !== title && element("p", {}, isolated(detail)),
    code && element("p", { class: "code" }, page ? element("a", { href: page }, code) : code),
  );
}

/**
 * A labelled field of a form.
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} [hint]
 */
export function field(label, control, hint = "") {
  return element(
    "label",
    { class: "field" },
    element("span", {}, label),
    control,
    hint && element("small", {}, hint),
  );
}
