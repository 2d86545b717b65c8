/** The entry of the page of experiments: the list, or one of them with its form, its run and its result. */
import { showFailure } from "../common/dialogs.js";
import { button, isolated, replaceChildren, requireElement } from "../common/dom.js";
import { offerSources } from "./code/offer.js";
import { openClassroom } from "./classroom.js";
import { idIn, showCatalog, showPager } from "./experiments/catalog.js";
import { createExperimentPanel } from "./experiments/panel.js";

const id = idIn(location.pathname);
/** @type {ReturnType<typeof createExperimentPanel> | null} */
let panel = null;

const classroom = openClassroom([
  { key: "r", does: "Run the experiment", run: () => panel?.run() },
  { key: "c", does: "Cancel the run", run: () => panel?.cancel() },
  { key: "0", does: "Reset the parameters to their defaults", run: () => panel?.reset() },
  { key: "l", does: "Bars on a logarithmic scale, and back", run: () => panel?.toggleScale() },
  { key: "[", does: "Previous experiment", run: () => requireElement("previous").click() },
  { key: "]", does: "Next experiment", run: () => requireElement("next").click() },
]);

const { lab } = classroom;

async function open() {
  const place = requireElement("catalog");
  try {
    const catalog = await lab.experiments();
    const chosen = catalog.experiments.find((experiment) => experiment.id === id);
    showCatalog(catalog.experiments, chosen ? id : "");
    if (chosen) {
      showPager(catalog.experiments, id);
      document.title = `${chosen.title} · Kneiphof`;
      requireElement("experiment-title").textContent = chosen.title;
      requireElement("experiment-question").textContent = chosen.question;
      requireElement("experiment").hidden = false;
      panel = createExperimentPanel({
        place: requireElement("experiment-place"),
        experiment: chosen,
        catalog,
        classroom,
        search: location.search,
        onChange: (search) => history.replaceState(null, "", `${location.pathname}${search}`),
      });
      offerSources(requireElement("code"), requireElement("code-panes"), chosen, lab);
    } else if (id !== "") {
      refuse("There is no experiment ", isolated(id), ". These there are:");
    }
  } catch (error) {
    place.setAttribute("aria-busy", "false");
    showFailure(place, error);
    place.append(button("Try again", () => void open()));
  }
}

/** @param {...import("../common/dom.js").Child} words */
function refuse(...words) {
  replaceChildren(requireElement("failure-text"), ...words);
  requireElement("failure").hidden = false;
}

await open();
