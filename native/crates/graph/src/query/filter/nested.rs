//! Lists and maps that values are compared with: laid out once for a filter, so that no comparison asks for memory.
//!
//! ```text
//! {b: [1, 2], a: x}    places   | root | a: x | b: | 1 | 2 |       what one list or map holds lies together, entries by their keys
//!                                  └──── 1..3 ──┘└─ 3..5 ─┘
//! ```
//! A value is walked once, from front to back. What is open is kept in a stack as deep as values can be nested: no recursion.

use super::compare::equal;
use crate::store::room::push;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{NESTING_MAX, Packed, PackedEntries, PackedItems, Tag, ValueRef};
use std::ops::Range;

/// A list or a map to be equal to: item by item, entry by entry in any order; integers and floats are one type inside, too.
#[derive(Debug)]
pub(super) struct Nested<'a> {
    whole: Packed<'a>,
    places: Vec<Place<'a>>,
}

#[derive(Debug)]
struct Place<'a> {
    /// Of an entry of a map; empty for anything else.
    key: &'a str,
    packed: Packed<'a>,
    /// Where what it holds lies.
    inside: Range<u32>,
}

/// A list or map of the value that is walked, and the place it is compared with.
#[derive(Clone, Debug)]
struct Open<'a> {
    rest: Rest<'a>,
    /// Where the items lie that are still to come; of a map, all of its entries.
    inside: Range<u32>,
}

#[derive(Clone, Debug)]
enum Rest<'a> {
    Nothing,
    Items(PackedItems<'a>),
    Entries(PackedEntries<'a>),
}

impl<'a> Nested<'a> {
    /// `None` for what is neither a list nor a map. O(values inside × log of them).
    pub fn new(whole: Packed<'a>) -> Result<Option<Self>, OutOfMemory> {
        if !is_nested(whole) {
            return Ok(None);
        }
        let mut places = Vec::new();
        push(&mut places, Place { key: "", packed: whole, inside: 0..0 })?;
        let mut at = 0;
        while at < places.len() {
            let packed = places[at].packed;
            let start = places.len();
            for item in packed.items() {
                push(&mut places, Place { key: "", packed: item, inside: 0..0 })?;
            }
            for (key, value) in packed.entries() {
                push(&mut places, Place { key, packed: value, inside: 0..0 })?;
            }
            if packed.tag() == Tag::Map {
                places[start..].sort_unstable_by_key(|place| place.key);
            }
            places[at].inside = start as u32..places.len() as u32;
            at += 1;
        }
        Ok(Some(Nested { whole, places }))
    }

    /// Whether the value is equal to it. O(values inside × log of the entries of a map), without asking for memory.
    pub fn equals(&self, value: ValueRef<'_>) -> bool {
        match value {
            ValueRef::List(packed) | ValueRef::Map(packed) => {
                packed.as_bytes() == self.whole.as_bytes()
                    || self.enter(0, packed).is_some_and(|outermost| self.walk(outermost))
            }
            _ => false,
        }
    }

    fn walk(&self, outermost: Open<'_>) -> bool {
        let mut open = [const { Open { rest: Rest::Nothing, inside: 0..0 } }; NESTING_MAX as usize];
        let mut depth = 0;
        open[0] = outermost;
        loop {
            match self.next(&mut open[depth]) {
                Next::End if depth == 0 => return true,
                Next::End => depth -= 1,
                Next::Other => return false,
                Next::Pair(place, packed) if is_nested(packed) => {
                    depth += 1;
                    match (open.get_mut(depth), self.enter(place, packed)) {
                        (Some(top), Some(inner)) => *top = inner,
                        _ => return false,
                    }
                }
                Next::Pair(place, packed) => {
                    if !equal(packed.value(), self.places[place].packed.value()) {
                        return false;
                    }
                }
            }
        }
    }

    /// Begins to compare with what a place holds, if there is as much and of the same kind.
    fn enter<'v>(&self, place: usize, packed: Packed<'v>) -> Option<Open<'v>> {
        let place = &self.places[place];
        let (count, rest) = match packed.tag() {
            Tag::Map => (packed.entries().count(), Rest::Entries(packed.entries())),
            _ => (packed.items().count(), Rest::Items(packed.items())),
        };
        let same = place.packed.tag() == packed.tag() && place.inside.len() == count;
        same.then(|| Open { rest, inside: place.inside.clone() })
    }

    /// The next value inside, and the place to compare it with.
    fn next<'v>(&self, open: &mut Open<'v>) -> Next<'v> {
        match &mut open.rest {
            Rest::Nothing => Next::End,
            Rest::Items(items) => match (items.next(), open.inside.next()) {
                (Some(item), Some(place)) => Next::Pair(place as usize, item),
                (None, None) => Next::End,
                _ => Next::Other,
            },
            Rest::Entries(entries) => {
                let Some((key, value)) = entries.next() else { return Next::End };
                let (start, end) = (open.inside.start as usize, open.inside.end as usize);
                match self.places[start..end].binary_search_by_key(&key, |place| place.key) {
                    Ok(at) => Next::Pair(start + at, value),
                    Err(_) => Next::Other,
                }
            }
        }
    }
}

