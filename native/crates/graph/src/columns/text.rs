//! The distinct texts of one column, numbered in the order they were first seen.
//!
//! A reader needs the texts of the codes only; the index from text to code belongs to the writer and is left out of a
//! snapshot.

use crate::chunked::Chunked;
use foldhash::SharedSeed;
use foldhash::fast::SeedableRandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::Arc;

/// A column with more distinct texts than this stores the rest of them plainly.
pub(super) const DISTINCT_MAX: u32 = 65_536;

#[derive(Clone, Debug, Default)]
pub(super) struct TextDictionary {
    texts: Chunked<Arc<str>>,
    len: u32,
    index: HashTable<u32>,
    text_bytes: usize,
}

/// The hash of texts and ids: seeded per graph, because they come from outside.
pub(crate) type TextHasher = SeedableRandomState;

pub(crate) fn text_hasher(seed: u64) -> TextHasher {
    SeedableRandomState::with_seed(seed, SharedSeed::global_fixed())
}

impl TextDictionary {
    pub fn text(&self, code: u32) -> Option<&Arc<str>> {
        self.texts.get(code)
    }

    /// Whether so many texts more can all have codes.
    pub fn takes(&self, texts: usize) -> bool {
        self.len as usize + texts <= DISTINCT_MAX as usize
    }

    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn code(&self, text: &str, hasher: &TextHasher) -> Option<u32> {
        let hash = hasher.hash_one(text);
        self.index.find(hash, |code| self.text(*code).is_some_and(|known| **known == *text)).copied()
    }

    /// The code of a text, a new one when it is not known yet.
    pub fn intern(&mut self, text: &str, hasher: &TextHasher) -> u32 {
        let hash = hasher.hash_one(text);
        let texts = &self.texts;
        let text_of = |code: u32| texts.get(code).map_or("", |known| known);
        if let Some(code) = self.index.find(hash, |code| text_of(*code) == text) {
            return *code;
        }
        let code = self.len;
        self.index.insert_unique(hash, code, |code| hasher.hash_one(text_of(*code)));
        self.texts.set(code, Arc::from(text));
        self.len += 1;
        self.text_bytes += text.len() + 2 * size_of::<usize>();
        code
    }

    /// What a reader needs, without the writer's index.
    pub fn snapshot(&self) -> Self {
        TextDictionary {
            texts: self.texts.clone(),
            len: self.len,
            index: HashTable::new(),
            text_bytes: self.text_bytes,
        }
    }

    pub fn bytes(&self) -> usize {
        self.texts.bytes() + self.text_bytes + self.index.capacity() * 5
    }
}
