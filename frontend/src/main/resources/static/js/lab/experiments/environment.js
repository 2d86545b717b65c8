/** The machine on which a figure was measured, in one line: without it the figure means nothing. Pure. */
import { bytes } from "../../common/format.js";

/**
 * @param {import("../lab-types.js").Environment} environment
 * @returns {string}
 */
export function environmentText({
  cpu,
  processors,
  os,
  jdk,
  heap,
  collectors,
  library,
  hugePages,
  memoryBarrier,
  load,
  taken,
}) {
  return [
    `${cpu}, ${processors} ${processors === 1 ? "processor" : "processors"}`,
    load >= 0 ? `load ${load.toFixed(1)}${load > processors ? " (busy: look at the least times)" : ""}` : "",
    os,
    `${jdk}, ${bytes(heap)} of heap, ${collectors}`,
    `library ${library}`,
    `huge pages ${hugePages}`,
    `memory barrier by ${memoryBarrier}`,
    new Date(taken).toLocaleString(),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
