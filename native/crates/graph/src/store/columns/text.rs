//! The distinct texts of one column, numbered in the order they were first seen.
//!
//! A reader needs the texts of the codes only; the index from text to code belongs to the writer and is left out of a
//! snapshot.

use crate::store::room::{room_in_table, trim_table};
use foldhash::SharedSeed;
use foldhash::fast::SeedableRandomState;
use hashbrown::HashTable;
use kneiphof_kernels::{OutOfMemory, Texts};
use std::hash::BuildHasher;

/// A column with more distinct texts than this stores the rest of them plainly.
pub(crate) const DISTINCT_MAX: u32 = 65_536;

#[derive(Debug, Default)]
pub(super) struct TextDictionary {
    texts: Texts,
    index: HashTable<u32>,
}

/// The hash of texts and ids: seeded per graph, because they come from outside.
pub(crate) type TextHasher = SeedableRandomState;

pub(crate) fn text_hasher(seed: u64) -> TextHasher {
    SeedableRandomState::with_seed(seed, SharedSeed::global_fixed())
}

impl TextDictionary {
    #[inline]
    pub fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(code as usize)
    }

    /// Whether so many texts more can all have codes.
    pub fn takes(&self, texts: usize) -> bool {
        self.texts.len() + texts <= DISTINCT_MAX as usize
    }

    pub fn len(&self) -> u32 {
        self.texts.len() as u32
    }

    pub fn code(&self, text: &str, hasher: &TextHasher) -> Option<u32> {
        self.index.find(hasher.hash_one(text), |code| self.text(*code) == Some(text)).copied()
    }

    /// The code of a text, a new one when it is not known yet. On failure nothing has changed.
    pub fn intern(&mut self, text: &str, hasher: &TextHasher) -> Result<u32, OutOfMemory> {
        let hash = hasher.hash_one(text);
        let text_of = |code: u32| self.texts.get(code as usize).unwrap_or_default();
        if let Some(code) = self.index.find(hash, |code| text_of(*code) == text) {
            return Ok(*code);
        }
        room_in_table(&mut self.index, |code| hasher.hash_one(text_of(*code)))?;
        let code = self.len();
        self.texts.push(text)?;
        let texts = &self.texts;
        self.index
            .insert_unique(hash, code, |code| hasher.hash_one(texts.get(*code as usize).unwrap_or_default()));
        Ok(code)
    }

    /// Gives back room that is not used. O(texts).
    pub fn shrink(&mut self, hasher: &TextHasher) -> Result<(), OutOfMemory> {
        let TextDictionary { texts, index } = self;
        trim_table(index, |code| hasher.hash_one(texts.get(*code as usize).unwrap_or_default()))?;
        texts.shrink()
    }

    /// What a reader needs, without the writer's index.
    pub fn snapshot(&self) -> Self {
        TextDictionary { texts: self.texts.clone(), index: HashTable::new() }
    }

    pub fn bytes(&self) -> usize {
        self.texts.bytes() + self.index.allocation_size()
    }
}
