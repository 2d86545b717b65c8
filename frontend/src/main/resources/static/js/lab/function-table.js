/** Every native function with its counts, sortable by each column. */
import { element, replaceChildren } from "../common/dom.js";
import { bytes, compact, count, nanos } from "../common/format.js";
import { merge, quantile } from "./histogram.js";

/**
 * @typedef {import("../common/api-types.js").FunctionCrossings} FunctionCrossings
 * @typedef {object} Column
 * @property {string} title
 * @property {string} [hint]
 * @property {(row: FunctionCrossings) => number | string} value what is sorted by
 * @property {(row: FunctionCrossings) => string} text
 */

/** @param {FunctionCrossings} row @param {number} fraction */
const at = (row, fraction) => quantile(merge([row.histogram]), fraction) ?? 0;
/** @param {number} value */
const duration = (value) => (value ? `≤ ${nanos(value)}` : "–");

/** @type {Column[]} */
export const COLUMNS = [
  { title: "Function", value: (row) => row.name, text: (row) => row.name.replace(/^kneiphof_/, "") },
  { title: "Calls", value: (row) => row.calls, text: (row) => count(row.calls) },
  { title: "Rows", value: (row) => row.rows, text: (row) => count(row.rows) },
  {
    title: "Rows/call",
    value: (row) => (row.calls ? row.rows / row.calls : 0),
    text: (row) => (row.calls ? compact(row.rows / row.calls) : "–"),
  },
  {
    title: "In",
    hint: "bytes copied to Rust",
    value: (row) => row.bytesIn,
    text: (row) => bytes(row.bytesIn),
  },
  {
    title: "Out",
    hint: "bytes copied to Java",
    value: (row) => row.bytesOut,
    text: (row) => bytes(row.bytesOut),
  },
  {
    title: "Viewed",
    hint: "bytes read in place",
    value: (row) => row.bytesViewed,
    text: (row) => bytes(row.bytesViewed),
  },
  { title: "p50", value: (row) => at(row, 0.5), text: (row) => duration(at(row, 0.5)) },
  { title: "p99", value: (row) => at(row, 0.99), text: (row) => duration(at(row, 0.99)) },
  {
    title: "Measured",
    hint: "calls whose duration was taken",
    value: (row) => row.sampled,
    text: (row) => count(row.sampled),
  },
  {
    title: "Upcalls",
    hint: "calls from Rust to Java",
    value: (row) => row.upcalls,
    text: (row) => count(row.upcalls),
  },
  { title: "Errors", value: (row) => row.errors, text: (row) => count(row.errors) },
];

/**
 * @param {FunctionCrossings[]} rows
 * @param {{column: number, descending: boolean}} order
 * @returns {FunctionCrossings[]}
 */
export function sorted(rows, { column, descending }) {
  const value = COLUMNS[column]?.value ?? ((row) => row.name);
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return x === y ? a.name.localeCompare(b.name) : sign * (x < y ? -1 : 1);
  });
}

/** @param {HTMLTableElement} table */
export function createFunctionTable(table) {
  let order = { column: 1, descending: true };
  /** @type {FunctionCrossings[]} */
  let rows = [];
  const body = element("tbody");
  const heads = COLUMNS.map(({ title, hint }, column) =>
    element(
      "th",
      { scope: "col", class: column ? "number" : "", title: hint },
      element("button", { type: "button", class: "sort", click: () => sortBy(column) }, title),
    ),
  );
  table.append(element("thead", {}, element("tr", {}, ...heads)), body);

  /** @param {number} column */
  const sortBy = (column) => {
    order = { column, descending: order.column === column ? !order.descending : column > 0 };
    render();
  };
  const render = () => {
    heads.forEach((head, column) => {
      if (column === order.column)
        head.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const most = Math.max(1, ...rows.map((row) => row.calls));
    replaceChildren(
      body,
      ...sorted(rows, order).map((row) =>
        element(
          "tr",
          {},
          ...COLUMNS.map(({ text }, column) => {
            if (column === 0) return element("th", { scope: "row", title: row.name }, text(row));
            const share =
              column === 1 &&
              element("meter", { min: 0, max: most, value: row.calls, "aria-hidden": "true" });
            return element("td", { class: "number" }, share, text(row));
          }),
        ),
      ),
    );
  };

  return {
    /** @param {FunctionCrossings[]} next */
    show(next) {
      rows = next.filter(({ calls }) => calls > 0);
      render();
    },
  };
}
