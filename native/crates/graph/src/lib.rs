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

mod adjacency;
mod answer;
mod asked;
mod batch;
mod check;
mod chunked;
mod columns;
mod compact;
mod control;
mod csr;
mod derived;
mod describe;
mod edge_lookup;
mod edges;
mod environment;
mod explain;
mod few;
mod filter;
mod frame;
mod graph;
mod ids;
mod labels;
mod layout;
mod memory;
mod neighbor_lists;
mod neighborhood;
mod neighbors;
mod node_values;
mod nodes;
mod open_snapshots;
mod options;
mod published;
mod query;
mod query_rows;
mod read;
mod reads;
mod room;
mod scan;
mod schemas;
mod selection;
mod shared;
mod snapshot;
mod snapshot_reads;
mod steps;
mod symbols;
mod topology;
mod transaction;
mod undo;
mod version;
mod writes;

pub use answer::{
    Applied, Counts, EdgeDirection, Neighbor, NeighborCount, NeighborOrder, NeighborPage, NeighborQuery,
    Number, NumberPage, PageHead, RowError, Written,
};
pub use asked::Asked;
pub use chunked::{CHUNK_ROWS, CHUNK_WORDS};
pub use columns::{ChunkValues, Column, TextCodes, Zone};
pub use control::{Control, STEPS_UNCHECKED_MAX};
pub use csr::Csr;
pub use environment::{Clock, Entropy, Environment, Quota, QuotaSpent, Storage};
pub use layout::{EDGE_LENGTH, LAYOUT_ITERATIONS_MAX, LAYOUT_NODES_MAX, Place};
pub use memory::MemoryPart;
pub use neighbor_lists::NeighborLists;
pub use neighborhood::{HOPS_MAX, Neighborhood};
pub use open_snapshots::SnapshotCounts;
pub use options::{GraphOptions, ID_BYTES_CEILING, ROWS_CEILING, SYMBOLS_CEILING, VALUE_BYTES_CEILING};
pub use schemas::TextCode;
pub use shared::SharedGraph;
pub use snapshot::Snapshot;
pub use topology::Follow;
pub use transaction::Transaction;

#[cfg(test)]
mod tests;
