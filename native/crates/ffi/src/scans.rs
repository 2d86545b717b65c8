//! Predicates of the other side, asked node by node.
//!
//! A predicate runs in the middle of a call, so it may come back in. Reads are answered: the scan holds no lock. A change of the scanned
//! graph, or the end of the graph or the snapshot, is refused as `REENTRANT`: each thread remembers what it is scanning.

use crate::boundary::timed_boundary;
use crate::memory::{Mutable, check_room, required, write, write_slice};
use crate::snapshots::with_open_snapshot;
use crate::types::KneiphofReport;
use kneiphof_wire::{Failure, Status, Subject, out_of_memory};
use std::cell::RefCell;

/// Whether the node of a row passes: 1 it does, 0 it does not, a negative number ends the scan. It must return: nothing may be thrown through
/// the frames of the library.
pub type KneiphofPredicate = Option<unsafe extern "C" fn(context: u64, row: u64) -> i32>;

/// What a thread is scanning.
struct Scan {
    graph: u64,
    snapshot: u64,
}

thread_local! {
    /// The scans of this thread, the innermost last: a predicate may scan, too.
    static SCANS: RefCell<Vec<Scan>> = const { RefCell::new(Vec::new()) };
}

/// A scan that is under way until this is dropped.
struct UnderWay;

impl UnderWay {
    fn begin(scan: Scan) -> Result<Self, Failure> {
        SCANS.with_borrow_mut(|scans| {
            scans.try_reserve(1).map_err(|_| out_of_memory(size_of::<Scan>()))?;
            scans.push(scan);
            Ok(UnderWay)
        })
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        SCANS.with_borrow_mut(Vec::pop);
    }
}

/// For calls that change or close a graph: `REENTRANT` inside of a predicate of its scan.
#[inline]
pub(crate) fn refuse_during_scan_of(graph: u64) -> Result<(), Failure> {
    refuse(|scan| scan.graph == graph, "the predicate of a scan may read its graph, not change or close it")
}

/// For the end of a snapshot: `REENTRANT` inside of a predicate of its scan.
pub(crate) fn refuse_during_scan_with(snapshot: u64) -> Result<(), Failure> {
    refuse(|scan| scan.snapshot == snapshot, "the predicate of a scan may not close its snapshot")
}

#[inline]
fn refuse(waits_for_itself: impl Fn(&Scan) -> bool, why: &'static str) -> Result<(), Failure> {
    if SCANS.with_borrow(|scans| scans.iter().any(waits_for_itself)) {
        return Err(Failure::new(Status::Reentrant).detail(why));
    }
    Ok(())
}

/// Asks a predicate about each node of a snapshot, in order of arrival: one call back for each. `bitmap` is told a bit for each row,
/// the lowest first, so it needs room for `(node_rows + 63) / 64` words; `passed_out` how many pass. A predicate that answers a negative
/// number ends the scan: CANCELLED, and `number` of the report is the row. Inside of the predicate, reads are answered; a change of the
/// graph, and closing it or the snapshot, are REENTRANT. No writer waits. Timed.
///
/// # Safety
/// `predicate` is null or may be called with `context` in this thread until this call ends; `bitmap` is null or valid for writes of
/// `capacity` words, `passed_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_filter(
    snapshot: u64,
    predicate: KneiphofPredicate,
    context: u64,
    bitmap: *mut u64,
    capacity: u64,
    passed_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(passed_out, "address of a count")?;
        let predicate = predicate.ok_or_else(|| Failure::invalid("address of a predicate", "null"))?;
        let out = Mutable { address: bitmap, capacity, what: "address of a bitmap" };
        let (bits, passed) = with_open_snapshot(snapshot, |open| {
            check_room(out, open.snapshot.rows(Subject::Node).div_ceil(64) as usize)?;
            let _under_way = UnderWay::begin(Scan { graph: open.graph, snapshot })?;
            open.snapshot.scan_nodes(|row| {
                // SAFETY: the caller's duty.
                match unsafe { predicate(context, u64::from(row)) } {
                    answer @ 0.. => Ok(answer != 0),
                    _ => Err(Failure::new(Status::Cancelled).number(u64::from(row))),
                }
            })
        })?;
        // SAFETY: the caller's duty.
        unsafe {
            write_slice(out, &bits)?;
            write(passed_out, passed, "address of a count")
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
