//! The answer of a read: rows, each found by its offset.

use crate::bytes::Reader;
use crate::room::room;
use crate::{Failure, RowUse, RowView, Subject};

const MAGIC: u32 = 0x3152_4E4B;
const HEAD_BYTES: usize = 16;

/// Writes the answer of a read. Rows are given in order; those not found are told as missing.
#[derive(Debug)]
pub struct RowsWriter {
    out: Vec<u8>,
    next: usize,
    count: usize,
}

impl RowsWriter {
    /// # Errors
    /// `OUT_OF_MEMORY`.
    ///
    /// # Panics
    /// When there are more rows than `u32` counts.
    pub fn new(count: usize) -> Result<Self, Failure> {
        let rows = u32::try_from(count).expect("the number of rows fits 32 bits");
        let mut out = Vec::new();
        room(&mut out, HEAD_BYTES + count * 64)?;
        out.extend_from_slice(&MAGIC.to_le_bytes());
        out.extend_from_slice(&rows.to_le_bytes());
        out.resize(HEAD_BYTES + 8 * count, 0);
        Ok(RowsWriter { out, next: 0, count })
    }

    /// The next row is what `write` appends; see [`crate::RowWriter`].
    ///
    /// # Errors
    /// As `write`: there is no answer then.
    ///
    /// # Panics
    /// When more rows are written than announced.
    pub fn row(&mut self, write: impl FnOnce(&mut Vec<u8>) -> Result<(), Failure>) -> Result<(), Failure> {
        assert!(self.next < self.count, "more rows than announced");
        let at = HEAD_BYTES + 8 * self.next;
        let offset = self.out.len() as u64;
        self.out[at..at + 8].copy_from_slice(&offset.to_le_bytes());
        self.next += 1;
        write(&mut self.out)
    }

    /// There is no next row: its offset stays 0.
    pub fn missing(&mut self) {
        self.next += 1;
    }

    /// The whole answer.
    pub fn finish(mut self) -> Vec<u8> {
        let length = self.out.len() as u64;
        self.out[8..16].copy_from_slice(&length.to_le_bytes());
        self.out
    }
}

/// A borrowed answer of a read.
#[derive(Clone, Copy, Debug)]
pub struct RowsView<'a> {
    bytes: &'a [u8],
    offsets: &'a [[u8; 8]],
    subject: Subject,
}

impl<'a> RowsView<'a> {
    /// Checks the head; each row is checked when it is read.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn parse(bytes: &'a [u8], subject: Subject) -> Result<Self, Failure> {
        let head = Reader::new(bytes);
        let magic = head.u32(0, "head of rows")?;
        if magic != MAGIC {
            return Err(Failure::malformed("magic number of rows", u64::from(magic)));
        }
        let count = head.u32(4, "head of rows")?;
        let length = head.u64(8, "head of rows")?;
        if length != bytes.len() as u64 {
            return Err(Failure::malformed("length of rows", length));
        }
        let offsets = head.slice(HEAD_BYTES as u64, 8 * u64::from(count), "number of rows")?;
        Ok(RowsView { bytes, offsets: offsets.as_chunks().0, subject })
    }

    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    pub fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    /// A row, `None` when there is none at this place.
    ///
    /// # Errors
    /// As [`RowView::parse`].
    pub fn row(&self, index: usize) -> Result<Option<RowView<'a>>, Failure> {
        let Some(offset) = self.offsets.get(index).map(|offset| u64::from_le_bytes(*offset)) else {
            return Err(Failure::malformed("index of a row", index as u64));
        };
        if offset == 0 {
            return Ok(None);
        }
        let at = usize::try_from(offset).map_err(|_| Failure::malformed("offset of a row", offset))?;
        let reader = Reader::new(self.bytes);
        let length = reader.u32(at.saturating_add(16), "offset of a row")?;
        let bytes = reader.slice(offset, u64::from(length), "length of a row")?;
        RowView::parse(bytes, self.subject, RowUse::Answer, u32::MAX).map(Some)
    }
}
