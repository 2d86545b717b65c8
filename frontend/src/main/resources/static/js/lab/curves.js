/** The four curves of the last two minutes: how fast things cross. */
import { requireElement } from "../common/dom.js";
import { bytes, compact } from "../common/format.js";
import { createSparkline } from "./sparkline.js";

/** @typedef {import("./rates.js").Rate} Rate */

/** @type {[keyof import("./rates.js").Rates, (value: number) => string][]} */
const CURVES = [
  ["calls", (value) => `${compact(value)} calls/s`],
  ["rows", (value) => `${compact(value)} rows/s`],
  ["copied", (value) => `${bytes(value)}/s copied`],
  ["viewed", (value) => `${bytes(value)}/s viewed`],
];

export function createCurves() {
  const curves = CURVES.map(([name, format]) => ({
    name,
    spark: createSparkline(requireElement(`spark-${name}`), requireElement(`latest-${name}`), format),
  }));
  return {
    /** @param {Rate[]} rates */
    show(rates) {
      const seconds = rates.map(({ millis }) => millis / 1000);
      for (const { name, spark } of curves)
        spark.show(
          seconds,
          rates.map((rate) => rate[name]),
        );
    },
    restyle() {
      for (const { spark } of curves) spark.restyle();
    },
  };
}
