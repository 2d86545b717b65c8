//! Who refused the memory is told over the boundary: the quota of a graph, with what it is and what is in use, or the system.

#[path = "../../graph/tests/support/failing.rs"]
mod failing;
mod support;

use failing::{Failing, Mode};
use kneiphof::*;
use kneiphof_wire::{Status, ValueRef};
use std::ptr::null_mut;
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
