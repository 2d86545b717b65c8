//! Looks dictionary codes up in a set of codes and writes one bit a row.
//!
//! ```text
//! codes  | 3 | 0 | 3 | 1 | …      set, as a bitmap by code:  | 1 0 0 1 … |      out: | 1 | 1 | 1 | 0 | …
//! ```
//! One code is compared with all others at once. A set of bytes is a table of 32 bytes that a shuffle looks up, 32 or 64 codes
//! at a time; a set of wider codes is gathered from its bitmap.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;
#[cfg(test)]
mod tests;

use crate::OutOfMemory;
use crate::level::{Kind, Level};

/// A set of codes. One code alone takes no memory; more are a bitmap by code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSet {
    first: u32,
    count: usize,
    /// Codes behind the end are not in the set. Empty for one code or none, else at least the words of the codes below 256.
    words: Vec<u32>,
}

impl CodeSet {
    /// A set of codes. O(codes + greatest code / 32). Fails, and aborts nothing, when the memory cannot be had.
    pub fn new(codes: impl IntoIterator<Item = u32>) -> Result<Self, OutOfMemory> {
        let mut set = CodeSet { first: 0, count: 0, words: Vec::new() };
        codes.into_iter().try_for_each(|code| set.insert(code))?;
        Ok(set)
    }

    /// The set of one code, which needs no memory.
    pub const fn of(code: u32) -> Self {
        CodeSet { first: code, count: 1, words: Vec::new() }
    }

    /// On failure nothing has changed.
    pub fn insert(&mut self, code: u32) -> Result<(), OutOfMemory> {
        if self.has(code) {
            return Ok(());
        }
        match self.count {
            0 => self.first = code,
            1 => {
                self.reach(self.first.max(code))?;
                self.mark(self.first);
                self.mark(code);
            }
            _ => {
                self.reach(code)?;
                self.mark(code);
            }
        }
        self.count += 1;
        Ok(())
    }

    fn reach(&mut self, code: u32) -> Result<(), OutOfMemory> {
        let len = (code as usize / 32 + 1).max(8);
        if let Some(more) = len.checked_sub(self.words.len()) {
            self.words.try_reserve(more).map_err(|_| OutOfMemory::System { bytes: 4 * len })?;
            self.words.resize(len, 0);
        }
        Ok(())
    }

    fn mark(&mut self, code: u32) {
        self.words[code as usize / 32] |= 1 << (code % 32);
    }

    #[inline]
    pub fn has(&self, code: u32) -> bool {
        match self.count {
            0 => false,
            1 => self.first == code,
            _ => self.words.get(code as usize / 32).is_some_and(|word| word >> (code % 32) & 1 == 1),
        }
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The only code, when there is one.
    pub fn single(&self) -> Option<u32> {
        (self.count == 1).then_some(self.first)
    }
}

macro_rules! scan {
    ($(#[$doc:meta])* $among:ident, $equal:ident, $table:ident, $Code:ty) => {
        $(#[$doc])*
        ///
        /// # Panics
        /// When `out` is shorter than one bit a code needs.
        pub fn $among(level: Level, codes: &[$Code], set: &CodeSet, out: &mut [u64]) {
            assert!(out.len() * 64 >= codes.len(), "one bit a code");
            let single = match set.single().map(<$Code>::try_from) {
                _ if set.is_empty() => return out.fill(0),
                // The one code of the set does not fit into this width.
                Some(Err(_)) => return out.fill(0),
                Some(Ok(code)) => Some(code),
                None => None,
            };
            match (level.kind(), single) {
                (Kind::Portable, Some(code)) => portable::equal(codes, code, out),
                (Kind::Portable, None) => portable::among(codes, set, out),
                #[cfg(target_arch = "x86_64")]
                // SAFETY: the level says that the machine has AVX2.
                (Kind::Avx2, Some(code)) => unsafe { avx2::$equal(codes, code, out) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: the level says that the machine has AVX2.
                (Kind::Avx2, None) => unsafe { avx2::$table(codes, set, out) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: the level says that the machine has AVX-512 F and BW.
                (Kind::Avx512, Some(code)) => unsafe { avx512::$equal(codes, code, out) },
                #[cfg(target_arch = "x86_64")]
                // SAFETY: the level says that the machine has AVX-512 F and BW.
                (Kind::Avx512, None) => unsafe { avx512::$table(codes, set, out) },
            }
        }
    };
}

scan! {
    /// Sets bit `i` of `out` to whether `codes[i]` is in the set; bits behind the last code are zero. O(codes).
    among_u8, equal_u8, among_u8, u8
}
scan! {
    /// As [`among_u8`], for codes of two bytes.
    among_u16, equal_u16, among_u16, u16
}
scan! {
    /// As [`among_u8`], for codes of four bytes.
    among_u32, equal_u32, among_u32, u32
}
