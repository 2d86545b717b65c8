//! Nodes, one at a time and by their numbers.

use crate::boundary::{boundary, short_boundary, timed_boundary};
use crate::graph::{with_graph, with_graph_to_change};
use crate::memory::{self, Readable, required, write};
use crate::rows::{Answer, Id, Put, read_rows};
use crate::types::{KneiphofFound, KneiphofReport};
use kneiphof_graph::SharedGraph;
use kneiphof_kernels::NearText;
use kneiphof_wire::{Failure, RowUse, Subject};

const ID: &str = "id of a node";

/// Adds a node. NODE_ALREADY_EXISTS when its id is taken.
/// `created_out` is told 1 for a new node and 0 for one that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_add_node(
    graph: u64,
    row: *const u8,
    length: u64,
    node_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let put = Put { graph, row, length, number_out: node_out, created_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { put.run(Subject::Node, RowUse::Write, SharedGraph::add_node) };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Creates a node or replaces its labels and attributes; its edges stay.
/// `created_out` is told 1 for a new node and 0 for one that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_upsert_node(
    graph: u64,
    row: *const u8,
    length: u64,
    node_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let put = Put { graph, row, length, number_out: node_out, created_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { put.run(Subject::Node, RowUse::Write, SharedGraph::upsert_node) };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Creates a node or adds to it: labels are added, attributes set, those that are ABSENT removed.
/// `created_out` is told 1 for a new node and 0 for one that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_merge_node(
    graph: u64,
    row: *const u8,
    length: u64,
    node_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let put = Put { graph, row, length, number_out: node_out, created_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { put.run(Subject::Node, RowUse::Merge, SharedGraph::merge_node) };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Removes a node and its edges. `expected_version` is the version it must have, 0 for any; VERSION_MISMATCH otherwise.
/// `removed_edges_out` is told how many edges went with it.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `removed_edges_out` is null or valid for the write of one u64, `report` for that of
/// one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_remove_node(
    graph: u64,
    id: *const u8,
    length: u64,
    expected_version: u64,
    removed_edges_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(removed_edges_out, "address of a count")?;
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length, what: ID }.read() }?;
        let removed_edges = with_graph_to_change(graph, |graph| graph.remove_node(id, expected_version))?;
        // SAFETY: the caller's duty.
        unsafe { write(removed_edges_out, removed_edges, "address of a count") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The number of the node with this id. A miss is NODE_NOT_FOUND without a text, made for callers that expect misses.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `node_out` is null or valid for the write of one u64, `report` for that of one
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_find_node(
    graph: u64,
    id: *const u8,
    length: u64,
    node_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(node_out, "address of a number")?;
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length, what: ID }.read() }?;
        let number = with_graph(graph, |graph| graph.find_node(id))?;
        // SAFETY: the caller's duty.
        unsafe { write(node_out, number, "address of a number") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// As kneiphof_graph_find_node, without ever waiting: BUSY at once when somebody writes. A miss is no failure but the number 0, and the
/// answer holds as long as the graph has the revision told with it. Short and bounded: may be called without a change of the
/// thread's state.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `found_out` is null or valid for the write of the struct, `report` for that of one
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_try_find_node(
    graph: u64,
    id: *const u8,
    length: u64,
    found_out: *mut KneiphofFound,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(found_out, "address of an answer")?;
        let mut near = NearText::default();
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: id, length, what: ID }.read_near(&mut near) }?;
        let (node, revision) = with_graph(graph, |graph| graph.try_find_node(id))?;
        // SAFETY: the caller's duty.
        unsafe { write(found_out, KneiphofFound { node, revision }, "address of an answer") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { short_boundary(report, work) }
}

/// The node with this id, as one row. A miss is NODE_NOT_FOUND without a text; `number` tells the revision that was so at.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one
/// u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_get_node(
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
        unsafe { answer.write(|row| with_graph(graph, |graph| graph.get_node(id, row))) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The nodes with these ids, as rows in the same order; an id that is not found has no row. The ids lie one behind the other; `offsets`
/// holds where each begins and, last, where the last one ends. Timed.
///
/// # Safety
/// `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for reads of as many bytes as the last one says; `out` is null or
/// valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_get_nodes(
    graph: u64,
    offsets: *const u32,
    bytes: *const u8,
    count: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let ids = unsafe { read_ids(offsets, bytes, count) }?;
        let answer = Answer { out, capacity, length_out };
        // SAFETY: the caller's duty.
        unsafe {
            answer.write(|rows| {
                *rows = with_graph(graph, |graph| graph.get_nodes(&ids))?;
                Ok(())
            })
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// The ids of a batched read.
///
/// # Safety
/// `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` is null or valid for reads of as many bytes as the last
/// one says.
unsafe fn read_ids<'a>(offsets: *const u32, bytes: *const u8, count: u64) -> Result<Vec<&'a str>, Failure> {
    const OFFSETS: &str = "offsets of ids";
    if count == 0 {
        return Ok(Vec::new());
    }
    if count >= u64::from(u32::MAX) {
        return Err(Failure::malformed("number of ids", count));
    }
    // SAFETY: the caller's duty.
    let offsets = unsafe { memory::bytes(Readable { address: offsets, count: count + 1, what: OFFSETS }) }?;
    let offsets: Vec<u32> = offsets.as_chunks().0.iter().map(|offset| u32::from_ne_bytes(*offset)).collect();
    let first = offsets[0];
    if first != 0 || !offsets.is_sorted() {
        return Err(Failure::malformed(OFFSETS, u64::from(first)));
    }
    let length = u64::from(offsets[offsets.len() - 1]);
    // SAFETY: the caller's duty.
    let bytes = unsafe { memory::bytes(Readable { address: bytes, count: length, what: "bytes of ids" }) }?;
    let id = |(row, ends): (usize, &[u32])| {
        let id = &bytes[ends[0] as usize..ends[1] as usize];
        std::str::from_utf8(id).map_err(|_| Failure::invalid_utf8(ID, id).at_row(row as u64))
    };
    offsets.windows(2).enumerate().map(id).collect()
}

/// The nodes with these numbers, as rows in the same order; a stale number has no row. Timed.
///
/// # Safety
/// `nodes` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
/// one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_read_nodes(
    graph: u64,
    nodes: *const u64,
    count: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let rows = Readable { address: nodes, count, what: "numbers of nodes" };
    let answer = Answer { out, capacity, length_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { read_rows(graph, rows, answer, SharedGraph::read_nodes) };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
