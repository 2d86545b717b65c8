/** A tab that nobody sees goes to sleep after a while, and wakes when it is shown again. */

const PATIENCE_MILLIS = 15_000;

/**
 * @param {{sleep: () => void, wake: () => void}} what
 * @param {Pick<Document, "visibilityState" | "addEventListener">} [page]
 * @param {number} [patienceMillis]
 */
export function sleepWhileHidden({ sleep, wake }, page = document, patienceMillis = PATIENCE_MILLIS) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  page.addEventListener("visibilitychange", () => {
    clearTimeout(soon);
    if (page.visibilityState === "hidden") soon = setTimeout(sleep, patienceMillis);
    else wake();
  });
}
