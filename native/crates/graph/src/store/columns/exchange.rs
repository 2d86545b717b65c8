//! Cells written in place: the way of nearly every write, which takes no memory, no conversion and no copy.
//!
//! ```text
//! same type as the chunk's store, room or a row there, nobody else's chunk, no explicit nulls ─► one word changes
//! anything else ─► declined: the general way
//! ```

use super::chunk::{Chunk, Zone, bit};
use super::column::Column;
use super::values::{Codes, Values};
use super::{Columns, TextHasher};
use crate::store::chunked::{CHUNK_ROWS, place, put_bit};
use kneiphof_kernels::SharedVec;
use kneiphof_wire::ValueRef;

/// What a write in place found. Small enough for two registers: the way through memory would cost more than the write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exchanged {
    /// The general way has to write it; nothing was.
    Declined,
    /// The very value: nothing was written.
    Same,
    /// No value.
    Missing,
    /// A value of the same type, which is gone: its word, as `Cell` has it.
    Was(u64),
}

impl Columns {
    /// Writes a value to a cell in place. O(1), and the hash of a text.
    #[inline(always)]
    pub fn exchange(&mut self, key: u16, row: u32, value: ValueRef<'_>, hasher: &TextHasher) -> Exchanged {
        match self.index(key) {
            Some(index) => self.columns[index].exchange(row, value, hasher),
            None => Exchanged::Declined,
        }
    }

    /// As `exchange`, with the code that the column's dictionary has for a text.
    #[inline(always)]
    pub fn exchange_code(&mut self, key: u16, row: u32, code: u32) -> Exchanged {
        match self.index(key) {
            Some(index) => self.columns[index].exchange_code(row, code),
            None => Exchanged::Declined,
        }
    }
}

impl Column {
    #[inline(always)]
    fn exchange(&mut self, row: u32, value: ValueRef<'_>, hasher: &TextHasher) -> Exchanged {
        let ValueRef::Text(text) = value else {
            let Some((rows, at)) = self.own_chunk(row) else { return Exchanged::Declined };
            return rows.exchange(at, value);
        };
        if self.plain {
            return Exchanged::Declined;
        }
        match self.dictionary.code(text, hasher) {
            Some(code) => self.exchange_code(row, code),
            None => Exchanged::Declined,
        }
    }

    #[inline(always)]
    fn exchange_code(&mut self, row: u32, code: u32) -> Exchanged {
        let Some((rows, at)) = self.own_chunk(row) else { return Exchanged::Declined };
        let exchanged = rows.exchange_code(at, code);
        if matches!(exchanged, Exchanged::Missing | Exchanged::Was(_)) {
            self.count_texts(1);
        }
        exchanged
    }

    /// The chunk of a row, unless a snapshot shares it, and the place of the row in it.
    #[inline(always)]
    fn own_chunk(&mut self, row: u32) -> Option<(&mut Chunk, usize)> {
        let (chunk, at) = place(row);
        if chunk == self.full.len() {
            return Some((&mut self.tail, at));
        }
        let rows = self.full.get_mut()?.get_mut(chunk)?.as_mut()?.get_mut()?;
        Some((rows, at))
    }
}

impl Chunk {
    #[inline(always)]
    fn exchange(&mut self, at: usize, value: ValueRef<'_>) -> Exchanged {
        if self.nulls().is_some() {
            return Exchanged::Declined;
        }
        let words = match (&mut self.values, value) {
            (Values::Integer(words), ValueRef::Integer(new))
            | (Values::Instant(words), ValueRef::Instant(new)) => {
                Zone::take_in_integer(&mut self.zone, new);
                swap(words, at, new).map(|old| (old.cast_unsigned(), new.cast_unsigned()))
            }
            (Values::Float(words), ValueRef::Float(new)) => {
                Zone::take_in_float(&mut self.zone, new);
                swap(words, at, new).map(|old| (old.to_bits(), new.to_bits()))
            }
            (Values::Boolean(words), ValueRef::Boolean(new)) => swap_bit(words, at, new),
            _ => None,
        };
        self.exchanged(at, words)
    }

    #[inline(always)]
    fn exchange_code(&mut self, at: usize, code: u32) -> Exchanged {
        if self.nulls().is_some() {
            return Exchanged::Declined;
        }
        let Values::Coded(codes) = &mut self.values else { return Exchanged::Declined };
        let old = match codes {
            Codes::U8(codes) => u8::try_from(code).ok().and_then(|new| swap(codes, at, new)).map(u32::from),
            Codes::U16(codes) => u16::try_from(code).ok().and_then(|new| swap(codes, at, new)).map(u32::from),
            Codes::U32(codes) => swap(codes, at, code),
        };
        self.exchanged(at, old.map(|old| (u64::from(old), u64::from(code))))
    }

    /// What a row had whose word from before and new word are these, if it could be written; it has a value from here on.
    #[inline(always)]
    fn exchanged(&mut self, at: usize, words: Option<(u64, u64)>) -> Exchanged {
        let Some((old, new)) = words else { return Exchanged::Declined };
        if !bit(&self.valid, at) {
            put_bit(&mut self.valid, at, true);
            return Exchanged::Missing;
        }
        if old == new { Exchanged::Same } else { Exchanged::Was(old) }
    }
}

/// Writes an item over the one that is there, or behind the last where there is room; answers the one from before.
#[inline(always)]
fn swap<T: Copy + Default>(items: &mut SharedVec<T>, at: usize, item: T) -> Option<T> {
    if at == items.len() && at < items.capacity().min(CHUNK_ROWS) {
        return items.push(item).ok().map(|()| T::default());
    }
    let place = items.get_mut()?.get_mut(at)?;
    Some(std::mem::replace(place, item))
}

#[inline(always)]
fn swap_bit(words: &mut SharedVec<u64>, at: usize, bit: bool) -> Option<(u64, u64)> {
    let word = words.get_mut()?.get_mut(at / 64)?;
    let old = *word >> (at % 64) & 1;
    *word = *word & !(1 << (at % 64)) | u64::from(bit) << (at % 64);
    Some((old, u64::from(bit)))
}
