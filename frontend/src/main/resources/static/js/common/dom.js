/** Elements without markup strings: every text goes through textContent, so no value can become markup. */

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @param {new () => T} [type]
 * @returns {T}
 */
export function requireElement(id, type) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element with the id ${id}`);
  if (type && !(element instanceof type)) throw new Error(`The element ${id} is no ${type.name}`);
  return /** @type {T} */ (element);
}

/**
 * A part of something that stands in a page more than once, where ids cannot name it.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {Element} root
 * @param {string} name as data-part has it
 * @param {new () => T} [type]
 * @returns {T}
 */
export function requirePart(root, name, type) {
  const part = root.querySelector(`[data-part="${name}"]`);
  if (!part) throw new Error(`There is no part ${name}`);
  if (type && !(part instanceof type)) throw new Error(`The part ${name} is no ${type.name}`);
  return /** @type {T} */ (part);
}

/**
 * A copy of a template of the page, put into a place.
 * @param {Element} place
 * @param {string} id of the template
 */
export function fillFrom(place, id) {
  place.replaceChildren(requireElement(id, HTMLTemplateElement).content.cloneNode(true));
}

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | ((event: any) => void) | null | undefined>} [attributes]
 *   functions become listeners for the event of that name, false and null are left out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") created.addEventListener(name, value);
    else if (value === true) created.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      created.setAttribute(name, String(value));
  }
  append(created, children);
  return created;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const created = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, String(value));
  append(created, children);
  return created;
}

/**
 * Text from outside, isolated so that its writing direction cannot reorder what stands around it (F013).
 * @param {string} text
 * @param {string} [className]
 */
export function isolated(text, className = "") {
  return element("bdi", className ? { class: className } : {}, text);
}

/**
 * @param {Element} parent
 * @param {...Child} children
 */
export function replaceChildren(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
function append(parent, children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
}

/**
 * A button that says what it does; `key` is shown to those who use the keyboard.
 * @param {string} label
 * @param {() => void} action
 * @param {Record<string, string | boolean | null>} [attributes]
 */
export function button(label, action, attributes = {}) {
  return element("button", { type: "button", ...attributes, click: action }, label);
}
