/** What the rows of a CSV file will take in the engine, told from the beginning of the file before anything is imported. */
import { createCsvSlicer, columnsOf } from "./csv-slices.js";
import { bytes, counted } from "./format.js";

/**
 * @typedef {import("./api-types.js").GraphShape} GraphShape
 * @typedef {import("./api-types.js").MemoryEstimate} MemoryEstimate
 *
 * @typedef {object} Head the beginning of a file
 * @property {string} text
 * @property {number} bytes of that text in the file
 * @property {number} size of the whole file in bytes
 */

const ROLES = { nodes: ["id", "label", "labels"], edges: ["id", "source", "target", "type"] };
const BOOLEAN = /^(true|false)$/;
const INTEGER = /^-?(0|[1-9]\d*)$/;
const FLOAT = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const encoder = new TextEncoder();
/** @param {string} text */
const length = (text) => encoder.encode(text).length;

/**
 * The graph that the rows of the file make, if the rest of it is as its beginning.
 * @param {Head} head
 * @param {{kind: "nodes" | "edges", textOnly: boolean, labelled: boolean, directed: boolean}} as
 * @returns {GraphShape | null} null when no row can be seen
 */
export function shapeOf(head, { kind, textOnly, labelled, directed }) {
  const { names, rows, rowBytes } = sampleOf(head);
  if (!rows.length) return null;
  const whole = head.bytes >= head.size;
  const all = whole ? rows.length : Math.max(rows.length, Math.round(head.size / (rowBytes / rows.length)));
  const scale = all / rows.length;
  /** @param {string} name */
  const cells = (name) => {
    const at = names.indexOf(name);
    return at < 0 ? [] : rows.map((row) => row[at] ?? "");
  };
  const idBytes = Math.round(cells("id").reduce((sum, id) => sum + length(id), 0) * scale);
  const of = kind === "nodes" ? "node" : "edge";
  return {
    directed,
    nodes: kind === "nodes" ? all : 0,
    nodeIdBytes: kind === "nodes" ? idBytes : 0,
    edges: kind === "edges" ? all : 0,
    edgeIds: kind === "edges" ? Math.round(cells("id").filter((id) => id !== "").length * scale) : 0,
    edgeIdBytes: kind === "edges" ? idBytes : 0,
    labelled: kind === "nodes" && (labelled || names.includes("label") || names.includes("labels")),
    typed: kind === "edges" && names.includes("type"),
    columns: names
      .filter((name) => !ROLES[kind].includes(name))
      .map((name) => ({ of, ...columnOf(cells(name), scale, textOnly) })),
  };
}

/** @param {Head} head */
function sampleOf(head) {
  // Each record by itself: a slice is full as soon as it holds one.
  const slicer = createCsvSlicer({ sliceCharacters: 1 });
  const slices = slicer.push(head.text);
  if (head.bytes >= head.size) slices.push(...slicer.end());
  const records = slices.map(({ csv }) => csv.slice(slicer.header.length));
  return {
    names: columnsOf(slicer.header),
    rows: records.map(columnsOf),
    rowBytes: records.reduce((sum, record) => sum + length(record), 0),
  };
}

/**
 * @param {string[]} cells of one column
 * @param {number} scale rows of the file to one of the sample
 * @param {boolean} textOnly
 */
function columnOf(cells, scale, textOnly) {
  const given = cells.filter((cell) => cell !== "");
  /** @param {RegExp} pattern */
  const all = (pattern) => !textOnly && given.length > 0 && given.every((cell) => pattern.test(cell));
  const type = all(BOOLEAN) ? "boolean" : all(INTEGER) ? "integer" : all(FLOAT) ? "float" : "text";
  if (type !== "text") return { type, values: Math.round(given.length * scale), distinct: 0, bytes: 0 };
  const different = new Set(cells);
  // Few of many come again in the rest of the file; where most are different, the rest will be, too.
  const more = different.size > cells.length / 2 ? scale : 1;
  return {
    type,
    values: Math.round(cells.length * scale),
    distinct: Math.round(different.size * more),
    bytes: Math.round([...different].reduce((sum, text) => sum + length(text), 0) * more),
  };
}

/**
 * @param {GraphShape} shape
 * @param {MemoryEstimate} estimate
 * @param {number} quotaBytes that a graph may take
 */
export function estimateText({ nodes, edges }, { leastBytes, likelyBytes, mostBytes }, quotaBytes) {
  const room = `about ${counted(nodes + edges, "row")}, likely ${bytes(likelyBytes)} of native memory (${bytes(leastBytes)} to ${bytes(mostBytes)})`;
  return likelyBytes > quotaBytes
    ? `${room}: more than the ${bytes(quotaBytes)} that a graph may take. Start the server with a larger kneiphof.graphs.quota, or import less.`
    : room;
}

/**
 * Asks the engine and puts its answer into words.
 * @param {Pick<import("./api.js").Api, "limits" | "estimateMemory">} api
 * @param {GraphShape | null} shape
 * @returns {Promise<string>} empty when there is nothing to say
 */
export async function estimated(api, shape) {
  if (shape === null) return "";
  const [estimate, { quotaBytes }] = await Promise.all([api.estimateMemory(shape), api.limits()]);
  return estimateText(shape, estimate, quotaBytes);
}
