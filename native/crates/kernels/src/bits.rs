//! Bitmaps: one bit a row, 64 rows to a word, the lowest bit first.

use crate::level::{Kind, Level};

/// How many bits are set. O(words).
pub fn count(level: Level, bits: &[u64]) -> usize {
    match level.kind() {
        Kind::Portable => ones(bits),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has POPCNT.
        Kind::Avx2 => unsafe { avx2_ones(bits) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has AVX-512 and VPOPCNTDQ.
        Kind::Avx512 => unsafe { avx512_ones(bits) },
    }
}

#[inline(always)]
fn ones(bits: &[u64]) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

/// The same loop, which the compiler turns into the instructions of the level.
///
/// # Safety
/// The machine has POPCNT.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt")]
fn avx2_ones(bits: &[u64]) -> usize {
    ones(bits)
}

/// # Safety
/// The machine has AVX-512 F and VPOPCNTDQ.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512vpopcntdq,popcnt")]
fn avx512_ones(bits: &[u64]) -> usize {
    ones(bits)
}

/// Sets bit `i` of `out` to `test(values[i])`, and bits behind the last value to zero. Eight answers at a time, a byte each,
/// which compilers make vectors of; a multiplication moves the lowest bits of eight bytes into one.
#[inline(always)]
pub(crate) fn fill<T: Copy>(values: &[T], out: &mut [u64], test: impl Fn(T) -> bool) {
    let (blocks, rest) = values.as_chunks::<64>();
    for (word, block) in out.iter_mut().zip(blocks) {
        let mut answers = [0_u8; 64];
        for (answer, value) in answers.iter_mut().zip(block) {
            *answer = u8::from(test(*value));
        }
        *word = 0;
        for (at, eight) in answers.as_chunks::<8>().0.iter().enumerate() {
            let byte = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            *word |= byte << (at * 8);
        }
    }
    let behind = &mut out[blocks.len()..];
    behind.fill(0);
    for (at, value) in rest.iter().enumerate() {
        behind[0] |= u64::from(test(*value)) << at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_filled_and_counted_alike_at_every_level() {
        for length in 0..=130_u32 {
            let values: Vec<u32> = (0..length).map(|at| at * 7 % 5).collect();
            let mut bits = [u64::MAX; 4];
            fill(&values, &mut bits, |value| value < 2);
            for (at, value) in values.iter().enumerate() {
                assert_eq!(bits[at / 64] >> (at % 64) & 1 == 1, *value < 2);
            }
            let expected = values.iter().filter(|value| **value < 2).count();
            for level in Level::all() {
                assert_eq!(count(level, &bits), expected, "{level:?} {length}");
                assert_eq!(count(level, &bits[1..]), expected - bits[0].count_ones() as usize);
            }
        }
    }
}
