//! Goals in nanoseconds, beside what the memory allows.

use super::goals::{ALONE, SIZED};
use super::limits::{MemoryAlone, memory_alone};
use super::measured::{Measured, Timing};
use super::page::{SMALL_NODES, line, timing};
use super::verdict::{digits, times};

/// Goals of the rows of one size. Answers what to say of those that were not reached.
pub fn sized(page: &mut String, nodes: u32, measured: &Measured) -> Vec<String> {
    page.push_str(
        "\n| row | ns | goal | reached | memory alone, ns | of that | memory of the goals was faster by |\n|---|---:|---|---|---:|---:|---:|\n",
    );
    let mut late = Vec::new();
    for promise in SIZED {
        let name = promise.timing.replace("{n}", &nodes.to_string());
        let Some(found) = measured.timings.get(&name) else { continue };
        let goal = if nodes < SMALL_NODES { promise.nanos.0 } else { promise.nanos.1 };
        let memory = memory_alone(promise, nodes, measured).map_or_else(
            || " | |".to_owned(),
            |MemoryAlone { nanos, times_of_goals }| {
                format!("{} | {} | {}", digits(nanos), times(found.min / nanos), times(times_of_goals))
            },
        );
        line(page, format_args!("{} {memory} |", judged(promise.row, *found, goal)));
        late.extend(missed(promise.row, *found, goal).map(|row| format!("{row} at {nodes} nodes")));
    }
    late
}

/// Goals of rows that have no size.
pub fn alone(page: &mut String, measured: &Measured) -> Vec<String> {
    page.push_str("\n| row | ns | goal | reached |\n|---|---:|---|---|\n");
    let mut late = Vec::new();
    for (row, name, goal) in ALONE {
        let Some(found) = measured.of_largest(name) else { continue };
        line(page, format_args!("{}", judged(row, found, *goal)));
        late.extend(missed(row, found, *goal));
    }
    late
}

fn judged(row: &str, found: Timing, goal: f64) -> String {
    let reached = if found.min <= goal { "yes" } else { "**no**" };
    format!("| {row} | {} | ≤ {goal} ns | {reached} |", timing(found))
}

fn missed(row: &str, found: Timing, goal: f64) -> Option<String> {
    (found.min > goal).then(|| format!("{row}: {} ns, promised ≤ {goal} ns", digits(found.min)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_goal_stays_missed_on_a_slow_memory() {
        let mut measured = Measured::default();
        let slow = Timing { min: 40.0, median: 41.0 };
        measured.timings.insert("look-up/engine value/100000".to_owned(), slow);
        for (what, figure) in [("line/1", 34.0), ("line/32", 4.0), ("read", 60.0)] {
            measured.facts.insert(format!("limits/2 MiB pages/8 MiB/{what}"), figure);
        }
        let mut page = String::new();
        let late = sized(&mut page, 100_000, &measured);
        let row = "| look-up and value, engine | 40.0 (41.0) | ≤ 25 ns | **no** | 102 | 0.39× | 2.00× |\n";
        assert!(page.ends_with(row), "{page}");
        assert_eq!(late, ["look-up and value, engine: 40.0 ns, promised ≤ 25 ns at 100000 nodes"]);
    }
}
