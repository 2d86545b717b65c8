/** The strip at the foot of the page: what the last action cost at the boundary, and the requests behind it. */
import { announce } from "./announce.js";
import { entries, sum } from "./bill.js";
import { toCurl } from "./curl.js";
import { element, isolated, replaceChildren, requireElement } from "./dom.js";
import { millis } from "./format.js";
import { explain } from "./problem.js";

/** @returns {import("./actions.js").Ledger} */
export function createBillStrip() {
  const strip = requireElement("bill");
  const label = requireElement("bill-label");
  const list = requireElement("bill-entries");
  const copy = requireElement("bill-curl", HTMLButtonElement);
  const failure = requireElement("failure");
  let curl = "";
  /** @param {import("./http.js").Call[]} calls */
  const keepCurl = (calls) => {
    curl = calls.map(toCurl).join("\n");
    copy.hidden = calls.length === 0;
  };

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(curl);
      announce("Copied. Paste it into a shell to send the same requests");
      copy.textContent = "Copied";
    } catch {
      announce("The browser did not allow copying");
      copy.textContent = "Copying was refused";
    }
    setTimeout(() => (copy.textContent = "Copy as curl"), 2_000);
  });
  requireElement("failure-close").addEventListener("click", () => (failure.hidden = true));

  return {
    busy(action) {
      strip.setAttribute("aria-busy", "true");
      replaceChildren(label, isolated(action), " …");
      failure.hidden = true;
    },
    done(action, calls, drawMillis) {
      strip.setAttribute("aria-busy", "false");
      if (!calls.length) {
        replaceChildren(label, isolated(action), ": nothing crossed, no request was sent");
        list.replaceChildren();
        return;
      }
      replaceChildren(label, isolated(action));
      const serverMillis = calls.reduce((total, call) => total + call.serverMillis, 0);
      const shown = entries(sum(calls.map(({ bill }) => bill)), {
        requests: calls.length,
        serverMillis,
        drawMillis,
      });
      replaceChildren(
        list,
        ...shown.map(({ name, text, hint }) => element("li", { class: `bill-${name}`, title: hint }, text)),
      );
      list.title = `${millis(calls.reduce((total, call) => total + call.wallMillis, 0))} seen from the browser`;
      keepCurl(calls);
    },
    failed(action, error, calls = []) {
      keepCurl(calls);
      strip.setAttribute("aria-busy", "false");
      replaceChildren(label, isolated(action), ": failed");
      list.replaceChildren();
      const { title, detail, code } = explain(error);
      replaceChildren(
        requireElement("failure-text"),
        element("strong", {}, title),
        " ",
        detail && detail !== title && isolated(detail),
        code && element("span", { class: "code" }, ` ${code}`),
      );
      failure.hidden = false;
    },
  };
}
