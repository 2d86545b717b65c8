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

/// Bytes to be hashed as one. Needs no memory: what is longer than most rows is hashed as it comes. Used again, it clears nothing.
struct Content {
    short: [u8; SHORT_BYTES],
    len: usize,
    long: Option<Xxh3>,
}

impl Content {
    fn new() -> Self {
        Content { short: [0; SHORT_BYTES], len: 0, long: None }
    }

    #[inline]
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

    /// The hash of what was pushed, which is then forgotten.
    fn take_hash(&mut self) -> u64 {
        let len = std::mem::take(&mut self.len);
        self.long.take().map_or_else(|| xxh3_64(&self.short[..len]), |long| long.digest())
    }
}

/// The version of a row that is being read: what stands before the attributes, then these as they come.
pub(crate) struct VersionSum {
    content: Content,
    sum: u64,
}

impl VersionSum {
    pub fn new() -> Self {
        VersionSum { content: Content::new(), sum: 0 }
    }

    /// Forgets what came before, and takes the parts that stand before the attributes.
    #[inline]
    pub fn begin<'p>(&mut self, head: impl Iterator<Item = &'p str>) {
        head.for_each(|part| self.content.part(part.as_bytes()));
        self.sum = self.content.take_hash();
    }

    #[inline]
    pub fn attribute(&mut self, key: &str, value: ValueRef<'_>) {
        self.content.part(key.as_bytes());
        self.content.value(value);
        self.sum = self.sum.wrapping_add(self.content.take_hash());
    }

    pub fn finish(&self) -> u64 {
        xxh3_64(&self.sum.to_le_bytes()).max(1)
    }
}

impl Graph {
    /// Takes what stands before the attributes of a node with this id.
    pub fn begin_node_version(&self, row: u32, id: &str, version: &mut VersionSum) {
        let labels = self.label_sets.labels(self.nodes.label_codes.value(row));
        let labels = labels.iter().map(|label| self.symbol_text(*label).unwrap_or_default());
        version.begin(std::iter::once(id).chain(labels));
    }

    /// As above for an edge: its id, the ids of its ends, and its type.
    pub fn begin_edge_version(&self, row: u32, ids: [&str; 3], version: &mut VersionSum) {
        let symbol = self.shape(row).kind.checked_sub(1);
        let kind = symbol.map(|symbol| self.symbol_text(symbol).unwrap_or_default());
        version.begin(ids.into_iter().chain(kind));
    }

    /// Takes the attributes of a row, each of which is seen by the visitor, too.
    #[inline]
    pub fn add_attributes<'g>(
        &'g self,
        subject: Subject,
        row: u32,
        version: &mut VersionSum,
        mut seen: impl FnMut(u16, ValueRef<'g>),
    ) {
        for (key, value) in self.columns(subject).row(row) {
            version.attribute(self.symbol_text(key).unwrap_or_default(), value);
            seen(key, value);
        }
    }

    /// O(columns) and the size of the row.
    pub fn node_version(&self, row: u32) -> u64 {
        let mut version = VersionSum::new();
        self.begin_node_version(row, self.nodes.ids.get(row).unwrap_or_default(), &mut version);
        self.add_attributes(Subject::Node, row, &mut version, |_, _| ());
        version.finish()
    }

    /// O(columns) and the size of the row.
    pub fn edge_version(&self, row: u32) -> u64 {
        let mut version = VersionSum::new();
        self.begin_edge_version(row, self.ids_of_edge(row), &mut version);
        self.add_attributes(Subject::Edge, row, &mut version, |_, _| ());
        version.finish()
    }

    /// The explicit id of an edge, empty where it is derived, and the ids of its ends.
    pub fn ids_of_edge(&self, row: u32) -> [&str; 3] {
        let shape = self.shape(row);
        let end = |node: u32| self.nodes.ids.get(node).unwrap_or_default();
        [self.edges.ids.get(row).unwrap_or_default(), end(shape.source), end(shape.target)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_has_one_hash_however_it_comes_and_however_long_it_is() {
        let bytes: Vec<u8> = (0..2_000u32).map(|at| (at * 7) as u8).collect();
        let mut content = Content::new();
        for len in [0, 1, 255, 256, 257, 300, 2_000] {
            for step in [1, 100, 256, 1_999] {
                bytes[..len].chunks(step).for_each(|part| content.push(part));
                assert_eq!(content.take_hash(), xxh3_64(&bytes[..len]));
            }
        }
    }
}
