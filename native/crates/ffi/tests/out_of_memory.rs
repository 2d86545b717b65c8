//! Who refused the memory is told over the boundary: the quota of a graph, with what it is and what is in use, or the system.

#[path = "../../graph/tests/support/failing.rs"]
mod failing;
mod support;

use failing::{Failing, Mode};
use kneiphof::*;
use kneiphof_wire::{Status, ValueRef};
use std::ptr::{null, null_mut};
use support::*;

#[global_allocator]
static ALLOCATOR: Failing = Failing;

fn add(graph: u64, row: &[u8], report: *mut KneiphofReport) -> i32 {
    let mut node = 0;
    // SAFETY: the addresses are live and the length is the row's.
    unsafe { kneiphof_graph_add_node(graph, row.as_ptr(), row.len() as u64, &mut node, null_mut(), report) }
}

/// Makes a call with its n-th allocation failing; answers whether it came to that, too.
fn refusing(
    nth: u64,
    mode: Mode,
    work: impl FnOnce(*mut KneiphofReport) -> i32,
) -> (Result<KneiphofReport, Failed>, bool) {
    let mut refused = false;
    let outcome = call(|report| {
        let status;
        (status, refused) = failing::run(nth, mode, || work(report));
        status
    });
    (outcome, refused)
}

#[test]
fn f080_what_the_system_refuses_is_told_as_such_whatever_the_quota_is() {
    for (quota_bytes, mode) in
        [1 << 30, u64::MAX].into_iter().flat_map(|quota| [(quota, Mode::Once), (quota, Mode::FromThenOn)])
    {
        let mut failures = 0;
        for nth in 0.. {
            let graph = open_with(&KneiphofGraphOptions { quota_bytes, ..options() }).unwrap();
            let row = node_row("a", &[]);
            let (outcome, refused) = refusing(nth, mode, |report| add(graph, &row, report));
            if let Err(failure) = &outcome {
                assert_eq!((failure.status, failure.limit), (Status::OutOfMemory, 0), "{failure:?}");
                assert!(failure.number > 0 && failure.value.is_empty(), "{failure:?}");
                assert_eq!(node_count(graph), Ok(0));
                call(|report| add(graph, &row, report)).unwrap();
                failures += 1;
            }
            close(graph).unwrap();
            if !refused {
                break;
            }
        }
        assert!(failures > 0, "it asks for memory");
    }
}

#[test]
fn f080_what_the_quota_refuses_is_told_with_the_quota_and_what_is_in_use() {
    let graph = open_with(&KneiphofGraphOptions { quota_bytes: 100_000, ..options() }).unwrap();
    let mut key = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe { kneiphof_graph_intern(graph, b"k".as_ptr(), 1, &mut key, report) }).unwrap();
    let large = "x".repeat(100_000);
    let row = node_row("large", &[(key as u16, ValueRef::Text(&large))]);
    let failure = call(|report| add(graph, &row, report)).map(|_| ()).unwrap_err();
    assert_eq!((failure.status, failure.limit), (Status::OutOfQuota, 100_000), "{failure:?}");
    let used: u64 = failure.value.parse().unwrap();
    assert!(failure.number > 0 && used > 0 && used < 100_000, "{failure:?}");
    call(|report| add(graph, &node_row("small", &[]), report)).unwrap();
    close(graph).unwrap();
}

const IDS: [&str; 3] = ["a", "b", "nobody"];

extern "C" fn every_other(_context: u64, row: u64) -> i32 {
    (row % 2) as i32
}

