/** Where the native memory of a graph goes, and which readers still hold what it was. */
import { element } from "../common/dom.js";
import { showMemory, snapshotsText } from "../common/memory-view.js";

/** @param {import("../common/api-types.js").GraphDetail} detail */
export function showMemoryDialog(detail) {
  const table = element("table", { class: "data" });
  showMemory(table, detail);
  const dialog = element(
    "dialog",
    { "aria-labelledby": "memory-dialog-title" },
    element("h2", { id: "memory-dialog-title" }, "Native memory"),
    element("p", {}, snapshotsText(detail.snapshots)),
    element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Parts" }, table),
    element(
      "form",
      { method: "dialog", class: "actions" },
      element("button", { type: "submit", class: "primary" }, "Close"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
