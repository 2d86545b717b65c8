//! Where graphs tell their revision: memory that is never given back, because the other side reads it without a call and may come
//! when the graph is gone. The place of a graph that is gone is taken by another one: there are as many as graphs were open at once.

use kneiphof_wire::{Failure, out_of_memory};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

pub(crate) static REVISION_PLACES: RevisionPlaces = RevisionPlaces { places: Mutex::new(Vec::new()) };

pub(crate) struct RevisionPlaces {
    places: Mutex<Vec<Arc<AtomicU64>>>,
}

impl RevisionPlaces {
    /// A place that no graph has. O(places).
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` when there is no memory for one more.
    pub fn take(&self) -> Result<Arc<AtomicU64>, Failure> {
        // The list is consistent after every statement: a panic elsewhere does not spoil it.
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let is_free = |place: &mut Arc<AtomicU64>| Arc::get_mut(place).is_some();
        if let Some(free) = places.iter_mut().find_map(|place| is_free(place).then_some(place)) {
            return Ok(Arc::clone(free));
        }
        places.try_reserve(1).map_err(|_| out_of_memory(size_of::<Arc<AtomicU64>>()))?;
        let fresh = Arc::<AtomicU64>::default();
        places.push(Arc::clone(&fresh));
        Ok(fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_graphs_alone_and_is_taken_again_when_that_is_gone() {
        let places = RevisionPlaces { places: Mutex::new(Vec::new()) };
        let first = places.take().unwrap();
        let second = places.take().unwrap();
        assert_ne!(first.as_ptr(), second.as_ptr());
        let address = first.as_ptr();
        drop(first);
        assert_eq!(places.take().unwrap().as_ptr(), address);
        assert_eq!(places.places.lock().unwrap().len(), 2);
    }
}