enum Next<'v> {
    End,
    /// There is nothing to be equal to.
    Other,
    Pair(usize, Packed<'v>),
}

fn is_nested(packed: Packed<'_>) -> bool {
    matches!(packed.tag(), Tag::List | Tag::Map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kneiphof_wire::Value;
    use proptest::prelude::*;

    fn equals(operand: &Value, value: &Value) -> bool {
        let (operand, value) = (operand.to_packed(), value.to_packed());
        let nested = Nested::new(Packed::trusted(&operand)).unwrap().unwrap();
        nested.equals(Packed::trusted(&value).value())
    }

    fn list(items: impl IntoIterator<Item = Value>) -> Value {
        Value::List(items.into_iter().collect())
    }

    #[test]
    fn maps_are_equal_in_any_order_and_lists_only_in_the_same() {
        let map = |keys: [&str; 2]| Value::Map(keys.map(|key| (key.to_owned(), Value::from(key))).to_vec());
        assert!(equals(&map(["a", "b"]), &map(["b", "a"])));
        assert!(!equals(&map(["a", "b"]), &map(["a", "c"])));
        let numbers = |items: [i64; 2]| list(items.map(Value::from));
        assert!(!equals(&numbers([1, 2]), &numbers([2, 1])));
        assert!(!equals(&numbers([1, 2]), &list([Value::from(1)])));
        assert!(!equals(&list([]), &Value::Map(Vec::new())), "a list is no map");
    }

    #[test]
    fn b8_numbers_inside_lists_are_equal_across_types() {
        let inner = |item: Value| list([list([item])]);
        assert!(equals(&inner(Value::Integer(1)), &inner(Value::Float(1.0))));
        assert!(!equals(&inner(Value::Integer(1)), &inner(Value::Boolean(true))));
        assert!(!equals(&list([Value::Null]), &Value::Null));
    }

    #[test]
    fn f025_values_nested_as_deep_as_they_can_be_are_compared() {
        let deep = |item: i64| (0..NESTING_MAX).fold(Value::from(item), |inner, _| list([inner]));
        assert!(equals(&deep(1), &(0..NESTING_MAX).fold(Value::Float(1.0), |inner, _| list([inner]))));
        assert!(!equals(&deep(1), &deep(2)));
        let deeper = list([deep(1)]);
        assert!(!equals(&deep(1), &deeper));
        assert!(!equals(&deeper, &list([list([deep(1)])])), "what no graph holds is equal to nothing");
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            (0..2i64).prop_map(Value::Integer),
            Just(Value::Float(1.0)),
            Just(Value::Null),
            Just(Value::from("text"))
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let entries = prop::collection::btree_map("[a-c]", inner.clone(), 0..4);
            prop_oneof![
                prop::collection::vec(inner, 0..4).prop_map(Value::List),
                entries.prop_map(|entries| Value::Map(entries.into_iter().collect())),
            ]
        })
    }

    /// The same with the entries of all maps the other way round, and integers as floats.
    fn in_other_words(value: &Value) -> Value {
        match value {
            Value::Integer(integer) => Value::Float(*integer as f64),
            Value::List(items) => list(items.iter().map(in_other_words)),
            Value::Map(entries) => Value::Map(
                entries.iter().rev().map(|(key, value)| (key.clone(), in_other_words(value))).collect(),
            ),
            other => other.clone(),
        }
    }

    fn naive(left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::List(left), Value::List(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| naive(left, right))
            }
            (Value::Map(left), Value::Map(right)) => {
                let other = |key: &str| right.iter().find(|(other, _)| other == key);
                left.len() == right.len()
                    && left
                        .iter()
                        .all(|(key, value)| other(key).is_some_and(|(_, other)| naive(value, other)))
            }
            (Value::Integer(integer), Value::Float(float))
            | (Value::Float(float), Value::Integer(integer)) => *integer as f64 == *float,
            (left, right) => left == right,
        }
    }

    proptest! {
        #[test]
        fn nested_values_are_equal_when_a_walk_by_recursion_finds_them_so(one in value(), other in value()) {
            let (one, other) = (list([one]), list([other]));
            prop_assert_eq!(equals(&one, &other), naive(&one, &other));
            prop_assert!(equals(&one, &in_other_words(&one)));
        }
    }
}
