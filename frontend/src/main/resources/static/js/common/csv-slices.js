/**
 * Cuts a CSV text, which arrives in pieces of any size, into slices of whole records with the header repeated,
 * and remembers the line at which each slice began, so that errors can name lines of the file. Pure.
 */

/**
 * @typedef {object} Slice
 * @property {string} csv the header and whole records
 * @property {number} records
 * @property {number} firstLine line of the file at which the first record stands
 * @property {number} headerLines lines that the repeated header takes
 */

const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const SLICE_CHARACTERS = 1 << 20;
const RECORD_CHARACTERS = 8 << 20;

/** @param {{sliceCharacters?: number, recordCharacters?: number}} [sizes] */
export function createCsvSlicer({
  sliceCharacters = SLICE_CHARACTERS,
  recordCharacters = RECORD_CHARACTERS,
} = {}) {
  let header = "";
  let headerLines = 0;
  let line = 1;
  let recordLine = 1;
  /** text since the last end of a record */
  let rest = "";
  let scanned = 0;
  let quoted = false;
  let fieldStart = true;
  /** the character before closed a quoted value */
  let closed = false;
  let body = "";
  let records = 0;
  let firstLine = 0;

  /** @param {Slice[]} slices */
  const flush = (slices) => {
    if (records > 0) slices.push({ csv: header + body, records, firstLine, headerLines });
    body = "";
    records = 0;
  };
  /** @param {string} record with its line end @param {Slice[]} slices */
  const take = (record, slices) => {
    const at = recordLine;
    recordLine = line;
    if (record.trim() === "") {
      // A blank line is no record, but the lines after it keep their numbers: a slice ends here.
      flush(slices);
      return;
    }
    if (header === "") {
      header = record.endsWith("\n") ? record : `${record}\n`;
      headerLines = line - at || 1;
      return;
    }
    if (records > 0 && body.length + record.length > sliceCharacters) flush(slices);
    if (records === 0) firstLine = at;
    body += record;
    records += 1;
  };

  return {
    get header() {
      return header;
    },
    /**
     * @param {string} text
     * @returns {Slice[]} those that are full
     */
    push(text) {
      /** @type {Slice[]} */
      const slices = [];
      rest += line === 1 && rest === "" && header === "" ? text.replace(/^\ufeff/, "") : text;
      let start = 0;
      for (; scanned < rest.length; scanned += 1) {
        const character = rest.charCodeAt(scanned);
        if (character === LINE_FEED) line += 1;
        if (quoted) {
          // A doubled quote closes and opens again: for finding the end that is the same.
          if (character === QUOTE) [quoted, closed] = [false, true];
          continue;
        }
        if (character === QUOTE && (fieldStart || closed)) quoted = true;
        else if (character === LINE_FEED) {
          take(rest.slice(start, scanned + 1), slices);
          start = scanned + 1;
        }
        closed = false;
        fieldStart = character === COMMA || character === LINE_FEED;
      }
      rest = rest.slice(start);
      scanned -= start;
      if (rest.length > recordCharacters) {
        throw new Error(
          `The row that begins in line ${recordLine} does not end: is a closing quote missing?`,
        );
      }
      return slices;
    },
    /** @returns {Slice[]} what is left */
    end() {
      /** @type {Slice[]} */
      const slices = [];
      if (rest.trim() !== "") {
        line += 1;
        take(rest, slices);
      }
      rest = "";
      flush(slices);
      return slices;
    },
  };
}

/**
 * @param {Slice} slice
 * @param {number} line of the slice, its header being the first
 * @returns {number} of the file
 */
export function fileLine({ firstLine, headerLines }, line) {
  return line <= headerLines ? line : firstLine + line - headerLines - 1;
}

/**
 * The columns that a header names.
 * @param {string} header
 * @returns {string[]}
 */
export function columnsOf(header) {
  const cells = header.trim().match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return cells
    .map((cell) => cell.replace(/,$/, ""))
    .slice(0, header.trim().endsWith(",") ? undefined : -1)
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
}

/**
 * @param {string[]} columns
 * @returns {"nodes" | "edges"}
 */
export function guessKind(columns) {
  const names = columns.map((column) => column.toLowerCase());
  return names.includes("source") && names.includes("target") ? "edges" : "nodes";
}
