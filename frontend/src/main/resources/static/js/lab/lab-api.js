/** The Lab's part of the REST interface by name. */
import { createSend } from "../common/http.js";

/**
 * @typedef {import("./lab-types.js").ExperimentRun} ExperimentRun
 * @typedef {ReturnType<typeof createLabApi>} LabApi
 */

/**
 * @param {object} [options]
 * @param {string} [options.base]
 * @param {typeof globalThis.fetch} [options.fetch]
 * @param {(call: import("../common/http.js").Call) => void} [options.onCall] told of each answered request
 */
export function createLabApi({
  base = `${location.origin}/api/v1`,
  fetch = globalThis.fetch.bind(globalThis),
  onCall = () => {},
} = {}) {
  const send = createSend({ base, fetch, onCall });
  return {
    /** The same interface, with every call reported to `sink` too. @param {(call: import("../common/http.js").Call) => void} sink */
    recording: (sink) =>
      createLabApi({
        base,
        fetch,
        onCall: (call) => {
          onCall(call);
          sink(call);
        },
      }),
    crossingsStream: () => `${base}/crossings/stream`,

    /** @returns {Promise<import("./lab-types.js").Catalog>} */
    experiments: () => send("GET", "/lab/experiments"),
    /**
     * @param {string} experiment
     * @param {Record<string, number>} parameters
     * @param {number} millis
     * @returns {Promise<ExperimentRun>}
     */
    startExperiment: (experiment, parameters, millis) =>
      send("POST", `/lab/experiments/${encodeURIComponent(experiment)}/runs`, {
        json: { parameters, millis },
      }),
    /** A native function as it stands in the sources. @param {string} name @returns {Promise<import("./lab-types.js").Source>} */
    source: (name) => send("GET", `/lab/sources/${encodeURIComponent(name)}`),
    /** @returns {Promise<import("./lab-types.js").LessonSummary[]>} */
    lessons: async () => (await send("GET", "/lab/lessons")).lessons,
    /** @param {string} id @returns {Promise<import("./lab-types.js").Lesson>} */
    lesson: (id) => send("GET", `/lab/lessons/${encodeURIComponent(id)}`),
    /** @returns {Promise<import("./lab-types.js").Pitfall[]>} */
    pitfalls: async () => (await send("GET", "/lab/pitfalls")).pitfalls,
    /** @param {string} id @param {import("./lab-types.js").Way} way @param {AbortSignal} signal @returns {Promise<import("./lab-types.js").PitfallRun>} */
    runPitfall: (id, way, signal) =>
      send("POST", `/lab/pitfalls/${encodeURIComponent(id)}/${way}`, { signal }),
    /** The guide's figures, and ours of the latest runs. @returns {Promise<import("./lab-types.js").GuideRow[]>} */
    guideTable: async () => (await send("GET", "/lab/guide-table")).rows,
    /** The runs that the server remembers. @returns {Promise<ExperimentRun[]>} */
    runs: async () => (await send("GET", "/lab/runs")).runs,
    /** @param {string} id @returns {Promise<ExperimentRun>} */
    readRun: (id) => send("GET", `/lab/runs/${encodeURIComponent(id)}`),
    /** @param {string} id */
    cancelRun: (id) => send("DELETE", `/lab/runs/${encodeURIComponent(id)}`),
    /** For a page that is being left: the request outlives it. @param {string} id */
    abandonRun: (id) =>
      void fetch(`${base}/lab/runs/${encodeURIComponent(id)}`, { method: "DELETE", keepalive: true }),
    /** @param {{millis?: number, capacity?: number, preset?: string}} request @returns {Promise<import("./lab-types.js").Trace>} */
    startTrace: (request) => send("POST", "/lab/trace", { json: request }),
    /** @returns {Promise<import("./lab-types.js").Trace>} */
    readTrace: () => send("GET", "/lab/trace"),
    /** @returns {Promise<import("./lab-types.js").Trace>} */
    stopTrace: () => send("POST", "/lab/trace/stop"),
    /** For a page that is being left. */
    abandonTrace: () => void fetch(`${base}/lab/trace/stop`, { method: "POST", keepalive: true }),
    /** @param {"json" | "jfr"} format */
    traceDownload: (format) => `${base}/lab/trace/trace.${format}`,
    /** @returns {Promise<import("./lab-types.js").TraceFile>} */
    traceFile: () => send("GET", "/lab/trace/trace.json"),
    /** @param {string} id @param {"json" | "csv"} format */
    resultFile: (id, format) => `${base}/lab/runs/${encodeURIComponent(id)}/result.${format}`,
  };
}
