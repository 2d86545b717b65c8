//! One column of a section: what it says about each row, and in which layout.

use super::data::{Bitmap, Codes, Slices, Texts, Words};
use super::{DESCRIPTOR_BYTES, SECTION_HEAD_BYTES};
use crate::bytes::{Reader, utf8};
use crate::{Failure, Packed, ValueRef};

/// What a column says about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Role {
    Id = 0,
    Source = 1,
    Target = 2,
    Type = 3,
    Labels = 4,
    Attribute = 5,
}

impl Role {
    fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Role::Id,
            1 => Role::Source,
            2 => Role::Target,
            3 => Role::Type,
            4 => Role::Labels,
            5 => Role::Attribute,
            _ => return None,
        })
    }

    fn allows(self, layout: Layout) -> bool {
        match self {
            Role::Id => layout == Layout::Text,
            Role::Source | Role::Target => matches!(layout, Layout::Text | Layout::Dictionary),
            Role::Type | Role::Labels => layout == Layout::Dictionary,
            Role::Attribute => true,
        }
    }
}

/// How the values of a column lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Layout {
    Boolean = 1,
    Integer = 2,
    Float = 3,
    Text = 4,
    Bytes = 5,
    Instant = 6,
    Dictionary = 10,
    Value = 11,
}

impl Layout {
    fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            1 => Layout::Boolean,
            2 => Layout::Integer,
            3 => Layout::Float,
            4 => Layout::Text,
            5 => Layout::Bytes,
            6 => Layout::Instant,
            10 => Layout::Dictionary,
            11 => Layout::Value,
            _ => return None,
        })
    }
}