/// Makes a call on a thread of its own, where nothing is kept from before, with its n-th allocation failing, for every n until it needs
/// no more. `work` ends what it has begun.
fn sweep(name: &str, work: impl Fn(*mut KneiphofReport) -> i32 + Sync) {
    for mode in [Mode::Once, Mode::FromThenOn] {
        for nth in 0.. {
            let attempt = || refusing(nth, mode, &work);
            let (outcome, refused) =
                std::thread::scope(|scope| scope.spawn(attempt).join()).expect("nothing panics");
            if let Err(failure) = outcome {
                assert_eq!((failure.status, refused), (Status::OutOfMemory, true), "{name}: {failure:?}");
                assert!(failure.number > 0, "{name} tells how much was asked for: {failure:?}");
            }
            call(&work).unwrap_or_else(|failure| panic!("{name}, then again: {failure:?}"));
            if !refused {
                break;
            }
        }
    }
}

/// Three nodes of which one has a text, and two edges.
fn linked() -> (u64, Vec<u64>, u32) {
    let graph = open();
    let mut key = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe { kneiphof_graph_intern(graph, b"k".as_ptr(), 1, &mut key, report) }).unwrap();
    let row = node_row("a", &[(key as u16, ValueRef::Text("text"))]);
    call(|report| add(graph, &row, report)).unwrap();
    let others = ["b", "c"].map(|id| add_node(graph, id).unwrap());
    add_edge(graph, "a", "b").unwrap();
    add_edge(graph, "b", "c").unwrap();
    (graph, [&[find_node(graph, "a").unwrap()][..], &others].concat(), key)
}

