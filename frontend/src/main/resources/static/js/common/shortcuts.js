/** Keyboard shortcuts: one table that works, is shown by "?", and can be switched off (WCAG 2.1.4). */
import { element, replaceChildren, requireElement } from "./dom.js";
import { readPreference, writePreference } from "./preferences.js";

/** @typedef {{key: string, does: string, run: () => void}} Shortcut `key` as KeyboardEvent.key, "Ctrl+" before it */

/**
 * @param {KeyboardEvent} event
 * @returns {string}
 */
export function keyOf(event) {
  const control = event.ctrlKey || event.metaKey;
  return `${control ? "Ctrl+" : ""}${control && event.shiftKey ? "Shift+" : ""}${control ? event.key.toLowerCase() : event.key}`;
}

/** @param {Shortcut[]} shortcuts */
export function installShortcuts(shortcuts) {
  const byKey = new Map(shortcuts.map((shortcut) => [shortcut.key, shortcut]));
  let single = readPreference("shortcuts") !== "off";

  const dialog = requireElement("shortcuts-dialog", HTMLDialogElement);
  const toggle = requireElement("shortcuts-enabled", HTMLInputElement);
  replaceChildren(
    requireElement("shortcuts-list"),
    ...shortcuts.flatMap(({ key, does }) => [
      element("dt", {}, element("kbd", {}, key === " " ? "Space" : key)),
      element("dd", {}, does),
    ]),
    element("dt", {}, element("kbd", {}, "?")),
    element("dd", {}, "Show this list"),
  );
  toggle.checked = single;
  toggle.addEventListener("change", () => {
    single = toggle.checked;
    writePreference("shortcuts", single ? "on" : "off");
  });
  requireElement("keys").addEventListener("click", () => dialog.showModal());

  document.addEventListener("keydown", (event) => {
    if (
      event.defaultPrevented ||
      event.altKey ||
      isTyping(event.target) ||
      document.querySelector("dialog[open]")
    )
      return;
    const key = keyOf(event);
    if (!key.startsWith("Ctrl+") && !single) return;
    if (key === "?") dialog.showModal();
    else if (byKey.has(key)) byKey.get(key)?.run();
    else return;
    event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select"))
  );
}
