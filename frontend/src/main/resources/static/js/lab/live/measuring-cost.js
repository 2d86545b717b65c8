/** What the always-on counters cost: measured here, on and off, by the experiment that compares the two. */
import { announce } from "../../common/announce.js";
import { requireElement } from "../../common/dom.js";
import { lendFocus } from "../lent-focus.js";
import { environmentText } from "../experiments/environment.js";
import { followRun } from "../run.js";
import { costText } from "./cost.js";

const EXPERIMENT = "metering";
const MILLIS = 1_000;

/** @param {import("../classroom.js").Classroom} classroom */
export function createMeasuringCost({ lab, ledger, run }) {
  const start = requireElement("cost-measure", HTMLButtonElement);
  const cancel = requireElement("cost-cancel", HTMLButtonElement);
  const progress = requireElement("cost-progress", HTMLProgressElement);
  /** @type {{controller: AbortController, id: string} | null} */
  let running = null;

  /** @param {import("../lab-types.js").Result} result */
  const show = (result) => {
    requireElement("cost").textContent = costText(result);
    requireElement("cost-environment").textContent = environmentText(result.environment);
  };

  async function measure() {
    if (running) return;
    running = { controller: new AbortController(), id: "" };
    const { signal } = running.controller;
    cancel.hidden = progress.hidden = false;
    const giveBack = lendFocus([start], cancel);
    start.disabled = true;
    const ended = await run("measure what measuring costs", (recorded) =>
      followRun({
        start: () => recorded.startExperiment(EXPERIMENT, {}, MILLIS),
        read: recorded.readRun,
        cancel: recorded.cancelRun,
        onProgress: (now) => {
          if (running) running.id = now.id;
          progress.value = now.progress;
        },
        signal,
      }),
    );
    if (ended?.result) {
      show(ended.result);
      ledger.ways(ended.result.modes);
      announce(costText(ended.result));
    } else if (ended) announce("Cancelled. Nothing is left running");
    running = null;
    start.disabled = false;
    giveBack();
    cancel.hidden = progress.hidden = true;
  }

  start.addEventListener("click", () => void measure());
  cancel.addEventListener("click", () => running?.controller.abort());
  addEventListener("pagehide", () => running?.id && lab.abandonRun(running.id));
  void lab
    .runs()
    .then((runs) => {
      const known = runs.filter(({ experiment, result }) => experiment === EXPERIMENT && result);
      const latest = known.sort((a, b) => Date.parse(b.started) - Date.parse(a.started))[0]?.result;
      if (latest) show(latest);
    })
    .catch(() => null);
}
