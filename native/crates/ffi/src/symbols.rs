//! Symbols: the numbers of keys, labels and types.

use crate::boundary::{answer_bytes, boundary};
use crate::graph::{with_graph, with_graph_to_change};
use crate::memory::{self, Mutable, Readable, required, write};
use crate::types::KneiphofReport;

/// The symbol of a key, label or type; a new text gets the next number. A graph has at most 65,535, and none is ever taken back.
///
/// # Safety
/// `text` is null or valid for reads of `length` bytes; `symbol_out` is null or valid for the write of one u32, `report` for that of
/// one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_intern(
    graph: u64,
    text: *const u8,
    length: u64,
    symbol_out: *mut u32,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        required(symbol_out, "address of a symbol")?;
        let text = Readable { address: text, count: length, what: "text of a symbol" };
        // SAFETY: the caller's duty.
        let text = unsafe { memory::text(text) }?;
        let symbol = with_graph_to_change(graph, |graph| graph.intern(text))?;
        // SAFETY: the caller's duty.
        unsafe { write(symbol_out, symbol, "address of a symbol") }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// The texts of the symbols from `first` on, as a packed LIST of TEXT.
///
/// # Safety
/// `out` is null or valid for writes of `capacity` bytes, `length_out` for that of one u64, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_symbols(
    graph: u64,
    first: u32,
    out: *mut u8,
    capacity: u64,
    length_out: *mut u64,
    report: *mut KneiphofReport,
) -> i32 {
    let work = || {
        let out = Mutable { address: out, capacity, what: "address of the symbols" };
        // SAFETY: the caller's duty.
        unsafe {
            answer_bytes(out, length_out, |bytes| with_graph(graph, |graph| graph.symbols(first, bytes)))
        }
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}
