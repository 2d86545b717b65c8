//! The answer of a read of selected attributes of many nodes: one typed column for each.
//!
//! ```text
//! head, 48 bytes    | magic u32 | rows u32 | columns u32 | zero u32 | revision u64 | heap at u64 | heap length u64 | length u64 |
//! numbers           | u64 | u64 | …                     by row; 0 = there is no such node
//! directory         | kind u32 | zero u32 | tags at u64 | by column; kind = tag of all its values, ABSENT for none, MIXED
//! columns           | valid, 1 bit a row, 64 to a word | words, u64 by row |      one behind the other
//! heap              bytes of texts, bytes, lists and maps, of all columns
//! tags              | u8 | u8 | … padding |             by row, of each mixed column
//! word              a boolean, integer, instant (microseconds), float (its bits), handle, or reference: offset << 24 | length
//! ```
//! A row without a valid bit has no value, or an explicit null.

use crate::bytes::{Reader, pad8};
use crate::room::{collected, room};
use crate::{Failure, Packed, Tag, ValueRef};
use std::iter::{repeat_n, repeat_with};

const MAGIC: u32 = 0x3156_4E4B;
const HEAD_BYTES: usize = 48;
const ENTRY_BYTES: usize = 16;
const LENGTH_BITS: u32 = 24;
/// The kind of a column whose values are not all of one type.
const MIXED: u8 = 254;
const RECENT: usize = 64;
/// Rows whose valid bits are written at once.
pub const GROUP_ROWS: usize = 32;

