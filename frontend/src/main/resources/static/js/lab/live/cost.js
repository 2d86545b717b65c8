/** The cost of measuring, in words. Pure. */
import { count, nanos } from "../../common/format.js";

/**
 * @param {import("../lab-types.js").Result} result of the experiment that measures with the counters off, on, and timing all
 * @returns {string} empty when one of the ways was left out
 */
export function costText({ modes }) {
  const [off, on, timed] = ["off", "on", "timed"].map((id) => modes.find((mode) => mode.id === id)?.nanos);
  if (!off || !on || !timed) return "";
  const apart = on.interval.low > off.interval.high || off.interval.low > on.interval.high;
  const added = on.median - off.median;
  const counting = apart
    ? `Counted as the product does it takes ${nanos(on.median)}: ${nanos(Math.abs(added))} ${added > 0 ? "more" : "less"}.`
    : `Counted as the product does it takes ${nanos(on.median)}, which is not distinguishable from that.`;
  return (
    `A bare crossing takes ${nanos(off.median)} here. ${counting} ` +
    `To time every call would make it ${nanos(timed.median)}, ${(timed.median / off.median).toFixed(0)} times as long.`
  );
}

/**
 * What counting takes at the rate of now, in words.
 * @param {import("../../common/api-types.js").CrossingsSnapshot["metering"]} metering
 * @param {number} callsEachSecond
 */
export function shareText(metering, callsEachSecond) {
  if (!metering) return "";
  const { nanosPerCall, distinguishable } = metering;
  if (!distinguishable) return "Counting cannot be told from not counting here.";
  const share = (100 * Math.max(0, nanosPerCall) * callsEachSecond) / 1e9;
  return (
    `Counting adds ${nanos(Math.max(0, nanosPerCall))} to a crossing: at ${count(callsEachSecond)} crossings a second ` +
    `that is ${share < 0.01 ? "less than 0.01" : share.toFixed(2)} % of a processor.`
  );
}
