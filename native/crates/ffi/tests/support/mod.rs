//! The C ABI as a test calls it: addresses made from live references, outcomes as values.
#![allow(dead_code, reason = "each test binary uses its part")]

use kneiphof::*;
use kneiphof_wire::{
    BatchBuilder, ColumnValues, EdgeHead, NodeHead, Operation, Role, RowWriter, SectionBuilder, Status,
    Subject, ValueRef,
};
use std::ptr::null_mut;

/// A failure as the report tells it.
#[derive(Debug, PartialEq, Eq)]
pub struct Failed {
    pub status: Status,
    pub value: String,
    pub detail: String,
    pub row: u64,
    pub number: u64,
    pub limit: u64,
}

pub fn empty_report() -> KneiphofReport {
    KneiphofReport {
        native_nanos: 0,
        row: 0,
        number: 0,
        limit: 0,
        status: 0,
        value_length: 0,
        value_bytes: 0,
        detail_bytes: 0,
        text: [0; KNEIPHOF_REPORT_TEXT_BYTES],
    }
}

/// Makes a call with a report and turns its outcome into a result.
pub fn call(work: impl FnOnce(*mut KneiphofReport) -> i32) -> Result<KneiphofReport, Failed> {
    let mut report = empty_report();
    let status = Status::from_code(work(&mut report)).expect("a known status");
    if status == Status::Ok {
        return Ok(report);
    }
    assert_eq!(report.status, status.code());
    let (value, rest) = report.text.split_at(report.value_bytes as usize);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("reports are text");
    Err(Failed {
        status,
        value: text(value),
        detail: text(&rest[..report.detail_bytes as usize]),
        row: report.row,
        number: report.number,
        limit: report.limit,
    })
}

pub fn status(outcome: Result<impl Sized, Failed>) -> Status {
    outcome.map_or_else(|failed| failed.status, |_| Status::Ok)
}

pub fn options() -> KneiphofGraphOptions {
    KneiphofGraphOptions {
        struct_size: size_of::<KneiphofGraphOptions>() as u32,
        flags: 1,
        id_bytes_max: 1_024,
        key_bytes_max: 256,
        attributes_max: 1_024,
        nesting_max: 32,
        value_bytes_max: 1 << 20,
        nodes_max: 1 << 30,
        edges_max: 1 << 30,
        quota_bytes: 1 << 30,
        seed: 7,
        lock_millis: 50,
        reserved: [0; 3],
    }
}

pub fn open_with(options: &KneiphofGraphOptions) -> Result<u64, Failed> {
    let mut graph = 0;
    // SAFETY: both addresses are live.
    call(|report| unsafe { kneiphof_graph_open(options, &mut graph, report) }).map(|_| graph)
}

pub fn open() -> u64 {
    open_with(&options()).expect("a graph opens")
}

pub fn close(graph: u64) -> Result<(), Failed> {
    // SAFETY: the report is live.
    call(|report| unsafe { kneiphof_graph_close(graph, report) }).map(|_| ())
}

pub fn node_count(graph: u64) -> Result<u64, Failed> {
    let mut count = 0;
    // SAFETY: the address is live.
    call(|report| unsafe { kneiphof_graph_node_count(graph, &mut count, report) }).map(|_| count)
}