#[test]
fn f080_reads_of_a_graph_answer_wherever_memory_ends() {
    let (graph, numbers, key) = linked();
    let ids = IDS.concat();
    let offsets: Vec<u32> = (0..=IDS.len()).map(|end| IDS[..end].concat().len() as u32).collect();
    let (count, many) = (IDS.len() as u64, 4_096);
    sweep("find nodes", |report| {
        let mut out = [0; 3];
        let (offsets, ids) = (offsets.as_ptr(), ids.as_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_graph_find_nodes(graph, offsets, ids, count, out.as_mut_ptr(), null_mut(), report) }
    });
    sweep("get nodes", |report| {
        let (mut out, mut length) = ([0; 4_096], 0);
        let (offsets, ids, out) = (offsets.as_ptr(), ids.as_ptr(), out.as_mut_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe {
            kneiphof_graph_get_nodes(graph, offsets, ids, count, out, many, &mut length, null_mut(), report)
        }
    });
    sweep("read nodes", |report| {
        let (mut out, mut length) = ([0; 4_096], 0);
        let (numbers, out) = (numbers.as_ptr(), out.as_mut_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_graph_read_nodes(graph, numbers, 3, out, many, &mut length, null_mut(), report) }
    });
    sweep("node values", |report| {
        let (mut out, mut length, keys) = ([0; 4_096], 0, [key + 1, 0]);
        let (numbers, out, length, none) = (numbers.as_ptr(), out.as_mut_ptr(), &raw mut length, null_mut());
        let (offsets, ids, keys) = (null(), null(), keys.as_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe {
            kneiphof_graph_node_values(
                graph, numbers, offsets, ids, 3, keys, 2, out, many, length, none, report,
            )
        }
    });
    sweep("neighbors", |report| {
        let (mut out, mut page) = ([KneiphofNeighbor::default(); 4], KneiphofPage::default());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe {
            kneiphof_graph_neighbors(
                graph,
                b"b".as_ptr(),
                1,
                0,
                0,
                1,
                0,
                out.as_mut_ptr(),
                4,
                &mut page,
                null_mut(),
                report,
            )
        }
    });
    sweep("neighbor summary", |report| {
        let (mut out, mut found) = ([KneiphofNeighborCount::default(); 4], 0);
        let (id, out) = (b"b".as_ptr(), out.as_mut_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_graph_neighbor_summary(graph, id, 1, out, 4, &mut found, null_mut(), report) }
    });
    sweep("edges between", |report| {
        let (mut out, mut page) = ([0; 4], KneiphofPage::default());
        let (numbers, out) = (numbers.as_ptr(), out.as_mut_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_graph_edges_between(graph, numbers, 3, out, 4, &mut page, null_mut(), report) }
    });
    for (name, tell) in [
        ("describe", kneiphof_graph_describe as unsafe extern "C" fn(_, _, _, _, _) -> _),
        ("memory", kneiphof_graph_memory),
    ] {
        sweep(name, |report| {
            let (mut out, mut length) = ([0; 4_096], 0);
            // SAFETY: the addresses are live and the lengths are theirs.
            unsafe { tell(graph, out.as_mut_ptr(), many, &mut length, report) }
        });
    }
    close(graph).unwrap();
}

#[test]
fn f080_reads_of_a_snapshot_answer_wherever_memory_ends() {
    let (graph, _, _) = linked();
    sweep("open and close a snapshot", |report| {
        let mut opened = KneiphofSnapshot::default();
        // SAFETY: the addresses are live.
        unsafe {
            match kneiphof_snapshot_open(graph, &mut opened, report) {
                KNEIPHOF_OK => kneiphof_snapshot_close(opened.snapshot, report),
                status => status,
            }
        }
    });
    let mut opened = KneiphofSnapshot::default();
    // SAFETY: the address is live.
    call(|report| unsafe { kneiphof_snapshot_open(graph, &mut opened, report) }).unwrap();
    let snapshot = opened.snapshot;
    sweep("column", |report| {
        let (mut out, mut count) = ([KneiphofChunk::default(); 2], 0);
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe {
            kneiphof_snapshot_column(snapshot, 0, b"k".as_ptr(), 1, out.as_mut_ptr(), 2, &mut count, report)
        }
    });
    sweep("texts", |report| {
        let (mut out, mut count) = ([KneiphofText::default(); 4], 0);
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe {
            kneiphof_snapshot_texts(snapshot, 0, b"k".as_ptr(), 1, out.as_mut_ptr(), 4, &mut count, report)
        }
    });
    sweep("ids", |report| {
        let (mut out, mut count) = ([KneiphofText::default(); 4], 0);
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_snapshot_ids(snapshot, 0, out.as_mut_ptr(), 4, &mut count, report) }
    });
    sweep("ids of rows", |report| {
        let mut out = [KneiphofText::default(); 2];
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_snapshot_ids_of(snapshot, [0, 2].as_ptr(), 2, out.as_mut_ptr(), report) }
    });
    sweep("filter", |report| {
        let (mut bits, mut passed) = ([0; 1], 0);
        // SAFETY: the addresses are live, and the predicate is a function of this file.
        unsafe {
            kneiphof_snapshot_filter(
                snapshot,
                Some(every_other),
                0,
                bits.as_mut_ptr(),
                1,
                &mut passed,
                report,
            )
        }
    });
    // SAFETY: the report is live.
    call(|report| unsafe { kneiphof_snapshot_close(snapshot, report) }).unwrap();
    close(graph).unwrap();
}

#[test]
fn f080_batches_and_transactions_answer_wherever_memory_ends() {
    let (graph, _, _) = linked();
    let lenient = nodes_batch(["a", "", "b"], true);
    sweep("a batch of rows that are rejected", |report| {
        let (mut applied, mut errors) = (KneiphofApplied::default(), [KneiphofRowError::default(); 3]);
        let (batch, length, errors) = (lenient.as_ptr(), lenient.len() as u64, errors.as_mut_ptr());
        // SAFETY: the addresses are live and the lengths are theirs.
        unsafe { kneiphof_graph_apply(graph, batch, length, &mut applied, errors, 3, null_mut(), report) }
    });
    sweep("begin and roll back", |report| {
        let mut transaction = 0;
        // SAFETY: the address is live.
        unsafe {
            match kneiphof_transaction_begin(graph, &mut transaction, report) {
                KNEIPHOF_OK => kneiphof_transaction_rollback(transaction, report),
                status => status,
            }
        }
    });
    close(graph).unwrap();
}
