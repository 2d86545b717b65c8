//! From a text id to the node's `value`, per look-up.

use crate::engine::Engine;
use crate::maps_peer::Maps;
use crate::peer::Peer;
use crate::petgraph_peer::Petgraph;
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{BenchGraph, record};
use kneiphof_graph::{Asked, OneValue, SharedGraph, Snapshot};
use kneiphof_wire::{RowsView, Subject, Tag, ValueRef, ValuesView};
use std::hint::black_box;

type Group<'a> = criterion::BenchmarkGroup<'a, criterion::measurement::WallTime>;

pub fn measure(criterion: &mut Criterion, graph: &BenchGraph) {
    let mut group = criterion.benchmark_group("look-up");
    group.throughput(Throughput::Elements(graph.queries.len() as u64));
    let engine = Engine::load(graph);
    let snapshot = engine.graph.snapshot().expect("nobody writes");
    row(&mut group, graph, "engine find and column", |ids| by_column(&engine.graph, &snapshot, ids));
    row(&mut group, graph, "engine value", |ids| ids.iter().map(|id| by_value(&engine, id)).sum());
    row(&mut group, graph, "engine get_node", |ids| ids.iter().map(|id| engine.value(id)).sum());
    row(&mut group, graph, "engine get_nodes of 32", |ids| by_rows(&engine.graph, ids, 32));
    row(&mut group, graph, "engine get_nodes of 1024", |ids| by_rows(&engine.graph, ids, 1_024));
    row(&mut group, graph, "engine values of 32", |ids| by_values(&engine, ids, 32));
    row(&mut group, graph, "engine values of 1024", |ids| by_values(&engine, ids, 1_024));
    row(&mut group, graph, "engine find_nodes of 1024 and column", |ids| {
        by_numbers(&engine.graph, &snapshot, ids, 1_024)
    });
    drop((engine, snapshot));
    peer::<Petgraph>(&mut group, graph);
    peer::<Maps>(&mut group, graph);
    group.finish();
}

fn peer<P: Peer>(group: &mut Group<'_>, graph: &BenchGraph) {
    let peer = P::load(graph);
    row(group, graph, P::NAME, |ids| ids.iter().map(|id| peer.value(id)).sum());
}

fn row(group: &mut Group<'_>, graph: &BenchGraph, name: &str, sum: impl Fn(&[&str]) -> f64) {
    let ids = graph.query_ids();
    let row = format!("look-up/{name}/{}", graph.nodes());
    record::check(&row, "sum of the values", &sum(&ids), &graph.sum_of_queried_values());
    group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| {
        bench.iter(|| sum(black_box(&ids)));
    });
}

fn by_column(graph: &SharedGraph, snapshot: &Snapshot, ids: &[&str]) -> f64 {
    let column = snapshot.column(Subject::Node, "value").expect("the column is there");
    let value = |id: &&str| match column.value(graph.find_node(id).expect("the node is there") as u32) {
        Some(ValueRef::Float(value)) => value,
        _ => f64::NAN,
    };
    ids.iter().map(value).sum()
}

/// One attribute of one node in one call.
fn by_value(engine: &Engine, id: &str) -> f64 {
    let float = |found: OneValue<'_>| match found.tag {
        Tag::Float => Ok(f64::from_bits(found.word)),
        _ => Ok(f64::NAN),
    };
    engine.graph.try_node_value(id, Some(engine.value), float).expect("nobody writes")
}

/// Selected attributes of many nodes in one call.
fn by_values(engine: &Engine, ids: &[&str], rows_of_a_call: usize) -> f64 {
    let mut sum = 0.0;
    let mut room = Vec::new();
    for ids in ids.chunks(rows_of_a_call) {
        room = engine
            .graph
            .node_values(&Asked::Ids(ids), &[Some(engine.value)], None, room)
            .expect("nobody writes");
        let values = ValuesView::parse(&room).expect("well formed");
        let column = values.column(0).expect("a column");
        sum = (0..values.rows()).fold(sum, |sum, row| sum + column.float(row).expect("a value"));
    }
    sum
}

fn by_numbers(graph: &SharedGraph, snapshot: &Snapshot, ids: &[&str], rows_of_a_call: usize) -> f64 {
    let column = snapshot.column(Subject::Node, "value").expect("the column is there");
    let mut sum = 0.0;
    for ids in ids.chunks(rows_of_a_call) {
        for number in graph.find_nodes(&Asked::Ids(ids), None).expect("nobody writes") {
            if let Some(ValueRef::Float(value)) = column.value(number as u32) {
                sum += value;
            }
        }
    }
    sum
}

fn by_rows(graph: &SharedGraph, ids: &[&str], rows_of_a_call: usize) -> f64 {
    let mut sum = 0.0;
    for ids in ids.chunks(rows_of_a_call) {
        let rows = graph.get_nodes(&Asked::Ids(ids), None).expect("nobody writes");
        let rows = RowsView::parse(&rows, Subject::Node).expect("well formed");
        for index in 0..rows.len() {
            let row = rows.row(index).expect("well formed").expect("the node is there");
            // "value" is the first key that the graph has seen.
            if let Some((_, ValueRef::Float(value))) = row.slots().next() {
                sum += value;
            }
        }
    }
    sum
}
