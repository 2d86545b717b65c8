//! Writes rows, for answers and for tests.

use crate::bytes::pad8;
use crate::room::room;
use crate::row::{HEAD_BYTES, REPLACE_LABELS, SLOT_BYTES};
use crate::{Failure, Tag, ValueRef};

/// What stands before a node's attributes.
#[derive(Clone, Copy, Debug, Default)]
pub struct NodeHead<'a> {
    pub number: u64,
    pub version: u64,
    pub id: &'a str,
    pub labels: &'a [u16],
    pub out_degree: u32,
    pub in_degree: u32,
    /// In a merge: replace the labels instead of adding to them.
    pub replace_labels: bool,
}

/// What stands before an edge's attributes.
#[derive(Clone, Copy, Debug, Default)]
pub struct EdgeHead<'a> {
    pub number: u64,
    pub version: u64,
    /// The explicit id; empty when it is derived.
    pub id: &'a str,
    pub source: &'a str,
    pub target: &'a str,
    pub type_symbol: Option<u16>,
}

/// Collects the attributes of one row, then writes the row. Reused, it allocates nothing once it has grown.
#[derive(Debug, Default)]
pub struct RowWriter {
    slots: Vec<u8>,
    heap: Vec<u8>,
}

impl RowWriter {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an attribute.
    ///
    /// # Panics
    /// When a single value is longer than `u32` counts.
    #[inline]
    pub fn slot(&mut self, key: u16, value: ValueRef<'_>) -> &mut Self {
        let heap_at = self.heap.len() as u64;
        let word = match value {
            ValueRef::Null | ValueRef::Absent => 0,
            ValueRef::Boolean(boolean) => u64::from(boolean),
            ValueRef::Integer(word) | ValueRef::Instant(word) => word.cast_unsigned(),
            ValueRef::Float(float) => float.to_bits(),
            ValueRef::Opaque(handle) => handle,
            ValueRef::Text(text) => {
                self.heap.extend_from_slice(text.as_bytes());
                heap_at
            }
            ValueRef::Bytes(bytes) => {
                self.heap.extend_from_slice(bytes);
                heap_at
            }
            ValueRef::List(packed) | ValueRef::Map(packed) => {
                self.heap.extend_from_slice(packed.as_bytes());
                heap_at
            }
        };
        // In one piece: a look at the room of the list costs more than the bytes do.
        let mut slot = [0; SLOT_BYTES];
        slot[..2].copy_from_slice(&key.to_le_bytes());
        slot[2] = value.tag() as u8;
        slot[4..8].copy_from_slice(&length32(value.heap_length()).to_le_bytes());
        slot[8..].copy_from_slice(&word.to_le_bytes());
        self.slots.extend_from_slice(&slot);
        self
    }

    /// Sees to it that adding an attribute cannot fail for want of memory; without this it ends the process.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    #[inline]
    pub fn room_for(&mut self, value: ValueRef<'_>) -> Result<(), Failure> {
        room(&mut self.slots, SLOT_BYTES)?;
        room(&mut self.heap, value.heap_length())
    }

    /// The same for the row of the attributes collected so far, with so many bytes of names and labels.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn room_for_row(&self, name_bytes: usize, out: &mut Vec<u8>) -> Result<(), Failure> {
        // Labels and heap are padded to words.
        room(out, HEAD_BYTES + self.slots.len() + self.heap.len() + name_bytes + 16)
    }

    /// Appends the node with the attributes collected so far, and forgets them.
    ///
    /// # Panics
    /// When the row is longer than `u32` counts, or has more than 65,535 labels or attributes.
    pub fn finish_node(&mut self, head: &NodeHead<'_>, out: &mut Vec<u8>) {
        let words = [length32(head.id.len()), head.out_degree, head.in_degree];
        let flags = if head.replace_labels { REPLACE_LABELS } else { 0 };
        let start = self.head(head.number, head.version, words, length16(head.labels.len()), flags, out);
        for label in head.labels {
            out.extend_from_slice(&label.to_le_bytes());
        }
        pad8(out, start);
        out.extend_from_slice(head.id.as_bytes());
        self.finish(start, out);
    }

    /// Appends the edge with the attributes collected so far, and forgets them.
    ///
    /// # Panics
    /// As [`RowWriter::finish_node`].
    pub fn finish_edge(&mut self, head: &EdgeHead<'_>, out: &mut Vec<u8>) {
        let words = [head.id.len(), head.source.len(), head.target.len()].map(length32);
        let type_word = head.type_symbol.map_or(0, |symbol| symbol + 1);
        let start = self.head(head.number, head.version, words, type_word, 0, out);
        for name in [head.id, head.source, head.target] {
            out.extend_from_slice(name.as_bytes());
        }
        self.finish(start, out);
    }

    fn head(
        &self,
        number: u64,
        version: u64,
        words: [u32; 3],
        short: u16,
        flags: u32,
        out: &mut Vec<u8>,
    ) -> usize {
        let start = out.len();
        let mut head = [0; HEAD_BYTES];
        head[..8].copy_from_slice(&number.to_le_bytes());
        head[8..16].copy_from_slice(&version.to_le_bytes());
        head[20..24].copy_from_slice(&words[0].to_le_bytes());
        head[24..28].copy_from_slice(&words[1].to_le_bytes());
        head[28..32].copy_from_slice(&words[2].to_le_bytes());
        head[32..34].copy_from_slice(&short.to_le_bytes());
        head[34..36].copy_from_slice(&length16(self.slots.len() / SLOT_BYTES).to_le_bytes());
        head[36..].copy_from_slice(&flags.to_le_bytes());
        out.extend_from_slice(&head);
        out.extend_from_slice(&self.slots);
        start
    }

    /// Appends the heap, turns its offsets into the row's, and fills in the length.
    fn finish(&mut self, start: usize, out: &mut Vec<u8>) {
        let heap_at = (out.len() - start) as u64;
        out.extend_from_slice(&self.heap);
        pad8(out, start);
        let length = length32(out.len() - start);
        out[start + 16..start + 20].copy_from_slice(&length.to_le_bytes());
        let slots = &mut out[start + HEAD_BYTES..start + HEAD_BYTES + self.slots.len()];
        for slot in slots.as_chunks_mut::<SLOT_BYTES>().0 {
            let on_heap =
                matches!(Tag::from_code(slot[2]), Some(Tag::Text | Tag::Bytes | Tag::List | Tag::Map));
            if let (true, Some(offset)) = (on_heap, slot.last_chunk_mut::<8>()) {
                *offset = (u64::from_le_bytes(*offset) + heap_at).to_le_bytes();
            }
        }
        self.slots.clear();
        self.heap.clear();
    }
}

fn length32(length: usize) -> u32 {
    u32::try_from(length).expect("lengths in a row fit 32 bits")
}

fn length16(length: usize) -> u16 {
    u16::try_from(length).expect("counts in a row fit 16 bits")
}
