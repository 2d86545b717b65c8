//! The values of one chunk of a column, of one type or tagged one by one.
//!
//! ```text
//! Integer, Instant, Float, Opaque   | 8 bytes | 8 bytes | …                  by row
//! Boolean                           | 1 bit a row, 64 to a word |
//! Coded                             | u8, u16 or u32 code | …                text by the column's dictionary
//! Heap                              | reference | … + heap                   text, bytes, packed lists or maps
//! Tagged                            | u8 tag | …, | u64 word or reference | … + heap
//! ```
//! A value of another type turns this one chunk to `Tagged`, never the whole column: the cost is bounded.

use super::heap::Heap;
use crate::chunked::{CHUNK_ROWS, CHUNK_WORDS, slot};
use kneiphof_kernels::prefetch;
use kneiphof_wire::{Packed, Tag, ValueRef};

#[derive(Clone, Debug, Default)]
pub(super) enum Values {
    #[default]
    Empty,
    Boolean(Vec<u64>),
    Integer(Vec<i64>),
    Float(Vec<f64>),
    Instant(Vec<i64>),
    Opaque(Vec<u64>),
    Coded(Codes),
    Heap(Tag, HeapValues),
    Tagged(TaggedValues),
}

#[derive(Clone, Debug, Default)]
pub(super) struct HeapValues {
    pub references: Vec<u64>,
    pub heap: Heap,
}

#[derive(Clone, Debug, Default)]
pub(super) struct TaggedValues {
    pub tags: Vec<u8>,
    pub words: Vec<u64>,
    pub heap: Heap,
}

/// Dictionary codes, as wide as the greatest code of the chunk needs.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
}

impl Codes {
    pub fn new() -> Self {
        Codes::U8(Vec::new())
    }

    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        match self {
            Codes::U8(codes) => codes.get(at).map_or(0, |code| u32::from(*code)),
            Codes::U16(codes) => codes.get(at).map_or(0, |code| u32::from(*code)),
            Codes::U32(codes) => codes.get(at).copied().unwrap_or(0),
        }
    }

    pub fn set(&mut self, at: usize, code: u32) {
        self.widen(code);
        match self {
            Codes::U8(codes) => *slot(codes, at, CHUNK_ROWS) = code as u8,
            Codes::U16(codes) => *slot(codes, at, CHUNK_ROWS) = code as u16,
            Codes::U32(codes) => *slot(codes, at, CHUNK_ROWS) = code,
        }
    }

    /// Makes the codes wide enough for one more.
    pub fn widen(&mut self, code: u32) {
        if let (Codes::U8(codes), Err(_)) = (&*self, u8::try_from(code)) {
            *self = Codes::U16(codes.iter().map(|code| u16::from(*code)).collect());
        }
        if let (Codes::U16(codes), Err(_)) = (&*self, u16::try_from(code)) {
            *self = Codes::U32(codes.iter().map(|code| u32::from(*code)).collect());
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Codes::U8(codes) => codes.capacity(),
            Codes::U16(codes) => codes.capacity() * 2,
            Codes::U32(codes) => codes.capacity() * 4,
        }
    }
}

impl Values {
    pub fn bytes(&self) -> usize {
        match self {
            Values::Empty => 0,
            Values::Boolean(words) | Values::Opaque(words) => words.capacity() * 8,
            Values::Integer(words) | Values::Instant(words) => words.capacity() * 8,
            Values::Float(words) => words.capacity() * 8,
            Values::Coded(codes) => codes.bytes(),
            Values::Heap(_, values) => values.references.capacity() * 8 + values.heap.capacity(),
            Values::Tagged(values) => {
                values.tags.capacity() + values.words.capacity() * 8 + values.heap.capacity()
            }
        }
    }

    /// An empty store for values of the tag; text starts coded where the column wants it so.
    pub fn for_tag(tag: Tag, coded: bool) -> Self {
        match tag {
            Tag::Null | Tag::Absent => Values::Empty,
            Tag::Boolean => Values::Boolean(Vec::new()),
            Tag::Integer => Values::Integer(Vec::new()),
            Tag::Float => Values::Float(Vec::new()),
            Tag::Instant => Values::Instant(Vec::new()),
            Tag::Opaque => Values::Opaque(Vec::new()),
            Tag::Text if coded => Values::Coded(Codes::new()),
            Tag::Text | Tag::Bytes | Tag::List | Tag::Map => Values::Heap(tag, HeapValues::default()),
        }
    }

