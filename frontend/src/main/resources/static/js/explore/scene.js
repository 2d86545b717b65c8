/** What is on the screen: nodes and edges by id, and how many edges of each node are not shown. Pure. */

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 * @typedef {object} Delta one change of the scene; applying it gives the change back
 * @property {Node[]} nodes added, or replaced when the id is there
 * @property {Edge[]} edges
 * @property {string[]} dropNodes
 * @property {string[]} dropEdges
 * @property {string | null} origin the node whose expansion brought the nodes
 *
 * @typedef {ReturnType<typeof createScene>} Scene
 */

/**
 * @param {Partial<Delta>} parts
 * @returns {Delta}
 */
export function delta(parts) {
  return { nodes: [], edges: [], dropNodes: [], dropEdges: [], origin: null, ...parts };
}

export function createScene() {
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  /** @type {Map<string, Edge>} */
  const edges = new Map();
  /** @type {Map<string, Set<string>>} ids of the edges at a node */
  const incident = new Map();
  /** @type {Map<string, string>} which expansion brought a node; kept while it is hidden, for it may come back */
  const origins = new Map();

  /** @param {Edge} edge */
  const link = (edge) => {
    edges.set(edge.id, edge);
    incident.get(edge.source)?.add(edge.id);
    incident.get(edge.target)?.add(edge.id);
  };
  /** @param {Edge} edge */
  const unlink = (edge) => {
    edges.delete(edge.id);
    incident.get(edge.source)?.delete(edge.id);
    incident.get(edge.target)?.delete(edge.id);
  };

  return {
    nodes,
    edges,
    /**
     * Applies the change and answers the one that takes it back. An edge without both its nodes is not shown.
     * @param {Delta} change
     * @returns {Delta}
     */
    apply(change) {
      const inverse = delta({});
      const [newNodes, newEdges] = [new Set(), new Set()];
      const droppedEdges = new Set(change.dropEdges);
      for (const id of change.dropNodes) incident.get(id)?.forEach((edge) => droppedEdges.add(edge));
      for (const id of droppedEdges) {
        const edge = edges.get(id);
        if (edge) {
          unlink(edge);
          inverse.edges.push(edge);
        }
      }
      for (const id of change.dropNodes) {
        const node = nodes.get(id);
        if (!node) continue;
        inverse.nodes.push(node);
        nodes.delete(id);
        incident.delete(id);
      }
      for (const node of change.nodes) {
        const before = nodes.get(node.id);
        if (before && !newNodes.has(node.id)) inverse.nodes.push(before);
        if (!before) {
          newNodes.add(node.id);
          inverse.dropNodes.push(node.id);
          incident.set(node.id, new Set());
          if (change.origin !== null) origins.set(node.id, change.origin);
        }
        nodes.set(node.id, node);
      }
      for (const edge of change.edges) {
        if (!nodes.has(edge.source) || !nodes.has(edge.target)) continue;
        const before = edges.get(edge.id);
        if (before && !newEdges.has(edge.id)) inverse.edges.push(before);
        if (!before) {
          newEdges.add(edge.id);
          inverse.dropEdges.push(edge.id);
        }
        link(edge);
      }
      return inverse;
    },
    /** Everything that is shown, as a change that removes it. @returns {Delta} */
    everything: () => delta({ dropNodes: [...nodes.keys()] }),
    /**
     * How many of the node's edges are not shown: its degree minus what is. A self-loop counts twice in both.
     * @param {string} id
     */
    hiddenEdges(id) {
      const node = nodes.get(id);
      return node ? Math.max(0, node.outDegree + node.inDegree - this.shownEdges(id)) : 0;
    },
    /** @param {string} id */
    shownEdges(id) {
      let shown = 0;
      for (const edgeId of incident.get(id) ?? []) {
        const edge = edges.get(edgeId);
        shown += edge && edge.source === edge.target ? 2 : 1;
      }
      return shown;
    },
    /** Edges in view at a node, in the order in which they came. @param {string} id @returns {Edge[]} */
    edgesAt: (id) => [...(incident.get(id) ?? [])].flatMap((edge) => edges.get(edge) ?? []),
    /**
     * Neighbors in view, each once, in the order in which their edges came.
     * @param {string} id
     * @returns {{id: string, edge: Edge}[]}
     */
    neighbors(id) {
      /** @type {Map<string, Edge>} */
      const found = new Map();
      for (const edgeId of incident.get(id) ?? []) {
        const edge = edges.get(edgeId);
        if (!edge) continue;
        const other = edge.source === id ? edge.target : edge.source;
        if (!found.has(other)) found.set(other, edge);
      }
      return [...found].map(([neighbor, edge]) => ({ id: neighbor, edge }));
    },
    /**
     * What expanding the node brought, and what expanding those brought, and so on.
     * @param {string} id
     * @returns {string[]}
     */
    broughtBy(id) {
      const brought = new Set([id]);
      for (let size = 0; size !== brought.size;) {
        size = brought.size;
        for (const [node, origin] of origins) if (brought.has(origin) && nodes.has(node)) brought.add(node);
      }
      brought.delete(id);
      return [...brought];
    },
  };
}
