//! Makes the page of a run from what the run has recorded.

mod goals;
mod machine;
mod measured;
mod page;
mod verdict;

pub use machine::{crate_version, load};
pub use measured::{Measured, Timing};
pub use page::page;
