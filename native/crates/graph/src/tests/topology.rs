//! Degrees, neighbours and what is between nodes.

use super::fixture::*;
use crate::{EdgeDirection, NeighborCount, NeighborOrder, NeighborQuery, SharedGraph};
use kneiphof_wire::Status;

fn star(graph: SharedGraph, leaves: u32) -> SharedGraph {
    graph.add(node("hub")).unwrap();
    for i in 0..leaves {
        graph.add(node(&i.to_string())).unwrap();
        graph.join(edge("hub", &i.to_string())).unwrap();
    }
    graph
}

fn query(id: &str) -> NeighborQuery<'_> {
    NeighborQuery {
        id,
        direction: None,
        type_symbol: None,
        order: NeighborOrder::Arrival,
        skip: 0,
        limit: 100,
    }
}

#[test]
fn f043_a_self_loop_counts_one_out_and_one_in_or_two_in_an_undirected_graph() {
    for (graph, degrees, listed) in [(directed(), (1, 1), 2), (undirected(), (2, 0), 1)] {
        graph.add(node("a")).unwrap();
        graph.join(edge("a", "a")).unwrap();
        let stored = graph.node("a").unwrap();
        assert_eq!((stored.out_degree, stored.in_degree), degrees);
        assert_eq!(graph.neighbors(&query("a"), None).unwrap().neighbors.len(), listed);
        graph.remove_edge("a->a", 0).unwrap();
        assert_eq!(graph.node("a").unwrap().out_degree, 0);
        assert_eq!(graph.neighbors(&query("a"), None).unwrap().total, 0);
    }
}

#[test]
fn neighbours_come_in_pages_with_a_true_total() {
    for graph in [directed(), undirected()] {
        let graph = star(graph, 250);
        let mut seen = Vec::new();
        let mut skip = 0;
        loop {
            let page = graph.neighbors(&NeighborQuery { skip, ..query("hub") }, None).unwrap();
            assert_eq!(page.total, 250);
            seen.extend(page.neighbors.iter().map(|hop| hop.node));
            skip = page.cursor;
            if skip == 0 {
                break;
            }
        }
        let expected: Vec<u64> = (0..250).map(|i| graph.find_node(&i.to_string()).unwrap()).collect();
        assert_eq!(seen, expected);
    }
}

#[test]
fn a_page_in_one_direction_is_the_same_part_of_the_whole_with_and_without_removed_edges() {
    let graph = star(directed(), 20);
    for i in 0..20 {
        graph.join(edge(&i.to_string(), "hub")).unwrap();
    }
    for removed in [None, Some("hub->3"), Some("7->hub")] {
        removed.into_iter().for_each(|id| graph.remove_edge(id, 0).unwrap());
        let whole = graph.neighbors(&query("hub"), None).unwrap().neighbors;
        for direction in [EdgeDirection::Out, EdgeDirection::In] {
            let side: Vec<_> = whole.iter().filter(|other| other.direction == direction).copied().collect();
            for (skip, limit) in [(0, 100), (0, 5), (5, 5), (15, 5), (15, 100), (20, 1), (u64::MAX, u64::MAX)]
            {
                let asked = NeighborQuery { direction: Some(direction), skip, limit, ..query("hub") };
                let page = graph.neighbors(&asked, None).unwrap();
                let from = side.len().min(skip as usize);
                let to = from.saturating_add(limit as usize).min(side.len());
                assert_eq!((page.total, &page.neighbors[..]), (side.len() as u64, &side[from..to]));
                assert_eq!(page.cursor, if to < side.len() { to as u64 } else { 0 }, "{skip} {limit}");
            }
        }
    }
}

