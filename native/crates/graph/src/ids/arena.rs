//! Ids as records in append-only chunks of 256 KiB.
//!
//! ```text
//! record (4-byte aligned, never across two chunks)     | row u32 | length u16 | bytes … | padding |
//! place of a record, u32                               | chunk 16 bits | 4-byte unit 16 bits |      16 GiB in all
//! ```
//! A record never moves. The dictionary finds the record, and the record knows its row: a hit reads two cold lines.

use kneiphof_kernels::CopyOnWrite;

const UNIT: usize = 4;
const UNIT_BITS: u32 = 16;
const CHUNK_BYTES: usize = UNIT << UNIT_BITS;
const CHUNKS_MAX: usize = 1 << (32 - UNIT_BITS);
const HEAD_BYTES: usize = 6;

/// Place of a record.
pub(crate) type Record = u32;

#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    chunks: CopyOnWrite<Vec<CopyOnWrite<Vec<u8>>>>,
    bytes: usize,
}

impl Arena {
    /// Appends a record; `None` when the 16 GiB are full.
    pub fn push(&mut self, row: u32, id: &[u8]) -> Option<Record> {
        let length = u16::try_from(id.len()).ok()?;
        let size = (HEAD_BYTES + id.len()).next_multiple_of(UNIT);
        let chunks = self.chunks.make_mut();
        if chunks.last().is_none_or(|chunk| chunk.len() + size > CHUNK_BYTES) {
            if chunks.len() == CHUNKS_MAX {
                return None;
            }
            chunks.push(CopyOnWrite::default());
        }
        let index = chunks.len() - 1;
        let chunk = chunks[index].make_mut();
        let start = chunk.len();
        let before = chunk.capacity();
        if start + size > before {
            chunk.reserve_exact((before * 2).clamp(256, CHUNK_BYTES).max(start + size) - start);
        }
        chunk.extend_from_slice(&row.to_le_bytes());
        chunk.extend_from_slice(&length.to_le_bytes());
        chunk.extend_from_slice(id);
        chunk.resize(start + size, 0);
        self.bytes += chunk.capacity() - before;
        Some((index as u32) << UNIT_BITS | (start / UNIT) as u32)
    }

    /// Bytes that the next record will ask for beyond what is there.
    pub fn growth_bytes(&self, id_bytes: usize) -> usize {
        let size = HEAD_BYTES + id_bytes;
        let (len, capacity) = self.chunks.last().map_or((0, 0), |chunk| (chunk.len(), chunk.capacity()));
        if len + size <= capacity {
            0
        } else {
            (capacity * 2).clamp(256, CHUNK_BYTES).saturating_sub(capacity).max(size)
        }
    }

    /// Takes back the record that was pushed last.
    pub fn pop(&mut self, record: Record) {
        let (index, start) = place(record);
        let chunks = self.chunks.make_mut();
        if index + 1 == chunks.len() {
            chunks[index].make_mut().truncate(start);
        }
    }

    #[inline]
    pub fn id(&self, record: Record) -> &[u8] {
        let (index, start) = place(record);
        let chunk = &self.chunks[index][start..];
        let length = usize::from(u16::from_le_bytes([chunk[4], chunk[5]]));
        &chunk[HEAD_BYTES..HEAD_BYTES + length]
    }

    #[inline]
    pub fn row(&self, record: Record) -> u32 {
        let (index, start) = place(record);
        let chunk = &self.chunks[index][start..];
        u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]])
    }

    /// Asks for the line in which the record begins.
    #[inline]
    pub fn prefetch(&self, record: Record) {
        let (index, start) = place(record);
        if let Some(chunk) = self.chunks.get(index) {
            kneiphof_kernels::prefetch(chunk, start);
        }
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[inline(always)]
fn place(record: Record) -> (usize, usize) {
    ((record >> UNIT_BITS) as usize, (record & ((1 << UNIT_BITS) - 1)) as usize * UNIT)
}
