/** The histogram as a drawing, and the same numbers as a table for those who do not see it. */
import { element, replaceChildren, svg } from "../common/dom.js";
import { count, nanos } from "../common/format.js";
import { bars, quantile, total } from "./histogram.js";

/** @typedef {import("../common/api-types.js").Bucket} Bucket */

const WIDTH = 640;
const HEIGHT = 180;
const BASE = HEIGHT - 22;
const MARKS = /** @type {const} */ ([
  ["p50", 0.5],
  ["p90", 0.9],
  ["p99", 0.99],
  ["max", 1],
]);

/**
 * @param {{chart: Element, marks: Element, table: Element}} places
 * @param {Bucket[]} buckets rising
 */
export function showHistogram({ chart, marks, table }, buckets) {
  const drawn = bars(buckets);
  const highest = Math.max(1, ...drawn.map((bar) => bar.count));
  const width = drawn.length ? WIDTH / drawn.length : WIDTH;
  const values = MARKS.map(([name, fraction]) => ({ name, value: quantile(buckets, fraction) }));
  const spoken = values
    .map(({ name, value }) => `${name} ${value === null ? "none" : nanos(value)}`)
    .join(", ");

  replaceChildren(
    chart,
    svg(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Nanoseconds per call: ${spoken}` },
      ...drawn.map((bar, index) => {
        // The square root lets the rare slow calls be seen beside the many fast ones.
        const height = Math.sqrt(bar.count / highest) * (BASE - 14);
        return svg(
          "rect",
          { class: "bar", x: index * width + 1, y: BASE - height, width: Math.max(1, width - 2), height },
          svg("title", {}, `${nanos(bar.from)} to ${nanos(bar.to)}: ${count(bar.count)}`),
        );
      }),
      svg("line", { class: "axis", x1: 0, x2: WIDTH, y1: BASE, y2: BASE }),
      ...axisLabels(drawn, width),
    ),
  );
  replaceChildren(
    marks,
    ...values.flatMap(({ name, value }) => [
      element("dt", {}, name),
      element("dd", {}, value === null ? "–" : `≤ ${nanos(value)}`),
    ]),
  );
  replaceChildren(
    table,
    element("caption", {}, `Measured calls by duration, ${count(total(buckets))} in all`),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "Duration"),
        element("th", { scope: "col" }, "Calls"),
      ),
    ),
    element(
      "tbody",
      {},
      ...drawn
        .filter((bar) => bar.count > 0)
        .map((bar) =>
          element(
            "tr",
            {},
            element("td", {}, `${nanos(bar.from)} to ${nanos(bar.to)}`),
            element("td", { class: "number" }, count(bar.count)),
          ),
        ),
    ),
  );
}

/**
 * @param {{from: number, to: number}[]} drawn
 * @param {number} width of a bar
 */
function axisLabels(drawn, width) {
  return drawn.flatMap(({ to }, index) => {
    const power = Math.log10(to);
    if (Math.abs(power - Math.round(power)) > 1e-6) return [];
    const x = (index + 1) * width;
    return [
      svg("line", { class: "axis", x1: x, x2: x, y1: BASE, y2: BASE + 5 }),
      svg(
        "text",
        { x, y: HEIGHT - 4, "text-anchor": x > WIDTH - 30 ? "end" : x < 30 ? "start" : "middle" },
        nanos(10 ** Math.round(power)),
      ),
    ];
  });
}
