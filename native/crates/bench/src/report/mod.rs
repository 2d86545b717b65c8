//! Makes the page of a run from what the run has recorded.

mod goals;
mod limits;
mod machine;
mod measured;
mod page;
mod promises;
mod verdict;

pub use limits::PAGES;
pub use machine::{crate_version, load};
pub use measured::{Measured, Timing};
pub use page::page;
pub use verdict::digits;
