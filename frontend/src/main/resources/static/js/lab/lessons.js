/** The entry of the lessons: their list, or one of them with its experiments live in the text. */
import { showFailure } from "../common/dialogs.js";
import { button, element, fillFrom, isolated, replaceChildren, requireElement } from "../common/dom.js";
import { openClassroom } from "./classroom.js";
import { addressOf as addressOfExperiment } from "./experiments/catalog.js";
import { createExperimentPanel } from "./experiments/panel.js";
import { showLesson } from "./lessons/lesson-view.js";

/** @typedef {import("./lab-types.js").LessonSummary} LessonSummary */

const id = decodeURIComponent(location.pathname.replace(/^\/lab\/lessons\/?/, ""));
const classroom = openClassroom([
  { key: "[", does: "Previous lesson", run: () => requireElement("previous").click() },
  { key: "]", does: "Next lesson", run: () => requireElement("next").click() },
]);

const { lab } = classroom;

/** @param {string} lesson */
const addressOf = (lesson) => `/lab/lessons/${encodeURIComponent(lesson)}`;

async function open() {
  const state = requireElement("lesson-state");
  try {
    const lessons = await lab.lessons();
    const index = lessons.findIndex((lesson) => lesson.id === id);
    if (index >= 0) await show(lessons, index);
    else showList(lessons);
    state.hidden = true;
  } catch (error) {
    showFailure(state, error);
    state.append(button("Try again", () => void open()));
  }
}

/** @param {LessonSummary[]} lessons */
function showList(lessons) {
  if (id !== "") {
    replaceChildren(
      requireElement("failure-text"),
      "There is no lesson ",
      isolated(id),
      ". These there are:",
    );
    requireElement("failure").hidden = false;
  }
  requireElement("overview").hidden = false;
  replaceChildren(
    requireElement("cards"),
    ...lessons.map(({ id: lesson, title, summary }) =>
      element(
        "li",
        { class: "card" },
        element("h2", {}, element("a", { href: addressOf(lesson) }, title)),
        element("p", {}, summary),
      ),
    ),
  );
}

/** @param {LessonSummary[]} lessons @param {number} index */
async function show(lessons, index) {
  const [lesson, catalog] = await Promise.all([lab.lesson(id), lab.experiments()]);
  document.title = `${lesson.title} · Kneiphof`;
  requireElement("lesson-title").textContent = lesson.title;
  requireElement("lesson-count").textContent = `Lesson ${index + 1} of ${lessons.length}`;
  showLesson(requireElement("lesson-text"), lesson.markdown, (place, name, search) => {
    const experiment = catalog.experiments.find((one) => one.id === name);
    if (!experiment) {
      place.replaceChildren(
        element(
          "p",
          { class: "hint" },
          "The experiment ",
          element("code", {}, name),
          " is not part of this server.",
        ),
      );
      return;
    }
    fillFrom(place, "lesson-experiment-template");
    const link = element("a", { href: addressOfExperiment(name) + search }, experiment.title);
    place.querySelector("h2")?.append(link);
    place.setAttribute("aria-label", experiment.title);
    const live = place.querySelector("div");
    if (live) createExperimentPanel({ place: live, experiment, catalog, classroom, search });
  });
  link("previous", lessons[index - 1], "← ", "");
  link("next", lessons[index + 1], "", " →");
  requireElement("lesson").hidden = false;
}

/** @param {string} place @param {LessonSummary | undefined} lesson @param {string} before @param {string} after */
function link(place, lesson, before, after) {
  const anchor = requireElement(place, HTMLAnchorElement);
  anchor.hidden = !lesson;
  if (!lesson) return;
  anchor.href = addressOf(lesson.id);
  anchor.textContent = before + lesson.title + after;
}

await open();
