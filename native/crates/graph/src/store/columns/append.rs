//! Gives a run of new rows their cells, column by column: each chunk is looked at once, and numbers are copied as they lie.
//!
//! ```text
//! batch     | value | value | value | …          validity  … 1 1 0 1 …
//!               │ one copy, one range                      │ word by word
//! chunk     | … | value | value | value |        valid     … 1 1 0 1
//! ```
//! A row without validity gets whatever its place in the batch holds: nobody reads it.

use super::Columns;
use super::chunk::{Chunk, Zone};
use super::column::Column;
use super::text::TextHasher;
use super::values::{Codes, Values};
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS, copy_bits, place, ready_run};
use crate::store::room::{filled, room};
use kneiphof_kernels::{OutOfMemory, SharedVec};
use kneiphof_wire::{ColumnData, ColumnView, Tag};
use std::ops::Range;

/// A code that is not known yet.
const NO_CODE: u32 = u32::MAX;

/// What a column of a batch has learnt of the column it goes to.
#[derive(Debug, Default)]
pub(crate) struct Learnt {
    /// Codes in the graph's column, by the entry of the batch's dictionary.
    codes_of_entries: Vec<u32>,
    /// Codes of the rows of the last run.
    codes: Vec<u32>,
}

impl Columns {
    /// Gives rows behind all others, which lie in one chunk, the cells of some rows of a batch. The key must have a column. Answers
    /// whether it did: cells of several types, or of another than the chunk, are written one by one. On failure no row has its
    /// cell.
    pub fn append_run(
        &mut self,
        key: u16,
        row: u32,
        cells: &ColumnView<'_>,
        rows: Range<usize>,
        learnt: &mut Learnt,
        hasher: &TextHasher,
    ) -> Result<bool, OutOfMemory> {
        self.change(key, |column| column.append_run(row, cells, rows, learnt, hasher))
    }
}

impl Column {
    fn append_run(
        &mut self,
        row: u32,
        cells: &ColumnView<'_>,
        rows: Range<usize>,
        learnt: &mut Learnt,
        hasher: &TextHasher,
    ) -> Result<bool, OutOfMemory> {
        let (index, at) = place(row);
        self.reach(index)?;
        let are_texts = matches!(cells.data(), ColumnData::Text(_) | ColumnData::Dictionary(_));
        let as_codes = are_texts && self.dictionary.takes(rows.len());
        let preferred = !self.plain;
        let count = rows.len() as u32;
        let appended = self.change(index, |chunk, dictionary| {
            if !as_codes || !chunk.takes_codes(preferred) {
                return chunk.append_run(at, cells, rows);
            }
            learnt.code(cells, rows.clone(), &mut |text| dictionary.intern(text, hasher))?;
            chunk.append_codes(at, &learnt.codes, cells, rows)?;
            Ok(true)
        })?;
        if appended && are_texts {
            self.count_texts(count);
        }
        Ok(appended)
    }
}

impl Learnt {
    /// Finds the codes of a run of rows.
    fn code(
        &mut self,
        cells: &ColumnView<'_>,
        rows: Range<usize>,
        intern: &mut impl FnMut(&str) -> Result<u32, OutOfMemory>,
    ) -> Result<(), OutOfMemory> {
        self.codes.clear();
        room(&mut self.codes, rows.len())?;
        match cells.data() {
            ColumnData::Dictionary(codes) => {
                let entries = codes.entries().len();
                if self.codes_of_entries.is_empty() {
                    self.codes_of_entries = filled(NO_CODE, entries)?;
                }
                for row in rows {
                    let entry = codes.code(row) as usize;
                    let known = self.codes_of_entries.get(entry).copied().unwrap_or(NO_CODE);
                    self.codes.push(match known {
                        NO_CODE if cells.is_valid(row) => {
                            self.codes_of_entries[entry] = intern(codes.get(row))?;
                            self.codes_of_entries[entry]
                        }
                        NO_CODE => 0,
                        code => code,
                    });
                }
            }
            _ => {
                for row in rows {
                    self.codes.push(cells.text(row).map_or(Ok(0), &mut *intern)?);
                }
            }
        }
        Ok(())
    }
}

