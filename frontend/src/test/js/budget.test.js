import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_BYTES = 60_000;
const scripts = resolve(dirname(fileURLToPath(import.meta.url)), "../../main/resources/static/js");
const templates = resolve(scripts, "../../templates");
const STATIC = /^(?:import|export)\b[^;"]*?(?:from )?"(\.[^"]+)";/gm;
const DYNAMIC = /\bimport\("(\.[^"]+)"\)/g;

/** @param {string} module @param {RegExp} pattern */
const importsOf = (module, pattern) =>
  [...readFileSync(module, "utf8").matchAll(pattern)].map(([, to]) => resolve(dirname(module), to ?? ""));

/** What the browser loads before the page can be used. @param {string} entry @returns {Set<string>} */
function loadedBy(entry) {
  const loaded = new Set([entry]);
  for (const module of loaded) for (const next of importsOf(module, STATIC)) loaded.add(next);
  return loaded;
}

/** @param {string} directory @returns {string[]} */
const within = (directory) =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).map((name) => join(directory, name));

/** The entry modules, as the templates name them: head('Title', 'lab/guide'). */
const entries = new Set(
  within(templates)
    .filter((file) => file.endsWith(".html"))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/fragments :: head\(.*?, '([^']+)'\)/g)])
    .map(([, page]) => join(scripts, `${page}.js`)),
);

test("everyPageLoadsAtMost60kBOfModulesBeforeItCanBeUsed", () => {
  assert.ok(entries.size >= 8);
  for (const entry of entries) {
    const modules = [...loadedBy(entry)];
    const bytes = modules.reduce((sum, module) => sum + gzipSync(readFileSync(module)).length, 0);
    assert.ok(bytes <= BUDGET_BYTES, `${entry} loads ${bytes} bytes in ${modules.length} modules`);
  }
});

test("whatIsLoadedLaterIsThere", () => {
  const later = within(scripts)
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => importsOf(file, DYNAMIC));
  assert.ok(later.length > 0);
  for (const module of later) assert.ok(existsSync(module), module);
});
