//! The distinct values of an index, numbered in the order they came. Values that a filter calls equal are one.
//!
//! ```text
//! keys  | text 0 | number 7 | text 1 | true | …        16 bytes each        texts | active | idle | …
//! table | number of a key at the hash of its value |
//! ```

use crate::store::columns::TextHasher;
use crate::store::room::{counted_room, room_in_table};
use hashbrown::HashTable;
use kneiphof_kernels::{OutOfMemory, Texts};
use kneiphof_wire::ValueRef;
use std::hash::BuildHasher;

/// Numbers that are equal without rounding have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NumberKey {
    Integer(i64),
    /// No integer: a fraction, an infinity, a float beyond the integers, or the one NaN.
    Float(u64),
}

impl NumberKey {
    #[inline]
    pub fn of_float(float: f64) -> Self {
        let integer = float as i64;
        // The cast saturates: 2^63 would come back as i64::MAX, whose own float is 2^63 again.
        if integer as f64 == float && integer != i64::MAX {
            NumberKey::Integer(integer)
        } else if float.is_nan() {
            NumberKey::Float(f64::NAN.to_bits())
        } else {
            NumberKey::Float(float.to_bits())
        }
    }
}

/// A value that an index tells from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ValueKey<'a> {
    Text(&'a str),
    Number(NumberKey),
    Boolean(bool),
    Instant(i64),
    /// A set of labels or a type, whose set of rows has this number.
    Code(u32),
}

impl<'a> ValueKey<'a> {
    /// `None` for a null, which equals nothing, and for values that no index holds: bytes, lists, maps and opaque ones.
    pub fn of(value: ValueRef<'a>) -> Option<Self> {
        Some(match value {
            ValueRef::Text(text) => ValueKey::Text(text),
            ValueRef::Integer(integer) => ValueKey::Number(NumberKey::Integer(integer)),
            ValueRef::Float(float) => ValueKey::Number(NumberKey::of_float(float)),
            ValueRef::Boolean(boolean) => ValueKey::Boolean(boolean),
            ValueRef::Instant(micros) => ValueKey::Instant(micros),
            _ => return None,
        })
    }
}

/// As [`ValueKey`], with the number of its text.
#[derive(Clone, Copy, Debug)]
enum Kept {
    Text(u32),
    Number(NumberKey),
    Boolean(bool),
    Instant(i64),
}

#[derive(Debug, Default)]
pub(super) struct ValueKeys {
    keys: Vec<Kept>,
    texts: Texts,
    table: HashTable<u32>,
}

fn read(texts: &Texts, kept: Kept) -> ValueKey<'_> {
    match kept {
        Kept::Text(number) => ValueKey::Text(texts.get(number as usize).unwrap_or_default()),
        Kept::Number(number) => ValueKey::Number(number),
        Kept::Boolean(boolean) => ValueKey::Boolean(boolean),
        Kept::Instant(micros) => ValueKey::Instant(micros),
    }
}

impl ValueKeys {
    /// The number of a value. O(1), and the hash of a text.
    pub fn find(&self, key: ValueKey<'_>, hasher: &TextHasher) -> Option<u32> {
        if let ValueKey::Code(code) = key {
            return Some(code);
        }
        let same = |at: &u32| read(&self.texts, self.keys[*at as usize]) == key;
        self.table.find(hasher.hash_one(key), same).copied()
    }

    /// The number of a value, a new one when it is not known yet. Amortised O(1). On failure nothing has changed.
    pub fn intern(&mut self, key: ValueKey<'_>, hasher: &TextHasher) -> Result<u32, OutOfMemory> {
        if let Some(number) = self.find(key, hasher) {
            return Ok(number);
        }
        let ValueKeys { keys, texts, table } = self;
        counted_room(keys, 1)?;
        room_in_table(table, |at| hasher.hash_one(read(texts, keys[*at as usize])))?;
        let kept = match key {
            ValueKey::Text(text) => {
                texts.push(text)?;
                Kept::Text(texts.len() as u32 - 1)
            }
            ValueKey::Number(number) => Kept::Number(number),
            ValueKey::Boolean(boolean) => Kept::Boolean(boolean),
            ValueKey::Instant(micros) => Kept::Instant(micros),
            // It is its own number, found above.
            ValueKey::Code(code) => return Ok(code),
        };
        let number = keys.len() as u32;
        keys.push(kept);
        table.insert_unique(hasher.hash_one(key), number, |at| {
            hasher.hash_one(read(texts, keys[*at as usize]))
        });
        Ok(number)
    }

    pub fn bytes(&self) -> usize {
        self.keys.capacity() * size_of::<Kept>() + self.texts.bytes() + self.table.allocation_size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::columns::text_hasher;

    #[test]
    fn values_that_are_equal_to_a_filter_have_one_number() {
        let (mut keys, hasher) = (ValueKeys::default(), text_hasher(3));
        let mut number = |value| ValueKey::of(value).map(|key| keys.intern(key, &hasher).unwrap());
        assert_eq!(number(ValueRef::Integer(1)), Some(0));
        assert_eq!(number(ValueRef::Float(1.0)), Some(0));
        assert_eq!(number(ValueRef::Text("1")), Some(1));
        assert_eq!(number(ValueRef::Float(f64::NAN)), number(ValueRef::Float(-f64::NAN)));
        assert_eq!(number(ValueRef::Float(0.0)), number(ValueRef::Float(-0.0)));
        assert_ne!(number(ValueRef::Instant(1)), number(ValueRef::Integer(1)));
        assert_ne!(number(ValueRef::Integer(i64::MAX)), number(ValueRef::Float(9_223_372_036_854_775_808.0)));
        assert_eq!((number(ValueRef::Null), number(ValueRef::Bytes(&[]))), (None, None));
        assert_eq!(keys.find(ValueKey::Text("nobody"), &hasher), None);
    }
}
