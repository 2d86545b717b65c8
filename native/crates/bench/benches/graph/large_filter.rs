//! `value > 50 and status == "active"` over 32 million nodes: too many for any cache, so that the memory sets the pace. With it,
//! what pages of 2 MiB bring: the same filter, and look-ups at random, in pages of 4 KiB.

use crate::engine::{apply, open, query};
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{STATUSES_OF_NODES, SplitMix64, record};
use kneiphof_graph::SharedGraph;
use kneiphof_kernels::ask_for_huge_pages;
use kneiphof_wire::{BatchBuilder, ColumnValues, Operation, QueryView, Role, SectionBuilder, Subject};
use std::hint::black_box;

const NODES: usize = 32_000_000;
const NODES_OF_A_BATCH: usize = 65_536;
/// A float, a code, a bit that says whether the node lives and one for each attribute.
const BITS_OF_A_NODE: usize = 64 + 8 + 3;

/// Ids that are looked up at random in an iteration.
const LOOKED_UP: usize = 100_000;

pub fn measure(criterion: &mut Criterion) {
    ask_for_huge_pages(false);
    measure_in_small_pages(criterion);
    ask_for_huge_pages(true);
    let (graph, passing) = load();
    let mut numbers = vec![0; passing];
    let mut group = criterion.benchmark_group("large filter");
    group.throughput(Throughput::Elements(NODES as u64));
    let words = vec![1_u64; NODES * BITS_OF_A_NODE / 64];
    let row = "read loop";
    record::check(
        &format!("large filter/{row}/{NODES}"),
        "sum of the words",
        &sum(&words),
        &(words.len() as u64),
    );
    group.bench_function(BenchmarkId::new(row, NODES), |bench| bench.iter(|| sum(black_box(&words))));
    drop(words);
    let (first, all) = (query(1), query(u32::MAX));
    for (row, threads, query) in [
        ("count on one thread", 1, &first),
        ("count on two threads", 2, &first),
        ("ids out on one thread", 1, &all),
        ("ids out on two threads", 2, &all),
    ] {
        let query = QueryView::parse(query).expect("well formed");
        let mut ask = || {
            let room = numbers.as_mut_slice();
            let head =
                graph.query_on(threads, Subject::Node, &query, None, move |count| Ok(&mut room[..count]));
            head.expect("a query").total as usize
        };
        record::check(&format!("large filter/{row}/{NODES}"), "number of nodes that pass", &ask(), &passing);
        group.bench_function(BenchmarkId::new(row, NODES), |bench| bench.iter(&mut ask));
    }
    group.finish();
    look_up(criterion, &graph, "look-up at random");
}

fn measure_in_small_pages(criterion: &mut Criterion) {
    let (graph, passing) = load();
    let first = query(1);
    let query = QueryView::parse(&first).expect("well formed");
    let ask = || {
        let head = graph.query_on(1, Subject::Node, &query, None, |_| Ok(&mut []));
        head.expect("a query").total as usize
    };
    let row = "count on one thread in 4 KiB pages";
    record::check(&format!("large filter/{row}/{NODES}"), "number of nodes that pass", &ask(), &passing);
    let mut group = criterion.benchmark_group("large filter");
    group.throughput(Throughput::Elements(NODES as u64));
    group.bench_function(BenchmarkId::new(row, NODES), |bench| bench.iter(ask));
    group.finish();
    look_up(criterion, &graph, "look-up at random in 4 KiB pages");
}

/// One id after the other, none of them in a cache.
fn look_up(criterion: &mut Criterion, graph: &SharedGraph, row: &str) {
    let mut random = SplitMix64::new(42, 2);
    let ids: Vec<String> = (0..LOOKED_UP).map(|_| (random.next_u64() % NODES as u64).to_string()).collect();
    let find = || ids.iter().filter(|id| graph.find_node(id).is_ok()).count();
    record::check(&format!("large filter/{row}/{NODES}"), "number of ids found", &find(), &LOOKED_UP);
    let mut group = criterion.benchmark_group("large filter");
    group.throughput(Throughput::Elements(LOOKED_UP as u64));
    group.bench_function(BenchmarkId::new(row, NODES), |bench| bench.iter(find));
    group.finish();
}

/// The nodes, and how many of them pass.
fn load() -> (SharedGraph, usize) {
    let graph = open();
    let mut random = SplitMix64::new(42, 1);
    let mut passing = 0;
    for first in (0..NODES).step_by(NODES_OF_A_BATCH) {
        let rows = first..NODES.min(first + NODES_OF_A_BATCH);
        let values: Vec<f64> = rows.clone().map(|_| random.unit() * 100.0).collect();
        let statuses: Vec<usize> = rows.clone().map(|_| (random.next_u64() >> 63) as usize).collect();
        passing +=
            values.iter().zip(&statuses).filter(|(value, status)| **value > 50.0 && **status == 0).count();
        let texts = statuses.iter().map(|status| Some(STATUSES_OF_NODES[*status].to_owned()));
        let section = SectionBuilder::new(Subject::Node, Operation::Add, rows.len())
            .column(Role::Id, ColumnValues::texts(rows.map(|node| node.to_string())))
            .attribute("value", ColumnValues::floats(values.into_iter().map(Some)))
            .attribute("status", ColumnValues::Dictionary(texts.collect()));
        apply(&graph, &[BatchBuilder::new().section(section).build()]);
    }
    (graph, passing)
}

/// Eight sums, so that no addition waits for the one before.
fn sum(words: &[u64]) -> u64 {
    let (eights, rest) = words.as_chunks::<8>();
    let mut sums = [0_u64; 8];
    for eight in eights {
        sums.iter_mut().zip(eight).for_each(|(sum, word)| *sum = sum.wrapping_add(*word));
    }
    sums.iter().chain(rest).fold(0, |sum, word| sum.wrapping_add(*word))
}
