//! Removing nodes together with their edges: in one batch, whose rows are looked at before they are needed, and one call each.

use crate::engine::{apply, encode, open};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use kneiphof_bench::{BenchGraph, record};
use kneiphof_graph::SharedGraph;
use kneiphof_wire::{BatchBuilder, ColumnValues, Operation, Role, SectionBuilder, Subject};

/// One node of so many goes.
const REMOVED_OF: usize = 10;

pub fn measure(criterion: &mut Criterion, graph: &BenchGraph) {
    let ids: Vec<&String> = graph.ids.iter().step_by(REMOVED_OF).collect();
    let section = SectionBuilder::new(Subject::Node, Operation::Remove, ids.len())
        .column(Role::Id, ColumnValues::texts(ids.iter().map(|id| (*id).clone())));
    let removal = [BatchBuilder::new().section(section).build()];
    let rows = encode(graph);
    let filled = || {
        let engine = open();
        apply(&engine, &rows);
        engine
    };
    let in_batch = |engine: &SharedGraph| apply(engine, &removal);
    let one_by_one = |engine: &SharedGraph| {
        for id in &ids {
            engine.remove_node(id, 0).expect("the node is there");
        }
    };
    let mut group = criterion.benchmark_group("removal");
    group.sample_size(10).throughput(Throughput::Elements(ids.len() as u64));
    let mut way = |name: &str, remove: &dyn Fn(&SharedGraph)| {
        let engine = filled();
        remove(&engine);
        let counts = engine.counts();
        let row = format!("removal/{name}/{}", graph.nodes());
        record::check(&row, "nodes and edges that are left", &(counts.nodes, counts.edges), &left(graph));
        group.bench_function(BenchmarkId::new(name, graph.nodes()), |bench| {
            bench.iter_batched(
                filled,
                |engine| {
                    remove(&engine);
                    engine
                },
                BatchSize::PerIteration,
            );
        });
    };
    way("engine batch", &in_batch);
    way("engine single calls", &one_by_one);
    group.finish();
}

fn left(graph: &BenchGraph) -> (u64, u64) {
    let stays = |node: u32| !(node as usize).is_multiple_of(REMOVED_OF);
    let edges = graph.sources.iter().zip(&graph.targets);
    let edges = edges.filter(|(source, target)| stays(**source) && stays(**target)).count();
    let nodes = graph.nodes() - graph.nodes().div_ceil(REMOVED_OF);
    (nodes as u64, edges as u64)
}
