//! The one comparison semantics of values, one pair at a time; the column scans answer the same.

use super::number::{compare_floats, compare_mixed};
use kneiphof_wire::ValueRef;
use std::cmp::Ordering;

/// The order of two values; `None` for values of different types and for types without an order. Integer and float are one
/// type here and compare without rounding; text is ordered by its code points.
pub(crate) fn ordering(left: ValueRef<'_>, right: ValueRef<'_>) -> Option<Ordering> {
    Some(match (left, right) {
        (ValueRef::Integer(left), ValueRef::Integer(right)) => left.cmp(&right),
        (ValueRef::Float(left), ValueRef::Float(right)) => compare_floats(left, right),
        (ValueRef::Integer(left), ValueRef::Float(right)) => compare_mixed(left, right),
        (ValueRef::Float(left), ValueRef::Integer(right)) => compare_mixed(right, left).reverse(),
        (ValueRef::Text(left), ValueRef::Text(right)) => left.cmp(right),
        (ValueRef::Boolean(left), ValueRef::Boolean(right)) => left.cmp(&right),
        (ValueRef::Instant(left), ValueRef::Instant(right)) => left.cmp(&right),
        (ValueRef::Bytes(left), ValueRef::Bytes(right)) => left.cmp(right),
        _ => return None,
    })
}

/// Whether two values are equal; values of different types are not. What is nested is compared elsewhere, and equal to nothing here.
pub(crate) fn equal(left: ValueRef<'_>, right: ValueRef<'_>) -> bool {
    match (left, right) {
        (ValueRef::Null, ValueRef::Null) => true,
        (ValueRef::Opaque(left), ValueRef::Opaque(right)) => left == right,
        _ => ordering(left, right) == Some(Ordering::Equal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_values_of_different_types_are_unequal_and_have_no_order() {
        let values = [
            ValueRef::Null,
            ValueRef::Boolean(true),
            ValueRef::Integer(1),
            ValueRef::Text("1"),
            ValueRef::Instant(1),
        ];
        for (at, left) in values.iter().enumerate() {
            for right in &values[at + 1..] {
                assert!(!equal(*left, *right));
                assert_eq!(ordering(*left, *right), None);
            }
        }
    }
}
