//! The graph engine: safe Rust, no C types.
//!
//! Structure of arrays with dense row numbers inside and text ids outside. Rows are numbered in order of arrival; a removal
//! sets a tombstone, and compaction slides live rows down and raises the epoch, so that no number ever means another row.
//!
//! ```text
//! SharedGraph ─ lock ─► Graph ┬ nodes   ids (arena + dictionary), live bits, label sets, columns
//!                             ├ edges   explicit ids, live bits, source, target, type, columns
//!                             ├ adjacency   lists out and in
//!                             └ undo log   since the last commit
//! Snapshot                      shares the chunks of all of it, and the memory of the adjacency lists
//! ```
#![forbid(unsafe_code)]

mod change;
mod graph;
mod layout;
mod processors;
mod query;
mod read;
mod shared;
mod steps;
mod store;

pub use change::schemas::TextCode;
pub use change::shrink::Shrunk;
pub use layout::{EDGE_LENGTH, LAYOUT_ITERATIONS_MAX, LAYOUT_NODES_MAX, Place};
pub use read::answer::{
    Applied, Counts, EdgeDirection, Neighbor, NeighborCount, NeighborOrder, NeighborPage, NeighborQuery,
    Number, NumberPage, PageHead, RowError, Written,
};
pub use read::asked::Asked;
pub use read::neighbor_lists::NeighborLists;
pub use read::neighborhood::{Around, HOPS_MAX, Neighborhood};
pub use read::one_value::{OneValue, SHORT_VALUE_BYTES};
pub use read::topology::Follow;
pub use shared::control::{Control, STEPS_UNCHECKED_MAX};
pub use shared::environment::{Clock, Entropy, Environment, Storage};
pub use shared::open_snapshots::SnapshotCounts;
pub use shared::options::{
    GraphOptions, ID_BYTES_CEILING, ROWS_CEILING, SYMBOLS_CEILING, VALUE_BYTES_CEILING,
};
pub use shared::shared_graph::SharedGraph;
pub use shared::snapshot::Snapshot;
pub use shared::transaction::Transaction;
pub use store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
pub use store::columns::{ChunkValues, Column, TextCodes, Zone};
pub use store::csr::Csr;
pub use store::estimate::{ColumnShape, GraphShape, MemoryEstimate, estimate_memory};
pub use store::memory::MemoryPart;

#[cfg(test)]
mod tests;
