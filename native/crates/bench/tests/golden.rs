//! Java's port of the generator makes the same graphs: both are held to one table.

use kneiphof_bench::{BenchGraph, Shape};
use std::fmt::Write;

const TABLE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../src/main/resources/contract/benchmark-graphs.csv"
));

fn row(line: &str) -> String {
    let fields: Vec<&str> = line.split(',').collect();
    let number = |field: usize| fields[field].parse::<u32>().expect("a number");
    let shape = match fields[0] {
        "r-mat" => Shape::RMat,
        "communities-10" => Shape::Communities(10),
        other => panic!("unknown shape {other}"),
    };
    let graph = BenchGraph::new(shape, number(1), number(2), u64::from(number(3)));
    let known = graph.known();
    let mut row = fields[..4].join(",");
    let counts = [known.max_out_degree, known.lonely, known.filtered, known.one_hop, known.two_hops];
    counts.iter().for_each(|count| write!(row, ",{count}").expect("text grows"));
    write!(row, ",{:016x}", graph.checksum()).expect("text grows");
    row
}

#[test]
fn graphs_are_those_of_the_table_that_java_reads_too() {
    let rows: Vec<&str> = TABLE.lines().skip(1).collect();
    assert_eq!(rows.len(), 4);
    for line in rows {
        assert_eq!(row(line), line);
    }
}
