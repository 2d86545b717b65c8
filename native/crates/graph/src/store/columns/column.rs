//! The values of one attribute key, for all nodes or for all edges.

use super::chunk::{Cell, Chunk, OldStore, Zone};
use super::text::{TextDictionary, TextHasher};
use super::values::{Codes, Values};
use crate::store::chunked::{CHUNK_WORDS, place};
use kneiphof_kernels::{Ahead, CopyOnWrite, OutOfMemory, SharedVec};
use kneiphof_wire::{Tag, ValueRef};

/// From so many values on, a column whose texts are mostly distinct stops coding them.
pub(crate) const DISTINCT_CHECK: u32 = 1_024;

/// A typed column; see the chunk for how values lie in memory.
#[derive(Debug, Default)]
pub struct Column {
    key: u16,
    /// Position of the key among all keys, by when the graph first saw it.
    rank: u32,
    pub(super) full: SharedVec<Option<CopyOnWrite<Chunk>>>,
    /// The last chunk: a snapshot copies its bits, so that rows appended after it copy nothing.
    pub(super) tail: Chunk,
    pub(super) dictionary: TextDictionary,
    texts_written: u32,
    /// New chunks keep their texts themselves, because most texts are distinct.
    pub(super) plain: bool,
    has_opaque: bool,
    /// Of the chunks.
    pub(super) bytes: usize,
}

