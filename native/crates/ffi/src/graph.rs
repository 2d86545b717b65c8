//! Graphs: opening, closing, counting, describing.

use crate::batches::roll_back_transactions;
use crate::boundary::{answer_bytes, boundary, record_panics, short_boundary, timed_boundary};
use crate::handle::{Handles, Kind};
use crate::memory::{self, Mutable, Readable, bytes, required, write};
use crate::revision_places::REVISION_PLACES;
use crate::scans::refuse_during_scan_of;
use crate::types::{KneiphofControl, KneiphofCounts, KneiphofGraphOptions, KneiphofReport};
use kneiphof_graph::{Environment, GraphOptions, SharedGraph};
use kneiphof_wire::{Failure, Status};
use std::time::Duration;

/// How many graphs can be open at a time.
pub(crate) const GRAPHS_MAX: usize = 4_096;

/// How long a close waits for calls in progress.
const CLOSE_PATIENCE: Duration = Duration::from_secs(5);

const DIRECTED: u32 = 1;

static GRAPHS: Handles<SharedGraph, GRAPHS_MAX> =
    Handles::new(Kind { name: "graph", limit: "number of open graphs", closed: Status::GraphClosed });

/// Works on an open graph, which stays open until the work is done.
#[inline]
pub(crate) fn with_graph<R>(
    handle: u64,
    work: impl FnOnce(&SharedGraph) -> Result<R, Failure>,
) -> Result<R, Failure> {
    GRAPHS.with(handle, work)
}

/// Works on an open graph for a call that may change it: refused to the predicate of a scan of the graph.
#[inline]
pub(crate) fn with_graph_to_change<R>(
    handle: u64,
    work: impl FnOnce(&SharedGraph) -> Result<R, Failure>,
) -> Result<R, Failure> {
    refuse_during_scan_of(handle)?;
    GRAPHS.with(handle, work)
}

