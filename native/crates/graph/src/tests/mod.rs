//! The whole engine, through the calls that others make.

mod against_model;
mod attributes;
mod batched_reads;
mod cancelled_changes;
mod columns_against_rows;
mod complexity;
mod csr;
mod edge_ids;
mod estimate;
mod explain;
mod faults;
mod fixture;
mod hubs_against_model;
mod indexes;
mod lifetime;
mod linearizability;
mod many_reads;
mod model;
mod one_value;
mod queries;
mod removals;
mod schemas;
mod schemas_of_edges;
mod shrink;
mod topology;
mod traps;
