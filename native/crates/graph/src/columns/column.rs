//! The values of one attribute key, for all nodes or for all edges.

use super::chunk::{Chunk, Zone};
use super::text::{TextDictionary, TextHasher};
use super::values::{Codes, Values};
use crate::chunked::{CHUNK_WORDS, place};
use kneiphof_kernels::CopyOnWrite;
use kneiphof_wire::{Tag, ValueRef};

/// From so many values on, a column whose texts are mostly distinct stops coding them.
const DISTINCT_CHECK: u32 = 1_024;

/// A typed column; see the chunk for how values lie in memory.
#[derive(Debug, Default)]
pub struct Column {
    key: u16,
    /// Position of the key among all keys, by when the graph first saw it.
    rank: u32,
    pub(super) chunks: CopyOnWrite<Vec<Option<CopyOnWrite<Chunk>>>>,
    pub(super) dictionary: TextDictionary,
    texts_written: u32,
    /// New chunks keep their texts themselves, because most texts are distinct.
    pub(super) plain: bool,
    has_opaque: bool,
    pub(super) bytes: usize,
}

/// The values of a chunk as slices, by row of the chunk. A slice may end early: rows behind its end have no value, and only
/// rows whose bit in [`Column::valid`] is set have one at all.
#[derive(Clone, Copy, Debug)]
pub enum ChunkValues<'a> {
    /// No values, or nulls only.
    Empty,
    /// One bit a row.
    Booleans(&'a [u64]),
    Integers(&'a [i64]),
    Floats(&'a [f64]),
    /// Microseconds since 1970.
    Instants(&'a [i64]),
    Opaques(&'a [u64]),
    /// Texts by their code, see [`Column::text_of_code`].
    Codes(TextCodes<'a>),
    /// Text, bytes, lists or maps: read them one by one with [`Column::value`].
    Plain(Tag),
    /// Values of several types, by their tags: read them one by one with [`Column::value`].
    Tagged(&'a [u8]),
}

/// Codes of texts, in the width of the chunk.
#[derive(Clone, Copy, Debug)]
pub enum TextCodes<'a> {
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
}

static NONE_VALID: [u64; CHUNK_WORDS] = [0; CHUNK_WORDS];

impl Column {
    pub(super) fn new(key: u16, rank: u32) -> Self {
        Column { key, rank, ..Column::default() }
    }

    /// Symbol of the key.
    pub fn key(&self) -> u16 {
        self.key
    }

    pub(super) fn rank(&self) -> u32 {
        self.rank
    }

    fn chunk(&self, chunk: usize) -> Option<&Chunk> {
        self.chunks.get(chunk)?.as_deref()
    }

    /// Bits of the rows of a chunk that have a value other than null. Removed rows may still have theirs set:
    /// combine it with the live rows.
    pub fn valid(&self, chunk: usize) -> &[u64; CHUNK_WORDS] {
        self.chunk(chunk).map_or(&NONE_VALID, Chunk::valid)
    }

    /// Bits of the rows of a chunk that have an explicit null, when there are any.
    pub fn nulls(&self, chunk: usize) -> Option<&[u64; CHUNK_WORDS]> {
        self.chunk(chunk)?.nulls()
    }

    /// Range of the numbers of a chunk. Only a chunk of one numeric type has it.
    pub fn zone(&self, chunk: usize) -> Option<Zone> {
        let chunk = self.chunk(chunk)?;
        match chunk.values() {
            Values::Integer(_) | Values::Instant(_) | Values::Float(_) => chunk.zone(),
            _ => None,
        }
    }

    pub fn values(&self, chunk: usize) -> ChunkValues<'_> {
        match self.chunk(chunk).map(Chunk::values) {
            None | Some(Values::Empty) => ChunkValues::Empty,
            Some(Values::Boolean(words)) => ChunkValues::Booleans(words),
            Some(Values::Integer(words)) => ChunkValues::Integers(words),
            Some(Values::Float(words)) => ChunkValues::Floats(words),
            Some(Values::Instant(words)) => ChunkValues::Instants(words),
            Some(Values::Opaque(words)) => ChunkValues::Opaques(words),
            Some(Values::Coded(Codes::U8(codes))) => ChunkValues::Codes(TextCodes::U8(codes)),
            Some(Values::Coded(Codes::U16(codes))) => ChunkValues::Codes(TextCodes::U16(codes)),
            Some(Values::Coded(Codes::U32(codes))) => ChunkValues::Codes(TextCodes::U32(codes)),
            Some(Values::Heap(tag, _)) => ChunkValues::Plain(*tag),
            Some(Values::Tagged(values)) => ChunkValues::Tagged(&values.tags),
        }
    }

    /// For a chunk whose values are plain or tagged: a word for each row, and the bytes that the words of texts, bytes, lists and
    /// maps refer to, as `offset << 24 | length`. Else both are empty.
    pub fn words_and_heap(&self, chunk: usize) -> (&[u64], &[u8]) {
        match self.chunk(chunk).map(Chunk::values) {
            Some(Values::Heap(_, values)) => (&values.references, values.heap.bytes()),
            Some(Values::Tagged(values)) => (&values.words, values.heap.bytes()),
            _ => (&[], &[]),
        }
    }

    /// The value of a row; `None` when it is missing, `Null` when it is an explicit null. The row is not checked to live.
    #[inline]
    pub fn value(&self, row: u32) -> Option<ValueRef<'_>> {
        let (chunk, at) = place(row);
        self.chunk(chunk)?.get(at, &self.dictionary)
    }

    /// Asks for what reading the value of a row will touch.
    #[inline]
    pub(crate) fn prefetch(&self, row: u32) {
        let (chunk, at) = place(row);
        if let Some(chunk) = self.chunk(chunk) {
            chunk.prefetch(at);
        }
    }

    #[inline]
    pub(crate) fn has(&self, row: u32) -> bool {
        let (chunk, at) = place(row);
        self.chunk(chunk).is_some_and(|chunk| chunk.has(at))
    }

    /// Number of distinct texts that have a code.
    pub fn code_count(&self) -> u32 {
        self.dictionary.len()
    }

    /// The text of a code below [`Column::code_count`].
    pub fn text_of_code(&self, code: u32) -> Option<&str> {
        self.dictionary.text(code).map(|text| &**text)
    }

    /// The code of a text, `None` when the column never had it. A snapshot's column has no index for it.
    pub(crate) fn code_of_text(&self, text: &str, hasher: &TextHasher) -> Option<u32> {
        self.dictionary.code(text, hasher)
    }

    pub(crate) fn has_opaque(&self) -> bool {
        self.has_opaque
    }

    /// Counted memory.
    pub fn bytes(&self) -> usize {
        self.bytes + self.dictionary.bytes() + size_of::<Column>()
    }

    /// As `set`, for a number that needs no memory and no conversion: answers whether it was one.
    #[inline]
    pub(super) fn append(&mut self, row: u32, value: ValueRef<'_>) -> bool {
        let (chunk, at) = place(row);
        // A shared chunk is copied by `set`, which counts what the copy takes.
        let rows = self.chunks.get_mut().and_then(|chunks| chunks.get_mut(chunk)?.as_mut()?.get_mut());
        rows.is_some_and(|rows| rows.append(at, value))
    }

    pub(super) fn set(&mut self, row: u32, value: ValueRef<'_>, hasher: &TextHasher) {
        let coded = match value {
            ValueRef::Text(_) => {
                self.count_texts(1);
                !self.plain
            }
            ValueRef::Opaque(_) => {
                self.has_opaque = true;
                false
            }
            _ => false,
        };
        let (chunk, at) = place(row);
        let chunks = self.chunks.make_mut();
        if chunks.len() <= chunk {
            self.bytes += (chunk + 1 - chunks.len()) * size_of::<usize>();
            chunks.resize(chunk + 1, None);
        }
        let rows = &mut chunks[chunk];
        let before = rows.as_ref().map_or(0, |rows| rows.bytes());
        let rows = rows.get_or_insert_with(|| CopyOnWrite::new(Chunk::new())).make_mut();
        rows.set(at, value, &mut self.dictionary, coded, hasher);
        self.bytes = self.bytes + rows.bytes() - before;
    }

    /// Texts are coded until most of them prove distinct.
    pub(super) fn count_texts(&mut self, more: u32) {
        self.texts_written = self.texts_written.saturating_add(more);
        self.plain |= self.texts_written >= DISTINCT_CHECK && self.dictionary.len() > self.texts_written / 2;
    }

    pub(super) fn clear(&mut self, row: u32) {
        let (chunk, at) = place(row);
        if !self.has(row) {
            return;
        }
        if let Some(Some(rows)) = self.chunks.make_mut().get_mut(chunk) {
            let before = rows.bytes();
            let rows = rows.make_mut();
            rows.clear(at, &self.dictionary);
            self.bytes = self.bytes + rows.bytes() - before;
        }
    }

    pub(super) fn snapshot(&self) -> Self {
        Column { chunks: self.chunks.clone(), dictionary: self.dictionary.snapshot(), ..*self }
    }
}