/// The values of a column by layout.
#[derive(Clone, Copy, Debug)]
pub enum ColumnData<'a> {
    Boolean(Bitmap<'a>),
    Integer(Words<'a>),
    Float(Words<'a>),
    Instant(Words<'a>),
    Text(Texts<'a>),
    Bytes(Slices<'a>),
    Dictionary(Codes<'a>),
    /// Packed values.
    Value(Slices<'a>),
}

/// A checked column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnView<'a> {
    role: Role,
    key: &'a str,
    validity: Option<Bitmap<'a>>,
    data: ColumnData<'a>,
}

impl<'a> ColumnView<'a> {
    /// Reads the descriptor at `index` of a section and checks the buffers it names.
    pub(super) fn parse(
        section: &Reader<'a>,
        index: usize,
        rows: usize,
        nesting_max: u32,
    ) -> Result<Self, Failure> {
        let descriptor = section.slice(
            (SECTION_HEAD_BYTES + index * DESCRIPTOR_BYTES) as u64,
            DESCRIPTOR_BYTES as u64,
            "number of columns",
        )?;
        let descriptor = Reader::new(descriptor);
        let code = descriptor.u8(0, "column")?;
        let role =
            Role::from_code(code).ok_or_else(|| Failure::malformed("role of a column", u64::from(code)))?;
        let code = descriptor.u8(1, "column")?;
        let layout = Layout::from_code(code)
            .ok_or_else(|| Failure::malformed("layout of a column", u64::from(code)))?;
        if !role.allows(layout) {
            return Err(Failure::malformed("layout of a column in this role", u64::from(code)));
        }
        let reserved = descriptor.u16(2, "column")?;
        if reserved != 0 {
            return Err(Failure::malformed("reserved bytes of a column", u64::from(reserved)));
        }
        let key_length = u64::from(descriptor.u32(4, "column")?);
        let key_at = descriptor.u64(8, "column")?;
        if role != Role::Attribute && (key_length | key_at) != 0 {
            return Err(Failure::malformed("key of a column that is no attribute", key_length));
        }
        let key = utf8(section.buffer(key_at, key_length, "key of a column")?, "key of a column")?;

        let validity_at = descriptor.u64(16, "column")?;
        let bitmap_bytes = rows.div_ceil(8) as u64;
        let validity = if validity_at == 0 {
            None
        } else {
            let bytes = section.buffer(validity_at, bitmap_bytes, "validity of a column")?;
            Some(Bitmap::parse(bytes, rows, "validity of a column")?)
        };
        let places = Places {
            data_at: descriptor.u64(24, "column")?,
            bytes_at: descriptor.u64(32, "column")?,
            bytes: descriptor.u64(40, "column")?,
        };
        let data = places.read(section, layout, rows as u64, validity, nesting_max)?;
        Ok(ColumnView { role, key, validity, data })
    }

    pub fn role(&self) -> Role {
        self.role
    }

    /// The attribute's key; empty in the other roles.
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// Which rows have a value; `None` when all have.
    pub fn validity(&self) -> Option<Bitmap<'a>> {
        self.validity
    }

    #[inline]
    pub fn is_valid(&self, row: usize) -> bool {
        self.validity.is_none_or(|bits| bits.get(row))
    }

    pub fn data(&self) -> ColumnData<'a> {
        self.data
    }

    /// The value of a row; `None` for a row without validity. A text of a dictionary is answered as text.
    #[inline]
    pub fn value(&self, row: usize) -> Option<ValueRef<'a>> {
        self.is_valid(row).then(|| match &self.data {
            ColumnData::Boolean(bits) => ValueRef::Boolean(bits.get(row)),
            ColumnData::Integer(words) => ValueRef::Integer(words.integer(row)),
            ColumnData::Float(words) => ValueRef::Float(words.float(row)),
            ColumnData::Instant(words) => ValueRef::Instant(words.integer(row)),
            ColumnData::Text(texts) => ValueRef::Text(texts.get(row)),
            ColumnData::Bytes(slices) => ValueRef::Bytes(slices.get(row)),
            ColumnData::Dictionary(codes) => ValueRef::Text(codes.get(row)),
            ColumnData::Value(slices) => slices.packed(row).value(),
        })
    }

    /// No value of these rows is longer in bytes. Exact but for dictionaries, whose every entry is counted, and packed values,
    /// whose tag and length are.
    ///
    /// # Panics
    /// When there are no such rows.
    pub fn longest(&self, rows: std::ops::Range<usize>) -> usize {
        match &self.data {
            ColumnData::Text(texts) => texts.lengths(rows).1,
            ColumnData::Bytes(slices) | ColumnData::Value(slices) => slices.longest(rows),
            ColumnData::Dictionary(codes) => codes.entries().lengths(0..codes.entries().len()).1,
            _ => 0,
        }
    }

    /// The text of a row in a TEXT or DICTIONARY column; `None` without validity or in another layout.
    #[inline]
    pub fn text(&self, row: usize) -> Option<&'a str> {
        match &self.data {
            ColumnData::Text(texts) => self.is_valid(row).then(|| texts.get(row)),
            ColumnData::Dictionary(codes) => self.is_valid(row).then(|| codes.get(row)),
            _ => None,
        }
    }
}

/// Where a column's buffers are said to be.
struct Places {
    data_at: u64,
    bytes_at: u64,
    bytes: u64,
}

impl Places {
    fn read<'a>(
        &self,
        section: &Reader<'a>,
        layout: Layout,
        rows: u64,
        validity: Option<Bitmap<'a>>,
        nesting_max: u32,
    ) -> Result<ColumnData<'a>, Failure> {
        const DATA: &str = "data of a column";
        const BYTES: &str = "bytes of a column";
        let fixed = |width: u64| section.buffer(self.data_at, rows * width, DATA);
        let offsets = || section.buffer(self.data_at, (rows + 1) * 4, DATA);
        let bytes = || section.buffer(self.bytes_at, self.bytes, BYTES);
        let sized = matches!(layout, Layout::Text | Layout::Bytes | Layout::Dictionary | Layout::Value);
        if !sized && (self.bytes_at | self.bytes) != 0 {
            return Err(Failure::malformed(BYTES, self.bytes));
        }
        Ok(match layout {
            Layout::Boolean => {
                let bits = section.buffer(self.data_at, rows.div_ceil(8), DATA)?;
                ColumnData::Boolean(Bitmap::parse(bits, rows as usize, DATA)?)
            }
            Layout::Integer => ColumnData::Integer(Words::new(fixed(8)?)),
            Layout::Float => ColumnData::Float(Words::new(fixed(8)?)),
            Layout::Instant => ColumnData::Instant(Words::new(fixed(8)?)),
            Layout::Text => ColumnData::Text(Texts::parse(offsets()?, bytes()?, "text of a column")?),
            Layout::Bytes => ColumnData::Bytes(Slices::parse(offsets()?, bytes()?, BYTES)?),
            Layout::Dictionary => {
                let codes = fixed(4)?;
                ColumnData::Dictionary(Codes::parse(
                    codes,
                    self.dictionary(section)?,
                    validity,
                    "code of a column",
                )?)
            }
            Layout::Value => {
                let slices = Slices::parse(offsets()?, bytes()?, BYTES)?;
                for row in (0..rows as usize).filter(|row| validity.is_none_or(|bits| bits.get(*row))) {
                    Packed::parse(slices.get(row), nesting_max)
                        .map_err(|failure| failure.at_row(row as u64))?;
                }
                ColumnData::Value(slices)
            }
        })
    }

    /// Offsets and, right behind them, the text of the entries, as long as the last offset says.
    fn dictionary<'a>(&self, section: &Reader<'a>) -> Result<Texts<'a>, Failure> {
        const DICTIONARY: &str = "dictionary of a column";
        let too_many = || Failure::malformed(DICTIONARY, self.bytes);
        let length = self.bytes.checked_add(1).and_then(|count| count.checked_mul(4)).ok_or_else(too_many)?;
        let offsets = section.slice(self.bytes_at, length, DICTIONARY)?;
        let last = offsets.last_chunk::<4>().map_or(0, |last| u64::from(u32::from_le_bytes(*last)));
        let whole = section.buffer(self.bytes_at, length + last, DICTIONARY)?;
        let (offsets, text) = whole.split_at(offsets.len());
        // A broken entry is not a row: the failure names none.
        Texts::parse(offsets, text, DICTIONARY).map_err(|failure| Failure { row: crate::NO_ROW, ..failure })
    }
}
