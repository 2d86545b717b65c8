/** A trace that was recorded: the time line, what was kept, and the same in tables. */
import { onThemeChange } from "../../common/colors.js";
import { requireElement } from "../../common/dom.js";
import { count, counted, nanos } from "../../common/format.js";
import { onProjectorChange } from "../classroom.js";
import { eventsOf, keptText, timesAsLong } from "./events.js";
import { showCrossings, showFunctions, showLanes } from "./tables.js";
import { inView, lanesOf } from "./timeline.js";
import { createTimeline } from "./timeline-view.js";

/**
 * @typedef {import("../lab-types.js").Trace} Trace
 * @typedef {import("./timeline.js").Lane} Lane
 */

export function createTraceView() {
  const canvas = requireElement("timeline", HTMLCanvasElement);
  const aligned = requireElement("aligned", HTMLInputElement);
  const details = requireElement("crossings").closest("details");
  /** @type {import("./timeline.js").Event[]} */
  let events = [];
  /** @type {Map<string, import("./timeline.js").Span>} */
  let frames = new Map();
  /** @type {Lane[]} */
  let lanes = [];
  let view = { from: 0, to: 1 };

  const list = () => {
    if (!details?.open) return;
    showCrossings(
      requireElement("crossings"),
      lanes.flatMap((lane) => inView(lane, view).map((event) => ({ ...event, lane: lane.name }))),
    );
  };
  const timeline = createTimeline(canvas, (next) => {
    view = next;
    const shown = lanes.map((lane) => count(inView(lane, view).length));
    const text = `${nanos(view.from)} to ${nanos(view.to)}, crossings in view: ${shown.join(" and ")}`;
    requireElement("window").textContent = text;
    canvas.setAttribute("aria-label", `Time line from ${text}`);
    list();
  });
  const draw = () => {
    lanes = lanesOf(events, aligned.checked, frames);
    timeline.show(lanes);
  };
  aligned.addEventListener("change", draw);
  details?.addEventListener("toggle", list);
  /** @type {[string, () => void][]} */
  const tools = [
    ["zoom-in", () => timeline.zoom(0.5)],
    ["zoom-out", () => timeline.zoom(2)],
    ["earlier", () => timeline.move(-0.2)],
    ["later", () => timeline.move(0.2)],
    ["previous", () => timeline.walk(-1)],
    ["next", () => timeline.walk(1)],
    ["whole", timeline.reset],
  ];
  for (const [id, action] of tools) requireElement(id).addEventListener("click", action);
  onThemeChange(timeline.redraw);
  onProjectorChange(timeline.redraw);

  return {
    /**
     * @param {Trace} trace that is done
     * @param {import("../lab-types.js").TraceFile} file
     * @returns {string} what it says, in one sentence
     */
    show(trace, file) {
      const compared = trace.sections.length > 1;
      events = eventsOf(file, trace.sections);
      frames = new Map(
        trace.sections.map(({ title, beginMicros, micros }) => [
          title,
          { start: beginMicros * 1000, duration: micros * 1000 },
        ]),
      );
      aligned.checked = compared;
      requireElement("together").hidden = !compared;
      requireElement("trace").hidden = false;
      const sentence = sentenceOf(trace);
      requireElement("sentence").textContent = sentence;
      requireElement("kept").textContent = keptText(trace, count);
      draw();
      showLanes(requireElement("lanes"), trace, lanes);
      showFunctions(requireElement("functions"), trace.functions);
      return sentence;
    },
  };
}

/** @param {Trace} trace */
function sentenceOf({ sections, kept, nanos: length }) {
  const times = timesAsLong(sections);
  if (times === null) return `${counted(kept, "crossing")} in ${nanos(length)}.`;
  const [first, last] = [sections[0], sections.at(-1)];
  return (
    `${first?.title}: ${nanos((first?.micros ?? 0) * 1000)}. ${last?.title}: ${nanos((last?.micros ?? 0) * 1000)}. ` +
    `The first took ${times.toFixed(times >= 10 ? 0 : 1)} times as long, for the same ${counted(last?.rows ?? 0, "row")}.`
  );
}
