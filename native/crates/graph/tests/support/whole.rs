//! All that a graph says of itself, in words.

use crate::fixture::value_of;
use kneiphof_graph::{SharedGraph, Snapshot};
use kneiphof_wire::{Comparison, QueryBuilder, QueryView, Subject, TestSubject, Value};

/// Everything but the numbers that tell memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    revision: u64,
    rows: [Vec<String>; 2],
    symbols: Vec<String>,
}

pub fn whole(graph: &SharedGraph) -> Whole {
    let whole = whole_of(&graph.snapshot().unwrap());
    let counts = graph.counts();
    assert_eq!((counts.nodes as usize, counts.edges as usize), (whole.rows[0].len(), whole.rows[1].len()));
    for (subject, rows) in [Subject::Node, Subject::Edge].into_iter().zip(&whole.rows) {
        for id in rows.iter().filter_map(|row| row.split('\t').next()) {
            let found = match subject {
                Subject::Node => graph.find_node(id),
                Subject::Edge => graph.find_edge(id),
            };
            assert!(found.is_ok(), "{id} is found");
        }
    }
    for (subject, key) in [(Subject::Node, "rank"), (Subject::Node, "name"), (Subject::Edge, "w")] {
        check_index(graph, subject, key);
    }
    whole
}

/// A test alone is answered by an index where there is one; beside another, which every row passes, by a scan.
fn check_index(graph: &SharedGraph, subject: Subject, key: &str) {
    let snapshot = graph.snapshot().unwrap();
    let Some(column) = snapshot.column(subject, key) else { return };
    let values = (0..snapshot.rows(subject)).filter_map(|row| column.value(row).map(value_of));
    let alone =
        |value: &Value| QueryBuilder::new(1_000).attribute(key, Comparison::Eq, std::slice::from_ref(value));
    let answer = |query: QueryBuilder| {
        let query = query.build();
        let query = QueryView::parse(&query).unwrap();
        let page = match subject {
            Subject::Node => graph.query_nodes(&query),
            Subject::Edge => graph.query_edges(&query),
        };
        page.unwrap().numbers
    };
    for value in values {
        let beside = alone(&value).test(TestSubject::Id, Comparison::Exists, &[]).and(2);
        assert_eq!(answer(alone(&value)), answer(beside), "{key} {value:?}");
    }
}

pub fn whole_of(snapshot: &Snapshot) -> Whole {
    Whole {
        revision: snapshot.revision(),
        rows: [Subject::Node, Subject::Edge].map(|subject| rows(snapshot, subject)),
        symbols: (0..).map_while(|symbol| snapshot.symbol_name(symbol).map(str::to_owned)).collect(),
    }
}

fn rows(snapshot: &Snapshot, subject: Subject) -> Vec<String> {
    let is_live = |row: &u32| {
        snapshot.live(subject, *row as usize / 2_048)[*row as usize % 2_048 / 64] >> (row % 64) & 1 == 1
    };
    (0..snapshot.rows(subject)).filter(is_live).map(|row| told(snapshot, subject, row)).collect()
}

fn told(snapshot: &Snapshot, subject: Subject, row: u32) -> String {
    let (chunk, at) = (row as usize / 2_048, row as usize % 2_048);
    let mut told = match subject {
        Subject::Node => {
            let set = snapshot.label_codes(chunk).get(at).copied().unwrap_or(0);
            let labels = snapshot.labels_of_set(set);
            let (out, incoming) = (snapshot.out_degree(row), snapshot.in_degree(row));
            format!("{}\t{out} {incoming} {labels:?}", snapshot.node_id(row))
        }
        Subject::Edge => {
            let kind = snapshot.edge_types(chunk).get(at).copied().unwrap_or(0);
            let (source, target) = snapshot.endpoints(row);
            let ends = [source, target].map(|node| snapshot.node_id(node));
            format!("{}\t{ends:?} {kind}", snapshot.edge_id(row).unwrap())
        }
    };
    for column in snapshot.columns(subject) {
        if let Some(value) = column.value(row) {
            told.push_str(&format!(" {}: {:?}", column.key(), value_of(value)));
        }
    }
    told
}
