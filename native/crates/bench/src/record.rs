//! What a run leaves behind beside the timings of criterion and JMH: facts and passed checks, one a line, in the directory
//! of the run. Java writes the same format.

use std::fmt::Debug;
use std::fs::{File, OpenOptions, create_dir_all};
use std::io::Write;
use std::path::PathBuf;

/// Names the directory of the run.
pub const RUN_DIRECTORY: &str = "KNEIPHOF_BENCH_RUN";
/// Numbers of nodes to measure with, separated by commas; five times as many edges.
pub const NODES: &str = "KNEIPHOF_BENCH_NODES";

/// Where this run is recorded.
pub fn run_directory() -> PathBuf {
    std::env::var_os(RUN_DIRECTORY).map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../cargo-target/benchmarks")),
        PathBuf::from,
    )
}

/// How large the graphs of this run are.
///
/// # Panics
/// When the variable holds anything but numbers.
pub fn sizes() -> Vec<u32> {
    let sizes = std::env::var(NODES).unwrap_or_else(|_| "100000".to_owned());
    sizes.split(',').map(|size| size.trim().parse().expect("a number of nodes")).collect()
}

/// Records a figure that no timer measures.
pub fn fact(name: &str, value: f64) {
    append("facts.tsv", &format!("{name}\t{value}"));
}

/// Stops the run unless the answer is right; a row without a passed check does not count.
///
/// # Panics
/// When the answer is wrong.
pub fn check<T: PartialEq + Debug>(row: &str, what: &str, answer: &T, expected: &T) {
    assert_eq!(answer, expected, "{row}: {what}");
    append("checks.tsv", &format!("{row}\t{what}"));
}

fn append(file: &str, line: &str) {
    let directory = run_directory();
    let written = create_dir_all(&directory)
        .and_then(|()| OpenOptions::new().create(true).append(true).open(directory.join(file)))
        .and_then(|mut file: File| writeln!(file, "{line}"));
    written.unwrap_or_else(|failed| panic!("{} cannot be written: {failed}", directory.join(file).display()));
}
