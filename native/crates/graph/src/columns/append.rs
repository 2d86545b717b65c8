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
use crate::chunked::{CHUNK_ROWS, CHUNK_WORDS, copy_bits, place, room_for};
use kneiphof_kernels::{CopyOnWrite, OutOfMemory};
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
    /// Gives rows behind all others, which lie in one chunk, the cells of some rows of a batch. The key must have a column. When
    /// it fails, some rows may have their cells and others not.
    pub fn append(
        &mut self,
        key: u16,
        row: u32,
        cells: &ColumnView<'_>,
        rows: Range<usize>,
        learnt: &mut Learnt,
        hasher: &TextHasher,
    ) -> Result<(), OutOfMemory> {
        let Some(index) = self.index(key) else { return Ok(()) };
        let column = &mut self.columns[index];
        let before = column.bytes();
        let outcome = column.append_run(row, cells, rows, learnt, hasher);
        self.bytes = self.bytes + column.bytes() - before;
        outcome
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
    ) -> Result<(), OutOfMemory> {
        let (index, at) = place(row);
        let chunks = self.chunks.make_mut();
        if chunks.len() <= index {
            let more = index + 1 - chunks.len();
            let bytes = more * size_of::<usize>();
            chunks.try_reserve(more).map_err(|_| OutOfMemory { bytes })?;
            chunks.resize(index + 1, None);
            self.bytes += bytes;
        }
        let before = chunks[index].as_ref().map_or(0, |chunk| chunk.bytes());
        let chunk = chunks[index].get_or_insert_with(|| CopyOnWrite::new(Chunk::new())).make_mut();
        let appended = match cells.data() {
            ColumnData::Text(_) | ColumnData::Dictionary(_) => {
                if self.dictionary.takes(rows.len()) && chunk.takes_codes(!self.plain) {
                    let mut intern = |text: &str| self.dictionary.intern(text, hasher);
                    learnt.code(cells, rows.clone(), &mut intern);
                    chunk.append_codes(at, &learnt.codes, cells, rows.clone()).map(|()| true)
                } else {
                    chunk.append_run(at, cells, rows.clone())
                }
            }
            _ => chunk.append_run(at, cells, rows.clone()),
        };
        self.bytes = self.bytes + chunk.bytes() - before;
        if !appended? {
            // Cells of another type than the chunk, or of several: one by one.
            for (row, cell) in (row..).zip(rows) {
                if let Some(value) = cells.value(cell) {
                    self.set(row, value, hasher);
                }
            }
        } else if let ColumnData::Text(_) | ColumnData::Dictionary(_) = cells.data() {
            self.count_texts(rows.len() as u32);
        }
        Ok(())
    }
}

impl Learnt {
    /// Finds the codes of a run of rows.
    fn code(&mut self, cells: &ColumnView<'_>, rows: Range<usize>, intern: &mut impl FnMut(&str) -> u32) {
        self.codes.clear();
        match cells.data() {
            ColumnData::Dictionary(codes) => {
                self.codes_of_entries.resize(codes.entries().len(), NO_CODE);
                for row in rows {
                    let entry = codes.code(row) as usize;
                    let known = self.codes_of_entries.get(entry).copied().unwrap_or(NO_CODE);
                    self.codes.push(match known {
                        NO_CODE if cells.is_valid(row) => {
                            self.codes_of_entries[entry] = intern(codes.get(row));
                            self.codes_of_entries[entry]
                        }
                        NO_CODE => 0,
                        code => code,
                    });
                }
            }
            _ => self.codes.extend(rows.map(|row| cells.text(row).map_or(0, &mut *intern))),
        }
    }
}

impl Chunk {
    /// Whether texts go into this chunk as codes; an empty one takes what the column prefers.
    fn takes_codes(&mut self, preferred: bool) -> bool {
        match &self.values {
            Values::Coded(_) => true,
            _ if preferred && self.is_empty() => {
                self.values = Values::Coded(Codes::new());
                true
            }
            _ => false,
        }
    }

    fn is_empty(&self) -> bool {
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
            if !self.values.are_of(tag) {
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
                let end = (at + rows.len()).div_ceil(64);
                room_for(words, at / 64, end - at / 64, CHUNK_WORDS)?;
                words.resize(end, 0);
                copy_bits(words, at, rows.len(), |bit| bits.word(rows.start + bit));
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
    words: &mut Vec<T>,
    at: usize,
    cells: &[[u8; 8]],
    rows: Range<usize>,
    number: impl Fn([u8; 8]) -> T,
) -> Result<(), OutOfMemory> {
    room_for(words, at, rows.len(), CHUNK_ROWS)?;
    words.resize(at, T::default());
    words.extend(cells[rows].iter().map(|cell| number(*cell)));
    Ok(())
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
        self.widen(greatest);
        match self {
            Codes::U8(kept) => append_narrowed(kept, at, codes, |code| code as u8),
            Codes::U16(kept) => append_narrowed(kept, at, codes, |code| code as u16),
            Codes::U32(kept) => append_narrowed(kept, at, codes, |code| code),
        }
    }
}

fn append_narrowed<T: Clone + Default>(
    kept: &mut Vec<T>,
    at: usize,
    codes: &[u32],
    narrow: impl Fn(u32) -> T,
) -> Result<(), OutOfMemory> {
    room_for(kept, at, codes.len(), CHUNK_ROWS)?;
    kept.resize(at, T::default());
    kept.extend(codes.iter().map(|code| narrow(*code)));
    Ok(())
}

impl super::values::HeapValues {
    fn append<'a>(
        &mut self,
        at: usize,
        values: impl ExactSizeIterator<Item = Option<&'a [u8]>> + Clone,
    ) -> Result<(), OutOfMemory> {
        self.heap.reserve(values.clone().flatten().map(<[u8]>::len).sum())?;
        room_for(&mut self.references, at, values.len(), CHUNK_ROWS)?;
        self.references.resize(at, 0);
        for value in values {
            let reference = value.map_or(0, |value| self.heap.put(value));
            self.references.push(reference);
        }
        Ok(())
    }
}

impl Values {
    fn are_of(&self, tag: Tag) -> bool {
        match self {
            Values::Boolean(_) => tag == Tag::Boolean,
            Values::Integer(_) => tag == Tag::Integer,
            Values::Float(_) => tag == Tag::Float,
            Values::Instant(_) => tag == Tag::Instant,
            _ => false,
        }
    }
}