/// Writes the answer. Values are put row by row in each column, in any order of columns; all of them are borrowed from one
/// graph that nobody changes meanwhile.
#[derive(Debug)]
pub struct ValuesWriter<'v> {
    out: Vec<u8>,
    rows: usize,
    kinds: Vec<u8>,
    columns_at: usize,
    column_bytes: usize,
    heap_at: usize,
    /// Tags of columns that are mixed, by column.
    tags: Vec<Vec<u8>>,
    /// Texts put lately, by where they lie: what a graph keeps once goes out once, or nearly.
    recent: [Option<(&'v str, u64)>; RECENT],
}

impl<'v> ValuesWriter<'v> {
    /// # Errors
    /// `OUT_OF_MEMORY`.
    ///
    /// # Panics
    /// When there are more rows than `u32` counts.
    pub fn new(rows: usize, columns: usize, mut out: Vec<u8>) -> Result<Self, Failure> {
        let (columns_at, column_bytes) = (HEAD_BYTES + 8 * rows + ENTRY_BYTES * columns, column_bytes(rows));
        let heap_at = columns_at + columns * column_bytes;
        out.clear();
        room(&mut out, heap_at)?;
        out.resize(heap_at, 0);
        out[..4].copy_from_slice(&MAGIC.to_le_bytes());
        out[4..8]
            .copy_from_slice(&u32::try_from(rows).expect("the number of rows fits 32 bits").to_le_bytes());
        out[8..12].copy_from_slice(&(columns as u32).to_le_bytes());
        let kinds = collected(repeat_n(Tag::Absent as u8, columns))?;
        let tags = collected(repeat_with(Vec::new).take(columns))?;
        let recent = [None; RECENT];
        Ok(ValuesWriter { out, rows, kinds, columns_at, column_bytes, heap_at, tags, recent })
    }

    #[inline]
    fn set(&mut self, at: usize, word: u64) {
        self.out[at..at + 8].copy_from_slice(&word.to_le_bytes());
    }

    /// The numbers of the nodes of the rows from `first` on.
    #[inline]
    pub fn numbers(&mut self, first: usize, numbers: impl Iterator<Item = u64>) {
        let words = self.out[HEAD_BYTES + 8 * first..HEAD_BYTES + 8 * self.rows].as_chunks_mut().0;
        words.iter_mut().zip(numbers).for_each(|(word, number)| *word = number.to_le_bytes());
    }

    /// Puts those values of a group of rows that are numbers of the type which the column has already; answers a bit for each row
    /// whose value is yet to be put. A group is the [`GROUP_ROWS`] rows from a multiple of that on, or as many as are left; `number`
    /// tells the number that a row of the group has.
    #[inline]
    pub fn put_numbers(
        &mut self,
        column: usize,
        group: usize,
        number: impl Fn(usize) -> Option<(Tag, u64)>,
    ) -> u32 {
        let (kind, valid_at) = (self.kinds[column], self.valid_at(column));
        let cells = &mut self.out[valid_at..valid_at + self.column_bytes];
        let (valid, words) = cells.split_at_mut(valid_bytes(self.rows));
        let (mut put, mut left) = (0u32, 0u32);
        let rows = words.as_chunks_mut().0[group * GROUP_ROWS..].iter_mut().take(GROUP_ROWS);
        for (at, word) in rows.enumerate() {
            match number(at) {
                Some((tag, number)) if tag as u8 == kind => {
                    *word = number.to_le_bytes();
                    put |= 1 << at;
                }
                _ => left |= 1 << at,
            }
        }
        valid.as_chunks_mut().0[group] = put.to_le_bytes();
        left
    }

    #[inline]
    fn valid_at(&self, column: usize) -> usize {
        self.columns_at + column * self.column_bytes
    }

    /// The value of a row in a column; it is put at most once.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    #[inline]
    pub fn put(&mut self, column: usize, row: usize, value: ValueRef<'v>) -> Result<(), Failure> {
        let word = match value {
            ValueRef::Null | ValueRef::Absent => return Ok(()),
            ValueRef::Boolean(bit) => u64::from(bit),
            ValueRef::Integer(word) | ValueRef::Instant(word) => word.cast_unsigned(),
            ValueRef::Float(float) => float.to_bits(),
            ValueRef::Opaque(handle) => handle,
            ValueRef::Text(text) => self.text(text)?,
            ValueRef::Bytes(bytes) => self.on_heap(bytes)?,
            ValueRef::List(packed) | ValueRef::Map(packed) => self.on_heap(packed.as_bytes())?,
        };
        let tag = value.tag() as u8;
        if self.kinds[column] != tag {
            self.of_another_type(column, row, tag)?;
        }
        let valid_at = self.valid_at(column);
        self.out[valid_at + row / 8] |= 1 << (row % 8);
        self.set(valid_at + self.column_bytes - 8 * (self.rows - row), word);
        Ok(())
    }

    #[cold]
    fn of_another_type(&mut self, column: usize, row: usize, tag: u8) -> Result<(), Failure> {
        let kind = self.kinds[column];
        if kind == Tag::Absent as u8 {
            self.kinds[column] = tag;
            return Ok(());
        }
        if kind != MIXED {
            let valid_at = self.valid_at(column);
            let bit = |row: usize| self.out[valid_at + row / 8] >> (row % 8) & 1 == 1;
            let tags = (0..self.rows).map(|row| if bit(row) { kind } else { 0 });
            self.tags[column] = collected(tags)?;
            self.kinds[column] = MIXED;
        }
        self.tags[column][row] = tag;
        Ok(())
    }

    fn on_heap(&mut self, bytes: &[u8]) -> Result<u64, Failure> {
        room(&mut self.out, bytes.len())?;
        let offset = (self.out.len() - self.heap_at) as u64;
        self.out.extend_from_slice(bytes);
        Ok(offset << LENGTH_BITS | bytes.len() as u64)
    }

    fn text(&mut self, text: &'v str) -> Result<u64, Failure> {
        // Texts of a dictionary are allocations of their own: where they begin tells them apart.
        let slot = (text.as_ptr().addr() >> 4) % RECENT;
        match self.recent[slot] {
            Some((known, reference)) if std::ptr::eq(known, text) => Ok(reference),
            _ => {
                let reference = self.on_heap(text.as_bytes())?;
                self.recent[slot] = Some((text, reference));
                Ok(reference)
            }
        }
    }

    /// The whole answer.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn finish(mut self, revision: u64) -> Result<Vec<u8>, Failure> {
        let heap_length = (self.out.len() - self.heap_at) as u64;
        let behind = self.tags.iter().map(|tags| tags.len().next_multiple_of(8)).sum::<usize>();
        room(&mut self.out, 8 + behind)?;
        pad8(&mut self.out, 0);
        for column in 0..self.kinds.len() {
            let entry = HEAD_BYTES + 8 * self.rows + ENTRY_BYTES * column;
            self.out[entry] = self.kinds[column];
            if self.kinds[column] == MIXED {
                let at = self.out.len() as u64;
                self.out.extend_from_slice(&self.tags[column]);
                pad8(&mut self.out, 0);
                self.set(entry + 8, at);
            }
        }
        let length = self.out.len() as u64;
        for (at, word) in [(16, revision), (24, self.heap_at as u64), (32, heap_length), (40, length)] {
            self.set(at, word);
        }
        Ok(self.out)
    }
}

fn valid_bytes(rows: usize) -> usize {
    8 * rows.div_ceil(64)
}

fn column_bytes(rows: usize) -> usize {
    valid_bytes(rows) + 8 * rows
}

/// A borrowed answer.
#[derive(Clone, Copy, Debug)]
pub struct ValuesView<'a> {
    reader: Reader<'a>,
    rows: usize,
    columns: usize,
}

