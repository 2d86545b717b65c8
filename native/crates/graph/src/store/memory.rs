//! The memory of a graph, by structure and by column. What is counted is what was asked of the allocator, to the byte.

use crate::graph::{Graph, out_of_memory};
use crate::store::indexes::Indexed;
use crate::store::room::{owned, push};
use kneiphof_kernels::memory_events;
use kneiphof_wire::{Failure, Subject};

/// Native memory of one structure; of a column, when there is a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryPart {
    pub part: &'static str,
    pub key: Option<String>,
    pub bytes: u64,
}

/// The one part that readers change.
const COMPRESSED_ROWS: &str = "compressed sparse rows";

/// Counted memory as it was when it was last summed up.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    bytes: u64,
    /// Memory events up to then.
    events: u64,
}

impl Graph {
    /// Counted memory. O(1).
    pub fn bytes(&self) -> u64 {
        self.writers_bytes() + self.csr_cache.bytes() as u64
    }

    /// As `bytes`, for the writer: summed up anew only after a change that asked for memory or gave some back, which few do.
    #[inline(always)]
    pub fn counted_bytes(&mut self) -> u64 {
        let events = memory_events();
        if events != self.counted.events || !self.indexes.is_empty() {
            self.count_anew(events);
        }
        debug_assert_eq!(self.counted.bytes, self.writers_bytes(), "memory came or went without an event");
        self.counted.bytes + self.csr_cache.bytes() as u64
    }

    #[inline(never)]
    fn count_anew(&mut self, events: u64) {
        self.counted = Counted { bytes: self.writers_bytes(), events };
    }

    /// What changes under the write lock alone.
    fn writers_bytes(&self) -> u64 {
        let mut sum = 0;
        self.each_structure(|part, bytes| sum += if part == COMPRESSED_ROWS { 0 } else { bytes });
        sum as u64
    }

    /// Calls with the memory of each structure, all columns of a subject as one. O(1).
    fn each_structure(&self, mut visit: impl FnMut(&'static str, usize)) {
        let (nodes, edges) = (&self.nodes, &self.edges);
        visit("node ids", nodes.ids.arena_bytes());
        visit("node dictionary", nodes.ids.dictionary_bytes());
        visit("node live bits", nodes.live.bytes());
        visit("node labels", nodes.label_codes.bytes());
        visit("node columns", nodes.columns.bytes());
        visit("edge ids", edges.ids.arena_bytes());
        visit("edge dictionary", edges.ids.dictionary_bytes());
        visit("edge live bits", edges.live.bytes());
        visit("edge table", edges.sources.bytes() + edges.targets.bytes() + edges.types.bytes());
        visit("edge columns", edges.columns.bytes());
        let (outgoing, incoming) = (&self.adjacency.outgoing, &self.adjacency.incoming);
        visit("adjacency out", outgoing.bytes() - outgoing.retired_bytes());
        visit("adjacency in", incoming.bytes() - incoming.retired_bytes());
        visit("adjacency of snapshots", self.adjacency.retired_bytes());
        visit(COMPRESSED_ROWS, self.csr_cache.bytes());
        visit("hub indexes", self.hubs.outgoing.bytes() + self.hubs.incoming.bytes());
        visit("edge filter", self.edge_filter.bytes());
        visit("declared indexes", self.indexes.bytes());
        visit("symbols", self.symbols.bytes());
        visit("label sets", self.label_sets.bytes());
        let counts = self.label_counts.capacity() + self.type_counts.capacity();
        visit("counts", counts * size_of::<u64>() + self.key_ranks.capacity() * size_of::<u32>());
        visit("schemas", self.schemas.bytes());
        visit("undo log", self.undo.bytes());
    }

    /// Of that, what snapshots may share. O(1).
    pub fn shared_bytes(&self) -> u64 {
        let own = [
            "node dictionary",
            "edge dictionary",
            "hub indexes",
            "edge filter",
            "declared indexes",
            "counts",
            "undo log",
        ];
        let mut sum = 0;
        self.each_structure(|part, bytes| sum += if own.contains(&part) { 0 } else { bytes });
        sum as u64
    }

    /// The memory of each structure and of each column by what it holds; the sum is the counted memory. O(columns × chunks).
    pub fn memory(&self) -> Result<Vec<MemoryPart>, Failure> {
        let mut parts = Vec::new();
        self.each_part(|part, key, bytes| {
            let key = key.map(owned).transpose().map_err(out_of_memory)?;
            push(&mut parts, MemoryPart { part, key, bytes }).map_err(out_of_memory)
        })?;
        Ok(parts)
    }

    /// Calls with the same, one part after the other, until a call fails.
    pub fn each_part(
        &self,
        mut visit: impl FnMut(&'static str, Option<&str>, u64) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut outcome = Ok(());
        self.each_structure(|part, bytes| {
            if outcome.is_ok() {
                outcome = match part {
                    "node columns" => self.each_column(Subject::Node, &mut visit),
                    "edge columns" => self.each_column(Subject::Edge, &mut visit),
                    "declared indexes" => self.each_index(&mut visit),
                    part => visit(part, None, bytes as u64),
                };
            }
        });
        outcome
    }

    /// Each index as what lists the indexes tells it, and last what is none's own.
    fn each_index(
        &self,
        visit: &mut impl FnMut(&'static str, Option<&str>, u64) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut rest = self.indexes.bytes();
        for (of, index) in self.indexes.iter() {
            let (part, key) = match of {
                Indexed::Attribute(Subject::Node, key) => ("index of nodes", self.symbol_text(key)),
                Indexed::Attribute(Subject::Edge, key) => ("index of edges", self.symbol_text(key)),
                Indexed::Labels => ("index of labels", None),
                Indexed::Types => ("index of types", None),
            };
            visit(part, key, index.bytes() as u64)?;
            rest -= index.bytes();
        }
        visit("list of indexes", None, rest as u64)
    }

    fn each_column(
        &self,
        subject: Subject,
        visit: &mut impl FnMut(&'static str, Option<&str>, u64) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let names = match subject {
            Subject::Node => ["node values", "node validity", "node texts", "node heap", "node column lists"],
            Subject::Edge => ["edge values", "edge validity", "edge texts", "edge heap", "edge column lists"],
        };
        let columns = self.columns(subject);
        for column in columns.iter() {
            let memory = column.memory();
            let key = self.symbol_text(column.key()).unwrap_or_default();
            let bytes = [memory.values, memory.validity, memory.texts, memory.heap];
            for (part, bytes) in names.into_iter().zip(bytes) {
                visit(part, Some(key), bytes as u64)?;
            }
        }
        visit(names[4], None, columns.list_bytes() as u64)
    }
}
