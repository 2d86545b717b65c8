/** Light, dark, or as the system has it. A plain script in the head, so that no page flashes in the wrong colors. */
(() => {
  const NAMES = ["auto", "light", "dark"];
  const root = document.documentElement;

  /** @returns {string} */
  const stored = () => {
    try {
      return localStorage.getItem("kneiphof.theme") ?? "auto";
    } catch {
      return "auto";
    }
  };

  /** @param {string} theme */
  const apply = (theme) => {
    root.dataset["theme"] = NAMES.includes(theme) ? theme : "auto";
  };

  apply(stored());

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => {
      if (button) button.textContent = `Theme: ${root.dataset["theme"]}`;
    };
    label();
    button?.addEventListener("click", () => {
      const next = NAMES[(NAMES.indexOf(root.dataset["theme"] ?? "auto") + 1) % NAMES.length] ?? "auto";
      apply(next);
      label();
      try {
        localStorage.setItem("kneiphof.theme", next);
      } catch {
        // The choice then lasts as long as the page.
      }
      document.dispatchEvent(new Event("themechange"));
    });
  });
})();
