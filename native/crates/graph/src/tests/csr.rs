//! Compressed sparse rows beside the lists they are made from.

use super::fixture::*;
use crate::shared::control::looks;
use crate::{Control, Csr, EdgeDirection, Follow, SharedGraph, Snapshot};
use kneiphof_wire::Status;
use std::sync::Arc;

const DIRECTIONS: [Option<EdgeDirection>; 3] = [Some(EdgeDirection::Out), Some(EdgeDirection::In), None];

/// Random edges, a hub, self-loops, parallel edges, removed edges and nodes.
fn woven(graph: SharedGraph, nodes: u32, edges: u32) -> SharedGraph {
    let graph = grown(graph, nodes, edges);
    for id in (0..edges).step_by(13) {
        graph.remove_edge(&format!("e{id}"), 0).unwrap();
    }
    graph.remove_node("5", 0).unwrap();
    graph
}

/// The same before anything was removed.
fn grown(graph: SharedGraph, nodes: u32, edges: u32) -> SharedGraph {
    (0..nodes).for_each(|id| {
        graph.add(node(&id.to_string())).unwrap();
    });
    let mut random = 7u64;
    let mut draw = |below: u32| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((random >> 33) as u32 % below).to_string()
    };
    for id in 0..edges {
        let source = if id % 3 == 0 { "0".to_owned() } else { draw(nodes) };
        let target = if id % 50 == 1 { source.clone() } else { draw(nodes) };
        graph.join(edge(&source, &target).id(&format!("e{id}"))).unwrap();
    }
    graph
}

fn check(snapshot: &Snapshot, csr: &Csr, direction: Option<EdgeDirection>) {
    let rows = snapshot.rows(kneiphof_wire::Subject::Node);
    assert_eq!(csr.offsets().len(), rows as usize + 1);
    assert_eq!(
        (csr.targets().len(), csr.edges().unwrap().len()),
        (csr.offsets()[rows as usize] as usize, csr.targets().len())
    );
    for row in (0..rows).filter(|row| *row != 5) {
        let (start, end) = (csr.offsets()[row as usize] as usize, csr.offsets()[row as usize + 1] as usize);
        let found: Vec<(u32, u32)> = csr
            .neighbors(row)
            .iter()
            .copied()
            .zip(csr.edges().unwrap()[start..end].iter().copied())
            .collect();
        let list = |direction| {
            let hops =
                snapshot.neighbors(snapshot.number(row), Follow { direction, type_symbol: None }).unwrap();
            hops.into_iter().map(|hop| (hop.node as u32, hop.edge as u32)).collect::<Vec<_>>()
        };
        let expected = match direction {
            _ if !snapshot.is_directed() => {
                // A self-loop stands twice.
                list(None).into_iter().flat_map(|hop| vec![hop; if hop.0 == row { 2 } else { 1 }]).collect()
            }
            None => [list(Some(EdgeDirection::Out)), list(Some(EdgeDirection::In))].concat(),
            one => list(one),
        };
        assert_eq!(found, expected, "{row}");
    }
}

#[test]
fn csr_holds_every_live_edge_once_in_each_list_it_belongs_to() {
    for graph in [directed(), undirected()] {
        let snapshot = woven(graph, 60, 9_000).snapshot().unwrap();
        for direction in DIRECTIONS {
            check(&snapshot, &snapshot.csr_with_edges(direction, None).unwrap(), direction);
        }
    }
}

#[test]
fn csr_of_a_graph_that_has_only_grown_holds_every_edge_whatever_the_lengths_of_its_lists() {
    for (nodes, edges) in [(6, 1), (6, 6), (40, 60), (400, 800), (60, 15_000)] {
        for graph in [directed(), undirected()] {
            let snapshot = grown(graph, nodes, edges).snapshot().unwrap();
            for direction in DIRECTIONS {
                check(&snapshot, &snapshot.csr_with_edges(direction, None).unwrap(), direction);
            }
        }
    }
}

