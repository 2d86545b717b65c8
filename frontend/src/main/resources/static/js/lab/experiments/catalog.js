/** The list of experiments: cards on their own page, a narrow list beside the one that is shown. */
import { element, replaceChildren, requireElement } from "../../common/dom.js";

/** @typedef {import("../lab-types.js").Experiment} Experiment */

/** @param {string} id */
export const addressOf = (id) => `/lab/experiments/${encodeURIComponent(id)}`;

/** The id that the address names, or empty. @param {string} path */
export function idIn(path) {
  return decodeURIComponent(path.replace(/^\/lab\/experiments\/?/, ""));
}

/**
 * @param {Experiment[]} experiments
 * @param {string} chosen id
 */
export function showCatalog(experiments, chosen) {
  const catalog = requireElement("catalog");
  catalog.setAttribute("aria-busy", "false");
  catalog.hidden = chosen === "";
  replaceChildren(
    catalog,
    element(
      "ol",
      {},
      ...experiments.map(({ id, title }) =>
        element(
          "li",
          {},
          element("a", { href: addressOf(id), "aria-current": id === chosen ? "page" : null }, title),
        ),
      ),
    ),
  );
  requireElement("overview").hidden = chosen !== "";
  replaceChildren(
    requireElement("cards"),
    ...experiments.map(({ id, title, question, modes }) =>
      element(
        "li",
        { class: "card" },
        element("h2", {}, element("a", { href: addressOf(id) }, title)),
        element("p", {}, question),
        element("p", { class: "hint" }, modes.map((mode) => mode.title).join(" · ")),
      ),
    ),
  );
}

/**
 * @param {Experiment[]} experiments
 * @param {string} chosen id
 */
export function showPager(experiments, chosen) {
  const index = experiments.findIndex(({ id }) => id === chosen);
  /** @param {string} id @param {Experiment | undefined} to @param {string} arrow */
  const link = (id, to, arrow) => {
    const place = requireElement(id, HTMLAnchorElement);
    place.hidden = !to;
    if (!to) return;
    place.href = addressOf(to.id);
    place.textContent = arrow === "←" ? `← ${to.title}` : `${to.title} →`;
  };
  link("previous", experiments[index - 1], "←");
  link("next", experiments[index + 1], "→");
}
