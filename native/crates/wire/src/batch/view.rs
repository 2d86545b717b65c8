//! A whole batch, borrowed and checked.

use super::section::SectionView;
use super::{BATCH_HEAD_BYTES, LENIENT, MAGIC, SECTION_HEAD_BYTES};
use crate::Failure;
use crate::bytes::{Reader, zero};
use crate::room::room;

/// A checked batch. Its sections and their columns borrow the bytes; only their descriptors are copied.
#[derive(Clone, Debug)]
pub struct BatchView<'a> {
    bytes: &'a [u8],
    lenient: bool,
    rows: u32,
    sections: Vec<SectionView<'a>>,
}

impl<'a> BatchView<'a> {
    /// Checks everything but what needs the graph. Linear in the bytes.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `INVALID_UTF8`, or `LIMIT_EXCEEDED` for the nesting of a value; with the row where there is one.
    pub fn parse(bytes: &'a [u8], nesting_max: u32) -> Result<Self, Failure> {
        let batch = Reader::new(bytes);
        let magic = batch.u32(0, "head of a batch")?;
        if magic != MAGIC {
            return Err(Failure::malformed("magic number of a batch", u64::from(magic)));
        }
        let count = batch.u32(4, "head of a batch")? as usize;
        let length = batch.u64(8, "head of a batch")?;
        if length != bytes.len() as u64 {
            return Err(Failure::malformed("length of a batch", length));
        }
        let flags = batch.u32(16, "head of a batch")?;
        zero(&(flags & !LENIENT).to_le_bytes(), "flags of a batch")?;
        let rows = batch.u32(20, "head of a batch")?;
        if count > bytes.len() / SECTION_HEAD_BYTES {
            return Err(Failure::malformed("number of sections", count as u64));
        }

        let mut sections = Vec::new();
        room(&mut sections, count)?;
        let mut at = BATCH_HEAD_BYTES as u64;
        let mut first_row = 0_u32;
        for _ in 0..count {
            let head = Reader::new(batch.slice(at, SECTION_HEAD_BYTES as u64, "number of sections")?);
            let length = head.u64(16, "section")?;
            if !length.is_multiple_of(8) {
                return Err(Failure::malformed("length of a section", length));
            }
            let section =
                SectionView::parse(batch.slice(at, length, "length of a section")?, first_row, nesting_max)?;
            first_row = first_row
                .checked_add(section.rows() as u32)
                .ok_or_else(|| Failure::malformed("rows of a section", section.rows() as u64))?;
            at += length;
            sections.push(section);
        }
        if at != length {
            return Err(Failure::malformed("bytes behind a batch", length - at));
        }
        if first_row != rows {
            return Err(Failure::malformed("rows of a batch", u64::from(rows)));
        }
        Ok(BatchView { bytes, lenient: flags & LENIENT != 0, rows, sections })
    }

    /// The encoding itself.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether good rows are kept and bad ones listed.
    pub fn is_lenient(&self) -> bool {
        self.lenient
    }

    /// Rows in all sections.
    pub fn rows(&self) -> usize {
        self.rows as usize
    }

    /// In the order in which they take effect.
    pub fn sections(&self) -> &[SectionView<'a>] {
        &self.sections
    }
}