/// Opens an empty graph.
///
/// # Safety
/// `options` is null or valid for the read of its first field and of as many bytes as that says; `graph_out` is null or valid for the
/// write of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_open(
    options: *const KneiphofGraphOptions,
    graph_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        record_panics();
        required(graph_out, "address of a graph")?;
        // SAFETY: the caller's duty.
        let options = unsafe { read_options(options) }?;
        let revision = REVISION_PLACES.take()?;
        let environment = Environment { revision, ..Environment::standard(options.quota_bytes) };
        let graph = GRAPHS.insert(SharedGraph::open(options, environment)?)?;
        // SAFETY: the caller's duty.
        unsafe { write(graph_out, graph, "address of a graph") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Reads the options a graph is opened with.
///
/// # Safety
/// `options` is null or valid for the read of its first field and of as many bytes as that says.
unsafe fn read_options(options: *const KneiphofGraphOptions) -> Result<GraphOptions, Failure> {
    let size = Readable { address: options.cast::<u32>(), count: 1, what: "address of the options" };
    // SAFETY: the first field may be read, by the caller's duty.
    let size = unsafe { bytes(size) }?.first_chunk().map_or(0, |size| u32::from_ne_bytes(*size));
    let expected = size_of::<KneiphofGraphOptions>() as u64;
    if u64::from(size) != expected {
        let mismatch = Failure::new(Status::AbiMismatch).detail("size of the graph options");
        return Err(mismatch.number(u64::from(size)).limit(expected));
    }
    // SAFETY: as long as this struct is, by its first field; unaligned reads need no alignment.
    let options = unsafe { options.read_unaligned() };
    if options.flags & !DIRECTED != 0 {
        return Err(Failure::malformed("flags of the graph options", u64::from(options.flags)));
    }
    if options.reserved != [0; 3] {
        return Err(Failure::malformed("reserved field of the graph options", options.reserved[0]));
    }
    Ok(GraphOptions {
        directed: options.flags & DIRECTED != 0,
        id_bytes_max: options.id_bytes_max,
        key_bytes_max: options.key_bytes_max,
        attributes_max: options.attributes_max,
        nesting_max: options.nesting_max,
        value_bytes_max: options.value_bytes_max,
        nodes_max: options.nodes_max,
        edges_max: options.edges_max,
        quota_bytes: options.quota_bytes,
        seed: (options.seed != 0).then_some(options.seed),
        lock_wait: Duration::from_millis(options.lock_millis),
    })
}

/// Closes a graph and frees its memory, after the calls in progress have ended; waits for them up to five seconds, then answers
/// BUSY, and the graph stays open. An open transaction is rolled back. A second close answers GRAPH_CLOSED.
///
/// # Safety
/// `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_close(graph: u64, report: *mut KneiphofReport) -> i32 {
    let work = || {
        refuse_during_scan_of(graph)?;
        let closed = GRAPHS.remove(graph, CLOSE_PATIENCE)?;
        roll_back_transactions(graph);
        drop(closed);
        Ok(())
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Number of nodes. Takes no lock and ends within nanoseconds.
///
/// # Safety
/// `out` is null or valid for the write of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_node_count(
    graph: u64,
    out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let count = with_graph(graph, |graph| Ok(graph.node_count()))?;
        // SAFETY: the caller's duty.
        unsafe { write(out, count, "address of a count") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { short_boundary(report, work) }
}

/// Where the revision of the last commit stands, as an aligned u64: whoever has read something of the graph looks there, with
/// acquire ordering and without a call, whether it still holds. The address may be read as long as the process lives; once the
/// graph is closed it tells nothing, for another graph may use it.
///
/// # Safety
/// `address_out` is null or valid for the write of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_revision_place(
    graph: u64,
    address_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(address_out, "address of a place")?;
        let address =
            with_graph(graph, |graph| Ok(graph.revision_place().as_ptr().expose_provenance() as u64))?;
        // SAFETY: the caller's duty.
        unsafe { write(address_out, address, "address of a place") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Counts, revision, epoch and memory. Takes no lock.
///
/// # Safety
/// `out` is null or valid for the write of the struct, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_counts(
    graph: u64,
    out: *mut KneiphofCounts,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let counts = with_graph(graph, |graph| Ok(graph.counts()))?;
        let counts = KneiphofCounts {
            nodes: counts.nodes,
            edges: counts.edges,
            revision: counts.revision,
            epoch: counts.epoch,
            bytes: counts.bytes,
            released: counts.released,
            reserved: [0; 2],
        };
        // SAFETY: the caller's duty.
        unsafe { write(out, counts, "address of the counts") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Labels, types, attributes and memory of a graph, as a packed MAP.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_describe(
    graph: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let out = Mutable { address: out, capacity, what: "address of the description" };
        // SAFETY: the caller's duty.
        unsafe { answer_bytes(out, length_out, |bytes| with_graph(graph, |graph| graph.describe(bytes))) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The memory of a graph by structure and by column, and what its open snapshots hold, as a packed MAP. Answers BUSY when somebody
/// writes for longer than 100 ms.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_memory(
    graph: u64,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let out = Mutable { address: out, capacity, what: "address of the memory's description" };
        let describe = |bytes: &mut Vec<u8>| with_graph(graph, |graph| graph.describe_memory(bytes));
        // SAFETY: the caller's duty.
        unsafe { answer_bytes(out, length_out, describe) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Moves the living rows together and gives memory back. Every node and edge number handed out before becomes stale. `control`, unless
/// it is null, can end the call, which then answers CANCELLED and has changed nothing. Timed.
///
/// # Safety
/// `control` is null or valid for atomic reads and writes of one control, `report` for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_compact(
    graph: u64,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        with_graph_to_change(graph, |graph| graph.compact(control))
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

/// For tests: panics inside a change. Answers NATIVE_PANIC; the graph is poisoned from then on, other graphs are not.
///
/// # Safety
/// `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_panic(graph: u64, report: *mut KneiphofReport) -> i32 {
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, || with_graph(graph, |graph| graph.plant_panic())) }
}
