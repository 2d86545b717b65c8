/** The curves of the last two minutes: how fast things cross, and what is open. */
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
  ["upcalls", (value) => `${compact(value)} upcalls/s`],
  ["open", (value) => `${compact(value)} open`],
];

export function createCurves() {
  const curves = CURVES.map(([name, format]) => ({
    name,
    spark: createSparkline(requireElement(`spark-${name}`), requireElement(`latest-${name}`), format),
  }));
  return {
    /** @param {Rate[]} rates @param {number[]} changes of the ingestion mode, on the same clock */
    show(rates, changes) {
      const seconds = rates.map(({ millis }) => millis / 1000);
      for (const { name, spark } of curves)
        spark.show(
          seconds,
          rates.map((rate) => rate[name]),
          changes.map((millis) => millis / 1000),
        );
    },
    restyle() {
      for (const { spark } of curves) spark.restyle();
    },
  };
}
