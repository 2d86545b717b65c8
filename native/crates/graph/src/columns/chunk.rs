//! One chunk of a column: which rows have a value, which an explicit null, and the values.
//!
//! ```text
//! valid  | 2,048 bits: a value other than null |     nulls | 2,048 bits: an explicit null, only when there is one |
//! zone   smallest and greatest number (it may be wider than the rows that are left)      values  see values.rs
//! ```

use super::text::{DISTINCT_MAX, TextDictionary, TextHasher};
use super::values::Values;
use crate::chunked::CHUNK_WORDS;
use kneiphof_kernels::prefetch;
use kneiphof_wire::{Tag, ValueRef};

/// The range of a chunk's numbers. It never excludes a value that is there; it may be wider than the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Zone {
    /// Of integers or instants.
    Integers { least: i64, greatest: i64 },
    /// Of floats; NaN stands outside the range.
    Floats { least: f64, greatest: f64, has_nan: bool },
}

#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub(super) valid: [u64; CHUNK_WORDS],
    nulls: Option<Box<[u64; CHUNK_WORDS]>>,
    pub(super) values: Values,
    pub(super) zone: Option<Zone>,
}

impl Chunk {
    pub fn new() -> Self {
        Chunk { valid: [0; CHUNK_WORDS], nulls: None, values: Values::Empty, zone: None }
    }

    pub fn valid(&self) -> &[u64; CHUNK_WORDS] {
        &self.valid
    }

    pub fn nulls(&self) -> Option<&[u64; CHUNK_WORDS]> {
        self.nulls.as_deref()
    }

    pub fn values(&self) -> &Values {
        &self.values
    }

    pub fn zone(&self) -> Option<Zone> {
        self.zone
    }

    pub fn bytes(&self) -> usize {
        size_of::<Chunk>()
            + self.values.bytes()
            + self.nulls.as_ref().map_or(0, |nulls| size_of_val(&**nulls))
    }

    #[inline]
    pub fn has(&self, at: usize) -> bool {
        bit(&self.valid, at) || self.nulls.as_ref().is_some_and(|nulls| bit(nulls, at))
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
            let null = self.nulls.as_ref().is_some_and(|nulls| bit(nulls, at));
            return null.then_some(ValueRef::Null);
        }
        match &self.values {
            Values::Coded(codes) => dictionary.text(codes.get(at)).map(|text| ValueRef::Text(text)),
            values => values.get(at),
        }
    }

    /// Takes the value from the row.
    pub fn clear(&mut self, at: usize, dictionary: &TextDictionary) {
        if let Some(nulls) = &mut self.nulls {
            put_bit(nulls, at, false);
        }
        if bit(&self.valid, at) {
            put_bit(&mut self.valid, at, false);
            if self.values.forget(at) {
                self.rewrite(dictionary, |values, value| values_like(values, value.tag()));
            }
        }
    }

    /// Gives a row behind all others a number, where there is room for it: answers whether it did. Most cells are written so.
    #[inline]
    pub fn append(&mut self, at: usize, value: ValueRef<'_>) -> bool {
        let appended = self.nulls.is_none() && self.values.append(at, value);
        if appended {
            put_bit(&mut self.valid, at, true);
            self.zone = widen(self.zone, value);
        }
        appended
    }

    /// Gives the row a value.
    pub fn set(
        &mut self,
        at: usize,
        value: ValueRef<'_>,
        dictionary: &mut TextDictionary,
        coded: bool,
        hasher: &TextHasher,
    ) {
        self.clear(at, dictionary);
        if let ValueRef::Null | ValueRef::Absent = value {
            put_bit(self.nulls.get_or_insert_with(|| Box::new([0; CHUNK_WORDS])), at, true);
            return;
        }
        if self.valid.iter().all(|word| *word == 0) {
            self.zone = None;
            if !self.values_take(value, dictionary, hasher) {
                self.values = Values::for_tag(value.tag(), coded);
            }
        }
        self.store(at, value, dictionary, hasher);
        put_bit(&mut self.valid, at, true);
        self.zone = widen(self.zone, value);
    }

    fn store(
        &mut self,
        at: usize,
        value: ValueRef<'_>,
        dictionary: &mut TextDictionary,
        hasher: &TextHasher,
    ) {
        if let (Values::Coded(codes), ValueRef::Text(text)) = (&mut self.values, value) {
            if dictionary.len() < DISTINCT_MAX {
                codes.set(at, dictionary.intern(text, hasher));
                return;
            }
            if let Some(code) = dictionary.code(text, hasher) {
                codes.set(at, code);
                return;
            }
            // The column has too many distinct texts: this chunk keeps its own from here on.
            self.rewrite(dictionary, |_, _| Values::for_tag(Tag::Text, false));
        }
        if !self.values.set(at, value) {
            self.rewrite(dictionary, |_, _| Values::Tagged(Default::default()));
            self.values.set(at, value);
        }
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

    /// Moves all values to another store, or to a fresh one of the same kind.
    fn rewrite(&mut self, dictionary: &TextDictionary, target: impl FnOnce(&Values, ValueRef<'_>) -> Values) {
        let rows: Vec<usize> = ones(&self.valid).collect();
        let Some(first) = rows.first().and_then(|at| self.get(*at, dictionary)) else {
            self.values = Values::Empty;
            return;
        };
        let mut fresh = target(&self.values, first);
        for at in rows {
            if let Some(value) = self.get(at, dictionary) {
                fresh.set(at, value);
            }
        }
        self.values = fresh;
    }
}

fn values_like(values: &Values, tag: Tag) -> Values {
    match values {
        Values::Tagged(_) => Values::Tagged(Default::default()),
        _ => Values::for_tag(tag, false),
    }
}

fn widen(zone: Option<Zone>, value: ValueRef<'_>) -> Option<Zone> {
    match (zone, value) {
        (None, ValueRef::Integer(x) | ValueRef::Instant(x)) => Some(Zone::Integers { least: x, greatest: x }),
        (Some(Zone::Integers { least, greatest }), ValueRef::Integer(x) | ValueRef::Instant(x)) => {
            Some(Zone::Integers { least: least.min(x), greatest: greatest.max(x) })
        }
        (None, ValueRef::Float(x)) => widen(
            Some(Zone::Floats { least: f64::INFINITY, greatest: f64::NEG_INFINITY, has_nan: false }),
            ValueRef::Float(x),
        ),
        (Some(Zone::Floats { least, greatest, has_nan }), ValueRef::Float(x)) => {
            // min and max pass over NaN.
            Some(Zone::Floats {
                least: least.min(x),
                greatest: greatest.max(x),
                has_nan: has_nan || x.is_nan(),
            })
        }
        _ => zone,
    }
}

#[inline(always)]
pub(super) fn bit(words: &[u64; CHUNK_WORDS], at: usize) -> bool {
    words[at / 64] >> (at % 64) & 1 == 1
}

#[inline(always)]
fn put_bit(words: &mut [u64; CHUNK_WORDS], at: usize, bit: bool) {
    let word = &mut words[at / 64];
    *word = *word & !(1 << (at % 64)) | u64::from(bit) << (at % 64);
}

/// The places of the bits that are set, in order.
pub(super) fn ones(words: &[u64; CHUNK_WORDS]) -> impl Iterator<Item = usize> + '_ {
    (0..CHUNK_WORDS * 64).filter(|at| bit(words, *at))
}
