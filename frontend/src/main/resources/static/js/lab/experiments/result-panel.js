/** The result of the last run: shown, marked when the form has moved on, and given away as a file. */
import { announce } from "../../common/announce.js";
import { element, replaceChildren, requirePart } from "../../common/dom.js";
import { environmentText } from "./environment.js";
import { sentence } from "./result.js";
import { showResult } from "./result-view.js";

/**
 * @typedef {import("../lab-types.js").ExperimentRun} ExperimentRun
 * @typedef {import("./parameters.js").Values} Values
 */

/**
 * @param {Element} root
 * @param {import("../lab-types.js").Experiment} experiment
 * @param {import("../lab-api.js").LabApi} lab
 */
export function createResultPanel(root, { operation, parameters }, lab) {
  const logarithmic = requirePart(root, "logarithmic", HTMLInputElement);
  /** @type {import("../lab-types.js").Result | null} */
  let result = null;

  const draw = () => {
    if (!result) return;
    const shown = { modes: result.modes, operation, logarithmic: logarithmic.checked };
    showResult(requirePart(root, "tables"), shown);
  };
  /** @param {Values} values */
  const compare = (values) => {
    const measured = result?.parameters;
    requirePart(root, "stale").hidden =
      !measured || parameters.every(({ name }) => measured[name] === values[name]);
  };
  logarithmic.addEventListener("change", draw);

  return {
    /** @param {ExperimentRun} run that is done @param {Values} values of the form */
    show({ id, result: next }, values) {
      if (!next) return;
      result = next;
      requirePart(root, "no-result").hidden = true;
      requirePart(root, "result").hidden = false;
      draw();
      replaceChildren(requirePart(root, "notes"), ...next.notes.map((note) => element("li", {}, note)));
      requirePart(root, "environment").textContent = environmentText(next.environment);
      for (const format of /** @type {const} */ (["json", "csv"]))
        requirePart(root, format, HTMLAnchorElement).href = lab.resultFile(id, format);
      compare(values);
      announce(`Done. ${sentence(next.modes, operation)}`);
    },
    compare,
    toggleScale() {
      logarithmic.checked = !logarithmic.checked;
      draw();
    },
  };
}
