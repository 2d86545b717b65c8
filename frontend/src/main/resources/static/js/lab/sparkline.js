/** A small curve of the last two minutes with its latest value in words. */
import uPlot from "/webjars/uplot/dist/uPlot.esm.js";
import { token } from "../common/colors.js";

/**
 * @typedef {object} Spark
 * @property {(seconds: number[], values: (number | null)[], marks: number[]) => void} show nulls are gaps; a mark is a moment at
 *   which the ingestion mode changed
 * @property {() => void} restyle
 */

const HEIGHT = 72;

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} latest shows the newest value
 * @param {(value: number) => string} format
 * @returns {Spark}
 */
export function createSparkline(place, latest, format) {
  /** @type {[number[], (number | null)[]]} */
  let data = [[], []];
  /** @type {number[]} */
  let moments = [];
  let chart = make();

  function make() {
    const accent = token("--accent");
    return new uPlot(
      {
        width: Math.max(120, place.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false }, y: { range: (_chart, _low, high) => [0, Math.max(1, high * 1.1)] } },
        axes: [{ show: false }, { show: false }],
        series: [{}, { stroke: accent, width: 2, fill: token("--accent-wash"), points: { show: false } }],
        padding: [4, 2, 4, 2],
        hooks: { draw: [(drawn) => drawMarks(drawn, moments)] },
      },
      data,
      place,
    );
  }
  new ResizeObserver(() =>
    chart.setSize({ width: Math.max(120, place.clientWidth), height: HEIGHT }),
  ).observe(place);

  return {
    show(seconds, values, marks) {
      data = [seconds, values];
      moments = marks;
      chart.setData(data);
      latest.textContent = format(values.at(-1) ?? 0);
    },
    restyle() {
      chart.destroy();
      chart = make();
    },
  };
}

/** @param {uPlot} chart @param {number[]} moments */
function drawMarks({ ctx, bbox, scales, valToPos }, moments) {
  const { min = 0, max = 0 } = scales["x"] ?? {};
  ctx.save();
  ctx.strokeStyle = token("--river");
  ctx.setLineDash([4, 3]);
  for (const moment of moments.filter((one) => one >= (min ?? 0) && one <= (max ?? 0))) {
    const x = valToPos(moment, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
