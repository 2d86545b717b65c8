//! Many removals in one batch: what single removals do, at the same cost for each edge whatever the size.

use super::fixture::*;
use crate::SharedGraph;
use kneiphof_wire::{BatchBuilder, Subject};
use proptest::prelude::*;

/// A graph of so many nodes in a ring, each with `reach` edges to those behind it.
fn ring(graph: SharedGraph, nodes: u32, reach: u32) -> SharedGraph {
    for at in 0..nodes {
        graph.add(node(&format!("n{at}"))).unwrap();
    }
    for (at, step) in (0..nodes).flat_map(|at| (1..=reach).map(move |step| (at, step))) {
        graph.join(edge(&format!("n{at}"), &format!("n{}", (at + step) % nodes))).unwrap();
    }
    graph
}

fn remove(graph: &SharedGraph, subject: Subject, ids: &[String]) -> u64 {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (applied, _) = graph.batch(BatchBuilder::new().section(removal(subject, &ids))).unwrap();
    assert_eq!(applied.removed, ids.len() as u64);
    applied.removed + applied.removed_edges
}

/// Entries of lists, and rows of tables, that were looked at while these were removed, and how many rows went.
fn steps_and_rows(graph: &SharedGraph, subject: Subject, ids: &[String]) -> (u64, u64) {
    let before = graph.read().unwrap().steps.taken();
    let rows = remove(graph, subject, ids);
    (graph.read().unwrap().steps.taken() - before, rows)
}

/// The degrees of the nodes of a ring, and which of their edges are there.
fn shown(graph: &SharedGraph) -> Vec<String> {
    let degrees = |at: u32| graph.node(&format!("n{at}")).map(|node| (node.out_degree, node.in_degree));
    let edges =
        |at: u32| [1, 2, 3].map(|step| graph.edge(&format!("n{at}->n{}", (at + step) % 50)).is_some());
    (0..50).map(|at| format!("{:?} {:?}", degrees(at), edges(at))).collect()
}

#[test]
fn b1_removing_an_edge_in_a_batch_takes_a_bounded_number_of_steps_at_any_size() {
    for nodes in [1_000, 8_000] {
        let graph = ring(directed(), nodes, 5);
        let ids: Vec<_> =
            (0..nodes).flat_map(|at| [1, 3].map(|step| format!("n{at}->n{}", (at + step) % nodes))).collect();
        let (taken, rows) = steps_and_rows(&graph, Subject::Edge, &ids);
        assert!(taken >= rows && taken <= rows * 40, "{taken} steps for {rows} edges of {nodes} nodes");
        assert_eq!(graph.counts().edges, u64::from(nodes) * 3);
    }
}

#[test]
fn b1_removing_a_node_in_a_batch_takes_a_bounded_number_of_steps_for_each_of_its_edges() {
    for nodes in [1_000, 8_000] {
        let graph = ring(directed(), nodes, 5);
        let ids: Vec<_> = (0..nodes).step_by(3).map(|at| format!("n{at}")).collect();
        let (taken, rows) = steps_and_rows(&graph, Subject::Node, &ids);
        assert!(taken >= rows && taken <= rows * 40, "{taken} steps for {rows} rows of {nodes} nodes");
    }
}

#[test]
fn b1_removing_few_edges_of_a_graph_of_many_nodes_does_not_rebuild_it() {
    let graph = ring(directed(), 20_000, 0);
    for at in 0..2_000 {
        graph.join(edge("n0", &format!("n{at}"))).unwrap();
    }
    let ids: Vec<_> = (0..1_500).map(|at| format!("n0->n{at}")).collect();
    let epoch = graph.counts().epoch;
    let (taken, rows) = steps_and_rows(&graph, Subject::Edge, &ids);
    assert!(taken <= rows * 10, "{taken} steps for {rows} edges");
    assert_eq!(graph.counts().epoch, epoch);
}

#[test]
fn the_edges_of_a_node_go_once_each_whatever_their_direction() {
    for graph in [directed(), undirected()] {
        for id in ["a", "b"] {
            graph.add(node(id)).unwrap();
        }
        for (at, (source, target)) in [("a", "a"), ("a", "b"), ("b", "a"), ("a", "a")].into_iter().enumerate()
        {
            graph.join(edge(source, target).id(&format!("e{at}"))).unwrap();
        }
        assert_eq!(graph.remove_node("a", 0), Ok(4));
        assert_eq!(graph.counts().edges, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_batch_of_removals_equals_single_removals(
        of_edges in any::<bool>(), is_directed in any::<bool>(), picks in prop::collection::vec(0u32..60, 0..80)
    ) {
        let open = || if is_directed { directed() } else { undirected() };
        let [batch, single] = [(); 2].map(|()| {
            let graph = ring(open(), 50, 3);
            graph.join(edge("n1", "n9").id("own id")).unwrap();
            graph
        });
        let subject = if of_edges { Subject::Edge } else { Subject::Node };
        let ids: Vec<String> = picks
            .iter()
            .map(|pick| match (of_edges, pick) {
                (true, 0) => "own id".to_owned(),
                (true, pick) => format!("n{}->n{}", pick % 50, (pick % 50 + pick % 3 + 1) % 50),
                (false, pick) => format!("n{pick}"),
            })
            .collect();
        let gone = ids.iter().filter(|id| match subject {
            Subject::Edge => single.remove_edge(id, 0).is_ok(),
            Subject::Node => single.remove_node(id, 0).is_ok(),
        });
        let gone = gone.count();
        if !ids.is_empty() {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let removals = BatchBuilder::new().lenient(true).section(removal(subject, &ids));
            let (applied, errors) = batch.batch(removals).unwrap();
            prop_assert_eq!((applied.removed as usize, errors.len()), (gone, ids.len() - gone));
        }
        prop_assert_eq!(shown(&batch), shown(&single));
    }
}