#[test]
fn neighbours_can_be_asked_for_by_type_direction_and_degree() {
    let graph = star(directed(), 4);
    graph.join(edge("2", "hub").kind("BACK")).unwrap();
    graph.join(edge("2", "3")).unwrap();
    graph.join(edge("3", "2")).unwrap();
    let back = graph.intern("BACK").unwrap() as u16;
    let typed = graph.neighbors(&NeighborQuery { type_symbol: Some(back), ..query("hub") }, None).unwrap();
    assert_eq!((typed.total, typed.neighbors[0].direction), (1, EdgeDirection::In));
    let incoming =
        graph.neighbors(&NeighborQuery { direction: Some(EdgeDirection::In), ..query("hub") }, None).unwrap();
    assert_eq!(incoming.total, 1);
    let order = NeighborOrder::DegreeDescending;
    let ranked =
        graph.neighbors(&NeighborQuery { order, direction: Some(EdgeDirection::Out), ..query("hub") }, None);
    let expected: Vec<u64> = ["2", "3", "0", "1"].map(|id| graph.find_node(id).unwrap()).to_vec();
    assert_eq!(ranked.unwrap().neighbors.iter().map(|hop| hop.node).collect::<Vec<_>>(), expected);
    let summary = graph.neighbor_summary("hub", None).unwrap();
    let counted = |type_symbol, direction, count| NeighborCount { type_symbol, direction, count };
    assert_eq!(summary, [counted(None, EdgeDirection::Out, 4), counted(Some(back), EdgeDirection::In, 1)]);
}

#[test]
fn f044_removing_a_node_takes_its_edges_and_counts_them() {
    for graph in [directed(), undirected()] {
        let graph = star(graph, 5_000);
        graph.join(edge("hub", "hub")).unwrap();
        graph.join(edge("1", "2")).unwrap();
        assert_eq!(graph.remove_node("hub", 0), Ok(5_001));
        assert_eq!(graph.counts().edges, 1);
        assert_eq!(graph.neighbors(&query("0"), None).unwrap().total, 0);
        assert_eq!(graph.neighbors(&query("1"), None).unwrap().total, 1);
        assert_eq!(graph.neighbors(&query("hub"), None).unwrap_err().status, Status::NodeNotFound);
    }
}

#[test]
fn f045_a_node_made_again_has_a_new_number_and_nothing_of_the_old_one() {
    let graph = directed();
    let first = graph.add(node("a").label("L").with("k", 1)).unwrap().number;
    graph.remove_node("a", 0).unwrap();
    let second = graph.add(node("a")).unwrap().number;
    assert_ne!(first, second);
    let stored = graph.node("a").unwrap();
    assert!(stored.labels.is_empty() && stored.attributes.is_empty());
    assert_eq!(graph.edges_between(&[first], 10, None).unwrap_err().status, Status::StaleHandle);
}

#[test]
fn f063_numbers_are_stale_after_compaction_and_order_stays() {
    let graph = directed();
    let numbers: Vec<u64> = (0..5_000).map(|i| graph.add(node(&i.to_string())).unwrap().number).collect();
    for i in (0..5_000).filter(|i| i % 3 == 0) {
        graph.remove_node(&i.to_string(), 0).unwrap();
    }
    let counts = graph.counts();
    assert_eq!(counts.epoch, 2, "more than a quarter of the rows were dead");
    assert_eq!(graph.edges_between(&numbers[1..2], 10, None).unwrap_err().status, Status::StaleHandle);
    let query = kneiphof_wire::QueryBuilder::new(10_000).build();
    let page = graph.query_nodes(&kneiphof_wire::QueryView::parse(&query).unwrap()).unwrap();
    let expected: Vec<u64> =
        (0..5_000).filter(|i| i % 3 != 0).map(|i: u32| graph.find_node(&i.to_string()).unwrap()).collect();
    assert_eq!(page.numbers, expected);
}

#[test]
fn edges_between_nodes_are_limited_but_counted() {
    let graph = star(directed(), 20);
    let nodes: Vec<u64> = ["hub", "0", "1", "2"].map(|id| graph.find_node(id).unwrap()).to_vec();
    let page = graph.edges_between(&nodes, 2, None).unwrap();
    assert_eq!((page.numbers.len(), page.total), (2, 3));
    assert_eq!(page.numbers[0], graph.find_edge("hub->0").unwrap());
}
