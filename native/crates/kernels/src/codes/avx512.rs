//! 64 bytes of codes at a time; the answers of a comparison are bits already.

use super::{CodeSet, portable};
use core::arch::x86_64::*;

/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn equal_u8(codes: &[u8], code: u8, out: &mut [u64]) {
    let wide = _mm512_set1_epi8(code.cast_signed());
    words_of_bytes(codes, out, |v| _mm512_cmpeq_epi8_mask(v, wide));
    let whole = codes.len() / 64;
    portable::equal(&codes[whole * 64..], code, &mut out[whole..]);
}

/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn equal_u16(codes: &[u16], code: u16, out: &mut [u64]) {
    let wide = _mm512_set1_epi16(code.cast_signed());
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        let halves = block.as_chunks::<32>().0;
        // SAFETY: each half holds 32 codes, 64 bytes; the loads need no alignment.
        let (low, high) = unsafe {
            (_mm512_loadu_epi16(halves[0].as_ptr().cast()), _mm512_loadu_epi16(halves[1].as_ptr().cast()))
        };
        let (low, high) = (_mm512_cmpeq_epi16_mask(low, wide), _mm512_cmpeq_epi16_mask(high, wide));
        *word = u64::from(low) | u64::from(high) << 32;
    }
    let whole = codes.len() / 64;
    portable::equal(&codes[whole * 64..], code, &mut out[whole..]);
}

/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn equal_u32(codes: &[u32], code: u32, out: &mut [u64]) {
    let wide = _mm512_set1_epi32(code.cast_signed());
    words_of_sixteen(codes, out, |v| _mm512_cmpeq_epi32_mask(v, wide));
    let whole = codes.len() / 64;
    portable::equal(&codes[whole * 64..], code, &mut out[whole..]);
}

/// The byte of the set that a code is in is found by its upper five bits, in one of two shuffles; the bit by its lower three.
///
/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn among_u8(codes: &[u8], set: &CodeSet, out: &mut [u64]) {
    // SAFETY: a set has at least eight words, 32 bytes; the loads need no alignment.
    let (low, high) = unsafe {
        let words = set.words[..8].as_ptr();
        (_mm_loadu_si128(words.cast()), _mm_loadu_si128(words.add(4).cast()))
    };
    let (low, high) = (_mm512_broadcast_i32x4(low), _mm512_broadcast_i32x4(high));
    let bits_of_codes = _mm512_set1_epi64(0x8040_2010_0804_0201_u64.cast_signed());
    words_of_bytes(codes, out, |v| {
        let byte_at = _mm512_and_si512(_mm512_srli_epi16::<3>(v), _mm512_set1_epi8(31));
        let bytes = _mm512_mask_shuffle_epi8(
            _mm512_shuffle_epi8(low, byte_at),
            _mm512_movepi8_mask(v),
            high,
            byte_at,
        );
        let bit = _mm512_shuffle_epi8(bits_of_codes, _mm512_and_si512(v, _mm512_set1_epi8(7)));
        _mm512_test_epi8_mask(bytes, bit)
    });
    let whole = codes.len() / 64;
    portable::among(&codes[whole * 64..], set, &mut out[whole..]);
}

/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn among_u16(codes: &[u16], set: &CodeSet, out: &mut [u64]) {
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        let mut bits = 0;
        for (step, sixteen) in block.as_chunks::<16>().0.iter().enumerate() {
            // SAFETY: `sixteen` holds sixteen codes, 32 bytes; the load needs no alignment.
            let codes = unsafe { _mm256_loadu_si256(sixteen.as_ptr().cast()) };
            bits |= u64::from(gathered(_mm512_cvtepu16_epi32(codes), set)) << (step * 16);
        }
        *word = bits;
    }
    let whole = codes.len() / 64;
    portable::among(&codes[whole * 64..], set, &mut out[whole..]);
}

/// # Safety
/// The machine has AVX-512 F and BW.
#[target_feature(enable = "avx512f,avx512bw")]
pub(super) fn among_u32(codes: &[u32], set: &CodeSet, out: &mut [u64]) {
    words_of_sixteen(codes, out, |v| gathered(v, set));
    let whole = codes.len() / 64;
    portable::among(&codes[whole * 64..], set, &mut out[whole..]);
}

/// Which of sixteen codes are in the set.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn gathered(codes: __m512i, set: &CodeSet) -> __mmask16 {
    let word_at = _mm512_srli_epi32::<5>(codes);
    let count = i32::try_from(set.words.len()).unwrap_or(i32::MAX);
    let known = _mm512_cmplt_epu32_mask(word_at, _mm512_set1_epi32(count));
    // SAFETY: words are gathered only where their index lies below the number of words; an index is not negative, because
    // five bits were shifted out of it.
    let words = unsafe {
        _mm512_mask_i32gather_epi32::<4>(_mm512_setzero_si512(), known, word_at, set.words.as_ptr().cast())
    };
    let bit = _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_and_si512(codes, _mm512_set1_epi32(31)));
    _mm512_test_epi32_mask(words, bit)
}

/// The words of `out` all of whose 64 codes are there.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn words_of_bytes(codes: &[u8], out: &mut [u64], test: impl Fn(__m512i) -> __mmask64) {
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        // SAFETY: `block` holds 64 bytes, and the load needs no alignment.
        *word = test(unsafe { _mm512_loadu_epi8(block.as_ptr().cast()) });
    }
}

/// As [`words_of_bytes`], for codes of four bytes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn words_of_sixteen(codes: &[u32], out: &mut [u64], test: impl Fn(__m512i) -> __mmask16) {
    for (word, block) in out.iter_mut().zip(codes.as_chunks::<64>().0) {
        let mut bits = 0;
        for (step, sixteen) in block.as_chunks::<16>().0.iter().enumerate() {
            // SAFETY: `sixteen` holds sixteen codes, 64 bytes; the load needs no alignment.
            let v = unsafe { _mm512_loadu_epi32(sixteen.as_ptr().cast()) };
            bits |= u64::from(test(v)) << (step * 16);
        }
        *word = bits;
    }
}
