import assert from "node:assert/strict";
import { test } from "node:test";
import { namesIn, segmentsOf } from "../../main/resources/static/js/lab/code/links.js";
import { blocksOf, inlinesOf } from "../../main/resources/static/js/lab/lessons/markdown.js";

const C = `// The batch as one change.
int32_t kneiphof_graph_apply(uint64_t graph,
                             const uint8_t *batch,
                             struct KneiphofReport *report);`;
const JAVA = `static int graphApply(long graph, long batch, long report) {
    return (int) GRAPH_APPLY.invokeExact(graph, batch, report);
}`;
const RUST = `/// The batch as one change.
pub unsafe extern "C" fn kneiphof_graph_apply(graph: u64, batch: *const u8, report: *mut KneiphofReport) -> i32 {
    with_graph(graph, |graph| graph.apply(batch))
}`;

test("parametersAreLinkedByTheirPlaceInAllThreeLanguages", () => {
  assert.deepEqual(namesIn(C, "kneiphof_graph_apply", "c"), [
    "kneiphof_graph_apply",
    "graph",
    "batch",
    "report",
  ]);
  assert.deepEqual(namesIn(JAVA, "graphApply", "java"), ["graphApply", "graph", "batch", "report"]);
  assert.deepEqual(namesIn(RUST, "kneiphof_graph_apply", "rust"), [
    "kneiphof_graph_apply",
    "graph",
    "batch",
    "report",
  ]);
  assert.deepEqual(namesIn("int32_t kneiphof_nothing(void);", "kneiphof_nothing", "c"), ["kneiphof_nothing"]);
  assert.deepEqual(namesIn("fn f(read: fn(a: u8, b: u8) -> u8, last: [u8; 4])", "f", "rust"), [
    "f",
    "read",
    "last",
  ]);
  assert.deepEqual(namesIn("nothing of it", "absent", "java"), ["absent"]);
});

test("theSegmentsOfACodePutTogetherAreTheCode", () => {
  for (const [text, name, language] of /** @type {const} */ ([
    [C, "kneiphof_graph_apply", "c"],
    [JAVA, "graphApply", "java"],
    [RUST, "kneiphof_graph_apply", "rust"],
  ])) {
    const segments = segmentsOf(text, namesIn(text, name, language));
    assert.equal(segments.map((segment) => segment.text).join(""), text);
    assert.ok(segments.some(({ link }) => link === 0));
    assert.ok(segments.some(({ link }) => link === 3));
  }
});

test("aNameInACommentOrAStringIsNoLink", () => {
  const segments = segmentsOf('// batch\nsay("batch", batch)', ["say", "batch"]);
  assert.equal(segments.filter(({ link }) => link === 1).length, 1);
  assert.equal(segments.filter(({ comment }) => comment).length, 1);
});

test("aLessonIsHeadingsParagraphsListsTablesCodeAndExperiments", () => {
  const blocks = blocksOf(`# Crossing
One call,
over the **boundary**.

- first \`code\`
  goes on
- second

| way | ns |
|---|---:|
| single | 83 |

{{experiment chunks chunk=64 rows=1000}}

\`\`\`java
a < b;
\`\`\`
1. one
> said
`);
  assert.deepEqual(
    blocks.map(({ kind }) => kind),
    ["heading", "paragraph", "list", "table", "experiment", "code", "list", "quote"],
  );
  assert.deepEqual(blocks[1], {
    kind: "paragraph",
    content: [
      { kind: "text", text: "One call, over the " },
      { kind: "strong", text: "boundary" },
      { kind: "text", text: "." },
    ],
  });
  assert.deepEqual(blocks[4], { kind: "experiment", id: "chunks", search: "?chunk=64&rows=1000" });
  assert.deepEqual(blocks[5], { kind: "code", language: "java", text: "a < b;" });
  const table = blocks[3];
  assert.ok(table?.kind === "table" && table.rows.length === 1 && table.head.length === 2);
});

test("markupAndLinksThatRunSomethingStayText", () => {
  assert.deepEqual(inlinesOf("<b>x</b>"), [{ kind: "text", text: "<b>x</b>" }]);
  for (const href of ["javascript:alert(1)", "//elsewhere", "data:text/html,x", "http://plain"])
    assert.equal(inlinesOf(`[go](${href})`)[0]?.kind, "text");
  assert.deepEqual(inlinesOf("[go](/lab)"), [{ kind: "link", text: "go", href: "/lab" }]);
});

test("noLineOfALessonIsLostOrReadForever", () => {
  for (const source of [
    "```",
    "#",
    "##### five",
    "{{experiment }}",
    "| a",
    ">",
    "- ",
    "1.",
    "{{experiment a b}}",
  ]) {
    assert.ok(blocksOf(source).length <= 1, source);
    assert.ok(blocksOf(`${source}\n${source}\n`).length <= 2, source);
  }
});
