//! How much memory a graph will take, and giving back what it does not use.

use crate::boundary::{boundary, timed_boundary};
use crate::graph::with_graph_to_change;
use crate::memory::{self, Readable, bytes, required, write};
use crate::snapshots::subject_of;
use crate::types::{
    KneiphofColumnShape, KneiphofControl, KneiphofGraphShape, KneiphofMemoryEstimate, KneiphofReport,
    KneiphofShrunk,
};
use kneiphof_graph::{ColumnShape, Control, GraphShape, estimate_memory};
use kneiphof_wire::{Failure, Tag};

const DIRECTED: u32 = 1;
const LABELS: u32 = 2;
const TYPES: u32 = 4;

/// Gives back what a graph does not use: removed rows, replaced texts, room behind the last row, lists and indexes that are built again
/// when they are wanted. Numbers become stale when there were removed rows; snapshots keep what they have. `control`, unless it is
/// null, can end the call, which then answers CANCELLED, with all rows still there. Timed.
///
/// # Safety
/// `shrunk_out` is null or valid for the write of one answer, `control` for atomic reads and writes of one control, `report` for the write
/// of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_shrink(
    graph: u64,
    shrunk_out: *mut KneiphofShrunk,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(shrunk_out, "address of an answer")?;
        let nobodys = Control::default();
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?.unwrap_or(&nobodys);
        let shrunk = with_graph_to_change(graph, |graph| graph.shrink(control))?;
        let answer = KneiphofShrunk { before_bytes: shrunk.before_bytes, after_bytes: shrunk.after_bytes };
        // SAFETY: the caller's duty.
        unsafe { write(shrunk_out, answer, "address of an answer") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// The native memory that a graph will take once it was loaded and shrunk: no graph is needed for the question.
///
/// # Safety
/// `shape` is null or valid for the read of one shape, `columns` for reads of `count` shapes of columns; `estimate_out` is null or valid for
/// the write of one estimate, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_estimate_memory(
    shape: *const KneiphofGraphShape,
    columns: *const KneiphofColumnShape,
    count: u64,
    estimate_out: *mut KneiphofMemoryEstimate,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(estimate_out, "address of an estimate")?;
        // SAFETY: the caller's duty.
        let shape = unsafe { bytes(Readable { address: shape, count: 1, what: "address of a shape" }) }?;
        // SAFETY: the caller's duty.
        let columns = unsafe { bytes(Readable { address: columns, count, what: "address of the columns" }) }?;
        let columns = columns.as_chunks::<{ size_of::<KneiphofColumnShape>() }>().0;
        let mut shapes = memory::with_room(columns.len())?;
        for column in columns {
            shapes.push(column_shape(column)?);
        }
        let estimate = estimate_memory(&graph_shape(shape)?, &shapes);
        let answer = KneiphofMemoryEstimate {
            least_bytes: estimate.least_bytes,
            likely_bytes: estimate.likely_bytes,
            most_bytes: estimate.most_bytes,
        };
        // SAFETY: the caller's duty.
        unsafe { write(estimate_out, answer, "address of an estimate") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The 64-bit word at an offset.
fn word(bytes: &[u8], offset: usize) -> u64 {
    bytes.get(offset..).and_then(<[u8]>::first_chunk).map_or(0, |word| u64::from_ne_bytes(*word))
}

fn half_word(bytes: &[u8], offset: usize) -> u32 {
    bytes.get(offset..).and_then(<[u8]>::first_chunk).map_or(0, |half| u32::from_ne_bytes(*half))
}

fn graph_shape(bytes: &[u8]) -> Result<GraphShape, Failure> {
    use std::mem::offset_of;
    let flags = half_word(bytes, offset_of!(KneiphofGraphShape, flags));
    if flags & !(DIRECTED | LABELS | TYPES) != 0 {
        return Err(Failure::malformed("flags of a shape", u64::from(flags)));
    }
    let reserved = half_word(bytes, offset_of!(KneiphofGraphShape, reserved));
    if reserved != 0 {
        return Err(Failure::malformed("reserved field of a shape", u64::from(reserved)));
    }
    Ok(GraphShape {
        directed: flags & DIRECTED != 0,
        has_labels: flags & LABELS != 0,
        has_types: flags & TYPES != 0,
        nodes: word(bytes, offset_of!(KneiphofGraphShape, nodes)),
        node_id_bytes: word(bytes, offset_of!(KneiphofGraphShape, node_id_bytes)),
        edges: word(bytes, offset_of!(KneiphofGraphShape, edges)),
        edge_ids: word(bytes, offset_of!(KneiphofGraphShape, edge_ids)),
        edge_id_bytes: word(bytes, offset_of!(KneiphofGraphShape, edge_id_bytes)),
    })
}

fn column_shape(bytes: &[u8]) -> Result<ColumnShape, Failure> {
    use std::mem::offset_of;
    let code = half_word(bytes, offset_of!(KneiphofColumnShape, tag));
    let tag = u8::try_from(code).ok().and_then(Tag::from_code);
    Ok(ColumnShape {
        subject: subject_of(half_word(bytes, offset_of!(KneiphofColumnShape, subject)))?,
        tag: tag.ok_or_else(|| Failure::malformed("type of a column", u64::from(code)))?,
        values: word(bytes, offset_of!(KneiphofColumnShape, values)),
        distinct: word(bytes, offset_of!(KneiphofColumnShape, distinct)),
        bytes: word(bytes, offset_of!(KneiphofColumnShape, bytes)),
    })
}
