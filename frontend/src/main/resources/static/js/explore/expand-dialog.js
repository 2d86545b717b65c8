/** Before a hub is opened: how many neighbors there are of which type, and how many of them to bring. */
import { ask, field } from "../common/dialogs.js";
import { element, isolated } from "../common/dom.js";
import { count, counted } from "../common/format.js";
import { UNASKED } from "./expansion.js";
import { SOFT_BUDGET } from "./url-state.js";

/**
 * @typedef {import("../common/api-types.js").NeighborSummary} NeighborSummary
 * @typedef {import("./expansion.js").Choice} Choice
 */

/**
 * @param {NeighborSummary} summary
 * @param {{room: number, shown: number, directed: boolean}} view
 * @returns {Promise<Choice | undefined>}
 */
export function askHowFar(summary, { room, shown, directed }) {
  const rows = [...summary.counts].sort((a, b) => b.count - a.count);
  const limitMax = Math.max(1, Math.min(room, summary.total));
  const limit = element("input", {
    type: "number",
    name: "limit",
    min: 1,
    max: limitMax,
    value: Math.min(UNASKED, limitMax),
    required: true,
  });
  const order = element(
    "select",
    { name: "order" },
    element("option", { value: "degree" }, "most connected first"),
    element("option", { value: "arrival" }, "in the order they were added"),
  );
  /** @param {string} value @param {import("../common/dom.js").Child[]} content @param {number} amount @param {boolean} [checked] */
  const option = (value, content, amount, checked = false) =>
    element(
      "tr",
      {},
      element(
        "td",
        {},
        element(
          "label",
          {},
          element("input", { type: "radio", name: "which", value, checked }),
          " ",
          ...content,
        ),
      ),
      element("td", { class: "number" }, count(amount)),
    );
  const table = element(
    "table",
    { class: "choices" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "Edges"),
        element("th", { scope: "col", class: "number" }, "Count"),
      ),
    ),
    element(
      "tbody",
      {},
      option("all", ["all of them"], summary.total, true),
      ...rows.map(({ type, direction, count: amount }, index) =>
        option(
          String(index),
          [type === null ? "without a type" : isolated(type), directed ? ` ${arrow(direction)}` : ""],
          amount,
        ),
      ),
    ),
  );
  return ask({
    title: `Expand ${summary.id}`,
    action: "Expand",
    content: [
      element(
        "p",
        {},
        isolated(summary.id),
        ` has ${counted(summary.total, "edge")}. ${count(shown)} nodes are shown now.`,
      ),
      table,
      field(
        "Bring at most",
        limit,
        shown + limitMax > SOFT_BUDGET
          ? `Above ${count(SOFT_BUDGET)} nodes drawing becomes slow; ${count(room)} more are possible.`
          : "",
      ),
      field("Choose", order),
    ],
    submit: () => {
      const chosen = table.querySelector("input:checked");
      const row = rows[Number(chosen instanceof HTMLInputElement ? chosen.value : NaN)];
      return {
        direction: row?.direction ?? "both",
        type: row ? row.type : undefined,
        order: order.value,
        limit: limit.valueAsNumber,
      };
    },
  });
}

/** @param {import("../common/api-types.js").Direction} direction */
function arrow(direction) {
  return direction === "out" ? "→ out" : direction === "in" ? "← in" : "↔ both ways";
}
