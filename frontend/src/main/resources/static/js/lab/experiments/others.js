/** Somebody else's run: experiments run one at a time, so this one is shown until it has ended. */
import { button, element, isolated, replaceChildren } from "../../common/dom.js";
import { ApiProblem } from "../../common/problem.js";

/** @typedef {import("../lab-types.js").ExperimentRun} ExperimentRun */

const POLL_MILLIS = 500;

/** True when the server refused because another run is under way. @param {unknown} error */
export function isBusy(error) {
  return error instanceof ApiProblem && error.status === 429;
}

/**
 * @param {object} parts
 * @param {Element} parts.place
 * @param {import("../lab-api.js").LabApi} parts.lab
 * @param {() => void} parts.onFree
 */
export function createOthers({ place, lab, onFree }) {
  let watched = "";

  /** @param {ExperimentRun} run */
  const watch = async (run) => {
    watched = run.id;
    for (let latest = run; latest.state === "running" && watched === run.id;) {
      show(place, latest, () => void lab.cancelRun(run.id));
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
      latest = await lab.readRun(run.id).catch(() => ({ ...latest, state: /** @type {const} */ ("failed") }));
    }
    if (watched !== run.id) return;
    place.replaceChildren();
    onFree();
  };

  return {
    /** Shows what runs now, if anything does. */
    async look() {
      const { running } = await lab.experiments();
      if (running) await watch(running);
      else place.replaceChildren();
    },
    watch,
  };
}

/**
 * @param {Element} place
 * @param {ExperimentRun} run
 * @param {() => void} cancel
 */
function show(place, { experiment, progress, started }, cancel) {
  const bar = element("progress", { max: 1, value: progress, "aria-label": "Progress of the other run" });
  const shown = place.querySelector("progress");
  if (shown) {
    shown.value = progress;
    return;
  }
  replaceChildren(
    place,
    element(
      "p",
      {},
      "Somebody else is running ",
      isolated(experiment),
      ` since ${new Date(started).toLocaleTimeString()}. Two would measure each other, so yours can begin when it has ended. `,
    ),
    bar,
    button("Cancel theirs", cancel),
  );
}
