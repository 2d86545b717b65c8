//! Neighbors of nodes given by text id, per query.

use crate::engine::{Engine, OUTGOING};
use crate::maps_peer::Maps;
use crate::peer::Peer;
use crate::petgraph_peer::Petgraph;
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{BenchGraph, Known, TWO_HOP_QUERIES, record};
use kneiphof_graph::{Asked, NeighborLists};
use std::hint::black_box;

type Group<'a> = criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>;

pub fn measure(criterion: &mut Criterion, graph: &BenchGraph, known: &Known) {
    let size = graph.nodes();
    record::fact(
        &format!("hops/neighbors of a query/{size}"),
        known.one_hop as f64 / graph.queries.len() as f64,
    );
    record::fact(&format!("hops/nodes in two hops/{size}"), known.two_hops as f64 / TWO_HOP_QUERIES as f64);

    let (engine, petgraph, maps) = (Engine::load(graph), Petgraph::load(graph), Maps::load(graph));
    let queries = graph.query_ids();
    let mut group = criterion.benchmark_group("one hop");
    let mut one = |name, count: &dyn Fn(&[&str]) -> usize| {
        row(&mut group, &format!("one hop/{name}/{size}"), &queries, known.one_hop, count);
    };
    one(Engine::NAME, &each(|id| engine.one_hop(id)));
    one("engine lists of 32", &|ids| lists(&engine, ids, 32));
    one("engine lists of 1024", &|ids| lists(&engine, ids, 1_024));
    one(Petgraph::NAME, &each(|id| petgraph.one_hop(id)));
    one(Maps::NAME, &each(|id| maps.one_hop(id)));
    group.finish();

    let queries = &queries[..TWO_HOP_QUERIES];
    let mut group = criterion.benchmark_group("two hops");
    let mut two = |name, count: &dyn Fn(&[&str]) -> usize| {
        row(&mut group, &format!("two hops/{name}/{size}"), queries, known.two_hops, count);
    };
    two(Engine::NAME, &each(|id| engine.two_hops(id)));
    two(Petgraph::NAME, &each(|id| petgraph.two_hops(id)));
    two(Maps::NAME, &each(|id| maps.two_hops(id)));
    group.finish();

    rows(criterion, &engine, graph);
}

/// The whole structure as compressed sparse rows, per edge.
fn rows(criterion: &mut Criterion, engine: &Engine, graph: &BenchGraph) {
    let snapshot = engine.graph.snapshot().expect("nobody writes");
    let mut group = criterion.benchmark_group("two hops");
    group.throughput(Throughput::Elements(graph.edges() as u64));
    for (name, threads) in [("rows built by 1 thread", 1), ("rows built by 2 threads", 2)] {
        let row = format!("two hops/{name}/{}", graph.nodes());
        let build = || snapshot.build_csr(OUTGOING.direction, threads, None).expect("there is memory");
        let built = build();
        let sum = |rows: &[u32]| rows.iter().map(|row| u64::from(*row)).sum::<u64>();
        record::check(&row, "sum of the targets", &sum(built.targets()), &sum(&graph.targets));
        group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| bench.iter(build));
    }
    group.finish();
}

/// One call for each id.
fn each(count: impl Fn(&str) -> usize) -> impl Fn(&[&str]) -> usize {
    move |ids| ids.iter().map(|id| count(id)).sum()
}

/// One call for many ids.
fn lists(engine: &Engine, ids: &[&str], ids_of_a_call: usize) -> usize {
    let mut lists = NeighborLists::default();
    let mut reached = 0;
    for ids in ids.chunks(ids_of_a_call) {
        engine.graph.neighbor_lists(&Asked::Ids(ids), OUTGOING, None, &mut lists).expect("nobody writes");
        reached += black_box(&lists).neighbors.len();
    }
    reached
}

fn row(
    group: &mut Group<'_>,
    row: &str,
    queries: &[&str],
    expected: usize,
    count: impl Fn(&[&str]) -> usize,
) {
    let total = || count(queries);
    record::check(row, "number of nodes reached", &total(), &expected);
    let [_, name, size] = row.split('/').collect::<Vec<_>>()[..] else { unreachable!("three parts") };
    group.throughput(Throughput::Elements(queries.len() as u64));
    group.bench_function(BenchmarkId::new(name, size), |bench| bench.iter(|| black_box(total())));
}
