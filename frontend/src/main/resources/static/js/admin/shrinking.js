/** Gives back memory that a graph does not use, in the background of the server: how far it is, and a way to end it. */
import { showFailure } from "../common/dialogs.js";
import { button, element, replaceChildren } from "../common/dom.js";
import { bytes, counted } from "../common/format.js";
import { ApiProblem } from "../common/problem.js";
import { pause } from "../common/sample-loading.js";

/** @typedef {import("../common/api.js").Api} Api */

const POLL_FIRST_MILLIS = 60;
const POLL_MAX_MILLIS = 500;

/**
 * @param {Api} api
 * @param {string} graph
 * @param {() => Promise<void>} shrunk when the memory has changed
 */
export function shrinkControl(api, graph, shrunk) {
  const status = element("p", { role: "status" });
  const start = button("Give memory back", () => void shrink());

  const shrink = async () => {
    const cancel = new AbortController();
    const progress = element("progress", { max: 1, "aria-label": "Giving memory back" });
    start.disabled = true;
    replaceChildren(
      status,
      progress,
      " ",
      button("Cancel", () => cancel.abort()),
    );
    try {
      const run = await ended(api, graph, cancel.signal, (fraction) => (progress.value = fraction));
      if (run.state === "cancelled") {
        replaceChildren(status, "Cancelled. All data is there; what was given back by then stays so.");
      } else if (run.problem) {
        throw new ApiProblem(run.problem);
      } else {
        const { beforeBytes, afterBytes, crossings } = await api.shrunk(graph, run.id);
        replaceChildren(
          status,
          `${bytes(beforeBytes)} before, ${bytes(afterBytes)} now; ${counted(crossings.calls, "crossing")}.`,
        );
      }
      await shrunk();
    } catch (error) {
      showFailure(status, error);
    } finally {
      start.disabled = false;
    }
  };

  return element(
    "div",
    {},
    element(
      "p",
      {},
      "Tables grow ahead of their rows, and lists that have moved leave room behind. ",
      "Open snapshots keep what they have until they are closed.",
    ),
    start,
    status,
  );
}

/**
 * @param {Api} api
 * @param {string} graph
 * @param {AbortSignal} signal
 * @param {(fraction: number) => void} onProgress
 */
async function ended(api, graph, signal, onProgress) {
  let run = await api.startShrink(graph);
  let cancelled = false;
  for (
    let wait = POLL_FIRST_MILLIS;
    run.state === "running" || run.state === "cancelling";
    wait = Math.min(POLL_MAX_MILLIS, wait * 2)
  ) {
    await pause(wait, cancelled ? null : signal);
    if (signal.aborted && !cancelled) {
      cancelled = true;
      await api.cancelGraphRun(graph, run.id);
    }
    run = await api.graphRun(graph, run.id);
    onProgress(run.progress);
  }
  return run;
}
