/** "Copy as curl": the request that an action sent, as a line for a shell. */

/**
 * @param {string} text
 * @returns {string} one shell word, whatever it contains
 */
export function shellQuote(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * A long body is named as the file `body`, which whoever runs the line has to put there.
 * @param {{method: string, url: string, headers: Map<string, string>, body: string | null, longBody?: boolean}} request
 */
export function toCurl({ method, url, headers, body, longBody = false }) {
  const words = ["curl", "-sS"];
  if (method !== "GET" && !(method === "POST" && (longBody || body !== null))) words.push("-X", method);
  words.push(shellQuote(url));
  for (const [name, value] of headers) words.push("-H", shellQuote(`${name}: ${value}`));
  if (body !== null) words.push("--data-raw", shellQuote(body));
  if (longBody) words.push("--data-binary", "@body");
  return words.join(" ");
}
