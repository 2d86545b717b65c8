//! Ids of edges: derived, explicit, and what happens where the two meet.

use super::fixture::*;
use kneiphof_wire::{Operation, Status};

fn with_nodes(graph: crate::SharedGraph) -> crate::SharedGraph {
    for id in ["a", "b", "c"] {
        graph.add(node(id)).unwrap();
    }
    graph
}

#[test]
fn f042_a_second_edge_without_an_id_of_its_own_is_refused() {
    let graph = with_nodes(directed());
    graph.join(edge("a", "b")).unwrap();
    let failure = graph.join(edge("a", "b")).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::EdgeAlreadyExists, "a->b"));
    graph.join(edge("b", "a")).unwrap();
    graph.join(edge("a", "b").kind("T")).unwrap();
    assert_eq!(graph.join(edge("a", "b").kind("T")).unwrap_err().shown(), "a-[T]->b");
}

#[test]
fn f042_in_an_undirected_graph_both_directions_are_one_edge_with_the_id_of_the_first() {
    let graph = with_nodes(undirected());
    graph.join(edge("b", "a")).unwrap();
    assert_eq!(graph.join(edge("a", "b")).unwrap_err().shown(), "b->a");
    assert_eq!(graph.find_edge("a->b"), graph.find_edge("b->a"));
    assert_eq!(graph.edge("a->b").unwrap().source, "b");
    graph.put_edge(Operation::Merge, &edge("a", "b").with("w", 1)).unwrap();
    assert_eq!(graph.counts().edges, 1);
    graph.remove_edge("a->b", 0).unwrap();
    assert_eq!(graph.counts().edges, 0);
}

#[test]
fn an_explicit_id_equal_to_the_own_derived_one_is_the_same_as_none() {
    let graph = with_nodes(directed());
    graph.join(edge("a", "b").id("a->b")).unwrap();
    assert_eq!(graph.edge("a->b").unwrap().id, None);
    assert_eq!(graph.join(edge("a", "b")).unwrap_err().status, Status::EdgeAlreadyExists);
}

#[test]
fn an_explicit_id_and_a_derived_one_exclude_each_other_in_either_order() {
    let graph = with_nodes(directed());
    graph.join(edge("a", "b")).unwrap();
    assert_eq!(graph.join(edge("b", "c").id("a->b")).unwrap_err().status, Status::EdgeAlreadyExists);
    graph.join(edge("a", "b").id("b->c")).unwrap();
    assert_eq!(graph.join(edge("b", "c")).unwrap_err().status, Status::EdgeAlreadyExists);
    graph.remove_edge("b->c", 0).unwrap();
    graph.join(edge("b", "c")).unwrap();
    assert_eq!(graph.edge("b->c").unwrap().source, "b");
}

#[test]
fn an_upsert_under_the_id_of_an_edge_with_other_ends_or_type_is_refused() {
    let graph = with_nodes(directed());
    graph.join(edge("a", "b").id("x")).unwrap();
    for other in [edge("b", "a").id("x"), edge("a", "c").id("x"), edge("a", "b").kind("T").id("x")] {
        let failure = graph.put_edge(Operation::Upsert, &other).unwrap_err();
        assert_eq!(
            (failure.status, failure.detail),
            (Status::InvalidArgument, "id of an edge with other endpoints")
        );
    }
    assert!(!graph.put_edge(Operation::Upsert, &edge("a", "b").id("x").with("w", 1)).unwrap().created);
}

#[test]
fn f040_an_edge_to_a_missing_node_names_the_end_that_is_missing() {
    let graph = with_nodes(directed());
    let failure = graph.join(edge("nobody", "b")).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::SourceNotFound, "nobody"));
    assert_eq!(graph.join(edge("a", "nobody")).unwrap_err().status, Status::TargetNotFound);
    let failure = graph.join(edge("", "b")).unwrap_err();
    assert_eq!((failure.status, failure.detail), (Status::InvalidArgument, "source of an edge is empty"));
}
