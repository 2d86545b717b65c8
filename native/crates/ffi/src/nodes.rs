//! Nodes, one at a time and by their numbers.

use crate::batched_reads::Nodes;
use crate::boundary::{boundary, short_boundary, timed_boundary};
use crate::graph::{with_graph, with_graph_to_change};
use crate::memory::{self, Readable, required, write};
use crate::rows::{Answer, Id, Put, read_rows};
use crate::types::{KneiphofControl, KneiphofFound, KneiphofReport};
use kneiphof_graph::{Asked, SharedGraph};
use kneiphof_kernels::NearText;
use kneiphof_wire::{RowUse, Subject};

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
/// holds where each begins and, last, where the last one ends. `control`, unless it is null, can end the call, which then answers
/// CANCELLED. Timed.
///
/// # Safety
/// `offsets` is null or valid for reads of `count` + 1 numbers, `bytes` for reads of as many bytes as the last one says; `out` is null or
/// valid for writes of `capacity` bytes, `length_out` for that of one u64, `control` for atomic reads and writes of one control, `report`
/// for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_get_nodes(
    graph: u64,
    offsets: *const u32,
    bytes: *const u8,
    count: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        let nodes = Nodes { numbers: std::ptr::null(), offsets, bytes, count };
        let answer = Answer { out, capacity, length_out };
        // SAFETY: the caller's duty.
        unsafe {
            answer.write(|rows| {
                let read = |asked: Asked<'_>| with_graph(graph, |graph| graph.get_nodes(&asked, control));
                *rows = nodes.with(read)?;
                Ok(())
            })
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// The nodes with these numbers, as rows in the same order; a stale number has no row. `control`, unless it is null, can end the call, which then answers
/// CANCELLED. Timed.
///
/// # Safety
/// `nodes` is null or valid for reads of `count` numbers; `out` is null or valid for writes of `capacity` bytes, `length_out` for that of
/// one u64, `control` for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_read_nodes(
    graph: u64,
    nodes: *const u64,
    count: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let rows = Readable { address: nodes, count, what: "numbers of nodes" };
    let answer = Answer { out, capacity, length_out };
    // SAFETY: the caller's duty for the addresses.
    let work = || unsafe { read_rows(graph, rows, control, answer, SharedGraph::read_nodes) };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}
