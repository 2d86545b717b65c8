/** What all pages of the Lab share: the bill of each action, the projector's view, the keys. */
import { createRun } from "../common/actions.js";
import { announce } from "../common/announce.js";
import { createBillStrip } from "../common/bill-strip.js";
import { requireElement } from "../common/dom.js";
import { installShortcuts } from "../common/shortcuts.js";
import { createLabApi } from "./lab-api.js";

const KEY = "kneiphof.projector";
const EVENT = "projectorchange";

/** @param {import("../common/shortcuts.js").Shortcut[]} [shortcuts] of this page */
export function openClassroom(shortcuts = []) {
  const lab = createLabApi();
  const toggle = requireElement("projector", HTMLButtonElement);
  const root = document.documentElement;

  /** @param {boolean} on */
  const project = (on) => {
    if (on) root.dataset["view"] = "projector";
    else delete root.dataset["view"];
    toggle.setAttribute("aria-pressed", String(on));
    toggle.textContent = on ? "Leave the projector view" : "Projector";
    document.dispatchEvent(new Event(EVENT));
  };
  const change = () => {
    const on = root.dataset["view"] !== "projector";
    project(on);
    keep(on);
    announce(on ? "Large type for a projector" : "Back to the usual size");
  };
  toggle.addEventListener("click", change);
  project(kept());

  installShortcuts([...shortcuts, { key: "b", does: "Large type for a projector, and back", run: change }]);
  const ledger = createBillStrip();
  return { lab, ledger, run: createRun(lab, ledger) };
}

/** @typedef {ReturnType<typeof openClassroom>} Classroom */

/**
 * Calls back when the size of the type has changed: what is drawn on a canvas has to be drawn again.
 * @param {() => void} listener
 */
export function onProjectorChange(listener) {
  document.addEventListener(EVENT, listener);
}

function kept() {
  try {
    return sessionStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

/** @param {boolean} on */
function keep(on) {
  try {
    sessionStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // The view then lasts as long as the page.
  }
}
