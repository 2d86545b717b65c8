//! What a filter reads: the nodes or the edges of a graph.

use crate::chunked::CHUNK_WORDS;
use crate::columns::Column;
use kneiphof_wire::{Direction, Subject};

/// Rows by number within one epoch. What does not apply to the subject is never asked for.
pub(crate) trait FilterRows {
    fn subject(&self) -> Subject;

    /// One bit for each row of the chunk that lives.
    fn live(&self, chunk: usize) -> &[u64; CHUNK_WORDS];

    /// The column under a key, `None` when no row ever had one.
    fn column(&self, key: &str) -> Option<&Column>;

    fn columns(&self) -> impl Iterator<Item = &Column>;

    /// The text of a row's id; a derived one is made in `scratch`.
    fn id<'s>(&'s self, row: u32, scratch: &'s mut String) -> &'s str;

    /// The living row with this id.
    fn find(&self, id: &str) -> Option<u32>;

    /// The text of a symbol; symbols are numbered from 0 without gaps.
    fn symbol_text(&self, symbol: u16) -> &str;

    fn symbol_count(&self) -> usize;

    /// Nodes: the number of the row's set of labels; rows with the same labels share one.
    fn label_set(&self, row: u32) -> u32;

    /// Nodes: label sets are numbered from 0 without gaps.
    fn label_set_count(&self) -> usize;

    /// Nodes: symbols of the labels of a set.
    fn labels(&self, label_set: u32) -> &[u16];

    /// Nodes.
    fn degree(&self, row: u32, direction: Direction) -> u64;

    /// Edges: symbol of the row's type.
    fn edge_type(&self, row: u32) -> Option<u16>;

    /// Edges: rows of source and target among the nodes.
    fn ends(&self, row: u32) -> (u32, u32);

    /// Edges: the living node with this id.
    fn find_end(&self, id: &str) -> Option<u32>;

    /// Edges: id of a node.
    fn end_id(&self, node: u32) -> &str;
}
