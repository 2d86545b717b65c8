/** The filter in its text form. A mistake is shown with its column while one types; the server has the last word. */
import { element, replaceChildren, requireElement } from "../common/dom.js";
import { findMistake } from "./filter-text.js";

/**
 * @param {(text: string) => void} onFilter
 * @param {(text: string) => void} onExplain
 */
export function createFilterBox(onFilter, onExplain) {
  const form = requireElement("filter-form", HTMLFormElement);
  const input = requireElement("filter", HTMLInputElement);
  const mistake = requireElement("filter-mistake");
  const clear = requireElement("filter-clear", HTMLButtonElement);
  const explain = requireElement("filter-explain", HTMLButtonElement);

  const check = () => {
    const found = findMistake(input.value);
    input.setAttribute("aria-invalid", String(found !== null));
    mistake.hidden = found === null;
    clear.hidden = input.value === "";
    explain.hidden = input.value === "" || found !== null;
    if (!found) return;
    // The caret stands under the column in a fixed-width line of the filter itself.
    replaceChildren(
      mistake,
      element("code", { "aria-hidden": "true" }, `${input.value}\n${" ".repeat(found.column - 1)}^`),
      `Column ${found.column}: ${found.detail}`,
    );
  };
  input.addEventListener("input", () => {
    // Half a filter is no mistake yet: complain when it was one before, else wait for Enter.
    if (input.getAttribute("aria-invalid") === "true") check();
    clear.hidden = input.value === "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
    onFilter(input.value.trim());
  });
  explain.addEventListener("click", () => onExplain(input.value.trim()));
  clear.addEventListener("click", () => {
    input.value = "";
    check();
    onFilter("");
    input.focus();
  });

  return {
    /** @param {string} text */
    show(text) {
      if (document.activeElement !== input) input.value = text;
      check();
    },
    focus: () => input.focus(),
  };
}
