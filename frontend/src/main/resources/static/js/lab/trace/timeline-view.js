/** The time line on a canvas: wheel and drag for the mouse, arrows and + and - for the keyboard. */
import { token } from "../../common/colors.js";
import { counted, nanos } from "../../common/format.js";
import { atNextCrossing, boxesOf, moved, ticksOf, wholeView, zoomed } from "./timeline.js";

/**
 * @typedef {import("./timeline.js").Lane} Lane
 * @typedef {import("./timeline.js").View} View
 */

const AXIS = 24;
const LABEL = 22;
const GAP = 14;
const TICK_WIDTH = 110;
const COLORS = [
  "--slot-2",
  "--slot-1",
  "--slot-3",
  "--slot-4",
  "--slot-5",
  "--slot-6",
  "--slot-7",
  "--slot-8",
];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {(view: View) => void} onView
 */
export function createTimeline(canvas, onView) {
  /** @type {Lane[]} */
  let lanes = [];
  /** @type {View} */
  let whole = { from: 0, to: 1 };
  let view = whole;

  /** @param {View} next */
  const look = (next) => {
    view = next;
    draw();
    onView(view);
  };
  /** @param {number} factor @param {number} [at] */
  const zoom = (factor, at = (view.from + view.to) / 2) => look(zoomed(view, factor, at, whole));
  /** @param {1 | -1} step */
  const walk = (step) => look(atNextCrossing(lanes, view, step, whole));
  /** @param {number} x within the canvas */
  const momentAt = (x) => view.from + (x / Math.max(1, canvas.clientWidth)) * (view.to - view.from);

  /** @type {Record<string, () => void>} */
  const keys = {
    "+": () => zoom(0.5),
    "=": () => zoom(0.5),
    "-": () => zoom(2),
    ArrowUp: () => zoom(0.5),
    ArrowDown: () => zoom(2),
    ArrowLeft: () => look(moved(view, -0.2, whole)),
    ArrowRight: () => look(moved(view, 0.2, whole)),
    n: () => walk(1),
    N: () => walk(1),
    p: () => walk(-1),
    P: () => walk(-1),
    Home: () => look(zoomed(view, 1, whole.from, whole)),
    0: () => look(whole),
    Escape: () => look(whole),
  };
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      // Scrolling the page stays possible: the wheel zooms for those who have gone into the picture.
      if (document.activeElement !== canvas && !event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.25 : 0.8, momentAt(event.offsetX));
    },
    { passive: false },
  );
  let dragged = 0;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    dragged = event.offsetX;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    look(moved(view, (dragged - event.offsetX) / Math.max(1, canvas.clientWidth), whole));
    dragged = event.offsetX;
  });

  function draw() {
    const context = canvas.getContext("2d");
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!context || width === 0) return;
    const scale = devicePixelRatio || 1;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8;
    context.font = `${size}px ${getComputedStyle(canvas).fontFamily}`;
    drawAxis(context, view, width, height);
    const row = (height - AXIS) / Math.max(1, lanes.length);
    lanes.forEach((lane, index) => {
      const top = index * row;
      context.fillStyle = token("--ink");
      context.textAlign = "start";
      context.textBaseline = "top";
      context.fillText(
        `${lane.name} · ${counted(lane.events.length, "crossing")} · ${nanos(lane.end)}`,
        4,
        top + 4,
      );
      context.fillStyle = token(COLORS[index % COLORS.length] ?? "--slot-1");
      const boxTop = top + LABEL + size * 0.3;
      if (lane.frame) {
        // What passes between the crossings is Java's: pale, and as long as it took.
        const scale = width / (view.to - view.from);
        context.globalAlpha = 0.22;
        context.fillRect(
          (lane.frame.start - view.from) * scale,
          boxTop,
          lane.frame.duration * scale,
          row - LABEL - GAP,
        );
        context.globalAlpha = 1;
      }
      for (const { x, width: boxWidth } of boxesOf(lane, view, width))
        context.fillRect(x, boxTop, Math.max(0.7, boxWidth - (boxWidth > 3 ? 1 : 0.3)), row - LABEL - GAP);
    });
  }
  new ResizeObserver(draw).observe(canvas);

  return {
    /** @param {Lane[]} next */
    show(next) {
      lanes = next;
      whole = wholeView(lanes);
      look(whole);
    },
    zoom,
    /** @param {number} part of what is in view, negative to the left */
    move: (part) => look(moved(view, part, whole)),
    walk,
    reset: () => look(whole),
    redraw: draw,
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {number} width
 * @param {number} height
 */
function drawAxis(context, view, width, height) {
  context.strokeStyle = token("--line");
  context.fillStyle = token("--muted");
  context.textBaseline = "bottom";
  context.textAlign = "center";
  for (const tick of ticksOf(view, Math.max(2, width / TICK_WIDTH))) {
    const x = ((tick - view.from) / (view.to - view.from)) * width;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height - AXIS + 4);
    context.stroke();
    context.textAlign = x < 30 ? "start" : x > width - 30 ? "end" : "center";
    context.fillText(nanos(Math.round(tick)), x, height - 2);
  }
}
