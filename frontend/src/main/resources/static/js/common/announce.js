/** What happened, for those who do not see it: one polite live region for each page. */
import { requireElement } from "./dom.js";

/** @param {string} message */
export function announce(message) {
  const region = requireElement("announcer");
  // The same text twice is spoken once only, unless the region was empty in between.
  region.textContent = "";
  setTimeout(() => {
    region.textContent = message;
  }, 50);
}
