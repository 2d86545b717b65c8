//! Edges, one at a time and by their numbers.

use crate::boundary::{boundary, timed_boundary};
use crate::graph::{with_graph, with_graph_to_change};
use crate::memory::{Readable, required, write};
use crate::rows::{Answer, Id, Put, read_rows};
use crate::types::{KneiphofControl, KneiphofReport};
use kneiphof_graph::SharedGraph;
use kneiphof_wire::{RowUse, Subject};

const ID: &str = "id of an edge";

/// Adds an edge. EDGE_ALREADY_EXISTS when its id, explicit or derived, is taken; SOURCE_NOT_FOUND or TARGET_NOT_FOUND for a
/// missing end.
/// `created_out` is told 1 for a new edge and 0 for one that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_add_edge(
    graph: u64,
    row: *const u8,
    length: u64,
    edge_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let put = Put { graph, row, length, number_out: edge_out, created_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { put.run(Subject::Edge, RowUse::Write, SharedGraph::add_edge) };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Creates an edge or replaces its attributes; an existing one must have the same ends and type.
/// `created_out` is told 1 for a new edge and 0 for one that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_upsert_edge(
    graph: u64,
    row: *const u8,
    length: u64,
    edge_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let put = Put { graph, row, length, number_out: edge_out, created_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { put.run(Subject::Edge, RowUse::Write, SharedGraph::upsert_edge) };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Creates an edge or adds to it: attributes are set, those that are ABSENT removed; an existing one must have the same ends
/// and type.
/// `created_out` is told 1 for a new edge and 0 for one that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_merge_edge(
    graph: u64,
    row: *const u8,
    length: u64,
    edge_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let put = Put { graph, row, length, number_out: edge_out, created_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { put.run(Subject::Edge, RowUse::Merge, SharedGraph::merge_edge) };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Removes an edge by its explicit or derived id. `expected_version` is the version it must have, 0 for any; VERSION_MISMATCH
/// otherwise.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_remove_edge(
    graph: u64,
    id: *const u8,
    length: u64,
    expected_version: u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length, what: ID }.read() }?;
        with_graph_to_change(graph, |graph| graph.remove_edge(id, expected_version))
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The number of the edge with this id. A miss is EDGE_NOT_FOUND without a text, made for callers that expect misses.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `edge_out` is null or valid for the write of one u64, `report` for that of one
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_find_edge(
    graph: u64,
    id: *const u8,
    length: u64,
    edge_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(edge_out, "address of a number")?;
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length, what: ID }.read() }?;
        let number = with_graph(graph, |graph| graph.find_edge(id))?;
        // SAFETY: the caller's duty.
        unsafe { write(edge_out, number, "address of a number") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The edge with this id, as one row.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one
/// u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_get_edge(
    graph: u64,
    id: *const u8,
    length: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length, what: ID }.read() }?;
        let answer = Answer { out, capacity, length_out };
        // SAFETY: the caller's duty.
        unsafe { answer.write(|row| with_graph(graph, |graph| graph.get_edge(id, row))) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The edges with these numbers, as rows in the same order; a stale number has no row. `control`, unless it is null, can end the call, which then answers
/// CANCELLED. Timed.
///
/// # Safety
/// `edges` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
/// one u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_read_edges(
    graph: u64,
    edges: *const u64,
    count: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let rows = Readable { address: edges, count, what: "numbers of edges" };
    let answer = Answer { out, capacity, length_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { read_rows(graph, rows, control, answer, SharedGraph::read_edges) };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
