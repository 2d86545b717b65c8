/**
 * JSON without loss. `JSON.parse` rounds integers beyond 2^53 and forgets that 5.0 is a float, so number literals
 * that would suffer are rewritten, before parsing, into the tagged form of the REST contract.
 */

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Like JSON.parse, but 9007199254740993 becomes {"$integer": "9007199254740993"} and 5.0 becomes {"$float": "5.0"}.
 * One pass over the text; only literals outside strings are looked at.
 * @param {string} text
 * @returns {any}
 */
export function parseExact(text) {
  let rewritten = "";
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) {
      at = endOfString(text, at);
    } else if (character === 45 || (character >= 48 && character <= 57)) {
      NUMBER.lastIndex = at;
      const literal = NUMBER.exec(text)?.[0] ?? "";
      const tagged = literal && tagOf(literal);
      if (tagged) {
        rewritten += text.slice(copied, at) + tagged;
        copied = at + literal.length;
      }
      at += literal.length || 1; // no number after all: JSON.parse will say so
    } else {
      at += 1;
    }
  }
  return JSON.parse(rewritten + text.slice(copied));
}

/**
 * @param {string} text
 * @param {number} start of the opening quote
 * @returns {number} behind the closing quote
 */
function endOfString(text, start) {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length; // an open string: JSON.parse names the place
}

/** @param {string} literal */
function tagOf(literal) {
  const value = Number(literal);
  if (/[.eE]/.test(literal)) return Number.isInteger(value) ? `{"$float":"${literal}"}` : "";
  return Number.isSafeInteger(value) ? "" : `{"$integer":"${literal}"}`;
}
