//! The version of a row: a hash of its content, the same for the same content, never 0.
//!
//! ```text
//! hash( id, labels in order | source, target, type )  +  Σ hash( key, tag, value )      over the attributes
//! ```
//! The sum makes the order of the attributes immaterial: it depends on which key the graph happened to see first. Every
//! part begins with its length, so that no two contents run together.

use crate::graph::Graph;
use crate::read::content_hash::ContentHash;
use crate::read::moment::Moment;
use kneiphof_wire::{Subject, ValueRef};

#[inline]
fn add_value(content: &mut ContentHash, value: ValueRef<'_>) {
    let word = match value {
        ValueRef::Null | ValueRef::Absent => 0,
        ValueRef::Boolean(bit) => u64::from(bit),
        ValueRef::Integer(word) | ValueRef::Instant(word) => word.cast_unsigned(),
        ValueRef::Float(float) => float.to_bits(),
        ValueRef::Opaque(handle) => handle,
        ValueRef::Text(text) => content.part(text.as_bytes()),
        ValueRef::Bytes(bytes) => content.part(bytes),
        ValueRef::List(packed) | ValueRef::Map(packed) => content.part(packed.as_bytes()),
    };
    content.pair(word, value.tag() as u64);
}

/// The version of a row that is being read: what stands before the attributes, then these as they come.
#[derive(Default)]
pub(crate) struct VersionSum(u64);

impl VersionSum {
    /// Forgets what came before, and takes the parts that stand before the attributes.
    #[inline]
    pub fn begin<'p>(&mut self, head: impl Iterator<Item = &'p str>) {
        let mut content = ContentHash::new();
        for part in head {
            content.part(part.as_bytes());
        }
        self.0 = content.finish();
    }

    #[inline]
    pub fn attribute(&mut self, key: &str, value: ValueRef<'_>) {
        let mut content = ContentHash::new();
        content.part(key.as_bytes());
        add_value(&mut content, value);
        self.0 = self.0.wrapping_add(content.finish());
    }

    pub fn finish(&self) -> u64 {
        let mut content = ContentHash::new();
        content.word(self.0);
        content.finish().max(1)
    }
}

impl<'a> Moment<'a> {
    /// Takes what stands before the attributes of a node with this id.
    pub fn begin_node_version(self, row: u32, id: &str, version: &mut VersionSum) {
        let labels = self.label_sets.labels(self.nodes.label_codes.value(row));
        let labels = labels.iter().map(|label| self.symbol_text(*label).unwrap_or_default());
        version.begin(std::iter::once(id).chain(labels));
    }

    /// As above for an edge: its id, the ids of its ends, and its type.
    pub fn begin_edge_version(self, row: u32, ids: [&str; 3], version: &mut VersionSum) {
        let kind = self.type_of_edge(row).map(|symbol| self.symbol_text(symbol).unwrap_or_default());
        version.begin(ids.into_iter().chain(kind));
    }

    /// Takes the attributes of a row, each of which is seen by the visitor, too.
    #[inline]
    pub fn add_attributes(
        self,
        subject: Subject,
        row: u32,
        version: &mut VersionSum,
        mut seen: impl FnMut(u16, ValueRef<'a>),
    ) {
        for (key, value) in self.columns(subject).row(row) {
            version.attribute(self.symbol_text(key).unwrap_or_default(), value);
            seen(key, value);
        }
    }

    /// The explicit id of an edge, empty where it is derived, and the ids of its ends.
    pub fn ids_of_edge(self, row: u32) -> [&'a str; 3] {
        let edges = self.edges;
        let end = |node: u32| self.nodes.ids.get(node).unwrap_or_default();
        [edges.ids.get(row).unwrap_or_default(), end(edges.sources.value(row)), end(edges.targets.value(row))]
    }

    /// Symbol of the type.
    pub fn type_of_edge(self, row: u32) -> Option<u16> {
        self.edges.types.value(row).checked_sub(1)
    }
}

impl Graph {
    /// O(columns) and the size of the row.
    pub fn node_version(&self, row: u32) -> u64 {
        let (moment, mut version) = (self.moment(), VersionSum::default());
        moment.begin_node_version(row, self.nodes.ids.get(row).unwrap_or_default(), &mut version);
        moment.add_attributes(Subject::Node, row, &mut version, |_, _| ());
        version.finish()
    }

    /// O(columns) and the size of the row.
    pub fn edge_version(&self, row: u32) -> u64 {
        let (moment, mut version) = (self.moment(), VersionSum::default());
        moment.begin_edge_version(row, moment.ids_of_edge(row), &mut version);
        moment.add_attributes(Subject::Edge, row, &mut version, |_, _| ());
        version.finish()
    }
}
