//! Random changes on the engine and on the model; after each, every read must answer the same.

use super::fixture::{
    Edge, Node, Plain, StoredEdge, StoredNode, directed, edge_section, node_section, removal, undirected,
};
use super::model::Model;
use crate::{Control, EdgeDirection, NeighborOrder, NeighborQuery, SharedGraph};
use kneiphof_wire::{BatchBuilder, BatchView, Operation, QueryBuilder, QueryView, Status, Subject, Value};
use proptest::prelude::*;
use std::collections::HashMap;

#[derive(Clone, Debug)]
pub(super) enum Change {
    PutNode(Operation, Node),
    PutEdge(Operation, Edge),
    RemoveNode(String),
    RemoveEdge(String),
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Single(Change),
    Batch { lenient: bool, changes: Vec<Change> },
    Transaction { commit: bool, batches: Vec<Vec<Change>> },
    Compact,
    Shrink,
}

fn node_id() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "c", "a->b", "b->c", "-", "é", "x]->", ""]).prop_map(str::to_owned)
}

fn kind() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.5, prop::sample::select(vec!["T", "U", "]->"]).prop_map(str::to_owned))
}

fn edge_id() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "e1",
        "e2",
        "a->b",
        "b->a",
        "a-[T]->b",
        "a->a",
        r"a\->b->c",
        r"a->b\->c",
        "-->a",
        "none",
    ])
    .prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        (-3i64..3).prop_map(Value::Integer),
        prop_oneof![Just(f64::NAN), Just(-0.0), Just(0.1), Just(f64::INFINITY)].prop_map(Value::Float),
        prop::sample::select(vec!["", "x", "a longer text than the others", "\0"]).prop_map(Value::from),
        prop::collection::vec(any::<u8>(), 0..4).prop_map(Value::Bytes),
        (-3i64..3).prop_map(Value::Instant),
        Just(Value::List(vec![Value::Integer(1), Value::Map(vec![("k".to_owned(), Value::Null)])])),
        Just(Value::Map(vec![("k".to_owned(), Value::from("v"))])),
    ]
}

fn attributes(merge: bool) -> impl Strategy<Value = Vec<(String, Option<Value>)>> {
    let present = if merge { 0.7 } else { 0.999 };
    let cell = prop::option::weighted(present, value())
        .prop_map(move |cell| if merge { cell } else { cell.or(Some(Value::Null)) });
    prop::collection::btree_map(prop::sample::select(vec!["k", "l", "m", "n"]), cell, 0..4).prop_map(
        |cells| {
            let mut cells: Vec<_> = cells.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            cells.reverse();
            cells
        },
    )
}

fn labels() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(vec!["L", "M", "k"]).prop_map(str::to_owned), 0..3)
}

fn operation() -> impl Strategy<Value = Operation> {
    prop::sample::select(vec![Operation::Add, Operation::Add, Operation::Upsert, Operation::Merge])
}

