//! One chunk of a column: which rows have a value, which an explicit null, and the values.
//!
//! ```text
//! valid  | 2,048 bits: a value other than null |     nulls | 2,048 bits: an explicit null, only when there is one |
//! zone   smallest and greatest number (it may be wider than the rows that are left)      values  see values.rs
//! ```

use super::text::{DISTINCT_MAX, TextDictionary, TextHasher};
use super::values::Values;
use crate::store::chunked::{CHUNK_WORDS, put_bit};
use kneiphof_kernels::{OutOfMemory, SharedVec, prefetch};
use kneiphof_wire::{Tag, ValueRef};

/// The range of a chunk's numbers. It never excludes a value that is there; it may be wider than the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zone {
    /// Of integers or instants.
    Integers { least: i64, greatest: i64 },
    /// Of floats; NaN stands outside the range.
    Floats { least: f64, greatest: f64, has_nan: bool },
}

impl Zone {
    /// Makes a zone wide enough for a value, if it is a number.
    fn take_in(zone: &mut Option<Zone>, value: ValueRef<'_>) {
        match value {
            ValueRef::Integer(x) | ValueRef::Instant(x) => Zone::take_in_integer(zone, x),
            ValueRef::Float(x) => Zone::take_in_float(zone, x),
            _ => {}
        }
    }

    #[inline(always)]
    pub(super) fn take_in_integer(zone: &mut Option<Zone>, x: i64) {
        match zone {
            Some(Zone::Integers { least, greatest }) => {
                *least = x.min(*least);
                *greatest = x.max(*greatest);
            }
            None => *zone = Some(Zone::Integers { least: x, greatest: x }),
            Some(Zone::Floats { .. }) => {}
        }
    }

    #[inline(always)]
    pub(super) fn take_in_float(zone: &mut Option<Zone>, x: f64) {
        let none = Zone::Floats { least: f64::INFINITY, greatest: f64::NEG_INFINITY, has_nan: false };
        if let Zone::Floats { least, greatest, has_nan } = zone.get_or_insert(none) {
            // Comparing passes over NaN.
            *least = if x < *least { x } else { *least };
            *greatest = if x > *greatest { x } else { *greatest };
            *has_nan |= x.is_nan();
        }
    }
}

/// What a row has, as it lies in the chunk: what undoing a write puts back, without any memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Missing,
    Null,
    Value { tag: Tag, word: u64 },
}

impl Cell {
    /// The opaque handle in it.
    pub fn opaque(self) -> Option<u64> {
        match self {
            Cell::Value { tag: Tag::Opaque, word } => Some(word),
            _ => None,
        }
    }
}

/// The values of a chunk before they moved to another store.
#[derive(Debug)]
pub(crate) struct OldStore {
    values: Values,
    zone: Option<Zone>,
}

impl OldStore {
    /// Drops it for good; what snapshots have still counts as left behind.
    pub fn leave(self) {
        self.values.leave();
    }

    pub fn bytes(&self) -> usize {
        self.values.bytes()
    }
}

/// Cloning copies the bits and shares the values.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub(super) valid: [u64; CHUNK_WORDS],
    /// Empty, or as many words as `valid` has.
    nulls: SharedVec<u64>,
    pub(super) values: Values,
    pub(super) zone: Option<Zone>,
}

/// What a chunk takes beside its values.
pub(crate) const CHUNK_HEAD_BYTES: usize = size_of::<Chunk>();

impl Chunk {
    pub fn valid(&self) -> &[u64; CHUNK_WORDS] {
        &self.valid
    }

    pub fn nulls(&self) -> Option<&[u64; CHUNK_WORDS]> {
        self.nulls.first_chunk()
    }

    pub fn values(&self) -> &Values {
        &self.values
    }

    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    /// Bytes of what the chunk refers to.
    pub fn bytes(&self) -> usize {
        self.values.bytes() + self.nulls.bytes()
    }

    pub fn is_untouched(&self) -> bool {
        matches!(self.values, Values::Empty) && self.nulls.is_empty()
    }

    #[inline]
    fn is_null(&self, at: usize) -> bool {
        self.nulls().is_some_and(|nulls| bit(nulls, at))
    }

    #[inline]
    pub fn has(&self, at: usize) -> bool {
        bit(&self.valid, at) || self.is_null(at)
    }

    /// Asks for the lines of a row's valid bit and of its value.
    #[inline]
    pub fn prefetch(&self, at: usize) {
        prefetch(&self.valid, at / 64);
        self.values.prefetch(at);
    }

