import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = ["base.css", "lab/classroom.css"].map((name) =>
  readFileSync(new URL(`../../main/resources/static/css/${name}`, import.meta.url), "utf8"),
);

/** The colors of a style sheet, as the light and as the dark theme have them. @param {string} text @param {0 | 1} theme */
const tokensOf = (text, theme) =>
  new Map(
    [...text.matchAll(/(--[\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name = "", ...colors]) => [
      name,
      colors[theme] ?? "",
    ]),
  );

/** @param {string} hex */
const luminance = (hex) => {
  const long = hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** As WCAG defines it. @param {string} one @param {string} other */
const contrast = (one, other) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

test("blackOnWhiteHasTheGreatestContrast", () => {
  assert.equal(contrast("#fff", "#000000"), 21);
  assert.equal(contrast("#777777", "#777777"), 1);
});

// What is drawn on a canvas no tool can examine: so its colors are.
for (const [theme, name] of /** @type {const} */ ([
  [0, "light"],
  [1, "dark"],
])) {
  for (const projected of [false, true]) {
    const tokens = new Map([
      ...tokensOf(css[0] ?? "", theme),
      ...(projected ? tokensOf(css[1] ?? "", theme) : []),
    ]);
    const of = (/** @type {string} */ token) => tokens.get(token) ?? assert.fail(token);
    const where = `${name}${projected ? ", projected" : ""}`;

    test(`textIsReadable: ${where}`, () => {
      for (const ink of ["--ink", "--muted", "--accent", "--danger", "--river"])
        for (const paper of ["--paper", "--panel", "--sunken"])
          assert.ok(
            contrast(of(ink), of(paper)) >= 4.5,
            `${ink} on ${paper}: ${contrast(of(ink), of(paper))}`,
          );
    });

    test(`whatIsDrawnIsSeen: ${where}`, () => {
      for (const drawn of [
        "--slot-1",
        "--slot-2",
        "--slot-3",
        "--slot-4",
        "--slot-6",
        "--slot-7",
        "--slot-8",
        "--accent",
      ])
        for (const paper of ["--panel", "--sunken"])
          assert.ok(
            contrast(of(drawn), of(paper)) >= 3,
            `${drawn} on ${paper}: ${contrast(of(drawn), of(paper))}`,
          );
    });
  }
}
