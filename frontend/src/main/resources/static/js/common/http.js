/** One request to the REST interface: exact JSON both ways, problems as errors, and a record of what it cost. */
import { billOf, serverTiming } from "./bill.js";
import { parseExact } from "./exact-json.js";
import { problemOf, Unreachable } from "./problem.js";

/**
 * @typedef {object} Call a request that was answered, as the crossing bill and "copy as curl" need it
 * @property {string} method
 * @property {string} url absolute
 * @property {Map<string, string>} headers
 * @property {string | null} body null for none, and for a long one, which nobody keeps
 * @property {boolean} [longBody] whether there was a body too long to keep
 * @property {number} status
 * @property {import("./api-types.js").Bill} bill
 * @property {number} serverMillis
 * @property {number} wallMillis
 *
 * @typedef {object} Request
 * @property {unknown} [json] the body, serialized as it is
 * @property {string} [body] the body as text; needs `type`
 * @property {string} [type] its media type
 * @property {Record<string, string | number | null | undefined>} [query]
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal | undefined} [signal]
 *
 * @typedef {(method: string, path: string, request?: Request) => Promise<any>} Send
 */

/** Characters. A file that is imported goes slice by slice, each a million long: the page must not keep them all. */
const BODY_KEPT = 65_536;

/**
 * @param {object} options
 * @param {string} options.base such as http://localhost:8080/api/v1
 * @param {typeof globalThis.fetch} options.fetch
 * @param {(call: Call) => void} options.onCall
 * @param {AbortSignal | undefined} [options.ending] ends every request
 * @returns {Send}
 */
export function createSend({ base, fetch, onCall, ending }) {
  return async (method, path, { json, body, type, query = {}, headers = {}, signal } = {}) => {
    const url = new URL(base + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, String(value));
    }
    const sent = new Map(Object.entries(headers));
    const text = json === undefined ? (body ?? null) : JSON.stringify(json);
    if (text !== null) sent.set("Content-Type", type ?? "application/json");

    const started = performance.now();
    const response = await fetch(url, {
      method,
      headers: { Accept: "application/json", ...Object.fromEntries(sent) },
      body: text,
      signal: signal && ending ? AbortSignal.any([signal, ending]) : (signal ?? ending ?? null),
    }).catch(unreachable);
    const answer = await response.text().catch(unreachable);
    // Asked for numbers that keep every digit, the answer holds attributes; elsewhere numbers are plain.
    const parse = query["numbers"] ? parseExact : JSON.parse;
    const data = response.ok && answer ? parse(answer) : null;
    onCall({
      method,
      url: url.href,
      headers: sent,
      ...(text !== null && text.length > BODY_KEPT ? { body: null, longBody: true } : { body: text }),
      status: response.status,
      bill: billOf(data, response.headers.get("Kneiphof-Crossings")),
      serverMillis: serverTiming(response.headers.get("Server-Timing"), "total"),
      wallMillis: performance.now() - started,
    });
    if (!response.ok) throw problemOf(response.status, answer);
    return data;
  };
}

/**
 * fetch says TypeError for a server that is gone, as for a mistake in a program: tell them apart here.
 * @param {unknown} error
 * @returns {never}
 */
function unreachable(error) {
  throw error instanceof TypeError ? new Unreachable() : error;
}
