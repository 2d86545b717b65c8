//! The one comparison semantics of values, one pair at a time; the column scans answer the same.

use super::number::{compare_floats, compare_mixed};
use kneiphof_wire::{Packed, ValueRef};
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

/// Whether two values are equal; values of different types are not. Lists are equal item by item, maps entry by entry in any
/// order. Nesting is walked with a stack of its own.
pub(crate) fn equal(left: ValueRef<'_>, right: ValueRef<'_>) -> bool {
    let mut pairs = Vec::new();
    equal_outside(left, right, &mut pairs)
        && std::iter::from_fn(|| {
            let (left, right) = pairs.pop()?;
            Some(open(left, right, &mut pairs))
        })
        .all(|equal| equal)
}

type Pairs<'a> = Vec<(Packed<'a>, Packed<'a>)>;

/// Compares two scalars; two lists or two maps are left for later.
fn equal_outside<'a>(left: ValueRef<'a>, right: ValueRef<'a>, pairs: &mut Pairs<'a>) -> bool {
    match (left, right) {
        (ValueRef::Null, ValueRef::Null) => true,
        (ValueRef::Opaque(left), ValueRef::Opaque(right)) => left == right,
        (ValueRef::List(left), ValueRef::List(right)) | (ValueRef::Map(left), ValueRef::Map(right)) => {
            pairs.push((left, right));
            true
        }
        _ => ordering(left, right) == Some(Ordering::Equal),
    }
}

/// Compares the contents of two lists or two maps.
fn open<'a>(left: Packed<'a>, right: Packed<'a>, pairs: &mut Pairs<'a>) -> bool {
    if left.as_bytes() == right.as_bytes() {
        return true;
    }
    if left.items().count() != right.items().count() || left.entries().count() != right.entries().count() {
        return false;
    }
    let items = left
        .items()
        .zip(right.items())
        .all(|(left, right)| equal_outside(left.value(), right.value(), pairs));
    let (mut left, mut right): (Vec<_>, Vec<_>) = (left.entries().collect(), right.entries().collect());
    left.sort_unstable_by_key(|(key, _)| *key);
    right.sort_unstable_by_key(|(key, _)| *key);
    let entries = left
        .iter()
        .zip(&right)
        .all(|(left, right)| left.0 == right.0 && equal_outside(left.1.value(), right.1.value(), pairs));
    items && entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use kneiphof_wire::Value;

    fn equal_values(left: &Value, right: &Value) -> bool {
        let (left, right) = (left.to_packed(), right.to_packed());
        equal(Packed::trusted(&left).value(), Packed::trusted(&right).value())
    }

    #[test]
    fn maps_are_equal_in_any_order_and_lists_only_in_the_same() {
        let map = |keys: [&str; 2]| Value::Map(keys.map(|key| (key.to_owned(), Value::from(key))).to_vec());
        assert!(equal_values(&map(["a", "b"]), &map(["b", "a"])));
        assert!(!equal_values(&map(["a", "b"]), &map(["a", "c"])));
        let list = |items: [i64; 2]| Value::List(items.map(Value::from).to_vec());
        assert!(!equal_values(&list([1, 2]), &list([2, 1])));
        assert!(!equal_values(&list([1, 2]), &Value::List(vec![Value::from(1)])));
    }

    #[test]
    fn b8_numbers_inside_lists_are_equal_across_types() {
        let list = |item: Value| Value::List(vec![Value::List(vec![item])]);
        assert!(equal_values(&list(Value::Integer(1)), &list(Value::Float(1.0))));
        assert!(!equal_values(&list(Value::Integer(1)), &list(Value::Boolean(true))));
    }

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
