/** The exploration itself: one graph, one view of it, and the operations that change the view. */
import { assignLooks, captionOf, diameter, lookOf, shorten, usualCaption } from "./appearance.js";
import { everything, room } from "./expansion.js";
import {
  fetchNodes,
  findNeighbors,
  layoutFor,
  loadEdges,
  loadView,
  placesAround,
  placesFor,
} from "./loading.js";
import { FCOSE_MAX } from "./layouts.js";
import { createScene, delta } from "./scene.js";
import { emptyState, HARD_BUDGET } from "./url-state.js";

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 * @typedef {import("../common/api-types.js").GraphDetail} GraphDetail
 * @typedef {import("./scene.js").Delta} Delta
 * @typedef {import("./url-state.js").ViewState} ViewState
 * @typedef {import("./layouts.js").Point} Point
 * @typedef {ReturnType<typeof createExplorer>} Explorer
 */

/**
 * @param {object} parts
 * @param {import("../common/actions.js").Run} parts.run
 * @param {import("./graph-view.js").GraphView} parts.view
 * @param {ReturnType<typeof import("./undo-stack.js").createUndoStack>} parts.undo
 * @param {(reason: "view" | "data" | "selection") => void} parts.onChange
 */
export function createExplorer({ run, view, undo, onChange }) {
  const scene = createScene();
  let state = emptyState();
  /** @type {GraphDetail | null} */
  let graph = null;
  /** @type {Map<string, import("./appearance.js").Look>} */
  let looks = new Map();
  /** @type {Set<string>} */
  let base = new Set();
  let matching = 0;
  let edgesTotal = 0;

  const required = () => {
    if (!graph) throw new Error("No graph is open");
    return graph;
  };
  const caption = () => state.caption || (graph ? usualCaption(graph) : "");
  /** @param {Node} node */
  const isOff = (node) =>
    node.labels.length > 0 && node.labels.every((label) => state.labelsOff.includes(label));
  /** @param {Node} node @returns {import("./graph-view.js").Drawn} */
  const draw = (node) => ({
    ...lookOf(node, looks),
    caption: shorten(captionOf(node, caption())),
    diameter: diameter(node.outDegree + node.inDegree),
    hidden: scene.hiddenEdges(node.id),
    off: isOff(node),
  });
  /** @param {Delta} change @param {Map<string, Point>} places @returns {Delta} the change that takes it back */
  const commit = (change, places) => {
    const inverse = scene.apply(change);
    view.apply(change, places, draw);
    /** @type {Set<Node>} */
    const touched = new Set();
    for (const edge of [...change.edges, ...inverse.edges]) {
      for (const id of [edge.source, edge.target]) {
        const node = scene.nodes.get(id);
        if (node) touched.add(node);
      }
    }
    for (const node of change.nodes) touched.add(node);
    view.refresh(touched, draw);
    return inverse;
  };
  /**
   * One step that can be undone: the change, the state of the view, and where everything stood.
   * @param {string} label
   * @param {Delta} change
   * @param {object} [more]
   * @param {Map<string, Point>} [more.places]
   * @param {Partial<ViewState>} [more.next]
   * @param {Partial<{base: Set<string>, matching: number, edgesTotal: number}>} [more.counts]
   * @param {boolean} [more.move] every node moves to its new place
   * @param {Map<string, Point>} [more.from] where everything stood before
   */
  const perform = (
    label,
    change,
    { places = new Map(), next = {}, counts = {}, move = false, from } = {},
  ) => {
    const before = {
      state,
      counts: { base, matching, edgesTotal },
      places: move ? (from ?? positions()) : null,
    };
    const after = { state: { ...state, ...next }, counts: { ...before.counts, ...counts } };
    let forward = change;
    /** @type {Delta} */
    let back;
    undo.perform({
      label,
      redo() {
        ({ state } = after);
        ({ base, matching, edgesTotal } = after.counts);
        back = commit(forward, places);
        view.refresh(scene.nodes.values(), draw);
        if (move) view.place(places);
        onChange("view");
      },
      undo() {
        ({ state } = before);
        ({ base, matching, edgesTotal } = before.counts);
        forward = commit(back, new Map());
        view.refresh(scene.nodes.values(), draw);
        if (before.places) view.place(before.places, { fit: false });
        onChange("view");
      },
    });
  };
  const positions = () => new Map(Object.entries(view.allPositions()));
  const layout = () => layoutFor(required(), state.layout);

  /** @param {import("../common/api.js").Api} api @param {string} name */
  const describe = async (api, name) => {
    graph = await api.graph(name);
    looks = assignLooks([...graph.labels].sort((a, b) => b.count - a.count).map((label) => label.name));
    view.setDirected(graph.directed);
  };

  return {
    scene,
    get graph() {
      return graph;
    },
    get looks() {
      return looks;
    },
    get counts() {
      /** @param {string} id */
      const isDrawn = (id) => {
        const node = scene.nodes.get(id);
        return node !== undefined && !isOff(node);
      };
      return {
        visible: [...scene.nodes.keys()].filter(isDrawn).length,
        shown: scene.nodes.size,
        matching,
        edges: [...scene.edges.values()].filter((edge) => isDrawn(edge.source) && isDrawn(edge.target))
          .length,
        edgesTotal: Math.max(edgesTotal, scene.edges.size),
      };
    },
    get layout() {
      return graph ? layout() : "force";
    },
    get caption() {
      return caption();
    },
    isOff,
    /** @returns {ViewState} the view as it is now */
    get state() {
      const shown = [...scene.nodes.keys()];
      if (state.focus !== null) return { ...state, focus: shown, added: [], hidden: [] };
      return {
        ...state,
        added: shown.filter((id) => !base.has(id)),
        hidden: [...base].filter((id) => !scene.nodes.has(id)),
      };
    },

    /**
     * Shows another view.
     * @param {ViewState} next
     * @param {string} [label]
     * @param {boolean} [changed] the graph has changed outside of this page
     */
    open(next, label = `open ${next.graph}`, changed = false) {
      return run(label, async (api) => {
        const fresh = graph?.name !== next.graph;
        if (fresh || changed) await describe(api, next.graph);
        if (fresh) {
          commit(scene.everything(), new Map());
          view.forgetPlaces();
          state = { ...emptyState(), graph: next.graph, filter: next.filter };
          onChange("view");
        }
        const loaded = await loadView(api, required(), next);
        const places = await placesFor(
          api,
          required(),
          layoutFor(required(), next.layout),
          next.seed,
          loaded.nodes,
        );
        const kept = new Set(loaded.nodes.map(({ id }) => id));
        const keptEdges = new Set(loaded.edges.map(({ id }) => id));
        perform(
          label,
          delta({
            nodes: loaded.nodes,
            edges: loaded.edges,
            dropNodes: [...scene.nodes.keys()].filter((id) => !kept.has(id)),
            dropEdges: [...scene.edges.keys()].filter((id) => !keptEdges.has(id)),
          }),
          { places, next, counts: loaded, move: true },
        );
        if (fresh) undo.clear();
        if (next.layout === "fcose" && loaded.nodes.length <= FCOSE_MAX) await view.runFcose();
        return loaded;
      });
    },
    /** Reads the counts and columns of the graph again, after its data has changed. @param {import("../common/api.js").Api} api */
    async refreshGraph(api) {
      await describe(api, required().name);
      view.refresh(scene.nodes.values(), draw);
      onChange("view");
    },
    /** Adds a node to the view. @param {string} id */
    add: (id) =>
      run(`add ${id}`, async (api) => {
        if (scene.nodes.has(id)) return id;
        if (room(scene.nodes.size) === 0)
          throw new Error(`The view holds ${HARD_BUDGET} nodes; hide some first`);
        const [node] = await fetchNodes(api, required().name, [id]);
        if (!node) throw new Error(`Node “${id}” is not there any more`);
        const { edges, edgesTotal: total } = await loadEdges(api, required().name, [
          ...scene.nodes.keys(),
          id,
        ]);
        const neighbor = edges.find(({ source, target }) => source === id || target === id);
        const near = neighbor ? (neighbor.source === id ? neighbor.target : neighbor.source) : id;
        const places = placesAround(required(), layout(), [node], view.position(near));
        perform(`add ${id}`, delta({ nodes: [node], edges }), { places, counts: { edgesTotal: total } });
        return id;
      }),
    /** Brings hidden neighbors into view. @param {string} id @param {import("./expansion.js").Choice} [choice] */
    expand: (id, choice = everything()) =>
      run(`expand ${id}`, async (api) => {
        const wanted = Math.min(choice.limit, room(scene.nodes.size));
        const found = await findNeighbors(api, required().name, scene, id, { ...choice, limit: wanted });
        const ids = [...scene.nodes.keys(), ...found.nodes.map((node) => node.id)];
        const { edges, edgesTotal: total } = await loadEdges(api, required().name, ids);
        const places = placesAround(required(), layout(), found.nodes, view.position(id));
        perform(
          `expand ${id}`,
          delta({ nodes: found.nodes, edges: [...found.edges, ...edges], origin: id }),
          {
            places,
            counts: { edgesTotal: total },
          },
        );
        return found.nodes.length;
      }),
    /** Takes out what expanding the node brought. @param {string} id @returns {number} how many */
    collapse(id) {
      const dropNodes = scene.broughtBy(id);
      if (dropNodes.length) perform(`collapse ${id}`, delta({ dropNodes }));
      return dropNodes.length;
    },
    /** Takes nodes out of the view; the data stays. @param {string[]} ids */
    hide(ids) {
      if (ids.length)
        perform(ids.length === 1 ? `hide ${ids[0]}` : `hide ${ids.length} nodes`, delta({ dropNodes: ids }));
    },
    /** @param {string} label */
    toggleLabel(label) {
      const off = state.labelsOff.includes(label);
      const labelsOff = off ? state.labelsOff.filter((name) => name !== label) : [...state.labelsOff, label];
      perform(`${off ? "show" : "switch off"} ${label}`, delta({}), { next: { labelsOff } });
    },
    /** @param {string} name empty: the usual one @param {number} [seed] */
    arrange: (name, seed = state.seed) =>
      run(`layout ${name || layout()}`, async (api) => {
        if (name === "fcose") {
          const from = positions();
          await view.runFcose();
          perform("layout fcose", delta({}), {
            from,
            places: positions(),
            next: { layout: name },
            move: true,
          });
          return;
        }
        const chosen = layoutFor(required(), name);
        const places = await placesFor(api, required(), chosen, seed, [...scene.nodes.values()]);
        perform(`layout ${chosen}`, delta({}), { places, next: { layout: name, seed }, move: true });
      }),
    /** @param {string} attribute */
    setCaption(attribute) {
      perform("change captions", delta({}), { next: { caption: attribute } });
    },
    /** @param {string} id */
    setSelected(id) {
      state = { ...state, selected: id };
      onChange("selection");
    },
    /** Data that this page has changed: no step of the view, so undo cannot bring back what is gone. @param {Delta} change */
    dataChanged(change) {
      const places = new Map(
        change.nodes.map(({ id }) => [id, scene.nodes.has(id) ? view.position(id) : view.freePlace()]),
      );
      commit(change, places);
      undo.clear();
      onChange("data");
    },
  };
}
