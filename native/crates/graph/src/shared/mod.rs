//! The graph as others hold it: one writer, many readers, snapshots that neither waits for.

pub(crate) mod control;
pub(crate) mod declared_indexes;
pub(crate) mod environment;
pub(crate) mod many_reads;
pub(crate) mod open_snapshots;
pub(crate) mod options;
pub(crate) mod published;
pub(crate) mod reads;
pub(crate) mod shared_graph;
pub(crate) mod snapshot;
pub(crate) mod snapshot_reads;
pub(crate) mod transaction;
pub(crate) mod writes;
