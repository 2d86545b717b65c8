/** What the server refuses, as an error that a page can show: RFC 9457 problems, and answers that are none. */

/** @typedef {import("./api-types.js").Problem} Problem */

export class ApiProblem extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail || problem.title || `The server answered ${problem.status}`);
    this.name = "ApiProblem";
    this.problem = problem;
    this.status = problem.status ?? 0;
    this.code = problem.code ?? "";
    this.errors = problem.errors ?? [];
  }
}

export class Unreachable extends Error {
  constructor() {
    super("The server cannot be reached");
    this.name = "Unreachable";
  }
}

/**
 * @param {number} status
 * @param {string} text the body
 * @returns {ApiProblem}
 */
export function problemOf(status, text) {
  /** @type {unknown} */
  let body = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy's or a container's own page: the status is all there is to tell.
  }
  const problem = typeof body === "object" && body !== null ? /** @type {Problem} */ (body) : {};
  return new ApiProblem({ title: `The server answered ${status}`, ...problem, status });
}

/**
 * Heading and sentence for any failure.
 * @param {unknown} error
 * @returns {{title: string, detail: string, code: string, page: string}} page explains the code, if one does
 */
export function explain(error) {
  if (error instanceof ApiProblem) {
    const { title, detail, type } = error.problem;
    const page = type?.startsWith("/problems/") ? type : "";
    return { title: title ?? "The server refused the request", detail: detail ?? "", code: error.code, page };
  }
  if (error instanceof Unreachable) {
    const detail = "Is it still running? Nothing was lost here; try again when it is back.";
    return { title: error.message, detail, code: "", page: "" };
  }
  // A plain Error is one of ours and says in its message what to do.
  if (error instanceof Error && error.constructor === Error)
    return { title: error.message, detail: "", code: "", page: "" };
  return { title: "Something went wrong in this page", detail: String(error), code: "", page: "" };
}

/**
 * True when the user cancelled.
 * @param {unknown} error
 */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}
