//! Ratios of minima, and whether they are what was promised.

use super::goals::{Comparison, Goal};
use super::measured::{Measured, Timing};
use super::page::SMALL_NODES;

/// One comparison with its figures.
#[derive(Debug)]
pub struct Verdict {
    pub comparison: &'static Comparison,
    pub ours: Timing,
    pub baseline: Timing,
    /// As the page shows it.
    pub ratio: String,
    /// What was promised, as the page shows it; empty when nothing was.
    pub goal: String,
    pub reached: Option<bool>,
    /// Whether the answers of both sides were checked.
    pub checked: bool,
}

/// `None` when one of the two was not measured.
pub fn verdict(comparison: &'static Comparison, nodes: u32, measured: &Measured) -> Option<Verdict> {
    let [ours, baseline] =
        [comparison.ours, comparison.baseline].map(|name| name.replace("{n}", &nodes.to_string()));
    let checked = measured.checked.contains(&ours) && measured.checked.contains(&baseline);
    let (ours, baseline) = (*measured.timings.get(&ours)?, *measured.timings.get(&baseline)?);
    let faster = baseline.min / ours.min;
    let longer = ours.min / baseline.min;
    let more = ours.min - baseline.min;
    let (ratio, goal, reached) = match comparison.goal {
        Goal::TimesAsFast(small, large) => {
            let goal = if nodes < SMALL_NODES { small } else { large };
            (times(faster), format!("≥ {}", times(goal)), Some(faster >= goal))
        }
        Goal::TimesAsLong(goal) => {
            (format!("{} as long", times(longer)), format!("≤ {}", times(goal)), Some(longer <= goal))
        }
        Goal::NanosMore(goal) => (format!("{more:+.1} ns"), format!("≤ {goal:+.1} ns"), Some(more <= goal)),
        Goal::Shown => (times(faster), String::new(), None),
    };
    // An answer that nobody has checked is none.
    let reached = reached.filter(|_| checked);
    Some(Verdict { comparison, ours, baseline, ratio, goal, reached, checked })
}

/// A ratio with as many digits as it deserves.
pub fn times(ratio: f64) -> String {
    format!("{}×", digits(ratio))
}

/// Three digits that count.
pub fn digits(number: f64) -> String {
    match number.abs() {
        100.0.. => format!("{number:.0}"),
        10.0..100.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::goals::{BOUNDARY, CALLS, ENGINE};

    fn measured(rows: &[(&str, f64)]) -> Measured {
        let timing = |min: f64| Timing { min, median: min };
        let mut measured = Measured::default();
        for (row, min) in rows {
            measured.timings.insert((*row).to_owned(), timing(*min));
            measured.checked.insert((*row).to_owned());
        }
        measured
    }

    fn named(comparisons: &'static [Comparison], ours: &str, baseline: &str) -> &'static Comparison {
        let matches = |it: &&Comparison| it.ours.starts_with(ours) && it.baseline.starts_with(baseline);
        comparisons.iter().find(matches).expect("the comparison is there")
    }

    #[test]
    fn the_goal_depends_on_the_size() {
        let comparison = named(ENGINE, "look-up/engine values", "look-up/petgraph");
        for (nodes, expected) in [(100_000, Some(false)), (1_000_000, Some(true))] {
            let ours = format!("look-up/engine values of 1024/{nodes}");
            let measured = measured(&[(&ours, 10.0), (&format!("look-up/petgraph/{nodes}"), 30.0)]);
            let verdict = verdict(comparison, nodes, &measured).expect("both are measured");
            assert_eq!((verdict.ratio.as_str(), verdict.reached), ("3.00×", expected));
        }
    }

    #[test]
    fn overheads_are_differences() {
        let measured = measured(&[("CallBenchmark.plain", 4.0), ("call/pure Rust", 1.5)]);
        let verdict =
            verdict(named(CALLS, "CallBenchmark.plain", "call"), 1, &measured).expect("both are measured");
        assert_eq!((verdict.ratio.as_str(), verdict.goal.as_str()), ("+2.5 ns", "≤ +5.0 ns"));
        assert_eq!(verdict.reached, Some(true));
    }

    #[test]
    fn a_row_that_was_not_measured_has_no_verdict() {
        assert!(verdict(&BOUNDARY[0], 100_000, &Measured::default()).is_none());
    }
}
