/** The heat map on a canvas, with the same numbers as a table beneath it. */
import { token } from "../common/colors.js";
import { element, replaceChildren } from "../common/dom.js";
import { count, nanos } from "../common/format.js";
import { gridOf, strength, tableOf } from "./heat-map.js";

/** @typedef {import("./rates.js").Slice} Slice */

const SECONDS = 60;
const SPAN = 10;
const LEFT = 52;
const BOTTOM = 18;

/**
 * @param {{canvas: HTMLCanvasElement, table: Element}} places
 * @returns {{show: (slices: Slice[], marks: number[]) => void, restyle: () => void}}
 *   marks are moments on the slices' clock at which the ingestion mode changed
 */
export function createHeatMap({ canvas, table }) {
  /** @type {Slice[]} */
  let slices = [];
  /** @type {number[]} */
  let marks = [];

  const draw = () => {
    const context = canvas.getContext("2d");
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!context || width === 0) return;
    const scale = devicePixelRatio || 1;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);

    const { steps, columns, highest } = gridOf(slices);
    const cell = (width - LEFT) / SECONDS;
    const row = (height - BOTTOM) / Math.max(1, steps.length);
    const end = slices.at(-1)?.millis ?? 0;
    /** @param {number} millis */
    const x = (millis) => width - cell * ((end - millis) / 1000 + 1);

    context.fillStyle = token("--sunken");
    context.fillRect(LEFT, 0, width - LEFT, height - BOTTOM);
    context.fillStyle = token("--accent");
    columns.forEach((column, index) => {
      const left = Math.max(LEFT, x(slices[index]?.millis ?? end));
      (column ?? []).forEach((calls, step) => {
        context.globalAlpha = strength(calls, highest);
        if (calls) context.fillRect(left, height - BOTTOM - (step + 1) * row, Math.max(1, cell - 1), row - 1);
      });
    });
    context.globalAlpha = 1;

    context.strokeStyle = token("--river");
    context.setLineDash([4, 3]);
    for (const mark of marks.filter((one) => x(one) > LEFT)) {
      context.beginPath();
      context.moveTo(x(mark), 0);
      context.lineTo(x(mark), height - BOTTOM);
      context.stroke();
    }
    context.setLineDash([]);
    drawAxes(context, { steps, row, width, height });
  };
  new ResizeObserver(draw).observe(canvas);

  return {
    show(next, at) {
      slices = next;
      marks = at;
      draw();
      showTable(canvas, table, slices);
    },
    restyle: draw,
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{steps: {from: number, to: number}[], row: number, width: number, height: number}} shape
 */
function drawAxes(context, { steps, row, width, height }) {
  context.fillStyle = token("--muted");
  context.font = `11px ${getComputedStyle(document.documentElement).getPropertyValue("--mono")}`;
  context.textAlign = "end";
  context.textBaseline = "middle";
  steps.forEach(({ to }, step) => {
    const power = Math.log10(to);
    if (Math.abs(power - Math.round(power)) > 1e-6) return;
    const y = Math.max(7, height - BOTTOM - (step + 1) * row);
    context.fillText(nanos(10 ** Math.round(power)), LEFT - 6, y);
  });
  context.textBaseline = "bottom";
  context.textAlign = "start";
  context.fillText(`${SECONDS} s ago`, LEFT, height - 2);
  context.textAlign = "end";
  context.fillText("now", width, height - 2);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Element} table
 * @param {Slice[]} slices
 */
function showTable(canvas, table, slices) {
  const rows = tableOf(slices, SPAN);
  const now = rows[0];
  canvas.setAttribute(
    "aria-label",
    now
      ? `Durations over the last minute. ${now.ago}: ${count(now.calls)} measured, p50 ${now.p50}, p99 ${now.p99}`
      : "Durations over the last minute: nothing yet",
  );
  const head = ["When", "Measured", "p50", "p99", "Slowest"];
  replaceChildren(
    table,
    element("caption", {}, `Measured calls of the last minute, in spans of ${SPAN} seconds`),
    element("thead", {}, element("tr", {}, ...head.map((name) => element("th", { scope: "col" }, name)))),
    element(
      "tbody",
      {},
      ...rows.map(({ ago, calls, p50, p99, max }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, ago),
          ...[count(calls), p50, p99, max].map((text) => element("td", { class: "number" }, text)),
        ),
      ),
    ),
  );
}
