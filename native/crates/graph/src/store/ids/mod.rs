//! Text ids of rows: an arena that keeps them, a dictionary that finds them.

mod arena;
mod dictionary;
mod row_guess;
mod staged;

pub(crate) use arena::{CHUNK_BYTES, HEAD_BYTES, Record};

use crate::store::chunked::Chunked;
use crate::store::columns::TextHasher;
use arena::Arena;
use dictionary::Dictionary;
pub(crate) use dictionary::{STAGE, table_bytes};
use kneiphof_kernels::OutOfMemory;
use row_guess::RowGuess;
pub(crate) use staged::{AHEAD, NO_ROW, station};
use std::hash::{BuildHasher, Hasher};

/// Why an id could not be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdsFull {
    Arena,
    Memory(OutOfMemory),
}

impl From<OutOfMemory> for IdsFull {
    fn from(failed: OutOfMemory) -> Self {
        IdsFull::Memory(failed)
    }
}

/// The ids of the nodes, or the explicit ids of the edges.
#[derive(Debug)]
pub(crate) struct Ids {
    texts: IdTexts,
    dictionary: Dictionary,
    guess: RowGuess,
    hasher: TextHasher,
}

/// What a reader needs to tell the id of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct IdTexts {
    arena: Arena,
    /// Place of the row's record plus 1, 0 for none.
    records: Chunked<u32>,
}

impl IdTexts {
    /// The id of a row, `None` when it has none.
    #[inline]
    pub fn get(&self, row: u32) -> Option<&str> {
        let record = self.record(row)?;
        // Ids were checked when they came in; checking them again is what safe code costs.
        kneiphof_kernels::utf8(self.arena.id(record)).ok()
    }

    /// Asks for the place of a row's id.
    #[inline]
    pub fn prefetch(&self, row: u32) {
        self.records.prefetch(row);
    }

    /// Asks for the id itself; its place is near by now.
    #[inline]
    pub fn prefetch_text(&self, row: u32) {
        if let Some(record) = self.record(row) {
            self.arena.prefetch(record);
        }
    }

    #[inline]
    pub fn record(&self, row: u32) -> Option<Record> {
        // One place (the last) cannot be told from "none"; the arena is full before it is reached.
        self.records.value(row).checked_sub(1)
    }
}

impl Ids {
    pub fn new(hasher: TextHasher) -> Result<Ids, OutOfMemory> {
        Ok(Ids::of(Dictionary::new()?, hasher))
    }

    pub fn with_capacity(hasher: TextHasher, ids: usize) -> Result<Ids, OutOfMemory> {
        Ok(Ids::of(Dictionary::with_capacity(ids)?, hasher))
    }

    fn of(dictionary: Dictionary, hasher: TextHasher) -> Ids {
        Ids { texts: IdTexts::default(), dictionary, guess: RowGuess::default(), hasher }
    }

    #[inline]
    pub fn hash(&self, id: &[u8]) -> u64 {
        // Without the length that a slice as a part of something larger writes before itself: the hash of bytes has it anyway.
        let mut hasher = self.hasher.build_hasher();
        hasher.write(id);
        hasher.finish()
    }

    /// The row of an id. O(1).
    #[inline]
    pub fn find(&self, id: &str) -> Option<u32> {
        if self.dictionary.len() == 0 {
            return None;
        }
        self.find_hashed(self.hash(id.as_bytes()), id)
    }

    /// As `find`, with what [`Ids::hash`] answered for the id.
    #[inline]
    pub fn find_hashed(&self, hash: u64, id: &str) -> Option<u32> {
        self.dictionary.find(hash, id.as_bytes(), &self.texts.arena)
    }

    /// Adds an id that is not in yet. On failure nothing has changed.
    pub fn insert(&mut self, id: &str, row: u32) -> Result<(), IdsFull> {
        self.insert_hashed(self.hash(id.as_bytes()), id, row)
    }

    /// As `insert`, with what [`Ids::hash`] answered for the id.
    pub fn insert_hashed(&mut self, hash: u64, id: &str, row: u32) -> Result<(), IdsFull> {
        let record = self.keep(row, id)?;
        let added = self.texts.records.set(row, record + 1);
        let added = added.and_then(|()| self.dictionary.insert(hash, record));
        added.map_err(|failed| {
            self.texts.records.truncate(row);
            self.drop_last(row, record);
            IdsFull::Memory(failed)
        })
    }

    /// Appends the text of an id. On failure nothing has changed.
    fn keep(&mut self, row: u32, id: &str) -> Result<Record, IdsFull> {
        let record = self.texts.arena.push(row, id.as_bytes())?;
        match self.guess.push(record, row) {
            Ok(()) => Ok(record),
            Err(failed) => {
                self.drop_last(row, record);
                Err(IdsFull::Memory(failed))
            }
        }
    }

    /// Undoes the last `keep`.
    fn drop_last(&mut self, row: u32, record: Record) {
        self.guess.pop(row);
        self.texts.arena.pop(record);
    }

    /// Makes the id of a row unfindable; the text stays until the row is compacted away.
    pub fn hide(&mut self, row: u32) {
        if let Some(record) = self.texts.record(row) {
            let hash = self.hash(self.texts.arena.id(record));
            self.dictionary.remove(hash, record);
        }
    }

    /// Undoes `hide`.
    pub fn unhide(&mut self, row: u32) {
        if let Some(record) = self.texts.record(row) {
            let hash = self.hash(self.texts.arena.id(record));
            // A place was free when the id was hidden, and undoing runs in reverse: it is free again.
            let _ = self.dictionary.insert(hash, record);
        }
    }

    /// Undoes the last `insert`.
    pub fn uninsert(&mut self, row: u32) {
        if let Some(record) = self.texts.record(row) {
            self.hide(row);
            self.texts.records.truncate(row);
            self.drop_last(row, record);
        }
    }

    /// Gives back room that is not used. On failure some of it was given back. O(ids).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        self.texts.arena.shrink()?;
        self.texts.records.shrink()?;
        self.guess.shrink()?;
        self.dictionary.shrink()
    }

    #[inline]
    pub fn texts(&self) -> &IdTexts {
        &self.texts
    }

    #[inline]
    pub fn get(&self, row: u32) -> Option<&str> {
        self.texts.get(row)
    }

    pub fn len(&self) -> usize {
        self.dictionary.len()
    }

    pub fn arena_bytes(&self) -> usize {
        self.texts.arena.bytes() + self.texts.records.bytes() + self.guess.bytes()
    }

    pub fn dictionary_bytes(&self) -> usize {
        self.dictionary.bytes()
    }

    #[cfg(test)]
    pub fn steps(&self) -> u64 {
        self.dictionary.steps()
    }
}

#[cfg(test)]
mod tests;
