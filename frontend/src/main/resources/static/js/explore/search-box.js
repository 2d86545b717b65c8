/** Search with suggestions: the combobox pattern of ARIA, filled by the server as one types. */
import { announce } from "../common/announce.js";
import { element, isolated, replaceChildren, requireElement } from "../common/dom.js";
import { counted } from "../common/format.js";
import { isAbort } from "../common/problem.js";

/**
 * @typedef {import("../common/api-types.js").Node} Node
 * @typedef {object} Options
 * @property {(text: string, signal: AbortSignal) => Promise<Node[]>} find
 * @property {(id: string) => void} onAdd
 * @property {(id: string) => void} onReplace
 */

const PAUSE_MILLIS = 180;

/** @param {Options} options */
export function createSearchBox({ find, onAdd, onReplace }) {
  const input = requireElement("search", HTMLInputElement);
  const list = requireElement("search-list");
  /** @type {Node[]} */
  let found = [];
  /** The text for which they were found: who types on means others. */
  let foundFor = "";
  let active = -1;
  let waiting = 0;
  let request = new AbortController();

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  /** @param {number} index */
  const activate = (index) => {
    active = found.length ? (index + found.length) % found.length : -1;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    const option = list.children[active];
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  /** @param {boolean} replace */
  const choose = (replace) => {
    const node = found[Math.max(active, 0)];
    if (!node || foundFor !== input.value.trim()) return;
    input.value = "";
    found = [];
    close();
    if (replace) onReplace(node.id);
    else onAdd(node.id);
  };
  const show = () => {
    replaceChildren(
      list,
      ...found.map((node, index) =>
        element(
          "li",
          {
            id: `search-option-${index}`,
            role: "option",
            "aria-selected": "false",
            mousedown: (/** @type {MouseEvent} */ event) => {
              event.preventDefault();
              active = index;
              choose(event.ctrlKey || event.metaKey);
            },
          },
          isolated(node.id, "id"),
          " ",
          element("small", {}, isolated([...node.labels, textOf(node)].filter(Boolean).join(" · "))),
        ),
      ),
      !found.length &&
        element("li", { role: "option", "aria-disabled": "true", class: "hint" }, "Nothing found"),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    announce(found.length ? `${counted(found.length, "suggestion")}, arrow keys to choose` : "Nothing found");
    if (found.length) activate(0);
  };
  const search = async () => {
    request.abort();
    request = new AbortController();
    const text = input.value.trim();
    if (text === "") return close();
    try {
      const nodes = await find(text, request.signal);
      if (input.value.trim() !== text) return;
      found = nodes;
      foundFor = text;
      show();
    } catch (error) {
      if (!isAbort(error)) close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(search, PAUSE_MILLIS);
  });
  input.addEventListener("blur", () => setTimeout(close, 100));
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) await search();
      else activate(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      if (list.hidden || !found.length || foundFor !== input.value.trim()) await search();
      choose(event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });

  return { focus: () => input.focus() };
}

/** @param {Node} node the first short text attribute that says more than the id */
function textOf({ id, attributes }) {
  const text = Object.values(attributes).find(
    (value) => typeof value === "string" && value !== id && value.length < 60,
  );
  return typeof text === "string" ? text : "";
}
