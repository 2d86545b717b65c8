//! Two builds of the benchmarks, one after the other and again, so that a change of the machine meets both alike:
//! `interleave ROUNDS ROWS NAME=PROGRAM NAME=PROGRAM`. Each program is what `cargo bench -p kneiphof-bench --no-run` names;
//! `ROWS` is criterion's filter. Prints each row's least of all rounds for both, the ratio of those, and the median of the
//! ratios of single rounds.

use kneiphof_bench::record;
use kneiphof_bench::report::{Measured, digits};
use std::collections::BTreeMap;
use std::fs::remove_dir_all;
use std::process::{Command, ExitCode};

/// Minima of each round, by row.
type Rounds = BTreeMap<String, Vec<f64>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = match arguments.as_slice() {
        [rounds, rows, first, second] => rounds
            .parse::<u32>()
            .ok()
            .and_then(|rounds| Some((rounds, rows, [first.split_once('=')?, second.split_once('=')?]))),
        _ => None,
    };
    let Some((rounds, rows, programs)) = asked else {
        eprintln!("interleave ROUNDS ROWS NAME=PROGRAM NAME=PROGRAM");
        return ExitCode::FAILURE;
    };
    let mut measured = [Rounds::new(), Rounds::new()];
    for _ in 0..rounds {
        for ((_, program), measured) in programs.iter().zip(&mut measured) {
            if let Err(why) = run(program, rows, measured) {
                eprintln!("{program}: {why}");
                return ExitCode::FAILURE;
            }
        }
    }
    let [first, second] = programs.map(|(name, _)| name);
    print!("{}", table(first, second, &measured));
    ExitCode::SUCCESS
}

fn run(program: &str, rows: &str, measured: &mut Rounds) -> Result<(), String> {
    let directory = std::env::temp_dir().join(format!("kneiphof-interleave-{}", std::process::id()));
    let ended = Command::new(program)
        .args(["--bench", "--noplot", rows])
        .env(record::RUN_DIRECTORY, &directory)
        .output()
        .map_err(|failed| failed.to_string())?;
    let found = Measured::read(&directory);
    // A run that did not begin has left nothing to remove.
    let _ = remove_dir_all(&directory);
    if !ended.status.success() {
        return Err(format!("{}\n{}", ended.status, String::from_utf8_lossy(&ended.stderr)));
    }
    for (row, timing) in found?.timings {
        measured.entry(row).or_default().push(timing.min);
    }
    Ok(())
}

fn table(first: &str, second: &str, [ours, theirs]: &[Rounds; 2]) -> String {
    let mut table = format!(
        "| row | {first}, ns | {second}, ns | {first} ÷ {second} | median of the rounds |\n|---|---:|---:|---:|---:|\n"
    );
    for (row, ours) in ours {
        let Some(theirs) = theirs.get(row) else { continue };
        let least = |rounds: &[f64]| rounds.iter().copied().fold(f64::INFINITY, f64::min);
        let mut ratios: Vec<f64> = ours.iter().zip(theirs).map(|(one, other)| one / other).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        table += &format!(
            "| {row} | {} | {} | {:.3} | {:.3} |\n",
            digits(least(ours)),
            digits(least(theirs)),
            least(ours) / least(theirs),
            ratios[ratios.len() / 2]
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_compared_by_its_least_and_by_its_middle_round() {
        let rounds = |minima: &[f64]| Rounds::from([("filter/engine".to_owned(), minima.to_vec())]);
        let table = table("new", "old", &[rounds(&[30.0, 10.0, 21.0]), rounds(&[20.0, 20.0, 20.0])]);
        assert!(table.ends_with("| filter/engine | 10.0 | 20.0 | 0.500 | 1.050 |\n"), "{table}");
    }
}
