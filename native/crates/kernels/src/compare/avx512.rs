//! Eight numbers at a time; the answers of a comparison are bits already.

use super::{Comparison, portable};
use crate::prefetch::prefetch_block;
use core::arch::x86_64::*;

/// # Safety
/// The machine has AVX-512 F.
#[target_feature(enable = "avx512f")]
pub(super) fn integers(values: &[i64], next: &[i64], comparison: Comparison, x: i64, out: &mut [u64]) {
    match comparison {
        Comparison::Equal => whole_integers::<_MM_CMPINT_EQ>(values, next, x, out),
        Comparison::NotEqual => whole_integers::<_MM_CMPINT_NE>(values, next, x, out),
        Comparison::Less => whole_integers::<_MM_CMPINT_LT>(values, next, x, out),
        Comparison::LessOrEqual => whole_integers::<_MM_CMPINT_LE>(values, next, x, out),
        Comparison::Greater => whole_integers::<_MM_CMPINT_NLE>(values, next, x, out),
        Comparison::GreaterOrEqual => whole_integers::<_MM_CMPINT_NLT>(values, next, x, out),
    }
    let whole = values.len() / 64;
    portable::integers(&values[whole * 64..], comparison, x, &mut out[whole..]);
}

/// `x` is not NaN.
///
/// # Safety
/// The machine has AVX-512 F.
#[target_feature(enable = "avx512f")]
pub(super) fn floats(values: &[f64], next: &[f64], comparison: Comparison, x: f64, out: &mut [u64]) {
    match comparison {
        Comparison::Equal => whole_floats::<_CMP_EQ_OQ>(values, next, x, out),
        Comparison::NotEqual => whole_floats::<_CMP_NEQ_UQ>(values, next, x, out),
        Comparison::Less => whole_floats::<_CMP_LT_OQ>(values, next, x, out),
        Comparison::LessOrEqual => whole_floats::<_CMP_LE_OQ>(values, next, x, out),
        // The unordered forms answer true for NaN, which stands above every number.
        Comparison::Greater => whole_floats::<_CMP_NLE_UQ>(values, next, x, out),
        Comparison::GreaterOrEqual => whole_floats::<_CMP_NLT_UQ>(values, next, x, out),
    }
    let whole = values.len() / 64;
    portable::floats(&values[whole * 64..], comparison, x, &mut out[whole..]);
}

#[inline]
#[target_feature(enable = "avx512f")]
fn whole_integers<const OPERATOR: i32>(values: &[i64], next: &[i64], x: i64, out: &mut [u64]) {
    let wide = _mm512_set1_epi64(x);
    whole_words(values, next, out, |v| _mm512_cmp_epi64_mask::<OPERATOR>(v, wide));
}

#[inline]
#[target_feature(enable = "avx512f")]
fn whole_floats<const OPERATOR: i32>(values: &[f64], next: &[f64], x: f64, out: &mut [u64]) {
    let wide = _mm512_set1_pd(x);
    whole_words(values, next, out, |v| _mm512_cmp_pd_mask::<OPERATOR>(_mm512_castsi512_pd(v), wide));
}

/// The words of `out` all of whose 64 values are there. Asks for as much of `next` as it scans.
#[inline]
#[target_feature(enable = "avx512f")]
fn whole_words<T>(values: &[T], next: &[T], out: &mut [u64], test: impl Fn(__m512i) -> __mmask8) {
    const { assert!(size_of::<T>() == 8) };
    for (at, (word, block)) in out.iter_mut().zip(values.as_chunks::<64>().0).enumerate() {
        prefetch_block(next, at);
        let mut bits = [0; 8];
        for (bits, eight) in bits.iter_mut().zip(block.as_chunks::<8>().0) {
            // SAFETY: `eight` holds eight values of eight bytes, and the load needs no alignment.
            *bits = test(unsafe { _mm512_loadu_epi64(eight.as_ptr().cast()) });
        }
        *word = u64::from_le_bytes(bits);
    }
}
