//! The page, as Markdown.

use super::goals::{BOUNDARY, CALLS, Comparison, ENGINE, LARGE};
use super::limits::limits;
use super::machine::machine;
use super::measured::{Measured, Timing};
use super::promises::{alone, sized};
use super::verdict::{Verdict, digits, verdict};
use std::fmt::Write;

/// Graphs below are held to the goals of the smaller size.
pub const SMALL_NODES: u32 = 500_000;

const INTRODUCTION: &str = "\
# Benchmarks

This page is written by the benchmarks themselves; no figure on it is typed by hand. The command, from the root:

```shell
mvn -Pbench,fast -pl graph-core -am verify
```

It runs criterion (Rust) and JMH (Java) on the same seeded graph, takes several minutes, and wants a machine with nothing
else to do. `-Dbench.nodes=100000,1000000` measures both sizes the goals are written for, in less than half an hour; `-Dbench=LookUp` takes a part of the
Java rows; `-Dbench.page=FILE` writes the page somewhere else. Rust alone: `cargo bench -p kneiphof-bench -- look-up` in `native/`.

## How to read it
- The graph is R-MAT (.57, .19, .19, .05) with seed 42: ids of 13 bytes in random order, a float `value`, a text `status` of two
  values, five edges a node with a float `weight`, no duplicates, no loops. Rust and Java make it themselves and are held to
  one table of checksums.
- Every figure is *minimum (median)* in nanoseconds for one operation. **Ratios are of minima inside one run**; the figures
  themselves are the machine's. A `~` marks a row whose median is more than 1.5 times its minimum: something else was running.
- Look-ups and one hop begin at 131,072 nodes drawn evenly from all, two hops at 1,024: the caches hold no answer of the round
  before, and many nodes have no edge. The goals were set on such queries (decision 0019).
- Ids are fresh texts in every look-up, as they come off a wire: a text that Java has hashed before is found faster.
- The rows of attributes change one node again and again, and Java then names it by its number. A node that is changed for the
  first time takes what its id takes more: see *pure Rust, row of a schema* beside *by number*.
- *Java API* is what the library offers: objects in, objects out. *Bindings, no objects* calls the same native functions with
  columns and numbers: what is left when no Java object stands for a row. The difference is the price of the objects.
- igraph has no binding for Rust or Java: petgraph and plain objects stand for it at two hops.
- Goals in nanoseconds were set on another machine; goals that are ratios hold anywhere. A goal in nanoseconds that is missed
  stays missed. Beside it stands what the memory of *this* machine alone would take, from the probes of this run: the cache lines
  that the operation cannot do without, times what one costs in as much memory, and the bytes that it streams over the bandwidth. A
  single look-up waits for each of its lines, yet the processor begins the next one before: it can be faster than its lines one
  after the other. The last column says how much slower this memory is than that of the goals; 1.5 of 2.0 times too slow may be the
  machine's, the rest is the program's.
- JGraphT and TinkerGraph are filled and weighed; their reads are measured on request: `-Dbench=Read`, and
  `-p way=JGraphT` among the `-Dbench.options`.
- A goal stands beside one row: the way of the Java API that it was set for. The other ways are shown without it.
- Plain Java objects keep the caller's texts; the engine copies them. Their lists are made by `new ArrayList<>()`; what they
  would take without the room that those keep in reserve stands beside. JGraphT has the dictionary of ids that its users keep.
- *Checked*: the answer (counts, sums, sets) was compared with one computed without any of the graphs. A wrong answer stops the run.
";

