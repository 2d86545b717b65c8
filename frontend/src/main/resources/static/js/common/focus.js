/** The focus stays where the user left it, also when what had it is made anew. */

/**
 * Makes the content of a place anew. What had the focus in it has it again, known by its text or its `data-key`; where it is
 * gone, the place itself has it, which needs a tabindex for that.
 * @param {HTMLElement} place
 * @param {() => void} render
 */
export function keepFocus(place, render) {
  const before = document.activeElement;
  const key = before instanceof HTMLElement && place.contains(before) ? keyOf(before) : null;
  render();
  if (key === null || place.contains(document.activeElement)) return;
  const again = [...place.querySelectorAll("button, input, a, summary")].find(
    (control) => control instanceof HTMLElement && keyOf(control) === key && !control.matches(":disabled"),
  );
  (again instanceof HTMLElement ? again : place).focus();
}

/** @param {HTMLElement} control */
function keyOf(control) {
  return control.dataset["key"] ?? control.textContent;
}
