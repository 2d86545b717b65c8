/** One experiment: its parameters in the form and in the address, its run, and the result of the last one. */
import { announce } from "../../common/announce.js";
import { showFailure } from "../../common/dialogs.js";
import { element, replaceChildren, requireElement } from "../../common/dom.js";
import { ApiProblem } from "../../common/problem.js";
import { followRun } from "../run.js";
import { createOthers, isBusy } from "./others.js";
import { createParameterForm } from "./parameter-form.js";
import { readValues, writeValues } from "./parameters.js";
import { createResultPanel } from "./result-panel.js";
import { createRunState } from "./run-state.js";

/**
 * @typedef {import("../lab-types.js").Experiment} Experiment
 * @typedef {import("../lab-types.js").ExperimentRun} ExperimentRun
 * @typedef {import("../lab-types.js").Parameter} Parameter
 */

/**
 * How long to measure is set like any parameter.
 * @param {import("../lab-types.js").Catalog["millis"]} range
 * @returns {Parameter}
 */
const timeOf = (range) => ({ name: "millis", title: "Time to measure", unit: "ms", scale: "log", ...range });

/**
 * @param {object} parts
 * @param {Experiment} parts.experiment
 * @param {import("../lab-types.js").Catalog} parts.catalog
 * @param {import("../lab-api.js").LabApi} parts.lab
 * @param {import("../classroom.js").Classroom["run"]} parts.run
 */
export function createExperimentPanel({ experiment, catalog, lab, run }) {
  const { id, title, question } = experiment;
  const parameters = [...experiment.parameters, timeOf(catalog.millis)];
  const failure = requireElement("run-failure");
  const state = createRunState();
  const result = createResultPanel(experiment, lab);
  const others = createOthers({
    place: requireElement("others"),
    lab,
    onFree: () => announce("The other run has ended. You can run yours"),
  });
  /** @type {{controller: AbortController, id: string} | null} */
  let running = null;

  const form = createParameterForm(requireElement("parameter-rows"), parameters, (values) => {
    history.replaceState(null, "", `${location.pathname}${writeValues(values, parameters)}`);
    result.compare(values);
  });

  document.title = `${title} · Kneiphof`;
  requireElement("experiment-title").textContent = title;
  requireElement("experiment-question").textContent = question;
  requireElement("experiment").hidden = false;
  fillFromAddress();
  if (catalog.running) void others.watch(catalog.running);

  async function start() {
    if (running || !form.check()) return;
    running = { controller: new AbortController(), id: "" };
    const { signal } = running.controller;
    const { millis, ...values } = form.values();
    failure.replaceChildren();
    state.begin();
    form.disable(true);
    try {
      const ended = await run(`experiment “${title}”`, (recorded) =>
        followRun({
          start: () => recorded.startExperiment(id, values, millis ?? catalog.millis.byDefault),
          read: recorded.readRun,
          cancel: recorded.cancelRun,
          onProgress: (now) => {
            if (running) running.id = now.id;
            state.show(now);
          },
          signal,
        }).catch((error) => {
          if (!isBusy(error)) throw error;
          announce("Somebody else is running an experiment");
          void others.look();
          return null;
        }),
      );
      if (ended) tell(ended);
    } finally {
      running = null;
      state.end();
      form.disable(false);
    }
  }

  /** @param {ExperimentRun} ended */
  function tell(ended) {
    if (ended.state === "done") result.show(ended, form.values());
    if (ended.state === "failed") showFailure(failure, new ApiProblem(ended.problem ?? {}));
    if (ended.state === "cancelled") announce("Cancelled. Nothing is left running");
  }

  function fillFromAddress() {
    const { values, refusals } = readValues(location.search, parameters);
    form.show(values);
    replaceChildren(
      requireElement("refusals"),
      ...refusals.map(({ name, given, detail }) =>
        element("span", {}, `The address asks for ${name}=${given}: ${detail}. The default stands instead. `),
      ),
    );
  }

  requireElement("parameters").addEventListener("submit", (event) => {
    event.preventDefault();
    void start();
  });
  const cancel = () => running?.controller.abort();
  requireElement("cancel").addEventListener("click", cancel);
  requireElement("reset").addEventListener("click", form.reset);
  requireElement("copy-link").addEventListener("click", () =>
    navigator.clipboard.writeText(location.href).then(
      () => announce("Copied. The link fills in the form; it runs nothing"),
      () => announce("The browser did not allow copying"),
    ),
  );
  // Who leaves the page leaves nothing running behind.
  addEventListener("pagehide", () => running?.id && lab.abandonRun(running.id));

  return { run: () => void start(), cancel, reset: form.reset, toggleScale: result.toggleScale };
}
