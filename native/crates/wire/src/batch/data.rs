//! The buffers of a column. Their accessors check the index and nothing else: everything else was checked before.

use crate::bytes::utf8;
use crate::{Failure, Packed};

/// One bit a row, least significant bit first.
#[derive(Clone, Copy, Debug)]
pub struct Bitmap<'a> {
    bytes: &'a [u8],
    rows: usize,
}

impl<'a> Bitmap<'a> {
    /// The bits behind the last row must be zero.
    pub(super) fn parse(bytes: &'a [u8], rows: usize, what: &'static str) -> Result<Self, Failure> {
        let spare = 8 * bytes.len() - rows;
        match bytes.last() {
            Some(last) if spare > 0 && u32::from(*last) >> (8 - spare) != 0 => {
                Err(Failure::malformed(what, u64::from(*last)))
            }
            _ => Ok(Bitmap { bytes, rows }),
        }
    }

    /// # Panics
    /// When there is no such row.
    #[inline]
    pub fn get(&self, row: usize) -> bool {
        assert!(row < self.rows, "row {row} of {}", self.rows);
        self.bytes[row / 8] >> (row % 8) & 1 == 1
    }

    /// The bits of 64 rows from `row` on; those behind the last row are zero.
    #[inline]
    pub fn word(&self, row: usize) -> u64 {
        let bytes = self.bytes.get(row / 8..).unwrap_or(&[]);
        let mut near = [0; 16];
        let count = bytes.len().min(9);
        near[..count].copy_from_slice(&bytes[..count]);
        (u128::from_le_bytes(near) >> (row % 8)) as u64
    }

    pub fn count_ones(&self) -> usize {
        self.bytes.iter().map(|byte| byte.count_ones() as usize).sum()
    }

    /// The bits as bytes, eight rows each; bits behind the last row are zero.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// Eight bytes a row: integers, floats, instants.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    words: &'a [[u8; 8]],
}

impl<'a> Words<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Words { words: bytes.as_chunks().0 }
    }

    #[inline]
    pub fn get(&self, row: usize) -> u64 {
        u64::from_le_bytes(self.words[row])
    }

    #[inline]
    pub fn integer(&self, row: usize) -> i64 {
        i64::from_le_bytes(self.words[row])
    }

    #[inline]
    pub fn float(&self, row: usize) -> f64 {
        f64::from_le_bytes(self.words[row])
    }

    /// The words of all rows, as they lie in the buffer.
    pub fn as_arrays(&self) -> &'a [[u8; 8]] {
        self.words
    }
}

/// Rising offsets, one more than there are items; the first is 0 and the last the length of the bytes.
#[derive(Clone, Copy, Debug)]
struct Offsets<'a> {
    offsets: &'a [[u8; 4]],
}

impl<'a> Offsets<'a> {
    fn parse(bytes: &'a [u8], length: usize, what: &'static str) -> Result<Self, Failure> {
        let offsets = bytes.as_chunks::<4>().0;
        let mut before = 0;
        let mut rising = true;
        for offset in offsets {
            let offset = u32::from_le_bytes(*offset);
            rising &= before <= offset;
            before = offset;
        }
        let first = offsets.first().map_or(0, |offset| u32::from_le_bytes(*offset));
        if !rising || first != 0 {
            return Err(Failure::malformed(what, u64::from(first)));
        }
        if before as usize != length {
            return Err(Failure::malformed(what, u64::from(before)));
        }
        Ok(Offsets { offsets })
    }

    #[inline]
    fn range(&self, item: usize) -> std::ops::Range<usize> {
        u32::from_le_bytes(self.offsets[item]) as usize..u32::from_le_bytes(self.offsets[item + 1]) as usize
    }

    fn len(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// Length of the shortest and of the longest of some items.
    fn lengths(&self, items: std::ops::Range<usize>) -> (usize, usize) {
        let (mut least, mut most) = (u32::MAX, 0);
        for pair in self.offsets[items.start..=items.end].windows(2) {
            let length = u32::from_le_bytes(pair[1]) - u32::from_le_bytes(pair[0]);
            (least, most) = (least.min(length), most.max(length));
        }
        (least.min(most) as usize, most as usize)
    }
}

/// Texts one behind the other.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    offsets: Offsets<'a>,
    text: &'a str,
}

