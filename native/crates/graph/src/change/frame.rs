//! What the commit log keeps of a change: the very bytes that crossed the boundary.
//!
//! ```text
//! frame = changes, one behind the other     change = | kind u8 | subject u8 | operation u8 | 0 | length u32 | bytes |
//! kind: 0 a batch (subject and operation 0), 1 a row to put, 2 an id to remove, 3 the text of the next symbol,
//!       4 the key of an index to declare (operation add) or to drop (remove); what it is of stands in place of the 0
//! ```
//! Rows name their keys by symbol: the symbols that are new since the last frame stand first.

use crate::store::room::room;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Operation, Subject, TestSubject};

const HEAD_BYTES: usize = 8;

/// A change on its way into the log.
#[derive(Clone, Copy)]
pub(crate) enum Change<'a> {
    Batch(&'a [u8]),
    Row(Subject, Operation, &'a [u8]),
    Remove(Subject, &'a str),
    Symbol(&'a str),
    Index(Subject, Operation, TestSubject, &'a str),
}

/// The frame of the changes since the last commit.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    bytes: Vec<u8>,
}

impl Frame {
    /// On failure nothing has changed.
    pub fn push(&mut self, change: Change<'_>) -> Result<(), OutOfMemory> {
        let (head, bytes) = match change {
            Change::Batch(bytes) => ([0; 4], bytes),
            Change::Row(subject, operation, bytes) => ([1, subject as u8, operation as u8, 0], bytes),
            Change::Remove(subject, id) => ([2, subject as u8, Operation::Remove as u8, 0], id.as_bytes()),
            Change::Symbol(name) => ([3, 0, 0, 0], name.as_bytes()),
            Change::Index(subject, operation, what, key) => {
                ([4, subject as u8, operation as u8, what as u8], key.as_bytes())
            }
        };
        room(&mut self.bytes, HEAD_BYTES + bytes.len())?;
        self.bytes.extend_from_slice(&head);
        // Encodings and ids are shorter than 4 GiB: their own lengths are checked when they come in.
        self.bytes.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Takes back what was pushed since the frame had this length.
    pub fn truncate(&mut self, len: usize) {
        self.bytes.truncate(len);
    }

    /// Appends the changes of another frame.
    pub fn append(&mut self, other: &Frame) -> Result<(), OutOfMemory> {
        room(&mut self.bytes, other.bytes.len())?;
        self.bytes.extend_from_slice(&other.bytes);
        Ok(())
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}
