//! The C ABI of the engine, and nothing else: no graph logic lives here.
//!
//! Every export does four things: *guard* (no panic leaves it), *check* (handles, addresses, lengths, encodings), *delegate* to the
//! engine, *report* (results on success, a status and its operands on failure). The files stand in the order of the header.
//!
//! Addresses need no alignment: everything is read and written as bytes. A null address is legal where its length is zero, and
//! as a report; anywhere else it is `INVALID_ARGUMENT`.

mod boundary;
mod handle;
mod memory;
mod status;
mod types;

mod add_up;
mod library;
mod manifest;

mod graph;
mod revision_places;
mod sizes;
mod symbols;

mod indexes;

mod rows;

mod nodes;

mod schemas;

mod edges;

mod one_value;

mod queries;

mod batched_reads;

mod batches;

mod opaque;

mod snapshots;

mod scans;

mod traces;

pub use batched_reads::*;
pub use batches::*;
pub use edges::*;
pub use graph::*;
pub use indexes::*;
pub use library::*;
pub use nodes::*;
pub use one_value::*;
pub use opaque::*;
pub use queries::*;
pub use scans::*;
pub use schemas::*;
pub use sizes::*;
pub use snapshots::*;
pub use status::*;
pub use symbols::*;
pub use traces::*;
pub use types::*;
