//! One attribute of one node or edge: a value in a small struct, and no row.

use crate::boundary::{boundary, short_boundary};
use crate::graph::with_graph;
use crate::memory::{Mutable, required, write, write_slice};
use crate::queries::type_of;
use crate::rows::Id;
use crate::types::{KneiphofReport, KneiphofValue};
use kneiphof_graph::OneValue;
use kneiphof_kernels::NearText;
use kneiphof_wire::Failure;

const VALUE: &str = "address of a value";

/// What is asked for, as it came in, and where the answer goes.
struct Question {
    id: *const u8,
    length: u64,
    what: &'static str,
    key: u32,
    value_out: *mut KneiphofValue,
    out: *mut u8,
    capacity: u64,
}

impl Question {
    /// The id and the key.
    ///
    /// # Safety
    /// `id` is null or valid for reads of `length` bytes while the text lives.
    #[inline(always)]
    unsafe fn read<'a>(&self, near: &'a mut NearText) -> Result<(&'a str, Option<u16>), Failure> {
        required(self.value_out, VALUE)?;
        let key = type_of(self.key, "symbol of a key")?;
        // SAFETY: the caller's duty.
        let id = unsafe { Id { address: self.id, length: self.length, what: self.what }.read_near(near) }?;
        Ok((id, key))
    }

    /// Writes the answer, whose bytes are copied from where they lie in the graph.
    ///
    /// # Safety
    /// `value_out` is null or valid for the write of the struct, `out` is null or valid for writes of `capacity` bytes.
    #[inline(always)]
    unsafe fn answer(&self, found: OneValue<'_>) -> Result<(), Failure> {
        let OneValue { number, revision, tag, word, bytes } = found;
        let value = KneiphofValue { number, revision, word, tag: tag as u32, length: bytes.len() as u32 };
        let out = Mutable { address: self.out, capacity: self.capacity, what: "address of the bytes" };
        // SAFETY: the caller's duty.
        unsafe {
            write_slice(out, bytes)?;
            write(self.value_out, value, VALUE)
        }
    }
}

/// One attribute of the node with this id, without ever waiting: BUSY at once when somebody writes. `key` is the symbol of the key + 1, 0
/// for a key that no node has. A miss is no failure but the number 0. The bytes of a text, bytes, list or map go to `out`; more than 4,096
/// of them are BUFFER_TOO_SMALL here, whatever the capacity. Short and bounded: may be called without a change of the thread's state.
///
/// # Safety
/// `id` is null or valid for reads of `length` bytes; `value_out` is null or valid for the write of the struct, `out` is null or valid for
/// writes of `capacity` bytes, `report` for that of one report.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_try_node_value(
    graph: u64,
    id: *const u8,
    length: u64,
    key: u32,
    value_out: *mut KneiphofValue,
    out: *mut u8,
    capacity: u64,
    report: *mut KneiphofReport,
) -> i32 {
    let capacity = capacity.min(kneiphof_graph::SHORT_VALUE_BYTES as u64);
    let question = Question { id, length, what: "id of a node", key, value_out, out, capacity };
    let work = || {
        let mut near = NearText::default();
        // SAFETY: the caller's duty.
        let (id, key) = unsafe { question.read(&mut near) }?;
        // SAFETY: the caller's duty.
        with_graph(graph, |graph| graph.try_node_value(id, key, |found| unsafe { question.answer(found) }))
    };
    // SAFETY: the caller's duty for the report.
    unsafe { short_boundary(report, work) }
}

/// As kneiphof_graph_try_node_value, for as long as it takes.
///
/// # Safety
/// As kneiphof_graph_try_node_value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_node_value(
    graph: u64,
    id: *const u8,
    length: u64,
    key: u32,
    value_out: *mut KneiphofValue,
    out: *mut u8,
    capacity: u64,
    report: *mut KneiphofReport,
) -> i32 {
    let question = Question { id, length, what: "id of a node", key, value_out, out, capacity };
    let work = || {
        let mut near = NearText::default();
        // SAFETY: the caller's duty.
        let (id, key) = unsafe { question.read(&mut near) }?;
        // SAFETY: the caller's duty.
        with_graph(graph, |graph| graph.node_value(id, key, |found| unsafe { question.answer(found) }))
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}

/// One attribute of the edge with this explicit or derived id; else as kneiphof_graph_node_value.
///
/// # Safety
/// As kneiphof_graph_try_node_value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kneiphof_graph_edge_value(
    graph: u64,
    id: *const u8,
    length: u64,
    key: u32,
    value_out: *mut KneiphofValue,
    out: *mut u8,
    capacity: u64,
    report: *mut KneiphofReport,
) -> i32 {
    let question = Question { id, length, what: "id of an edge", key, value_out, out, capacity };
    let work = || {
        let mut near = NearText::default();
        // SAFETY: the caller's duty.
        let (id, key) = unsafe { question.read(&mut near) }?;
        // SAFETY: the caller's duty.
        with_graph(graph, |graph| graph.edge_value(id, key, |found| unsafe { question.answer(found) }))
    };
    // SAFETY: the caller's duty for the report.
    unsafe { boundary(report, work) }
}
