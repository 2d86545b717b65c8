/** A result as bars with their ratio, the numbers behind them, and what crossed: all of it one table that can be read. */
import { element, replaceChildren } from "../../common/dom.js";
import { nanos } from "../../common/format.js";
import {
  barsOf,
  COUNT_HEADS,
  countTexts,
  perCrossing,
  ratioText,
  sentence,
  spreadText,
  verdictText,
} from "./result.js";

/** @typedef {import("../lab-types.js").ModeResult} ModeResult */

const KINDS = { crossing: "crosses", view: "reads in place", rust: "pure Rust", java: "pure Java" };

/**
 * @param {Element} place
 * @param {{modes: ModeResult[], operation: string, logarithmic: boolean}} result
 */
export function showResult(place, { modes, operation, logarithmic }) {
  replaceChildren(
    place,
    element("p", { class: "sentence" }, sentence(modes, operation)),
    timesTable(modes, operation, logarithmic),
    countsTable(modes, operation),
  );
}

/**
 * @param {ModeResult[]} modes
 * @param {string} operation
 * @param {boolean} logarithmic
 */
function timesTable(modes, operation, logarithmic) {
  const bars = barsOf(modes, logarithmic);
  return scrolling(
    "Times",
    element(
      "table",
      { class: "data result" },
      element(
        "caption",
        {},
        `Time per ${operation}; the bar is the median, the bracket its interval, the notch the least`,
      ),
      head(["Way", "Time", "Ratio", "", "Median", "Least", "Spread", "Samples"], [5, 6, 7]),
      element(
        "tbody",
        {},
        ...modes.map((mode, index) =>
          element(
            "tr",
            { class: `kind-${mode.kind}` },
            element("th", { scope: "row" }, mode.title, element("span", { class: "kind" }, KINDS[mode.kind])),
            element("td", { class: "bar-cell", "aria-hidden": "true" }, bar(bars[index])),
            element("td", { class: "number ratio" }, ratioText(mode)),
            element("td", { class: `verdict verdict-${mode.verdict}` }, verdictText(mode)),
            element("td", { class: "number" }, nanos(mode.nanos.median)),
            element("td", { class: "number detail" }, nanos(mode.nanos.min)),
            element("td", { class: "number detail" }, spreadText(mode)),
            element("td", { class: "number detail" }, String(mode.nanos.n)),
          ),
        ),
      ),
    ),
  );
}

/** @param {import("./result.js").Bar | undefined} lengths */
function bar(lengths) {
  if (!lengths) return null;
  const { share, least, low, high } = lengths;
  const filled = element("div", { class: "bar" });
  const interval = element("div", { class: "interval" });
  const shortest = element("div", { class: "least" });
  shortest.style.insetInlineStart = percent(least);
  interval.style.insetInlineStart = percent(low);
  interval.style.width = percent(high - low);
  // A frame later, so that the bar grows; where less motion is wished, the style sheet makes it stand at once.
  requestAnimationFrame(() => (filled.style.width = percent(share)));
  return element("div", { class: "bar-track" }, filled, shortest, interval);
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(3)}%`;
}

/**
 * @param {ModeResult[]} modes
 * @param {string} operation
 */
function countsTable(modes, operation) {
  return scrolling(
    "Counts",
    element(
      "table",
      { class: "data counts" },
      element("caption", {}, "What doing the work once crossed: counted, not estimated"),
      head(["Way", ...COUNT_HEADS, "Per crossing"]),
      element(
        "tbody",
        {},
        ...modes.map((mode) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, mode.title),
            ...countTexts(mode).map((text) => element("td", { class: "number" }, text)),
            element("td", { class: "number" }, perCrossing(mode, operation)),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {string[]} titles
 * @param {number[]} [details] columns that a projector leaves out
 */
function head(titles, details = []) {
  return element(
    "thead",
    {},
    element(
      "tr",
      {},
      ...titles.map((title, index) =>
        title === ""
          ? element("td", { class: details.includes(index) ? "detail" : "" })
          : element(
              "th",
              { scope: "col", class: details.includes(index) ? "number detail" : index > 1 ? "number" : "" },
              title,
            ),
      ),
    ),
  );
}

/** @param {string} label @param {HTMLElement} table */
function scrolling(label, table) {
  return element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": label }, table);
}
