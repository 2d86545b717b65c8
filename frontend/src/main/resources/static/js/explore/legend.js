/** The labels of the graph with their look and counts; switching one off takes its nodes out of the picture. */
import { button, element, isolated, replaceChildren, svg } from "../common/dom.js";
import { keepFocus } from "../common/focus.js";
import { count } from "../common/format.js";

/**
 * @typedef {object} Entry
 * @property {string} label
 * @property {import("./appearance.js").Look} look
 * @property {number} shown
 * @property {number} total
 * @property {boolean} off
 */

/** @type {Record<string, string>} outlines in a box of 16 by 16 */
const OUTLINES = {
  ellipse: "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
  "round-rectangle": "M4 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z",
  diamond: "M8 1l7 7-7 7-7-7z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  "round-triangle": "M8 2l6.5 12h-13z",
  "round-pentagon": "M8 1.5L14.8 6.4 12.2 14.3H3.8L1.2 6.4z",
};

/**
 * @param {HTMLElement} place
 * @param {object} listeners
 * @param {(label: string) => void} listeners.onToggle
 * @param {(label: string) => void} listeners.onOnly
 */
export function createLegend(place, { onToggle, onOnly }) {
  return {
    /** @param {Entry[]} entries */
    show(entries) {
      keepFocus(place, () => render(entries));
    },
  };

  /** @param {Entry[]} entries */
  function render(entries) {
    replaceChildren(
      place,
      ...entries.map(({ label, look, shown, total, off }) => {
        const box = element("input", { type: "checkbox", checked: !off, change: () => onToggle(label) });
        box.dataset["key"] = `show ${label}`;
        return element(
          "li",
          {},
          element(
            "label",
            { class: "legend-entry" },
            box,
            swatch(look),
            element(
              "span",
              { class: "legend-text" },
              isolated(label),
              element("span", { class: "legend-count" }, `${count(shown)} of ${count(total)}`),
            ),
          ),
          button("only", () => onOnly(label), {
            class: "quiet",
            "aria-label": `Filter by the label ${label} only`,
            "data-key": `only ${label}`,
          }),
        );
      }),
      !entries.length && element("li", { class: "hint" }, "The nodes of this graph have no labels."),
    );
  }
}

/** @param {import("./appearance.js").Look} look */
export function swatch({ slot, shape }) {
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `swatch slot-${slot}`, "aria-hidden": "true" },
    svg("path", { d: OUTLINES[shape] ?? "" }),
  );
}
