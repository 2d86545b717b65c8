//! Looks among words for one by its lower half, as an adjacency list is searched for a neighbour.
//!
//! ```text
//! word   | upper half: passed over | lower half: compared |          eight words a step, where the machine has vectors
//! ```

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// The place of the first word whose lower half is `half`. O(words).
#[inline]
pub fn position_of_half(words: &[AtomicU64], half: u32) -> Option<usize> {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    return wide::position(words, half);
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    portable(words, half)
}

/// The twin of [`position_of_half`] in plain Rust.
#[inline]
pub fn portable(words: &[AtomicU64], half: u32) -> Option<usize> {
    words.iter().position(|word| word.load(Relaxed) as u32 == half)
}

/// Words that [`places_of_half`] looks at: two cache lines.
pub const FEW_WORDS: usize = 16;

/// Bit i tells whether word i has this lower half. Without a branch, for lists whose lengths nobody can predict.
#[inline]
pub fn places_of_half(words: &[AtomicU64; FEW_WORDS], half: u32) -> u32 {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    return wide::places(words, half);
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    portable_places(words, half)
}

/// The twin of [`places_of_half`] in plain Rust.
#[inline]
pub fn portable_places(words: &[AtomicU64; FEW_WORDS], half: u32) -> u32 {
    let is_there = |word: &AtomicU64| u32::from(word.load(Relaxed) as u32 == half);
    words.iter().rev().fold(0, |places, word| places << 1 | is_there(word))
}

#[cfg(all(target_arch = "x86_64", not(miri)))]
mod wide {
    use super::{FEW_WORDS, portable, portable_places};
    use crate::line_of_words::{LINE_WORDS as STEP, are_aligned, loaded};
    use std::arch::x86_64::{
        _mm_castps_si128, _mm_castsi128_ps, _mm_cmpeq_epi32, _mm_movemask_ps, _mm_or_si128, _mm_set1_epi32,
        _mm_shuffle_ps,
    };
    use std::sync::atomic::AtomicU64;

    const VECTOR_WORDS: usize = 2;
    /// Of the four halves of a vector, the lower one of each word.
    const LOWER_HALVES: i32 = 0b0101;

    #[inline]
    pub fn position(words: &[AtomicU64], half: u32) -> Option<usize> {
        let unaligned = words.len().min(words.as_ptr().addr() / size_of::<u64>() % VECTOR_WORDS);
        let (head, aligned) = words.split_at(unaligned);
        if let Some(at) = portable(head, half) {
            return Some(at);
        }
        // SSE2 is part of every x86-64: nothing to ask for.
        let (steps, rest) = aligned.as_chunks::<STEP>();
        for (step, words) in steps.iter().enumerate() {
            // SAFETY: the words of a step lie a multiple of 64 bytes behind the first aligned one.
            let found = unsafe { any(words, half) };
            if found {
                return portable(words, half).map(|at| unaligned + step * STEP + at);
            }
        }
        portable(rest, half).map(|at| unaligned + steps.len() * STEP + at)
    }

    #[inline]
    pub fn places(words: &[AtomicU64; FEW_WORDS], half: u32) -> u32 {
        let (steps, _) = words.as_chunks::<STEP>();
        if !are_aligned(words) {
            return portable_places(words, half);
        }
        // SAFETY: the words are aligned, as just asked, and those of a step lie a multiple of 64 bytes behind.
        steps.iter().rev().fold(0, |places, words| places << STEP | unsafe { places_of_step(words, half) })
    }

    /// As `places`, of the words of a step.
    ///
    /// # Safety
    /// The words are aligned to 16 bytes.
    #[inline(always)]
    unsafe fn places_of_step(words: &[AtomicU64; STEP], half: u32) -> u32 {
        // SAFETY: as the caller has promised.
        let [first, second, third, fourth] = unsafe { loaded(words) };
        // SAFETY: SSE2 is part of every x86-64.
        unsafe {
            let wanted = _mm_set1_epi32(half.cast_signed());
            let places = |left, right| {
                let (left, right) = (_mm_castsi128_ps(left), _mm_castsi128_ps(right));
                let lower = _mm_castps_si128(_mm_shuffle_ps::<0b10_00_10_00>(left, right));
                _mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(lower, wanted))).cast_unsigned()
            };
            places(first, second) | places(third, fourth) << (STEP / 2)
        }
    }

    /// Whether the lower half of any of the words is this one.
    ///
    /// # Safety
    /// The words are aligned to 16 bytes.
    #[inline(always)]
    unsafe fn any(words: &[AtomicU64; STEP], half: u32) -> bool {
        // SAFETY: as the caller has promised.
        let [first, second, third, fourth] = unsafe { loaded(words) };
        // SAFETY: SSE2 is part of every x86-64.
        unsafe {
            let wanted = _mm_set1_epi32(half.cast_signed());
            let equal = |words| _mm_cmpeq_epi32(words, wanted);
            let found = _mm_or_si128(
                _mm_or_si128(equal(first), equal(second)),
                _mm_or_si128(equal(third), equal(fourth)),
            );
            _mm_movemask_ps(_mm_castsi128_ps(found)) & LOWER_HALVES != 0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_wide_search_equals_its_portable_twin(
            halves in prop::collection::vec((0u32..9, 0u32..9), 0..70), start in 0usize..70, wanted in 0u32..9
        ) {
            let words: Vec<AtomicU64> = halves
                .into_iter()
                .map(|(upper, lower)| AtomicU64::new(u64::from(upper) << 32 | u64::from(lower)))
                .collect();
            let words = &words[start.min(words.len())..];
            prop_assert_eq!(position_of_half(words, wanted), portable(words, wanted));
            if let Some(few) = words.first_chunk() {
                prop_assert_eq!(places_of_half(few, wanted), portable_places(few, wanted));
            }
        }
    }
}
