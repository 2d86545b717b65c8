/** How far a run is, and which of the buttons can be pressed meanwhile. */
import { requireElement } from "../../common/dom.js";

const PHASES = {
  preparing: "preparing graphs and data",
  counting: "counting what crosses",
  "warming-up": "warming up",
  measuring: "measuring",
};

export function createRunState() {
  const place = requireElement("run-state");
  const progress = requireElement("run-progress", HTMLProgressElement);
  const words = requireElement("run-words");
  const run = requireElement("run", HTMLButtonElement);
  const cancel = requireElement("cancel", HTMLButtonElement);

  return {
    begin() {
      place.hidden = false;
      progress.removeAttribute("value");
      words.textContent = "asking the server …";
      run.disabled = true;
      cancel.hidden = false;
    },
    /** @param {import("../lab-types.js").ExperimentRun} run */
    show({ phase, progress: fraction }) {
      progress.value = fraction;
      words.textContent = `${PHASES[phase]} …`;
    },
    end() {
      const hadFocus = document.activeElement === cancel;
      place.hidden = true;
      run.disabled = false;
      cancel.hidden = true;
      if (hadFocus) run.focus();
    },
  };
}
