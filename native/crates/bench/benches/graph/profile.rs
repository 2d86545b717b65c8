//! Where the time of a row goes: this program once more under `perf`, where there is one.

use kneiphof_bench::record;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const ROWS: [&str; 8] = [
    "attributes/row written/5",
    "attributes/row written/100",
    "ingest/engine batches",
    "ingest/engine single calls",
    "look-up/engine get_nodes of 1024",
    "filter/engine",
    "one hop/engine",
    "two hops/engine",
];
const SHOWN: usize = 6;

/// Records the functions of the engine that a row spends most of its time in.
pub fn measure(nodes: u32) {
    let samples = record::run_directory().join("perf.data");
    for row in ROWS {
        let mut shares: Vec<(String, f64)> = shares(row, nodes, &samples).into_iter().collect();
        shares.sort_by(|one, other| other.1.total_cmp(&one.1));
        for (function, share) in shares.into_iter().take(SHOWN) {
            record::fact(&format!("profile/{row}/{function}"), share);
        }
    }
    // It is large, and nobody reads it; there is none where there is no perf.
    let _ = std::fs::remove_file(samples);
}

/// Shares of all samples in functions of ours; the preparation of a row and its allocations are somebody else's.
fn shares(row: &str, nodes: u32, samples: &Path) -> BTreeMap<String, f64> {
    let Ok(program) = std::env::current_exe() else { return BTreeMap::new() };
    let recorded = Command::new("perf")
        .args(["record", "-q", "-F", "997", "-o"])
        .arg(samples)
        .arg(program)
        .args(["--bench", "--profile-time=2", row])
        .env(record::NODES, nodes.to_string())
        .output();
    if !recorded.is_ok_and(|run| run.status.success()) {
        return BTreeMap::new();
    }
    let report = Command::new("perf")
        .args(["report", "--stdio", "--fields=overhead,symbol", "-i"])
        .arg(samples)
        .output()
        .map(|run| String::from_utf8_lossy(&run.stdout).into_owned());
    let mut shares = BTreeMap::new();
    for (percent, function) in report.unwrap_or_default().lines().filter_map(of_ours) {
        *shares.entry(function).or_insert(0.0) += percent;
    }
    let all: f64 = shares.values().sum();
    shares.values_mut().for_each(|share| *share /= all);
    shares
}

/// Percent and name from a line such as `  13.39%  [.] kneiphof_graph::ids::Ids::find`.
fn of_ours(line: &str) -> Option<(f64, String)> {
    let (percent, symbol) = line.trim().split_once('%')?;
    let function = symbol.trim_start().strip_prefix("[.] ")?.trim();
    let ours = function.starts_with("kneiphof_") && !function.starts_with("kneiphof_bench");
    let name = function.replace("<impl kneiphof_graph::graph::Graph>::", "").replace("kneiphof_graph::", "");
    ours.then(|| Some((percent.parse().ok()?, name)))?
}
