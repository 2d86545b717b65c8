//! Cells written in place: the way of nearly every write, which takes no memory, no conversion and no copy.
//!
//! ```text
//! same type as the chunk's store, room or a row there, nobody else's chunk, no explicit nulls ─► one word changes
//! anything else ─► declined: the general way
//! ```

use super::chunk::{Cell, Chunk, bit, widen};
use super::column::Column;
use super::values::{Codes, Values};
use super::{Columns, TextHasher};
use crate::store::chunked::{CHUNK_ROWS, place, put_bit};
use kneiphof_kernels::SharedVec;
use kneiphof_wire::{Tag, ValueRef};

/// What a write in place found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exchanged {
    /// The very value: nothing was written.
    Same,
    /// This, which is gone.
    Was(Cell),
    /// The general way has to write it; nothing was.
    Declined,
}

/// A value as one word, as the stores of one type hold it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Word<'a> {
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Instant(i64),
    /// By the code of the column's dictionary.
    Code(u32),
    /// Coded where the column knows it already.
    Text(&'a str),
}

impl<'a> Word<'a> {
    /// The word of a value that has one.
    #[inline]
    pub fn of(value: ValueRef<'a>) -> Option<Self> {
        Some(match value {
            ValueRef::Boolean(truth) => Word::Boolean(truth),
            ValueRef::Integer(number) => Word::Integer(number),
            ValueRef::Float(number) => Word::Float(number),
            ValueRef::Instant(moment) => Word::Instant(moment),
            ValueRef::Text(text) => Word::Text(text),
            _ => return None,
        })
    }
}

impl Columns {
    /// Writes a word to a cell in place. O(1), and the hash of a text.
    #[inline]
    pub fn exchange(&mut self, key: u16, row: u32, word: Word<'_>, hasher: &TextHasher) -> Exchanged {
        match self.index(key) {
            Some(index) => self.columns[index].exchange(row, word, hasher),
            None => Exchanged::Declined,
        }
    }
}

impl Column {
    #[inline]
    fn exchange(&mut self, row: u32, word: Word<'_>, hasher: &TextHasher) -> Exchanged {
        let word = match word {
            Word::Text(text) => match self.dictionary.code(text, hasher) {
                Some(code) => Word::Code(code),
                None => return Exchanged::Declined,
            },
            word => word,
        };
        let (chunk, at) = place(row);
        let exchanged = if chunk == self.full.len() {
            self.tail.exchange(at, word)
        } else {
            let rows = self.full.get_mut().and_then(|full| full.get_mut(chunk));
            match rows.and_then(Option::as_mut).and_then(|rows| rows.get_mut()) {
                Some(rows) => rows.exchange(at, word),
                None => Exchanged::Declined,
            }
        };
        if let (Word::Code(_), Exchanged::Was(_)) = (word, exchanged) {
            self.count_texts(1);
        }
        exchanged
    }
}

impl Chunk {
    #[inline]
    fn exchange(&mut self, at: usize, word: Word<'_>) -> Exchanged {
        if self.nulls().is_some() {
            return Exchanged::Declined;
        }
        let had = bit(&self.valid, at);
        let Some((tag, old, same)) = self.values.exchange(at, word) else {
            return Exchanged::Declined;
        };
        if had && same {
            return Exchanged::Same;
        }
        put_bit(&mut self.valid, at, true);
        let number = match word {
            Word::Integer(number) => Some(ValueRef::Integer(number)),
            Word::Instant(moment) => Some(ValueRef::Instant(moment)),
            Word::Float(number) => Some(ValueRef::Float(number)),
            _ => None,
        };
        if let Some(number) = number {
            self.zone = widen(self.zone, number);
        }
        Exchanged::Was(if had { Cell::Value { tag, word: old } } else { Cell::Missing })
    }
}

impl Values {
    /// Answers the type, the word from before, and whether it was the same; `None` when nothing was written.
    #[inline]
    fn exchange(&mut self, at: usize, word: Word<'_>) -> Option<(Tag, u64, bool)> {
        match (self, word) {
            (Values::Integer(words), Word::Integer(new)) => {
                swap(words, at, new).map(|old| (Tag::Integer, old.cast_unsigned(), old == new))
            }
            (Values::Float(words), Word::Float(new)) => {
                swap(words, at, new).map(|old| (Tag::Float, old.to_bits(), old.to_bits() == new.to_bits()))
            }
            (Values::Instant(words), Word::Instant(new)) => {
                swap(words, at, new).map(|old| (Tag::Instant, old.cast_unsigned(), old == new))
            }
            (Values::Boolean(words), Word::Boolean(new)) => {
                let word = words.get_mut()?.get_mut(at / 64)?;
                let old = *word >> (at % 64) & 1;
                *word = *word & !(1 << (at % 64)) | u64::from(new) << (at % 64);
                Some((Tag::Boolean, old, old == u64::from(new)))
            }
            (Values::Coded(codes), Word::Code(new)) => {
                let old = match codes {
                    Codes::U8(codes) => u32::from(swap(codes, at, u8::try_from(new).ok()?)?),
                    Codes::U16(codes) => u32::from(swap(codes, at, u16::try_from(new).ok()?)?),
                    Codes::U32(codes) => swap(codes, at, new)?,
                };
                Some((Tag::Text, u64::from(old), old == new))
            }
            _ => None,
        }
    }
}

/// Writes an item over the one that is there, or behind the last where there is room; answers the one from before.
#[inline]
fn swap<T: Copy + Default>(items: &mut SharedVec<T>, at: usize, item: T) -> Option<T> {
    if at == items.len() && at < items.capacity().min(CHUNK_ROWS) {
        return items.push(item).ok().map(|()| T::default());
    }
    let place = items.get_mut()?.get_mut(at)?;
    Some(std::mem::replace(place, item))
}
