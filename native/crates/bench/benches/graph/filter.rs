//! `value > 50 and status == "active"` over all nodes, ids out, per node.

use crate::engine::Engine;
use crate::maps_peer::Maps;
use crate::peer::Peer;
use crate::petgraph_peer::Petgraph;
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{BenchGraph, Known, record};
use kneiphof_kernels::{Ahead, CodeSet, Comparison, Level, codes, compare, select};
use std::hint::black_box;

type Group<'a> = criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>;

/// Rows that are compared before the next condition is looked at.
const BLOCK: usize = 2_048;

pub fn measure(criterion: &mut Criterion, graph: &BenchGraph, known: &Known) {
    let mut group = criterion.benchmark_group("filter");
    group.throughput(Throughput::Elements(graph.nodes() as u64));
    peer::<Engine>(&mut group, graph, known);
    row(&mut group, graph, known, "fused loop over arrays", || fused(&graph.values, &graph.statuses));
    let vectors = "fused vector loop over arrays";
    row(&mut group, graph, known, vectors, || fused_vectors(&graph.values, &graph.statuses));
    peer::<Petgraph>(&mut group, graph, known);
    peer::<Maps>(&mut group, graph, known);
    group.finish();
}

fn peer<P: Peer>(group: &mut Group<'_>, graph: &BenchGraph, known: &Known) {
    let peer = P::load(graph);
    row(group, graph, known, P::NAME, || peer.filter());
}

fn row(group: &mut Group<'_>, graph: &BenchGraph, known: &Known, name: &str, count: impl Fn() -> usize) {
    let row = format!("filter/{name}/{}", graph.nodes());
    record::check(&row, "number of nodes that pass", &count(), &known.filtered);
    group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| bench.iter(&count));
}

/// What a Rust programmer writes for exactly this question, without branches: every index is stored, the passing ones stay.
fn fused(values: &[f64], statuses: &[u8]) -> usize {
    let mut numbers = vec![0_u64; values.len()];
    let mut count = 0;
    for (index, (value, status)) in values.iter().zip(statuses).enumerate() {
        numbers[count] = index as u64;
        count += usize::from((*value > 50.0) & (*status == 0));
    }
    black_box(&numbers[..count]).len()
}

/// The same with the widest vectors of the machine: both conditions on 2,048 rows at a time, then their numbers. No liveness, no
/// missing values, no ranges: what the engine adds is the difference.
fn fused_vectors(values: &[f64], statuses: &[u8]) -> usize {
    let (level, active) = (Level::best(), CodeSet::new([0]).expect("room for one code"));
    let mut numbers = vec![0_u64; values.len()];
    let mut count = 0;
    for (block, (values, statuses)) in values.chunks(BLOCK).zip(statuses.chunks(BLOCK)).enumerate() {
        let (mut over, mut bits) = ([0; BLOCK / 64], [0; BLOCK / 64]);
        compare::floats(level, values, &mut Ahead::default(), Comparison::Greater, 50.0, &mut over);
        codes::among_u8(level, statuses, &active, &mut bits);
        bits.iter_mut().zip(over).for_each(|(bits, over)| *bits &= over);
        count += select::numbers(level, &bits, (block * BLOCK) as u64, &mut numbers[count..]);
    }
    black_box(&numbers[..count]).len()
}
