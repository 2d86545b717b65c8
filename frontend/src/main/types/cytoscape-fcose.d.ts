/** The layout registers itself with Cytoscape; its package ships no types. */
declare module "cytoscape-fcose" {
  const register: (cytoscape: typeof import("cytoscape")) => void;
  export default register;
}
