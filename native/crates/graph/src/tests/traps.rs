//! The traps of the guide's implementations that reach the engine.

use super::fixture::*;
use kneiphof_wire::{BatchBuilder, Operation, Status, Subject, Value};

#[test]
fn b3_after_a_removal_every_survivor_keeps_its_own_attributes() {
    let graph = directed();
    for i in 0..400i64 {
        graph.add(node(&format!("n{i}")).with("i", i)).unwrap();
    }
    for i in (0..400).step_by(2) {
        graph.remove_node(&format!("n{i}"), 0).unwrap();
    }
    for i in (1..400i64).step_by(2) {
        assert_eq!(graph.node(&format!("n{i}")).unwrap().attributes, [("i".to_owned(), Value::Integer(i))]);
    }
    assert_eq!(graph.node_count(), 200);
}

#[test]
fn b4_after_an_edge_is_removed_the_others_keep_their_own_attributes() {
    let graph = directed();
    for id in ["a", "b", "c", "d"] {
        graph.add(node(id)).unwrap();
    }
    graph.join(edge("a", "b").with("w", 1)).unwrap();
    graph.join(edge("b", "c").with("w", 2)).unwrap();
    graph.join(edge("c", "d").with("w", 3)).unwrap();
    graph.remove_edge("a->b", 0).unwrap();
    assert_eq!(graph.edge("c->d").unwrap().attributes, [("w".to_owned(), Value::Integer(3))]);
    assert_eq!(graph.edge("b->c").unwrap().attributes, [("w".to_owned(), Value::Integer(2))]);
    assert_eq!(graph.edge("a->b"), None);
}

#[test]
fn b5_memory_per_node_does_not_grow_with_the_number_of_distinct_values() {
    let bytes_a_node = |nodes: i64| {
        let graph = directed();
        for i in 0..nodes {
            graph
                .add(node(&format!("n{i:06}")).with("a", i).with("b", format!("text {i:06}").as_str()))
                .unwrap();
        }
        graph.counts().bytes as i64 / nodes
    };
    let (small, large) = (bytes_a_node(5_000), bytes_a_node(20_000));
    assert!(large <= small + small / 4, "{small} then {large} bytes a node");
    assert!(large < 250, "{large} bytes a node");
}

#[test]
fn b9_parallel_edges_are_counted_listed_and_read_each_for_itself() {
    let graph = directed();
    graph.add(node("a")).unwrap();
    graph.add(node("b")).unwrap();
    graph.join(edge("a", "b").with("w", 1)).unwrap();
    graph.join(edge("a", "b").id("second").with("w", 2)).unwrap();
    assert_eq!(graph.counts().edges, 2);
    assert_eq!(graph.edge("a->b").unwrap().attributes, [("w".to_owned(), Value::Integer(1))]);
    assert_eq!(graph.edge("second").unwrap().attributes, [("w".to_owned(), Value::Integer(2))]);
    assert_eq!(graph.node("a").unwrap().out_degree, 2);
}

#[test]
fn s7_b11_adding_an_existing_node_is_refused_and_changes_nothing() {
    let graph = directed();
    graph.add(node("a").label("L").with("k", 1)).unwrap();
    let before = graph.node("a").unwrap();
    let failure = graph.add(node("a").with("k", 2).with("new", 3)).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::NodeAlreadyExists, "a"));
    assert_eq!(graph.node("a").unwrap(), before);
    assert_eq!(graph.counts().revision, 1);
}

#[test]
fn s7_upsert_replaces_and_merge_adds() {
    let graph = directed();
    assert!(graph.upsert(node("a").label("L").with("k", 1).with("l", 2)).unwrap().created);
    assert!(!graph.upsert(node("a").label("M").with("k", 3)).unwrap().created);
    let stored = graph.node("a").unwrap();
    assert_eq!(stored.labels, ["M"]);
    assert_eq!(stored.attributes, [("k".to_owned(), Value::Integer(3))]);
    graph.merge(node("a").label("N").with("l", Value::Null).without("k")).unwrap();
    let stored = graph.node("a").unwrap();
    assert_eq!(stored.labels, ["M", "N"]);
    assert_eq!(stored.attributes, [("l".to_owned(), Value::Null)]);
}

