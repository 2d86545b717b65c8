//! What the exports of nodes and of edges have in common.

use crate::boundary::answer_bytes;
use crate::graph::{with_graph, with_graph_to_change};
use crate::memory::{
    self, Mutable, Readable, bytes, near_text, numbers, required, text, write, write_optional,
};
use crate::types::KneiphofControl;
use kneiphof_graph::{Control, SharedGraph, Written};
use kneiphof_kernels::NearText;
use kneiphof_wire::{Failure, RowUse, RowView, Subject};

/// A row that comes in, and where its number goes.
pub(crate) struct Put {
    pub graph: u64,
    pub row: *const u8,
    pub length: u64,
    pub number_out: *mut u64,
    pub created_out: *mut u32,
}

impl Put {
    /// Reads the row and has it written.
    ///
    /// # Safety
    /// `row` is null or valid for reads of `length` bytes; `number_out` is null or valid for the write of one u64,
    /// `created_out` for that of one u32.
    pub unsafe fn run(
        self,
        subject: Subject,
        row_use: RowUse,
        write_row: fn(&SharedGraph, &RowView<'_>) -> Result<Written, Failure>,
    ) -> Result<(), Failure> {
        required(self.number_out, "address of a number")?;
        let row = Readable { address: self.row, count: self.length, what: "address of a row" };
        // SAFETY: the caller's duty.
        let row = unsafe { bytes(row) }?;
        let written = with_graph_to_change(self.graph, |graph| {
            let row = RowView::parse(row, subject, row_use, graph.options().nesting_max)?;
            write_row(graph, &row)
        })?;
        // SAFETY: the caller's duty.
        unsafe {
            write_optional(self.created_out, u32::from(written.created));
            write(self.number_out, written.number, "address of a number")
        }
    }
}

/// The id of a call, as it came in.
pub(crate) struct Id {
    pub address: *const u8,
    pub length: u64,
    pub what: &'static str,
}

impl Id {
    /// # Safety
    /// The address is null or valid for reads of `length` bytes while the text lives.
    #[inline]
    pub unsafe fn read<'a>(&self) -> Result<&'a str, Failure> {
        // SAFETY: the caller's duty.
        unsafe { text(Readable { address: self.address, count: self.length, what: self.what }) }
    }

    /// As `read`, for a call that takes no longer than the words of the id are on their way.
    ///
    /// # Safety
    /// As `read`.
    #[inline(always)]
    pub unsafe fn read_near<'a>(&self, near: &'a mut NearText) -> Result<&'a str, Failure> {
        let text = Readable { address: self.address, count: self.length, what: self.what };
        // SAFETY: the caller's duty.
        unsafe { near_text(text, near) }
    }
}

/// Where an answer of bytes goes.
pub(crate) struct Answer {
    pub out: *mut u8,
    pub capacity: u64,
    pub length_out: *mut u64,
}

impl Answer {
    /// Writes the whole answer, or tells how many bytes it needs.
    ///
    /// # Safety
    /// `out` is null or valid for writes of `capacity` bytes, `length_out` is null or valid for the write of one u64.
    pub unsafe fn write(self, make: impl FnOnce(&mut Vec<u8>) -> Result<(), Failure>) -> Result<(), Failure> {
        required(self.length_out, "address of a length")?;
        let out = Mutable { address: self.out, capacity: self.capacity, what: "address of the answer" };
        // SAFETY: the caller's duty.
        unsafe { answer_bytes(out, self.length_out, make) }
    }
}

/// Reads rows by their numbers.
///
/// # Safety
/// `rows` is null or valid for reads of `count` numbers, `control` is null or valid for atomic reads and writes of one control; otherwise
/// as [`Answer::write`].
pub(crate) unsafe fn read_rows(
    graph: u64,
    rows: Readable<u64>,
    control: *mut KneiphofControl,
    answer: Answer,
    read: impl Fn(&SharedGraph, &[u64], Option<&Control>) -> Result<Vec<u8>, Failure>,
) -> Result<(), Failure> {
    // SAFETY: the caller's duty.
    let (rows, control) = unsafe { (numbers(rows)?, memory::control(control)?) };
    // SAFETY: the caller's duty.
    unsafe {
        answer.write(|bytes| {
            *bytes = with_graph(graph, |graph| read(graph, &rows, control))?;
            Ok(())
        })
    }
}
