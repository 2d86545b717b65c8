//! Snapshots, and where their columns and texts lie: nothing of a column is copied, only told.

use crate::boundary::{boundary, timed_boundary};
use crate::graph::{GRAPHS_MAX, with_graph};
use crate::handle::{Handles, Kind};
use crate::memory::{self, Mutable, Readable, required, text, write};
use crate::queries::direction_of;
use crate::scans::refuse_during_scan_with;
use crate::types::{
    KneiphofChunk, KneiphofControl, KneiphofCsr, KneiphofReport, KneiphofSnapshot, KneiphofText,
};
use kneiphof_graph::{CHUNK_ROWS, ChunkValues, Column, Snapshot, TextCodes};
use kneiphof_wire::{Failure, Status, Subject, Tag};
use std::time::Duration;

/// How long a close waits for a call on the snapshot in another thread.
const CLOSE_PATIENCE: Duration = Duration::from_secs(5);

const SNAPSHOT: &str = "address of a snapshot";

/// A snapshot shares its chunks with the graph but belongs to nobody: it may outlive the graph.
static SNAPSHOTS: Handles<OpenSnapshot, GRAPHS_MAX> =
    Handles::new(Kind { name: "snapshot", limit: "number of open snapshots", closed: Status::StaleHandle });

/// A snapshot and the graph it was made of.
pub(crate) struct OpenSnapshot {
    pub graph: u64,
    pub snapshot: Snapshot,
}

/// Works on an open snapshot, which stays open until the work is done.
pub(crate) fn with_open_snapshot<R>(
    handle: u64,
    work: impl FnOnce(&OpenSnapshot) -> Result<R, Failure>,
) -> Result<R, Failure> {
    SNAPSHOTS.with(handle, work)
}

fn with_snapshot<R>(handle: u64, work: impl FnOnce(&Snapshot) -> Result<R, Failure>) -> Result<R, Failure> {
    SNAPSHOTS.with(handle, |open| work(&open.snapshot))
}

