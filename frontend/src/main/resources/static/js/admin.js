/** The entry of the Admin page. */
import { createApi } from "./common/api.js";
import { createBillView } from "./common/bill-view.js";
import { createBillWatch } from "./common/bill-watch.js";
import { showFailure } from "./common/dialogs.js";
import { requireElement } from "./common/dom.js";
import { createImportPanel } from "./common/import-panel.js";
import { installShortcuts } from "./common/shortcuts.js";
import { createGraphsPanel } from "./admin/graphs-panel.js";
import { createIngestionPanel } from "./admin/ingestion-panel.js";

const api = createApi({ onCall: createBillWatch(createBillView()) });
const ingestion = createIngestionPanel(api);
const graphs = createGraphsPanel(api, refresh);
const importing = createImportPanel(api, { onDone: () => void refresh() });

async function refresh() {
  try {
    const all = await api.graphs();
    const names = all.map(({ name }) => name);
    graphs.show(all);
    ingestion.showGraphs(names);
    importing.showGraphs(names);
    await ingestion.refresh();
  } catch (error) {
    showFailure(requireElement("failure-text"), error);
    requireElement("failure").hidden = false;
  }
}

requireElement("failure-close").addEventListener("click", () => (requireElement("failure").hidden = true));
installShortcuts([
  { key: "i", does: "Go to the ingestion mode", run: () => requireElement("mode-batched").focus() },
  { key: "u", does: "Choose files to import", run: () => requireElement("import-files").focus() },
  { key: "r", does: "Read the graphs again", run: () => void refresh() },
]);
await Promise.all([
  refresh(),
  graphs.readSamples().catch((error) => showFailure(requireElement("sample-status"), error)),
]);
