//! Finds an entry of an adjacency list by its neighbour.
//!
//! ```text
//! entry   | neighbour u32 | edge u32 |          only the lower halves are compared, eight of them at once
//! ```

/// The first entry from `start` on whose lower half is `wanted`.
#[inline]
pub fn find_neighbor(entries: &[u64], start: usize, wanted: u32) -> Option<usize> {
    #[cfg(target_arch = "x86_64")]
    if entries.len() >= start + 8 && std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has AVX2.
        return unsafe { avx2::find(entries, start, wanted) };
    }
    portable(entries, start, wanted)
}

/// The twin of [`find_neighbor`] in plain Rust.
#[inline]
pub fn portable(entries: &[u64], start: usize, wanted: u32) -> Option<usize> {
    let place = entries.get(start..)?.iter().position(|entry| *entry as u32 == wanted)?;
    Some(start + place)
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use core::arch::x86_64::*;

    const EIGHT: usize = 8;

    /// # Safety
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn find(entries: &[u64], start: usize, wanted: u32) -> Option<usize> {
        let wide = _mm256_set1_epi32(wanted.cast_signed());
        let mut at = start;
        for eight in entries[start..].chunks_exact(EIGHT) {
            let near = eight.as_ptr();
            // SAFETY: `eight` holds eight entries, 64 bytes; the loads need no alignment.
            let (low, high) =
                unsafe { (_mm256_loadu_si256(near.cast()), _mm256_loadu_si256(near.add(EIGHT / 2).cast())) };
            let lower_half = |four| _mm256_cmpeq_epi32(four, wide);
            // Each comparison answers for both halves; the even places are the lower ones.
            let found = |four| _mm256_movemask_ps(_mm256_castsi256_ps(lower_half(four))) & 0b0101_0101;
            let bits = (found(low) | found(high) << EIGHT).cast_unsigned();
            if bits != 0 {
                return Some(at + bits.trailing_zeros() as usize / 2);
            }
            at += EIGHT;
        }
        super::portable(entries, at, wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_wide_search_equals_its_portable_twin(
            halves in prop::collection::vec((0u32..9, 0u32..9), 0..70), start in 0usize..75, wanted in 0u32..9
        ) {
            let entries: Vec<u64> =
                halves.into_iter().map(|(edge, neighbor)| u64::from(edge) << 32 | u64::from(neighbor)).collect();
            prop_assert_eq!(find_neighbor(&entries, start, wanted), portable(&entries, start, wanted));
        }
    }
}
