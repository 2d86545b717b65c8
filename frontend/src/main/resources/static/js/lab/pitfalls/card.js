/** A pitfall: why it is one, its two ways to be run, what came of each, and what guards against it. */
import { button, element, isolated, replaceChildren } from "../../common/dom.js";
import { bytes, count, counted } from "../../common/format.js";
import { addressOf } from "../experiments/catalog.js";
import { differenceText, timeText } from "./outcome.js";

/**
 * @typedef {import("../lab-types.js").Pitfall} Pitfall
 * @typedef {import("../lab-types.js").PitfallRun} PitfallRun
 * @typedef {import("../lab-types.js").Way} Way
 */

const CAUGHT = { exception: "It threw", report: "It reported", lint: "The check says" };

/**
 * @param {Pitfall} pitfall
 * @param {(pitfall: Pitfall, way: Way, signal: AbortSignal) => Promise<PitfallRun | undefined>} run
 */
export function createCard(pitfall, run) {
  const { id, title, why, guard, experiment } = pitfall;
  const places = {
    wrong: element("section", { class: "way way-wrong", "aria-label": `Wrong: ${pitfall.wrong.title}` }),
    right: element("section", { class: "way way-right", "aria-label": `Right: ${pitfall.right.title}` }),
  };
  const difference = element("p", { class: "sentence", role: "status" });
  /** @type {Partial<Record<Way, PitfallRun>>} */
  const runs = {};

  /** @param {Way} way */
  const start = async (way) => {
    const place = places[way];
    if (place.querySelector("progress")) return;
    const cancelling = new AbortController();
    const cancel = button("Cancel", () => cancelling.abort());
    replaceChildren(place, element("progress", { "aria-label": `Running ${pitfall[way].title}` }), cancel);
    const ended = await run(pitfall, way, cancelling.signal);
    const hadFocus = document.activeElement === cancel;
    if (ended) runs[way] = ended;
    showWay(place, way, runs[way]);
    difference.textContent = differenceText(runs.wrong, runs.right);
    if (hadFocus) buttons[way].focus();
  };
  const buttons = {
    wrong: button("Run it wrong", () => void start("wrong"), {
      "aria-label": `Run it wrong: ${title}`,
      class: "danger",
    }),
    right: button("Run it right", () => void start("right"), {
      "aria-label": `Run it right: ${title}`,
      class: "primary",
    }),
  };

  return element(
    "li",
    { class: "panel pitfall", id },
    element("h2", {}, title),
    element("p", {}, why),
    element(
      "div",
      { class: "actions" },
      buttons.wrong,
      buttons.right,
      experiment && element("a", { class: "button", href: addressOf(experiment) }, "The whole experiment"),
    ),
    element("div", { class: "ways" }, places.wrong, places.right),
    difference,
    element(
      "p",
      { class: `guard guard-${guard.kind}` },
      element("strong", {}, "What guards you: "),
      guard.text,
    ),
  );
}

/**
 * @param {HTMLElement} place
 * @param {Way} way
 * @param {PitfallRun | undefined} run
 */
function showWay(place, way, run) {
  if (!run) return place.replaceChildren();
  const { title, outcome, crossings, evidence, caught } = run;
  const facts = [
    { name: "Time", value: timeText(run) },
    { name: "Crossings", value: `${count(crossings.calls)} for ${counted(crossings.rows, "row")}` },
    {
      name: "Copied",
      value: `${bytes(crossings.bytesIn + crossings.bytesOut)}; ${bytes(crossings.bytesViewed)} viewed`,
    },
    ...evidence,
  ];
  replaceChildren(
    place,
    element("h3", {}, way === "wrong" ? "Wrong: " : "Right: ", title),
    element("p", {}, isolated(outcome)),
    element(
      "dl",
      { class: "facts" },
      ...facts.flatMap(({ name, value }) => [element("dt", {}, name), element("dd", {}, isolated(value))]),
    ),
    caught &&
      element(
        "figure",
        { class: "caught" },
        element(
          "figcaption",
          {},
          `${CAUGHT[caught.kind]}: `,
          caught.type && element("code", {}, caught.type),
        ),
        element("pre", { tabindex: 0, "aria-label": "What the guard said" }, isolated(caught.message)),
      ),
  );
}
