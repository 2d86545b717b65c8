//! Texts that lie one behind the other.

use crate::Failure;
use std::ops::Range;

/// Borrowed texts, checked.
///
/// ```text
/// offsets   | 0 | end of text 0 | end of text 1 | … |        u32, one more than texts, at any alignment
/// bytes     | text 0 | text 1 | …                            UTF-8
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextBlock<'a> {
    offsets: &'a [[u8; 4]],
    bytes: &'a str,
}

impl<'a> TextBlock<'a> {
    /// Checks offsets and texts. Linear in the bytes; the texts are checked together, and one by one only to name the bad one.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` for offsets, `INVALID_UTF8` for a text, with its row.
    pub fn parse(offsets: &'a [[u8; 4]], bytes: &'a [u8], what: &'static str) -> Result<Self, Failure> {
        let ascend =
            offsets.iter().zip(&offsets[1.min(offsets.len())..]).fold(true, |ascend, (start, end)| {
                // All of them are looked at, so that the processor may look at many at once.
                ascend & (u32::from_ne_bytes(*start) <= u32::from_ne_bytes(*end))
            });
        let [first, last] =
            [offsets.first(), offsets.last()].map(|offset| offset.map(|at| u32::from_ne_bytes(*at)));
        if !ascend || first != Some(0) || last.is_none_or(|last| last as usize != bytes.len()) {
            return Err(Failure::malformed("offsets of ids", bad_offset(offsets, bytes.len())));
        }
        let is_boundary =
            |text: &str, offset: &[u8; 4]| text.is_char_boundary(u32::from_ne_bytes(*offset) as usize);
        if let Ok(text) = std::str::from_utf8(bytes)
            && (text.is_ascii() || offsets.iter().all(|offset| is_boundary(text, offset)))
        {
            return Ok(TextBlock { offsets, bytes: text });
        }
        let texts = offsets.windows(2).map(|ends| {
            let [start, end] = [ends[0], ends[1]].map(|offset| u32::from_ne_bytes(offset) as usize);
            &bytes[start..end]
        });
        let mut bad = texts.enumerate().filter(|(_, text)| std::str::from_utf8(text).is_err());
        // Texts that are whole one by one are whole together.
        let (row, text) = bad.next().unwrap_or((0, bytes));
        Err(Failure::invalid_utf8(what, text).at_row(row as u64))
    }

    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at an index below [`TextBlock::len`], the empty one behind it.
    #[inline]
    pub fn get(&self, index: usize) -> &'a str {
        self.bytes.get(self.range(index)).unwrap_or_default()
    }

    /// As [`TextBlock::get`], for who does not look at characters.
    #[inline(always)]
    pub fn get_bytes(&self, index: usize) -> &'a [u8] {
        self.bytes.as_bytes().get(self.range(index)).unwrap_or_default()
    }

    #[inline(always)]
    fn range(&self, index: usize) -> Range<usize> {
        let ends = self.offsets.get(index..).and_then(|offsets| offsets.first_chunk());
        let [start, end] = ends.map_or([0, 0], |ends: &[_; 2]| ends.map(u32::from_ne_bytes));
        start as usize..end as usize
    }
}

/// The first offset that does not fit.
#[cold]
fn bad_offset(offsets: &[[u8; 4]], length: usize) -> u64 {
    let mut before = 0;
    for (at, offset) in offsets.iter().enumerate() {
        let offset = u32::from_ne_bytes(*offset);
        if offset < before || offset as usize > length || at == 0 && offset != 0 {
            return u64::from(offset);
        }
        before = offset;
    }
    u64::from(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Status;

    fn offsets(offsets: &[u32]) -> Vec<[u8; 4]> {
        offsets.iter().map(|offset| offset.to_ne_bytes()).collect()
    }

    #[test]
    fn texts_are_found_by_their_index() {
        let offsets = offsets(&[0, 1, 1, 4, 6]);
        let block = TextBlock::parse(&offsets, "aäbcd".as_bytes(), "id").unwrap();
        let texts: Vec<&str> = (0..block.len()).map(|index| block.get(index)).collect();
        assert_eq!(texts, ["a", "", "äb", "cd"]);
        assert!((0..9).all(|index| block.get_bytes(index) == block.get(index).as_bytes()));
        assert_eq!((block.get(4), block.get(usize::MAX - 1)), ("", ""));
    }

    #[test]
    fn f033_offsets_that_do_not_fit_are_refused() {
        for (ends, bytes) in [
            (&[][..], ""),
            (&[1, 1], "a"),
            (&[0, 2, 1], "ab"),
            (&[0, 3], "ab"),
            (&[0, 1], "ab"),
            (&[0, u32::MAX], "ab"),
        ] {
            let failure = TextBlock::parse(&offsets(ends), bytes.as_bytes(), "id").unwrap_err();
            assert_eq!(failure.status, Status::InvalidArgument, "{ends:?}");
            let named =
                ends.iter().copied().find(|end| *end == 3 || *end == u32::MAX).or(ends.last().copied());
            assert_eq!(failure.number, u64::from(named.unwrap_or(0)), "{ends:?}");
        }
    }

    #[test]
    fn a_text_that_is_cut_inside_a_character_or_is_none_is_named_by_its_row() {
        let failure = TextBlock::parse(&offsets(&[0, 1, 2, 4]), b"aa\xC3\x28", "id").unwrap_err();
        assert_eq!((failure.status, failure.row), (Status::InvalidUtf8, 2));
        let failure = TextBlock::parse(&offsets(&[0, 2, 4]), "aäb".as_bytes(), "id").unwrap_err();
        assert_eq!((failure.status, failure.row), (Status::InvalidUtf8, 0));
    }
}
