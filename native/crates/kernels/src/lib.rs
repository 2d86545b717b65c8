//! The few things that safe Rust cannot say: memory in huge pages, prefetching, and scans with the widest vectors of the
//! machine. Every function is safe to call; every scan stands beside a portable twin that the tests hold it to.

pub mod compare;
mod prefetch;
mod words;

pub use compare::Comparison;
pub use prefetch::prefetch;
pub use words::{HUGE_PAGE_BYTES, OutOfMemory, Words};
