/** The entry of the pitfalls: each is run wrong, and run right, and what guards against it is shown at work. */
import { announce } from "../common/announce.js";
import { showFailure } from "../common/dialogs.js";
import { button, replaceChildren, requireElement } from "../common/dom.js";
import { openClassroom } from "./classroom.js";
import { createCard } from "./pitfalls/card.js";

const { lab, run } = openClassroom();

async function open() {
  const state = requireElement("pitfalls-state");
  try {
    const pitfalls = await lab.pitfalls();
    replaceChildren(
      requireElement("pitfalls"),
      ...pitfalls.map((pitfall) =>
        createCard(pitfall, async ({ id, title }, way, signal) => {
          const ended = await run(`run “${title}” ${way}`, (recorded) =>
            recorded.runPitfall(id, way, signal),
          );
          if (ended) announce(ended.caught ? `${ended.outcome} ${ended.caught.message}` : ended.outcome);
          return ended;
        }),
      ),
    );
    state.hidden = true;
  } catch (error) {
    showFailure(state, error);
    state.append(button("Try again", () => void open()));
  }
}

await open();
