/** What came of a pitfall's two ways, in words. Pure. */
import { counted, nanos } from "../../common/format.js";

/** @typedef {import("../lab-types.js").PitfallRun} PitfallRun */

/** @param {PitfallRun} run */
export const nanosEach = ({ nanos: whole, operations }) => whole / Math.max(1, operations);

/**
 * How the ways differ; empty while one of them is missing.
 * @param {PitfallRun | undefined} wrong
 * @param {PitfallRun | undefined} right
 */
export function differenceText(wrong, right) {
  if (!wrong || !right) return "";
  const calls = `${counted(wrong.crossings.calls, "crossing")} against ${counted(right.crossings.calls, "crossing")}`;
  // Of work that is not the same, or is done once, the times say nothing.
  if (wrong.operations !== right.operations || wrong.operations < 2) return `${calls}.`;
  const times = nanosEach(wrong) / Math.max(1, nanosEach(right));
  const time =
    times >= 1.1
      ? `Wrong took ${times.toFixed(times >= 10 ? 0 : 1)} times as long for each operation`
      : times <= 0.9
        ? "Wrong was faster this time"
        : "Both took much the same time";
  return `${time}: ${calls}. Each was done once: the experiment measures with warm-up and repetition.`;
}

/** @param {PitfallRun} run */
export function timeText(run) {
  const whole = nanos(run.nanos);
  return run.operations > 1
    ? `${whole} for ${counted(run.operations, "operation")}, ${nanos(nanosEach(run))} each`
    : whole;
}
