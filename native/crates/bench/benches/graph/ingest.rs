//! Filling an empty graph, per node or edge.

use crate::engine::{Engine, apply, encode, encode_places, open};
use crate::maps_peer::Maps;
use crate::peer::Peer;
use crate::petgraph_peer::Petgraph;
use crate::schema_rows::SchemaRows;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{BenchGraph, record};
use kneiphof_graph::SharedGraph;

/// Maps of maps of text take ten times as long as anything else here, and say no more of a large graph than of a small one.
const NODES_OF_MAPS_MAX: usize = 200_000;

pub fn measure(criterion: &mut Criterion, graph: &BenchGraph) {
    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(10).throughput(Throughput::Elements(graph.elements() as u64));
    in_batches(&mut group, "engine batches", graph, &encode(graph));
    in_batches(&mut group, "engine batches, ends by place", graph, &encode_places(graph));

    single::<Engine>(&mut group, graph);
    single::<Petgraph>(&mut group, graph);
    if graph.nodes() <= NODES_OF_MAPS_MAX {
        single::<Maps>(&mut group, graph);
    }
    rows_of_schemas(&mut group, graph);
    group.throughput(Throughput::Elements(graph.edges() as u64));
    edges_by_number(&mut group, graph);
    group.throughput(Throughput::Elements(graph.nodes() as u64));
    nodes_alone(&mut group, graph);
    group.finish();
}

fn in_batches(group: &mut Group<'_>, name: &str, graph: &BenchGraph, batches: &[Vec<u8>]) {
    group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| {
        bench.iter_batched(
            open,
            |empty| {
                apply(&empty, batches);
                empty
            },
            BatchSize::PerIteration,
        );
    });
    let filled = open();
    apply(&filled, batches);
    check_counts(name, graph, &filled);
}

/// The same calls with rows whose keys and types were told once.
fn rows_of_schemas(group: &mut Group<'_>, graph: &BenchGraph) {
    let load = || {
        let mut rows = SchemaRows::empty();
        rows.add_nodes(graph);
        rows.add_edges(graph);
        rows
    };
    let name = "engine rows of schemas";
    group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| {
        bench.iter_batched(|| (), |()| load(), BatchSize::PerIteration);
    });
    check_counts(name, graph, &load().graph);
}

/// Edges alone, whose ends are named by the numbers that adding the nodes answered.
fn edges_by_number(group: &mut Group<'_>, graph: &BenchGraph) {
    let nodes = || {
        let mut rows = SchemaRows::empty();
        let numbers = rows.add_nodes(graph);
        (rows, numbers)
    };
    let add = |(mut rows, numbers): (SchemaRows, Vec<u64>)| {
        rows.add_edges_by_number(graph, &numbers);
        rows
    };
    let name = "engine edges by number";
    group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| {
        bench.iter_batched(nodes, add, BatchSize::PerIteration);
    });
    check_counts(name, graph, &add(nodes()).graph);
}

fn check_counts(name: &str, graph: &BenchGraph, loaded: &SharedGraph) {
    let counts = loaded.counts();
    let answer = (counts.nodes as usize, counts.edges as usize);
    let row = format!("ingest/{name}/{}", graph.nodes());
    record::check(&row, "counts of nodes and edges", &answer, &(graph.nodes(), graph.edges()));
}

/// What columns of nodes are compared with: the same nodes, row by row.
fn nodes_alone(group: &mut Group<'_>, graph: &BenchGraph) {
    let load = || {
        let mut engine = Engine::empty();
        for (node, id) in graph.ids.iter().enumerate() {
            engine.add_node(id, graph.values[node], graph.status(node));
        }
        engine
    };
    let name = "engine nodes alone";
    group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| {
        bench.iter_batched(|| (), |()| load(), BatchSize::PerIteration);
    });
    let loaded = load();
    let answer: f64 = graph.query_ids().iter().map(|id| loaded.value(id)).sum();
    let row = format!("ingest/{name}/{}", graph.nodes());
    record::check(&row, "sum of the values of the queried nodes", &answer, &graph.sum_of_queried_values());
}

type Group<'a> = criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>;

fn single<P: Peer>(group: &mut Group<'_>, graph: &BenchGraph) {
    let name = format!("{} single calls", P::NAME);
    group.bench_function(BenchmarkId::new(&name, graph.nodes()), |bench| {
        bench.iter_batched(|| (), |()| P::load(graph), BatchSize::PerIteration);
    });
    let loaded = P::load(graph);
    let answer: f64 = graph.query_ids().iter().map(|id| loaded.value(id)).sum();
    let row = format!("ingest/{name}/{}", graph.nodes());
    record::check(&row, "sum of the values of the queried nodes", &answer, &graph.sum_of_queried_values());
}
