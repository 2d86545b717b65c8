//! The atomics of the shared structures: the standard ones, or those of the model checker, which tries every order in which
//! threads may see them (`tests/models.rs`).

#[cfg(feature = "model")]
pub(crate) use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};
#[cfg(not(feature = "model"))]
pub(crate) use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering, fence};
