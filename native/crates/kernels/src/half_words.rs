use crate::{HUGE_PAGE_BYTES, OutOfMemory, Words};
use std::fmt;
use std::ops::{Deref, DerefMut};

const HUGE_PAGE_WORDS: usize = HUGE_PAGE_BYTES / 8;

/// A fixed number of 32-bit numbers, zero at first, in memory as that of [`Words`].
pub struct HalfWords {
    words: Words,
    len: usize,
}

impl HalfWords {
    /// `len` zeros. Fails, and aborts nothing, when the memory cannot be had.
    pub fn zeroed(len: usize) -> Result<HalfWords, OutOfMemory> {
        // From half of a huge page on a whole one is taken: hundreds of page faults cost more than the rest of it.
        let words = match len.div_ceil(2) {
            words if words < HUGE_PAGE_WORDS / 2 => words,
            words => words
                .checked_next_multiple_of(HUGE_PAGE_WORDS)
                .ok_or(OutOfMemory::System { bytes: usize::MAX })?,
        };
        Ok(HalfWords { words: Words::zeroed(words)?, len })
    }

    /// Bytes of address space this holds.
    pub fn bytes(&self) -> usize {
        self.words.bytes()
    }
}

impl Deref for HalfWords {
    type Target = [u32];

    #[inline]
    fn deref(&self) -> &[u32] {
        // SAFETY: the words hold at least `len` halves, initialised and more than aligned; the slice borrows `self`.
        unsafe { std::slice::from_raw_parts(self.words.as_ptr().cast(), self.len) }
    }
}

impl DerefMut for HalfWords {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u32] {
        // SAFETY: as above, and the slice borrows `self` mutably.
        unsafe { std::slice::from_raw_parts_mut(self.words.as_mut_ptr().cast(), self.len) }
    }
}

impl fmt::Debug for HalfWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HalfWords({})", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::HalfWords;

    #[test]
    fn all_numbers_are_zero_and_can_be_written_at_every_length() {
        for len in [0, 1, 2, 3, 1_001, (2 << 20) / 4 + 1] {
            let mut numbers = HalfWords::zeroed(len).unwrap();
            assert!(numbers.len() == len && numbers.iter().all(|number| *number == 0));
            numbers.iter_mut().zip(1..).for_each(|(number, value)| *number = value);
            assert!(numbers.iter().zip(1..).all(|(number, value)| *number == value));
            assert!(numbers.bytes() >= len * 4);
        }
    }
}
