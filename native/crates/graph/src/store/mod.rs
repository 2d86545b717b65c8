//! How a graph lies in memory: ids, columns, label sets, adjacency, and the chunks that snapshots share.

pub(crate) mod adjacency;
pub(crate) mod chunked;
pub(crate) mod columns;
pub(crate) mod csr;
pub(crate) mod derived;
pub(crate) mod estimate;
pub(crate) mod few;
pub(crate) mod ids;
pub(crate) mod indexes;
pub(crate) mod labels;
pub(crate) mod memory;
pub(crate) mod room;
pub(crate) mod symbols;
