use crate::{OutOfMemory, SharedVec, Words};
use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;
use std::sync::atomic::AtomicU64;

/// Zeroed words, as [`Words`], that holders on several threads read while one of them writes. Every word is read and written
/// whole, by relaxed atomics, which are plain moves; what a word means to whom is settled by those who share it.
///
/// ```text
/// holder ─► | start | len | owner |        one address away from the words, as a slice is
/// ```
#[derive(Clone)]
pub struct SharedWords {
    start: NonNull<AtomicU64>,
    len: usize,
    /// Keeps the memory; all access to the words goes through `start`.
    owner: SharedVec<Words>,
}

// SAFETY: all access to the words is atomic, and the memory belongs to a shared owner, whose own content may go to any thread.
unsafe impl Send for SharedWords {}
// SAFETY: as above.
unsafe impl Sync for SharedWords {}

impl SharedWords {
    /// `len` zero words. Fails, and aborts nothing, when the memory cannot be had.
    pub fn zeroed(len: usize) -> Result<SharedWords, OutOfMemory> {
        let mut words = Words::zeroed(len)?;
        let start = NonNull::from(&mut *words).cast();
        Ok(SharedWords { start, len, owner: SharedVec::of(words)? })
    }

    /// Drops this holder; what others have still counts as left behind.
    pub fn leave(self) {
        let bytes = self.bytes();
        self.owner.leave_with(bytes);
    }

    /// Bytes of address space this holds.
    pub fn bytes(&self) -> usize {
        self.owner.first().map_or(0, Words::bytes)
    }
}

impl Deref for SharedWords {
    type Target = [AtomicU64];

    #[inline(always)]
    fn deref(&self) -> &[AtomicU64] {
        // SAFETY: `start` points to `len` initialised words, aligned to a cache line, which `owner` keeps as long as `self` lives;
        // an `AtomicU64` lies in memory as a `u64` does. Nobody holds a reference to the words as plain `u64`: the only one there
        // was ended in `zeroed`, and `owner` gives out none.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }
}

impl fmt::Debug for SharedWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SharedWords({})", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::SharedWords;
    use std::sync::atomic::Ordering::Relaxed;

    #[test]
    fn holders_see_the_same_words_and_the_last_one_frees_them() {
        for len in [0, 1, 1_000, 1 << 18] {
            let words = SharedWords::zeroed(len).unwrap();
            let reader = words.clone();
            assert!(reader.iter().all(|word| word.load(Relaxed) == 0));
            words.iter().zip(1..).for_each(|(word, value)| word.store(value, Relaxed));
            drop(words);
            assert!(reader.iter().zip(1..).all(|(word, value)| word.load(Relaxed) == value));
            assert_eq!((reader.len(), reader.bytes()), (len, len * 8));
        }
    }

    #[test]
    fn a_reader_on_another_thread_sees_every_word_whole() {
        let words = SharedWords::zeroed(64).unwrap();
        std::thread::scope(|scope| {
            let reader = words.clone();
            scope.spawn(move || {
                for _ in 0..2_000 {
                    assert!(reader.iter().all(|word| word.load(Relaxed) % 0x1_0000_0001 == 0));
                }
            });
            for value in 0..2_000u64 {
                words.iter().for_each(|word| word.store(value << 32 | value, Relaxed));
            }
        });
    }
}
