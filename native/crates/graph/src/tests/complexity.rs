//! Costs, counted in steps at two sizes rather than measured in time.

use super::fixture::*;
use crate::{GraphOptions, SharedGraph};
use kneiphof_wire::{NESTING_MAX, RowUse, RowView, Subject};

/// Two hubs, each joined to `edges` nodes, in both directions.
fn two_hubs(graph: SharedGraph, edges: u32) -> SharedGraph {
    for id in ["p", "q"] {
        graph.add(node(id)).unwrap();
    }
    for i in 0..edges {
        graph.add(node(&i.to_string())).unwrap();
        graph.join(edge("p", &i.to_string())).unwrap();
        graph.join(edge(&i.to_string(), "q")).unwrap();
    }
    graph
}

fn steps(graph: &SharedGraph, work: impl FnOnce()) -> u64 {
    let before = graph.read().unwrap().steps.taken();
    work();
    graph.read().unwrap().steps.taken() - before
}

#[test]
fn b1_adding_an_edge_between_two_hubs_costs_the_same_at_any_size() {
    for directed_graph in [true, false] {
        for size in [2_000, 8_000] {
            let graph = two_hubs(if directed_graph { directed() } else { undirected() }, size);
            graph.join(edge("p", "q").kind("0")).unwrap();
            let taken = steps(&graph, || {
                for kind in 1..50 {
                    graph.join(edge("p", "q").kind(&kind.to_string())).unwrap();
                }
            });
            assert_eq!(taken, 0, "looked up in the index of the hub");
            assert!(graph.edge("p-[49]->q").is_some());
            assert_eq!(graph.join(edge("p", "q").kind("7")).unwrap_err().shown(), "p-[7]->q");
            graph.remove_edge("p-[7]->q", 0).unwrap();
            graph.join(edge("p", "q").kind("7")).unwrap();
        }
    }
}

#[test]
fn b1_adding_edges_at_one_hub_reads_no_list() {
    for size in [1_000, 8_000] {
        let graph = two_hubs(directed(), 0);
        let taken = steps(&graph, || {
            for i in 0..size {
                graph.add(node(&i.to_string())).unwrap();
                graph.join(edge("p", &i.to_string())).unwrap();
            }
        });
        assert_eq!(taken, 0);
    }
}

#[test]
fn b1_an_edge_that_is_new_reads_a_list_hardly_ever() {
    const NODES: u32 = 40;
    for graph in [directed(), undirected()] {
        for i in 0..NODES {
            graph.add(node(&i.to_string())).unwrap();
        }
        let taken = steps(&graph, || {
            for (one, other) in (0..NODES).flat_map(|one| (0..=one).map(move |other| (one, other))) {
                let [one, other] = [one, other].map(|node| node.to_string());
                graph.join(edge(&one, &other)).unwrap();
                graph.join(edge(&one, &other).kind("T")).unwrap();
            }
        });
        assert!(taken < u64::from(NODES * NODES), "{taken} entries read; the lists have 40 and more");
    }
}

#[test]
fn an_undone_edge_at_a_hub_can_be_added_again() {
    let graph = two_hubs(directed(), 1_200);
    graph.join(edge("p", "q")).unwrap();
    let batch = kneiphof_wire::BatchBuilder::new()
        .section(edge_section(kneiphof_wire::Operation::Add, &[edge("p", "q").kind("T"), edge("p", "q")]));
    graph.batch(batch).unwrap_err();
    assert_eq!(graph.edge("p-[T]->q"), None);
    graph.join(edge("p", "q").kind("T")).unwrap();
}

#[test]
fn c8_counts_take_no_lock_and_read_no_row() {
    let graph = two_hubs(directed(), 100);
    let transaction = graph.begin().unwrap();
    assert_eq!((graph.node_count(), graph.counts().edges), (102, 200), "a transaction holds the lock");
    transaction.rollback();
}

#[test]
fn finding_a_node_reads_one_bucket_or_two_at_any_size() {
    for size in [1_000u32, 30_000] {
        let graph = directed();
        for i in 0..size {
            graph.add(node(&format!("node {i}"))).unwrap();
        }
        let before = graph.read().unwrap().nodes.ids.steps();
        for i in 0..size {
            graph.find_node(&format!("node {i}")).unwrap();
        }
        let taken = graph.read().unwrap().nodes.ids.steps() - before;
        assert!(taken <= u64::from(size) * 3, "{taken} buckets for {size} ids");
    }
}

#[test]
fn b1_changing_all_attributes_of_a_row_costs_steps_in_proportion_to_them() {
    let with_attributes =
        |count: i64| (0..count).fold(node("n"), |node, at| node.with(&format!("key {at}"), at));
    for operation in [SharedGraph::merge_node, SharedGraph::upsert_node] {
        let [few, many] = [100, 800].map(|count| {
            // As many as there may be: so that those that stay are counted, too.
            let graph =
                open(GraphOptions { attributes_max: count as u32, seed: Some(1), ..GraphOptions::default() });
            graph.add(with_attributes(count)).unwrap();
            let row = graph.node_row(&with_attributes(count)).unwrap();
            let row = RowView::parse(&row, Subject::Node, RowUse::Merge, NESTING_MAX).unwrap();
            steps(&graph, || {
                operation(&graph, &row).unwrap();
            })
        });
        assert!(few >= 100, "{few} steps: they are counted");
        assert!(many <= few * 8, "{few} steps for 100 attributes, {many} for 800");
    }
}
