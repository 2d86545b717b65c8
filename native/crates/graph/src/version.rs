//! The version of a row: a hash of its content, the same for the same content, never 0.
//!
//! ```text
//! xxh3( id, labels in order | source, target, type )  +  Σ xxh3( key, tag, value )      over the attributes
//! ```
//! The sum makes the order of the attributes immaterial: it depends on which key the graph happened to see first. Every
//! part begins with its length, so that no two contents run together.

use crate::graph::Graph;
use kneiphof_wire::{Subject, ValueRef};
use xxhash_rust::xxh3::xxh3_64;

fn part(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn value(value: ValueRef<'_>, out: &mut Vec<u8>) {
    out.push(value.tag() as u8);
    match value {
        ValueRef::Null | ValueRef::Absent => {}
        ValueRef::Boolean(bit) => out.push(u8::from(bit)),
        ValueRef::Integer(word) | ValueRef::Instant(word) => out.extend_from_slice(&word.to_le_bytes()),
        ValueRef::Float(word) => out.extend_from_slice(&word.to_bits().to_le_bytes()),
        ValueRef::Opaque(word) => out.extend_from_slice(&word.to_le_bytes()),
        ValueRef::Text(text) => out.extend_from_slice(text.as_bytes()),
        ValueRef::Bytes(bytes) => out.extend_from_slice(bytes),
        ValueRef::List(packed) | ValueRef::Map(packed) => out.extend_from_slice(packed.as_bytes()),
    }
}

impl Graph {
    fn finish_version(&self, subject: Subject, row: u32, mut scratch: Vec<u8>) -> u64 {
        let mut sum = xxh3_64(&scratch);
        for (key, cell) in self.columns(subject).row(row) {
            scratch.clear();
            part(self.symbol_text(key).unwrap_or_default().as_bytes(), &mut scratch);
            value(cell, &mut scratch);
            sum = sum.wrapping_add(xxh3_64(&scratch));
        }
        xxh3_64(&sum.to_le_bytes()).max(1)
    }

    /// O(columns) and the size of the row.
    pub fn node_version(&self, row: u32) -> u64 {
        let mut scratch = Vec::with_capacity(256);
        part(self.nodes.ids.get(row).unwrap_or_default().as_bytes(), &mut scratch);
        for label in self.label_sets.labels(self.nodes.label_codes.value(row)) {
            part(self.symbol_text(*label).unwrap_or_default().as_bytes(), &mut scratch);
        }
        self.finish_version(Subject::Node, row, scratch)
    }

    /// O(columns) and the size of the row.
    pub fn edge_version(&self, row: u32) -> u64 {
        let mut scratch = Vec::with_capacity(256);
        let shape = self.shape(row);
        part(self.edges.ids.get(row).unwrap_or_default().as_bytes(), &mut scratch);
        for end in [shape.source, shape.target] {
            part(self.nodes.ids.get(end).unwrap_or_default().as_bytes(), &mut scratch);
        }
        if let Some(symbol) = shape.kind.checked_sub(1) {
            part(self.symbol_text(symbol).unwrap_or_default().as_bytes(), &mut scratch);
        }
        self.finish_version(Subject::Edge, row, scratch)
    }
}
