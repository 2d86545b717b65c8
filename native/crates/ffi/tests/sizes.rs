//! Estimating and giving back memory through the C ABI.

mod support;

use kneiphof::*;
use kneiphof_wire::Status;
use std::ptr::{null, null_mut};
use support::*;

fn shrink(graph: u64, control: *mut KneiphofControl) -> Result<KneiphofShrunk, Failed> {
    let mut shrunk = KneiphofShrunk::default();
    // SAFETY: the answer is live; the control is null or live.
    call(|report| unsafe { kneiphof_graph_shrink(graph, &mut shrunk, control, report) }).map(|_| shrunk)
}

fn estimate(
    shape: &KneiphofGraphShape,
    columns: &[KneiphofColumnShape],
) -> Result<KneiphofMemoryEstimate, Failed> {
    let mut estimate = KneiphofMemoryEstimate::default();
    let count = columns.len() as u64;
    // SAFETY: all addresses are live.
    call(|report| unsafe { kneiphof_estimate_memory(shape, columns.as_ptr(), count, &mut estimate, report) })
        .map(|_| estimate)
}

#[test]
fn a_shrunk_graph_tells_its_memory_before_and_after_and_a_cancelled_one_is_whole() {
    let graph = open();
    let ids: Vec<String> = (0..3_000).map(|at| format!("n{at}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    for part in ids.chunks(1_000) {
        apply(graph, &nodes_batch(part.iter().copied(), false), &mut []).unwrap();
    }
    let mut cancelled = KneiphofControl { cancelled: 1, reserved: 0, done: 0, total: 0 };
    assert_eq!(status(shrink(graph, &mut cancelled)), Status::Cancelled);
    let shrunk = shrink(graph, null_mut()).unwrap();
    assert!(0 < shrunk.after_bytes && shrunk.after_bytes < shrunk.before_bytes, "{shrunk:?}");
    assert_eq!(status(find_node(graph, "n2999")), Status::Ok);
    let again = shrink(graph, null_mut()).unwrap();
    assert_eq!((again.before_bytes, again.after_bytes), (shrunk.after_bytes, shrunk.after_bytes));
    let shape = KneiphofGraphShape {
        flags: 1,
        nodes: 3_000,
        node_id_bytes: ids.iter().map(|id| id.len() as u64).sum(),
        ..KneiphofGraphShape::default()
    };
    let told = estimate(&shape, &[]).unwrap();
    assert!((told.least_bytes..=told.most_bytes).contains(&shrunk.after_bytes), "{told:?} {shrunk:?}");
    close(graph).unwrap();
}

#[test]
fn f029_what_is_no_shape_is_refused() {
    let shape = KneiphofGraphShape::default();
    let column = KneiphofColumnShape::default();
    let refused = |outcome: Result<KneiphofMemoryEstimate, Failed>| status(outcome);
    for flags in [8, u32::MAX] {
        let odd = KneiphofGraphShape { flags, ..shape };
        assert_eq!(refused(estimate(&odd, &[])), Status::InvalidArgument);
    }
    for (subject, tag) in [(2, 0), (0, 200), (0, 1 << 8)] {
        assert_eq!(
            refused(estimate(&shape, &[KneiphofColumnShape { subject, tag, ..column }])),
            Status::InvalidArgument
        );
    }
    let answer = &mut KneiphofMemoryEstimate::default();
    // SAFETY: null addresses are refused, and nothing is read from them.
    unsafe {
        let answers = [
            kneiphof_estimate_memory(null(), null(), 0, answer, null_mut()),
            kneiphof_estimate_memory(&shape, null(), 1, answer, null_mut()),
            kneiphof_estimate_memory(&shape, null(), 0, null_mut(), null_mut()),
            kneiphof_graph_shrink(0, null_mut(), null_mut(), null_mut()),
        ];
        assert!(answers.iter().all(|code| *code == Status::InvalidArgument.code()), "{answers:?}");
        let huge = kneiphof_estimate_memory(&shape, &column, u64::MAX, answer, null_mut());
        assert_eq!(huge, Status::InvalidArgument.code());
    }
}
