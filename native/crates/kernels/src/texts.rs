//! Texts in a row, numbered in the order they came; readers share them while one holder goes on adding.
//!
//! ```text
//! bytes | K N O W S L I K E S … |          ends | 5 | 10 | …          text 1 = bytes[5..10]
//! ```

use crate::{OutOfMemory, SharedVec};

/// See the module. Cloning is O(1).
#[derive(Clone, Debug, Default)]
pub struct Texts {
    bytes: SharedVec<u8>,
    ends: SharedVec<u64>,
}

impl Texts {
    /// Adds a text; its number is the length before. On failure nothing has changed.
    pub fn push(&mut self, text: &str) -> Result<(), OutOfMemory> {
        self.ends.reserve(1, usize::MAX)?;
        self.bytes.extend_from_slice(text.as_bytes())?;
        self.ends.push(self.bytes.len() as u64)
    }

    #[inline]
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        // SAFETY: every end is where a whole text ended that was appended as `str`; nothing else is written to the bytes.
        Some(unsafe { std::str::from_utf8_unchecked(&self.bytes[start..end]) })
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Forgets the texts from `len` on.
    pub fn truncate(&mut self, len: usize) {
        if len < self.ends.len() {
            let end = len.checked_sub(1).map_or(0, |last| self.ends[last]);
            self.bytes.truncate(end as usize);
            self.ends.truncate(len);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|number| self.get(number))
    }

    /// Bytes asked for.
    pub fn bytes(&self) -> usize {
        self.bytes.bytes() + self.ends.bytes()
    }

    /// Gives back room that is not used. O(bytes).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        self.bytes.shrink()?;
        self.ends.shrink()
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_are_told_by_number_and_forgotten_from_the_end() {
        let mut texts = Texts::default();
        for text in ["", "é", "knows", ""] {
            texts.push(text).unwrap();
        }
        let reader = texts.clone();
        texts.truncate(2);
        texts.push("likes").unwrap();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "é", "likes"]);
        assert_eq!(reader.iter().collect::<Vec<_>>(), ["", "é", "knows", ""]);
        assert_eq!((reader.get(2), reader.get(4), texts.get(3)), (Some("knows"), None, None));
    }
}
