/** The code beside the figure: the native functions of an experiment, read when somebody wants to see them. */
import { showFailure } from "../../common/dialogs.js";
import { button, element, replaceChildren } from "../../common/dom.js";
import { ApiProblem } from "../../common/problem.js";
import { showSources } from "./panes.js";

/**
 * @param {HTMLElement} section
 * @param {HTMLElement} place
 * @param {import("../lab-types.js").Experiment} experiment
 * @param {import("../lab-api.js").LabApi} lab
 */
export function offerSources(section, place, { modes }, lab) {
  const names = [...new Set(modes.flatMap(({ functions }) => functions))];
  section.hidden = names.length === 0;

  const read = async () => {
    try {
      const found = await Promise.all(names.map((name) => orNothing(lab.source(name))));
      const sources = found.filter((source) => source !== null);
      showSources(place, sources);
      if (!sources.length)
        place.append(element("p", { class: "hint" }, "The sources are not part of this server."));
    } catch (error) {
      showFailure(place, error);
      place.append(button("Try again", () => void read()));
    }
  };
  replaceChildren(
    place,
    element("p", {}, "Java binding, C header and Rust function of ", ...listed(names), ". "),
    button("Show the code", () => void read()),
  );
}

/** @param {string[]} names */
function listed(names) {
  return names.flatMap((name, index) => [index ? ", " : "", element("code", {}, name)]);
}

/**
 * A function that the build left out is no reason to hide the others.
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T | null>}
 */
async function orNothing(answer) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
