//! Reads what a run has left: criterion's samples, JMH's result, facts and checks.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{read_dir, read_to_string};
use std::path::Path;

/// Nanoseconds of one operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    pub min: f64,
    pub median: f64,
}

impl Timing {
    /// Whether the run was disturbed too much for this row to count.
    pub fn is_noisy(self) -> bool {
        self.median > 1.5 * self.min
    }
}

#[derive(Debug, Default)]
pub struct Measured {
    pub timings: BTreeMap<String, Timing>,
    pub facts: BTreeMap<String, f64>,
    /// Rows whose answers were right.
    pub checked: BTreeSet<String>,
    /// Virtual machine that JMH ran on.
    pub java: Option<String>,
}

impl Measured {
    /// # Errors
    /// When a file of the run is not what criterion or JMH writes.
    pub fn read(run: &Path) -> Result<Measured, String> {
        let mut measured = Measured::default();
        let criterion = run.join("criterion");
        if criterion.is_dir() {
            measured.read_criterion(&criterion)?;
        }
        let jmh = run.join("jmh.json");
        if jmh.is_file() {
            measured.read_jmh(&json(&jmh)?)?;
        }
        for line in lines(&run.join("facts.tsv")) {
            let (name, value) =
                line.split_once('\t').ok_or_else(|| format!("a fact without a value: {line}"))?;
            let value = value.parse().map_err(|_| format!("a fact that is no number: {line}"))?;
            measured.facts.insert(name.to_owned(), value);
        }
        let checks = lines(&run.join("checks.tsv"));
        measured.checked =
            checks.iter().filter_map(|line| Some(line.split_once('\t')?.0.to_owned())).collect();
        Ok(measured)
    }

    /// The timing of a row, at the largest size it was measured at.
    pub fn of_largest(&self, row: &str) -> Option<Timing> {
        let sizes = self.timings.iter().filter_map(|(name, timing)| {
            let size = name.strip_prefix(row)?;
            let size = if size.is_empty() { 0 } else { size.strip_prefix('/')?.parse::<u64>().ok()? };
            Some((size, *timing))
        });
        sizes.max_by_key(|(size, _)| *size).map(|(_, timing)| timing)
    }

    /// Looks for `…/new/sample.json` and the `benchmark.json` beside it.
    fn read_criterion(&mut self, directory: &Path) -> Result<(), String> {
        let entries = read_dir(directory).map_err(|failed| format!("{}: {failed}", directory.display()))?;
        for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()) {
            if !path.ends_with("new") {
                self.read_criterion(&path)?;
                continue;
            }
            let row = json(&path.join("benchmark.json"))?;
            let name = row["full_id"].as_str().ok_or("a criterion row has a full_id")?.to_owned();
            let operations = row["throughput"]["Elements"].as_f64().unwrap_or(1.0);
            let sample = json(&path.join("sample.json"))?;
            let (times, counts) = (numbers(&sample["times"]), numbers(&sample["iters"]));
            let of_one = times.iter().zip(&counts).map(|(nanos, count)| nanos / count / operations);
            self.timings.insert(name, timing(of_one.collect())?);
        }
        Ok(())
    }

    fn read_jmh(&mut self, rows: &Value) -> Result<(), String> {
        for row in rows.as_array().ok_or("JMH writes an array")? {
            let class_and_method = row["benchmark"].as_str().unwrap_or_default().rsplit('.').take(2);
            let mut name =
                class_and_method.collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(".");
            let parameter = |key: &str| row["params"][key].as_str();
            let nodes = parameter("nodes").and_then(|nodes| nodes.parse().ok()).unwrap_or(1.0);
            let operations = operations_of(&name, nodes);
            for key in ["way", "nodes", "bytes", "count"] {
                if let Some(value) = parameter(key) {
                    name = format!("{name}/{value}");
                }
            }
            let raw = row["primaryMetric"]["rawData"].as_array().ok_or("JMH keeps its raw data")?;
            let unit = if row["primaryMetric"]["scoreUnit"] == "us/op" { 1e3 } else { 1.0 };
            let nanos = raw.iter().flat_map(numbers).map(|time| time * unit / operations).collect();
            self.timings.insert(name, timing(nanos)?);
            if let (Some(name), Some(version)) = (row["vmName"].as_str(), row["vmVersion"].as_str()) {
                self.java = Some(format!("{name} {version}"));
            }
        }
        Ok(())
    }
}