impl<'a> ValuesView<'a> {
    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Failure> {
        let reader = Reader::new(bytes);
        let magic = reader.u32(0, "head of values")?;
        let length = reader.u64(40, "head of values")?;
        if magic != MAGIC || length != bytes.len() as u64 {
            return Err(Failure::malformed("head of values", length));
        }
        let [rows, columns] = [reader.u32(4, "head of values")?, reader.u32(8, "head of values")?];
        Ok(ValuesView { reader, rows: rows as usize, columns: columns as usize })
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn revision(&self) -> Result<u64, Failure> {
        self.reader.u64(16, "revision of values")
    }

    /// The number of a row's node, 0 when there is none.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn number(&self, row: usize) -> Result<u64, Failure> {
        self.reader.u64(HEAD_BYTES + 8 * row, "number of a row")
    }

    /// The value of a row in a column.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn value(&self, column: usize, row: usize) -> Result<Option<ValueRef<'a>>, Failure> {
        self.column(column)?.value(row)
    }

    /// One column, for who reads many of its values.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn column(&self, column: usize) -> Result<ValuesColumn<'a>, Failure> {
        if column >= self.columns {
            return Err(Failure::malformed(VALUE, column as u64));
        }
        let entry = HEAD_BYTES + 8 * self.rows + ENTRY_BYTES * column;
        let valid_at =
            HEAD_BYTES + 8 * self.rows + ENTRY_BYTES * self.columns + column * column_bytes(self.rows);
        let (valid_length, words_length) = (valid_bytes(self.rows), 8 * self.rows);
        let valid = self.reader.slice(valid_at as u64, valid_length as u64, VALUE)?;
        let words = self.reader.slice((valid_at + valid_length) as u64, words_length as u64, VALUE)?;
        let kind = self.reader.u8(entry, VALUE)?;
        let tags = match kind {
            MIXED => self.reader.slice(self.reader.u64(entry + 8, VALUE)?, self.rows as u64, VALUE)?,
            _ => &[],
        };
        let heap_at = self.reader.u64(24, VALUE)?;
        Ok(ValuesColumn { reader: self.reader, kind, valid, words: words.as_chunks().0, tags, heap_at })
    }
}

const VALUE: &str = "value of a column";

/// A column of a borrowed answer.
#[derive(Clone, Copy, Debug)]
pub struct ValuesColumn<'a> {
    reader: Reader<'a>,
    kind: u8,
    valid: &'a [u8],
    words: &'a [[u8; 8]],
    /// Of the rows, when their values are of several types.
    tags: &'a [u8],
    heap_at: u64,
}

