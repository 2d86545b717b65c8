//! Comparing a column of one numeric type with a number of the other, without rounding: the operand is turned into the
//! column's type once, and the comparison is adjusted where no equal number exists there.

use kneiphof_kernels::Comparison;
use std::cmp::Ordering;

/// A scan over a column of `T`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scan<T> {
    All,
    Nothing,
    Compare(Comparison, T),
}

/// 2^63, the first float above every integer.
const ABOVE_INTEGERS: f64 = 9_223_372_036_854_775_808.0;

/// `integer OP float` as a scan over integers.
pub(super) fn integers_against_float(comparison: Comparison, float: f64) -> Scan<i64> {
    if float.is_nan() || float >= ABOVE_INTEGERS {
        return all_if(matches!(
            comparison,
            Comparison::Less | Comparison::LessOrEqual | Comparison::NotEqual
        ));
    }
    if float < -ABOVE_INTEGERS {
        return all_if(matches!(
            comparison,
            Comparison::Greater | Comparison::GreaterOrEqual | Comparison::NotEqual
        ));
    }
    let floor = float.floor();
    // Exact: the float lies within the range of integers and has no fraction.
    between(comparison, floor as i64, floor == float)
}

/// `float OP integer` as a scan over floats.
pub(super) fn floats_against_integer(comparison: Comparison, integer: i64) -> Scan<f64> {
    let nearest = integer as f64;
    let exact = nearest as i128 == i128::from(integer);
    let below = if nearest as i128 > i128::from(integer) { nearest.next_down() } else { nearest };
    between(comparison, below, exact)
}

/// The operand is `floor`, or lies between `floor` and the next value of the type.
fn between<T>(comparison: Comparison, floor: T, exact: bool) -> Scan<T> {
    if exact {
        return Scan::Compare(comparison, floor);
    }
    match comparison {
        Comparison::Equal => Scan::Nothing,
        Comparison::NotEqual => Scan::All,
        Comparison::Less | Comparison::LessOrEqual => Scan::Compare(Comparison::LessOrEqual, floor),
        Comparison::Greater | Comparison::GreaterOrEqual => Scan::Compare(Comparison::Greater, floor),
    }
}

fn all_if<T>(all: bool) -> Scan<T> {
    if all { Scan::All } else { Scan::Nothing }
}

/// Integer against float, without rounding; NaN is greater than every number.
pub(super) fn compare_mixed(integer: i64, float: f64) -> Ordering {
    let holds = |comparison| match integers_against_float(comparison, float) {
        Scan::All => true,
        Scan::Nothing => false,
        Scan::Compare(comparison, operand) => test(comparison, integer.cmp(&operand)),
    };
    if holds(Comparison::Equal) {
        Ordering::Equal
    } else if holds(Comparison::Less) {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

/// Float against float: NaN equals NaN and is greater than every number, -0.0 equals 0.0.
pub(super) fn compare_floats(left: f64, right: f64) -> Ordering {
    left.partial_cmp(&right).unwrap_or_else(|| left.is_nan().cmp(&right.is_nan()))
}

/// Whether an ordering satisfies a comparison.
#[inline]
pub(super) fn test(comparison: Comparison, ordering: Ordering) -> bool {
    match comparison {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c4_two_to_the_53_plus_one_is_greater_than_two_to_the_53_as_a_float() {
        let float = 9_007_199_254_740_992.0;
        assert_eq!(compare_mixed(9_007_199_254_740_993, float), Ordering::Greater);
        assert_eq!(compare_mixed(9_007_199_254_740_992, float), Ordering::Equal);
        assert_eq!(compare_mixed(9_007_199_254_740_991, float), Ordering::Less);
        assert_eq!(
            floats_against_integer(Comparison::Less, 9_007_199_254_740_993),
            Scan::Compare(Comparison::LessOrEqual, float)
        );
    }

    #[test]
    fn the_ends_of_the_integers_compare_exactly() {
        assert_eq!(compare_mixed(i64::MAX, ABOVE_INTEGERS), Ordering::Less);
        assert_eq!(compare_mixed(i64::MIN, -ABOVE_INTEGERS), Ordering::Equal);
        assert_eq!(compare_mixed(i64::MIN, (-ABOVE_INTEGERS).next_down()), Ordering::Greater);
        assert_eq!(compare_mixed(i64::MAX, f64::INFINITY), Ordering::Less);
        assert_eq!(compare_mixed(i64::MIN, f64::NEG_INFINITY), Ordering::Greater);
        assert_eq!(
            floats_against_integer(Comparison::GreaterOrEqual, i64::MAX),
            Scan::Compare(Comparison::Greater, ABOVE_INTEGERS.next_down())
        );
    }

    #[test]
    fn f020_nan_is_greater_than_every_number_and_equal_to_itself() {
        assert_eq!(compare_mixed(i64::MAX, f64::NAN), Ordering::Less);
        assert_eq!(compare_floats(f64::NAN, f64::INFINITY), Ordering::Greater);
        assert_eq!(compare_floats(f64::NAN, -f64::NAN), Ordering::Equal);
        assert_eq!(compare_floats(-0.0, 0.0), Ordering::Equal);
    }

    #[test]
    fn a_fraction_lies_between_two_integers() {
        assert_eq!(
            integers_against_float(Comparison::Less, -0.5),
            Scan::Compare(Comparison::LessOrEqual, -1)
        );
        assert_eq!(integers_against_float(Comparison::Equal, 0.5), Scan::Nothing);
        assert_eq!(integers_against_float(Comparison::NotEqual, 0.5), Scan::All);
        assert_eq!(integers_against_float(Comparison::Equal, -0.0), Scan::Compare(Comparison::Equal, 0));
    }
}
