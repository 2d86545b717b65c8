/** Every view is a URL. What it holds, and how it is written and read; pure. */

/**
 * @typedef {object} ViewState
 * @property {string} graph
 * @property {string} filter the text form
 * @property {string[] | null} focus exactly these nodes instead of a query
 * @property {string} order
 * @property {number} limit
 * @property {string[]} added nodes beyond those of the query
 * @property {string[]} hidden nodes of the query that are not shown
 * @property {string[]} labelsOff labels switched off in the legend
 * @property {string} layout empty: what suits the graph
 * @property {number} seed
 * @property {string} caption empty: what suits the graph
 * @property {string} selected
 */

export const SOFT_BUDGET = 1_000;
export const HARD_BUDGET = 4_000;
export const DEFAULT_SEED = 7;
/** The order in which nodes were added; to the server that is no order at all. */
export const INSERTION = "arrival";

/** A query of this length passes every server; longer lists travel behind the #, which stays in the browser. */
const QUERY_CHARACTERS = 4_000;

/** @returns {ViewState} */
export function emptyState() {
  return {
    graph: "",
    filter: "",
    focus: null,
    order: "-degree",
    limit: SOFT_BUDGET,
    added: [],
    hidden: [],
    labelsOff: [],
    layout: "",
    seed: DEFAULT_SEED,
    caption: "",
    selected: "",
  };
}

/**
 * @param {string} search with or without the leading ?
 * @param {string} [hash] with or without the leading #
 * @returns {ViewState}
 */
export function parseState(search, hash = "") {
  const parameters = new URLSearchParams(search);
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) parameters.set(name, value);
  const state = emptyState();
  const focus = parameters.get("focus");
  return {
    ...state,
    graph: parameters.get("graph") ?? "",
    filter: parameters.get("q") ?? "",
    focus: focus === null ? null : splitIds(focus),
    order: parameters.get("order") || state.order,
    limit: within(parameters.get("limit"), 1, HARD_BUDGET, state.limit),
    added: splitIds(parameters.get("add") ?? ""),
    hidden: splitIds(parameters.get("hide") ?? ""),
    labelsOff: splitIds(parameters.get("off") ?? ""),
    layout: parameters.get("layout") ?? "",
    seed: within(parameters.get("seed"), 0, Number.MAX_SAFE_INTEGER, state.seed),
    caption: parameters.get("caption") ?? "",
    selected: parameters.get("selected") ?? "",
  };
}

/**
 * Only what differs from an untouched view is written.
 * @param {ViewState} state
 * @returns {string} from the ? on, empty for the empty state
 */
export function formatState(state) {
  const usual = emptyState();
  const short = new URLSearchParams();
  const long = new URLSearchParams();
  if (state.graph) short.set("graph", state.graph);
  if (state.filter) short.set("q", state.filter);
  if (state.order !== usual.order) short.set("order", state.order);
  if (state.limit !== usual.limit) short.set("limit", String(state.limit));
  if (state.layout) short.set("layout", state.layout);
  if (state.seed !== usual.seed) short.set("seed", String(state.seed));
  if (state.caption) short.set("caption", state.caption);
  if (state.selected) short.set("selected", state.selected);
  if (state.labelsOff.length) short.set("off", joinIds(state.labelsOff));
  const lists = { focus: state.focus, add: state.added, hide: state.hidden };
  for (const [name, ids] of Object.entries(lists)) {
    if (ids === null || (name !== "focus" && !ids.length)) continue;
    const joined = joinIds(ids);
    const place = short.toString().length + joined.length < QUERY_CHARACTERS ? short : long;
    place.set(name, joined);
  }
  const query = short.toString();
  const fragment = long.toString();
  return (query && `?${query}`) + (fragment && `#${fragment}`);
}

/**
 * Ids joined by commas; a comma or backslash inside an id is escaped.
 * @param {string[]} ids
 */
export function joinIds(ids) {
  return ids.map((id) => id.replace(/[\\,]/g, "\\$&")).join(",");
}

/** @param {string} text */
export function splitIds(text) {
  if (text === "") return [];
  const ids = [""];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === ",") ids.push("");
    else ids[ids.length - 1] += character === "\\" ? (text[(at += 1)] ?? "") : character;
  }
  return ids;
}

/**
 * @param {string | null} text
 * @param {number} low
 * @param {number} high
 * @param {number} otherwise
 */
function within(text, low, high, otherwise) {
  const value = Number(text);
  return text !== null && text !== "" && Number.isSafeInteger(value) && value >= low && value <= high
    ? value
    : otherwise;
}
