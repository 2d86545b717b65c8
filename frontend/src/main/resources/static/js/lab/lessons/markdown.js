/** The part of Markdown that the lessons are written in, as a tree. No HTML passes: text stays text. Pure. */

/**
 * @typedef {{kind: "text" | "code" | "strong" | "em", text: string} | {kind: "link", text: string, href: string}} Inline
 *
 * @typedef {{kind: "heading", level: number, content: Inline[]}
 *   | {kind: "paragraph", content: Inline[]}
 *   | {kind: "quote", content: Inline[]}
 *   | {kind: "list", ordered: boolean, items: Inline[][]}
 *   | {kind: "code", language: string, text: string}
 *   | {kind: "table", head: Inline[][], rows: Inline[][][]}
 *   | {kind: "experiment", id: string, search: string}} Block
 */

const EXPERIMENT = /^\{\{experiment ([\w-]+)((?: [\w-]+=\d+)*)\}\}$/;
const ITEM = /^(?:[-*]|(\d+)\.) +(.*)$/;

/**
 * @param {string} source
 * @returns {Block[]}
 */
export function blocksOf(source) {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  /** @type {Block[]} */
  const blocks = [];
  let at = 0;
  /** Takes lines as long as they are wanted. @param {(line: string) => boolean} wanted */
  const take = (wanted) => {
    const from = at;
    while (at < lines.length && wanted(lines[at] ?? "")) at += 1;
    return lines.slice(from, at);
  };

  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = /^(#{1,4}) +(.*)$/.exec(line);
    const fence = /^```(\w*)$/.exec(line);
    const experiment = EXPERIMENT.exec(line.trim());
    if (line.trim() === "") at += 1;
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, content: inlinesOf(heading[2] ?? "") });
      at += 1;
    } else if (fence) {
      at += 1;
      const text = take((next) => next !== "```").join("\n");
      at += 1;
      blocks.push({ kind: "code", language: fence[1] ?? "", text });
    } else if (experiment) {
      const search = (experiment[2] ?? "").trim().replaceAll(" ", "&");
      blocks.push({ kind: "experiment", id: experiment[1] ?? "", search: search && `?${search}` });
      at += 1;
    } else if (ITEM.test(line)) blocks.push(list(take((next) => ITEM.test(next) || /^ {2,}\S/.test(next))));
    else if (line.startsWith("|")) blocks.push(table(take((next) => next.startsWith("|"))));
    else if (line.startsWith(">")) {
      const quoted = take((next) => next.startsWith(">")).map((next) => next.replace(/^> ?/, ""));
      blocks.push({ kind: "quote", content: inlinesOf(quoted.join(" ")) });
    } else {
      const text = take(
        (next) => next.trim() !== "" && !/^(#{1,4} |```|\||>)/.test(next) && !ITEM.test(next),
      );
      // A line that looks like the beginning of another block, and is none, stands for itself.
      if (!text.length) text.push(lines[at++] ?? "");
      blocks.push({ kind: "paragraph", content: inlinesOf(text.map((next) => next.trim()).join(" ")) });
    }
  }
  return blocks;
}

/** @param {string[]} lines @returns {Block} */
function list(lines) {
  /** @type {string[]} */
  const items = [];
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (item) items.push(item[2] ?? "");
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return { kind: "list", ordered: /^\d/.test(lines[0] ?? ""), items: items.map(inlinesOf) };
}

/** @param {string[]} lines @returns {Block} */
function table(lines) {
  const cells = lines
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line.trim()))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split("|")
        .map((cell) => inlinesOf(cell.trim())),
    );
  return { kind: "table", head: cells[0] ?? [], rows: cells.slice(1) };
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/**
 * @param {string} text
 * @returns {Inline[]}
 */
export function inlinesOf(text) {
  /** @type {Inline[]} */
  const inlines = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) inlines.push({ kind: "text", text: text.slice(at, match.index) });
    const [whole, code, strong, em, label, href] = match;
    if (code !== undefined) inlines.push({ kind: "code", text: code });
    else if (strong !== undefined) inlines.push({ kind: "strong", text: strong });
    else if (em !== undefined) inlines.push({ kind: "em", text: em });
    else inlines.push(link(label ?? "", href ?? ""));
    at = match.index + whole.length;
  }
  if (at < text.length) inlines.push({ kind: "text", text: text.slice(at) });
  return inlines;
}

/** Links lead to pages of this server, to places in this page, and to the web: to nothing that could run. @param {string} text @param {string} href @returns {Inline} */
function link(text, href) {
  return /^(\/(?!\/)|#|https:\/\/)/.test(href) ? { kind: "link", text, href } : { kind: "text", text };
}
