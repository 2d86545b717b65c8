//! Writes lists and maps entry by entry as they are told, without values in between; where memory ends, the writing fails.
//!
//! ```text
//! | tag | u32 entries | u32 bytes | entries …        both numbers are filled in when the last entry stands
//! ```

use crate::room::room;
use crate::{Failure, Tag, ValueRef, encode_ref};

/// Longest form of a value beside the bytes it refers to: tag, entries, bytes.
const HEAD_BYTES: usize = 9;

/// Appends a packed MAP whose entries `write` tells.
///
/// # Errors
/// `OUT_OF_MEMORY` without memory, and what `write` fails with; then nothing is appended.
pub fn write_map(
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut MapWriter<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let start = out.len();
    let written = whole(Tag::Map, out, |out| {
        let mut map = MapWriter { out, entries: 0 };
        write(&mut map)?;
        Ok(map.entries)
    });
    written.inspect_err(|_| out.truncate(start))
}

/// Appends a packed LIST whose items `write` tells.
///
/// # Errors
/// As [`write_map`].
pub fn write_list(
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut ListWriter<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let start = out.len();
    let written = whole(Tag::List, out, |out| {
        let mut list = ListWriter { out, items: 0 };
        write(&mut list)?;
        Ok(list.items)
    });
    written.inspect_err(|_| out.truncate(start))
}

/// The entries of a map that is being written.
#[derive(Debug)]
pub struct MapWriter<'o> {
    out: &'o mut Vec<u8>,
    entries: u32,
}

/// The items of a list that is being written.
#[derive(Debug)]
pub struct ListWriter<'o> {
    out: &'o mut Vec<u8>,
    items: u32,
}

impl MapWriter<'_> {
    fn key(&mut self, key: &str) -> Result<(), Failure> {
        room(self.out, 4 + key.len())?;
        self.out.extend_from_slice(&(key.len() as u32).to_le_bytes());
        self.out.extend_from_slice(key.as_bytes());
        self.entries += 1;
        Ok(())
    }

    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn value(&mut self, key: &str, value: ValueRef<'_>) -> Result<(), Failure> {
        self.key(key)?;
        let bytes = match value {
            ValueRef::Text(text) => text.len(),
            ValueRef::Bytes(bytes) => bytes.len(),
            ValueRef::List(packed) | ValueRef::Map(packed) => packed.as_bytes().len(),
            _ => 0,
        };
        room(self.out, HEAD_BYTES + bytes)?;
        encode_ref(value, self.out);
        Ok(())
    }

    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn text(&mut self, key: &str, text: &str) -> Result<(), Failure> {
        self.value(key, ValueRef::Text(text))
    }

    /// A count; one that no integer holds is told as the greatest.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn count(&mut self, key: &str, count: u64) -> Result<(), Failure> {
        self.value(key, ValueRef::Integer(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// # Errors
    /// `OUT_OF_MEMORY`, and what `write` fails with.
    pub fn map(
        &mut self,
        key: &str,
        write: impl FnOnce(&mut MapWriter<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.key(key)?;
        write_map(self.out, write)
    }

    /// # Errors
    /// `OUT_OF_MEMORY`, and what `write` fails with.
    pub fn list(
        &mut self,
        key: &str,
        write: impl FnOnce(&mut ListWriter<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.key(key)?;
        write_list(self.out, write)
    }
}

impl ListWriter<'_> {
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.items += 1;
        room(self.out, HEAD_BYTES + text.len())?;
        encode_ref(ValueRef::Text(text), self.out);
        Ok(())
    }

    /// # Errors
    /// `OUT_OF_MEMORY`, and what `write` fails with.
    pub fn map(
        &mut self,
        write: impl FnOnce(&mut MapWriter<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.items += 1;
        write_map(self.out, write)
    }
}

/// Writes the head, the entries that `write` counts, and then their numbers into the head.
fn whole(
    tag: Tag,
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>) -> Result<u32, Failure>,
) -> Result<(), Failure> {
    room(out, HEAD_BYTES)?;
    let start = out.len();
    out.push(tag as u8);
    out.extend_from_slice(&[0; HEAD_BYTES - 1]);
    let entries = write(out)?;
    let bytes = out.len() - start - HEAD_BYTES;
    let bytes =
        u32::try_from(bytes).map_err(|_| Failure::limit_exceeded("bytes of a map", bytes as u64, 1 << 32))?;
    out[start + 1..start + 5].copy_from_slice(&entries.to_le_bytes());
    out[start + 5..start + 9].copy_from_slice(&bytes.to_le_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Packed, Status, Value};

    #[test]
    fn what_is_written_entry_by_entry_is_what_the_value_packs_to() {
        let mut out = vec![7];
        write_map(&mut out, |map| {
            map.text("name", "é")?;
            map.count("bytes", u64::MAX)?;
            map.value("key", ValueRef::Null)?;
            map.map("empty", |_| Ok(()))?;
            map.list("parts", |parts| {
                parts.map(|part| part.value("is", ValueRef::Boolean(true)))?;
                parts.map(|part| part.count("count", 3))
            })
        })
        .unwrap();
        let entry = |key: &str, value| (key.to_owned(), value);
        let expected = Value::Map(vec![
            entry("name", Value::from("é")),
            entry("bytes", Value::Integer(i64::MAX)),
            entry("key", Value::Null),
            entry("empty", Value::Map(Vec::new())),
            entry(
                "parts",
                Value::List(vec![
                    Value::Map(vec![entry("is", Value::Boolean(true))]),
                    Value::Map(vec![entry("count", Value::Integer(3))]),
                ]),
            ),
        ]);
        assert_eq!(out[1..], expected.to_packed());
        assert!(Packed::parse(&out[1..], 8).is_ok());
    }

    #[test]
    fn a_failure_within_leaves_nothing_of_the_map() {
        let mut out = vec![7];
        let failed = write_map(&mut out, |map| {
            map.count("count", 1)?;
            map.list("parts", |parts| parts.map(|_| Err(Failure::new(Status::Busy))))
        });
        assert_eq!((failed.map_err(|failure| failure.status), out), (Err(Status::Busy), vec![7]));
    }
}
