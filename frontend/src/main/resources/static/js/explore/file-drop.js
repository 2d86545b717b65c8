/** Files that are dropped anywhere on the page open the import, as its button does; the first of them loads it. */
import { requireElement } from "../common/dom.js";
import { once } from "../common/once.js";

/**
 * @param {object} parts
 * @param {import("../common/api.js").Api} parts.api
 * @param {() => string} parts.graphName that is open, or empty
 * @param {(graph: string) => Promise<void>} parts.onDone
 * @param {(error: unknown) => void} parts.onFailure
 */
export function takeDroppedFiles({ api, graphName, onDone, onFailure }) {
  const dialog = requireElement("import-dialog", HTMLDialogElement);
  const panel = once(async () => {
    const { createImportPanel } = await import("../common/import-panel.js");
    return createImportPanel(api, { onDone });
  });

  /** @param {File[]} files none: they are chosen in the dialog */
  const take = async (files) => {
    const ready = await panel();
    if (!dialog.open) dialog.showModal();
    await ready.take(files, graphName());
  };
  requireElement("import-open").addEventListener("click", () => void take([]).catch(onFailure));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    // The browser lets go of the list when this returns.
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) take(files).catch(onFailure);
  });
}
