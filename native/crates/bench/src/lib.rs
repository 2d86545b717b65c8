//! What benchmarks share: the seeded graph, probes of the machine, the record of a run, and the page made from it.
//! The benchmarks themselves are in `benches/graph`.
#![forbid(unsafe_code)]

mod bench_graph;
mod edges;
mod fnv;
pub mod probes;
mod random;
pub mod record;
pub mod report;

pub use bench_graph::{BenchGraph, Known, QUERIES_PER_ROUND, STATUSES_OF_NODES, TWO_HOP_QUERIES};
pub use edges::{Shape, communities, edges};
pub use fnv::Fnv;
pub use random::SplitMix64;
