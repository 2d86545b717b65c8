/** Loads a sample with progress: the server loads in one request, and the growing graph tells how far it is. */

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {{fraction: number | null, nodes: number, edges: number}} Progress
 */

const POLL_MILLIS = 400;

/**
 * @param {Api} api
 * @param {string} graph
 * @param {{name: string, nodes: number | null, edges: number | null}} sample
 * @param {AbortSignal} signal a cancelled load leaves no graph behind
 * @param {(progress: Progress) => void} onProgress
 */
export async function loadSample(api, graph, sample, signal, onProgress) {
  const expected = (sample.nodes ?? 0) + (sample.edges ?? 0);
  let polling = 0;
  const poll = async () => {
    try {
      const { nodes, edges } = await api.graph(graph);
      onProgress({ fraction: expected ? Math.min(1, (nodes + edges) / expected) : null, nodes, edges });
    } catch {
      // Not there yet, or gone again: the load itself will tell.
    }
    if (polling) polling = window.setTimeout(poll, POLL_MILLIS);
  };
  polling = window.setTimeout(poll, POLL_MILLIS);
  try {
    return await api.loadSample(graph, sample.name, signal);
  } catch (error) {
    if (signal.aborted) await removeQuietly(api, graph);
    throw error;
  } finally {
    clearTimeout(polling);
    polling = 0;
  }
}

/**
 * @param {Api} api
 * @param {string} graph
 */
async function removeQuietly(api, graph) {
  try {
    await api.removeGraph(graph);
  } catch {
    // The server had not made it yet, or has removed it already.
  }
}