    /// The value of a row, `None` when it has none.
    #[inline]
    pub fn get<'a>(&'a self, at: usize, dictionary: &'a TextDictionary) -> Option<ValueRef<'a>> {
        if !bit(&self.valid, at) {
            return self.is_null(at).then_some(ValueRef::Null);
        }
        match &self.values {
            Values::Coded(codes) => dictionary.text(codes.get(at)).map(ValueRef::Text),
            values => values.get(at),
        }
    }

    /// The type and the word of a row's value, when it lies among numbers of one type.
    #[inline(always)]
    pub fn number(&self, at: usize) -> Option<(Tag, u64)> {
        let number = match &self.values {
            Values::Float(words) => (Tag::Float, words.get(at)?.to_bits()),
            Values::Integer(words) => (Tag::Integer, words.get(at)?.cast_unsigned()),
            Values::Instant(words) => (Tag::Instant, words.get(at)?.cast_unsigned()),
            _ => return None,
        };
        bit(&self.valid, at).then_some(number)
    }

    /// As `get`, but a value of more bytes than `most` is not looked at: its length is the error. Texts with codes are read in no
    /// time, however long they are.
    #[inline]
    pub fn get_short<'a>(
        &'a self,
        at: usize,
        most: usize,
        dictionary: &'a TextDictionary,
    ) -> Result<Option<ValueRef<'a>>, usize> {
        match self.values.heap_length(at) {
            length if length > most && bit(&self.valid, at) => Err(length),
            _ => Ok(self.get(at, dictionary)),
        }
    }

    pub fn cell(&self, at: usize) -> Cell {
        if bit(&self.valid, at) {
            return Cell::Value { tag: self.values.tag(at), word: self.values.word(at) };
        }
        if self.is_null(at) { Cell::Null } else { Cell::Missing }
    }

    /// Takes the value from the row.
    pub fn clear(&mut self, at: usize) -> Result<(), OutOfMemory> {
        if self.is_null(at) {
            self.put_null(at, false)?;
        }
        self.forget(at);
        put_bit(&mut self.valid, at, false);
        Ok(())
    }

    fn forget(&mut self, at: usize) {
        if let Cell::Value { tag, word } = self.cell(at) {
            self.values.forget(tag, word);
        }
    }

    fn put_null(&mut self, at: usize, null: bool) -> Result<(), OutOfMemory> {
        self.nulls.extend_to(CHUNK_WORDS, 0, CHUNK_WORDS)?;
        if let Some(nulls) = self.nulls.make_mut()?.first_chunk_mut() {
            put_bit(nulls, at, null);
        }
        Ok(())
    }

    /// Drops the bits of nulls when none is set.
    pub fn shrink_nulls(&mut self) -> Result<(), OutOfMemory> {
        if self.nulls.iter().all(|word| *word == 0) {
            std::mem::take(&mut self.nulls).leave();
        }
        self.nulls.shrink()
    }

    /// Gives the row a value. Answers the store that it replaced when that held values. On failure nothing has changed.
    pub fn set(
        &mut self,
        at: usize,
        value: ValueRef<'_>,
        dictionary: &mut TextDictionary,
        coded: bool,
        hasher: &TextHasher,
    ) -> Result<Option<OldStore>, OutOfMemory> {
        if let ValueRef::Null | ValueRef::Absent = value {
            self.put_null(at, true)?;
            self.forget(at);
            put_bit(&mut self.valid, at, false);
            return Ok(None);
        }
        if self.is_null(at) {
            self.nulls.make_mut()?;
        }
        let old = self.cell(at);
        let others = ones(&self.valid).any(|other| other != at);
        let fresh = if others || self.values_take(value, dictionary, hasher) {
            self.store(at, value, dictionary, hasher)?
        } else {
            Some(fresh_store(at, value, dictionary, coded, hasher)?)
        };
        let zone = if others { self.zone } else { None };
        let replaced = match (fresh, old) {
            (Some(fresh), _) => {
                let values = std::mem::replace(&mut self.values, fresh);
                (!matches!(values, Values::Empty)).then_some(OldStore { values, zone: self.zone })
            }
            (None, Cell::Value { tag, word }) => {
                self.values.forget(tag, word);
                None
            }
            (None, _) => None,
        };
        if self.is_null(at) {
            self.put_null(at, false)?;
        }
        put_bit(&mut self.valid, at, true);
        self.zone = zone;
        Zone::take_in(&mut self.zone, value);
        Ok(replaced)
    }

    /// Stores the value; answers another store, with the values of all rows, where this one does not take it.
    fn store(
        &mut self,
        at: usize,
        value: ValueRef<'_>,
        dictionary: &mut TextDictionary,
        hasher: &TextHasher,
    ) -> Result<Option<Values>, OutOfMemory> {
        let mut fresh = if let (Values::Coded(codes), ValueRef::Text(text)) = (&mut self.values, value) {
            if let Some(code) = code_for(text, dictionary, hasher)? {
                codes.set(at, code)?;
                return Ok(None);
            }
            // The column has too many distinct texts: this chunk keeps its own from here on.
            self.moved_to(Values::for_tag(Tag::Text, false), Some(at), dictionary)?
        } else {
            if self.values.set(at, value)? {
                return Ok(None);
            }
            self.moved_to(Values::Tagged(Default::default()), Some(at), dictionary)?
        };
        fresh.set(at, value)?;
        Ok(Some(fresh))
    }

    /// Whether the store, empty of rows, can go on with values of this type.
    fn values_take(&self, value: ValueRef<'_>, dictionary: &TextDictionary, hasher: &TextHasher) -> bool {
        match (&self.values, value) {
            (Values::Coded(_), ValueRef::Text(text)) => {
                dictionary.len() < DISTINCT_MAX || dictionary.code(text, hasher).is_some()
            }
            _ => false,
        }
    }

    /// All values but the one of a row, in another store.
    fn moved_to(
        &self,
        mut target: Values,
        without: Option<usize>,
        dictionary: &TextDictionary,
    ) -> Result<Values, OutOfMemory> {
        for at in ones(&self.valid).filter(|at| Some(*at) != without) {
            if let Some(value) = self.get(at, dictionary) {
                target.set(at, value)?;
            }
        }
        Ok(target)
    }

    /// Writes the heap anew where that pays; answers the old store.
    pub fn tidy(&mut self, dictionary: &TextDictionary) -> Result<Option<OldStore>, OutOfMemory> {
        if !self.values.is_mostly_dead() {
            return Ok(None);
        }
        let fresh = self.moved_to(self.values.empty_like(), None, dictionary)?;
        let values = std::mem::replace(&mut self.values, fresh);
        Ok(Some(OldStore { values, zone: self.zone }))
    }

    /// Puts back what a row had before it was last written. The row was written since the last snapshot: it needs no memory.
    pub fn restore(&mut self, at: usize, cell: Cell) -> Result<(), OutOfMemory> {
        self.forget(at);
        if let Cell::Value { tag, word } = cell {
            self.values.restore(at, tag, word)?;
            if let Some(value) = self.values.get(at) {
                Zone::take_in(&mut self.zone, value);
            }
        }
        self.restore_bits(at, cell)
    }

    /// Puts back the store that the write to a row replaced, and what the row had in it.
    pub fn restore_store(&mut self, at: usize, cell: Cell, old: OldStore) -> Result<(), OutOfMemory> {
        self.put_back(old);
        self.restore_bits(at, cell)
    }

    /// Puts back a store from before it was tidied.
    pub fn put_back(&mut self, old: OldStore) {
        self.values = old.values;
        self.zone = old.zone;
    }

    fn restore_bits(&mut self, at: usize, cell: Cell) -> Result<(), OutOfMemory> {
        put_bit(&mut self.valid, at, matches!(cell, Cell::Value { .. }));
        let null = cell == Cell::Null;
        if null != self.is_null(at) { self.put_null(at, null) } else { Ok(()) }
    }
}

