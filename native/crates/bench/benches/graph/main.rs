//! The rows that are measured in Rust: the engine beside petgraph and beside maps of text, on one graph, in one run.
//! `cargo bench -p kneiphof-bench -- look-up` runs the groups whose names hold that text.

mod attributes;
mod calls;
mod engine;
mod filter;
mod growth;
mod hops;
mod index;
mod ingest;
mod large_filter;
mod limits;
mod look_up;
mod maps_peer;
mod memory;
mod peer;
mod petgraph_peer;
mod profile;
mod removal;
mod schema_rows;

use criterion::Criterion;
use kneiphof_bench::{BenchGraph, Shape, record};
use std::time::Duration;

const SEED: u64 = 42;
const EDGES_OF_A_NODE: u32 = 5;

/// The graph of a size.
fn bench_graph(nodes: u32) -> BenchGraph {
    BenchGraph::new(Shape::RMat, nodes, nodes * EDGES_OF_A_NODE, SEED)
}

fn main() {
    if memory::measured_peer() {
        return;
    }
    let mut criterion = Criterion::default()
        .sample_size(15)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(900))
        .nresamples(2_000)
        .output_directory(&record::run_directory().join("criterion"))
        .configure_from_args();
    let asked = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted =
        |part: &str| asked.as_deref().is_none_or(|asked| part.contains(asked) || asked.contains(part));
    if wanted("probes") {
        limits::measure();
    }
    if wanted("call") || wanted("text") {
        calls::measure(&mut criterion);
    }
    if wanted("attributes") {
        attributes::measure(&mut criterion);
    }
    let sized =
        ["ingest", "removal", "look-up", "filter", "index", "one hop", "two hops", "memory", "growth"];
    let sizes = if sized.into_iter().any(wanted) { record::sizes() } else { Vec::new() };
    for nodes in sizes {
        let graph = bench_graph(nodes);
        let known = graph.known();
        if wanted("ingest") {
            ingest::measure(&mut criterion, &graph);
        }
        if wanted("removal") {
            removal::measure(&mut criterion, &graph);
        }
        if wanted("look-up") {
            look_up::measure(&mut criterion, &graph);
        }
        if wanted("filter") {
            filter::measure(&mut criterion, &graph, &known);
        }
        if wanted("index") {
            index::measure(&mut criterion, graph.nodes());
        }
        if wanted("one hop") || wanted("two hops") {
            hops::measure(&mut criterion, &graph, &known);
        }
        if wanted("memory") {
            memory::measure(&graph);
        }
        if wanted("growth") {
            growth::measure(nodes * 10);
        }
    }
    if wanted("large filter") {
        large_filter::measure(&mut criterion);
    }
    if asked.is_none() {
        profile::measure(record::sizes()[0]);
    }
    criterion.final_summary();
}