    /// Stores the value when this store takes its type. Coded text is stored by its code instead.
    pub fn set(&mut self, at: usize, value: ValueRef<'_>) -> bool {
        match (self, value) {
            (Values::Boolean(words), ValueRef::Boolean(bit)) => {
                let word = slot(words, at / 64, CHUNK_WORDS);
                *word = *word & !(1 << (at % 64)) | u64::from(bit) << (at % 64);
            }
            (Values::Integer(words), ValueRef::Integer(word)) => *slot(words, at, CHUNK_ROWS) = word,
            (Values::Instant(words), ValueRef::Instant(word)) => *slot(words, at, CHUNK_ROWS) = word,
            (Values::Float(words), ValueRef::Float(word)) => *slot(words, at, CHUNK_ROWS) = word,
            (Values::Opaque(words), ValueRef::Opaque(word)) => *slot(words, at, CHUNK_ROWS) = word,
            (Values::Heap(tag, values), value) if *tag == value.tag() => {
                let reference = values.heap.put(heap_bytes(value));
                *slot(&mut values.references, at, CHUNK_ROWS) = reference;
            }
            (Values::Tagged(values), value) => {
                let word = match value {
                    ValueRef::Boolean(bit) => u64::from(bit),
                    ValueRef::Integer(word) | ValueRef::Instant(word) => word.cast_unsigned(),
                    ValueRef::Float(word) => word.to_bits(),
                    ValueRef::Opaque(word) => word,
                    ValueRef::Null | ValueRef::Absent => 0,
                    _ => values.heap.put(heap_bytes(value)),
                };
                *slot(&mut values.tags, at, CHUNK_ROWS) = value.tag() as u8;
                *slot(&mut values.words, at, CHUNK_ROWS) = word;
            }
            _ => return false,
        }
        true
    }

    /// Stores a number behind the last one where there is room; nothing else changes then, not even the memory.
    #[inline]
    pub fn append(&mut self, at: usize, value: ValueRef<'_>) -> bool {
        match (self, value) {
            (Values::Integer(words), ValueRef::Integer(word)) => push_in_room(words, at, word),
            (Values::Instant(words), ValueRef::Instant(word)) => push_in_room(words, at, word),
            (Values::Float(words), ValueRef::Float(word)) => push_in_room(words, at, word),
            _ => false,
        }
    }

    /// The value of a row that has one; coded text is read by its code instead and answers `None` here.
    #[inline]
    pub fn get(&self, at: usize) -> Option<ValueRef<'_>> {
        Some(match self {
            Values::Empty | Values::Coded(_) => return None,
            Values::Boolean(words) => ValueRef::Boolean(words.get(at / 64)? >> (at % 64) & 1 == 1),
            Values::Integer(words) => ValueRef::Integer(*words.get(at)?),
            Values::Float(words) => ValueRef::Float(*words.get(at)?),
            Values::Instant(words) => ValueRef::Instant(*words.get(at)?),
            Values::Opaque(words) => ValueRef::Opaque(*words.get(at)?),
            Values::Heap(tag, values) => from_heap(*tag, values.heap.get(*values.references.get(at)?)),
            Values::Tagged(values) => {
                let word = *values.words.get(at)?;
                match Tag::from_code(*values.tags.get(at)?)? {
                    Tag::Boolean => ValueRef::Boolean(word == 1),
                    Tag::Integer => ValueRef::Integer(word.cast_signed()),
                    Tag::Float => ValueRef::Float(f64::from_bits(word)),
                    Tag::Instant => ValueRef::Instant(word.cast_signed()),
                    Tag::Opaque => ValueRef::Opaque(word),
                    Tag::Null | Tag::Absent => return None,
                    tag => from_heap(tag, values.heap.get(word)),
                }
            }
        })
    }

    /// Asks for the line of a row.
    #[inline]
    pub fn prefetch(&self, at: usize) {
        match self {
            Values::Empty => {}
            Values::Boolean(words) => prefetch(words, at / 64),
            Values::Opaque(words) => prefetch(words, at),
            Values::Integer(words) | Values::Instant(words) => prefetch(words, at),
            Values::Float(words) => prefetch(words, at),
            Values::Coded(Codes::U8(codes)) => prefetch(codes, at),
            Values::Coded(Codes::U16(codes)) => prefetch(codes, at),
            Values::Coded(Codes::U32(codes)) => prefetch(codes, at),
            Values::Heap(_, values) => prefetch(&values.references, at),
            Values::Tagged(values) => prefetch(&values.words, at),
        }
    }

    /// Tells the heap that the value of this row, which has one, is about to go; answers whether the heap wants rewriting.
    pub fn forget(&mut self, at: usize) -> bool {
        match self {
            Values::Heap(_, values) => {
                values.heap.kill(values.references[at]);
                values.heap.is_mostly_dead()
            }
            Values::Tagged(values) => {
                let on_heap = [Tag::Text, Tag::Bytes, Tag::List, Tag::Map].map(|tag| tag as u8);
                if on_heap.contains(&values.tags[at]) {
                    values.heap.kill(values.words[at]);
                }
                values.heap.is_mostly_dead()
            }
            _ => false,
        }
    }
}

#[inline]
fn push_in_room<T>(words: &mut Vec<T>, at: usize, word: T) -> bool {
    let fits = at == words.len() && at < words.capacity();
    if fits {
        words.push(word);
    }
    fits
}

fn heap_bytes<'a>(value: ValueRef<'a>) -> &'a [u8] {
    match value {
        ValueRef::Text(text) => text.as_bytes(),
        ValueRef::Bytes(bytes) => bytes,
        ValueRef::List(packed) | ValueRef::Map(packed) => packed.as_bytes(),
        _ => &[],
    }
}

fn from_heap(tag: Tag, bytes: &[u8]) -> ValueRef<'_> {
    match tag {
        Tag::Bytes => ValueRef::Bytes(bytes),
        Tag::List => ValueRef::List(Packed::trusted(bytes)),
        Tag::Map => ValueRef::Map(Packed::trusted(bytes)),
        // Text was checked when it came in; checking it again is what safe code costs.
        _ => ValueRef::Text(std::str::from_utf8(bytes).unwrap_or_default()),
    }
}
