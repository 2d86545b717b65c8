//! The guide's table in pure Rust, calls and texts: what a crossing is compared with.

use crate::engine::open;
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::record;
use kneiphof_graph::SharedGraph;
use kneiphof_wire::{NESTING_MAX, NodeHead, RowUse, RowView, RowWriter, Subject};
use std::collections::HashMap;
use std::hint::black_box;

const CALLS: u64 = 1_024;

#[inline(never)]
fn add(a: i64, b: i64) -> i64 {
    a.wrapping_add(b)
}

pub fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("call");
    group.throughput(Throughput::Elements(CALLS));
    let function: fn(i64, i64) -> i64 = black_box(add);
    let count = || (0..CALLS.cast_signed()).fold(0, |sum, _| function(black_box(sum), 1));
    record::check("call/pure Rust", "number of calls", &count(), &CALLS.cast_signed());
    group.bench_function("pure Rust", |bench| bench.iter(count));
    group.finish();

    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Elements(CALLS));
    for bytes in [8, 16, 64] {
        let ids: Vec<String> = (0..CALLS).map(|id| format!("n{id:0width$}", width = bytes - 1)).collect();
        let graph = open();
        ids.iter().for_each(|id| add_node(&graph, id));
        let find = || -> usize { ids.iter().filter(|id| graph.find_node(black_box(id)).is_ok()).count() };
        record::check(&format!("text/pure Rust/{bytes}"), "nodes found", &find(), &ids.len());
        group.bench_function(BenchmarkId::new("pure Rust", bytes), |bench| bench.iter(find));

        let map: HashMap<String, u64> = ids.iter().cloned().zip(0..).collect();
        let find = || -> usize { ids.iter().filter(|id| map.contains_key(black_box(id.as_str()))).count() };
        record::check(&format!("text/HashMap/{bytes}"), "texts found", &find(), &ids.len());
        group.bench_function(BenchmarkId::new("HashMap", bytes), |bench| bench.iter(find));
    }
    group.finish();
}

pub fn add_node(graph: &SharedGraph, id: &str) {
    let mut row = Vec::new();
    RowWriter::new().finish_node(&NodeHead { id, ..NodeHead::default() }, &mut row);
    let row = RowView::parse(&row, Subject::Node, RowUse::Write, NESTING_MAX).expect("well formed");
    graph.add_node(&row).expect("a new node");
}