impl Chunk {
    /// Whether texts go into this chunk as codes; an empty one takes what the column prefers.
    fn takes_codes(&mut self, preferred: bool) -> bool {
        match &self.values {
            Values::Coded(_) => true,
            Values::Empty if preferred => {
                self.values = Values::Coded(Codes::new());
                true
            }
            _ => false,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.valid == [0; CHUNK_WORDS]
    }

    fn append_codes(
        &mut self,
        at: usize,
        codes: &[u32],
        cells: &ColumnView<'_>,
        rows: Range<usize>,
    ) -> Result<(), OutOfMemory> {
        if let Values::Coded(kept) = &mut self.values {
            kept.append(at, codes)?;
            self.mark_valid(at, cells, rows);
        }
        Ok(())
    }

    /// Appends cells where the chunk is empty or of their type; answers whether it is.
    fn append_run(
        &mut self,
        at: usize,
        cells: &ColumnView<'_>,
        rows: Range<usize>,
    ) -> Result<bool, OutOfMemory> {
        let tag = match cells.data() {
            ColumnData::Boolean(_) => Tag::Boolean,
            ColumnData::Integer(_) => Tag::Integer,
            ColumnData::Float(_) => Tag::Float,
            ColumnData::Instant(_) => Tag::Instant,
            ColumnData::Text(_) => Tag::Text,
            ColumnData::Bytes(_) => Tag::Bytes,
            ColumnData::Dictionary(_) | ColumnData::Value(_) => return Ok(false),
        };
        if self.is_empty() {
            self.zone = None;
            if let Values::Empty = self.values {
                self.values = Values::for_tag(tag, false);
            }
        }
        match (&mut self.values, cells.data()) {
            (Values::Integer(words), ColumnData::Integer(numbers))
            | (Values::Instant(words), ColumnData::Instant(numbers)) => {
                append_words(words, at, numbers.as_arrays(), rows.clone(), i64::from_le_bytes)?;
                let range = range_of(&words[at..], cells, &rows, (i64::MAX, i64::MIN));
                self.zone =
                    widened(self.zone, range.map(|(least, greatest)| Zone::Integers { least, greatest }));
            }
            (Values::Float(words), ColumnData::Float(numbers)) => {
                append_words(words, at, numbers.as_arrays(), rows.clone(), f64::from_le_bytes)?;
                let range = range_of(&words[at..], cells, &rows, (f64::INFINITY, f64::NEG_INFINITY));
                let has_nan = words[at..].iter().fold(false, |found, word| found | word.is_nan());
                self.zone = widened(
                    self.zone,
                    range.map(|(least, greatest)| Zone::Floats { least, greatest, has_nan }),
                );
            }
            (Values::Boolean(words), ColumnData::Boolean(bits)) => {
                words.extend_to((at + rows.len()).div_ceil(64), 0, CHUNK_WORDS)?;
                copy_bits(words.make_mut()?, at, rows.len(), |bit| bits.word(rows.start + bit));
            }
            (Values::Heap(Tag::Text, values), ColumnData::Text(texts)) => {
                values.append(
                    at,
                    rows.clone().map(|row| cells.is_valid(row).then(|| texts.get(row).as_bytes())),
                )?;
            }
            (Values::Heap(Tag::Bytes, values), ColumnData::Bytes(slices)) => {
                values.append(at, rows.clone().map(|row| cells.is_valid(row).then(|| slices.get(row))))?;
            }
            _ => return Ok(false),
        }
        self.mark_valid(at, cells, rows);
        Ok(true)
    }

    fn mark_valid(&mut self, at: usize, cells: &ColumnView<'_>, rows: Range<usize>) {
        let validity = cells.validity();
        copy_bits(&mut self.valid, at, rows.len(), |bit| {
            validity.map_or(u64::MAX, |bits| bits.word(rows.start + bit))
        });
    }
}

fn append_words<T: Copy + Default>(
    words: &mut SharedVec<T>,
    at: usize,
    cells: &[[u8; 8]],
    rows: Range<usize>,
    number: impl Fn([u8; 8]) -> T,
) -> Result<(), OutOfMemory> {
    ready_run(words, at, rows.len(), CHUNK_ROWS)?;
    words.extend(cells[rows].iter().map(|cell| number(*cell)))
}

/// The least and the greatest number of the rows that have one; NaN stands outside the range.
fn range_of<T: Copy + PartialOrd>(
    numbers: &[T],
    cells: &ColumnView<'_>,
    rows: &Range<usize>,
    nothing: (T, T),
) -> Option<(T, T)> {
    let wider = |(least, greatest): (T, T), number: T| {
        (if number < least { number } else { least }, if number > greatest { number } else { greatest })
    };
    if cells.validity().is_none() {
        return Some(numbers.iter().copied().fold(nothing, wider));
    }
    let mut valid = numbers.iter().zip(rows.clone()).filter(|(_, row)| cells.is_valid(*row)).peekable();
    valid.peek()?;
    Some(valid.map(|(number, _)| *number).fold(nothing, wider))
}

/// The smallest range that holds both.
fn widened(zone: Option<Zone>, more: Option<Zone>) -> Option<Zone> {
    match (zone, more) {
        (Some(Zone::Integers { least, greatest }), Some(Zone::Integers { least: less, greatest: more })) => {
            Some(Zone::Integers { least: least.min(less), greatest: greatest.max(more) })
        }
        (
            Some(Zone::Floats { least, greatest, has_nan }),
            Some(Zone::Floats { least: less, greatest: more, has_nan: one_more }),
        ) => Some(Zone::Floats {
            least: least.min(less),
            greatest: greatest.max(more),
            has_nan: has_nan | one_more,
        }),
        (zone, more) => zone.or(more),
    }
}

impl Codes {
    fn append(&mut self, at: usize, codes: &[u32]) -> Result<(), OutOfMemory> {
        let greatest = codes.iter().copied().max().unwrap_or(0);
        self.widen(greatest)?;
        match self {
            Codes::U8(kept) => append_narrowed(kept, at, codes, |code| code as u8),
            Codes::U16(kept) => append_narrowed(kept, at, codes, |code| code as u16),
            Codes::U32(kept) => append_narrowed(kept, at, codes, |code| code),
        }
    }
}

fn append_narrowed<T: Copy + Default>(
    kept: &mut SharedVec<T>,
    at: usize,
    codes: &[u32],
    narrow: impl Fn(u32) -> T,
) -> Result<(), OutOfMemory> {
    ready_run(kept, at, codes.len(), CHUNK_ROWS)?;
    kept.extend(codes.iter().map(|code| narrow(*code)))
}

impl super::values::HeapValues {
    fn append<'a>(
        &mut self,
        at: usize,
        values: impl ExactSizeIterator<Item = Option<&'a [u8]>> + Clone,
    ) -> Result<(), OutOfMemory> {
        self.heap.reserve(values.clone().flatten().map(<[u8]>::len).sum())?;
        ready_run(&mut self.references, at, values.len(), CHUNK_ROWS)?;
        for value in values {
            let reference = value.map_or(Ok(0), |value| self.heap.put(value))?;
            self.references.push(reference)?;
        }
        Ok(())
    }
}
