/** What belongs together in a Java binding, a C prototype and a Rust function: the name, and each parameter by its place. Pure. */

/**
 * @typedef {"java" | "c" | "rust"} Language
 * @typedef {{text: string, link: number | null, comment?: boolean}} Segment link 0 is the function, 1 its first parameter
 */

/**
 * The names that are linked, the function first, then its parameters in their order.
 * @param {string} text of a declaration
 * @param {string} name of the function in this language
 * @param {Language} language
 * @returns {string[]} just the name when the declaration is not found
 */
export function namesIn(text, name, language) {
  const declaration = new RegExp(`\\b${name}\\s*\\(`).exec(text);
  if (!declaration) return [name];
  const inside = between(text, declaration.index + declaration[0].length);
  return [name, ...parts(inside).flatMap((part) => parameterName(part, language))];
}

/** The text from a place behind an opening bracket to the closing one. @param {string} text @param {number} from */
function between(text, from) {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
  }
  return text.slice(from, at - 1);
}

/** Cut at the commas that stand in no brackets. @param {string} list */
function parts(list) {
  /** @type {string[]} */
  const cut = [];
  let depth = 0;
  let from = 0;
  // The arrow of a return type is no bracket.
  [...list.replaceAll("->", "  ")].forEach((character, at) => {
    if ("(<[".includes(character)) depth += 1;
    if (")>]".includes(character)) depth -= 1;
    if (character === "," && depth === 0) {
      cut.push(list.slice(from, at));
      from = at + 1;
    }
  });
  return [...cut, list.slice(from)]
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "void");
}

/** @param {string} parameter @param {Language} language */
function parameterName(parameter, language) {
  const name = language === "rust" ? /(\w+)\s*:/.exec(parameter) : /(\w+)\s*(\[\s*\])?$/.exec(parameter);
  return name?.[1] ? [name[1]] : [];
}

const TOKENS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*/g;

/**
 * The text in pieces: comments, linked names, and all between them. Put together they are the text again.
 * @param {string} text
 * @param {string[]} names as namesIn has found them
 * @returns {Segment[]}
 */
export function segmentsOf(text, names) {
  /** @type {Segment[]} */
  const segments = [];
  let at = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const comment = token.startsWith("/");
    const link = comment ? -1 : names.indexOf(token);
    if (!comment && link < 0) continue;
    if (index > at) segments.push({ text: text.slice(at, index), link: null });
    segments.push(comment ? { text: token, link: null, comment } : { text: token, link });
    at = index + token.length;
  }
  if (at < text.length) segments.push({ text: text.slice(at), link: null });
  return segments;
}
