//! What a thread keeps for its next call does not grow with what it once was asked.

#[path = "../../graph/tests/support/counting.rs"]
mod counting;
mod support;

use counting::{Counting, live_bytes};
use kneiphof::*;
use std::ptr::{null, null_mut};
use support::*;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Lists of neighbours that were asked for, one behind the other, and answers of other calls: 2 MiB and 1 MiB.
const KEPT_BYTES: i64 = 4 << 20;
const NODES: u64 = 500_000;

fn neighbor_lists(graph: u64, numbers: &[u64], out: &mut [u8]) -> i32 {
    let (count, capacity, mut length) = (numbers.len() as u64, out.len() as u64, 0);
    let (ids, bytes, out) = (null(), null(), out.as_mut_ptr());
    // SAFETY: the addresses are live and the lengths are theirs.
    unsafe {
        kneiphof_graph_neighbor_lists(
            graph,
            numbers.as_ptr(),
            ids,
            bytes,
            count,
            0,
            0,
            out,
            capacity,
            &mut length,
            null_mut(),
            null_mut(),
        )
    }
}

#[test]
fn what_a_large_read_has_needed_is_given_back_when_it_succeeds_and_when_it_fails() {
    let graph = open();
    add_node(graph, "a").unwrap();
    let numbers: Vec<u64> = (1..=NODES).collect();
    let mut out = vec![0; 16 << 20];
    let before = live_bytes();
    assert_eq!(neighbor_lists(graph, &numbers, &mut out), KNEIPHOF_OK);
    assert!(live_bytes() - before < KEPT_BYTES, "{} bytes are kept", live_bytes() - before);
    assert_eq!(neighbor_lists(graph, &numbers, &mut out[..8]), KNEIPHOF_BUFFER_TOO_SMALL);
    assert!(live_bytes() - before < KEPT_BYTES, "{} bytes are kept", live_bytes() - before);
    close(graph).unwrap();
}
