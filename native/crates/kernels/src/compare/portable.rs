//! Without instructions of a kind of its own: what machines without the others use, and what the tests hold the others to.

use super::Comparison;
use crate::bits::fill;

pub(super) fn integers(values: &[i64], comparison: Comparison, x: i64, out: &mut [u64]) {
    match comparison {
        Comparison::Equal => fill(values, out, |v| v == x),
        Comparison::NotEqual => fill(values, out, |v| v != x),
        Comparison::Less => fill(values, out, |v| v < x),
        Comparison::LessOrEqual => fill(values, out, |v| v <= x),
        Comparison::Greater => fill(values, out, |v| v > x),
        Comparison::GreaterOrEqual => fill(values, out, |v| v >= x),
    }
}

/// `x` is a number, not NaN. What is not less or equal is greater: so is NaN.
pub(super) fn floats(values: &[f64], comparison: Comparison, x: f64, out: &mut [u64]) {
    match comparison {
        Comparison::Equal => fill(values, out, |v| v == x),
        Comparison::NotEqual => fill(values, out, |v| v != x),
        Comparison::Less => fill(values, out, |v| v < x),
        Comparison::LessOrEqual => fill(values, out, |v| v <= x),
        Comparison::Greater => fill(values, out, |v| (v > x) | v.is_nan()),
        Comparison::GreaterOrEqual => fill(values, out, |v| (v >= x) | v.is_nan()),
    }
}

pub(super) fn floats_against_nan(values: &[f64], comparison: Comparison, out: &mut [u64]) {
    use Comparison::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    match comparison {
        Equal | GreaterOrEqual => fill(values, out, f64::is_nan),
        NotEqual | Less => fill(values, out, |v| !v.is_nan()),
        LessOrEqual => fill(values, out, |_| true),
        Greater => fill(values, out, |_| false),
    }
}
