//! A cache line of words that others may write, taken apart into halves.
//!
//! ```text
//! words        | upper 0 | lower 0 | upper 1 | lower 1 | …  | upper 7 | lower 7 |
//! lower half   | lower 0 | lower 1 | … | lower 7 |           upper half   | upper 0 | upper 1 | … | upper 7 |
//! ```

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// Words of a cache line.
pub const LINE_WORDS: usize = 8;

/// The lower halves of the words, in order.
#[inline(always)]
pub fn lower_halves(words: &[AtomicU64; LINE_WORDS]) -> [u32; LINE_WORDS] {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    if are_aligned(words) {
        // SAFETY: the words are aligned, as just asked.
        return unsafe { wide::halves::<{ wide::LOWER }>(words) };
    }
    portable_halves(words, 0)
}

/// The upper halves of the words, in order.
#[inline(always)]
pub fn upper_halves(words: &[AtomicU64; LINE_WORDS]) -> [u32; LINE_WORDS] {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    if are_aligned(words) {
        // SAFETY: the words are aligned, as just asked.
        return unsafe { wide::halves::<{ wide::UPPER }>(words) };
    }
    portable_halves(words, u32::BITS)
}

/// The twin of [`lower_halves`] and [`upper_halves`] in plain Rust, by the place of the half in the word.
#[inline]
pub fn portable_halves(words: &[AtomicU64; LINE_WORDS], place: u32) -> [u32; LINE_WORDS] {
    words.each_ref().map(|word| (word.load(Relaxed) >> place) as u32)
}

#[cfg(all(target_arch = "x86_64", not(miri)))]
pub(crate) use wide::{are_aligned, loaded};

#[cfg(all(target_arch = "x86_64", not(miri)))]
mod wide {
    use super::LINE_WORDS;
    use std::arch::asm;
    use std::arch::x86_64::{__m128i, _mm_castps_si128, _mm_castsi128_ps, _mm_shuffle_ps, _mm_storeu_si128};
    use std::sync::atomic::AtomicU64;

    /// Of two vectors, the lower halves of their four words.
    pub const LOWER: i32 = 0b10_00_10_00;
    pub const UPPER: i32 = 0b11_01_11_01;

    /// Whether vectors of the words can be loaded whole.
    #[inline(always)]
    pub fn are_aligned(words: &[AtomicU64]) -> bool {
        words.as_ptr().addr().is_multiple_of(size_of::<__m128i>())
    }

    /// # Safety
    /// The words are aligned to 16 bytes.
    #[inline(always)]
    pub unsafe fn halves<const WHICH: i32>(words: &[AtomicU64; LINE_WORDS]) -> [u32; LINE_WORDS] {
        // SAFETY: as the caller has promised.
        let [first, second, third, fourth] = unsafe { loaded(words) };
        let mut halves = [0u32; LINE_WORDS];
        let (left, right) = halves.split_at_mut(LINE_WORDS / 2);
        // SAFETY: SSE2 is part of every x86-64; each store writes the four numbers of a live reference.
        unsafe {
            let taken = |left, right| {
                _mm_castps_si128(_mm_shuffle_ps::<WHICH>(_mm_castsi128_ps(left), _mm_castsi128_ps(right)))
            };
            _mm_storeu_si128(left.as_mut_ptr().cast(), taken(first, second));
            _mm_storeu_si128(right.as_mut_ptr().cast(), taken(third, fourth));
        }
        halves
    }

    /// The words as vectors.
    ///
    /// # Safety
    /// The words are aligned to 16 bytes.
    #[inline(always)]
    pub unsafe fn loaded(words: &[AtomicU64; LINE_WORDS]) -> [__m128i; 4] {
        let (first, second, third, fourth): (__m128i, __m128i, __m128i, __m128i);
        // SAFETY: reads the 64 bytes of a live reference, in four vectors that the caller has aligned. In assembly, because others
        // may write the words meanwhile: an aligned load of 16 bytes reads each of its words whole, as two relaxed loads do.
        unsafe {
            asm!(
                "movdqa {first}, [{words}]",
                "movdqa {second}, [{words} + 16]",
                "movdqa {third}, [{words} + 32]",
                "movdqa {fourth}, [{words} + 48]",
                words = in(reg) words.as_ptr(),
                first = out(xmm_reg) first,
                second = out(xmm_reg) second,
                third = out(xmm_reg) third,
                fourth = out(xmm_reg) fourth,
                options(nostack, readonly, preserves_flags),
            );
        }
        [first, second, third, fourth]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_are_those_of_the_portable_twin_wherever_the_words_lie() {
        let words: Vec<AtomicU64> =
            (0..30u64).map(|at| AtomicU64::new(at << 33 | (at ^ 0xFFFF_0000))).collect();
        for line in words.windows(LINE_WORDS).filter_map(<[AtomicU64]>::first_chunk) {
            assert_eq!(lower_halves(line), portable_halves(line, 0));
            assert_eq!(upper_halves(line), portable_halves(line, u32::BITS));
        }
    }
}
