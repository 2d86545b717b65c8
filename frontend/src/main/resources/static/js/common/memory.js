/** The native memory of a graph by structure and by column, to the byte. Pure. */

/**
 * @typedef {import("./api-types.js").GraphDetail} GraphDetail
 * @typedef {{name: string, what: string, bytes: number}} Share
 */

/**
 * @param {Pick<GraphDetail, "nodeAttributes" | "edgeAttributes" | "memory">} detail
 * @returns {Share[]} the largest first; together they are the bytes of the graph
 */
export function sharesOf({ nodeAttributes, edgeAttributes, memory }) {
  /** @type {Map<string, string>} */
  const types = new Map();
  for (const { key, type } of nodeAttributes) types.set(`node ${key}`, type);
  for (const { key, type } of edgeAttributes) types.set(`edge ${key}`, type);
  /** @type {Map<string, Share>} */
  const shares = new Map();
  for (const { part, key, bytes } of memory) {
    // A column lies in several parts: "node values", "node validity" and so on.
    const kind = part.split(" ", 1)[0] ?? "";
    const id = key === null ? part : `${kind} ${key}`;
    const what = key === null ? "structure" : `column of ${kind}s, ${types.get(id) ?? "gone"}`;
    const share = shares.get(`${what} ${id}`);
    if (share) share.bytes += bytes;
    else shares.set(`${what} ${id}`, { name: key ?? part, what, bytes });
  }
  return [...shares.values()].filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
}
