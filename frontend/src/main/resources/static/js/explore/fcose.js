/** Loads the fcose layout when it is first asked for: three classic scripts, 61 kB compressed. */

const SCRIPTS = [
  "/webjars/layout-base/layout-base.js",
  "/webjars/cose-base/cose-base.js",
  "/webjars/cytoscape-fcose/cytoscape-fcose.js",
];

/** @type {Promise<void> | null} */
let registered = null;

/**
 * @param {{use: (extension: any) => void}} cytoscape
 * @returns {Promise<void>}
 */
export function useFcose(cytoscape) {
  registered ??= load().then(() => cytoscape.use(/** @type {any} */ (window)["cytoscapeFcose"]));
  return registered;
}

async function load() {
  for (const source of SCRIPTS) {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${source} could not be loaded`)));
      document.head.append(script);
    });
  }
}
