/** The focus, lent to what ends some work while what began it cannot be pressed. */

/**
 * Moves the focus to what ends some work, from what cannot be pressed while it is under way.
 * @param {HTMLElement[]} from whose content has it, else it stays where it is
 * @param {HTMLElement} to shown already
 * @returns {() => void} gives it back, unless the user has gone elsewhere meanwhile; before `to` is hidden
 */
export function lendFocus(from, to) {
  const owner = document.activeElement;
  const lent = owner instanceof HTMLElement && from.some((control) => control.contains(owner));
  if (lent) to.focus();
  return () => {
    if (document.activeElement === to) (lent ? owner : from[0])?.focus();
  };
}
