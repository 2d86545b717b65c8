/** The mistakes that a boundary invites, what is right instead, and what guards against them here. Data only. */

/**
 * @typedef {object} Pitfall
 * @property {string} title
 * @property {string} why
 * @property {string} guard what protects you
 * @property {{experiment: string, parameters: Record<string, number>, wrong: string, right: string}} [shown] the modes
 *   of an experiment that do it wrong and right; absent where doing it wrong is made impossible
 */

/** @type {Pitfall[]} */
export const PITFALLS = [
  {
    title: "Many small calls",
    why: "Each row pays for a crossing, a lock and a transaction of its own.",
    guard: "Every method says what it crosses, and the bill of each action counts it.",
    shown: { experiment: "chunks", parameters: { rows: 10_000 }, wrong: "single", right: "batched" },
  },
  {
    title: "Nested values",
    why: "A map in a map has no column: it is packed whole, and unpacked whole to read one number of it.",
    guard: "The list of a graph's columns names the type of each; what is nested stands out.",
    shown: { experiment: "nested", parameters: {}, wrong: "nested", right: "flat" },
  },
  {
    title: "An arena for each call",
    why: "To close a shared arena is to wait for every thread, a thousand times what the call takes.",
    guard:
      "Scratch memory belongs to the session of a thread; a close that was missed is reported with its place.",
    shown: { experiment: "arenas", parameters: {}, wrong: "shared", right: "session" },
  },
  {
    title: "Upcalls for each row",
    why: "The scan leaves Rust at each node, and can be neither vectorised nor shared among threads.",
    guard: "A filter is compiled; a predicate in Java is offered chunks of columns first.",
    shown: { experiment: "predicate", parameters: {}, wrong: "node", right: "compiled" },
  },
  {
    title: "Timing every call",
    why: "Two readings of the clock cost many times what the call between them does.",
    guard: "Counts are exact, times are sampled: one short call in 64, and every long one.",
    shown: { experiment: "metering", parameters: {}, wrong: "timed", right: "on" },
  },
  {
    title: "Long work on the wrong thread",
    why: "A virtual thread in native code keeps its carrier: others starve for as long as it stays.",
    guard: "Long calls run on a bounded pool of platform threads.",
    shown: { experiment: "async", parameters: {}, wrong: "virtual", right: "platform" },
  },
  {
    title: "An exception for an ordinary answer",
    why: "That there is no such node is an answer. Thrown, it collects a stack trace first.",
    guard: "findNode answers, getNode throws. No status of the engine goes unread: the binding checks each.",
    shown: { experiment: "error-path", parameters: {}, wrong: "exception", right: "miss" },
  },
  {
    title: "Long critical calls",
    why: "A critical call cannot be interrupted by the collector: its whole length is added to every pause.",
    guard:
      "Only reads that are bounded, without a lock and shorter than a microsecond are critical, so there is no wrong way to run here.",
  },
];
