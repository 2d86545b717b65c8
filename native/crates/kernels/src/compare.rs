//! Compares a column chunk with one number and writes one bit a row.
//!
//! ```text
//! values  | 7 | 1 | 9 | 4 | …      out word 0: bit i = (values[i] OP x), least significant bit first
//! ```
//! Each scan has a portable form and, on x86-64, one with AVX2 that is chosen when the machine has it.
//! Floats are ordered totally as far as filters see them: NaN equals NaN and is greater than every other number; -0.0 equals 0.0.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Sets bit `i` of `out` to `values[i] OP x`; bits behind the last value are zero.
///
/// # Panics
/// When `out` is shorter than one bit a value needs.
pub fn integers(values: &[i64], comparison: Comparison, x: i64, out: &mut [u64]) {
    assert!(out.len() * 64 >= values.len(), "one bit a value");
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has AVX2, and `out` has a bit for every value.
        unsafe { avx2::integers(values, comparison, x, out) };
        return;
    }
    portable::integers(values, comparison, x, out);
}

/// As [`integers`], for floats.
///
/// # Panics
/// When `out` is shorter than one bit a value needs.
pub fn floats(values: &[f64], comparison: Comparison, x: f64, out: &mut [u64]) {
    assert!(out.len() * 64 >= values.len(), "one bit a value");
    if x.is_nan() {
        return against_nan(values, comparison, out);
    }
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the machine has AVX2, and `out` has a bit for every value.
        unsafe { avx2::floats(values, comparison, x, out) };
        return;
    }
    portable::floats(values, comparison, x, out);
}

fn against_nan(values: &[f64], comparison: Comparison, out: &mut [u64]) {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    match comparison {
        Equal | GreaterOrEqual => portable::fill(values, out, f64::is_nan),
        NotEqual | Less => portable::fill(values, out, |v| !v.is_nan()),
        LessOrEqual => portable::fill(values, out, |_| true),
        Greater => portable::fill(values, out, |_| false),
    }
}

pub mod portable {
    use super::Comparison;

    pub(super) fn fill<T: Copy>(values: &[T], out: &mut [u64], test: impl Fn(T) -> bool) {
        out.fill(0);
        for (word, block) in out.iter_mut().zip(values.chunks(64)) {
            for (bit, value) in block.iter().enumerate() {
                *word |= u64::from(test(*value)) << bit;
            }
        }
    }

    pub fn integers(values: &[i64], comparison: Comparison, x: i64, out: &mut [u64]) {
        match comparison {
            Comparison::Equal => fill(values, out, |v| v == x),
            Comparison::NotEqual => fill(values, out, |v| v != x),
            Comparison::Less => fill(values, out, |v| v < x),
            Comparison::LessOrEqual => fill(values, out, |v| v <= x),
            Comparison::Greater => fill(values, out, |v| v > x),
            Comparison::GreaterOrEqual => fill(values, out, |v| v >= x),
        }
    }

