//! Opaque values: objects that live on the caller's side and are known here by their handles.

use crate::boundary::boundary;
use crate::graph::with_graph;
use crate::memory::{self, Mutable, check_room, required};
use crate::types::KneiphofReport;

/// Takes up to `capacity` handles of opaque values that no node or edge holds any more: the caller may release the objects.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` handles, `count_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_drain_released(
    graph: u64,
    out: *mut u64,
    capacity: u64,
    count_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let out = Mutable { address: out, capacity, what: "address of the handles" };
        // Looked at first: handles that were drained and could not be handed over would be lost.
        required(count_out, "address of a count")?;
        check_room(out, usize::from(capacity > 0))?;
        let most = usize::try_from(capacity).unwrap_or(usize::MAX);
        let released = with_graph(graph, |graph| Ok(graph.drain_released(most)))?;
        // SAFETY: the caller's duty.
        unsafe { memory::write_all(out, &released, count_out) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}
