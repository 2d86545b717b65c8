//! Lists that grow as input asks for: where memory cannot be had, the call fails and the process goes on.

use crate::{Failure, Status};

/// `OUT_OF_MEMORY`: the system had no more for so many bytes.
#[cold]
pub fn out_of_memory(bytes: usize) -> Failure {
    Failure::new(Status::OutOfMemory).number(bytes as u64)
}

/// Room for `more` items.
#[inline]
pub(crate) fn room<T>(items: &mut Vec<T>, more: usize) -> Result<(), Failure> {
    let bytes = items.len().saturating_add(more).saturating_mul(size_of::<T>());
    items.try_reserve(more).map_err(|_| out_of_memory(bytes))
}

/// Appends an item.
#[inline]
pub(crate) fn push<T>(items: &mut Vec<T>, item: T) -> Result<(), Failure> {
    room(items, 1)?;
    items.push(item);
    Ok(())
}

/// Collects the items.
pub(crate) fn collected<T>(items: impl Iterator<Item = T>) -> Result<Vec<T>, Failure> {
    let mut collected = Vec::new();
    room(&mut collected, items.size_hint().0)?;
    for item in items {
        push(&mut collected, item)?;
    }
    Ok(collected)
}
