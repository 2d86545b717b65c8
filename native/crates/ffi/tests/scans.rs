//! A predicate of the other side is asked about each node, and may come back in to read.

mod support;

use kneiphof::*;
use kneiphof_wire::Status;
use std::ptr::{null_mut, with_exposed_provenance};
use support::*;

fn snapshot_of(graph: u64) -> u64 {
    let mut snapshot = KneiphofSnapshot::default();
    // SAFETY: the address is live.
    call(|report| unsafe { kneiphof_snapshot_open(graph, &mut snapshot, report) }).unwrap();
    snapshot.snapshot
}

fn close_snapshot(snapshot: u64) -> Result<(), Failed> {
    // SAFETY: the tests read no address of the snapshot.
    call(|report| unsafe { kneiphof_snapshot_close(snapshot, report) }).map(|_| ())
}

/// What a predicate does, and with what.
struct Asked {
    passes: fn(u64, u64) -> i32,
    with: u64,
}

/// # Safety
/// The context is the exposed address of a live [`Asked`].
unsafe extern "C" fn predicate(context: u64, row: u64) -> i32 {
    // SAFETY: the caller's duty.
    let asked = unsafe { &*with_exposed_provenance::<Asked>(context as usize) };
    (asked.passes)(asked.with, row)
}

/// Rows that pass and how many there are said to be.
fn filter(snapshot: u64, with: u64, passes: fn(u64, u64) -> i32) -> Result<(Vec<u64>, u64), Failed> {
    let asked = Asked { passes, with };
    let context = (&raw const asked).expose_provenance() as u64;
    let mut bitmap = vec![0; 64];
    let mut passed = 0;
    // SAFETY: the addresses are live, and the predicate is a function of this file.
    call(|report| unsafe {
        let (bitmap, capacity) = (bitmap.as_mut_ptr(), bitmap.len() as u64);
        kneiphof_snapshot_filter(snapshot, Some(predicate), context, bitmap, capacity, &mut passed, report)
    })?;
    let rows = (0..64 * 64_u64).filter(|row| bitmap[(row / 64) as usize] >> (row % 64) & 1 == 1).collect();
    Ok((rows, passed))
}

fn graph_of(nodes: usize) -> u64 {
    let graph = open();
    for i in 0..nodes {
        add_node(graph, &format!("n{i}")).unwrap();
    }
    graph
}

fn remove(graph: u64, id: &str) -> Result<(), Failed> {
    let mut removed = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe {
        kneiphof_graph_remove_node(graph, id.as_ptr(), id.len() as u64, 0, &mut removed, report)
    })
    .map(|_| ())
}

#[test]
fn s14_each_living_node_is_asked_about_once_in_order_of_arrival() {
    let graph = graph_of(4_096);
    remove(graph, "n64").unwrap();
    let snapshot = snapshot_of(graph);
    let (rows, passed) = filter(snapshot, 32, |context, row| i32::from(row % context == 0)).unwrap();
    let expected: Vec<u64> = (0..4_096).step_by(32).filter(|row| *row != 64).collect();
    assert_eq!((passed, rows), (expected.len() as u64, expected));
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
}

#[test]
fn f065_a_negative_answer_ends_the_scan_and_writes_nothing() {
    let graph = graph_of(100);
    let snapshot = snapshot_of(graph);
    let failed = filter(snapshot, 7, |context, row| if row == context { -1 } else { 1 }).unwrap_err();
    assert_eq!((failed.status, failed.number), (Status::Cancelled, 7));
    assert_eq!(filter(snapshot, 0, |_, _| 1).unwrap().1, 100);
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
}

