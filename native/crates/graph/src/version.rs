//! The version of a row: a hash of its content, the same for the same content, never 0.
//!
//! ```text
//! xxh3( id, labels in order | source, target, type )  +  Σ xxh3( key, tag, value )      over the attributes
//! ```
//! The sum makes the order of the attributes immaterial: it depends on which key the graph happened to see first. Every
//! part begins with its length, so that no two contents run together.

use crate::graph::Graph;
use kneiphof_wire::{Subject, ValueRef};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

const SHORT_BYTES: usize = 256;

/// Bytes to be hashed as one. Needs no memory: what is longer than most rows is hashed as it comes.
struct Content {
    short: [u8; SHORT_BYTES],
    len: usize,
    long: Option<Xxh3>,
}

impl Content {
    fn new() -> Self {
        Content { short: [0; SHORT_BYTES], len: 0, long: None }
    }

    fn push(&mut self, bytes: &[u8]) {
        if let Some(long) = &mut self.long {
            long.update(bytes);
            return;
        }
        match self.short.get_mut(self.len..self.len + bytes.len()) {
            Some(room) => {
                room.copy_from_slice(bytes);
                self.len += bytes.len();
            }
            None => {
                let mut long = Xxh3::new();
                long.update(&self.short[..self.len]);
                long.update(bytes);
                self.long = Some(long);
            }
        }
    }

    fn part(&mut self, bytes: &[u8]) {
        self.push(&(bytes.len() as u64).to_le_bytes());
        self.push(bytes);
    }

    fn value(&mut self, value: ValueRef<'_>) {
        self.push(&[value.tag() as u8]);
        match value {
            ValueRef::Null | ValueRef::Absent => {}
            ValueRef::Boolean(bit) => self.push(&[u8::from(bit)]),
            ValueRef::Integer(word) | ValueRef::Instant(word) => self.push(&word.to_le_bytes()),
            ValueRef::Float(word) => self.push(&word.to_bits().to_le_bytes()),
            ValueRef::Opaque(word) => self.push(&word.to_le_bytes()),
            ValueRef::Text(text) => self.push(text.as_bytes()),
            ValueRef::Bytes(bytes) => self.push(bytes),
            ValueRef::List(packed) | ValueRef::Map(packed) => self.push(packed.as_bytes()),
        }
    }

    fn hash(&self) -> u64 {
        self.long.as_ref().map_or_else(|| xxh3_64(&self.short[..self.len]), Xxh3::digest)
    }
}

impl Graph {
    fn finish_version(&self, subject: Subject, row: u32, head: &Content) -> u64 {
        let mut sum = head.hash();
        for (key, cell) in self.columns(subject).row(row) {
            let mut content = Content::new();
            content.part(self.symbol_text(key).unwrap_or_default().as_bytes());
            content.value(cell);
            sum = sum.wrapping_add(content.hash());
        }
        xxh3_64(&sum.to_le_bytes()).max(1)
    }

    /// O(columns) and the size of the row.
    pub fn node_version(&self, row: u32) -> u64 {
        let mut head = Content::new();
        head.part(self.nodes.ids.get(row).unwrap_or_default().as_bytes());
        for label in self.label_sets.labels(self.nodes.label_codes.value(row)) {
            head.part(self.symbol_text(*label).unwrap_or_default().as_bytes());
        }
        self.finish_version(Subject::Node, row, &head)
    }

    /// O(columns) and the size of the row.
    pub fn edge_version(&self, row: u32) -> u64 {
        let mut head = Content::new();
        let shape = self.shape(row);
        head.part(self.edges.ids.get(row).unwrap_or_default().as_bytes());
        for end in [shape.source, shape.target] {
            head.part(self.nodes.ids.get(end).unwrap_or_default().as_bytes());
        }
        if let Some(symbol) = shape.kind.checked_sub(1) {
            head.part(self.symbol_text(symbol).unwrap_or_default().as_bytes());
        }
        self.finish_version(Subject::Edge, row, &head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_has_one_hash_however_it_comes_and_however_long_it_is() {
        let bytes: Vec<u8> = (0..2_000u32).map(|at| (at * 7) as u8).collect();
        for len in [0, 1, 255, 256, 257, 300, 2_000] {
            for step in [1, 100, 256, 1_999] {
                let mut content = Content::new();
                bytes[..len].chunks(step).for_each(|part| content.push(part));
                assert_eq!(content.hash(), xxh3_64(&bytes[..len]));
            }
        }
    }
}
