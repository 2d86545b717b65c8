/** Import of CSV files: choose or drop, say what they are, watch them go in, read what was refused. */
import { announce } from "./announce.js";
import { columnsOf, guessKind } from "./csv-slices.js";
import { button, element, isolated, replaceChildren, requireElement } from "./dom.js";
import { bytes } from "./format.js";
import { importCsv } from "./import-job.js";
import { errorList, suggestName, summary } from "./import-report.js";
import { explain, isAbort, ApiProblem } from "./problem.js";

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {import("./import-job.js").Totals} Totals
 */

/** Enough of a file to see its header. */
const HEAD_BYTES = 65_536;

/**
 * @param {Api} api
 * @param {{onDone: (graph: string) => void}} listeners
 */
export function createImportPanel(api, { onDone }) {
  const drop = requireElement("import-drop");
  const files = requireElement("import-files", HTMLInputElement);
  const graph = requireElement("import-graph", HTMLInputElement);
  const jobs = requireElement("import-jobs");
  /** @param {string} id */
  const checked = (id) => requireElement(id, HTMLInputElement).checked;

  /** One after the other, so that edges find the nodes that were dropped with them. */
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();

  const settings = async () => {
    const name = graph.value.trim();
    if (name === "") {
      graph.focus();
      throw new Error("Say first which graph the rows go into");
    }
    const known = (await api.graphs()).some((summary) => summary.name === name);
    if (!known) await api.createGraph(name, !checked("import-undirected"));
    return {
      graph: name,
      labels: requireElement("import-labels", HTMLInputElement).value.trim(),
      textOnly: checked("import-text"),
      strict: checked("import-strict"),
    };
  };

  /** What is taken from the list gives the focus to the list. @param {HTMLElement} item */
  const remove = (item) => {
    const hadFocus = item.contains(document.activeElement);
    item.remove();
    if (hadFocus) jobs.focus();
  };

  /** @param {File} file */
  const addJob = async (file) => {
    const beginning = file.slice(0, HEAD_BYTES);
    const head = { text: await beginning.text(), bytes: beginning.size, size: file.size };
    const columns = columnsOf(head.text.replace(/^\ufeff/, "").split(/\r?\n/, 1)[0] ?? "");
    const guessed = guessKind(columns);
    const kind = element(
      "select",
      { "aria-label": `What ${file.name} holds` },
      ...["nodes", "edges"].map((name) => element("option", { selected: name === guessed }, name)),
    );
    const status = element("div", { class: "job-status", role: "status" });
    const room = element("p", { class: "hint" });
    const tellRoom = async () => {
      try {
        const { estimated, shapeOf } = await import("./import-estimate.js");
        const shape = shapeOf(head, {
          kind: kind.value === "edges" ? "edges" : "nodes",
          textOnly: checked("import-text"),
          labelled: requireElement("import-labels", HTMLInputElement).value.trim() !== "",
          directed: !checked("import-undirected"),
        });
        room.textContent = await estimated(api, shape);
      } catch (error) {
        room.textContent = `What it will take is not known: ${explain(error).title}.`;
      }
    };
    kind.addEventListener("change", () => void tellRoom());
    const begin = button("Import", () => enqueue(), { class: "primary" });
    const dismiss = button("×", () => remove(item), {
      class: "icon",
      "aria-label": `Remove ${file.name} from this list`,
    });
    const item = element(
      "li",
      { class: "job" },
      element(
        "div",
        { class: "job-head" },
        isolated(file.name, "job-name"),
        ` ${bytes(file.size)} `,
        kind,
        begin,
        dismiss,
      ),
      element("p", { class: "hint" }, "columns: ", isolated(columns.join(", "))),
      room,
      status,
    );
    let begun = false;
    const enqueue = () => {
      // A button that is disabled loses the focus: the second click is left out instead.
      if (begun) return queue;
      begun = true;
      begin.setAttribute("aria-disabled", "true");
      replaceChildren(status, "waiting for the imports before it …");
      queue = queue.then(async () => {
        begun = await start(file, kind.value === "edges" ? "edges" : "nodes", status);
        begin.setAttribute("aria-disabled", String(begun));
      });
      return queue;
    };
    jobs.append(item);
    void tellRoom();
    return { guessed, enqueue };
  };

  /** @param {File} file @param {"nodes" | "edges"} kind @param {Element} status */
  const start = async (file, kind, status) => {
    const cancel = new AbortController();
    const progress = element("progress", { max: 1, value: 0, "aria-label": `Importing ${file.name}` });
    const text = element("span", {}, "starting …");
    replaceChildren(
      status,
      progress,
      text,
      button("Cancel", () => cancel.abort()),
    );
    /** @type {Totals | null} */
    let latest = null;
    try {
      const options = await settings();
      const totals = await importCsv(api, file, { ...options, kind }, cancel.signal, (now) => {
        latest = now;
        progress.value = file.size ? now.bytesRead / file.size : 1;
        text.textContent = summary(now);
      });
      replaceChildren(
        status,
        element("p", { class: "done" }, summary(totals)),
        errorList(totals.errors, totals.rejected),
      );
      announce(`${file.name}: ${summary(totals)}`);
      onDone(options.graph);
      return true;
    } catch (error) {
      const { title, detail } = explain(error);
      const kept = /** @type {Totals | null} */ (latest);
      replaceChildren(
        status,
        element(
          "p",
          { class: "failure" },
          isAbort(error) ? "Cancelled." : `${title}. ${detail === title ? "" : detail}`,
        ),
        kept !== null && element("p", {}, `Before that: ${summary(kept)}`),
        error instanceof ApiProblem && errorList(error.errors, error.errors.length),
      );
      announce(isAbort(error) ? `${file.name}: cancelled` : `${file.name}: ${title}`);
      return false;
    }
  };

  /** @param {File[]} dropped @param {string} [into] the graph that is suggested */
  const take = async (dropped, into = "") => {
    if (graph.value === "") graph.value = into || (dropped[0] ? suggestName(dropped[0].name) : "");
    /** @type {Awaited<ReturnType<typeof addJob>>[]} */
    const added = [];
    for (const file of dropped) added.push(await addJob(file));
    if (added.length < 2) return;
    const nodesFirst = added.sort((a, b) => Number(a.guessed === "edges") - Number(b.guessed === "edges"));
    const all = button("Import all, nodes first", () => {
      remove(row);
      for (const job of nodesFirst) void job.enqueue();
    });
    const row = element("li", { class: "job-all" }, all);
    jobs.append(row);
  };
  files.addEventListener("change", () => {
    void take([...(files.files ?? [])]);
    files.value = "";
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    drop.classList.remove("over");
    void take([...(event.dataTransfer?.files ?? [])]);
  });

  return {
    take,
    /** @param {string[]} names of graphs to choose from */
    showGraphs(names) {
      replaceChildren(
        requireElement("import-graphs"),
        ...names.map((name) => element("option", { value: name })),
      );
    },
  };
}