/// What the memory of a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ColumnMemory {
    pub values: usize,
    /// Bits, ranges and the list of the chunks.
    pub validity: usize,
    /// The distinct texts and their index.
    pub texts: usize,
    pub heap: usize,
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

    #[inline]
    fn chunk(&self, chunk: usize) -> Option<&Chunk> {
        match self.full.get(chunk) {
            Some(rows) => rows.as_deref(),
            None => (chunk == self.full.len()).then_some(&self.tail),
        }
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

    /// Will read the head of a chunk: its bits, and where its values lie. Reads nothing of it yet.
    pub(crate) fn look_ahead_at_head(&self, chunk: usize, ahead: &mut Ahead) {
        if let Some(chunk) = self.chunk(chunk) {
            ahead.add(std::slice::from_ref(chunk));
        }
    }

    /// Will scan the numbers or codes of a chunk. Its head should be near.
    pub(crate) fn look_ahead(&self, chunk: usize, ahead: &mut Ahead) {
        match self.values(chunk) {
            ChunkValues::Integers(values) | ChunkValues::Instants(values) => ahead.add_numbers(values),
            ChunkValues::Floats(values) => ahead.add_numbers(values),
            ChunkValues::Codes(TextCodes::U8(codes)) => ahead.add(codes),
            ChunkValues::Codes(TextCodes::U16(codes)) => ahead.add(codes),
            ChunkValues::Codes(TextCodes::U32(codes)) => ahead.add(codes),
            _ => {}
        }
    }

    /// The value of a row; `None` when it is missing, `Null` when it is an explicit null. The row is not checked to live.
    #[inline]
    pub fn value(&self, row: u32) -> Option<ValueRef<'_>> {
        let (chunk, at) = place(row);
        self.chunk(chunk)?.get(at, &self.dictionary)
    }

    /// The type and the word of the value of a row, when it lies among numbers of one type.
    #[inline(always)]
    pub(crate) fn number(&self, row: u32) -> Option<(Tag, u64)> {
        let (chunk, at) = place(row);
        self.chunk(chunk)?.number(at)
    }

    /// As [`Column::value`]; the length of a value of more bytes than `most`, which is not read, is the error.
    #[inline(never)]
    pub(crate) fn short_value(&self, row: u32, most: usize) -> Result<Option<ValueRef<'_>>, usize> {
        let (chunk, at) = place(row);
        self.chunk(chunk).map_or(Ok(None), |chunk| chunk.get_short(at, most, &self.dictionary))
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
        self.dictionary.text(code)
    }

    /// The code of a text, `None` when the column never had it. A snapshot's column has no index for it.
    pub(crate) fn code_of_text(&self, text: &str, hasher: &TextHasher) -> Option<u32> {
        self.dictionary.code(text, hasher)
    }

    /// Whether a text that the column never had would get a code.
    pub(crate) fn codes_texts(&self) -> bool {
        !self.plain && self.dictionary.takes(1)
    }

    pub(crate) fn has_opaque(&self) -> bool {
        self.has_opaque
    }

    /// Counted memory by what it holds. O(chunks).
    pub(crate) fn memory(&self) -> ColumnMemory {
        let chunks = self.full.iter().flatten().map(|rows| &**rows).chain([&self.tail]);
        let (mut values, mut heap) = (0, 0);
        for rows in chunks {
            heap += rows.values().heap_bytes();
            values += rows.values().bytes() - rows.values().heap_bytes();
        }
        let texts = self.dictionary.bytes();
        ColumnMemory { values, heap, texts, validity: self.bytes() - values - heap - texts }
    }

    /// Counted memory.
    pub fn bytes(&self) -> usize {
        self.bytes + self.full.bytes() + self.dictionary.bytes() + size_of::<Column>()
    }

    /// Moves the tail among the full chunks until the chunk is one of them or the tail.
    pub(super) fn reach(&mut self, chunk: usize) -> Result<(), OutOfMemory> {
        while self.full.len() < chunk {
            // Sole before it grows, so that undoing can write to the chunk that goes in.
            self.full.make_mut()?;
            self.full.reserve(1, usize::MAX)?;
            let rows =
                if self.tail.is_untouched() { None } else { Some(CopyOnWrite::new(self.tail.clone())?) };
            self.bytes += rows.as_ref().map_or(0, CopyOnWrite::bytes);
            self.full.push(rows)?;
            self.tail = Chunk::default();
        }
        Ok(())
    }

    /// Changes a chunk, and counts what that takes.
    pub(super) fn change<T>(
        &mut self,
        chunk: usize,
        change: impl FnOnce(&mut Chunk, &mut TextDictionary) -> Result<T, OutOfMemory>,
    ) -> Result<T, OutOfMemory> {
        let rows = if chunk == self.full.len() {
            &mut self.tail
        } else {
            let slot = &mut self.full.make_mut()?[chunk];
            let rows = match slot {
                Some(rows) => rows,
                None => {
                    let rows = slot.insert(CopyOnWrite::new(Chunk::default())?);
                    self.bytes += rows.bytes();
                    rows
                }
            };
            rows.make_mut()?
        };
        let before = rows.bytes();
        let outcome = change(rows, &mut self.dictionary);
        self.bytes = self.bytes + rows.bytes() - before;
        outcome
    }

    /// Answers the store of the chunk when the write replaced it. On failure nothing has changed.
    pub(super) fn set(
        &mut self,
        row: u32,
        value: ValueRef<'_>,
        hasher: &TextHasher,
    ) -> Result<Option<OldStore>, OutOfMemory> {
        let (chunk, at) = place(row);
        self.reach(chunk)?;
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
        self.change(chunk, |rows, dictionary| rows.set(at, value, dictionary, coded, hasher))
    }

    /// Texts are coded until most of them prove distinct.
    pub(super) fn count_texts(&mut self, more: u32) {
        self.texts_written = self.texts_written.saturating_add(more);
        self.plain |= self.texts_written >= DISTINCT_CHECK && self.dictionary.len() > self.texts_written / 2;
    }

    pub(super) fn clear(&mut self, row: u32) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        if self.has(row) { self.change(chunk, |rows, _| rows.clear(at)) } else { Ok(()) }
    }

    /// Writes the heap of the row's chunk anew where that pays; answers the store from before.
    pub(super) fn tidy(&mut self, row: u32) -> Result<Option<OldStore>, OutOfMemory> {
        let (chunk, _) = place(row);
        match self.chunk(chunk) {
            Some(rows) if rows.values().is_mostly_dead() => {
                self.change(chunk, |rows, dictionary| rows.tidy(dictionary))
            }
            _ => Ok(None),
        }
    }

    pub(crate) fn cell(&self, row: u32) -> Cell {
        let (chunk, at) = place(row);
        self.chunk(chunk).map_or(Cell::Missing, |rows| rows.cell(at))
    }

    /// Puts back what a row had before it was last written; `store` when that write replaced the store.
    pub(super) fn restore(
        &mut self,
        row: u32,
        cell: Cell,
        store: Option<OldStore>,
    ) -> Result<(), OutOfMemory> {
        let (chunk, at) = place(row);
        self.change(chunk, |rows, _| match store {
            Some(store) => rows.restore_store(at, cell, store),
            None => rows.restore(at, cell),
        })
    }

    /// Puts back the store of the row's chunk from before it was tidied.
    pub(super) fn untidy(&mut self, row: u32, store: OldStore) -> Result<(), OutOfMemory> {
        let (chunk, _) = place(row);
        self.change(chunk, |rows, _| {
            rows.put_back(store);
            Ok(())
        })
    }

    pub(super) fn snapshot(&self) -> Self {
        Column {
            full: self.full.clone(),
            tail: self.tail.clone(),
            dictionary: self.dictionary.snapshot(),
            ..*self
        }
    }
}
