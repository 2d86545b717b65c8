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

use super::heap::{self, Heap};
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS, put, ready};
use kneiphof_kernels::{OutOfMemory, SharedVec, prefetch};
use kneiphof_wire::{Packed, Tag, ValueRef};
use std::mem::replace;

#[derive(Clone, Debug, Default)]
pub(super) enum Values {
    #[default]
    Empty,
    Boolean(SharedVec<u64>),
    Integer(SharedVec<i64>),
    Float(SharedVec<f64>),
    Instant(SharedVec<i64>),
    Opaque(SharedVec<u64>),
    Coded(Codes),
    Heap(Tag, HeapValues),
    Tagged(TaggedValues),
}

#[derive(Clone, Debug, Default)]
pub(super) struct HeapValues {
    pub references: SharedVec<u64>,
    pub heap: Heap,
}

#[derive(Clone, Debug, Default)]
pub(super) struct TaggedValues {
    pub tags: SharedVec<u8>,
    pub words: SharedVec<u64>,
    pub heap: Heap,
}

/// Dictionary codes, as wide as the greatest code of the chunk needs.
#[derive(Clone, Debug)]
pub(super) enum Codes {
    U8(SharedVec<u8>),
    U16(SharedVec<u16>),
    U32(SharedVec<u32>),
}

impl Codes {
    pub fn new() -> Self {
        Codes::U8(SharedVec::new())
    }

    #[inline]
    pub fn get(&self, at: usize) -> u32 {
        match self {
            Codes::U8(codes) => codes.get(at).map_or(0, |code| u32::from(*code)),
            Codes::U16(codes) => codes.get(at).map_or(0, |code| u32::from(*code)),
            Codes::U32(codes) => codes.get(at).copied().unwrap_or(0),
        }
    }

    /// On failure nothing has changed.
    pub fn set(&mut self, at: usize, code: u32) -> Result<(), OutOfMemory> {
        self.widen(code)?;
        match self {
            Codes::U8(codes) => put(codes, at, code as u8, CHUNK_ROWS),
            Codes::U16(codes) => put(codes, at, code as u16, CHUNK_ROWS),
            Codes::U32(codes) => put(codes, at, code, CHUNK_ROWS),
        }
    }

    /// Makes the codes wide enough for one more.
    pub fn widen(&mut self, code: u32) -> Result<(), OutOfMemory> {
        if let (Codes::U8(codes), Err(_)) = (&*self, u8::try_from(code)) {
            let wide = Codes::U16(wider(codes)?);
            replace(self, wide).leave();
        }
        if let (Codes::U16(codes), Err(_)) = (&*self, u16::try_from(code)) {
            let wide = Codes::U32(wider(codes)?);
            replace(self, wide).leave();
        }
        Ok(())
    }

    fn leave(self) {
        match self {
            Codes::U8(codes) => codes.leave(),
            Codes::U16(codes) => codes.leave(),
            Codes::U32(codes) => codes.leave(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Codes::U8(codes) => codes.bytes(),
            Codes::U16(codes) => codes.bytes(),
            Codes::U32(codes) => codes.bytes(),
        }
    }
}

/// The same codes in a wider type, with room for a chunk.
fn wider<N: Copy, W: Copy + From<N>>(codes: &SharedVec<N>) -> Result<SharedVec<W>, OutOfMemory> {
    let mut wide = SharedVec::with_capacity(codes.capacity())?;
    for code in codes.iter() {
        wide.push(W::from(*code))?;
    }
    Ok(wide)
}

impl Values {
    pub fn bytes(&self) -> usize {
        match self {
            Values::Empty => 0,
            Values::Boolean(words) | Values::Opaque(words) => words.bytes(),
            Values::Integer(words) | Values::Instant(words) => words.bytes(),
            Values::Float(words) => words.bytes(),
            Values::Coded(codes) => codes.bytes(),
            Values::Heap(_, values) => values.references.bytes() + values.heap.capacity_bytes(),
            Values::Tagged(values) => {
                values.tags.bytes() + values.words.bytes() + values.heap.capacity_bytes()
            }
        }
    }

    /// Drops them; what snapshots have still counts as left behind.
    pub fn leave(self) {
        match self {
            Values::Empty => {}
            Values::Boolean(words) | Values::Opaque(words) => words.leave(),
            Values::Integer(words) | Values::Instant(words) => words.leave(),
            Values::Float(words) => words.leave(),
            Values::Coded(codes) => codes.leave(),
            Values::Heap(_, values) => {
                values.references.leave();
                values.heap.leave();
            }
            Values::Tagged(values) => {
                values.tags.leave();
                values.words.leave();
                values.heap.leave();
            }
        }
    }

