/** A lesson as elements; where an experiment stands in it, a place is left for one that runs. */
import { element } from "../../common/dom.js";
import { blocksOf } from "./markdown.js";

/**
 * @typedef {import("./markdown.js").Block} Block
 * @typedef {import("./markdown.js").Inline} Inline
 * @typedef {(place: HTMLElement, id: string, search: string) => void} PutExperiment
 */

/**
 * @param {Element} place
 * @param {string} markdown whose first heading is the page's own
 * @param {PutExperiment} putExperiment
 */
export function showLesson(place, markdown, putExperiment) {
  const blocks = blocksOf(markdown);
  const body = blocks[0]?.kind === "heading" && blocks[0].level === 1 ? blocks.slice(1) : blocks;
  place.replaceChildren(...body.map((block) => elementOf(block, putExperiment)));
}

/** @param {Block} block @param {PutExperiment} putExperiment @returns {HTMLElement} */
function elementOf(block, putExperiment) {
  switch (block.kind) {
    case "heading":
      return element(block.level < 3 ? "h2" : "h3", {}, ...inlines(block.content));
    case "paragraph":
      return element("p", {}, ...inlines(block.content));
    case "quote":
      return element("blockquote", {}, element("p", {}, ...inlines(block.content)));
    case "list":
      return element(
        block.ordered ? "ol" : "ul",
        {},
        ...block.items.map((item) => element("li", {}, ...inlines(item))),
      );
    case "code":
      return element("pre", { tabindex: 0 }, element("code", {}, block.text));
    case "table":
      return tableOf(block.head, block.rows);
    case "experiment": {
      const place = element("section", { class: "lesson-experiment" });
      putExperiment(place, block.id, block.search);
      return place;
    }
  }
}

/** @param {Inline[][]} head @param {Inline[][][]} rows */
function tableOf(head, rows) {
  return element(
    "table",
    { class: "data" },
    element(
      "thead",
      {},
      element("tr", {}, ...head.map((cell) => element("th", { scope: "col" }, ...inlines(cell)))),
    ),
    element(
      "tbody",
      {},
      ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, ...inlines(cell))))),
    ),
  );
}

/** @param {Inline[]} content */
function inlines(content) {
  return content.map((inline) => {
    if (inline.kind === "link") return element("a", { href: inline.href }, inline.text);
    return inline.kind === "text" ? inline.text : element(inline.kind, {}, inline.text);
  });
}
