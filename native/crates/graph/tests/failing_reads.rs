//! Every allocation of a read or a query fails, once alone and once with all that follow it: the call answers, nothing ends the
//! process, and the graph goes on.

// The fixture of the unit tests, of which this program uses a part.
#[path = "support/failing.rs"]
mod failing;
#[expect(dead_code)]
#[path = "../src/tests/fixture.rs"]
mod fixture;
#[path = "support/whole.rs"]
mod whole;

use failing::{Failing, Mode};
use fixture::{Plain, directed, edge, node};
use kneiphof_graph::{
    Applied, Asked, EdgeDirection, Environment, Follow, GraphOptions, NeighborLists, RowError, SharedGraph,
    Written,
};
use kneiphof_wire::{Failure, Lists, Status, Value};
use whole::whole;

#[global_allocator]
static ALLOCATOR: Failing = Failing;

/// A few nodes with an attribute of each type, a node with many edges, and edges between them.
fn base() -> SharedGraph {
    let graph = directed();
    for at in 0..40 {
        let made = node(&format!("n{at}")).label(if at % 2 == 0 { "Person" } else { "Place" });
        let made = made.with("rank", at % 9).with("name", format!("name {at}").as_str());
        let made = made.with("note", Value::Bytes(vec![7; 300])).with("is", at % 2 == 0).with("x", 0.5);
        graph.add(made.with("tags", Value::List(vec![Value::Integer(at), Value::Null]))).unwrap();
    }
    for at in 0..60 {
        let made = edge(&format!("n{}", at % 5), &format!("n{}", at % 37 + 3)).with("w", 1.5);
        let made = if at % 3 == 0 { made.kind("KNOWS") } else { made };
        let _ = graph.join(if at % 4 == 0 { made.id(&format!("e{at}")) } else { made });
    }
    graph
}

/// Makes a call on a thread of its own, where nothing is kept from before, with its n-th allocation failing, for every n until it
/// needs no more.
fn sweep<T: PartialEq + std::fmt::Debug + Send>(
    name: &str,
    call: impl Fn(&SharedGraph) -> Result<T, Failure> + Sync,
) {
    let graph = base();
    let before = whole(&graph);
    let answer = call(&graph).unwrap();
    let mut needed = 0;
    for mode in [Mode::Once, Mode::FromThenOn] {
        for nth in 0.. {
            let attempt = || failing::run(nth, mode, || call(&graph));
            let (outcome, failed) =
                std::thread::scope(|scope| scope.spawn(attempt).join()).expect("nothing panics");
            let place = format!("{name}, allocation {nth} failing {mode:?}");
            match outcome {
                Ok(told) => assert!(told == answer, "{place}: {told:?}"),
                Err(failure) => {
                    assert_eq!((failure.status, failed), (Status::OutOfQuota, true), "{place}");
                }
            }
            if !failed {
                needed = needed.max(nth);
                break;
            }
        }
        assert!(call(&graph).unwrap() == answer, "{name}, then again");
    }
    assert!(needed > 0, "{name} asks for memory");
    assert_eq!(whole(&graph), before, "{name} changes nothing");
}

#[test]
fn f080_rows_are_read_wholly_or_not_at_all_wherever_memory_ends() {
    let row = |read: fn(&SharedGraph, &mut Vec<u8>) -> Result<(), Failure>| {
        move |graph: &SharedGraph| {
            let mut out = Vec::new();
            read(graph, &mut out).map(|()| out)
        }
    };
    sweep("get a node", row(|graph, out| graph.get_node("n7", out)));
    sweep("get an edge", row(|graph, out| graph.get_edge("n1->n4", out)));
    sweep("get an edge by its own id", row(|graph, out| graph.get_edge("e4", out)));
    sweep("list symbols", row(|graph, out| graph.symbols(0, out)));
    sweep("get nodes", |graph| graph.get_nodes(&["n1", "nobody", "n2", "n9"]));
    sweep("read nodes", |graph| {
        let numbers = ["n1", "n2"].map(|id| graph.find_node(id).unwrap_or_default());
        graph.read_nodes(&[numbers[0], 77, numbers[1]])
    });
    sweep("read edges", |graph| graph.read_edges(&[graph.find_edge("e4")?, 9]));
}

#[test]
fn f080_neighbors_are_read_wholly_or_not_at_all_wherever_memory_ends() {
    let follows = [Some(EdgeDirection::Out), Some(EdgeDirection::In), None]
        .into_iter()
        .flat_map(|direction| [None, Some(5)].map(|type_symbol| Follow { direction, type_symbol }));
    for follow in follows {
        sweep("neighbor lists", |graph| {
            let mut lists = NeighborLists::default();
            let asked = ["n1", "nobody", "n4", "n3"];
            graph.neighbor_lists(&Asked::Ids(&asked), follow, &mut lists).map(|()| lists)
        });
        sweep("neighborhood", |graph| graph.neighborhood(&Asked::Ids(&["n1", "n4"]), 3, follow, 7));
        sweep("neighborhood of a snapshot", |graph| {
            let snapshot = graph.snapshot()?;
            snapshot.neighborhood(&[graph.find_node("n1")?], 2, follow, 9)
        });
        sweep("neighbors of a snapshot", |graph| {
            let snapshot = graph.snapshot()?;
            snapshot.neighbors(graph.find_node("n4")?, follow)
        });
    }
    sweep("the encoding of neighbor lists", |graph| {
        let mut lists = NeighborLists::default();
        let follow = Follow { direction: None, type_symbol: None };
        graph.neighbor_lists(&Asked::Ids(&["n4", "n1"]), follow, &mut lists)?;
        let NeighborLists { numbers, offsets, neighbors, edges, directions, epoch, revision } = &lists;
        let (epoch, revision) = (*epoch, *revision);
        let mut out = Vec::new();
        let lists = Lists { numbers, offsets, neighbors, edges, directions, epoch, revision };
        lists.encode(&mut out).map(|()| out)
    });
}