pub fn node_row(id: &str, slots: &[(u16, ValueRef<'_>)]) -> Vec<u8> {
    let mut writer = RowWriter::new();
    for (key, value) in slots {
        writer.slot(*key, *value);
    }
    let mut row = Vec::new();
    writer.finish_node(&NodeHead { id, ..NodeHead::default() }, &mut row);
    row
}

pub fn edge_row(source: &str, target: &str) -> Vec<u8> {
    let mut row = Vec::new();
    RowWriter::new().finish_edge(&EdgeHead { source, target, ..EdgeHead::default() }, &mut row);
    row
}

pub fn add_node(graph: u64, id: &str) -> Result<u64, Failed> {
    let row = node_row(id, &[]);
    let mut node = 0;
    // SAFETY: the addresses are live and the length is the row's.
    call(|report| unsafe {
        kneiphof_graph_add_node(graph, row.as_ptr(), row.len() as u64, &mut node, null_mut(), report)
    })
    .map(|_| node)
}

pub fn add_edge(graph: u64, source: &str, target: &str) -> Result<u64, Failed> {
    let row = edge_row(source, target);
    let mut edge = 0;
    // SAFETY: the addresses are live and the length is the row's.
    call(|report| unsafe {
        kneiphof_graph_add_edge(graph, row.as_ptr(), row.len() as u64, &mut edge, null_mut(), report)
    })
    .map(|_| edge)
}

pub fn find_node(graph: u64, id: &str) -> Result<u64, Failed> {
    let mut node = 0;
    // SAFETY: the addresses are live and the length is the text's.
    call(|report| unsafe { kneiphof_graph_find_node(graph, id.as_ptr(), id.len() as u64, &mut node, report) })
        .map(|_| node)
}

/// An answer of bytes into a buffer of this capacity.
pub fn bytes(
    capacity: usize,
    ask: impl FnOnce(*mut u8, u64, *mut u64, *mut KneiphofReport) -> i32,
) -> Result<Vec<u8>, Failed> {
    let mut out = vec![0xEE; capacity];
    let mut length = u64::MAX;
    let outcome = call(|report| ask(out.as_mut_ptr(), capacity as u64, &mut length, report));
    if outcome.is_err() {
        assert!(out.iter().all(|byte| *byte == 0xEE), "a failure writes nothing");
        assert_eq!(length, u64::MAX, "a failure writes nothing");
    }
    outcome.map(|_| {
        out.truncate(length as usize);
        out
    })
}

pub fn get_node(graph: u64, id: &str, capacity: usize) -> Result<Vec<u8>, Failed> {
    // SAFETY: the addresses are live and the lengths are theirs.
    bytes(capacity, |out, capacity, length_out, report| unsafe {
        kneiphof_graph_get_node(graph, id.as_ptr(), id.len() as u64, out, capacity, length_out, report)
    })
}

/// A batch that adds nodes.
pub fn nodes_batch<'a>(ids: impl IntoIterator<Item = &'a str>, lenient: bool) -> Vec<u8> {
    let ids: Vec<&str> = ids.into_iter().collect();
    let section = SectionBuilder::new(Subject::Node, Operation::Add, ids.len())
        .column(Role::Id, ColumnValues::texts(ids));
    BatchBuilder::new().lenient(lenient).section(section).build()
}

pub fn apply(graph: u64, batch: &[u8], errors: &mut [KneiphofRowError]) -> Result<KneiphofApplied, Failed> {
    let mut applied = KneiphofApplied::default();
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe {
        let (errors, capacity) = (errors.as_mut_ptr(), errors.len() as u64);
        kneiphof_graph_apply(
            graph,
            batch.as_ptr(),
            batch.len() as u64,
            &mut applied,
            errors,
            capacity,
            null_mut(),
            report,
        )
    })
    .map(|_| applied)
}

pub fn begin(graph: u64) -> Result<u64, Failed> {
    let mut transaction = 0;
    // SAFETY: the address is live.
    call(|report| unsafe { kneiphof_transaction_begin(graph, &mut transaction, report) }).map(|_| transaction)
}

pub fn transaction_apply(transaction: u64, batch: &[u8]) -> Result<KneiphofApplied, Failed> {
    let mut applied = KneiphofApplied::default();
    // SAFETY: the addresses are live and the lengths are theirs.
    call(|report| unsafe {
        let length = batch.len() as u64;
        kneiphof_transaction_apply(
            transaction,
            batch.as_ptr(),
            length,
            &mut applied,
            null_mut(),
            0,
            null_mut(),
            report,
        )
    })
    .map(|_| applied)
}

pub fn commit(transaction: u64) -> Result<u64, Failed> {
    let mut revision = 0;
    // SAFETY: the address is live.
    call(|report| unsafe { kneiphof_transaction_commit(transaction, &mut revision, report) })
        .map(|_| revision)
}

pub fn rollback(transaction: u64) -> Result<(), Failed> {
    // SAFETY: the report is live.
    call(|report| unsafe { kneiphof_transaction_rollback(transaction, report) }).map(|_| ())
}
