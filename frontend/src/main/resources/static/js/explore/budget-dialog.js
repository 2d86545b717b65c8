/** How many nodes are shown, and which first: asked for in a dialog that few visits need. */
import { ask, field } from "../common/dialogs.js";
import { element } from "../common/dom.js";
import { count } from "../common/format.js";
import { ordersOf } from "./shown.js";
import { HARD_BUDGET, SOFT_BUDGET } from "./url-state.js";

/**
 * @param {import("./explorer.js").Explorer} explorer
 * @returns {Promise<{limit: number, order: string} | undefined>} undefined when it was cancelled
 */
export function askBudget({ graph, state }) {
  const limit = element("input", {
    type: "number",
    min: 1,
    max: HARD_BUDGET,
    value: state.limit,
    required: true,
  });
  const order = element(
    "select",
    {},
    ...ordersOf(graph).map(([value, text]) =>
      element("option", { value, selected: value === state.order }, text),
    ),
  );
  const hint = `Up to ${count(SOFT_BUDGET)} the picture moves freely; ${count(HARD_BUDGET)} is the end.`;
  return ask({
    title: "What is shown",
    action: "Show",
    content: [field("Nodes at most", limit, hint), field("Which first", order)],
    submit: () => ({ limit: limit.valueAsNumber, order: order.value }),
  });
}
