//! Registered schemas, and nodes and edges as rows of their words.

use crate::boundary::boundary;
use crate::graph::{with_graph, with_graph_to_change};
use crate::memory::{self, Readable, required, write, write_optional};
use crate::types::KneiphofReport;
use kneiphof_graph::TextCode;
use kneiphof_wire::{Failure, Operation, SchemaRowView, SchemaView};

/// In place of a code: no row of the graph had the text yet.
pub const KNEIPHOF_TEXT_UNKNOWN: u32 = u32::MAX;
/// In place of a code: the column keeps its texts without codes.
pub const KNEIPHOF_TEXT_UNCODED: u32 = u32::MAX - 1;

/// The number of a schema of nodes or edges: the keys of their attributes with the type of each, told once, so that rows need
/// neither. The same schema has the same number; a graph knows at most 65,535, and none is ever taken back.
///
/// # Safety
/// `schema` is null or valid for reads of `length` bytes; `schema_out` is null or valid for the write of one u32, `report` for that of
/// one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_register_schema(
    graph: u64,
    schema: *const u8,
    length: u64,
    schema_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(schema_out, "address of a schema")?;
        let schema = Readable { address: schema, count: length, what: "address of a schema" };
        // SAFETY: the caller's duty.
        let schema = SchemaView::parse(unsafe { memory::bytes(schema) }?)?;
        let number = with_graph_to_change(graph, |graph| graph.register_schema(&schema))?;
        // SAFETY: the caller's duty.
        unsafe { write(schema_out, number, "address of a schema") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The code that stands for a text in rows of a schema, under the attribute with this place: `code_out` is told
/// `generation << 32 | code`. Codes of another generation than the graph's are refused as STALE_HANDLE; a code may be
/// KNEIPHOF_TEXT_UNKNOWN or KNEIPHOF_TEXT_UNCODED.
///
/// # Safety
/// `text` is null or valid for reads of `length` bytes; `code_out` is null or valid for the write of one u64, `report` for that of one
/// report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_text_code(
    graph: u64,
    schema: u32,
    attribute: u32,
    text: *const u8,
    length: u64,
    code_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(code_out, "address of a code")?;
        let text = Readable { address: text, count: length, what: "text of an attribute" };
        // SAFETY: the caller's duty.
        let text = unsafe { memory::text(text) }?;
        let code = match with_graph(graph, |graph| graph.text_code(schema, attribute, text))? {
            TextCode::Code { generation, code } => u64::from(generation) << 32 | u64::from(code),
            TextCode::Unknown => u64::from(KNEIPHOF_TEXT_UNKNOWN),
            TextCode::Uncoded => u64::from(KNEIPHOF_TEXT_UNCODED),
        };
        // SAFETY: the caller's duty.
        unsafe { write(code_out, code, "address of a code") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// Adds (0), upserts (1) or merges (2) a node or edge that is a row of a registered schema; what its own call for a row with keys
/// refuses is refused here. STALE_HANDLE when it has codes of a generation that is over, or the number of a node that is gone: then
/// nothing is written, and the texts or the id have to be told again. `created_out` is told 1 for a new node or edge and 0 for one
/// that was there.
///
/// # Safety
/// `row` is null or valid for reads of `length` bytes; `number_out` is null or valid for the write of one u64, `created_out` for that of one
/// u32, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_put_row(
    graph: u64,
    operation: u32,
    row: *const u8,
    length: u64,
    number_out: *mut u64,
    created_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(number_out, "address of a number")?;
        let operation = u8::try_from(operation)
            .ok()
            .and_then(Operation::from_code)
            .filter(|operation| *operation != Operation::Remove)
            .ok_or_else(|| Failure::malformed("operation on a row", u64::from(operation)))?;
        let row = Readable { address: row, count: length, what: "address of a row" };
        // SAFETY: the caller's duty.
        let row = SchemaRowView::parse(unsafe { memory::bytes(row) }?)?;
        let written = with_graph_to_change(graph, |graph| graph.put_row_of_schema(operation, &row))?;
        // SAFETY: the caller's duty.
        unsafe {
            write_optional(created_out, u32::from(written.created));
            write(number_out, written.number, "address of a number")
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}
