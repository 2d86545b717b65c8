/** The trace in numbers: by way or thread, by function, and crossing by crossing. */
import { element, replaceChildren } from "../../common/dom.js";
import { bytes, count, nanos } from "../../common/format.js";

/**
 * @typedef {import("../lab-types.js").Trace} Trace
 * @typedef {import("./timeline.js").Event} Event
 * @typedef {import("./timeline.js").Lane} Lane
 */

/** Longer lists are for the files. */
const LISTED_MAX = 200;

/**
 * @param {HTMLElement} table
 * @param {Trace} trace
 * @param {Lane[]} lanes
 */
export function showLanes(table, { sections }, lanes) {
  const rows = sections.length
    ? sections.map(({ title, calls, rows: moved, bytesIn, bytesOut, micros, crossingMicros }) => ({
        name: title,
        calls,
        rows: moved,
        bytes: bytesIn + bytesOut,
        length: micros * 1000,
        crossing: crossingMicros * 1000,
      }))
    : lanes.map(({ name, events, rows: moved, busy, end }) => ({
        name,
        calls: events.length,
        rows: moved,
        bytes: events.reduce((sum, event) => sum + event.bytes, 0),
        length: end - (events[0]?.start ?? 0),
        crossing: busy,
      }));
  fill(table, {
    caption: "The time line in numbers",
    heads: [
      sections.length ? "Way" : "Thread",
      "Crossings",
      "Rows",
      "Copied",
      "From first to last",
      "In crossings",
      "Per row",
    ],
    rows: rows.map(({ name, calls, rows: moved, bytes: copied, length, crossing }) => [
      name,
      count(calls),
      count(moved),
      bytes(copied),
      nanos(length),
      nanos(crossing),
      moved ? nanos(length / moved) : "–",
    ]),
  });
}

/** @param {HTMLElement} table @param {Trace["functions"]} functions */
export function showFunctions(table, functions) {
  fill(table, {
    caption: "Kept crossings by function",
    heads: ["Function", "Crossings", "Rows", "Copied", "Together", "Each, on average", "Errors"],
    rows: [...functions]
      .sort((a, b) => b.micros - a.micros)
      .map(({ name, calls, rows, bytesIn, bytesOut, errors, micros }) => [
        name,
        count(calls),
        count(rows),
        bytes(bytesIn + bytesOut),
        nanos(micros * 1000),
        calls ? nanos((micros * 1000) / calls) : "–",
        count(errors),
      ]),
  });
}

/** @param {HTMLElement} table @param {Event[]} events */
export function showCrossings(table, events) {
  const more = events.length - LISTED_MAX;
  fill(table, {
    caption:
      more > 0
        ? `The first ${count(LISTED_MAX)} crossings in view; ${count(more)} more are in view: zoom in to see them`
        : `All ${count(events.length)} crossings in view`,
    heads: ["Function", "Of", "Begins", "Takes", "Rows", "Copied"],
    rows: events
      .slice(0, LISTED_MAX)
      .map((event) => [
        event.name,
        event.lane,
        nanos(event.start),
        nanos(event.duration),
        count(event.rows),
        bytes(event.bytes),
      ]),
  });
}

/**
 * @param {HTMLElement} table
 * @param {{caption: string, heads: string[], rows: string[][]}} content the first column names the row; those of texts are
 *   found by what they hold
 */
function fill(table, { caption, heads, rows }) {
  /** @param {number} column */
  const isNumber = (column) => rows.every((cells) => /^[\d–]/.test(cells[column] ?? ""));
  replaceChildren(
    table,
    element("caption", {}, caption),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...heads.map((head, column) =>
          element("th", { scope: "col", class: column > 0 && isNumber(column) ? "number" : null }, head),
        ),
      ),
    ),
    element(
      "tbody",
      {},
      ...rows.map((cells) =>
        element(
          "tr",
          {},
          ...cells.map((text, column) =>
            column === 0
              ? element("th", { scope: "row" }, text)
              : element("td", { class: isNumber(column) ? "number" : null }, text),
          ),
        ),
      ),
    ),
  );
}
