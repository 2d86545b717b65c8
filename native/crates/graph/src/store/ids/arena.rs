//! Ids as records in append-only chunks of 256 KiB.
//!
//! ```text
//! record (4-byte aligned, never across two chunks)     | row u32 | length u16 | bytes … | padding |
//! place of a record, u32                               | chunk 16 bits | 4-byte unit 16 bits |      16 GiB in all
//! ```
//! A record never moves. The dictionary finds the record, and the record knows its row: a hit reads two cold lines.

use super::IdsFull;
use kneiphof_kernels::{OutOfMemory, SharedVec};

const UNIT: usize = 4;
const UNIT_BITS: u32 = 16;
pub(crate) const CHUNK_BYTES: usize = UNIT << UNIT_BITS;
const CHUNKS_MAX: usize = 1 << (32 - UNIT_BITS);
const FIRST_BYTES: usize = 256;
pub(crate) const HEAD_BYTES: usize = 6;

/// Place of a record.
pub(crate) type Record = u32;

#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    full: SharedVec<SharedVec<u8>>,
    tail: SharedVec<u8>,
    /// Of the chunks; the list of them is counted beside.
    bytes: usize,
}

impl Arena {
    /// Appends a record. On failure nothing has changed.
    pub fn push(&mut self, row: u32, id: &[u8]) -> Result<Record, IdsFull> {
        let length = u16::try_from(id.len()).map_err(|_| IdsFull::Arena)?;
        let size = (HEAD_BYTES + id.len()).next_multiple_of(UNIT);
        if self.tail.len() + size > CHUNK_BYTES {
            if self.full.len() + 1 == CHUNKS_MAX {
                return Err(IdsFull::Arena);
            }
            // Sole before it grows, so that taking back can take the chunk out.
            self.full.make_mut()?;
            self.full.reserve(1, usize::MAX)?;
            self.full.push(std::mem::take(&mut self.tail))?;
        }
        let start = self.tail.len();
        let before = self.tail.bytes();
        self.tail.reserve(size.max(FIRST_BYTES.saturating_sub(start)), CHUNK_BYTES)?;
        self.bytes += self.tail.bytes() - before;
        let mut head = [0; HEAD_BYTES];
        head[..4].copy_from_slice(&row.to_le_bytes());
        head[4..].copy_from_slice(&length.to_le_bytes());
        self.tail.extend_from_slice(&head)?;
        self.tail.extend_from_slice(id)?;
        self.tail.extend_to(start + size, 0, CHUNK_BYTES)?;
        Ok((self.full.len() as u32) << UNIT_BITS | (start / UNIT) as u32)
    }

    /// Gives back room that is not used. On failure some of it was given back. O(bytes of the last chunk).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        let before = self.tail.bytes();
        self.tail.shrink()?;
        self.bytes -= before - self.tail.bytes();
        self.full.shrink()
    }

    /// Takes back the record that was pushed last.
    pub fn pop(&mut self, record: Record) {
        let (index, start) = place(record);
        if index < self.full.len() {
            self.bytes -= self.tail.bytes();
            self.tail = self.full[index].clone();
            self.full.truncate(index);
        }
        self.tail.truncate(start);
    }

    #[inline(always)]
    fn chunk(&self, index: usize) -> &[u8] {
        self.full.get(index).unwrap_or(&self.tail)
    }

    #[inline]
    pub fn id(&self, record: Record) -> &[u8] {
        let (index, start) = place(record);
        let chunk = &self.chunk(index)[start..];
        let length = usize::from(u16::from_le_bytes([chunk[4], chunk[5]]));
        &chunk[HEAD_BYTES..HEAD_BYTES + length]
    }

    /// The row of the record, when its id is this one.
    #[inline(always)]
    pub fn row_of(&self, record: Record, id: &[u8]) -> Option<u32> {
        let (index, start) = place(record);
        let (head, bytes) = self.chunk(index)[start..].split_first_chunk::<HEAD_BYTES>()?;
        let length = usize::from(u16::from_le_bytes([head[4], head[5]]));
        let same = length == id.len() && equal(bytes.get(..length)?, id);
        same.then(|| u32::from_le_bytes([head[0], head[1], head[2], head[3]]))
    }

    /// Asks for the line in which the record begins.
    #[inline]
    pub fn prefetch(&self, record: Record) {
        let (index, start) = place(record);
        kneiphof_kernels::prefetch(self.chunk(index), start);
    }

    pub fn bytes(&self) -> usize {
        self.bytes + self.full.bytes()
    }
}

/// Whether two slices of the same length are equal: word by word, because a call to compare costs more than most ids are long.
#[inline(always)]
fn equal(left: &[u8], right: &[u8]) -> bool {
    const WORD: usize = 8;
    let word = |bytes: &[u8; WORD]| u64::from_ne_bytes(*bytes);
    match (left.last_chunk::<WORD>(), right.last_chunk::<WORD>()) {
        // The last word overlaps the one before it.
        (Some(left_end), Some(right_end)) => {
            let mut words = left.as_chunks().0.iter().zip(right.as_chunks().0);
            word(left_end) == word(right_end) && words.all(|(left, right)| word(left) == word(right))
        }
        _ => left.iter().zip(right).fold(0, |different, (left, right)| different | left ^ right) == 0,
    }
}

#[inline(always)]
fn place(record: Record) -> (usize, usize) {
    ((record >> UNIT_BITS) as usize, (record & ((1 << UNIT_BITS) - 1)) as usize * UNIT)
}
