//! Neighbors of nodes given by text id, per query.

use crate::engine::{Engine, two_hops};
use crate::maps_peer::Maps;
use crate::peer::Peer;
use crate::petgraph_peer::Petgraph;
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{BenchGraph, Known, TWO_HOP_QUERIES, record};
use kneiphof_wire::Subject;
use std::cell::{Cell, RefCell};
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
    let mut one = |name, count: &dyn Fn(&str) -> usize| {
        row(&mut group, &format!("one hop/{name}/{size}"), &queries, known.one_hop, count);
    };
    one(Engine::NAME, &|id| engine.one_hop(id));
    one(Petgraph::NAME, &|id| petgraph.one_hop(id));
    one(Maps::NAME, &|id| maps.one_hop(id));
    group.finish();

    let snapshot = engine.graph.snapshot().expect("nobody writes");
    // One array for all queries instead of a set for each: a row is reached when it holds the number of the query.
    let reached = RefCell::new(vec![0_u32; snapshot.rows(Subject::Node) as usize]);
    let visit = Cell::new(0);
    let within_two = |id: &str| {
        visit.set(visit.get() + 1);
        two_hops(&engine.graph, &snapshot, id, &mut reached.borrow_mut(), visit.get())
    };
    let queries = &queries[..TWO_HOP_QUERIES];
    let mut group = criterion.benchmark_group("two hops");
    let mut two = |name, count: &dyn Fn(&str) -> usize| {
        row(&mut group, &format!("two hops/{name}/{size}"), queries, known.two_hops, count);
    };
    two(Engine::NAME, &within_two);
    two(Petgraph::NAME, &|id| petgraph.two_hops(id));
    two(Maps::NAME, &|id| maps.two_hops(id));
    group.finish();
}

fn row(group: &mut Group<'_>, row: &str, queries: &[&str], expected: usize, count: impl Fn(&str) -> usize) {
    let total = || -> usize { queries.iter().map(|id| count(id)).sum() };
    record::check(row, "number of nodes reached", &total(), &expected);
    let [_, name, size] = row.split('/').collect::<Vec<_>>()[..] else { unreachable!("three parts") };
    group.throughput(Throughput::Elements(queries.len() as u64));
    group.bench_function(BenchmarkId::new(name, size), |bench| bench.iter(|| black_box(total())));
}
