//! One value that snapshots share; its writer copies it first when another holder reads.

use crate::{OutOfMemory, SharedVec};
use std::fmt;
use std::ops::Deref;

/// As `Arc` with `make_mut`, but a copy that cannot be had is an error, and a write to a value that nobody shares costs no
/// locked exchange: there are no weak pointers, so a count of one is enough to know.
pub struct CopyOnWrite<T>(SharedVec<T>);

impl<T: Clone> CopyOnWrite<T> {
    pub fn new(value: T) -> Result<Self, OutOfMemory> {
        SharedVec::of(value).map(CopyOnWrite)
    }

    /// The value, for this holder alone. O(1), or O(value) when it is shared.
    #[inline(always)]
    pub fn make_mut(&mut self) -> Result<&mut T, OutOfMemory> {
        Ok(&mut self.0.make_mut()?[0])
    }

    /// The value, when it is not shared. O(1).
    #[inline(always)]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.0.get_mut()?.first_mut()
    }

    /// Bytes of the value itself and its count.
    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }
}

impl<T> Clone for CopyOnWrite<T> {
    fn clone(&self) -> Self {
        CopyOnWrite(self.0.clone())
    }
}

impl<T> Deref for CopyOnWrite<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0[0]
    }
}

impl<T: fmt::Debug> fmt::Debug for CopyOnWrite<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::CopyOnWrite;

    #[test]
    fn a_sole_holder_writes_in_place() {
        let mut value = CopyOnWrite::new([1, 2]).unwrap();
        let place = value.as_ptr();
        value.make_mut().unwrap()[0] = 7;
        assert_eq!((value.as_ptr(), *value), (place, [7, 2]));
    }

    #[test]
    fn a_holder_beside_others_writes_to_a_copy_and_then_in_place_again() {
        let mut value = CopyOnWrite::new([1]).unwrap();
        let reader = value.clone();
        assert_eq!(value.get_mut(), None);
        value.make_mut().unwrap()[0] = 2;
        assert_eq!((*value, *reader), ([2], [1]));
        drop(reader);
        let place = value.as_ptr();
        value.get_mut().unwrap()[0] = 9;
        assert_eq!(value.as_ptr(), place);
    }

    #[test]
    fn readers_on_other_threads_never_see_a_write() {
        let mut value = CopyOnWrite::new([0u64; 64]).unwrap();
        std::thread::scope(|scope| {
            for round in 1..200 {
                let reader = value.clone();
                scope.spawn(move || assert!(reader.iter().all(|word| *word == reader[0])));
                value.make_mut().unwrap().fill(round);
            }
        });
        assert_eq!(value[63], 199);
    }
}
