/**
 * The shapes of the Lab, as the REST contract names them. This module holds types only and is never loaded.
 *
 * @typedef {object} Parameter a whole number that an experiment can be run with
 * @property {string} name
 * @property {string} title
 * @property {string} unit
 * @property {number} min
 * @property {number} max
 * @property {number} byDefault
 * @property {"linear" | "log"} scale
 *
 * @typedef {"crossing" | "view" | "rust" | "java"} ModeKind by calls over the boundary, by reading native memory in place,
 *   in Rust with one call for all of it, or in plain Java
 * @typedef {{id: string, title: string, kind: ModeKind, functions: string[]}} Mode
 *
 * @typedef {object} Experiment
 * @property {string} id
 * @property {string} title
 * @property {string} question
 * @property {string} operation what the nanoseconds are for: a call, a row
 * @property {Parameter[]} parameters
 * @property {Mode[]} modes the first is the baseline
 *
 * @typedef {{low: number, high: number}} Interval
 * @typedef {object} Summary nanoseconds for one operation
 * @property {number} n
 * @property {number} min
 * @property {number} median
 * @property {number} spread half of the samples lie so close to the median
 * @property {number} max
 * @property {Interval} interval of the median
 * @property {number} confidence
 *
 * @typedef {object} Counts what doing the work once crossed, exactly
 * @property {number} operations
 * @property {number} calls
 * @property {number} rows
 * @property {number} bytesIn
 * @property {number} bytesOut
 * @property {number} bytesViewed
 * @property {Record<string, number>} callsByFunction
 *
 * @typedef {"baseline" | "faster" | "slower" | "not-distinguishable"} Verdict
 *
 * @typedef {object} ModeResult
 * @property {string} id
 * @property {string} title
 * @property {ModeKind} kind
 * @property {Summary} nanos
 * @property {Counts} counts
 * @property {number} timesPerBlock
 * @property {{median: number, interval: Interval}} ratio to the baseline
 * @property {Verdict} verdict
 * @property {string[]} functions
 *
 * @typedef {object} Environment where and when it was measured
 * @property {string} cpu
 * @property {number} processors
 * @property {string} os
 * @property {string} jdk
 * @property {number} heap
 * @property {string} collectors
 * @property {string} library
 * @property {string} hugePages
 * @property {string} memoryBarrier system, or fence: one in every call
 * @property {number} load
 * @property {string} taken
 *
 * @typedef {object} ExperimentRun
 * @property {string} id
 * @property {string} experiment
 * @property {Record<string, number>} parameters
 * @property {number} millis
 * @property {"running" | "done" | "failed" | "cancelled"} state
 * @property {"preparing" | "counting" | "warming-up" | "measuring"} phase
 * @property {number} progress 0 to 1
 * @property {string} started
 * @property {Result} [result]
 * @property {import("../common/api-types.js").Problem} [problem]
 *
 * @typedef {object} TraceSection one of the compared ways
 * @property {string} name
 * @property {string} title
 * @property {number} calls
 * @property {number} rows
 * @property {number} bytesIn
 * @property {number} bytesOut
 * @property {number} beginMicros
 * @property {number} micros from its first moment to its last
 * @property {number} crossingMicros of its crossings together
 *
 * @typedef {{name: string, calls: number, rows: number, bytesIn: number, bytesOut: number, errors: number, micros: number}} TracedFunction
 *
 * @typedef {object} Trace a recording of every crossing
 * @property {"none" | "recording" | "done" | "failed"} state
 * @property {string} [preset]
 * @property {number} millis that it was asked to take
 * @property {number} capacity
 * @property {string} [started]
 * @property {number} crossings that were seen
 * @property {number} kept
 * @property {number} dropped because the ring was full
 * @property {number} nanos length of what was recorded
 * @property {TraceSection[]} sections
 * @property {TracedFunction[]} functions
 * @property {import("../common/api-types.js").Problem} [problem]
 *
 * @typedef {object} TraceEvent as Chrome's trace format has it; times in microseconds
 * @property {"M" | "X"} ph
 * @property {string} name
 * @property {string} [cat]
 * @property {number} [ts]
 * @property {number} [dur]
 * @property {number} [tid]
 * @property {{name?: string, rows?: number, bytesIn?: number, bytesOut?: number}} args
 * @typedef {{traceEvents: TraceEvent[]}} TraceFile
 *
 * @typedef {object} Source a native function as it stands in the source
 * @property {string} name as in the header
 * @property {{language: import("./code/links.js").Language, name: string, path: string, line: number, text: string}[]} panes
 *
 * @typedef {"wrong" | "right"} Way
 *
 * @typedef {object} Pitfall a mistake that a boundary invites
 * @property {string} id
 * @property {string} title
 * @property {string} why
 * @property {{title: string}} wrong
 * @property {{title: string}} right
 * @property {{kind: "bill" | "exception" | "report" | "design", text: string}} guard what protects from it here
 * @property {string} [experiment] that measures it further
 *
 * @typedef {object} PitfallRun one way of a pitfall, done once
 * @property {string} pitfall
 * @property {Way} way
 * @property {string} title
 * @property {string} outcome what came of it
 * @property {number} nanos of all of it
 * @property {number} operations
 * @property {import("../common/api-types.js").Bill} crossings
 * @property {{name: string, value: string}[]} evidence
 * @property {{kind: "exception" | "report" | "lint", type?: string, message: string}} [caught] what the guard said
 *
 * @typedef {object} GuideRow an operation of the guide's table; times in nanoseconds
 * @property {string} operation as the guide names it
 * @property {number} line of the guide's text
 * @property {number} pureNanos in pure Rust
 * @property {number} callNanos from Python to Rust
 * @property {number} overheadNanos
 * @property {string} experiment that measures it here
 * @property {Record<string, number>} parameters
 * @property {string} measured what it does here, where it is more than its name says
 * @property {{callNanos: number, leastNanos: number, controlNanos: number, ratio: number, environment: Environment}} [ours] of
 *   the latest run
 *
 * @typedef {{id: string, title: string, summary: string, experiments: string[]}} LessonSummary
 * @typedef {LessonSummary & {markdown: string}} Lesson
 *
 * @typedef {object} Catalog
 * @property {Experiment[]} experiments
 * @property {{min: number, max: number, byDefault: number}} millis how long a run may be asked to take
 * @property {ExperimentRun} [running] the run that is under way
 *
 * @typedef {object} Result
 * @property {string} experiment
 * @property {Record<string, number>} parameters
 * @property {string} operation
 * @property {ModeResult[]} modes
 * @property {string[]} notes
 * @property {Environment} environment
 */
export {};
