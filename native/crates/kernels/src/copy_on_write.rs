//! A shared pointer whose holder may write, and copies first only when another holder reads.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{Ordering, fence};

/// As `Arc` with `make_mut`, but without its locked exchange, which costs a write as much as the write itself: this type
/// gives out no weak pointers, so a count of one is enough to know that nobody else holds the value.
///
/// ```text
/// holder ─► | count | value |      written where it is when count = 1; otherwise the writer moves on to a copy of its own
/// ```
pub struct CopyOnWrite<T>(Arc<T>);

impl<T: Clone> CopyOnWrite<T> {
    pub fn new(value: T) -> Self {
        CopyOnWrite(Arc::new(value))
    }

    /// The value, for this holder alone. O(1), or O(value) when it is shared.
    #[inline(always)]
    pub fn make_mut(&mut self) -> &mut T {
        if self.is_shared() {
            self.copy();
        }
        // SAFETY: the value was not shared, or it was just copied.
        unsafe { self.sole() }
    }

    /// The value, when it is not shared. O(1).
    #[inline(always)]
    pub fn get_mut(&mut self) -> Option<&mut T> {
        if self.is_shared() {
            return None;
        }
        // SAFETY: the value is not shared.
        Some(unsafe { self.sole() })
    }

    #[inline(always)]
    fn is_shared(&self) -> bool {
        Arc::strong_count(&self.0) != 1
    }

    /// # Safety
    /// The value is not shared.
    #[inline(always)]
    unsafe fn sole(&mut self) -> &mut T {
        // Everything that former holders read happened before they counted themselves out.
        fence(Ordering::Acquire);
        // SAFETY: `self`, borrowed mutably, is the only holder. No other can appear, because holders come from `clone` of a
        // holder only, and there are no weak pointers: the `Arc` never leaves this type. The pointer comes from the `Arc`'s
        // own allocation and may write.
        unsafe { &mut *Arc::as_ptr(&self.0).cast_mut() }
    }

    #[cold]
    #[inline(never)]
    fn copy(&mut self) {
        self.0 = Arc::new(T::clone(&self.0));
    }
}

impl<T> Clone for CopyOnWrite<T> {
    fn clone(&self) -> Self {
        CopyOnWrite(self.0.clone())
    }
}

impl<T: Default> Default for CopyOnWrite<T> {
    fn default() -> Self {
        CopyOnWrite(Arc::default())
    }
}

impl<T> Deref for CopyOnWrite<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for CopyOnWrite<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::CopyOnWrite;

    #[test]
    fn a_sole_holder_writes_in_place() {
        let mut value = CopyOnWrite::new(vec![1, 2]);
        let place = value.as_ptr();
        value.make_mut()[0] = 7;
        assert_eq!((value.as_ptr(), &value[..]), (place, &[7, 2][..]));
    }

    #[test]
    fn a_holder_beside_others_writes_to_a_copy_and_then_in_place_again() {
        let mut value = CopyOnWrite::new(vec![1]);
        let reader = value.clone();
        assert_eq!(value.get_mut(), None);
        value.make_mut().push(2);
        assert_eq!((&value[..], &reader[..]), (&[1, 2][..], &[1][..]));
        drop(reader);
        let place = value.as_ptr();
        value.get_mut().unwrap()[0] = 9;
        assert_eq!(value.as_ptr(), place);
    }

    #[test]
    fn readers_on_other_threads_never_see_a_write() {
        let mut value = CopyOnWrite::new([0u64; 64]);
        std::thread::scope(|scope| {
            for round in 1..200 {
                let reader = value.clone();
                scope.spawn(move || assert!(reader.iter().all(|word| *word == reader[0])));
                value.make_mut().fill(round);
            }
        });
        assert_eq!(value[63], 199);
    }
}
