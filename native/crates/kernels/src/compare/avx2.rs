//! Four numbers at a time.

use super::{Comparison, portable};
use crate::prefetch::Ahead;
use core::arch::x86_64::*;

/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn integers(values: &[i64], ahead: &mut Ahead, comparison: Comparison, x: i64, out: &mut [u64]) {
    let wide = _mm256_set1_epi64x(x);
    match comparison {
        Comparison::Equal => whole_words(values, ahead, out, 0, |v| _mm256_cmpeq_epi64(v, wide)),
        Comparison::NotEqual => whole_words(values, ahead, out, u64::MAX, |v| _mm256_cmpeq_epi64(v, wide)),
        Comparison::Less => whole_words(values, ahead, out, 0, |v| _mm256_cmpgt_epi64(wide, v)),
        Comparison::LessOrEqual => whole_words(values, ahead, out, u64::MAX, |v| _mm256_cmpgt_epi64(v, wide)),
        Comparison::Greater => whole_words(values, ahead, out, 0, |v| _mm256_cmpgt_epi64(v, wide)),
        Comparison::GreaterOrEqual => {
            whole_words(values, ahead, out, u64::MAX, |v| _mm256_cmpgt_epi64(wide, v))
        }
    }
    let whole = values.len() / 64;
    portable::integers(&values[whole * 64..], comparison, x, &mut out[whole..]);
}

/// `x` is not NaN.
///
/// # Safety
/// The machine has AVX2.
#[target_feature(enable = "avx2")]
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
#[target_feature(enable = "avx2")]
fn whole_floats<const OPERATOR: i32>(values: &[f64], ahead: &mut Ahead, x: f64, out: &mut [u64]) {
    let wide = _mm256_set1_pd(x);
    whole_words(values, ahead, out, 0, |v| {
        _mm256_castpd_si256(_mm256_cmp_pd::<OPERATOR>(_mm256_castsi256_pd(v), wide))
    });
}

/// The words of `out` all of whose 64 values are there.
#[inline]
#[target_feature(enable = "avx2")]
fn whole_words<T>(
    values: &[T],
    ahead: &mut Ahead,
    out: &mut [u64],
    flip: u64,
    test: impl Fn(__m256i) -> __m256i,
) {
    const { assert!(size_of::<T>() == 8) };
    for (word, block) in out.iter_mut().zip(values.as_chunks::<64>().0) {
        ahead.ask();
        let mut bits = 0;
        for (step, four) in block.as_chunks::<4>().0.iter().enumerate() {
            // SAFETY: `four` holds four values of eight bytes, and the load needs no alignment.
            let v = unsafe { _mm256_loadu_si256(four.as_ptr().cast()) };
            bits |= (_mm256_movemask_pd(_mm256_castsi256_pd(test(v))) as u64) << (step * 4);
        }
        *word = bits ^ flip;
    }
}
