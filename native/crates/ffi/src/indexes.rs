//! Declared indexes. What there are stands in the description of a graph.

use crate::boundary::timed_boundary;
use crate::graph::with_graph_to_change;
use crate::memory::{self, Readable, required, write};
use crate::types::{KneiphofControl, KneiphofReport};
use kneiphof_graph::SharedGraph;
use kneiphof_wire::{Failure, Subject, TestSubject};

const CHANGED: &str = "address of what an index changed";

/// What an index is on, by its number.
fn on_of(on: u32) -> Result<(Subject, TestSubject), Failure> {
    match on {
        0 => Ok((Subject::Node, TestSubject::Attribute)),
        1 => Ok((Subject::Edge, TestSubject::Attribute)),
        2 => Ok((Subject::Node, TestSubject::Label)),
        3 => Ok((Subject::Edge, TestSubject::Type)),
        _ => Err(Failure::malformed("what an index is on", u64::from(on))),
    }
}

/// # Safety
/// `key` is null or valid for reads of its count, `changed_out` for the write of one u32.
unsafe fn change(
    graph: u64,
    on: u32,
    key: Readable<u8>,
    changed_out: *mut u32,
    change: impl FnOnce(&SharedGraph, Subject, TestSubject, &str) -> Result<bool, Failure>,
) -> Result<(), Failure> {
    required(changed_out, CHANGED)?;
    let (subject, what) = on_of(on)?;
    // SAFETY: the caller's duty.
    let key = unsafe { memory::text(key) }?;
    let changed = with_graph_to_change(graph, |graph| change(graph, subject, what, key))?;
    // SAFETY: the caller's duty.
    unsafe { write(changed_out, u32::from(changed), CHANGED) }
}

/// Declares an index, unless there is one: a bitmap of the rows of each value, which every write keeps from then on. `on`: 0 an
/// attribute of nodes, 1 of edges, by its key; 2 the labels of nodes, 3 the types of edges, for which the key is empty. Writes 1 when
/// there was none before, else 0. `control`, unless it is null, can end the call, which then answers CANCELLED and has declared nothing.
/// Timed.
///
/// # Safety
/// `key` is null or valid for reads of `length` bytes; `declared_out` is null or valid for the write of one u32, `control` for atomic reads
/// and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_declare_index(
    graph: u64,
    on: u32,
    key: *const u8,
    length: u64,
    declared_out: *mut u32,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let key = Readable { address: key, count: length, what: "key of an index" };
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let declare =
            |graph: &SharedGraph, subject, what, key: &str| graph.declare_index(subject, what, key, control);
        // SAFETY: the caller's duty for the addresses.
        unsafe { change(graph, on, key, declared_out, declare) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// Drops a declared index. Writes 1 when there was one, else 0. Timed.
///
/// # Safety
/// `key` is null or valid for reads of `length` bytes; `dropped_out` is null or valid for the write of one u32, `report` for that of one
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_drop_index(
    graph: u64,
    on: u32,
    key: *const u8,
    length: u64,
    dropped_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let key = Readable { address: key, count: length, what: "key of an index" };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { change(graph, on, key, dropped_out, SharedGraph::drop_index) };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
