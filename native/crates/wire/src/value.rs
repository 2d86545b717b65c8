//! A value of an attribute: borrowed from an encoding, or owned.

use crate::{Packed, Tag};

/// A value as it lies in a row, a column or a packed value; floats are compared by their bits.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'a> {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Instant(i64),
    /// The whole packed value, tag included.
    List(Packed<'a>),
    /// The whole packed value, tag included.
    Map(Packed<'a>),
    /// Handle of an object kept on the other side.
    Opaque(u64),
    /// Only in the slot of a merge: removes the attribute.
    Absent,
}

impl ValueRef<'_> {
    #[inline]
    pub fn tag(&self) -> Tag {
        match self {
            ValueRef::Null => Tag::Null,
            ValueRef::Boolean(_) => Tag::Boolean,
            ValueRef::Integer(_) => Tag::Integer,
            ValueRef::Float(_) => Tag::Float,
            ValueRef::Text(_) => Tag::Text,
            ValueRef::Bytes(_) => Tag::Bytes,
            ValueRef::Instant(_) => Tag::Instant,
            ValueRef::List(_) => Tag::List,
            ValueRef::Map(_) => Tag::Map,
            ValueRef::Opaque(_) => Tag::Opaque,
            ValueRef::Absent => Tag::Absent,
        }
    }

    /// Length in bytes of what does not fit a slot: text, bytes, the packed form of a list or map.
    pub fn heap_length(&self) -> usize {
        match self {
            ValueRef::Text(text) => text.len(),
            ValueRef::Bytes(bytes) => bytes.len(),
            ValueRef::List(packed) | ValueRef::Map(packed) => packed.as_bytes().len(),
            _ => 0,
        }
    }
}

impl PartialEq for ValueRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (ValueRef::Null, ValueRef::Null) | (ValueRef::Absent, ValueRef::Absent) => true,
            (ValueRef::Boolean(left), ValueRef::Boolean(right)) => left == right,
            (ValueRef::Integer(left), ValueRef::Integer(right))
            | (ValueRef::Instant(left), ValueRef::Instant(right)) => left == right,
            (ValueRef::Float(left), ValueRef::Float(right)) => left.to_bits() == right.to_bits(),
            (ValueRef::Text(left), ValueRef::Text(right)) => left == right,
            (ValueRef::Bytes(left), ValueRef::Bytes(right)) => left == right,
            (ValueRef::List(left), ValueRef::List(right)) | (ValueRef::Map(left), ValueRef::Map(right)) => {
                left == right
            }
            (ValueRef::Opaque(left), ValueRef::Opaque(right)) => left == right,
            _ => false,
        }
    }
}

impl Eq for ValueRef<'_> {}

/// An owned value. What was decoded is at most [`crate::NESTING_MAX`] deep, so dropping it is bounded.
#[derive(Clone, Debug)]
pub enum Value {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    Instant(i64),
    List(Vec<Value>),
    /// In order; keys are unique.
    Map(Vec<(String, Value)>),
    Opaque(u64),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Boolean(left), Value::Boolean(right)) => left == right,
            (Value::Integer(left), Value::Integer(right)) | (Value::Instant(left), Value::Instant(right)) => {
                left == right
            }
            (Value::Float(left), Value::Float(right)) => left.to_bits() == right.to_bits(),
            (Value::Text(left), Value::Text(right)) => left == right,
            (Value::Bytes(left), Value::Bytes(right)) => left == right,
            (Value::List(left), Value::List(right)) => left == right,
            (Value::Map(left), Value::Map(right)) => left == right,
            (Value::Opaque(left), Value::Opaque(right)) => left == right,
            _ => false,
        }
    }
}

impl Eq for Value {}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<i64> for Value {
    fn from(integer: i64) -> Self {
        Value::Integer(integer)
    }
}

impl From<f64> for Value {
    fn from(float: f64) -> Self {
        Value::Float(float)
    }
}

impl From<bool> for Value {
    fn from(boolean: bool) -> Self {
        Value::Boolean(boolean)
    }
}
