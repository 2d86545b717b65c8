/** The REST interface by name. Ids never stand in a path: any legal id is reachable (F011). */
import { createSend } from "./http.js";
import { encodeEntries } from "./values.js";

/**
 * @typedef {import("./api-types.js").Node} Node
 * @typedef {import("./api-types.js").Edge} Edge
 * @typedef {import("./values.js").Value} Value
 * @typedef {ReturnType<typeof createApi>} Api
 * @typedef {"nodes" | "edges"} Kind
 */

/**
 * @param {object} [options]
 * @param {string} [options.base]
 * @param {typeof globalThis.fetch} [options.fetch]
 * @param {(call: import("./http.js").Call) => void} [options.onCall] told of each answered request
 * @param {AbortSignal | undefined} [options.ending] ends every request
 */
export function createApi({
  base = `${location.origin}/api/v1`,
  fetch = globalThis.fetch.bind(globalThis),
  onCall = () => {},
  ending,
} = {}) {
  const send = createSend({ base, fetch, onCall, ending });
  /** @param {string} graph */
  const at = (graph) => `/graphs/${encodeURIComponent(graph)}`;
  const EXACT = { numbers: "string" };

  return {
    /**
     * The same interface, with every call reported to `sink` too.
     * @param {(call: import("./http.js").Call) => void} sink
     * @param {AbortSignal} [until] ends its requests
     */
    recording: (sink, until = ending) =>
      createApi({
        base,
        fetch,
        ending: until,
        onCall: (call) => {
          onCall(call);
          sink(call);
        },
      }),

    /** @returns {Promise<import("./api-types.js").GraphSummary[]>} */
    graphs: async () => (await send("GET", "/graphs")).graphs,
    /** @param {string} name @param {boolean} directed */
    createGraph: (name, directed) => send("POST", "/graphs", { json: { name, directed } }),
    /** @returns {Promise<import("./api-types.js").Limits>} */
    limits: () => send("GET", "/limits"),
    /** What a graph will take of the quota. @param {import("./api-types.js").GraphShape} shape @returns {Promise<import("./api-types.js").MemoryEstimate>} */
    estimateMemory: (shape) => send("POST", "/memory-estimates", { json: shape }),
    /** @param {string} graph @returns {Promise<import("./api-types.js").GraphDetail>} */
    graph: async (graph) => ({ ...(await send("GET", at(graph))), name: graph }),
    /** @param {string} graph */
    removeGraph: (graph) => send("DELETE", at(graph)),

    /** For a page that is being left: the request outlives it. @param {string} graph */
    abandonGraph: (graph) => void fetch(base + at(graph), { method: "DELETE", keepalive: true }),

    /** @returns {Promise<import("./api-types.js").Sample[]>} */
    samples: async () => (await send("GET", "/samples")).samples,
    /**
     * Begins to load in the background of the server.
     * @param {string} graph
     * @param {string} sample
     * @param {number | null} [chunk]
     * @returns {Promise<import("./api-types.js").SampleRun>}
     */
    startSample: (graph, sample, chunk = null) =>
      send("POST", `${at(graph)}/sample${chunk === null ? "" : `?chunk=${chunk}`}`, {
        json: { sample },
        headers: { Prefer: "respond-async" },
      }),
    /** @param {string} id @returns {Promise<import("./api-types.js").SampleRun>} */
    run: (id) => send("GET", `/runs/${encodeURIComponent(id)}`),
    /** @param {string} id */
    cancelRun: (id) => send("DELETE", `/runs/${encodeURIComponent(id)}`),
    /** Reads all rows, unless there is such an index. @param {string} graph @param {import("./api-types.js").Index} index */
    declareIndex: (graph, index) => send("POST", `${at(graph)}/indexes`, { json: index }),
    /** @param {string} graph @param {import("./api-types.js").Index} index */
    dropIndex: (graph, { on, key }) => send("DELETE", `${at(graph)}/indexes`, { query: { on, key } }),
    /** Begins to give back memory in the background of the server. @param {string} graph @returns {Promise<import("./api-types.js").GraphRun>} */
    startShrink: (graph) => send("POST", `${at(graph)}/runs`, { json: { work: "shrink" } }),
    /** @param {string} graph @param {string} run @returns {Promise<import("./api-types.js").GraphRun>} */
    graphRun: (graph, run) => send("GET", `${at(graph)}/runs/${encodeURIComponent(run)}`),
    /** @param {string} graph @param {string} run */
    cancelGraphRun: (graph, run) => send("DELETE", `${at(graph)}/runs/${encodeURIComponent(run)}`),
    /** @param {string} graph @param {string} run @returns {Promise<import("./api-types.js").Shrunk>} */
    shrunk: (graph, run) => send("GET", `${at(graph)}/runs/${encodeURIComponent(run)}/result`),

    /**
     * @param {string} graph
     * @param {{filter?: string, search?: string, order?: string, limit?: number}} query
     * @param {AbortSignal} [signal]
     * @returns {Promise<import("./api-types.js").Page<Node>>}
     */
    nodes: (graph, query, signal) =>
      send("GET", `${at(graph)}/nodes`, { query: { ...query, ...EXACT }, signal }),
    /** What a filter does: it runs, and its steps are told. @param {string} graph @param {string} filter @returns {Promise<import("./api-types.js").Explanation>} */
    explain: (graph, filter) => send("GET", `${at(graph)}/nodes:explain`, { query: { filter } }),
    /** @param {string} graph @param {string[]} ids @returns {Promise<(Node | null)[]>} */
    batchGet: async (graph, ids) =>
      (await send("POST", `${at(graph)}/nodes:batchGet`, { json: { ids }, query: EXACT })).items,
    /** @param {string} graph @param {Kind} kind @param {string} id @returns {Promise<any>} */
    lookup: (graph, kind, id) => send("POST", `${at(graph)}/${kind}:lookup`, { json: { id }, query: EXACT }),

    /**
     * @param {string} graph
     * @param {{id: string, labels: string[], attributes: Map<string, Value>}} node
     * @returns {Promise<Node>}
     */
    addNode: (graph, { id, labels, attributes }) =>
      send("POST", `${at(graph)}/nodes`, {
        type: "application/json",
        body: objectOf({ id, labels }, attributes),
        query: EXACT,
      }),
    /**
     * @param {string} graph
     * @param {{id?: string, source: string, target: string, type?: string, attributes: Map<string, Value>}} edge
     * @returns {Promise<Edge>}
     */
    addEdge: (graph, { attributes, ...edge }) =>
      send("POST", `${at(graph)}/edges`, {
        type: "application/json",
        body: objectOf(edge, attributes),
        query: EXACT,
      }),
    /**
     * Changes what is named, while the row still has the version that was read.
     * @param {string} graph
     * @param {Kind} kind
     * @param {{id: string, version: string}} row
     * @param {{labels?: string[], attributes: Map<string, Value>}} change null removes an attribute
     * @returns {Promise<any>}
     */
    patch: (graph, kind, row, { attributes, ...rest }) =>
      send("PATCH", `${at(graph)}/${kind}`, {
        type: "application/merge-patch+json",
        body: objectOf(rest, attributes),
        query: { id: row.id, ...EXACT },
        headers: { "If-Match": `"${row.version}"` },
      }),
    /** @param {string} graph @param {Kind} kind @param {{id: string, version: string}} row */
    remove: (graph, kind, row) =>
      send("DELETE", `${at(graph)}/${kind}`, {
        query: { id: row.id },
        headers: { "If-Match": `"${row.version}"` },
      }),

    /** @param {string} graph @param {string} id @returns {Promise<import("./api-types.js").NeighborSummary>} */
    neighborSummary: (graph, id) => send("POST", `${at(graph)}/neighbors:summary`, { json: { id } }),
    /**
     * @param {string} graph
     * @param {{id: string, direction: string, type?: string, order: string, limit: number}} query
     * @returns {Promise<import("./api-types.js").Page<import("./api-types.js").Neighbor>>}
     */
    neighbors: (graph, query) => send("POST", `${at(graph)}/neighbors`, { json: query, query: EXACT }),
    /** @param {string} graph @param {string[]} ids @param {number} limit @returns {Promise<import("./api-types.js").Page<Edge>>} */
    edgesBetween: (graph, ids, limit) =>
      send("POST", `${at(graph)}/edges:between`, { json: { ids, limit }, query: EXACT }),
    /**
     * @param {string} graph
     * @param {{ids: string[], seed: number, iterations: number, positions?: Record<string, [number, number]>}} request
     * @returns {Promise<{positions: [number, number][]}>}
     */
    layout: (graph, request) => send("POST", `${at(graph)}/layout`, { json: request }),

    /**
     * @param {string} graph
     * @param {string} csv
     * @param {{kind: Kind, labels?: string, types?: string, columns?: string, onError: "skip" | "fail"}} query
     * @param {AbortSignal} [signal]
     * @returns {Promise<import("./api-types.js").BatchAnswer>}
     */
    importCsv: (graph, csv, query, signal) =>
      send("POST", `${at(graph)}/batch`, { type: "text/csv", body: csv, query, signal }),
    /** @param {string | null} graph null: the server's @returns {Promise<import("./api-types.js").Ingestion>} */
    ingestion: (graph) => send("GET", `${graph === null ? "" : at(graph)}/ingestion`),
    /** @param {string | null} graph @param {number} chunk @returns {Promise<import("./api-types.js").Ingestion>} */
    setIngestion: (graph, chunk) =>
      send("PUT", `${graph === null ? "" : at(graph)}/ingestion`, { json: { chunk } }),
    /** @param {string} graph */
    resetIngestion: (graph) => send("DELETE", `${at(graph)}/ingestion`),
    crossingsStream: () => `${base}/crossings/stream`,
  };
}

/**
 * The JSON of a row: plain fields, and attributes whose types plain JSON could not keep.
 * @param {Record<string, unknown>} fields
 * @param {Map<string, Value>} attributes
 */
function objectOf(fields, attributes) {
  const plain = JSON.stringify(fields).slice(1, -1);
  return `{${plain}${plain ? "," : ""}"attributes":${encodeEntries(attributes)}}`;
}
