//! Changing a graph: every check before the first write, an undo entry for each write.

pub(crate) mod batch;
pub(crate) mod cells;
pub(crate) mod check;
pub(crate) mod compact;
pub(crate) mod edges;
pub(crate) mod frame;
pub(crate) mod indexes;
pub(crate) mod nodes;
pub(crate) mod quota;
pub(crate) mod schemas;
pub(crate) mod shrink;
pub(crate) mod undo;
