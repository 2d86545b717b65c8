/** The cost of measuring, in words. Pure. */
import { nanos } from "../../common/format.js";

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
