//! What the machine's memory allows, beside what it allowed where the goals were set.

use super::goals::{Fetched, Lines, Promise};
use super::measured::Measured;
use super::verdict::digits;
use crate::probes::{CHAINS, SIZES};

/// As the record of a run names them.
pub const PAGES: [&str; 2] = ["2 MiB pages", "4 KiB pages"];

/// The machine that the goals were set on: a load that waits for the one before, and bytes read in a nanosecond, in pages of
/// 2 MiB, at each of [`SIZES`].
const LATENCY_OF_GOALS: [f64; SIZES.len()] = [1.4, 5.3, 13.5, 15.6, 17.0, 138.0, 156.0, 179.0];
const READ_OF_GOALS: [f64; SIZES.len()] = [200.0, 113.0, 95.0, 95.0, 95.0, 61.0, 30.0, 30.0];
/// Chains over 1 GiB there, by pages.
const CHAINS_OF_GOALS: [[f64; CHAINS.len()]; 2] =
    [[179.0, 87.0, 43.0, 21.0, 10.8, 8.3], [352.0, 141.0, 68.0, 27.0, 14.0, 12.5]];

/// What the memory alone would take for a row, and by how much this machine is slower at it than that of the goals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemoryAlone {
    pub nanos: f64,
    pub times_of_goals: f64,
}

/// `None` where the run has not probed the machine.
pub fn memory_alone(promise: &Promise, nodes: u32, measured: &Measured) -> Option<MemoryAlone> {
    let Fetched { lines, streamed_bytes, bytes_of_a_node } = promise.fetched;
    let bytes = bytes_of_a_node * f64::from(nodes);
    let at = SIZES.iter().position(|(_, size)| *size as f64 >= bytes).unwrap_or(SIZES.len() - 1);
    let of = |what: &str| measured.facts.get(&format!("limits/{}/{}/{what}", PAGES[0], SIZES[at].0)).copied();
    let (waiting, in_flight, read) = (of("line/1")?, of("line/32")?, of("read")?);
    let nanos_of_lines = match lines {
        Lines::Waiting(count) => count * waiting,
        Lines::InFlight(count) => count * in_flight,
        Lines::OfEachReached => measured.facts.get(&format!("hops/nodes in two hops/{nodes}"))? * in_flight,
    };
    let streams = nanos_of_lines == 0.0;
    let times_of_goals = if streams { READ_OF_GOALS[at] / read } else { waiting / LATENCY_OF_GOALS[at] };
    Some(MemoryAlone { nanos: nanos_of_lines + streamed_bytes / read, times_of_goals })
}

/// Both tables of probes, as Markdown.
pub fn limits(measured: &Measured) -> String {
    let mut page = "\n## Limits of the machine, measured in the same run\n".to_owned();
    let sizes: Vec<&str> = SIZES.iter().map(|(size, _)| *size).collect();
    header(&mut page, "probe, by memory", &sizes);
    for (what, unit) in [
        ("line/1", "load that waits for the one before, ns"),
        ("line/32", "a line, 32 loads under way, ns"),
        ("read", "read, GB/s"),
        ("copied", "copied (read + written), GB/s"),
    ] {
        for pages in PAGES {
            let facts = sizes.iter().map(|size| measured.facts.get(&format!("limits/{pages}/{size}/{what}")));
            row(&mut page, &format!("{unit}, {pages}"), facts.map(Option::<&f64>::copied));
        }
        let of_goals = match what {
            "line/1" => LATENCY_OF_GOALS,
            "read" => READ_OF_GOALS,
            _ => continue,
        };
        row(&mut page, "*the same where the goals were set*", of_goals.into_iter().map(Some));
    }
    header(&mut page, "a line of 1 GiB, ns, by loads under way", &CHAINS.map(|chains| chains.to_string()));
    for (pages, of_goals) in PAGES.into_iter().zip(CHAINS_OF_GOALS) {
        let facts = CHAINS
            .iter()
            .map(|chains| measured.facts.get(&format!("limits/{pages}/1 GiB/line/{chains}")).copied());
        row(&mut page, pages, facts);
        row(&mut page, "*the same where the goals were set*", of_goals.into_iter().map(Some));
    }
    page
}

fn header(page: &mut String, first: &str, columns: &[impl AsRef<str>]) {
    *page += &format!("\n| {first} |");
    columns.iter().for_each(|column| *page += &format!(" {} |", column.as_ref()));
    *page += &format!("\n|---|{}\n", "---:|".repeat(columns.len()));
}

fn row(page: &mut String, first: &str, figures: impl Iterator<Item = Option<f64>>) {
    *page += &format!("| {first} |");
    figures.for_each(|figure| *page += &format!(" {} |", figure.map(digits).unwrap_or_default()));
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::goals::SIZED;

    fn probed(size: &str, facts: [(&str, f64); 3]) -> Measured {
        let mut measured = Measured::default();
        for (what, figure) in facts {
            measured.facts.insert(format!("limits/2 MiB pages/{size}/{what}"), figure);
        }
        measured
    }

    fn promised(timing: &str) -> &'static Promise {
        SIZED.iter().find(|promise| promise.timing == timing).expect("it is promised")
    }

    #[test]
    fn a_look_up_waits_for_three_lines_of_the_memory_that_holds_the_ids() {
        let measured = probed("8 MiB", [("line/1", 34.0), ("line/32", 4.0), ("read", 60.0)]);
        let alone = |timing| memory_alone(promised(timing), 100_000, &measured);
        let expected = |nanos| Some(MemoryAlone { nanos, times_of_goals: 2.0 });
        assert_eq!(alone("look-up/engine value/{n}"), expected(102.0));
        assert_eq!(alone("look-up/engine values of 1024/{n}"), expected(12.0));
        assert_eq!(memory_alone(&SIZED[0], 100_000, &measured), None, "128 MiB were not probed");
    }

    #[test]
    fn a_filter_is_held_to_the_bytes_it_reads() {
        let measured = probed("24 MiB", [("line/1", 100.0), ("line/32", 4.0), ("read", 30.5)]);
        let alone = memory_alone(promised("filter/engine/{n}"), 1_000_000, &measured).expect("it was probed");
        assert_eq!((digits(alone.nanos), alone.times_of_goals), ("0.30".to_owned(), 2.0));
    }

    #[test]
    fn what_was_not_probed_is_left_empty() {
        let measured = probed("8 MiB", [("line/1", 34.0), ("line/32", 4.0), ("read", 60.0)]);
        let page = limits(&measured);
        assert!(page.contains("| read, GB/s, 2 MiB pages |  |  |  |  | 60.0 |  |  |  |\n"), "{page}");
    }
}