/// The whole page.
pub fn page(measured: &Measured, sizes: &[u32], versions: &[(String, String)]) -> String {
    let mut page = INTRODUCTION.to_owned();
    run(&mut page, measured, versions);
    page.push_str(&limits(measured));
    let mut all = Vec::new();
    let mut late = Vec::new();
    for nodes in sizes {
        let edges = u64::from(*nodes) * 5;
        page.push_str(&format!("\n## The engine against others: {nodes} nodes, {edges} edges\n"));
        all.extend(comparisons(&mut page, ENGINE, *nodes, measured));
        late.extend(sized(&mut page, *nodes, measured));
        memory(&mut page, *nodes, measured);
        growth(&mut page, *nodes * 10, measured);
        page.push_str(&format!("\n## The boundary against pure Rust: {nodes} nodes, {edges} edges\n"));
        all.extend(comparisons(&mut page, BOUNDARY, *nodes, measured));
    }
    page.push_str("\n## A filter against the memory\n");
    all.extend(comparisons(&mut page, LARGE, 0, measured));
    page.push_str("\n## The guide's table: one call, one text, some attributes\n");
    all.extend(comparisons(&mut page, CALLS, 0, measured));
    late.extend(alone(&mut page, measured));
    not_reached(&mut page, &all, &late);
    profiles(&mut page, measured);
    every_row(&mut page, measured);
    page
}

pub(super) fn line(page: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(page, "{text}").expect("text grows");
}

fn run(page: &mut String, measured: &Measured, versions: &[(String, String)]) {
    page.push_str("\n## The run\n| | |\n|---|---|\n");
    for (name, value) in machine() {
        line(page, format_args!("| {name} | {value} |"));
    }
    if let Some(java) = &measured.java {
        line(page, format_args!("| Java | {java} |"));
    }
    for (name, version) in versions {
        line(page, format_args!("| {name} | {version} |"));
    }
    if let Some(load) = measured.facts.get("load/before") {
        line(page, format_args!("| load of the last minute, before the run | {load} |"));
        if *load > 1.0 {
            page.push_str("\n**The machine was shared with other work during this run**: compare ratios, not nanoseconds.\n");
        }
    }
    let noisy = measured.timings.values().filter(|timing| timing.is_noisy()).count();
    line(page, format_args!("\n{noisy} of {} rows are marked `~`.", measured.timings.len()));
}

fn comparisons(
    page: &mut String,
    comparisons: &'static [Comparison],
    nodes: u32,
    measured: &Measured,
) -> Vec<Verdict> {
    page.push_str("| row | ours | ns | against | ns | ratio | goal | reached | checked |\n|---|---|---:|---|---:|---:|---|---|---|\n");
    let verdicts: Vec<Verdict> = comparisons.iter().filter_map(|it| verdict(it, nodes, measured)).collect();
    for it in &verdicts {
        let reached = it.reached.map_or("", |reached| if reached { "yes" } else { "**no**" });
        let checked = if it.checked { "yes" } else { "**no**" };
        let (ours, baseline) = (timing(it.ours), timing(it.baseline));
        let Comparison { row, our_name, baseline_name, .. } = it.comparison;
        line(
            page,
            format_args!(
                "| {row} | {our_name} | {ours} | {baseline_name} | {baseline} | {} | {} | {reached} | {checked} |",
                it.ratio, it.goal
            ),
        );
    }
    verdicts
}

pub(super) fn timing(timing: Timing) -> String {
    let noisy = if timing.is_noisy() { "~" } else { "" };
    format!("{noisy}{} ({})", digits(timing.min), digits(timing.median))
}

fn memory(page: &mut String, nodes: u32, measured: &Measured) {
    page.push_str("\n| bytes for each node or edge | |\n|---|---:|\n");
    let suffix = format!("/{nodes}");
    for (name, value) in &measured.facts {
        if let Some(what) = name.strip_prefix("memory/").and_then(|name| name.strip_suffix(&suffix)) {
            line(page, format_args!("| {what} | {} |", digits(*value)));
        }
    }
    let fact = |name: &str| measured.facts.get(&format!("memory/{name}/{nodes}"));
    if let (Some(ours), Some(resident), Some(objects), Some(jgrapht)) =
        (fact("engine counted"), fact("engine resident"), fact("plain objects heap"), fact("JGraphT heap"))
    {
        let ratio = |other: f64, goal: f64| {
            let verdict = if other / ours >= goal { "reached" } else { "**not reached**" };
            format!("{}× (goal ≥ {goal}×: {verdict})", digits(other / ours))
        };
        let within = |bytes: f64, goal: f64| if bytes <= goal { "reached" } else { "**not reached**" };
        let (live, held) = (within(*ours, 48.0), within(*resident, 60.0));
        line(
            page,
            format_args!(
                "\nThe goal of at most 48 bytes counted is {live}, that of at most 60 resident {held}. Plain Java objects take {} as much, JGraphT {}.",
                ratio(*objects, 1.6),
                ratio(*jgrapht, 4.8)
            ),
        );
    }
}

