//! 32 bytes of codes at a time.

use super::{CodeSet, portable};
use core::arch::x86_64::*;

/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn equal_u8(codes: &[u8], code: u8, out: &mut [u64]) {
    let wide = _mm256_set1_epi8(code.cast_signed());
    words_of_bytes(codes, out, |v| _mm256_cmpeq_epi8(v, wide));
    let whole = codes.len() / 64;
    portable::equal(&codes[whole * 64..], code, &mut out[whole..]);
}

/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn equal_u16(codes: &[u16], code: u16, out: &mut [u64]) {
    let wide = _mm256_set1_epi16(code.cast_signed());
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        let mut bits = 0;
        for (step, half) in block.as_chunks::<32>().0.iter().enumerate() {
            // SAFETY: `half` holds 32 codes, 64 bytes; the loads need no alignment.
            let (low, high) = unsafe {
                (_mm256_loadu_si256(half.as_ptr().cast()), _mm256_loadu_si256(half[16..].as_ptr().cast()))
            };
            // Packing takes halves of both in turn; the permutation puts them back in order.
            let packed = _mm256_packs_epi16(_mm256_cmpeq_epi16(low, wide), _mm256_cmpeq_epi16(high, wide));
            let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(packed);
            bits |= u64::from(_mm256_movemask_epi8(ordered).cast_unsigned()) << (step * 32);
        }
        *word = bits;
    }
    let whole = codes.len() / 64;
    portable::equal(&codes[whole * 64..], code, &mut out[whole..]);
}

/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn equal_u32(codes: &[u32], code: u32, out: &mut [u64]) {
    let wide = _mm256_set1_epi32(code.cast_signed());
    words_of_eight(codes, out, |v| _mm256_cmpeq_epi32(v, wide));
    let whole = codes.len() / 64;
    portable::equal(&codes[whole * 64..], code, &mut out[whole..]);
}

/// The byte of the set that a code is in is found by its upper five bits, in one of two shuffles; the bit by its lower three.
///
/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn among_u8(codes: &[u8], set: &CodeSet, out: &mut [u64]) {
    // SAFETY: a set has at least eight words, 32 bytes; the loads need no alignment.
    let (low, high) = unsafe {
        let words = set.words[..8].as_ptr();
        (_mm_loadu_si128(words.cast()), _mm_loadu_si128(words.add(4).cast()))
    };
    let (low, high) = (_mm256_broadcastsi128_si256(low), _mm256_broadcastsi128_si256(high));
    let bits_of_codes = _mm256_set1_epi64x(0x8040_2010_0804_0201_u64.cast_signed());
    words_of_bytes(codes, out, |v| {
        let byte_at = _mm256_and_si256(_mm256_srli_epi16::<3>(v), _mm256_set1_epi8(31));
        let bytes =
            _mm256_blendv_epi8(_mm256_shuffle_epi8(low, byte_at), _mm256_shuffle_epi8(high, byte_at), v);
        let bit = _mm256_shuffle_epi8(bits_of_codes, _mm256_and_si256(v, _mm256_set1_epi8(7)));
        _mm256_cmpeq_epi8(_mm256_and_si256(bytes, bit), bit)
    });
    let whole = codes.len() / 64;
    portable::among(&codes[whole * 64..], set, &mut out[whole..]);
}

/// A gather of words is no faster here than a load for each code.
///
/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn among_u16(codes: &[u16], set: &CodeSet, out: &mut [u64]) {
    portable::among(codes, set, out);
}

/// As [`among_u16`].
///
/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn among_u32(codes: &[u32], set: &CodeSet, out: &mut [u64]) {
    portable::among(codes, set, out);
}

/// The words of `out` all of whose 64 codes are there; `test` answers all bits of a byte or none.
#[inline]
#[target_feature(enable = "avx2")]
fn words_of_bytes(codes: &[u8], out: &mut [u64], test: impl Fn(__m256i) -> __m256i) {
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        let mut bits = 0;
        for (step, half) in block.as_chunks::<32>().0.iter().enumerate() {
            // SAFETY: `half` holds 32 bytes, and the load needs no alignment.
            let v = unsafe { _mm256_loadu_si256(half.as_ptr().cast()) };
            bits |= u64::from(_mm256_movemask_epi8(test(v)).cast_unsigned()) << (step * 32);
        }
        *word = bits;
    }
}

/// As [`words_of_bytes`], for codes of four bytes.
#[inline]
#[target_feature(enable = "avx2")]
fn words_of_eight(codes: &[u32], out: &mut [u64], test: impl Fn(__m256i) -> __m256i) {
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        let mut bits = 0;
        for (step, eight) in block.as_chunks::<8>().0.iter().enumerate() {
            // SAFETY: `eight` holds eight codes, 32 bytes; the load needs no alignment.
            let v = unsafe { _mm256_loadu_si256(eight.as_ptr().cast()) };
            bits |= (_mm256_movemask_ps(_mm256_castsi256_ps(test(v))) as u64) << (step * 8);
        }
        *word = bits;
    }
}
