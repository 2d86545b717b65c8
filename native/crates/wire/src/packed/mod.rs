//! Packed values: one tag byte and its payload, unaligned; lists and maps know the length of what they hold.

mod encode;
mod validate;
mod write;

pub use encode::{encode, encode_ref};
pub use write::{ListWriter, MapWriter, write_list, write_map};

use crate::bytes::Reader;
use crate::{Failure, Tag, Value, ValueRef};

/// How deep values can ever be nested, whatever a graph allows: it bounds the recursion over owned values.
pub const NESTING_MAX: u32 = 256;

/// A checked packed value. It is `Copy`; its accessors cannot fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed<'a> {
    bytes: &'a [u8],
}

impl<'a> Packed<'a> {
    /// Checks that the bytes are exactly one packed value, at most `nesting_max` (and never more than
    /// [`NESTING_MAX`]) lists and maps deep.
    /// Linear in the bytes; keys of a map are compared by sorting.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `INVALID_UTF8`, or `LIMIT_EXCEEDED` for the nesting.
    pub fn parse(bytes: &'a [u8], nesting_max: u32) -> Result<Self, Failure> {
        let length = validate::validate(bytes, nesting_max)?;
        if length == bytes.len() {
            Ok(Packed { bytes })
        } else {
            Err(Failure::malformed("bytes behind a packed value", (bytes.len() - length) as u64))
        }
    }

    /// Checks the packed value the bytes begin with; answers it and the bytes behind it.
    ///
    /// # Errors
    /// As [`Packed::parse`].
    pub fn parse_prefix(bytes: &'a [u8], nesting_max: u32) -> Result<(Self, &'a [u8]), Failure> {
        let length = validate::validate(bytes, nesting_max)?;
        let (value, rest) = bytes.split_at(length);
        Ok((Packed { bytes: value }, rest))
    }

    /// Takes bytes that were checked before, such as those a graph stored. Should they be damaged all the same,
    /// accessors answer null and empty iterators; they never panic.
    #[inline]
    pub fn trusted(bytes: &'a [u8]) -> Self {
        Packed { bytes }
    }

    /// The encoding itself.
    #[inline]
    pub fn as_bytes(self) -> &'a [u8] {
        self.bytes
    }

    #[inline]
    pub fn tag(self) -> Tag {
        self.bytes.first().and_then(|code| Tag::from_code(*code)).unwrap_or(Tag::Null)
    }

    /// The value; a list or map answers itself.
    pub fn value(self) -> ValueRef<'a> {
        self.read().unwrap_or(ValueRef::Null)
    }

    fn read(self) -> Option<ValueRef<'a>> {
        let reader = Reader::new(self.bytes);
        let word = || reader.u64(1, "").ok();
        let sized = || reader.u32(1, "").ok().and_then(|length| reader.slice(5, u64::from(length), "").ok());
        Some(match self.tag() {
            Tag::Null | Tag::Absent => ValueRef::Null,
            Tag::Boolean => ValueRef::Boolean(reader.u8(1, "").ok()? != 0),
            Tag::Integer => ValueRef::Integer(word()?.cast_signed()),
            Tag::Float => ValueRef::Float(f64::from_bits(word()?)),
            Tag::Text => ValueRef::Text(kneiphof_kernels::utf8(sized()?).ok()?),
            Tag::Bytes => ValueRef::Bytes(sized()?),
            Tag::Instant => ValueRef::Instant(word()?.cast_signed()),
            Tag::List => ValueRef::List(self),
            Tag::Map => ValueRef::Map(self),
            Tag::Opaque => ValueRef::Opaque(word()?),
        })
    }

    /// The items of a list, in order; nothing for any other value.
    pub fn items(self) -> PackedItems<'a> {
        PackedItems { rest: if self.tag() == Tag::List { self.content() } else { &[] } }
    }

    /// The entries of a map, in order; nothing for any other value.
    pub fn entries(self) -> PackedEntries<'a> {
        PackedEntries { rest: if self.tag() == Tag::Map { self.content() } else { &[] } }
    }

    fn content(self) -> &'a [u8] {
        self.bytes.get(9..).unwrap_or(&[])
    }

    /// An owned copy. Its recursion is bounded by [`NESTING_MAX`], which the value was checked with.
    pub fn to_value(self) -> Value {
        match self.value() {
            ValueRef::Null | ValueRef::Absent => Value::Null,
            ValueRef::Boolean(boolean) => Value::Boolean(boolean),
            ValueRef::Integer(integer) => Value::Integer(integer),
            ValueRef::Float(float) => Value::Float(float),
            ValueRef::Text(text) => Value::Text(text.to_owned()),
            ValueRef::Bytes(bytes) => Value::Bytes(bytes.to_owned()),
            ValueRef::Instant(micros) => Value::Instant(micros),
            ValueRef::List(list) => Value::List(list.items().map(Packed::to_value).collect()),
            ValueRef::Map(map) => {
                Value::Map(map.entries().map(|(key, value)| (key.to_owned(), value.to_value())).collect())
            }
            ValueRef::Opaque(handle) => Value::Opaque(handle),
        }
    }
}

/// Takes one packed value off the front, by its length alone.
fn take<'a>(rest: &mut &'a [u8]) -> Option<Packed<'a>> {
    let length = validate::skip(rest)?;
    let (value, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(Packed { bytes: value })
}

/// Iterator over the items of a packed list.
#[derive(Clone, Debug)]
pub struct PackedItems<'a> {
    rest: &'a [u8],
}

impl<'a> PackedItems<'a> {
    /// A sequence of packed values without a list around it.
    pub(crate) fn sequence(bytes: &'a [u8]) -> Self {
        PackedItems { rest: bytes }
    }
}

impl<'a> Iterator for PackedItems<'a> {
    type Item = Packed<'a>;

    fn next(&mut self) -> Option<Packed<'a>> {
        take(&mut self.rest)
    }
}

/// Iterator over the entries of a packed map.
#[derive(Clone, Debug)]
pub struct PackedEntries<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for PackedEntries<'a> {
    type Item = (&'a str, Packed<'a>);

    fn next(&mut self) -> Option<(&'a str, Packed<'a>)> {
        let reader = Reader::new(self.rest);
        let length = reader.u32(0, "").ok()?;
        let key = std::str::from_utf8(reader.slice(4, u64::from(length), "").ok()?).ok()?;
        self.rest = self.rest.get(4 + key.len()..)?;
        Some((key, take(&mut self.rest)?))
    }
}
