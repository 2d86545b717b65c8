//! Graphs open and close, handles grow stale, and nobody reads freed memory.

mod support;

use kneiphof::*;
use kneiphof_wire::Status;
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use support::*;

#[test]
fn the_version_and_the_sum_are_told() {
    // SAFETY: there is nothing to see to.
    unsafe {
        assert_eq!(kneiphof_abi_version(), KNEIPHOF_ABI_VERSION);
        assert_eq!(kneiphof_add(2, 3), 5);
        assert_eq!(kneiphof_add(i64::MAX, 1), i64::MIN);
        assert_eq!(kneiphof_add_up(5, 4), 5 + 1 + 2 + 3);
        assert_eq!(kneiphof_add_up(i64::MAX, 2), i64::MIN);
        assert_eq!(kneiphof_add_up(7, -1), 7);
    }
}

#[test]
fn f060_f061_a_closed_graph_answers_graph_closed_to_every_call() {
    let graph = open();
    add_node(graph, "a").unwrap();
    assert_eq!(node_count(graph), Ok(1));
    close(graph).unwrap();
    assert_eq!(status(close(graph)), Status::GraphClosed);
    assert_eq!(status(node_count(graph)), Status::GraphClosed);
    assert_eq!(status(find_node(graph, "a")), Status::GraphClosed);
    assert_eq!(status(add_node(graph, "b")), Status::GraphClosed);
    assert_eq!(status(begin(graph)), Status::GraphClosed);
    assert_eq!(status(apply(graph, &nodes_batch(["b"], false), &mut [])), Status::GraphClosed);
}

#[test]
fn numbers_that_never_were_graphs_are_stale_handles() {
    for graph in [0, 1, 77, u64::MAX, 9 << 32 | 1] {
        let failed = node_count(graph).unwrap_err();
        assert_eq!(
            (failed.status, failed.number, failed.detail.as_str()),
            (Status::StaleHandle, graph, "graph")
        );
    }
    assert_eq!(status(commit(0)), Status::StaleHandle);
    assert_eq!(rollback(5).unwrap_err().detail, "transaction");
}

#[test]
fn f045_a_number_of_a_removed_node_is_stale_for_ever() {
    let graph = open();
    let node = add_node(graph, "a").unwrap();
    let mut removed = 9;
    // SAFETY: the addresses are live.
    call(|report| unsafe {
        kneiphof_graph_remove_node(graph, c"a".as_ptr().cast(), 1, 0, &mut removed, report)
    })
    .unwrap();
    assert_eq!(removed, 0);
    let again = add_node(graph, "a").unwrap();
    assert_ne!(node, again);
    let numbers = [node, again];
    // SAFETY: the addresses are live and the lengths are theirs.
    let rows = bytes(1 << 10, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_read_nodes(graph, numbers.as_ptr(), 2, out, capacity, length_out, null_mut(), report)
    })
    .unwrap();
    let rows = kneiphof_wire::RowsView::parse(&rows, kneiphof_wire::Subject::Node).unwrap();
    assert!(rows.row(0).unwrap().is_none());
    assert_eq!(rows.row(1).unwrap().unwrap().id(), "a");
    close(graph).unwrap();
}

#[test]
fn a_miss_is_a_status_without_a_text() {
    let graph = open();
    let failed = find_node(graph, "nobody").unwrap_err();
    assert_eq!((failed.status, failed.value.as_str()), (Status::NodeNotFound, ""));
    close(graph).unwrap();
}

#[test]
fn f036_options_of_another_size_are_refused_with_both_sizes() {
    let failed = open_with(&KneiphofGraphOptions { struct_size: 88, ..options() }).unwrap_err();
    assert_eq!((failed.status, failed.number, failed.limit), (Status::AbiMismatch, 88, 96));
    let reserved = KneiphofGraphOptions { reserved: [0, 1, 0], ..options() };
    assert_eq!(status(open_with(&reserved)), Status::InvalidArgument);
    assert_eq!(status(open_with(&KneiphofGraphOptions { flags: 2, ..options() })), Status::InvalidArgument);
}

#[test]
fn a_transaction_of_a_closed_graph_is_rolled_back_and_stale() {
    let graph = open();
    let transaction = begin(graph).unwrap();
    transaction_apply(transaction, &nodes_batch(["a"], false)).unwrap();
    close(graph).unwrap();
    assert_eq!(status(transaction_apply(transaction, &nodes_batch(["b"], false))), Status::StaleHandle);
    assert_eq!(status(commit(transaction)), Status::StaleHandle);
}

#[test]
fn f077_f078_a_planted_panic_poisons_its_graph_and_no_other() {
    let (graph, other) = (open(), open());
    add_node(graph, "a").unwrap();
    // SAFETY: the report is live.
    let failed = call(|report| unsafe { kneiphof_graph_panic(graph, report) }).unwrap_err();
    assert_eq!(failed.status, Status::NativePanic);
    assert!(failed.value.contains(".rs:"), "it tells where: {}", failed.value);
    assert_eq!(status(add_node(graph, "b")), Status::Poisoned);
    assert_eq!(status(apply(graph, &nodes_batch(["c"], false), &mut [])), Status::Poisoned);
    assert_eq!(status(begin(graph)), Status::Poisoned);
    assert_eq!(node_count(graph), Ok(1), "it can be read");
    assert!(get_node(graph, "a", 256).is_ok(), "it can be read");
    add_node(other, "b").unwrap();
    close(graph).unwrap();
    close(other).unwrap();
}

#[test]
fn f062_a_close_waits_for_a_call_in_progress() {
    let graph = open();
    let transaction = begin(graph).unwrap();
    let waiting = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            waiting.store(true, SeqCst);
            // Waits for the transaction as long as the options say, and is a call in progress meanwhile.
            status(find_node(graph, "a"))
        });
        while !waiting.load(SeqCst) {
            std::thread::yield_now();
        }
        close(graph).unwrap();
        assert!(matches!(reader.join().unwrap(), Status::Busy | Status::NodeNotFound | Status::GraphClosed));
    });
    assert_eq!(status(rollback(transaction)), Status::StaleHandle);
}

#[test]
fn f035_every_call_lives_without_a_report() {
    let graph = open();
    // SAFETY: null reports are legal, null results are refused.
    unsafe {
        assert_eq!(kneiphof_graph_node_count(0, null_mut(), null_mut()), KNEIPHOF_STALE_HANDLE);
        assert_eq!(kneiphof_graph_node_count(graph, null_mut(), null_mut()), KNEIPHOF_INVALID_ARGUMENT);
        assert_eq!(kneiphof_graph_compact(graph, null_mut(), null_mut()), KNEIPHOF_OK);
        assert_eq!(kneiphof_graph_close(graph, null_mut()), KNEIPHOF_OK);
    }
}
