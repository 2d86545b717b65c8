/** What a filter did, step by step: the engine's own account, in a dialog. Loaded when somebody asks. */
import { element, isolated } from "../common/dom.js";
import { count, counted } from "../common/format.js";

/**
 * @typedef {import("../common/api-types.js").Explanation} Explanation
 * @typedef {import("../common/api-types.js").FilterTest} FilterTest
 */

const HEADS = ["Step", "Answered by", "Rows in", "Rows out", "Expected", "Chunks"];
/** What holds the alternatives of an "or" together. */
const WORDS = {
  fork: "either",
  attempt: "one of them:",
  merge: "what passed is kept; then",
  join: "all that passed go on",
  test: "",
};

/**
 * @param {string} filter as it was typed
 * @param {Explanation} explanation
 */
export function showExplanation(filter, explanation) {
  const dialog = element(
    "dialog",
    { "aria-labelledby": "explanation-title", class: "explanation" },
    element("h2", { id: "explanation-title" }, "What the filter did"),
    element("p", {}, element("code", {}, isolated(filter))),
    element("p", {}, sentence(explanation)),
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": "Steps" },
      table(explanation),
    ),
    element(
      "p",
      { class: "hint" },
      "Cheap tests run first, whatever order they were written in. A chunk that cannot hold a match is skipped by its least and greatest value, or by a declared index, without being read.",
    ),
    element(
      "form",
      { method: "dialog", class: "actions" },
      element("button", { type: "submit", class: "primary" }, "Close"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Explanation} explanation */
export function sentence({ rows, passed, chunks, kernel }) {
  return `${count(passed)} of ${counted(rows, "node")} passed, in one crossing, over ${counted(chunks, "chunk")}; this machine scans with ${kernel}.`;
}

/** @param {FilterTest} test */
export function chunksText({
  chunksSkipped,
  chunksWhole,
  chunksIndexed,
  chunksScanned,
  chunksOneByOne,
  kernel,
}) {
  return (
    [
      chunksSkipped ? `${count(chunksSkipped)} skipped` : "",
      chunksWhole ? `${count(chunksWhole)} taken whole` : "",
      chunksIndexed ? `${count(chunksIndexed)} by an index` : "",
      chunksScanned ? `${count(chunksScanned)} scanned${kernel ? ` (${kernel})` : ""}` : "",
      chunksOneByOne ? `${count(chunksOneByOne)} row by row` : "",
    ]
      .filter(Boolean)
      .join(", ") || "none read"
  );
}

/** @param {Explanation} explanation */
function table({ steps }) {
  return element(
    "table",
    { class: "data" },
    element("caption", { class: "visually-hidden" }, "Steps of the filter in the order in which they ran"),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...HEADS.map((head, at) =>
          element("th", { scope: "col", class: at > 1 && at < 5 ? "number" : "" }, head),
        ),
      ),
    ),
    element(
      "tbody",
      {},
      ...steps.map(({ operation, depth, test }) => {
        const indent = "\u2003".repeat(depth);
        if (!test)
          return element(
            "tr",
            {},
            element("td", { colspan: HEADS.length, class: "hint" }, indent, WORDS[operation]),
          );
        const { text, wanted, reads, rowsIn, rowsOut, estimatedRows } = test;
        return element(
          "tr",
          {},
          element("th", { scope: "row" }, indent, wanted ? "" : "not ", element("code", {}, isolated(text))),
          element("td", {}, reads),
          ...[rowsIn, rowsOut, estimatedRows].map((rows) => element("td", { class: "number" }, count(rows))),
          element("td", {}, chunksText(test)),
        );
      }),
    ),
  );
}
