/** The entry of the pitfalls: each is run wrong and right, one beside the other. */
import { announce } from "../common/announce.js";
import { showFailure } from "../common/dialogs.js";
import { button, element, replaceChildren, requireElement } from "../common/dom.js";
import { openClassroom } from "./classroom.js";
import { addressOf } from "./experiments/catalog.js";
import { against } from "./experiments/result.js";
import { showResult } from "./experiments/result-view.js";
import { PITFALLS } from "./pitfalls/list.js";
import { followRun } from "./run.js";

/** @typedef {import("./pitfalls/list.js").Pitfall} Pitfall */

const MILLIS = 1_000;
const { lab, run } = openClassroom();
/** The run that is under way, or empty. */
let running = "";

/** @param {Pitfall} pitfall */
function card({ title, why, guard, shown }) {
  const place = element("div", { class: "pitfall-result" });
  return element(
    "li",
    { class: "panel pitfall" },
    element("h2", {}, title),
    element("p", {}, why),
    element("p", { class: "guard" }, element("strong", {}, "What guards you: "), guard),
    shown &&
      element(
        "div",
        { class: "actions" },
        button("Run it wrong, and right", () => void compare(title, shown, place)),
        element("a", { class: "button", href: addressOf(shown.experiment) }, "The whole experiment"),
      ),
    place,
  );
}

/**
 * Both ways in one run: only what is measured in turns can be compared.
 * @param {string} title
 * @param {NonNullable<Pitfall["shown"]>} shown
 * @param {HTMLElement} place
 */
async function compare(title, { experiment, parameters, wrong, right }, place) {
  if (running) return;
  running = "starting";
  const progress = element("progress", { max: 1, value: 0, "aria-label": `Progress of ${title}` });
  place.replaceChildren(progress);
  try {
    const ended = await run(`pitfall “${title}”`, (recorded) =>
      followRun({
        start: () => recorded.startExperiment(experiment, parameters, MILLIS),
        read: recorded.readRun,
        cancel: recorded.cancelRun,
        onProgress: (now) => {
          running = now.id;
          progress.value = now.progress;
        },
        signal: new AbortController().signal,
      }),
    );
    place.replaceChildren();
    if (!ended?.result) return;
    const { modes, operation } = ended.result;
    const chosen = [wrong, right].flatMap((id) => against(modes, right).filter((mode) => mode.id === id));
    const named = chosen.map((mode, index) => ({
      ...mode,
      title: `${index === 0 ? "Wrong" : "Right"}: ${mode.title}`,
    }));
    showResult(place, { modes: named, operation, logarithmic: false });
    announce(`${title}: measured`);
  } catch (error) {
    showFailure(place, error);
  } finally {
    running = "";
  }
}

replaceChildren(requireElement("pitfalls"), ...PITFALLS.map(card));
addEventListener("pagehide", () => running && lab.abandonRun(running));
