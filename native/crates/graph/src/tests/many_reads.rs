//! Long reads while others write: what they answer, whom they hold up, and where they end. A test acts whenever a read tells its steps,
//! in the thread of the read: a lock that the read holds then refuses the writer at once.

use super::fixture::*;
use crate::shared::control::looks;
use crate::{
    Asked, Control, EdgeDirection, Follow, GraphOptions, NeighborLists, NeighborOrder, NeighborQuery, Number,
    SharedGraph,
};
use kneiphof_wire::{Failure, Status, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

const NODES: usize = 200;

/// Every node is followed by the next one, and the first is followed by all.
fn chain() -> SharedGraph {
    let graph = open(GraphOptions { seed: Some(7), lock_wait: Duration::ZERO, ..GraphOptions::default() });
    for index in 0..NODES as i64 {
        graph.add(node(&format!("n{index}")).with("value", Value::Integer(index))).unwrap();
    }
    for index in 1..NODES {
        graph.join(edge(&format!("n{}", index - 1), &format!("n{index}"))).unwrap();
        graph.join(edge("n0", &format!("n{index}")).id(&format!("from the first to {index}"))).unwrap();
    }
    graph
}

fn ids() -> Vec<String> {
    (0..NODES).map(|index| format!("n{index}")).chain(["late 0".to_owned()]).collect()
}

/// What a read answers, whatever it is.
#[derive(Debug, PartialEq)]
enum Told {
    Bytes(Vec<u8>),
    Numbers(Vec<Number>),
    Lists(NeighborLists),
    Around(Vec<Number>, Vec<u64>, u64),
    Shown(String),
}

/// A read, and how many of its looks at the flag come while it holds the lock.
struct Read {
    name: &'static str,
    looks_in_lock: usize,
    call: fn(&SharedGraph, Option<&Control>) -> Result<Told, Failure>,
}

fn asked<T>(read: impl FnOnce(&Asked<'_>) -> T) -> T {
    let ids = ids();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    read(&Asked::Ids(&ids))
}

fn lists(graph: &SharedGraph, asked: &Asked<'_>, control: Option<&Control>) -> Result<Told, Failure> {
    let mut lists = NeighborLists::default();
    graph.neighbor_lists(asked, Follow::default(), control, &mut lists)?;
    Ok(Told::Lists(lists))
}

fn around(
    graph: &SharedGraph,
    asked: &Asked<'_>,
    hops: u32,
    control: Option<&Control>,
) -> Result<Told, Failure> {
    graph.within(asked, hops, Follow::default(), control, |found| {
        Ok(Told::Around(found.numbers(usize::MAX).collect(), found.within.clone(), found.revision))
    })
}

/// The neighbours of the hub, as `change` has them asked for.
fn hub(
    graph: &SharedGraph,
    control: Option<&Control>,
    change: impl FnOnce(NeighborQuery<'static>) -> NeighborQuery<'static>,
) -> Result<Told, Failure> {
    let query = NeighborQuery {
        id: "n0",
        direction: None,
        type_symbol: None,
        order: NeighborOrder::Arrival,
        skip: 50,
        limit: 30,
    };
    graph.neighbors(&change(query), control).map(|page| Told::Shown(format!("{page:?}")))
}

const READS: [Read; 16] = [
    Read {
        name: "find_nodes",
        looks_in_lock: 0,
        call: |graph, control| asked(|asked| graph.find_nodes(asked, control)).map(Told::Numbers),
    },
    Read {
        name: "node_values",
        looks_in_lock: 0,
        call: |graph, control| {
            let keys = [graph.intern("value").ok().map(|key| key as u16)];
            asked(|asked| graph.node_values(asked, &keys, control, Vec::new())).map(Told::Bytes)
        },
    },
    Read {
        name: "neighbor_lists",
        looks_in_lock: 0,
        call: |graph, control| asked(|asked| lists(graph, asked, control)),
    },
    Read {
        name: "neighbor_lists of a hub",
        looks_in_lock: 0,
        call: |graph, control| lists(graph, &Asked::Ids(&["n0"]), control),
    },
    Read {
        name: "neighborhood",
        // The node to begin at, and its first edges.
        looks_in_lock: 2,
        call: |graph, control| around(graph, &Asked::Ids(&["n100"]), 60, control),
    },
    Read {
        name: "neighborhood of many",
        looks_in_lock: 0,
        call: |graph, control| {
            let ids = ids();
            let ids: Vec<&str> = ids[..40].iter().map(String::as_str).collect();
            around(graph, &Asked::Ids(&ids), 3, control)
        },
    },
    Read {
        name: "get_nodes",
        looks_in_lock: 0,
        call: |graph, control| asked(|asked| graph.get_nodes(asked, control)).map(Told::Bytes),
    },
    Read {
        name: "read_nodes",
        looks_in_lock: 0,
        call: |graph, control| {
            let numbers: Vec<u64> = (0..NODES as u64).map(|row| 1 << 32 | row).collect();
            graph.read_nodes(&numbers, control).map(Told::Bytes)
        },
    },
    Read {
        name: "read_edges",
        looks_in_lock: 0,
        call: |graph, control| {
            let numbers: Vec<u64> = (0..NODES as u64).map(|row| 1 << 32 | row).collect();
            graph.read_edges(&numbers, control).map(Told::Bytes)
        },
    },
    Read {
        name: "neighbors in both directions",
        looks_in_lock: 0,
        call: |graph, control| hub(graph, control, |query| query),
    },
    Read {
        name: "neighbors as their list lies",
        looks_in_lock: 0,
        call: |graph, control| {
            hub(graph, control, |query| NeighborQuery { direction: Some(EdgeDirection::Out), ..query })
        },
    },
    Read {
        name: "neighbors of a type",
        looks_in_lock: 0,
        call: |graph, control| hub(graph, control, |query| NeighborQuery { type_symbol: Some(0), ..query }),
    },
    Read {
        name: "neighbors by degree",
        looks_in_lock: 0,
        call: |graph, control| {
            hub(graph, control, |query| NeighborQuery { order: NeighborOrder::DegreeDescending, ..query })
        },
    },
    Read {
        name: "neighbor_summary",
        looks_in_lock: 0,
        call: |graph, control| {
            graph.neighbor_summary("n0", control).map(|counts| Told::Shown(format!("{counts:?}")))
        },
    },
    Read {
        name: "edges_between",
        looks_in_lock: 0,
        call: |graph, control| {
            let numbers: Vec<u64> = (0..90).map(|row| 1 << 32 | row).collect();
            graph.edges_between(&numbers, 50, control).map(|page| Told::Shown(format!("{page:?}")))
        },
    },
    Read {
        name: "edges_between of few",
        looks_in_lock: 0,
        call: |graph, control| {
            let numbers = [1 << 32, 1 << 32 | 5];
            graph.edges_between(&numbers, 50, control).map(|page| Told::Shown(format!("{page:?}")))
        },
    },
];

/// Writes whenever the read looks at the flag; answers what was read, how often it looked, and how many writes got through.
fn writing(
    graph: &SharedGraph,
    read: &Read,
    mut write: impl FnMut(&SharedGraph, usize) -> Result<(), Failure> + 'static,
) -> (Told, usize, usize) {
    let counts = Rc::new(Cell::new((0, 0)));
    let (writer, counted) = (graph.clone(), counts.clone());
    let look = move |_: &Control| {
        let (looks, writes) = counted.get();
        let written = write(&writer, writes);
        let busy = written.as_ref().is_err_and(|failure| failure.status == Status::Busy);
        assert!(written.is_ok() || busy, "{written:?}");
        counted.set((looks + 1, writes + usize::from(written.is_ok())));
    };
    let control = Control::default();
    let told = looks::during(look, || (read.call)(graph, Some(&control))).unwrap();
    let (done, total) = control.progress();
    assert_eq!(done, total, "{}: all steps were told", read.name);
    let (looks, writes) = counts.get();
    (told, looks, writes)
}

#[test]
fn s15_writers_get_through_in_the_middle_of_a_long_read_which_answers_the_moment_it_began_at() {
    for read in &READS {
        let graph = chain();
        let before = (read.call)(&graph, None).unwrap();
        let (told, looks, writes) = writing(&graph, read, |graph, write| {
            let late = format!("late {write}");
            graph.add(node(&late))?;
            graph.upsert(node("n7").with("value", Value::Text("other".into())))?;
            graph.join(edge("n0", &late))?;
            graph.join(edge(&late, "n7")).map(drop)
        });
        assert_eq!(told, before, "{}", read.name);
        assert!(looks > read.looks_in_lock, "{} looks at the flag", read.name);
        assert_eq!(writes, looks - read.looks_in_lock, "{} lets writers through", read.name);
    }
}

#[test]
fn s15_a_long_read_by_ids_answers_one_moment_when_nodes_go_meanwhile() {
    // A node goes once: the look-ups begin anew, and the answer is of a moment after that.
    for read in READS.iter().filter(|read| ["find_nodes", "node_values", "get_nodes"].contains(&read.name)) {
        let graph = chain();
        let (told, _, writes) = writing(&graph, read, |graph, write| match write {
            0 => graph.remove_node("n1", 0).map(drop),
            _ => graph.upsert(node("n7").with("value", Value::Integer(7))).map(drop),
        });
        assert!(writes > 1, "{}", read.name);
        assert_eq!(told, (read.call)(&graph, None).unwrap(), "{}", read.name);
    }
    // Nodes go all the time: after three times the lock is kept, and no writer gets through.
    let graph = chain();
    let (told, looks, writes) = writing(&graph, &READS[0], |graph, write| {
        graph.remove_node(&format!("n{}", NODES - 1 - write), 0).map(drop)
    });
    assert!(looks > 10);
    // The last look is after the lock was given back, with the answer at hand.
    assert_eq!(writes, 3 + 1);
    let Told::Numbers(numbers) = told else { panic!("numbers") };
    let gone = numbers[..NODES].iter().filter(|number| **number == 0).count();
    assert_eq!((gone, &numbers[NODES - 3..NODES]), (3, &[0, 0, 0][..]));
}

#[test]
fn f073_a_long_read_ends_at_the_look_at_the_flag_after_it_was_cancelled() {
    for read in &READS {
        let graph = chain();
        let whole = Control::default();
        (read.call)(&graph, Some(&whole)).unwrap();
        let steps = whole.progress().0;
        for after in [0, steps / 3, steps * 2 / 3] {
            let cancelled_at = Rc::new(RefCell::new(None));
            let at = cancelled_at.clone();
            let look = move |control: &Control| {
                let (done, _) = control.progress();
                if done >= after && at.borrow().is_none() {
                    *at.borrow_mut() = Some(done);
                    control.cancel();
                }
            };
            let control = Control::default();
            let failure = looks::during(look, || (read.call)(&graph, Some(&control))).unwrap_err();
            assert_eq!(failure.status, Status::Cancelled, "{}", read.name);
            let at = cancelled_at.borrow().unwrap();
            assert_eq!((failure.number, control.progress().0), (at, at), "{}: no step more", read.name);
        }
        (read.call)(&graph, None).unwrap();
    }
}

#[test]
fn f073_the_looks_of_a_long_read_lie_no_further_apart_than_so_many_steps() {
    for read in &READS {
        let graph = chain();
        let furthest = Rc::new(Cell::new((0, 0)));
        let seen = furthest.clone();
        let look = move |control: &Control| {
            let (last, most) = seen.get();
            let done = control.progress().0;
            seen.set((done, most.max(done - last)));
        };
        let control = Control::default();
        looks::during(look, || (read.call)(&graph, Some(&control))).unwrap();
        let (_, most) = furthest.get();
        // A stage of 32 nodes, the edges of the hub and its own.
        assert!(most <= 32 + 4 * NODES as u64, "{}: {most} steps", read.name);
    }
}