/// `single` changes may also remove attributes and replace labels, which batches have no words for.
fn change(single: bool) -> impl Strategy<Value = Change> {
    let put_node = operation().prop_flat_map(move |operation| {
        let merge = operation == Operation::Merge && single;
        (node_id(), labels(), attributes(merge), any::<bool>()).prop_map(
            move |(id, labels, attributes, replace)| {
                let replace_labels = merge && replace;
                Change::PutNode(operation, Node { id, labels, attributes, replace_labels, version: 0 })
            },
        )
    });
    let put_edge = operation().prop_flat_map(move |operation| {
        let merge = operation == Operation::Merge && single;
        (prop::option::weighted(0.4, edge_id()), node_id(), node_id(), kind(), attributes(merge)).prop_map(
            move |(id, source, target, kind, attributes)| {
                Change::PutEdge(operation, Edge { id, source, target, kind, attributes, version: 0 })
            },
        )
    });
    prop_oneof![
        4 => put_node,
        6 => put_edge,
        1 => node_id().prop_map(Change::RemoveNode),
        2 => edge_id().prop_map(Change::RemoveEdge),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let changes = || prop::collection::vec(change(false), 1..6);
    prop_oneof![
        8 => change(true).prop_map(Step::Single),
        3 => (any::<bool>(), changes()).prop_map(|(lenient, changes)| Step::Batch { lenient, changes }),
        2 => (any::<bool>(), prop::collection::vec(changes(), 0..3))
            .prop_map(|(commit, batches)| Step::Transaction { commit, batches }),
        1 => Just(Step::Compact),
        1 => Just(Step::Shrink),
    ]
}

fn on_model(model: &mut Model, change: &Change) -> Result<(), Status> {
    match change {
        Change::PutNode(operation, node) => model.put_node(*operation, node).map(drop),
        Change::PutEdge(operation, edge) => model.put_edge(*operation, edge).map(drop),
        Change::RemoveNode(id) => model.remove_node(id).map(drop),
        Change::RemoveEdge(id) => model.remove_edge(id),
    }
}

fn on_graph(graph: &SharedGraph, change: &Change) -> Result<(), Status> {
    match change {
        Change::PutNode(operation, node) => graph.put_node(*operation, node).map(drop),
        Change::PutEdge(operation, edge) => graph.put_edge(*operation, edge).map(drop),
        Change::RemoveNode(id) => graph.remove_node(id, 0).map(drop),
        Change::RemoveEdge(id) => graph.remove_edge(id, 0),
    }
    .map_err(|failure| failure.status)
}

fn batch(changes: &[Change], lenient: bool) -> Vec<u8> {
    let mut batch = BatchBuilder::new().lenient(lenient);
    for change in changes {
        batch = batch.section(match change {
            Change::PutNode(operation, node) => node_section(*operation, std::slice::from_ref(node)),
            Change::PutEdge(operation, edge) => edge_section(*operation, std::slice::from_ref(edge)),
            Change::RemoveNode(id) => removal(Subject::Node, &[id]),
            Change::RemoveEdge(id) => removal(Subject::Edge, &[id]),
        });
    }
    batch.build()
}

/// Applies to the model what an atomic batch does; the row and status of the first failure.
fn all_or_nothing(model: &mut Model, changes: &[Change]) -> Result<(), (u64, Status)> {
    let mut after = model.clone();
    for (row, change) in (0..).zip(changes) {
        on_model(&mut after, change).map_err(|status| (row, status))?;
    }
    *model = after;
    Ok(())
}

pub(super) fn run(graph: &SharedGraph, model: &mut Model, step: &Step) -> Result<(), TestCaseError> {
    match step {
        Step::Single(change) => prop_assert_eq!(on_graph(graph, change), on_model(model, change)),
        Step::Batch { lenient: false, changes } => {
            let bytes = batch(changes, false);
            let outcome = graph.apply(&BatchView::parse(&bytes, 32).unwrap(), &mut Vec::new(), None);
            let failed = outcome.map(drop).map_err(|failure| (failure.row, failure.status));
            prop_assert_eq!(failed, all_or_nothing(model, changes));
        }
        Step::Batch { lenient: true, changes } => {
            let bytes = batch(changes, true);
            let mut errors = Vec::new();
            let applied = graph.apply(&BatchView::parse(&bytes, 32).unwrap(), &mut errors, None).unwrap();
            let failed: Vec<(u32, Status)> =
                errors.iter().map(|error| (error.row, error.failure.status)).collect();
            let expected: Vec<(u32, Status)> = (0..)
                .zip(changes)
                .filter_map(|(row, change)| on_model(model, change).err().map(|status| (row, status)))
                .collect();
            prop_assert_eq!(applied.rejected, failed.len() as u64);
            prop_assert_eq!(failed, expected);
        }
        Step::Transaction { commit, batches } => {
            let mut after = model.clone();
            let mut transaction = graph.begin().unwrap();
            for changes in batches {
                let bytes = batch(changes, false);
                let outcome =
                    transaction.apply(&BatchView::parse(&bytes, 32).unwrap(), &mut Vec::new(), None);
                let failed = outcome.map(drop).map_err(|failure| (failure.row, failure.status));
                prop_assert_eq!(failed, all_or_nothing(&mut after, changes));
            }
            if *commit {
                transaction.commit().unwrap();
                *model = after;
            } else {
                transaction.rollback();
            }
        }
        Step::Compact => graph.compact(None).unwrap(),
        Step::Shrink => {
            let shrunk = graph.shrink(&Control::default()).unwrap();
            prop_assert_eq!(shrunk.after_bytes, graph.counts().bytes);
            prop_assert!(shrunk.after_bytes <= shrunk.before_bytes, "{shrunk:?}");
        }
    }
    Ok(())
}

fn everything() -> Vec<u8> {
    QueryBuilder::new(u32::MAX).build()
}

/// Compares every read.
pub(super) fn check(graph: &SharedGraph, model: &Model) -> Result<(), TestCaseError> {
    let counts = graph.counts();
    prop_assert_eq!((counts.nodes, counts.edges), (model.nodes.len() as u64, model.edges.len() as u64));
    prop_assert_eq!(graph.node_count(), counts.nodes);
    let mut node_numbers = HashMap::new();
    for node in &model.nodes {
        let stored = graph.node(&node.id).unwrap();
        let (out_degree, in_degree) = model.degrees(&node.id);
        let expected = StoredNode {
            id: node.id.clone(),
            labels: node.labels.clone(),
            attributes: model.in_order(&node.attributes),
            out_degree,
            in_degree,
            ..stored.clone()
        };
        prop_assert_eq!(&stored, &expected);
        prop_assert_eq!(graph.find_node(&node.id), Ok(stored.number));
        prop_assert!(stored.version != 0);
        node_numbers.insert(stored.number, node.id.clone());
    }
    let mut edge_numbers = HashMap::new();
    for edge in &model.edges {
        let stored = graph.edge(&edge.effective_id()).unwrap();
        let expected = StoredEdge {
            id: edge.id.clone(),
            source: edge.source.clone(),
            target: edge.target.clone(),
            kind: edge.kind.clone(),
            attributes: model.in_order(&edge.attributes),
            ..stored.clone()
        };
        prop_assert_eq!(&stored, &expected);
        edge_numbers.insert(stored.number, edge.effective_id());
    }
    check_order(graph, model, &node_numbers, &edge_numbers)?;
    check_neighbors(graph, model, &node_numbers, &edge_numbers)?;
    super::batched_reads::check(graph, model)?;
    check_counts(graph, model)
}

fn check_order(
    graph: &SharedGraph,
    model: &Model,
    nodes: &HashMap<u64, String>,
    edges: &HashMap<u64, String>,
) -> Result<(), TestCaseError> {
    let query = everything();
    let query = QueryView::parse(&query).unwrap();
    let listed = |numbers: Vec<u64>, names: &HashMap<u64, String>| -> Vec<String> {
        numbers.iter().map(|number| names.get(number).cloned().unwrap_or_default()).collect()
    };
    let all_nodes = graph.query_nodes(&query).unwrap().numbers;
    let expected: Vec<String> = model.nodes.iter().map(|node| node.id.clone()).collect();
    prop_assert_eq!(listed(all_nodes.clone(), nodes), expected);
    let all_edges = graph.query_edges(&query).unwrap().numbers;
    let expected: Vec<String> = model.edges.iter().map(|edge| edge.effective_id()).collect();
    prop_assert_eq!(listed(all_edges.clone(), edges), expected);
    let between = graph.edges_between(&all_nodes, usize::MAX, None).unwrap();
    prop_assert_eq!((between.total, between.numbers), (all_edges.len() as u64, all_edges));
    Ok(())
}

fn check_neighbors(
    graph: &SharedGraph,
    model: &Model,
    nodes: &HashMap<u64, String>,
    edges: &HashMap<u64, String>,
) -> Result<(), TestCaseError> {
    for node in &model.nodes {
        let all = model.neighbors(&node.id);
        for (direction, code) in [(None, 2), (Some(EdgeDirection::Out), 0), (Some(EdgeDirection::In), 1)] {
            let expected: Vec<_> =
                all.iter().filter(|hop| !model.directed || code == 2 || hop.2 == code).cloned().collect();
            let order = NeighborOrder::Arrival;
            let query =
                NeighborQuery { id: &node.id, direction, type_symbol: None, order, skip: 0, limit: 1_000 };
            let page = graph.neighbors(&query, None).unwrap();
            prop_assert_eq!(page.total, expected.len() as u64);
            let listed: Vec<_> = page
                .neighbors
                .iter()
                .map(|hop| (nodes[&hop.node].clone(), edges[&hop.edge].clone(), hop.direction as u32))
                .collect();
            prop_assert_eq!(listed, expected);
        }
        let summed: u64 =
            graph.neighbor_summary(&node.id, None).unwrap().iter().map(|count| count.count).sum();
        prop_assert_eq!(summed, all.len() as u64);
    }
    Ok(())
}

fn check_counts(graph: &SharedGraph, model: &Model) -> Result<(), TestCaseError> {
    let mut expected: HashMap<(&str, String), i64> = HashMap::new();
    for node in &model.nodes {
        for label in &node.labels {
            *expected.entry(("labels", label.clone())).or_default() += 1;
        }
        for key in node.attributes.keys() {
            *expected.entry(("nodeAttributes", key.clone())).or_default() += 1;
        }
    }
    for edge in &model.edges {
        if let Some(kind) = &edge.kind {
            *expected.entry(("types", kind.clone())).or_default() += 1;
        }
        for key in edge.attributes.keys() {
            *expected.entry(("edgeAttributes", key.clone())).or_default() += 1;
        }
    }
    let description = graph.description();
    let mut found = HashMap::new();
    for (list, name) in
        [("labels", "name"), ("types", "name"), ("nodeAttributes", "key"), ("edgeAttributes", "key")]
    {
        let Value::List(entries) = super::fixture::entry(&description, list) else { panic!("a list") };
        for counted in entries {
            let Value::Text(name) = super::fixture::entry(counted, name) else { panic!("a text") };
            let Value::Integer(count) = super::fixture::entry(counted, "count") else { panic!("a number") };
            found.insert((list, name.clone()), *count);
        }
    }
    prop_assert_eq!(found, expected);
    Ok(())
}

fn equal_after_every_step(directed_graph: bool, steps: &[Step]) -> Result<(), TestCaseError> {
    let graph = if directed_graph { directed() } else { undirected() };
    let mut model = Model { directed: directed_graph, ..Model::default() };
    let mut kept: Vec<u64> = Vec::new();
    for step in steps {
        let epoch = graph.counts().epoch;
        run(&graph, &mut model, step)?;
        check(&graph, &model)?;
        let now = graph.counts();
        if now.epoch != epoch {
            // Every number handed out before names nothing any more.
            let rows = graph.read_nodes(&kept, None).unwrap();
            let rows = kneiphof_wire::RowsView::parse(&rows, Subject::Node).unwrap();
            for index in 0..kept.len() {
                prop_assert!(rows.row(index).unwrap().is_none());
            }
            kept.clear();
        }
        kept.extend(model.nodes.first().and_then(|node| graph.find_node(&node.id).ok()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn b3_b4_f045_a_directed_graph_equals_the_model_after_every_change(steps in prop::collection::vec(step(), 1..40)) {
        equal_after_every_step(true, &steps)?;
    }

    #[test]
    fn b3_b4_f045_an_undirected_graph_equals_the_model_after_every_change(steps in prop::collection::vec(step(), 1..40)) {
        equal_after_every_step(false, &steps)?;
    }
}
