/** What an import has done, in words; and the rows it refused, by their line in the file. */
import { element, isolated } from "./dom.js";
import { compact, count, counted } from "./format.js";

/** @param {import("./import-job.js").Totals} totals */
export function summary({ received, created, rejected, crossings, millis }) {
  const perSecond = millis > 0 ? compact((received * 1000) / millis) : "0";
  return (
    `${counted(received, "row")} read, ${count(created)} stored, ${count(rejected)} refused, ` +
    `${perSecond} rows/s, ${counted(crossings, "crossing")}`
  );
}

/**
 * @param {import("./api-types.js").RowError[]} errors the first of them
 * @param {number} total
 */
export function errorList(errors, total) {
  if (!errors.length) return null;
  const title =
    total > errors.length
      ? `The first ${errors.length} of ${count(total)} refused rows`
      : counted(total, "refused row");
  const lines = errors.map(({ line, code, detail }) =>
    element(
      "li",
      {},
      line !== undefined && element("strong", {}, `line ${line} `),
      isolated(detail ?? ""),
      code && element("span", { class: "code" }, ` ${code}`),
    ),
  );
  return element(
    "details",
    { open: true, class: "row-errors" },
    element("summary", {}, title),
    element("ul", {}, ...lines),
  );
}

/**
 * @param {string} fileName
 * @returns {string} a name that a graph can have
 */
export function suggestName(fileName) {
  const name = fileName
    .toLowerCase()
    .replace(/\.(csv|txt)$/, "")
    .replace(/[-_.]?(nodes|edges)$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name.slice(0, 63) || "imported";
}
