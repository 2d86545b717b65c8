//! A transaction holds the graph's write lock, over several calls and from whatever thread.

mod support;

use kneiphof_wire::Status;
use support::*;

#[test]
fn s16_nothing_is_seen_before_the_commit_and_all_of_it_after() {
    let graph = open();
    let transaction = begin(graph).unwrap();
    transaction_apply(transaction, &nodes_batch(["a", "b"], false)).unwrap();
    transaction_apply(transaction, &nodes_batch(["c"], false)).unwrap();
    let revision = commit(transaction).unwrap();
    assert_eq!((revision, node_count(graph)), (1, Ok(3)));
    assert_eq!(status(commit(transaction)), Status::StaleHandle);
    close(graph).unwrap();
}

#[test]
fn s16_a_rollback_leaves_nothing() {
    let graph = open();
    let transaction = begin(graph).unwrap();
    transaction_apply(transaction, &nodes_batch(["a", "b"], false)).unwrap();
    rollback(transaction).unwrap();
    assert_eq!((node_count(graph), status(find_node(graph, "a"))), (Ok(0), Status::NodeNotFound));
    assert_eq!(status(rollback(transaction)), Status::StaleHandle);
    add_node(graph, "a").unwrap();
    close(graph).unwrap();
}

#[test]
fn f047_a_failed_batch_leaves_the_transaction_as_it_was() {
    let graph = open();
    let transaction = begin(graph).unwrap();
    transaction_apply(transaction, &nodes_batch(["a"], false)).unwrap();
    let failed = transaction_apply(transaction, &nodes_batch(["b", "a"], false)).unwrap_err();
    assert_eq!((failed.status, failed.row), (Status::NodeAlreadyExists, 1));
    transaction_apply(transaction, &nodes_batch(["b"], false)).unwrap();
    commit(transaction).unwrap();
    assert_eq!(node_count(graph), Ok(2));
    close(graph).unwrap();
}

#[test]
fn readers_and_writers_are_told_busy_while_a_transaction_lasts() {
    let graph = open();
    add_node(graph, "a").unwrap();
    let transaction = begin(graph).unwrap();
    std::thread::scope(|scope| {
        let others = [
            scope.spawn(|| status(find_node(graph, "a"))),
            scope.spawn(|| status(add_node(graph, "b"))),
            scope.spawn(|| status(begin(graph))),
        ];
        for other in others {
            assert_eq!(other.join().unwrap(), Status::Busy);
        }
    });
    assert_eq!(node_count(graph), Ok(1), "counts take no lock");
    rollback(transaction).unwrap();
    assert_eq!(status(find_node(graph, "a")), Status::Ok);
    close(graph).unwrap();
}

#[test]
fn a_transaction_is_ended_by_another_thread_than_began_it() {
    let graph = open();
    let transaction = std::thread::spawn(move || begin(graph).unwrap()).join().unwrap();
    transaction_apply(transaction, &nodes_batch(["a"], false)).unwrap();
    std::thread::spawn(move || commit(transaction).unwrap()).join().unwrap();
    assert_eq!(node_count(graph), Ok(1));
    close(graph).unwrap();
}

#[test]
fn two_writers_at_once_both_get_their_turn() {
    let graph = open_with(&kneiphof::KneiphofGraphOptions { lock_millis: 60_000, ..options() }).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            scope.spawn(move || {
                for round in 0..50 {
                    let transaction = begin(graph).unwrap();
                    let id = format!("{writer}-{round}");
                    transaction_apply(transaction, &nodes_batch([id.as_str()], false)).unwrap();
                    commit(transaction).unwrap();
                }
            });
        }
    });
    assert_eq!(node_count(graph), Ok(200));
    close(graph).unwrap();
}