    /// Gives back room that is not used. On failure some of it was given back. O(values).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        match self {
            Values::Empty => Ok(()),
            Values::Boolean(words) | Values::Opaque(words) => words.shrink(),
            Values::Integer(words) | Values::Instant(words) => words.shrink(),
            Values::Float(words) => words.shrink(),
            Values::Coded(Codes::U8(codes)) => codes.shrink(),
            Values::Coded(Codes::U16(codes)) => codes.shrink(),
            Values::Coded(Codes::U32(codes)) => codes.shrink(),
            Values::Heap(_, values) => {
                values.references.shrink()?;
                values.heap.shrink()
            }
            Values::Tagged(values) => {
                values.tags.shrink()?;
                values.words.shrink()?;
                values.heap.shrink()
            }
        }
    }

    /// Whether the heap has bytes that are nobody's.
    pub fn has_dead(&self) -> bool {
        match self {
            Values::Heap(_, values) => values.heap.has_dead(),
            Values::Tagged(values) => values.heap.has_dead(),
            _ => false,
        }
    }

    /// Bytes of variable-length values among them.
    pub fn heap_bytes(&self) -> usize {
        match self {
            Values::Heap(_, values) => values.heap.capacity_bytes(),
            Values::Tagged(values) => values.heap.capacity_bytes(),
            _ => 0,
        }
    }

    /// An empty store for values of the tag; text starts coded where the column wants it so.
    pub fn for_tag(tag: Tag, coded: bool) -> Self {
        match tag {
            Tag::Null | Tag::Absent => Values::Empty,
            Tag::Boolean => Values::Boolean(SharedVec::new()),
            Tag::Integer => Values::Integer(SharedVec::new()),
            Tag::Float => Values::Float(SharedVec::new()),
            Tag::Instant => Values::Instant(SharedVec::new()),
            Tag::Opaque => Values::Opaque(SharedVec::new()),
            Tag::Text if coded => Values::Coded(Codes::new()),
            Tag::Text | Tag::Bytes | Tag::List | Tag::Map => Values::Heap(tag, HeapValues::default()),
        }
    }

    /// An empty store for values as this one holds them.
    pub fn empty_like(&self) -> Self {
        match self {
            Values::Heap(tag, _) => Values::Heap(*tag, HeapValues::default()),
            _ => Values::Tagged(TaggedValues::default()),
        }
    }

    /// Stores the value when this store takes its type, and answers whether it did. Coded text is stored by its code instead.
    /// On failure nothing has changed.
    pub fn set(&mut self, at: usize, value: ValueRef<'_>) -> Result<bool, OutOfMemory> {
        match (self, value) {
            (Values::Boolean(words), ValueRef::Boolean(bit)) => {
                let old = words.get(at / 64).copied().unwrap_or(0);
                put(words, at / 64, old & !(1 << (at % 64)) | u64::from(bit) << (at % 64), CHUNK_WORDS)?;
            }
            (Values::Integer(words), ValueRef::Integer(word)) => put(words, at, word, CHUNK_ROWS)?,
            (Values::Instant(words), ValueRef::Instant(word)) => put(words, at, word, CHUNK_ROWS)?,
            (Values::Float(words), ValueRef::Float(word)) => put(words, at, word, CHUNK_ROWS)?,
            (Values::Opaque(words), ValueRef::Opaque(word)) => put(words, at, word, CHUNK_ROWS)?,
            (Values::Heap(tag, values), value) if *tag == value.tag() => {
                let reference = values.heap.put(heap_bytes(value))?;
                let written = put(&mut values.references, at, reference, CHUNK_ROWS);
                written.inspect_err(|_| values.heap.take_back(reference))?;
            }
            (Values::Tagged(values), value) => values.set(at, value)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The type of the value that a row has.
    pub fn tag(&self, at: usize) -> Tag {
        match self {
            Values::Empty => Tag::Absent,
            Values::Boolean(_) => Tag::Boolean,
            Values::Integer(_) => Tag::Integer,
            Values::Float(_) => Tag::Float,
            Values::Instant(_) => Tag::Instant,
            Values::Opaque(_) => Tag::Opaque,
            Values::Coded(_) => Tag::Text,
            Values::Heap(tag, _) => *tag,
            Values::Tagged(values) => {
                values.tags.get(at).and_then(|tag| Tag::from_code(*tag)).unwrap_or(Tag::Absent)
            }
        }
    }

    /// The word that a row has in this store, 0 for none: what `restore` takes.
    pub fn word(&self, at: usize) -> u64 {
        let word = match self {
            Values::Empty => None,
            Values::Boolean(words) => words.get(at / 64).map(|word| word >> (at % 64) & 1),
            Values::Integer(words) | Values::Instant(words) => words.get(at).map(|word| word.cast_unsigned()),
            Values::Float(words) => words.get(at).map(|word| word.to_bits()),
            Values::Opaque(words) => words.get(at).copied(),
            Values::Coded(codes) => Some(u64::from(codes.get(at))),
            Values::Heap(_, values) => values.references.get(at).copied(),
            Values::Tagged(values) => values.words.get(at).copied(),
        };
        word.unwrap_or(0)
    }

    /// Gives a row back the word it had in this very store, or in the same with narrower codes. The word is there still, or the
    /// row was written since the last snapshot: it needs no memory.
    pub fn restore(&mut self, at: usize, tag: Tag, word: u64) -> Result<(), OutOfMemory> {
        match self {
            Values::Heap(_, values) => values.heap.revive(word),
            Values::Tagged(values) if is_on_heap(tag) => values.heap.revive(word),
            _ => {}
        }
        if (self.tag(at), self.word(at)) == (tag, word) {
            return Ok(());
        }
        match self {
            Values::Empty => {}
            Values::Boolean(words) => {
                let old = words[at / 64];
                put(words, at / 64, old & !(1 << (at % 64)) | word << (at % 64), CHUNK_WORDS)?;
            }
            Values::Integer(words) | Values::Instant(words) => {
                put(words, at, word.cast_signed(), CHUNK_ROWS)?;
            }
            Values::Float(words) => put(words, at, f64::from_bits(word), CHUNK_ROWS)?,
            Values::Opaque(words) => put(words, at, word, CHUNK_ROWS)?,
            Values::Coded(codes) => codes.set(at, word as u32)?,
            Values::Heap(_, values) => put(&mut values.references, at, word, CHUNK_ROWS)?,
            Values::Tagged(values) => {
                put(&mut values.tags, at, tag as u8, CHUNK_ROWS)?;
                put(&mut values.words, at, word, CHUNK_ROWS)?;
            }
        }
        Ok(())
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

    /// How many bytes of the heap the value of a row takes that has one. Codes of texts take none.
    #[inline]
    pub fn heap_length(&self, at: usize) -> usize {
        match self {
            Values::Heap(_, values) => values.references.get(at).map_or(0, |word| heap::length(*word)),
            Values::Tagged(values) if is_on_heap(self.tag(at)) => heap::length(self.word(at)),
            _ => 0,
        }
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

    /// Tells the heap that this word, which a row with a value of this tag had, is nobody's any more.
    pub fn forget(&mut self, tag: Tag, word: u64) {
        match self {
            Values::Heap(_, values) => values.heap.kill(word),
            Values::Tagged(values) if is_on_heap(tag) => values.heap.kill(word),
            _ => {}
        }
    }

    /// Whether the heap wants rewriting.
    pub fn is_mostly_dead(&self) -> bool {
        match self {
            Values::Heap(_, values) => values.heap.is_mostly_dead(),
            Values::Tagged(values) => values.heap.is_mostly_dead(),
            _ => false,
        }
    }
}

impl TaggedValues {
    fn set(&mut self, at: usize, value: ValueRef<'_>) -> Result<(), OutOfMemory> {
        // Room first in both, so that a row never has the tag of one value and the word of another.
        ready(&mut self.tags, at, CHUNK_ROWS)?;
        ready(&mut self.words, at, CHUNK_ROWS)?;
        let word = match value {
            ValueRef::Boolean(bit) => u64::from(bit),
            ValueRef::Integer(word) | ValueRef::Instant(word) => word.cast_unsigned(),
            ValueRef::Float(word) => word.to_bits(),
            ValueRef::Opaque(word) => word,
            ValueRef::Null | ValueRef::Absent => 0,
            _ => self.heap.put(heap_bytes(value))?,
        };
        put(&mut self.tags, at, value.tag() as u8, CHUNK_ROWS)?;
        put(&mut self.words, at, word, CHUNK_ROWS)
    }
}

fn is_on_heap(tag: Tag) -> bool {
    matches!(tag, Tag::Text | Tag::Bytes | Tag::List | Tag::Map)
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
        _ => ValueRef::Text(kneiphof_kernels::utf8(bytes).unwrap_or_default()),
    }
}