/// A store for this value alone.
fn fresh_store(
    at: usize,
    value: ValueRef<'_>,
    dictionary: &mut TextDictionary,
    coded: bool,
    hasher: &TextHasher,
) -> Result<Values, OutOfMemory> {
    let mut values = Values::for_tag(value.tag(), coded);
    if let (Values::Coded(codes), ValueRef::Text(text)) = (&mut values, value) {
        match code_for(text, dictionary, hasher)? {
            Some(code) => {
                codes.set(at, code)?;
                return Ok(values);
            }
            None => values = Values::for_tag(Tag::Text, false),
        }
    }
    values.set(at, value)?;
    Ok(values)
}

/// The code of a text, a new one when it is not known yet; `None` when the dictionary is full.
fn code_for(
    text: &str,
    dictionary: &mut TextDictionary,
    hasher: &TextHasher,
) -> Result<Option<u32>, OutOfMemory> {
    if dictionary.len() < DISTINCT_MAX {
        return dictionary.intern(text, hasher).map(Some);
    }
    Ok(dictionary.code(text, hasher))
}

#[inline(always)]
pub(super) fn bit(words: &[u64; CHUNK_WORDS], at: usize) -> bool {
    words[at / 64] >> (at % 64) & 1 == 1
}

/// The places of the bits that are set, in order.
pub(super) fn ones(words: &[u64; CHUNK_WORDS]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(word, bits)| {
        let mut bits = *bits;
        std::iter::from_fn(move || {
            let at = bits.checked_ilog2().map(|_| word * 64 + bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(at)
        })
    })
}
