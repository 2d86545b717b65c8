//! The graph at one moment: what long reads work on while the writer goes on.

use crate::graph::out_of_memory;
use crate::shared::open_snapshots::OpenSnapshot;
use crate::store::adjacency::EdgeLists;
use crate::store::chunked::{Bitmap, CHUNK_WORDS, Chunked, chunks_of};
use crate::store::columns::{Column, Columns};
use crate::store::csr::{Csr, CsrCache, Structure};
use crate::store::derived::derive_id_in;
use crate::store::ids::IdTexts;
use crate::store::labels::Sets;
use crate::store::symbols::Symbols;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Subject};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// All of a graph. Made in O(columns), it shares every chunk with the graph until the graph
/// changes that chunk. Rows are numbered from 0 in the order of their arrival; removed rows are those without a live bit.
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) _open: OpenSnapshot,
    pub(crate) directed: bool,
    pub(crate) revision: u64,
    pub(crate) epoch: u32,
    pub(crate) structure: Structure,
    pub(crate) csr_cache: Arc<CsrCache>,
    /// Those that were asked for, out, in and both: what was told of them stays valid as long as the snapshot.
    pub(crate) csrs: [OnceLock<Arc<Csr>>; 3],
    pub(crate) symbols: Symbols,
    pub(crate) label_sets: Sets,
    pub(crate) nodes: NodeRows,
    pub(crate) edges: EdgeRows,
}

#[derive(Debug)]
pub(crate) struct NodeRows {
    pub len: u32,
    pub live: Bitmap,
    pub ids: IdTexts,
    pub label_codes: Chunked<u32>,
    pub columns: Columns,
    pub outgoing: EdgeLists,
    pub incoming: EdgeLists,
}

#[derive(Debug)]
pub(crate) struct EdgeRows {
    pub len: u32,
    pub live: Bitmap,
    pub ids: IdTexts,
    pub sources: Chunked<u32>,
    pub targets: Chunked<u32>,
    pub types: Chunked<u16>,
    pub columns: Columns,
}

impl Snapshot {
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The number of a row.
    pub fn number(&self, row: u32) -> u64 {
        u64::from(self.epoch) << 32 | u64::from(row)
    }

    /// Rows, removed ones too.
    pub fn rows(&self, subject: Subject) -> u32 {
        match subject {
            Subject::Node => self.nodes.len,
            Subject::Edge => self.edges.len,
        }
    }

    /// Chunks of [`crate::CHUNK_ROWS`] rows.
    pub fn chunks(&self, subject: Subject) -> usize {
        chunks_of(self.rows(subject))
    }

    /// Bits of the rows of a chunk that are there.
    pub fn live(&self, subject: Subject, chunk: usize) -> &[u64; CHUNK_WORDS] {
        match subject {
            Subject::Node => self.nodes.live.words(chunk),
            Subject::Edge => self.edges.live.words(chunk),
        }
    }

    /// The column of a key, when any row of the subject ever had it.
    pub fn column(&self, subject: Subject, key: &str) -> Option<&Column> {
        self.columns_of(subject).get(self.symbols.find(key)?)
    }

    /// All columns, in the order in which the graph first saw their keys.
    pub fn columns(&self, subject: Subject) -> impl Iterator<Item = &Column> {
        self.columns_of(subject).iter()
    }

    fn columns_of(&self, subject: Subject) -> &Columns {
        match subject {
            Subject::Node => &self.nodes.columns,
            Subject::Edge => &self.edges.columns,
        }
    }

    /// The symbol of a key, label or type.
    pub fn symbol(&self, name: &str) -> Option<u16> {
        self.symbols.find(name)
    }

    pub fn symbol_name(&self, symbol: u16) -> Option<&str> {
        self.symbols.name(symbol)
    }

    pub fn node_id(&self, row: u32) -> &str {
        self.nodes.ids.get(row).unwrap_or_default()
    }

    /// Numbers of label sets of a chunk's nodes. The slice may end early: 0, the empty set, is meant.
    pub fn label_codes(&self, chunk: usize) -> &[u32] {
        self.nodes.label_codes.chunk(chunk)
    }

    /// Label sets are numbered from 0 to here.
    pub fn label_set_count(&self) -> u32 {
        self.label_sets.len() as u32
    }

    /// The labels of a set.
    pub fn labels_of_set(&self, code: u32) -> &[u16] {
        self.label_sets.labels(code)
    }

    /// Out-degree; in an undirected graph the degree, in which a self-loop counts twice. O(1).
    pub fn out_degree(&self, node: u32) -> u32 {
        self.nodes.outgoing.degrees().degree(node)
    }

    /// In-degree; 0 in an undirected graph. O(1).
    pub fn in_degree(&self, node: u32) -> u32 {
        self.nodes.incoming.degrees().degree(node)
    }

    /// Source rows of a chunk's edges.
    pub fn edge_sources(&self, chunk: usize) -> &[u32] {
        self.edges.sources.chunk(chunk)
    }

    /// Target rows of a chunk's edges.
    pub fn edge_targets(&self, chunk: usize) -> &[u32] {
        self.edges.targets.chunk(chunk)
    }

    /// Types of a chunk's edges: symbol + 1, 0 for none. The slice may end early: 0 is meant.
    pub fn edge_types(&self, chunk: usize) -> &[u16] {
        self.edges.types.chunk(chunk)
    }

    /// Source and target row of an edge.
    pub fn endpoints(&self, edge: u32) -> (u32, u32) {
        (self.edges.sources.value(edge), self.edges.targets.value(edge))
    }

    /// As `edge_id`; a derived one is made in `scratch`.
    pub(crate) fn edge_id_in<'s>(
        &'s self,
        edge: u32,
        scratch: &'s mut String,
    ) -> Result<&'s str, OutOfMemory> {
        if let Some(id) = self.edges.ids.get(edge) {
            return Ok(id);
        }
        let (source, target) = self.endpoints(edge);
        let kind = self.edges.types.value(edge).checked_sub(1).and_then(|symbol| self.symbol_name(symbol));
        derive_id_in(scratch, self.node_id(source), kind, self.node_id(target))?;
        Ok(scratch)
    }

    /// The id of an edge: its own, or else the one derived from its ends and type, which is made here.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn edge_id(&self, edge: u32) -> Result<Cow<'_, str>, Failure> {
        if let Some(id) = self.edges.ids.get(edge) {
            return Ok(Cow::Borrowed(id));
        }
        let mut made = String::new();
        self.edge_id_in(edge, &mut made).map_err(out_of_memory)?;
        Ok(Cow::Owned(made))
    }
}