#[test]
fn f067_a_predicate_may_read_and_scan() {
    let graph = graph_of(3);
    let snapshot = snapshot_of(graph);
    let (rows, _) = filter(snapshot, graph, |graph, row| {
        let inner = snapshot_of(graph);
        let passed = filter(inner, 0, |_, row| i32::from(row == 2)).unwrap().1;
        close_snapshot(inner).unwrap();
        assert_eq!(node_count(graph), Ok(3));
        assert_eq!(passed, 1);
        i32::from(find_node(graph, "n1").is_ok_and(|number| number as u32 == row as u32))
    })
    .unwrap();
    assert_eq!(rows, [1]);
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
}

#[test]
fn f068_f069_a_predicate_that_changes_or_closes_is_refused_and_the_scan_goes_on() {
    let graph = graph_of(2);
    let transaction = graph_of(0);
    let snapshot = snapshot_of(graph);
    let (rows, _) = filter(snapshot, graph, |graph, _| {
        let refused = [
            status(add_node(graph, "x")),
            status(add_edge(graph, "n0", "n1")),
            status(remove(graph, "n0")),
            status(apply(graph, &nodes_batch(["x"], false), &mut [])),
            status(begin(graph)),
            // SAFETY: the report may be null.
            Status::from_code(unsafe { kneiphof_graph_compact(graph, null_mut(), null_mut()) }).unwrap(),
            // SAFETY: the answer is live, the rest may be null.
            Status::from_code(unsafe {
                kneiphof_graph_shrink(graph, &mut KneiphofShrunk::default(), null_mut(), null_mut())
            })
            .unwrap(),
            status(close(graph)),
        ];
        assert_eq!(refused, [Status::Reentrant; 8]);
        1
    })
    .unwrap();
    assert_eq!(rows, [0, 1]);
    let refused =
        filter(snapshot, snapshot, |snapshot, _| close_snapshot(snapshot).unwrap_err().status.code());
    assert_eq!(refused.unwrap().0, [0, 1], "REENTRANT is not negative: both rows pass");
    let (rows, _) = filter(snapshot, transaction, |other, row| {
        let transaction = begin(other).unwrap();
        transaction_apply(transaction, &nodes_batch([format!("x{row}").as_str()], false)).unwrap();
        i32::from(commit(transaction).is_ok())
    })
    .unwrap();
    assert_eq!(rows, [0, 1], "another graph may be changed");
    add_node(graph, "x").unwrap();
    close_snapshot(snapshot).unwrap();
    close(graph).unwrap();
    close(transaction).unwrap();
}

#[test]
fn f076_writers_and_the_end_of_the_graph_do_not_wait_for_a_predicate() {
    let graph = graph_of(2);
    let snapshot = snapshot_of(graph);
    let (rows, _) = filter(snapshot, graph, |graph, row| {
        let other = std::thread::spawn(move || match row {
            0 => status(add_node(graph, "late")),
            _ => status(close(graph)),
        });
        i32::from(other.join().unwrap() == Status::Ok)
    })
    .unwrap();
    assert_eq!(rows, [0, 1]);
    close_snapshot(snapshot).unwrap();
}

#[test]
fn f035_f069_hostile_arguments_are_refused() {
    let graph = graph_of(100);
    let snapshot = snapshot_of(graph);
    let mut passed = 0;
    let mut bitmap = [0_u64; 1];
    // SAFETY: the addresses are live or null, and the predicate is a function of this file.
    let refused = |predicate: KneiphofPredicate, capacity: u64, passed_out: *mut u64| unsafe {
        let bitmap = bitmap.as_mut_ptr();
        kneiphof_snapshot_filter(snapshot, predicate, 0, bitmap, capacity, passed_out, null_mut())
    };
    let mut refused = refused;
    assert_eq!(refused(None, 2, &mut passed), Status::InvalidArgument.code());
    assert_eq!(refused(Some(predicate), 2, null_mut()), Status::InvalidArgument.code());
    assert_eq!(refused(Some(predicate), 1, &mut passed), Status::BufferTooSmall.code());
    close_snapshot(snapshot).unwrap();
    assert_eq!(filter(snapshot, 0, |_, _| 1).unwrap_err().status, Status::StaleHandle);
    close(graph).unwrap();
}
