/** Sends one CSV file slice by slice and adds up the answers. Errors name the lines of the file. */
import { createCsvSlicer, fileLine } from "./csv-slices.js";
import { ApiProblem } from "./problem.js";

/**
 * @typedef {import("./api-types.js").RowError} RowError
 * @typedef {object} Totals
 * @property {number} bytesRead
 * @property {number} received
 * @property {number} created
 * @property {number} rejected
 * @property {number} crossings
 * @property {number} millis
 * @property {RowError[]} errors the first of them
 *
 * @typedef {object} Job
 * @property {string} graph
 * @property {"nodes" | "edges"} kind
 * @property {string} labels
 * @property {boolean} textOnly
 * @property {boolean} strict
 */

const ERRORS_KEPT = 100;

/**
 * @param {import("./api.js").Api} api
 * @param {{stream: () => ReadableStream<Uint8Array>}} file
 * @param {Job} job
 * @param {AbortSignal} signal
 * @param {(totals: Totals) => void} onProgress
 * @returns {Promise<Totals>}
 */
export async function importCsv(api, file, { graph, kind, labels, textOnly, strict }, signal, onProgress) {
  const started = performance.now();
  /** @type {Totals} */
  const totals = { bytesRead: 0, received: 0, created: 0, rejected: 0, crossings: 0, millis: 0, errors: [] };
  const recorded = api.recording((call) => (totals.crossings += call.bill.calls));
  const slicer = createCsvSlicer();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const onError = strict ? "fail" : "skip";
  const query = { kind, onError, ...(labels ? { labels } : {}), ...(textOnly ? { types: "text" } : {}) };

  /** What the first slice was read as holds for the whole file: no column changes its type half-way. */
  let columns = "";

  /** @param {import("./csv-slices.js").Slice[]} slices */
  const send = async (slices) => {
    for (const slice of slices) {
      signal.throwIfAborted();
      try {
        const answer = await recorded.importCsv(
          graph,
          slice.csv,
          /** @type {any} */ ({ ...query, columns }),
          signal,
        );
        columns ||= columnsParameter(answer.types);
        totals.received += answer.received;
        totals.created += answer.created + answer.updated;
        totals.rejected += answer.rejected;
        totals.errors.push(...inFile(answer.errors, slice).slice(0, ERRORS_KEPT - totals.errors.length));
      } catch (error) {
        if (error instanceof ApiProblem) error.errors = inFile(error.errors, slice);
        throw error;
      }
      totals.millis = performance.now() - started;
      onProgress(totals);
    }
  };
  /** @param {Uint8Array} [bytes] none: the end */
  const decode = (bytes) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new Error("The file is not UTF-8 text; save it as UTF-8 and try again");
    }
  };

  const reader = file.stream().getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      signal.throwIfAborted();
      totals.bytesRead += piece.value.length;
      await send(slicer.push(decode(piece.value)));
    }
    await send([...slicer.push(decode()), ...slicer.end()]);
  } finally {
    await reader.cancel();
  }
  totals.millis = performance.now() - started;
  if (slicer.header === "") throw new Error("The file is empty: its first line must name the columns");
  return totals;
}

/**
 * @param {RowError[]} errors
 * @param {import("./csv-slices.js").Slice} slice
 * @returns {RowError[]}
 */
function inFile(errors, slice) {
  return errors.map((error) =>
    error.line === undefined ? error : { ...error, line: fileLine(slice, error.line) },
  );
}

/**
 * @param {Record<string, string>} [types]
 * @returns {string} `name:type` separated by commas
 */
export function columnsParameter(types = {}) {
  return Object.entries(types)
    .map(([name, type]) => `${name.replaceAll(",", "\\,")}:${type}`)
    .join(",");
}
