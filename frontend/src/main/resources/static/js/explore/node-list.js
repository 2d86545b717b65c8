/**
 * What the canvas shows, as a list for keyboard and screen reader: one stop in the tab order, arrow keys inside,
 * → opens a node's neighbors in view, ← goes back. Only the rows around the active one are in the document.
 */
import { element, isolated, replaceChildren } from "../common/dom.js";
import { count, counted } from "../common/format.js";

/**
 * @typedef {{id: string, text: string, detail: string, neighbors: number, hidden: number, selected: boolean}} Item
 * @typedef {object} Source
 * @property {() => Item[]} all
 * @property {(id: string) => Item[]} neighbors
 * @property {(id: string) => void} onSelect
 * @property {(message: string) => void} say
 */

const WINDOW = 60;

/**
 * @param {HTMLElement} list with role listbox
 * @param {HTMLElement} heading
 * @param {Source} source
 */
export function createNodeList(list, heading, { all, neighbors, onSelect, say }) {
  /** @type {string[]} the way to the neighbors that are listed */
  let path = [];
  /** @type {Item[]} */
  let items = [];
  let active = 0;
  let size = WINDOW;

  const load = () => {
    const at = path.at(-1);
    items = at === undefined ? all() : neighbors(at);
    active = Math.max(0, Math.min(active, items.length - 1));
  };
  const render = ({ scroll = true } = {}) => {
    const first = Math.max(0, Math.min(active - WINDOW / 2, items.length - WINDOW));
    const visible = items.slice(first, first + size);
    const at = path.at(-1);
    replaceChildren(
      heading,
      at === undefined ? "In view" : "Neighbors of ",
      at !== undefined && isolated(at),
    );
    replaceChildren(
      list,
      ...visible.map((item, index) => row(item, first + index)),
      !items.length &&
        element(
          "div",
          { role: "option", "aria-disabled": "true", class: "hint" },
          at === undefined ? "Nothing is shown." : "No neighbors in view.",
        ),
    );
    const current = list.children[active - first];
    if (current && items.length) list.setAttribute("aria-activedescendant", current.id);
    else list.removeAttribute("aria-activedescendant");
    if (scroll) current?.scrollIntoView({ block: "nearest" });
  };
  /** @param {Item} item @param {number} index */
  const row = (item, index) =>
    element(
      "div",
      {
        id: `item-${index}`,
        role: "option",
        class: index === active ? "active" : "",
        "aria-selected": String(item.selected),
        "aria-setsize": items.length,
        "aria-posinset": index + 1,
        click: () => {
          active = index;
          onSelect(item.id);
          render();
        },
      },
      isolated(item.text, "item-text"),
      element("span", { class: "item-detail" }, item.detail && isolated(item.detail), describe(item)),
    );
  /** @param {number} to */
  const move = (to) => {
    active = Math.max(0, Math.min(to, items.length - 1));
    size = WINDOW;
    render();
  };

  list.addEventListener("scroll", () => {
    const rest = list.scrollHeight - list.scrollTop - list.clientHeight;
    if (rest > 40 || list.children.length < size) return;
    size += WINDOW;
    const { scrollTop } = list;
    render({ scroll: false });
    list.scrollTop = scrollTop;
  });
  list.addEventListener("keydown", (event) => {
    const item = items[active];
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "PageDown") move(active + 10);
    else if (event.key === "PageUp") move(active - 10);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(items.length - 1);
    else if ((event.key === "Enter" || event.key === " ") && item) onSelect(item.id);
    else if (event.key === "ArrowRight" && item) {
      path.push(item.id);
      active = 0;
      load();
      render();
      say(`Neighbors of ${item.text}: ${counted(items.length, "node")} in view`);
    } else if ((event.key === "ArrowLeft" || event.key === "Backspace") && path.length) {
      const left = path.pop();
      load();
      active = Math.max(
        0,
        items.findIndex(({ id }) => id === left),
      );
      render();
      say(path.length ? `Neighbors of ${path.at(-1)}` : "All nodes in view");
    } else return;
    event.preventDefault();
  });

  return {
    /** Shows what the view shows now. @param {string | null} selected */
    show(selected) {
      load();
      const at = selected === null ? -1 : items.findIndex(({ id }) => id === selected);
      if (at >= 0) active = at;
      render();
    },
    reset() {
      path = [];
      active = 0;
    },
    focus: () => list.focus(),
  };
}

/** What is said behind the labels, which keep their writing direction to themselves (F013). @param {Item} item */
function describe({ detail, neighbors, hidden }) {
  return `${detail && ", "}${counted(neighbors, "edge")}${hidden ? `, ${count(hidden)} hidden` : ""}`;
}