#[test]
fn csr_built_by_many_threads_is_the_same() {
    let snapshot = woven(directed(), 500, 80_000).snapshot().unwrap();
    for direction in DIRECTIONS {
        let one = snapshot.build_csr(direction, 1, None).unwrap();
        for threads in [2, 3, 7] {
            let many = snapshot.build_csr(direction, threads, None).unwrap();
            assert_eq!((many.offsets(), many.targets()), (one.offsets(), one.targets()));
        }
    }
}

#[test]
fn csr_is_kept_until_the_structure_changes_and_counted_as_long_as_it_lives() {
    let graph = woven(directed(), 60, 2_000);
    let out = Some(EdgeDirection::Out);
    let before = graph.snapshot().unwrap();
    let csr = before.csr(out, None).unwrap();
    // An attribute is no structure.
    graph.upsert(node("1").with("age", 5i64)).unwrap();
    let same = graph.snapshot().unwrap().csr(out, None).unwrap();
    assert!(Arc::ptr_eq(&csr, &same));
    let counted = |graph: &SharedGraph| {
        graph.upsert(node("2").with("x", graph.counts().revision as i64)).unwrap();
        entry_bytes(graph, "compressed sparse rows")
    };
    let held = counted(&graph);
    assert!(held > 0);

    graph.join(edge("1", "2")).unwrap();
    let changed = graph.snapshot().unwrap();
    let fresh = changed.csr_with_edges(out, None).unwrap();
    assert!(!Arc::ptr_eq(&csr, &fresh));
    check(&changed, &fresh, out);
    check(&before, &before.csr_with_edges(out, None).unwrap(), out);
    assert!(counted(&graph) > held, "the snapshot of before still holds its own");
    drop((before, csr, same));
    assert!(counted(&graph) < 2 * held);
    graph.add(node("one more")).unwrap();
    drop((changed, fresh));
    assert_eq!(counted(&graph), 0);
}

fn entry_bytes(graph: &SharedGraph, part: &str) -> i64 {
    use kneiphof_wire::Value;
    let Value::List(parts) = entry(&graph.description(), "memory").clone() else { panic!("a list") };
    let named = parts.iter().find(|named| *entry(named, "part") == Value::Text(part.to_owned()));
    match named.map(|named| entry(named, "bytes")) {
        Some(Value::Integer(bytes)) => *bytes,
        _ => panic!("no part {part}"),
    }
}

#[test]
fn an_empty_graph_has_empty_lists() {
    for graph in [directed(), undirected()] {
        let snapshot = graph.snapshot().unwrap();
        for direction in DIRECTIONS {
            let csr = snapshot.csr(direction, None).unwrap();
            assert_eq!((csr.offsets(), csr.targets(), csr.edges()), (&[0][..], &[][..], None));
        }
    }
}

#[test]
fn f073_a_build_that_is_cancelled_leaves_nothing_behind_and_the_next_one_builds_it() {
    let graph = woven(directed(), 60, 2_000);
    for direction in DIRECTIONS {
        let snapshot = graph.snapshot().unwrap();
        let whole = Control::default();
        drop(snapshot.build_csr(direction, 1, Some(&whole)).unwrap());
        let (done, total) = whole.progress();
        assert!(done == total && done > 60, "{done} of {total}");
        // In the offsets, and in the entries.
        for after in [0, done - 1] {
            let look = move |control: &Control| {
                if control.progress().0 > after {
                    control.cancel();
                }
            };
            let control = Control::default();
            let failure = looks::during(look, || snapshot.csr(direction, Some(&control))).unwrap_err();
            assert_eq!(failure.status, Status::Cancelled);
            assert_eq!(snapshot.csr_cache.bytes(), 0);
        }
        let csr = snapshot.csr(direction, None).unwrap();
        // The rows of the edges are built on their own, and the lists stay when that is cancelled.
        let control = Control::default();
        control.cancel();
        assert_eq!(snapshot.csr_with_edges(direction, Some(&control)).unwrap_err().status, Status::Cancelled);
        assert!(csr.edges().is_none());
        check(&snapshot, &snapshot.csr_with_edges(direction, None).unwrap(), direction);
        drop((csr, snapshot));
        graph.join(edge("1", "2").id(&format!("{direction:?}"))).unwrap();
    }
}
