//! Reading a graph by rows, ids and hops.

pub(crate) mod answer;
pub(crate) mod asked;
pub(crate) mod content_hash;
pub(crate) mod describe;
pub(crate) mod edge_lookup;
pub(crate) mod moment;
pub(crate) mod neighbor_lists;
pub(crate) mod neighborhood;
pub(crate) mod neighbors;
pub(crate) mod node_values;
pub(crate) mod one_value;
pub(crate) mod row_reads;
pub(crate) mod topology;
pub(crate) mod version;
