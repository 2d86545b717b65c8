//! Locks, transactions, panics, and handles that are let go.

use super::fixture::*;
use crate::{Clock, Environment, GraphOptions, SharedGraph};
use kneiphof_wire::{BatchBuilder, BatchView, Operation, Status, Subject, Value};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A clock that jumps half an hour whenever it is read.
#[derive(Default)]
struct Hasty(AtomicU64);

impl Clock for Hasty {
    fn now_nanos(&self) -> u64 {
        self.0.fetch_add(1_800_000_000_000, Ordering::Relaxed)
    }
}

fn apply(transaction: &mut crate::Transaction, batch: BatchBuilder) {
    let bytes = batch.build();
    transaction.apply(&BatchView::parse(&bytes, 32).unwrap(), &mut Vec::new(), None).unwrap();
}

#[test]
fn readers_and_writers_wait_for_a_transaction_only_as_long_as_the_clock_says() {
    let environment = Environment { clock: Arc::new(Hasty::default()), ..Environment::standard(u64::MAX) };
    let options = GraphOptions { lock_wait: Duration::from_secs(3_600), ..GraphOptions::default() };
    let graph = SharedGraph::open(options, environment).unwrap();
    graph.add(node("a")).unwrap();
    let transaction = graph.begin().unwrap();
    assert_eq!(graph.find_node("a").unwrap_err().status, Status::Busy);
    assert_eq!(graph.begin().unwrap_err().status, Status::Busy);
    assert_eq!(graph.node_count(), 1, "counts do not wait");
    transaction.rollback();
    assert!(graph.find_node("a").is_ok());
}

#[test]
fn s16_a_transaction_that_is_dropped_leaves_nothing_behind() {
    let graph = directed();
    graph.add(node("a").label("L").with("k", 1)).unwrap();
    let before = (graph.node("a"), graph.counts());
    let mut transaction = graph.begin().unwrap();
    apply(
        &mut transaction,
        BatchBuilder::new().section(node_section(Operation::Add, &[node("b"), node("c")])),
    );
    apply(&mut transaction, BatchBuilder::new().section(removal(Subject::Node, &["a"])));
    apply(
        &mut transaction,
        BatchBuilder::new().section(node_section(Operation::Upsert, &[node("a").with("k", "new")])),
    );
    drop(transaction);
    assert_eq!((graph.node("a"), graph.counts().revision), (before.0, before.1.revision));
    assert_eq!((graph.node("b"), graph.node_count()), (None, 1));
}

#[test]
fn a_transaction_is_one_revision_and_may_move_between_threads() {
    let graph = directed();
    let mut transaction = graph.begin().unwrap();
    apply(&mut transaction, BatchBuilder::new().section(node_section(Operation::Add, &[node("a")])));
    let revision = std::thread::spawn(move || {
        apply(&mut transaction, BatchBuilder::new().section(node_section(Operation::Add, &[node("b")])));
        transaction.commit().unwrap()
    });
    assert_eq!(revision.join().unwrap(), 1);
    assert_eq!(graph.counts().revision, 1);
}

#[test]
fn f077_a_panic_in_a_write_poisons_writes_and_leaves_reads() {
    let graph = directed();
    graph.add(node("a")).unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| graph.plant_panic())).is_err());
    assert!(graph.is_poisoned());
    assert_eq!(graph.add(node("b")).unwrap_err().status, Status::Poisoned);
    assert_eq!(graph.begin().unwrap_err().status, Status::Poisoned);
    assert!(graph.node("a").is_some());
}

#[test]
fn opaque_handles_are_released_when_their_node_goes_or_their_value_is_replaced() {
    let graph = directed();
    graph.add(node("a").with("k", Value::Opaque(1)).with("l", Value::Opaque(2))).unwrap();
    graph.add(node("b").with("k", Value::Opaque(3))).unwrap();
    assert_eq!(graph.counts().released, 0);
    graph.merge(node("a").with("k", Value::Opaque(4))).unwrap();
    graph.merge(node("a").without("l")).unwrap();
    graph.remove_node("b", 0).unwrap();
    assert_eq!(graph.counts().released, 3);
    assert_eq!((graph.drain_released(2), graph.drain_released(10)), (vec![1, 2], vec![3]));
    graph.upsert(node("a")).unwrap();
    assert_eq!(graph.drain_released(10), [4]);
}

#[test]
fn opaque_handles_of_a_rolled_back_transaction_are_released_and_those_before_it_are_kept() {
    let graph = directed();
    graph.add(node("a").with("k", Value::Opaque(1))).unwrap();
    let mut transaction = graph.begin().unwrap();
    let section = node_section(
        Operation::Merge,
        &[node("a").with("k", Value::Opaque(2)), node("b").with("k", Value::Opaque(3))],
    );
    apply(&mut transaction, BatchBuilder::new().section(section));
    transaction.rollback();
    let mut released = graph.drain_released(10);
    released.sort_unstable();
    assert_eq!(released, [2, 3]);
    assert_eq!(graph.node("a").unwrap().attributes[0].1, Value::Opaque(1));
}

#[test]
fn f084_many_graphs_can_be_opened_and_dropped() {
    for _ in 0..2_000 {
        let graph = directed();
        graph.add(node("a")).unwrap();
    }
}

#[test]
fn two_writers_and_two_readers_at_once_lose_nothing() {
    let graph = directed();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let graph = &graph;
            scope.spawn(move || {
                for i in 0..1_000 {
                    graph.add(node(&format!("{writer}/{i}")).with("k", i)).unwrap();
                }
            });
            scope.spawn(move || {
                let mut last = 0;
                while last < 2_000 {
                    let now = graph.node_count();
                    assert!(now >= last);
                    last = now;
                    assert!(graph.snapshot().unwrap().rows(Subject::Node) >= last as u32);
                }
            });
        }
    });
    assert_eq!(graph.counts().revision, 2_000);
}

#[test]
fn the_value_of_the_only_node_is_held_by_the_snapshot_of_before_its_change() {
    for changed in [Value::Integer(2), Value::Text("text".into()), Value::Bytes(vec![1; 90])] {
        let graph = directed();
        graph.add(node("a").with("k", 1)).unwrap();
        let values = graph.memory().unwrap().into_iter().find(|part| part.part == "node values").unwrap();
        let snapshot = graph.snapshot().unwrap();
        assert_eq!(graph.snapshots().held_bytes, 0, "{changed:?}");
        graph.merge(node("a").with("k", changed.clone())).unwrap();
        assert_eq!(graph.snapshots().held_bytes, values.bytes, "{changed:?}");
        graph.merge(node("a").with("k", 7)).unwrap();
        assert_eq!(
            graph.snapshots().held_bytes,
            values.bytes,
            "what came since is nobody else's: {changed:?}"
        );
        drop(snapshot);
        assert_eq!(graph.snapshots().held_bytes, 0, "{changed:?}");
    }
}
