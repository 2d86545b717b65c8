/** Three panes of one function: the Java binding, the C header, the Rust function. What belongs together has one color. */
import { element, replaceChildren } from "../../common/dom.js";
import { namesIn, segmentsOf } from "./links.js";

/**
 * @typedef {import("./links.js").Language} Language
 * @typedef {import("../lab-types.js").Source} Source
 */

const TITLES = { java: "Java binding", c: "C header", rust: "Rust function" };
/** As many as there are colors; later parameters stay plain. */
const LINKS_MAX = 12;

/**
 * @param {Element} place
 * @param {Source[]} sources
 */
export function showSources(place, sources) {
  replaceChildren(place, ...sources.map(functionPanes));
}

/** @param {Source} source */
function functionPanes({ name, panes }) {
  const block = element("div", { class: "sources" });
  const described = panes.map((pane) => ({
    ...pane,
    names: namesIn(pane.text, pane.name, pane.language).slice(0, LINKS_MAX),
  }));
  const names = described.find(({ language }) => language === "c")?.names ?? [name];

  /** @param {string | null} link */
  const light = (link) => {
    if (link === null) delete block.dataset["lit"];
    else block.dataset["lit"] = link;
    for (const mark of block.querySelectorAll("[data-link]"))
      mark.classList.toggle("lit", link !== null && mark.getAttribute("data-link") === link);
  };
  const chips = names.map((chip, link) =>
    element(
      "button",
      {
        type: "button",
        class: `chip link-${link}`,
        "data-link": link,
        "aria-pressed": "false",
        click: (/** @type {MouseEvent} */ { currentTarget }) => press(currentTarget, String(link)),
      },
      chip,
    ),
  );
  /** @param {EventTarget | null} pressed @param {string} link */
  const press = (pressed, link) => {
    const on = pressed instanceof Element && pressed.getAttribute("aria-pressed") !== "true";
    for (const chip of chips) chip.setAttribute("aria-pressed", String(on && chip === pressed));
    light(on ? link : null);
  };
  block.addEventListener("pointerover", ({ target }) => {
    if (target instanceof HTMLElement && target.matches("code [data-link]"))
      light(target.dataset["link"] ?? null);
  });
  block.addEventListener("pointerleave", () => {
    const kept = chips.find((chip) => chip.getAttribute("aria-pressed") === "true");
    light(kept?.dataset["link"] ?? null);
  });

  replaceChildren(
    block,
    element("h3", {}, element("code", {}, name)),
    element(
      "div",
      { class: "code-chips", role: "group", "aria-label": `Show a name of ${name} in all three` },
      ...chips,
    ),
    element(
      "div",
      { class: "panes" },
      ...described.map(({ language, path, line, text, names: linked }) =>
        element(
          "figure",
          { class: `pane-${language}` },
          element(
            "figcaption",
            {},
            TITLES[language],
            element("span", { class: "hint", title: path }, `${path.split("/").at(-1)}:${line}`),
          ),
          element(
            "pre",
            { tabindex: 0, "aria-label": `${TITLES[language]} of ${name}` },
            element("code", {}, ...segmentsOf(text, linked).map(marked)),
          ),
        ),
      ),
    ),
  );
  return block;
}

/** @param {import("./links.js").Segment} segment */
function marked({ text, link, comment }) {
  if (link !== null) return element("span", { class: `link-${link}`, "data-link": link }, text);
  return comment ? element("span", { class: "comment" }, text) : text;
}
