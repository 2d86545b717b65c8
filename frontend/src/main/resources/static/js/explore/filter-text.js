/**
 * The text form of filters, read as one types: is it whole, and if not, at which column does it break?
 * The server decides what a filter means; this reader only finds the place of a mistake before it is sent. Pure.
 */

/** What stands bare, as the server's own reader has it. */
const WORD = /[\p{L}\p{N}_\-.:+@#/$%&*]+/uy;
const OPERATOR = /==|!=|=[a-z]+=/y;
const NOT = /not *\(/y;
const ALL = /all *\( *\)/y;
const NAMED = ["gt", "ge", "lt", "le", "in", "starts", "contains", "has"];

/** @typedef {{column: number, detail: string}} Mistake columns count from 1 */

/**
 * @param {string} text
 * @returns {Mistake | null}
 */
export function findMistake(text) {
  if (text.trim() === "") return null;
  const reader = createReader(text);
  try {
    let depth = 0;
    for (;;) {
      for (let opened = true; opened;) {
        opened = reader.take("(") || reader.takeWord(NOT);
        if (opened) depth += 1;
        else opened = reader.take("!");
      }
      if (!reader.takeWord(ALL)) reader.test();
      while (depth > 0 && reader.take(")")) depth -= 1;
      if (reader.ended()) break;
      if (!reader.take(";") && !reader.take(",")) reader.fail("expected “;” (and), “,” (or) or the end");
    }
    if (depth > 0) reader.fail("a parenthesis is not closed");
    return null;
  } catch (mistake) {
    if (mistake instanceof SyntaxError) return { column: reader.column(), detail: mistake.message };
    throw mistake;
  }
}

/** @param {string} text */
function createReader(text) {
  let at = 0;
  const skipSpace = () => {
    while (text[at] === " ") at += 1;
  };
  /** @param {string} detail @returns {never} */
  const fail = (detail) => {
    throw new SyntaxError(detail);
  };
  /** @param {RegExp} pattern */
  const match = (pattern) => {
    skipSpace();
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  const quoted = () => {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== "'") at += text[at] === "\\" ? 2 : 1;
    if (at >= text.length) {
      at = start;
      fail("a quoted text is not closed");
    }
    at += 1;
  };
  /** @param {string} expected */
  const word = (expected) => {
    skipSpace();
    if (text[at] === "'") quoted();
    else if (!match(WORD)) fail(`expected ${expected}`);
  };

  return {
    fail,
    ended: () => (skipSpace(), at >= text.length),
    column: () => Math.min(at, text.length) + 1,
    /** @param {string} literal */
    take(literal) {
      skipSpace();
      if (!text.startsWith(literal, at)) return false;
      at += literal.length;
      return true;
    },
    /** @param {RegExp} pattern */
    takeWord: (pattern) => match(pattern) !== "",
    /** selector operator value */
    test() {
      word("an attribute, or label, type, id, degree");
      skipSpace();
      const start = at;
      const operator = match(OPERATOR);
      if (operator === "") fail("expected an operator such as == or =ge=");
      const name = operator.slice(1, -1);
      if (operator !== "==" && operator !== "!=" && !NAMED.includes(name)) {
        at = start;
        fail(`there is no operator ${operator}; there are == != ${NAMED.map((n) => `=${n}=`).join(" ")}`);
      }
      if (name !== "in") return word("a value");
      if (!this.take("(")) fail("=in= is followed by values in parentheses");
      do word("a value");
      while (this.take(","));
      if (!this.take(")")) fail("the list of values is not closed");
    },
  };
}

/**
 * A value as the text form writes it: bare where it can stand bare, quoted where it cannot.
 * @param {string} text
 */
export function quote(text) {
  const bare =
    /^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(text) && !["true", "false", "NaN", "Infinity"].includes(text);
  return bare ? text : `'${text.replace(/['\\]/g, "\\$&")}'`;
}
