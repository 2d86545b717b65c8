/** The strip with the crossing bill, on every page: the last action, also when another page ran it. */
import { announce } from "./announce.js";
import { element, isolated, replaceChildren, requireElement } from "./dom.js";

/**
 * @typedef {object} ShownBill
 * @property {string} action
 * @property {string} [remark] such as "failed"
 * @property {{name: string, text: string, hint: string}[]} entries
 * @property {string} [title] what does not fit
 * @property {string} curl the requests as lines for a shell, or empty
 */

const KEY = "kneiphof.bill";
/** What takes longer shows its progress, and can be ended. */
const PATIENCE_MILLIS = 1_000;

/** @typedef {ReturnType<typeof createBillView>} BillView */

export function createBillView() {
  const strip = requireElement("bill");
  const label = requireElement("bill-label");
  const list = requireElement("bill-entries");
  const copy = requireElement("bill-curl", HTMLButtonElement);
  const working = requireElement("bill-working");
  /** @type {(() => void) | null} */
  let cancelling = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  let curl = "";

  requireElement("bill-cancel").addEventListener("click", () => cancelling?.());
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

  /** @param {ShownBill} bill */
  const render = (bill) => {
    clearTimeout(patience);
    cancelling = null;
    working.hidden = true;
    strip.setAttribute("aria-busy", "false");
    replaceChildren(label, isolated(bill.action), bill.remark ? `: ${bill.remark}` : "");
    replaceChildren(
      list,
      ...bill.entries.map(({ name, text, hint }) =>
        element("li", { class: `bill-${name}`, title: hint }, text),
      ),
    );
    list.title = bill.title ?? "";
    curl = bill.curl;
    copy.hidden = curl === "";
  };
  const last = read();
  if (last) render(last);

  return {
    /** @param {string} action @param {(() => void) | null} cancel */
    busy(action, cancel) {
      cancelling = cancel;
      clearTimeout(patience);
      if (cancel) patience = setTimeout(() => (working.hidden = false), PATIENCE_MILLIS);
      strip.setAttribute("aria-busy", "true");
      replaceChildren(label, isolated(action), " …");
    },
    /** @param {ShownBill} bill */
    show(bill) {
      render(bill);
      keep(bill);
    },
  };
}

/** @param {ShownBill} bill */
function keep(bill) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(bill));
  } catch {
    // The next page then begins without a bill.
  }
}

/** @returns {ShownBill | null} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}
