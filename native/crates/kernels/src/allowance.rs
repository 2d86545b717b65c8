//! What a thread may still take of the memory that graphs count.
//!
//! ```text
//! allowance of a change    | taken by growth so far      | left               | what the quota has beside
//!                                                        └ a growth beyond is refused
//! ```
//! A writer sets it for one change. It is asked where a structure grows and nowhere else, so that a change that needs no memory does
//! not pay for it. What a change gives back it may take again.

use crate::OutOfMemory;
use crate::pages::note_memory_event;
use std::cell::Cell;
use std::marker::PhantomData;

const UNLIMITED: u64 = u64::MAX;

thread_local! {
    static LEFT: Cell<u64> = const { Cell::new(UNLIMITED) };
}

/// A limit on what this thread takes, until it is dropped.
#[derive(Debug)]
pub struct Allowance {
    before: u64,
    /// Of the thread that made it.
    here: PhantomData<*const ()>,
}

impl Allowance {
    /// So many bytes, in place of what was left before.
    pub fn of(bytes: u64) -> Self {
        Allowance { before: LEFT.replace(bytes), here: PhantomData }
    }

    /// What this thread may still take.
    #[inline]
    pub fn left() -> u64 {
        LEFT.get()
    }

    /// Fails, as a growth would, where less than so much is left. Takes nothing.
    pub fn require(bytes: usize) -> Result<(), OutOfMemory> {
        match (bytes as u64).saturating_sub(LEFT.get()) {
            0 => Ok(()),
            lacking => Err(OutOfMemory::Quota { lacking }),
        }
    }
}

impl Drop for Allowance {
    fn drop(&mut self) {
        LEFT.set(self.before);
    }
}

/// Takes so many bytes of what is left. Refused, it has taken nothing.
pub fn spend(bytes: usize) -> Result<(), OutOfMemory> {
    let left = LEFT.get();
    match left.checked_sub(bytes as u64) {
        Some(rest) => {
            LEFT.set(rest);
            Ok(())
        }
        None => Err(OutOfMemory::Quota { lacking: bytes as u64 - left }),
    }
}

/// Gives so many bytes back to what is left.
pub fn unspend(bytes: usize) {
    LEFT.set(LEFT.get().saturating_add(bytes as u64));
}

/// Room for `more` items in a list that a graph counts. Doubles. On failure nothing has changed.
#[cold]
#[inline(never)]
pub fn grow_counted<T>(items: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
    note_memory_event();
    let (len, capacity) = (items.len(), items.capacity());
    let least = if size_of::<T>() > 64 { 1 } else { 4 };
    let wanted = len.saturating_add(more).max(capacity.saturating_mul(2)).max(least);
    let bytes = (wanted - capacity).saturating_mul(size_of::<T>());
    spend(bytes)?;
    items.try_reserve_exact(wanted - len).map_err(|_| {
        unspend(bytes);
        OutOfMemory::System { bytes: wanted.saturating_mul(size_of::<T>()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SharedVec, Words};

    #[test]
    fn what_is_given_back_may_be_taken_again_and_no_byte_more() {
        let allowance = Allowance::of(100);
        assert!(spend(60).is_ok() && spend(40).is_ok());
        assert_eq!(spend(3), Err(OutOfMemory::Quota { lacking: 3 }));
        unspend(30);
        assert_eq!(
            (spend(31), spend(30), Allowance::left()),
            (Err(OutOfMemory::Quota { lacking: 1 }), Ok(()), 0)
        );
        drop(allowance);
        assert!(spend(1 << 40).is_ok(), "without an allowance all may be taken");
    }

    #[test]
    fn every_structure_asks_where_it_grows_and_gives_back_where_it_goes() {
        let mut list: Vec<u64> = Vec::new();
        let mut shared: SharedVec<u64> = SharedVec::new();
        let _allowance = Allowance::of(100_000);
        grow_counted(&mut list, 1_000).unwrap();
        assert_eq!(Allowance::left(), 100_000 - 8_000);
        shared.extend_to(5_000, 7, usize::MAX).unwrap();
        assert_eq!(Allowance::left(), 92_000 - shared.bytes() as u64);
        assert!(shared.reserve(20_000, usize::MAX).is_err(), "there is no room for so many more");
        assert_eq!((shared.len(), shared[4_999]), (5_000, 7));
        assert_eq!(Allowance::left(), 92_000 - shared.bytes() as u64);
        shared.truncate(10);
        shared.shrink().unwrap();
        assert_eq!(Allowance::left(), 92_000 - shared.bytes() as u64);
        drop(shared);
        let words = Words::zeroed(11_500).unwrap();
        assert!(
            Words::zeroed(1).is_err()
                && SharedVec::of(1u8).is_err()
                && grow_counted(&mut list, 1_001).is_err()
        );
        drop(words);
        assert_eq!(Allowance::left(), 92_000);
    }
}
