//! Compares a column chunk with one number and writes one bit a row.
//!
//! ```text
//! values  | 7 | 1 | 9 | 4 | …      out word 0: bit i = (values[i] OP x), least significant bit first
//! ```
//! Floats are ordered totally as far as filters see them: NaN equals NaN and is greater than every other number; -0.0 equals 0.0.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;
#[cfg(test)]
mod tests;

use crate::level::{Kind, Level};
use crate::prefetch::Ahead;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// Sets bit `i` of `out` to `values[i] OP x`; bits behind the last value are zero. O(values). Meanwhile asks for
/// what is ahead: the memory works while the processor compares.
///
/// # Panics
/// When `out` is shorter than one bit a value needs.
pub fn integers(
    level: Level,
    values: &[i64],
    ahead: &mut Ahead,
    comparison: Comparison,
    x: i64,
    out: &mut [u64],
) {
    assert!(out.len() * 64 >= values.len(), "one bit a value");
    match level.kind() {
        Kind::Portable => portable::integers(values, comparison, x, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has AVX2.
        Kind::Avx2 => unsafe { avx2::integers(values, ahead, comparison, x, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has AVX-512.
        Kind::Avx512 => unsafe { avx512::integers(values, ahead, comparison, x, out) },
    }
}

/// As [`integers`], for floats.
///
/// # Panics
/// When `out` is shorter than one bit a value needs.
pub fn floats(
    level: Level,
    values: &[f64],
    ahead: &mut Ahead,
    comparison: Comparison,
    x: f64,
    out: &mut [u64],
) {
    assert!(out.len() * 64 >= values.len(), "one bit a value");
    match level.kind() {
        _ if x.is_nan() => portable::floats_against_nan(values, comparison, out),
        Kind::Portable => portable::floats(values, comparison, x, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has AVX2.
        Kind::Avx2 => unsafe { avx2::floats(values, ahead, comparison, x, out) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: the level says that the machine has AVX-512.
        Kind::Avx512 => unsafe { avx512::floats(values, ahead, comparison, x, out) },
    }
}