fn growth(page: &mut String, ids: u32, measured: &Measured) {
    let fact = |name: &str, what: &str| measured.facts.get(&format!("growth/{name}/{ids}/{what}"));
    if let (Some(ours), Some(median), Some(map)) =
        (fact("engine", "longest"), fact("engine", "median"), fact("HashMap", "longest"))
    {
        let reached = if *ours <= 1e6 { "reached" } else { "**not reached**" };
        line(
            page,
            format_args!(
                "\nThe longest pause of one insert while the graph grows to {ids} ids is {} µs (median {} ns); the goal of at most \
                 1 ms is {reached}. Rust's `HashMap`, which rebuilds itself all at once, pauses for {} µs. Each insert counts with \
                 the least of three growths, so that pauses of the operating system fall out.",
                digits(ours / 1e3),
                digits(*median),
                digits(map / 1e3)
            ),
        );
        let small = "engine in 4 KiB pages";
        if let (Some(longest), Some(median)) = (fact(small, "longest"), fact(small, "median")) {
            line(
                page,
                format_args!(
                    "In pages of 4 KiB the longest is {} µs (median {} ns): the rest is the system's price for touching a page of 2 MiB \
                     first, which is high where a virtual machine has given its free pages back to its host.",
                    digits(longest / 1e3),
                    digits(*median)
                ),
            );
        }
    }
}

fn not_reached(page: &mut String, verdicts: &[Verdict], late: &[String]) {
    page.push_str("\n## Not reached in this run\n");
    for it in verdicts.iter().filter(|it| it.reached == Some(false)) {
        let Comparison { row, our_name, baseline_name, .. } = it.comparison;
        line(
            page,
            format_args!("- {row}: {our_name} against {baseline_name} {}, promised {}", it.ratio, it.goal),
        );
    }
    late.iter().for_each(|what| line(page, format_args!("- {what}")));
}

fn profiles(page: &mut String, measured: &Measured) {
    let mut shares: Vec<(&str, f64, &str)> = Vec::new();
    for (name, share) in &measured.facts {
        let parts = name.strip_prefix("profile/").and_then(|name| name.rsplit_once('/'));
        shares.extend(parts.map(|(row, function)| (row, *share, function)));
    }
    if shares.is_empty() {
        return;
    }
    shares.sort_by(|one, other| one.0.cmp(other.0).then(other.1.total_cmp(&one.1)));
    page.push_str(
        "\n## Where the time goes\nShares of the samples that `perf` found in the engine's own functions.\n",
    );
    page.push_str("\n| row | function | share |\n|---|---|---:|\n");
    let mut last = "";
    for (row, share, function) in shares {
        let shown = if row == last { "" } else { row };
        line(page, format_args!("| {shown} | `{function}` | {:.0} % |", share * 100.0));
        last = row;
    }
}

fn every_row(page: &mut String, measured: &Measured) {
    page.push_str("\n## Every row\n| row | min, ns | median, ns | checked |\n|---|---:|---:|---|\n");
    for (name, timing) in &measured.timings {
        let checked = if measured.checked.contains(name) { "yes" } else { "**no**" };
        line(
            page,
            format_args!("| {name} | {} | {} | {checked} |", digits(timing.min), digits(timing.median)),
        );
    }
}
