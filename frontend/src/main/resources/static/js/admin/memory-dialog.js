/**
 * Where the native memory of a graph goes, which readers still hold what it was, a way to give back what nobody uses, and the
 * indexes that were declared.
 */
import { element, replaceChildren } from "../common/dom.js";
import { showMemory, snapshotsText } from "../common/memory-view.js";
import { indexControl } from "./index-control.js";
import { shrinkControl } from "./shrinking.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 */

/**
 * @param {Api} api
 * @param {GraphDetail} detail
 * @param {() => Promise<void>} refresh reads everything again, once the dialog is closed after a change
 */
export function showMemoryDialog(api, detail, refresh) {
  const table = element("table", { class: "data" });
  const snapshots = element("p", {});
  let changed = false;
  const reread = async () => {
    changed = true;
    show(await api.graph(detail.name));
  };
  const indexes = indexControl(api, detail, reread);
  /** @param {GraphDetail} shown */
  const show = (shown) => {
    showMemory(table, shown);
    replaceChildren(snapshots, snapshotsText(shown.snapshots));
    indexes.show(shown);
  };
  show(detail);
  const dialog = element(
    "dialog",
    { "aria-labelledby": "memory-dialog-title" },
    element("h2", { id: "memory-dialog-title" }, "Memory and indexes"),
    snapshots,
    element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Parts" }, table),
    shrinkControl(api, detail.name, reread),
    indexes.section,
    element(
      "form",
      { method: "dialog", class: "actions" },
      element("button", { type: "submit", class: "primary" }, "Close"),
    ),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (changed) void refresh();
  });
  document.body.append(dialog);
  dialog.showModal();
}