/// Keeps the graph as it is now. Takes the graph's lock for as long as there are columns to count, copies no values; the graph copies
/// a chunk when it changes it for the first time after that. The memory is held until kneiphof_snapshot_close, even when the
/// graph is closed before.
///
/// # Safety
/// `out` is null or valid for the write of the struct, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_open(
    graph: u64,
    out: *mut KneiphofSnapshot,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(out, SNAPSHOT)?;
        let snapshot = with_graph(graph, |graph| graph.snapshot())?;
        let mut opened = KneiphofSnapshot {
            snapshot: 0,
            revision: snapshot.revision(),
            epoch: snapshot.number(0) >> 32,
            node_rows: u64::from(snapshot.rows(Subject::Node)),
            edge_rows: u64::from(snapshot.rows(Subject::Edge)),
            chunk_rows: CHUNK_ROWS as u64,
        };
        opened.snapshot = SNAPSHOTS.insert(OpenSnapshot { graph, snapshot })?;
        // SAFETY: the caller's duty.
        unsafe { write(out, opened, SNAPSHOT) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Lets go of a snapshot: the addresses it told are no longer valid. Waits for calls on it up to five seconds, then answers BUSY.
/// A second close answers STALE_HANDLE.
///
/// # Safety
/// Nobody reads from an address that the snapshot told any more. `report` is null or valid for the write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_close(snapshot: u64, report: *mut KneiphofReport) -> i32 {
    let work = || {
        refuse_during_scan_with(snapshot)?;
        SNAPSHOTS.remove(snapshot, CLOSE_PATIENCE).map(drop)
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Where the values of a key lie, for every chunk of the nodes (`subject` 0) or edges (1). A key that no row ever had has chunks without
/// values. Copies 64 bytes a chunk.
///
/// # Safety
/// `key` is null or valid for reads of `key_length` bytes; `out` is null or valid for writes of `capacity` chunks, `count_out` for that of
/// one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_column(
    snapshot: u64,
    subject: u32,
    key: *const u8,
    key_length: u64,
    out: *mut KneiphofChunk,
    capacity: u64,
    count_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let key = unsafe { text(Readable { address: key, count: key_length, what: "key" }) }?;
        let subject = subject_of(subject)?;
        with_snapshot(snapshot, |snapshot| {
            let column = snapshot.column(subject, key);
            let chunks =
                (0..snapshot.chunks(subject)).map(|chunk| describe(snapshot, subject, column, chunk));
            let out = Mutable { address: out, capacity, what: "address of the chunks" };
            // SAFETY: the caller's duty.
            unsafe { memory::write_all_each(out, chunks, count_out) }
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The texts that the codes of a key stand for, by code. Copies 16 bytes a text, and not the text.
///
/// # Safety
/// `key` is null or valid for reads of `key_length` bytes; `out` is null or valid for writes of `capacity` texts, `count_out` for that of
/// one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_texts(
    snapshot: u64,
    subject: u32,
    key: *const u8,
    key_length: u64,
    out: *mut KneiphofText,
    capacity: u64,
    count_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let key = unsafe { text(Readable { address: key, count: key_length, what: "key" }) }?;
        let subject = subject_of(subject)?;
        with_snapshot(snapshot, |snapshot| {
            let column = snapshot.column(subject, key);
            let text_of = |code| column.and_then(|column| column.text_of_code(code)).unwrap_or_default();
            let codes = 0..column.map_or(0, Column::code_count);
            let texts = codes.map(|code| place_of(text_of(code)));
            let out = Mutable { address: out, capacity, what: "address of the texts" };
            // SAFETY: the caller's duty.
            unsafe { memory::write_all_each(out, texts, count_out) }
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The ids of one chunk's nodes, by row; those of removed rows too. Copies 16 bytes an id, and not the id.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` texts, `count_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_ids(
    snapshot: u64,
    chunk: u64,
    out: *mut KneiphofText,
    capacity: u64,
    count_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        with_snapshot(snapshot, |snapshot| {
            if chunk >= snapshot.chunks(Subject::Node) as u64 {
                return Err(Failure::malformed("number of a chunk", chunk));
            }
            let first = chunk as u32 * CHUNK_ROWS as u32;
            let rows = first..snapshot.rows(Subject::Node).min(first + CHUNK_ROWS as u32);
            let ids = rows.map(|row| place_of(snapshot.node_id(row)));
            let out = Mutable { address: out, capacity, what: "address of the ids" };
            // SAFETY: the caller's duty.
            unsafe { memory::write_all_each(out, ids, count_out) }
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The ids of nodes by their rows, in the order of the rows; those of removed rows too. Copies 16 bytes an id, and not the id.
///
/// # Safety
/// `rows` is null or valid for reads of `count` rows, `out` is null or valid for writes of as many texts; `report` is null or valid for the
/// write of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_ids_of(
    snapshot: u64,
    rows: *const u64,
    count: u64,
    out: *mut KneiphofText,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        // SAFETY: the caller's duty.
        let rows = unsafe { memory::numbers(Readable { address: rows, count, what: "rows of a snapshot" }) }?;
        with_snapshot(snapshot, |snapshot| {
            let end = u64::from(snapshot.rows(Subject::Node));
            if let Some(row) = rows.iter().find(|row| **row >= end) {
                return Err(Failure::malformed("row of a snapshot", *row));
            }
            let ids = rows.iter().map(|row| place_of(snapshot.node_id(*row as u32)));
            let out = Mutable { address: out, capacity: count, what: "address of the ids" };
            // SAFETY: the caller's duty.
            unsafe { memory::write_each(out, ids) }
        })
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Where the compressed sparse rows of the snapshot lie: out-edges (`direction` 0), in-edges (1), or both (2), first the one and then the
/// other; in an undirected graph they are the same, and a self-loop stands twice. Builds them at the first call after a change of nodes
/// or edges, on all processors and without a lock of the graph; copies nothing. `with_edges` 1 makes the rows of the edges, too, which
/// take as long and as much again, but once; with 0 their address is 0 unless somebody has asked for them. `control`, unless it is null,
/// can end the call, which then answers CANCELLED. Timed.
///
/// # Safety
/// `out` is null or valid for the write of the struct, `control` for atomic reads and writes of one control, `report` for the write of one
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_snapshot_csr(
    snapshot: u64,
    direction: u32,
    with_edges: u32,
    out: *mut KneiphofCsr,
    control: *mut KneiphofControl,
    report: *mut KneiphofReport,
) -> i32 {
    const CSR: &str = "address of rows";
    let work = || {
        required(out, CSR)?;
        let direction = direction_of(direction)?;
        // SAFETY: the caller's duty.
        let control = unsafe { memory::control(control) }?;
        // The snapshot keeps what it was asked for: the addresses stay good as long as it does.
        let csr = SNAPSHOTS.with(snapshot, |open| match with_edges {
            0 => open.snapshot.csr(direction, control),
            1 => open.snapshot.csr_with_edges(direction, control),
            _ => Err(Failure::malformed("whether edges are wanted", u64::from(with_edges))),
        })?;
        let told = KneiphofCsr {
            offsets: address(csr.offsets()),
            targets: address(csr.targets()),
            edges: csr.edges().map_or(0, address),
            nodes: csr.offsets().len() as u64 - 1,
            entries: csr.targets().len() as u64,
        };
        // SAFETY: the caller's duty.
        unsafe { write(out, told, CSR) }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { timed_boundary(report, work) }
}

pub(crate) fn subject_of(subject: u32) -> Result<Subject, Failure> {
    match subject {
        0 => Ok(Subject::Node),
        1 => Ok(Subject::Edge),
        _ => Err(Failure::malformed("subject of a column", u64::from(subject))),
    }
}

fn place_of(text: &str) -> KneiphofText {
    KneiphofText { address: address(text.as_bytes()), length: text.len() as u64 }
}

/// The address as it goes out: it is followed later, so its provenance is exposed.
fn address<T>(values: &[T]) -> u64 {
    if values.is_empty() { 0 } else { values.as_ptr().expose_provenance() as u64 }
}

fn describe(snapshot: &Snapshot, subject: Subject, column: Option<&Column>, chunk: usize) -> KneiphofChunk {
    static NONE: [u64; CHUNK_ROWS / 64] = [0; CHUNK_ROWS / 64];
    let live = address(snapshot.live(subject, chunk));
    let Some(column) = column else {
        return KneiphofChunk { valid: address(&NONE), live, ..KneiphofChunk::default() };
    };
    let (words, heap) = column.words_and_heap(chunk);
    let mut tags = 0;
    let (kind, rows, values) = match column.values(chunk) {
        ChunkValues::Empty => (0, 0, 0),
        ChunkValues::Booleans(bits) => (1, bits.len() * 64, address(bits)),
        ChunkValues::Integers(values) => (2, values.len(), address(values)),
        ChunkValues::Floats(values) => (3, values.len(), address(values)),
        ChunkValues::Instants(values) => (4, values.len(), address(values)),
        ChunkValues::Opaques(values) => (5, values.len(), address(values)),
        ChunkValues::Codes(TextCodes::U8(codes)) => (6, codes.len(), address(codes)),
        ChunkValues::Codes(TextCodes::U16(codes)) => (7, codes.len(), address(codes)),
        ChunkValues::Codes(TextCodes::U32(codes)) => (8, codes.len(), address(codes)),
        ChunkValues::Plain(tag) => {
            let kind = match tag {
                Tag::Bytes => 10,
                Tag::List => 11,
                Tag::Map => 12,
                _ => 9,
            };
            (kind, words.len(), address(words))
        }
        ChunkValues::Tagged(types) => {
            tags = address(types);
            (13, types.len().min(words.len()), address(words))
        }
    };
    KneiphofChunk {
        kind,
        rows: rows as u32,
        values,
        tags,
        heap: address(heap),
        heap_length: heap.len() as u64,
        valid: address(column.valid(chunk)),
        nulls: column.nulls(chunk).map_or(0, |nulls| address(nulls)),
        live,
    }
}
