/**
 * A canvas over the graph's own, for what must stay readable at any zoom: how many edges of a node are not shown,
 * and names, the largest nodes' first, as many as there is room for.
 */

/**
 * @typedef {object} Mark in pixels of the element, the most important first
 * @property {number} x
 * @property {number} y
 * @property {number} radius
 * @property {string} caption
 * @property {string} badge
 * @property {boolean} selected
 *
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box
 */

const NAMED_MAX = 200;
const FONT = "11px system-ui, sans-serif";
const BADGE_FONT = "600 10px system-ui, sans-serif";

/** @param {HTMLElement} element */
export function createOverlay(element) {
  const canvas = document.createElement("canvas");
  canvas.className = "overlay";
  canvas.setAttribute("aria-hidden", "true");
  element.append(canvas);
  const context = canvas.getContext("2d");

  return {
    /**
     * @param {Mark[]} marks
     * @param {{ink: string, canvas: string, accent: string}} colors
     */
    draw(marks, colors) {
      if (!context) return;
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio || 1;
      const [pixelsX, pixelsY] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (canvas.width !== pixelsX || canvas.height !== pixelsY) {
        [canvas.width, canvas.height] = [pixelsX, pixelsY];
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (const mark of marks) if (mark.badge) drawBadge(context, mark, colors);
      drawNames(context, marks, colors);
    },
  };
}

/** @param {CanvasRenderingContext2D} context @param {Mark} mark @param {{ink: string, canvas: string}} colors */
function drawBadge(context, { x, y, radius, badge }, colors) {
  context.font = BADGE_FONT;
  const half = Math.max(8, context.measureText(badge).width / 2 + 4);
  const centerX = x + radius * 0.75 + half - 4;
  const centerY = y - radius * 0.75 - 2;
  context.beginPath();
  context.roundRect(centerX - half, centerY - 7, half * 2, 14, 7);
  context.fillStyle = colors.ink;
  context.fill();
  context.fillStyle = colors.canvas;
  context.fillText(badge, centerX, centerY + 0.5);
}

/**
 * Names beneath their nodes, as many as fit without touching one another; a selected node's always.
 * @param {CanvasRenderingContext2D} context
 * @param {Mark[]} marks
 * @param {{ink: string, canvas: string, accent: string}} colors
 */
function drawNames(context, marks, colors) {
  /** @type {Box[]} */
  const taken = [];
  const candidates = [
    ...marks.filter(({ selected }) => selected),
    ...marks.filter(({ selected }) => !selected),
  ];
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.strokeStyle = colors.canvas;
  for (const { x, y, radius, caption, selected } of candidates) {
    if (taken.length >= NAMED_MAX) break;
    if (!caption) continue;
    context.font = selected ? `bold ${FONT}` : FONT;
    const half = context.measureText(caption).width / 2 + 3;
    const top = y + radius + 2;
    const box = { left: x - half, right: x + half, top, bottom: top + 14 };
    if (!selected && taken.some((other) => touches(box, other))) continue;
    taken.push(box);
    context.fillStyle = selected ? colors.accent : colors.ink;
    context.strokeText(caption, x, top + 7);
    context.fillText(caption, x, top + 7);
  }
}

/** @param {Box} a @param {Box} b */
export function touches(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** @param {number} hidden */
export function badgeText(hidden) {
  return hidden < 1000 ? `+${hidden}` : `+${Math.floor(hidden / 100) / 10}k`;
}