    /// `x` is a number, not NaN.
    pub fn floats(values: &[f64], comparison: Comparison, x: f64, out: &mut [u64]) {
        match comparison {
            Comparison::Equal => fill(values, out, |v| v == x),
            Comparison::NotEqual => fill(values, out, |v| v != x),
            Comparison::Less => fill(values, out, |v| v < x),
            Comparison::LessOrEqual => fill(values, out, |v| v <= x),
            Comparison::Greater => fill(values, out, |v| v > x || v.is_nan()),
            Comparison::GreaterOrEqual => fill(values, out, |v| v >= x || v.is_nan()),
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{Comparison, portable};
    use core::arch::x86_64::*;

    /// # Safety
    /// The machine has AVX2; `out` has at least one bit a value.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn integers(values: &[i64], comparison: Comparison, x: i64, out: &mut [u64]) {
        let wide = _mm256_set1_epi64x(x);
        let whole = values.len() / 64;
        for (block, word) in out.iter_mut().enumerate().take(whole) {
            let block = &values[block * 64..block * 64 + 64];
            let mut bits = 0u64;
            for (step, four) in block.chunks_exact(4).enumerate() {
                // SAFETY: `four` holds four values, 32 bytes; the load needs no alignment.
                let v = unsafe { _mm256_loadu_si256(four.as_ptr().cast()) };
                let (mask, flip) = match comparison {
                    Comparison::Equal => (_mm256_cmpeq_epi64(v, wide), 0),
                    Comparison::NotEqual => (_mm256_cmpeq_epi64(v, wide), 15),
                    Comparison::Less => (_mm256_cmpgt_epi64(wide, v), 0),
                    Comparison::LessOrEqual => (_mm256_cmpgt_epi64(v, wide), 15),
                    Comparison::Greater => (_mm256_cmpgt_epi64(v, wide), 0),
                    Comparison::GreaterOrEqual => (_mm256_cmpgt_epi64(wide, v), 15),
                };
                let four_bits = _mm256_movemask_pd(_mm256_castsi256_pd(mask)) as u64 ^ flip;
                bits |= four_bits << (step * 4);
            }
            *word = bits;
        }
        portable::integers(&values[whole * 64..], comparison, x, &mut out[whole..]);
    }

    /// # Safety
    /// The machine has AVX2; `out` has at least one bit a value; `x` is not NaN.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn floats(values: &[f64], comparison: Comparison, x: f64, out: &mut [u64]) {
        let wide = _mm256_set1_pd(x);
        let whole = values.len() / 64;
        for (block, word) in out.iter_mut().enumerate().take(whole) {
            let block = &values[block * 64..block * 64 + 64];
            let mut bits = 0u64;
            for (step, four) in block.chunks_exact(4).enumerate() {
                // SAFETY: `four` holds four values, 32 bytes; the load needs no alignment.
                let v = unsafe { _mm256_loadu_pd(four.as_ptr()) };
                // The unordered forms answer true for NaN, which stands above every number.
                let mask = match comparison {
                    Comparison::Equal => _mm256_cmp_pd::<_CMP_EQ_OQ>(v, wide),
                    Comparison::NotEqual => _mm256_cmp_pd::<_CMP_NEQ_UQ>(v, wide),
                    Comparison::Less => _mm256_cmp_pd::<_CMP_LT_OQ>(v, wide),
                    Comparison::LessOrEqual => _mm256_cmp_pd::<_CMP_LE_OQ>(v, wide),
                    Comparison::Greater => _mm256_cmp_pd::<_CMP_NLE_UQ>(v, wide),
                    Comparison::GreaterOrEqual => _mm256_cmp_pd::<_CMP_NLT_UQ>(v, wide),
                };
                bits |= (_mm256_movemask_pd(mask) as u64) << (step * 4);
            }
            *word = bits;
        }
        portable::floats(&values[whole * 64..], comparison, x, &mut out[whole..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Comparison; 6] = [
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
    ];

    fn float() -> impl Strategy<Value = f64> {
        prop_oneof![
            Just(f64::NAN),
            Just(f64::INFINITY),
            Just(f64::NEG_INFINITY),
            Just(0.0),
            Just(-0.0),
            Just(f64::from_bits(1)),
            (-4i32..4).prop_map(f64::from),
            any::<f64>(),
        ]
    }

    fn holds(comparison: Comparison, ordering: std::cmp::Ordering) -> bool {
        match comparison {
            Comparison::Equal => ordering.is_eq(),
            Comparison::NotEqual => ordering.is_ne(),
            Comparison::Less => ordering.is_lt(),
            Comparison::LessOrEqual => ordering.is_le(),
            Comparison::Greater => ordering.is_gt(),
            Comparison::GreaterOrEqual => ordering.is_ge(),
        }
    }

    proptest! {
        #[test]
        fn the_wide_scan_of_integers_equals_its_portable_twin(
            values in prop::collection::vec(prop_oneof![-3i64..3, any::<i64>()], 0..300), x in prop_oneof![-3i64..3, any::<i64>()]
        ) {
            for comparison in ALL {
                let (mut wide, mut plain) = ([u64::MAX; 5], [u64::MAX; 5]);
                integers(&values, comparison, x, &mut wide);
                portable::integers(&values, comparison, x, &mut plain);
                prop_assert_eq!(wide, plain);
            }
        }

        #[test]
        fn the_scan_of_floats_orders_nan_above_every_number(values in prop::collection::vec(float(), 0..300), x in float()) {
            for comparison in ALL {
                let mut bits = [u64::MAX; 5];
                floats(&values, comparison, x, &mut bits);
                for (i, v) in values.iter().enumerate() {
                    let ordering = v.partial_cmp(&x).unwrap_or_else(|| v.is_nan().cmp(&x.is_nan()));
                    prop_assert_eq!(bits[i / 64] >> (i % 64) & 1 == 1, holds(comparison, ordering), "{} {:?} {}", v, comparison, x);
                }
                prop_assert_eq!(bits.iter().map(|w| w.count_ones()).sum::<u32>() as usize,
                    (0..values.len()).filter(|i| bits[i / 64] >> (i % 64) & 1 == 1).count());
            }
        }
    }
}
