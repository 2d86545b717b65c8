/** The looks of the canvas, as a Cytoscape stylesheet made of the page's design tokens. */
import { token } from "../common/colors.js";
import { OTHER_SLOT } from "./appearance.js";

/** Colors as the current theme has them. */
export function readColors() {
  return {
    ink: token("--ink"),
    canvas: token("--canvas"),
    edge: token("--edge"),
    accent: token("--accent"),
    muted: token("--muted"),
    slots: Array.from({ length: OTHER_SLOT + 1 }, (_, slot) => token(`--slot-${slot}`)),
  };
}

/** @typedef {ReturnType<typeof readColors>} Colors */

/**
 * @param {Colors} colors
 * @param {boolean} directed
 * @returns {import("cytoscape").StylesheetJson}
 */
export function stylesheet(colors, directed) {
  return [
    {
      selector: "node",
      style: {
        "background-color": (node) => colors.slots[node.data("slot")] ?? colors.muted,
        shape: (node) => node.data("shape"),
        width: "data(diameter)",
        height: "data(diameter)",
        "border-width": 1,
        "border-color": colors.canvas,
        "overlay-opacity": 0,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.25,
        "line-color": colors.edge,
        "line-opacity": 0.7,
        "curve-style": "straight",
        "target-arrow-shape": directed ? "triangle" : "none",
        "target-arrow-color": colors.edge,
        "arrow-scale": 0.8,
        "overlay-opacity": 0,
      },
    },
    // Only edges that share their ends need curves: a straight line costs a third less to draw.
    { selector: "edge.parallel", style: { "curve-style": "bezier", "control-point-step-size": 28 } },
    { selector: "edge:loop", style: { "curve-style": "bezier", "loop-direction": "-45deg" } },
    {
      selector: "node:selected",
      style: { "border-width": 4, "border-color": colors.accent, "z-index": 10 },
    },
    {
      selector: "edge:selected, edge.near",
      style: { width: 2.5, "line-color": colors.accent, "target-arrow-color": colors.accent, "z-index": 9 },
    },
    {
      selector: "edge:selected",
      style: {
        width: 4,
        label: "data(caption)",
        color: colors.ink,
        "font-size": 11,
        "text-rotation": "autorotate",
        "text-outline-color": colors.canvas,
        "text-outline-width": 3,
      },
    },
    // On the screen the overlay writes the names, so that none covers another; a saved picture has them all.
    {
      selector: "node.named",
      style: {
        label: "data(caption)",
        color: colors.ink,
        "font-family": "system-ui, sans-serif",
        "font-size": 11,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-outline-color": colors.canvas,
        "text-outline-width": 2,
      },
    },
    { selector: ".off", style: { display: "none" } },
    {
      selector: "core",
      style: {
        "selection-box-color": colors.accent,
        "selection-box-opacity": 0.15,
        "selection-box-border-width": 1,
        "selection-box-border-color": colors.accent,
        "active-bg-size": 0,
        "active-bg-opacity": 0,
        "active-bg-color": colors.accent,
        "outside-texture-bg-color": colors.canvas,
        "outside-texture-bg-opacity": 1,
      },
    },
  ];
}
