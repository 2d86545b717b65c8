/** How far a run is, and which of the buttons can be pressed meanwhile. */
import { requirePart } from "../../common/dom.js";
import { lendFocus } from "../lent-focus.js";

const PHASES = {
  preparing: "preparing graphs and data",
  counting: "counting what crosses",
  "warming-up": "warming up",
  measuring: "measuring",
};

/** @param {Element} root */
export function createRunState(root) {
  const place = requirePart(root, "state");
  const progress = requirePart(root, "progress", HTMLProgressElement);
  const words = requirePart(root, "phase");
  const run = requirePart(root, "run", HTMLButtonElement);
  const cancel = requirePart(root, "cancel", HTMLButtonElement);
  const rows = requirePart(root, "rows");
  let giveBack = () => {};

  return {
    begin() {
      place.hidden = false;
      progress.removeAttribute("value");
      words.textContent = "asking the server …";
      cancel.hidden = false;
      giveBack = lendFocus([run, rows], cancel);
      run.disabled = true;
    },
    /** @param {import("../lab-types.js").ExperimentRun} run */
    show({ phase, progress: fraction }) {
      progress.value = fraction;
      words.textContent = `${PHASES[phase]} …`;
    },
    end() {
      place.hidden = true;
      run.disabled = false;
      giveBack();
      cancel.hidden = true;
    },
  };
}
