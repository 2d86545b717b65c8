//! What a filter reads: the nodes or the edges of a graph.

use crate::store::chunked::CHUNK_WORDS;
use crate::store::columns::Column;
use crate::store::indexes::RowSet;
use kneiphof_wire::{Direction, Failure, Subject};

/// One end of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EdgeEnd {
    Source,
    Target,
}

/// Rows by number within one epoch. What does not apply to the subject is never asked for.
pub(crate) trait FilterRows: Sync {
    fn subject(&self) -> Subject;

    /// Rows, removed ones too.
    fn len(&self) -> u64;

    /// The sets of rows that an index has for the operands of an equality, which is this instruction of the program. None where
    /// it has not all of them.
    fn indexed(&self, _instruction: usize) -> Option<&[RowSet]> {
        None
    }

    /// The sets of rows that an index has for sets of labels of nodes, or for types of edges (symbol + 1), by number.
    fn indexed_codes(&self) -> Option<&[RowSet]> {
        None
    }

    /// One bit for each row of the chunk that lives.
    fn live(&self, chunk: usize) -> &[u64; CHUNK_WORDS];

    /// The column under a key, `None` when no row ever had one.
    fn column(&self, key: &str) -> Option<&Column>;

    /// The code of a text that the filter compares a column with, `None` when no row ever had it.
    fn text_code(&self, key: &str, text: &str) -> Option<u32>;

    fn columns(&self) -> impl Iterator<Item = &Column>;

    /// The text of a row's id; a derived one is made in `scratch`. Where it has no memory it is empty, and what was found is
    /// worth nothing: see [`FilterRows::outcome`].
    fn id<'s>(&'s self, row: u32, scratch: &'s mut String) -> &'s str;

    /// Whether all texts that were asked for could be told.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    fn outcome(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// The living row with this id.
    fn find(&self, id: &str) -> Option<u32>;

    /// The text of a symbol; symbols are numbered from 0 without gaps.
    fn symbol_text(&self, symbol: u16) -> &str;

    fn symbol_count(&self) -> usize;

    /// Nodes: the numbers of a chunk's sets of labels. The slice may end early: 0, the empty set, is meant.
    fn label_sets(&self, chunk: usize) -> &[u32];

    /// Nodes: label sets are numbered from 0 without gaps.
    fn label_set_count(&self) -> usize;

    /// Nodes: symbols of the labels of a set.
    fn labels(&self, label_set: u32) -> &[u16];

    /// Nodes.
    fn degree(&self, row: u32, direction: Direction) -> u64;

    /// Edges: types of a chunk's edges, symbol + 1, 0 for none. The slice may end early: 0 is meant.
    fn edge_types(&self, chunk: usize) -> &[u16];

    /// Edges: rows of a chunk's sources or targets among the nodes.
    fn ends(&self, end: EdgeEnd, chunk: usize) -> &[u32];

    /// Edges: the living node with this id.
    fn find_end(&self, id: &str) -> Option<u32>;

    /// Edges: id of a node.
    fn end_id(&self, node: u32) -> &str;
}