#[test]
fn s8_ids_with_arrows_never_make_two_edges_one() {
    let graph = directed();
    for id in ["a->b", "c", "a", "b->c"] {
        graph.add(node(id)).unwrap();
    }
    graph.join(edge("a->b", "c").with("w", 1)).unwrap();
    graph.join(edge("a", "b->c").with("w", 2)).unwrap();
    assert_eq!(graph.counts().edges, 2);
    assert_eq!(graph.edge(r"a\->b->c").unwrap().source, "a->b");
    assert_eq!(graph.edge(r"a->b\->c").unwrap().source, "a");
    assert_eq!(graph.edge("a->b->c"), None);
}

#[test]
fn c10_b12_a_batch_with_one_bad_row_changes_nothing_and_names_the_row() {
    let graph = directed();
    graph.add(node("a")).unwrap();
    let batch = BatchBuilder::new()
        .section(node_section(Operation::Add, &[node("b").label("New").with("fresh", 1), node("c")]))
        .section(edge_section(Operation::Add, &[edge("a", "b"), edge("b", "nobody"), edge("c", "a")]));
    let symbols = graph.names();
    let failure = graph.batch(batch).unwrap_err();
    assert_eq!((failure.status, failure.row, failure.shown()), (Status::TargetNotFound, 3, "nobody"));
    assert_eq!((graph.counts().nodes, graph.counts().edges, graph.counts().revision), (1, 0, 1));
    assert_eq!((graph.node("b"), graph.names()), (None, symbols));
}

#[test]
fn c10_a_lenient_batch_keeps_good_rows_and_lists_each_bad_one_with_its_column() {
    let graph = directed();
    graph.add(node("a")).unwrap();
    let long = "x".repeat(2_000_000);
    let batch = BatchBuilder::new()
        .lenient(true)
        .section(node_section(
            Operation::Add,
            &[node("b"), node("a"), node(""), node("c").with("k", long.as_str())],
        ))
        .section(edge_section(Operation::Add, &[edge("a", "b"), edge("b", "nobody"), edge("nobody", "a")]))
        .section(removal(Subject::Edge, &["b->a", "a->b"]));
    let (applied, errors) = graph.batch(batch).unwrap();
    assert_eq!((applied.created, applied.removed, applied.rejected), (2, 1, 6));
    let told: Vec<_> = errors.iter().map(|e| (e.row, e.failure.status, e.role, e.column)).collect();
    let expected = [
        (1, Status::NodeAlreadyExists, 0, 0),
        (2, Status::InvalidArgument, 0, 0),
        (3, Status::LimitExceeded, 5, 1),
        (5, Status::TargetNotFound, 2, 1),
        (6, Status::SourceNotFound, 1, 0),
        (7, Status::EdgeNotFound, 0, 0),
    ];
    assert_eq!(told, expected);
    assert_eq!((graph.counts().nodes, graph.counts().edges), (2, 0));
}

#[test]
fn c11_an_id_is_unique_within_a_batch_too() {
    let graph = directed();
    let batch = BatchBuilder::new().section(node_section(Operation::Add, &[node("a"), node("b"), node("a")]));
    let failure = graph.batch(batch).unwrap_err();
    assert_eq!((failure.status, failure.row), (Status::NodeAlreadyExists, 2));
    assert_eq!(graph.node_count(), 0);
}

#[test]
fn c12_a_missing_node_and_a_missing_attribute_and_null_are_three_things() {
    let graph = directed();
    graph.add(node("a").with("null", Value::Null)).unwrap();
    assert_eq!(graph.find_node("b").unwrap_err().status, Status::NodeNotFound);
    let stored = graph.node("a").unwrap();
    assert_eq!(stored.attributes, [("null".to_owned(), Value::Null)]);
}