impl<'a> ValuesColumn<'a> {
    /// The value of a row.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`.
    #[inline]
    pub fn value(&self, row: usize) -> Result<Option<ValueRef<'a>>, Failure> {
        let Some(word) = self.words.get(row) else { return Err(Failure::malformed(VALUE, row as u64)) };
        if self.valid.get(row / 8).is_none_or(|bits| bits >> (row % 8) & 1 == 0) {
            return Ok(None);
        }
        self.of_any_type(row, u64::from_le_bytes(*word)).map(Some)
    }

    /// The float of a row; `None` where there is none, and in a column of any other type or of several.
    #[inline]
    pub fn float(&self, row: usize) -> Option<f64> {
        let is_there = self.kind == Tag::Float as u8 && self.valid.get(row / 8)? >> (row % 8) & 1 == 1;
        let word = self.words.get(row)?;
        is_there.then(|| f64::from_bits(u64::from_le_bytes(*word)))
    }

    fn of_any_type(&self, row: usize, word: u64) -> Result<ValueRef<'a>, Failure> {
        let kind = if self.kind == MIXED { self.tags.get(row).copied().unwrap_or(MIXED) } else { self.kind };
        let heap = || {
            let (offset, length) = (word >> LENGTH_BITS, word & ((1 << LENGTH_BITS) - 1));
            self.reader.slice(self.heap_at.saturating_add(offset), length, VALUE)
        };
        Ok(match Tag::from_code(kind) {
            Some(Tag::Boolean) => ValueRef::Boolean(word == 1),
            Some(Tag::Integer) => ValueRef::Integer(word.cast_signed()),
            Some(Tag::Float) => ValueRef::Float(f64::from_bits(word)),
            Some(Tag::Instant) => ValueRef::Instant(word.cast_signed()),
            Some(Tag::Opaque) => ValueRef::Opaque(word),
            Some(Tag::Text) => ValueRef::Text(crate::bytes::utf8(heap()?, VALUE)?),
            Some(Tag::Bytes) => ValueRef::Bytes(heap()?),
            Some(Tag::List) => ValueRef::List(Packed::trusted(heap()?)),
            Some(Tag::Map) => ValueRef::Map(Packed::trusted(heap()?)),
            _ => return Err(Failure::malformed("tag of a value", u64::from(kind))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_out_as_they_were_put_whatever_their_types() {
        let texts = ["active".to_owned(), String::new(), "ä".to_owned()];
        let value = |row: usize, column: usize| match (row + column) % 7 {
            0 => None,
            1 => Some(ValueRef::Integer(row as i64 - 50)),
            2 => Some(ValueRef::Text(&texts[row % 3])),
            3 => Some(ValueRef::Float(f64::NAN)),
            4 => Some(ValueRef::Boolean(row.is_multiple_of(2))),
            5 => Some(ValueRef::Bytes(&[1, 2, 3])),
            _ => Some(ValueRef::Null),
        };
        let typed = |row: usize, column: usize| match column {
            1 => (!row.is_multiple_of(3)).then(|| ValueRef::Text(&texts[row % 2])),
            2 => None,
            _ => value(row, column),
        };
        for rows in [0usize, 1, 63, 64, 65, 300] {
            let mut writer = ValuesWriter::new(rows, 4, vec![7; 100]).unwrap();
            writer.numbers(0, (0..rows as u64).map(|row| row * 3));
            for row in 0..rows {
                for column in 0..4 {
                    if let Some(value) = typed(row, column) {
                        writer.put(column, row, value).unwrap();
                    }
                }
            }
            let answer = writer.finish(42).unwrap();
            let view = ValuesView::parse(&answer).unwrap();
            assert_eq!((view.rows(), view.columns(), view.revision().unwrap()), (rows, 4, 42));
            for row in 0..rows {
                assert_eq!(view.number(row).unwrap(), row as u64 * 3);
                for column in 0..4 {
                    let expected = typed(row, column).filter(|value| *value != ValueRef::Null);
                    let found = view.value(column, row).unwrap();
                    match (expected, found) {
                        (Some(ValueRef::Float(_)), Some(ValueRef::Float(float))) => assert!(float.is_nan()),
                        _ => assert_eq!(found, expected, "{row} {column}"),
                    }
                }
            }
            assert!(view.value(4, 0).is_err() && view.value(0, rows).is_err());
        }
    }

    #[test]
    fn numbers_put_by_groups_are_those_put_one_by_one() {
        let value = |row: usize| match row {
            40 => Some(ValueRef::Boolean(true)),
            row if row.is_multiple_of(5) => None,
            row => Some(ValueRef::Integer(row as i64)),
        };
        for rows in [1usize, 31, 32, 33, 64, 100] {
            let mut single = ValuesWriter::new(rows, 2, Vec::new()).unwrap();
            let mut grouped = ValuesWriter::new(rows, 2, Vec::new()).unwrap();
            for row in 0..rows {
                value(row).into_iter().for_each(|value| single.put(1, row, value).unwrap());
            }
            for group in 0..rows.div_ceil(GROUP_ROWS) {
                let first = group * GROUP_ROWS;
                let left = grouped.put_numbers(1, group, |at| match value(first + at) {
                    Some(ValueRef::Integer(number)) => Some((Tag::Integer, number.cast_unsigned())),
                    _ => None,
                });
                for row in (0..GROUP_ROWS).filter(|at| left >> at & 1 == 1).map(|at| first + at) {
                    value(row).into_iter().for_each(|value| grouped.put(1, row, value).unwrap());
                }
            }
            assert_eq!(single.finish(1).unwrap(), grouped.finish(1).unwrap(), "{rows}");
        }
    }

    #[test]
    fn floats_are_told_where_all_values_are_floats() {
        let mut writer = ValuesWriter::new(70, 2, Vec::new()).unwrap();
        for row in (0..70).filter(|row| row % 3 != 0) {
            writer.put(0, row, ValueRef::Float(row as f64)).unwrap();
            writer.put(1, row, ValueRef::Integer(1)).unwrap();
        }
        let answer = writer.finish(1).unwrap();
        let view = ValuesView::parse(&answer).unwrap();
        let [floats, integers] = [0, 1].map(|column| view.column(column).unwrap());
        for row in 0..72 {
            assert_eq!(floats.float(row), (row < 70 && row % 3 != 0).then_some(row as f64));
            assert_eq!(integers.float(row), None);
        }
    }

    #[test]
    fn a_repeated_text_goes_out_once() {
        let text = "x".repeat(1_000);
        let mut writer = ValuesWriter::new(500, 1, Vec::new()).unwrap();
        (0..500).for_each(|row| writer.put(0, row, ValueRef::Text(&text)).unwrap());
        assert!(writer.finish(1).unwrap().len() < 500 * 16 + 2_000);
    }
}
