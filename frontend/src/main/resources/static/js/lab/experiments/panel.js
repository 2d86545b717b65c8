/** One experiment: its parameters in the form and in the address, its run, and the result of the last one. */
import { announce } from "../../common/announce.js";
import { showFailure } from "../../common/dialogs.js";
import { element, fillFrom, replaceChildren, requirePart } from "../../common/dom.js";
import { ApiProblem } from "../../common/problem.js";
import { followRun } from "../run.js";
import { addressOf } from "./catalog.js";
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
 * @param {Element} parts.place
 * @param {Experiment} parts.experiment
 * @param {import("../lab-types.js").Catalog} parts.catalog
 * @param {import("../classroom.js").Classroom} parts.classroom
 * @param {string} parts.search the parameters to begin with, as an address has them
 * @param {(search: string) => void} [parts.onChange] told of the parameters in the form
 */
export function createExperimentPanel({
  place,
  experiment,
  catalog,
  classroom: { lab, ledger, run },
  search,
  onChange = () => {},
}) {
  const { id, title } = experiment;
  fillFrom(place, "experiment-template");
  const parameters = [...experiment.parameters, timeOf(catalog.millis)];
  const failure = requirePart(place, "failure");
  const state = createRunState(place);
  const result = createResultPanel(place, experiment, lab);
  const others = createOthers({
    place: requirePart(place, "others"),
    lab,
    onFree: () => announce("The other run has ended. You can run yours"),
  });
  /** @type {{controller: AbortController, id: string} | null} */
  let running = null;

  const form = createParameterForm(requirePart(place, "rows"), parameters, (values) => {
    onChange(writeValues(values, parameters));
    result.compare(values);
  });

  begin();
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
      form.disable(false);
      state.end();
    }
  }

  /** @param {ExperimentRun} ended */
  function tell(ended) {
    if (ended.state === "done") result.show(ended, form.values());
    if (ended.result) ledger.ways(ended.result.modes);
    if (ended.state === "failed") showFailure(failure, new ApiProblem(ended.problem ?? {}));
    if (ended.state === "cancelled") announce("Cancelled. Nothing is left running");
  }

  function begin() {
    const { values, refusals } = readValues(search, parameters);
    form.show(values);
    replaceChildren(
      requirePart(place, "refusals"),
      ...refusals.map(({ name, given, detail }) =>
        element("span", {}, `The link asks for ${name}=${given}: ${detail}. The default stands instead. `),
      ),
    );
  }

  const link = () => `${location.origin}${addressOf(id)}${writeValues(form.values(), parameters)}`;
  requirePart(place, "form").addEventListener("submit", (event) => {
    event.preventDefault();
    void start();
  });
  const cancel = () => running?.controller.abort();
  requirePart(place, "cancel").addEventListener("click", cancel);
  requirePart(place, "reset").addEventListener("click", form.reset);
  requirePart(place, "copy-link").addEventListener("click", () =>
    navigator.clipboard.writeText(link()).then(
      () => announce("Copied. The link fills in the form; it runs nothing"),
      () => announce("The browser did not allow copying"),
    ),
  );
  // Who leaves the page leaves nothing running behind.
  addEventListener("pagehide", () => running?.id && lab.abandonRun(running.id));

  return { run: () => void start(), cancel, reset: form.reset, toggleScale: result.toggleScale };
}
