/** The page's design tokens as values that a canvas understands. */

/**
 * Resolves a custom property, light-dark() included.
 * @param {string} name such as --ink
 */
export function token(name) {
  const probe = document.createElement("span");
  probe.hidden = true;
  // Where the system forces colors, every token would else be the same one.
  probe.style.setProperty("forced-color-adjust", "none");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

/**
 * Calls back when the colors of the page have changed, by the switch or by the system.
 * @param {() => void} listener
 */
export function onThemeChange(listener) {
  document.addEventListener("themechange", listener);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
}
