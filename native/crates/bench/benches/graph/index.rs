//! `kind == "kind 7"` over all nodes, one of a thousand values: by a scan of codes and by a declared index; and what the index adds
//! to a write.

use crate::engine::{apply, open};
use criterion::{BenchmarkId, Criterion, Throughput};
use kneiphof_bench::record;
use kneiphof_graph::SharedGraph;
use kneiphof_wire::{
    BatchBuilder, ColumnValues, Comparison, Operation, QueryBuilder, QueryView, Role, SectionBuilder,
    Subject, TestSubject, Value,
};

const VALUES: usize = 1_000;
const ROWS_OF_A_BATCH: usize = 16_384;
/// Nodes that a write gives another value.
const CHANGED: usize = 256;

pub fn measure(criterion: &mut Criterion, nodes: usize) {
    let (plain, indexed) = (load(nodes), load(nodes));
    let declared =
        indexed.declare_index(Subject::Node, TestSubject::Attribute, "kind", None).expect("an index");
    record::check(&format!("index/declared/{nodes}"), "index that was not there before", &declared, &true);
    let mut group = criterion.benchmark_group("index");
    group.throughput(Throughput::Elements(nodes as u64));
    for (row, graph) in [("scan", &plain), ("declared index", &indexed)] {
        for (answer, limit) in [("count", 1), ("ids out", u32::MAX)] {
            let mut numbers = vec![0; nodes];
            let query = query(limit);
            let query = QueryView::parse(&query).expect("well formed");
            let mut ask = || {
                let room = numbers.as_mut_slice();
                let head = graph.query_into(Subject::Node, &query, None, move |count| Ok(&mut room[..count]));
                head.expect("a query").total as usize
            };
            let row = format!("{answer} by {row}");
            let expected = (0..nodes).filter(|node| node % VALUES == 7).count();
            record::check(&format!("index/{row}/{nodes}"), "number of nodes that pass", &ask(), &expected);
            group.bench_function(BenchmarkId::new(row, nodes), |bench| bench.iter(&mut ask));
        }
    }
    group.throughput(Throughput::Elements(CHANGED as u64));
    for (row, graph) in [("write without", &plain), ("write with", &indexed)] {
        let mut turn = 0;
        let batches = [0, 1].map(|turn| [changes(nodes, turn)]);
        group.bench_function(BenchmarkId::new(format!("{row} declared index"), nodes), |bench| {
            bench.iter(|| {
                turn += 1;
                apply(graph, &batches[turn % 2]);
            });
        });
    }
    group.finish();
}

fn kind(number: usize) -> Option<String> {
    Some(format!("kind {}", number % VALUES))
}

fn load(nodes: usize) -> SharedGraph {
    let graph = open();
    for first in (0..nodes).step_by(ROWS_OF_A_BATCH) {
        let rows = first..nodes.min(first + ROWS_OF_A_BATCH);
        let section = SectionBuilder::new(Subject::Node, Operation::Add, rows.len())
            .column(Role::Id, ColumnValues::texts(rows.clone().map(|node| node.to_string())))
            .attribute("kind", ColumnValues::Dictionary(rows.map(kind).collect()));
        apply(&graph, &[BatchBuilder::new().section(section).build()]);
    }
    graph
}

/// Gives nodes spread over the graph one of two values in turn.
fn changes(nodes: usize, turn: usize) -> Vec<u8> {
    let changed = || (0..CHANGED).map(|at| at * (nodes / CHANGED));
    let section = SectionBuilder::new(Subject::Node, Operation::Merge, CHANGED)
        .column(Role::Id, ColumnValues::texts(changed().map(|node| node.to_string())))
        .attribute("kind", ColumnValues::Dictionary(changed().map(|node| kind(node + turn)).collect()));
    BatchBuilder::new().section(section).build()
}

fn query(limit: u32) -> Vec<u8> {
    QueryBuilder::new(limit).attribute("kind", Comparison::Eq, &[Value::Text("kind 7".to_owned())]).build()
}
