//! Eight numbers at a time; the answers of a comparison are bits already.

use super::{Comparison, portable};
use crate::prefetch::Ahead;
use core::arch::x86_64::*;

/// # Safety
/// The machine has AVX-512 F.
#[target_feature(enable = "avx512f")]
pub(super) fn integers(values: &[i64], ahead: &mut Ahead, comparison: Comparison, x: i64, out: &mut [u64]) {
    match comparison {
        Comparison::Equal => whole_integers::<_MM_CMPINT_EQ>(values, ahead, x, out),
        Comparison::NotEqual => whole_integers::<_MM_CMPINT_NE>(values, ahead, x, out),
        Comparison::Less => whole_integers::<_MM_CMPINT_LT>(values, ahead, x, out),
        Comparison::LessOrEqual => whole_integers::<_MM_CMPINT_LE>(values, ahead, x, out),
        Comparison::Greater => whole_integers::<_MM_CMPINT_NLE>(values, ahead, x, out),
        Comparison::GreaterOrEqual => whole_integers::<_MM_CMPINT_NLT>(values, ahead, x, out),
    }
    let whole = values.len() / 64;
    portable::integers(&values[whole * 64..], comparison, x, &mut out[whole..]);
}

/// `x` is not NaN.
///
/// # Safety
/// The machine has AVX-512 F.
#[target_feature(enable = "avx512f")]
pub(super) fn floats(values: &[f64], ahead: &mut Ahead, comparison: Comparison, x: f64, out: &mut [u64]) {
    match comparison {
        Comparison::Equal => whole_floats::<_CMP_EQ_OQ>(values, ahead, x, out),
        Comparison::NotEqual => whole_floats::<_CMP_NEQ_UQ>(values, ahead, x, out),
        Comparison::Less => whole_floats::<_CMP_LT_OQ>(values, ahead, x, out),
        Comparison::LessOrEqual => whole_floats::<_CMP_LE_OQ>(values, ahead, x, out),
        // The unordered forms answer true for NaN, which stands above every number.
        Comparison::Greater => whole_floats::<_CMP_NLE_UQ>(values, ahead, x, out),
        Comparison::GreaterOrEqual => whole_floats::<_CMP_NLT_UQ>(values, ahead, x, out),
    }
    let whole = values.len() / 64;
    portable::floats(&values[whole * 64..], comparison, x, &mut out[whole..]);
}

#[inline]
#[target_feature(enable = "avx512f")]
fn whole_integers<const OPERATOR: i32>(values: &[i64], ahead: &mut Ahead, x: i64, out: &mut [u64]) {
    let wide = _mm512_set1_epi64(x);
    whole_words(values, ahead, out, |v| _mm512_cmp_epi64_mask::<OPERATOR>(v, wide));
}

#[inline]
#[target_feature(enable = "avx512f")]
fn whole_floats<const OPERATOR: i32>(values: &[f64], ahead: &mut Ahead, x: f64, out: &mut [u64]) {
    let wide = _mm512_set1_pd(x);
    whole_words(values, ahead, out, |v| _mm512_cmp_pd_mask::<OPERATOR>(_mm512_castsi512_pd(v), wide));
}

/// The words of `out` all of whose 64 values are there.
#[inline]
#[target_feature(enable = "avx512f")]
fn whole_words<T>(values: &[T], ahead: &mut Ahead, out: &mut [u64], test: impl Fn(__m512i) -> __mmask8) {
    const { assert!(size_of::<T>() == 8) };
    for (word, block) in out.iter_mut().zip(values.as_chunks::<64>().0) {
        ahead.ask();
        let mut bits = 0;
        // The last first, each pushing the others up: the compiler makes a detour through a vector of shifts by eight different widths.
        for eight in block.as_chunks::<8>().0.iter().rev() {
            // SAFETY: `eight` holds eight values of eight bytes, and the load needs no alignment.
            let v = unsafe { _mm512_loadu_epi64(eight.as_ptr().cast()) };
            bits = bits << 8 | u64::from(test(v));
        }
        *word = bits;
    }
}
