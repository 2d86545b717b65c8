//! What is compared with what, and how far it is meant to go. Ours first, the baseline second; `{n}` stands for the number
//! of nodes. The goals of the two sizes are those of 100,000 and of 1,000,000 nodes.

mod boundary;
mod calls;
mod engine;
mod large;
mod nanos;

pub use boundary::BOUNDARY;
pub use calls::CALLS;
pub use engine::ENGINE;
pub use large::LARGE;
pub use nanos::{ALONE, Fetched, Lines, Promise, SIZED};

/// How two timings are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At least so many times as fast as the baseline, by size.
    TimesAsFast(f64, f64),
    /// At most so many times as long as the baseline.
    TimesAsLong(f64),
    /// At most so many nanoseconds more than the baseline.
    NanosMore(f64),
    /// The ratio is shown; nobody promised anything.
    Shown,
}

#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    pub row: &'static str,
    pub ours: &'static str,
    pub our_name: &'static str,
    pub baseline: &'static str,
    pub baseline_name: &'static str,
    pub goal: Goal,
}

const fn compare(
    row: &'static str,
    (our_name, ours): (&'static str, &'static str),
    (baseline_name, baseline): (&'static str, &'static str),
    goal: Goal,
) -> Comparison {
    Comparison { row, ours, our_name, baseline, baseline_name, goal }
}

const CORE: &str = "engine, Rust";
const API: &str = "Java API";
const WHOLE: &str = "Java API, whole nodes and edges";
const ROWS: &str = "Java API, rows of schemas";
const NUMBERS: &str = "Java API, rows of schemas, ends by number";
const ABI: &str = "bindings, no objects";
const OBJECTS: &str = "plain Java objects";