/// JMH divides by operations that are known when it is compiled; these are not.
fn operations_of(benchmark: &str, nodes: f64) -> f64 {
    match benchmark {
        "IngestBenchmark.ingest" => nodes + nodes * 5.0,
        "StructureBenchmark.compressedRows" => nodes * 5.0,
        "NodeIngestBenchmark.ingest" | "ReadBenchmark.filter" => nodes,
        _ if benchmark.starts_with("PredicateBenchmark.") => nodes,
        _ => 1.0,
    }
}

fn timing(mut nanos: Vec<f64>) -> Result<Timing, String> {
    nanos.sort_by(f64::total_cmp);
    let (first, middle) = (nanos.first(), nanos.get(nanos.len() / 2));
    match (first, middle) {
        (Some(min), Some(median)) => Ok(Timing { min: *min, median: *median }),
        _ => Err("a row without samples".to_owned()),
    }
}

fn numbers(array: &Value) -> Vec<f64> {
    array.as_array().map(|values| values.iter().filter_map(Value::as_f64).collect()).unwrap_or_default()
}

fn json(file: &Path) -> Result<Value, String> {
    let text = read_to_string(file).map_err(|failed| format!("{}: {failed}", file.display()))?;
    serde_json::from_str(&text).map_err(|failed| format!("{}: {failed}", file.display()))
}

fn lines(file: &Path) -> Vec<String> {
    read_to_string(file).unwrap_or_default().lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::fs::{create_dir_all, remove_dir_all, write};

    fn timing_of(measured: &Measured, row: &str) -> (f64, f64) {
        let timing = measured.timings[row];
        (timing.min, timing.median)
    }

    #[test]
    fn jmh_rows_are_named_by_their_parameters_and_divided_by_their_size() {
        let mut measured = Measured::default();
        let row = |benchmark: &str, params: Value, raw: [f64; 3]| {
            json!({"benchmark": benchmark, "params": params, "vmName": "VM", "vmVersion": "25",
                   "primaryMetric": {"rawData": [raw]}})
        };
        let rows = json!([
            row("a.b.ReadBenchmark.filter", json!({"way": "JGraphT", "nodes": "10"}), [50.0, 40.0, 90.0]),
            row("a.b.TextBenchmark.abiFind", json!({"bytes": "16"}), [3.0, 1.0, 2.0]),
            json!({"benchmark": "a.b.PredicateBenchmark.byNode", "params": {"nodes": "10"},
                   "primaryMetric": {"rawData": [[0.5]], "scoreUnit": "us/op"}}),
            json!({"benchmark": "a.b.PredicateBenchmark.byNode", "params": {"nodes": "100"},
                   "primaryMetric": {"rawData": [[4.0]], "scoreUnit": "us/op"}}),
        ]);
        measured.read_jmh(&rows).expect("well formed");
        assert_eq!(timing_of(&measured, "ReadBenchmark.filter/JGraphT/10"), (4.0, 5.0));
        assert_eq!(timing_of(&measured, "TextBenchmark.abiFind/16"), (1.0, 2.0));
        assert_eq!(timing_of(&measured, "PredicateBenchmark.byNode/10"), (50.0, 50.0));
        assert_eq!(measured.of_largest("PredicateBenchmark.byNode").map(|timing| timing.min), Some(40.0));
        assert_eq!(measured.of_largest("TextBenchmark.abiFind/16").map(|timing| timing.min), Some(1.0));
        assert_eq!(measured.java.as_deref(), Some("VM 25"));
    }

    #[test]
    fn a_run_is_read_from_its_directory() {
        let run = std::env::temp_dir().join(format!("kneiphof-bench-{}", std::process::id()));
        let row = run.join("criterion/filter/engine/10/new");
        create_dir_all(&row).expect("a temporary directory");
        let write = |path: std::path::PathBuf, text: &str| write(path, text).expect("a temporary file");
        write(
            row.join("benchmark.json"),
            r#"{"full_id": "filter/engine/10", "throughput": {"Elements": 10}}"#,
        );
        write(row.join("sample.json"), r#"{"iters": [1.0, 2.0, 4.0], "times": [30.0, 40.0, 160.0]}"#);
        write(run.join("facts.tsv"), "probes/read/1 MiB\t60.5\n");
        write(run.join("checks.tsv"), "filter/engine/10\tnumber of nodes that pass\n");
        let measured = Measured::read(&run);
        remove_dir_all(&run).expect("it was ours");
        let measured = measured.expect("well formed");
        assert_eq!(timing_of(&measured, "filter/engine/10"), (2.0, 3.0));
        assert_eq!(measured.facts["probes/read/1 MiB"], 60.5);
        assert!(measured.checked.contains("filter/engine/10"));
    }
}