impl<'a> Texts<'a> {
    /// The text is validated in one pass over the whole buffer; then each offset only has to be a character boundary.
    pub(super) fn parse(offsets: &'a [u8], bytes: &'a [u8], what: &'static str) -> Result<Self, Failure> {
        let offsets = Offsets::parse(offsets, bytes.len(), what)?;
        if let Ok(text) = std::str::from_utf8(bytes) {
            let on_boundary = |offset: &[u8; 4]| text.is_char_boundary(u32::from_le_bytes(*offset) as usize);
            if text.is_ascii() || offsets.offsets.iter().all(on_boundary) {
                return Ok(Texts { offsets, text });
            }
        }
        for item in 0..offsets.len() {
            utf8(&bytes[offsets.range(item)], what).map_err(|failure| failure.at_row(item as u64))?;
        }
        Err(Failure::malformed(what, bytes.len() as u64))
    }

    /// # Panics
    /// When there is no such item.
    #[inline]
    pub fn get(&self, item: usize) -> &'a str {
        &self.text[self.offsets.range(item)]
    }

    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether both are the very same bytes, not only the same texts: two columns may share one dictionary.
    pub fn lies_where(&self, other: &Texts<'_>) -> bool {
        std::ptr::eq(self.text, other.text) && std::ptr::eq(self.offsets.offsets, other.offsets.offsets)
    }

    /// All texts of all items, one behind the other.
    pub fn joined(&self) -> &'a str {
        self.text
    }

    /// The texts of some items, one behind the other.
    ///
    /// # Panics
    /// When there are no such items.
    pub fn joined_of(&self, items: std::ops::Range<usize>) -> &'a str {
        match items.is_empty() {
            true => "",
            false => &self.text[self.offsets.range(items.start).start..self.offsets.range(items.end - 1).end],
        }
    }

    /// Length of the shortest and of the longest of some items, 0 when there are none.
    ///
    /// # Panics
    /// When there are no such items.
    pub fn lengths(&self, items: std::ops::Range<usize>) -> (usize, usize) {
        self.offsets.lengths(items)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'a str> + Clone + use<'a> {
        let texts = *self;
        (0..self.len()).map(move |item| texts.get(item))
    }
}

/// Byte strings one behind the other.
#[derive(Clone, Copy, Debug)]
pub struct Slices<'a> {
    offsets: Offsets<'a>,
    bytes: &'a [u8],
}

impl<'a> Slices<'a> {
    pub(super) fn parse(offsets: &'a [u8], bytes: &'a [u8], what: &'static str) -> Result<Self, Failure> {
        Ok(Slices { offsets: Offsets::parse(offsets, bytes.len(), what)?, bytes })
    }

    /// # Panics
    /// When there is no such row.
    #[inline]
    pub fn get(&self, row: usize) -> &'a [u8] {
        &self.bytes[self.offsets.range(row)]
    }

    /// Length of the longest of some items, 0 when there are none.
    ///
    /// # Panics
    /// When there are no such items.
    pub fn longest(&self, items: std::ops::Range<usize>) -> usize {
        self.offsets.lengths(items).1
    }

    /// The packed value of a row of a VALUE column.
    #[inline]
    pub fn packed(&self, row: usize) -> Packed<'a> {
        Packed::trusted(self.get(row))
    }
}

/// One number a row into a dictionary of texts. A row without validity may hold any number.
#[derive(Clone, Copy, Debug)]
pub struct Codes<'a> {
    codes: &'a [[u8; 4]],
    entries: Texts<'a>,
}

impl<'a> Codes<'a> {
    pub(super) fn parse(
        codes: &'a [u8],
        entries: Texts<'a>,
        validity: Option<Bitmap<'a>>,
        what: &'static str,
    ) -> Result<Self, Failure> {
        let codes = codes.as_chunks::<4>().0;
        let most = codes.iter().map(|code| u32::from_le_bytes(*code)).max().unwrap_or(0) as usize;
        if most >= entries.len() {
            let valid = |row: &usize| validity.is_none_or(|bits| bits.get(*row));
            for row in (0..codes.len()).filter(valid) {
                let code = u32::from_le_bytes(codes[row]);
                if code as usize >= entries.len() {
                    return Err(Failure::malformed(what, u64::from(code)).at_row(row as u64));
                }
            }
        }
        Ok(Codes { codes, entries })
    }

    /// The number of a row's entry in the dictionary.
    #[inline]
    pub fn code(&self, row: usize) -> u32 {
        u32::from_le_bytes(self.codes[row])
    }

    /// # Panics
    /// When there is no such row, or it has no value.
    #[inline]
    pub fn get(&self, row: usize) -> &'a str {
        self.entries.get(self.code(row) as usize)
    }

    /// The dictionary: work done once an entry is not done once a row.
    pub fn entries(&self) -> Texts<'a> {
        self.entries
    }
}
