/** Dialogs that change the data: add a node or an edge, edit attributes, delete. Deletes and edits name a version. */
import { createAttributeForm, changes } from "../common/attribute-form.js";
import { ask, field } from "../common/dialogs.js";
import { element, isolated } from "../common/dom.js";
import { counted } from "../common/format.js";
import { ApiProblem } from "../common/problem.js";
import { decodeAttributes, encode } from "../common/values.js";

/**
 * @typedef {import("../common/api.js").Api} Api
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {import("../common/api-types.js").Edge} Edge
 */

/** @param {string} text labels separated by commas */
export function splitLabels(text) {
  return [...new Set(text.split(",").map((label) => label.trim()))].filter((label) => label !== "");
}

/**
 * @param {Api} api
 * @param {string} graph
 * @returns {Promise<Node | undefined>}
 */
export function askNewNode(api, graph) {
  const id = element("input", { name: "id", required: true, autocomplete: "off" });
  const labels = element("input", { name: "labels", autocomplete: "off", placeholder: "Person, Author" });
  const attributes = createAttributeForm();
  return ask({
    title: "Add a node",
    action: "Add node",
    content: [field("Id", id), field("Labels", labels, "separated by commas"), attributes.element],
    submit: () =>
      api.addNode(graph, { id: id.value, labels: splitLabels(labels.value), attributes: attributes.read() }),
  });
}

/**
 * @param {Api} api
 * @param {string} graph
 * @param {{source: string, known: Iterable<string>}} view
 * @returns {Promise<Edge | undefined>}
 */
export function askNewEdge(api, graph, { source: from, known }) {
  const ids = element(
    "datalist",
    { id: "known-ids" },
    ...[...known].slice(0, 500).map((id) => element("option", { value: id })),
  );
  const source = element("input", {
    name: "source",
    required: true,
    list: "known-ids",
    value: from,
    autocomplete: "off",
  });
  const target = element("input", { name: "target", required: true, list: "known-ids", autocomplete: "off" });
  const type = element("input", { name: "type", autocomplete: "off", placeholder: "KNOWS" });
  const id = element("input", { name: "edge-id", autocomplete: "off" });
  const attributes = createAttributeForm();
  return ask({
    title: "Add an edge",
    action: "Add edge",
    content: [
      ids,
      field("Source", source),
      field("Target", target),
      field("Type", type, "may be left out"),
      field("Id", id, "needed only for a second edge of the same type between the same nodes"),
      attributes.element,
    ],
    submit: () =>
      api.addEdge(graph, {
        source: source.value,
        target: target.value,
        ...(type.value ? { type: type.value } : {}),
        ...(id.value ? { id: id.value } : {}),
        attributes: attributes.read(),
      }),
  });
}

/**
 * Saves only while the row is as it was read. When someone was faster, the other version is shown and may be
 * changed in its turn; what was typed stays in the form.
 * @template {Node | Edge} Row
 * @param {Api} api
 * @param {string} graph
 * @param {"nodes" | "edges"} kind
 * @param {Row} row
 * @returns {Promise<Row | undefined>}
 */
export function askEdit(api, graph, kind, row) {
  let current = row;
  const isNode = "labels" in row;
  const labels = element("input", {
    name: "labels",
    value: isNode ? row.labels.join(", ") : "",
    autocomplete: "off",
  });
  const attributes = createAttributeForm(decodeAttributes(row.attributes));
  return ask({
    title: `Edit ${row.id}`,
    action: "Save",
    content: [isNode && field("Labels", labels, "separated by commas"), attributes.element],
    submit: async () => {
      const changed = changes(decodeAttributes(current.attributes), attributes.read(), encode);
      const wanted = splitLabels(labels.value);
      const relabelled = "labels" in current && JSON.stringify(wanted) !== JSON.stringify(current.labels);
      if (changed.size === 0 && !relabelled) return current;
      try {
        return await api.patch(graph, kind, current, {
          ...(relabelled ? { labels: wanted } : {}),
          attributes: changed,
        });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
        current = await api.lookup(graph, kind, row.id);
        throw new Error(
          "Someone else has changed this meanwhile. Save again to put your changes on top of theirs, or cancel to see them first",
        );
      }
    },
  });
}

/**
 * @param {Api} api
 * @param {string} graph
 * @param {"nodes" | "edges"} kind
 * @param {Node | Edge} row
 * @returns {Promise<boolean | undefined>}
 */
export function askRemove(api, graph, kind, row) {
  const edges = "labels" in row ? row.outDegree + row.inDegree : 0;
  return ask({
    title: kind === "nodes" ? "Delete this node?" : "Delete this edge?",
    action: "Delete",
    danger: true,
    content: [
      element("p", {}, isolated(row.id)),
      element(
        "p",
        {},
        edges ? `Its ${counted(edges, "edge")} will be deleted with it. ` : "",
        "This cannot be undone.",
      ),
    ],
    submit: async () => {
      await api.remove(graph, kind, row);
      return true;
    },
  });
}
