/** A few choices that outlive the page. A browser that keeps nothing gets the defaults. */

/**
 * @param {string} name
 * @returns {string | null}
 */
export function readPreference(name) {
  try {
    return localStorage.getItem(`kneiphof.${name}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function writePreference(name, value) {
  try {
    localStorage.setItem(`kneiphof.${name}`, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}

/** The user asked the system for less movement. */
export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
