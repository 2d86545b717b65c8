//! Texts that lie one behind the other.

use crate::Failure;

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
        let malformed = |offset: u32| Failure::malformed("offsets of ids", u64::from(offset));
        let Some((first, rest)) = offsets.split_first() else { return Err(malformed(0)) };
        let mut before = u32::from_ne_bytes(*first);
        if before != 0 {
            return Err(malformed(before));
        }
        let text = std::str::from_utf8(bytes);
        let mut whole = text.is_ok();
        for offset in rest {
            let offset = u32::from_ne_bytes(*offset);
            if offset < before || offset as usize > bytes.len() {
                return Err(malformed(offset));
            }
            whole &= text.is_ok_and(|text| text.is_char_boundary(offset as usize));
            before = offset;
        }
        if before as usize != bytes.len() {
            return Err(malformed(before));
        }
        if let (Ok(text), true) = (text, whole) {
            return Ok(TextBlock { offsets, bytes: text });
        }
        for (row, ends) in offsets.windows(2).enumerate() {
            let [start, end] = [ends[0], ends[1]].map(|offset| u32::from_ne_bytes(offset) as usize);
            let text = &bytes[start..end];
            if std::str::from_utf8(text).is_err() {
                return Err(Failure::invalid_utf8(what, text).at_row(row as u64));
            }
        }
        Err(malformed(before))
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
        let offset =
            |index: usize| self.offsets.get(index).map_or(0, |offset| u32::from_ne_bytes(*offset)) as usize;
        self.bytes.get(offset(index)..offset(index + 1)).unwrap_or_default()
    }
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
