//! Writes batches: for tests, tools and the log. The order of the buffers is the one the golden vectors hold.

use super::column::{Layout, Role};
use super::{BATCH_HEAD_BYTES, DESCRIPTOR_BYTES, LENIENT, MAGIC, SECTION_HEAD_BYTES};
use crate::bytes::pad8;
use crate::{Operation, Subject, Value, encode};

/// The values of a column; `None` is a row without validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnValues {
    Boolean(Vec<Option<bool>>),
    Integer(Vec<Option<i64>>),
    /// By their bits.
    Float(Vec<Option<u64>>),
    /// Microseconds since 1970-01-01T00:00:00Z.
    Instant(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Bytes(Vec<Option<Vec<u8>>>),
    /// The dictionary holds each text once, in the order of its first row.
    Dictionary(Vec<Option<String>>),
    Value(Vec<Option<Value>>),
}

impl ColumnValues {
    /// Float values.
    pub fn floats(values: impl IntoIterator<Item = Option<f64>>) -> Self {
        ColumnValues::Float(values.into_iter().map(|value| value.map(f64::to_bits)).collect())
    }

    /// Texts, one for every row.
    pub fn texts<T: Into<String>>(values: impl IntoIterator<Item = T>) -> Self {
        ColumnValues::Text(values.into_iter().map(|value| Some(value.into())).collect())
    }

    fn layout(&self) -> Layout {
        match self {
            ColumnValues::Boolean(_) => Layout::Boolean,
            ColumnValues::Integer(_) => Layout::Integer,
            ColumnValues::Float(_) => Layout::Float,
            ColumnValues::Instant(_) => Layout::Instant,
            ColumnValues::Text(_) => Layout::Text,
            ColumnValues::Bytes(_) => Layout::Bytes,
            ColumnValues::Dictionary(_) => Layout::Dictionary,
            ColumnValues::Value(_) => Layout::Value,
        }
    }

    fn validity(&self) -> Vec<bool> {
        fn of<T>(values: &[Option<T>]) -> Vec<bool> {
            values.iter().map(Option::is_some).collect()
        }
        match self {
            ColumnValues::Boolean(values) => of(values),
            ColumnValues::Integer(values) | ColumnValues::Instant(values) => of(values),
            ColumnValues::Float(values) => of(values),
            ColumnValues::Text(values) | ColumnValues::Dictionary(values) => of(values),
            ColumnValues::Bytes(values) => of(values),
            ColumnValues::Value(values) => of(values),
        }
    }
}

/// Writes one section.
#[derive(Clone, Debug)]
pub struct SectionBuilder {
    subject: Subject,
    operation: Operation,
    rows: usize,
    columns: Vec<(Role, String, ColumnValues)>,
}

impl SectionBuilder {
    pub fn new(subject: Subject, operation: Operation, rows: usize) -> Self {
        SectionBuilder { subject, operation, rows, columns: Vec::new() }
    }

    /// Adds a column of a role that has no key.
    #[must_use]
    pub fn column(mut self, role: Role, values: ColumnValues) -> Self {
        self.columns.push((role, String::new(), values));
        self
    }

    /// Adds an attribute column.
    #[must_use]
    pub fn attribute(mut self, key: &str, values: ColumnValues) -> Self {
        self.columns.push((Role::Attribute, key.to_owned(), values));
        self
    }

    fn build(&self) -> Vec<u8> {
        let mut out = vec![self.subject as u8, self.operation as u8, 0, 0];
        out.extend_from_slice(&count32(self.rows).to_le_bytes());
        out.extend_from_slice(&count32(self.columns.len()).to_le_bytes());
        out.resize(SECTION_HEAD_BYTES + self.columns.len() * DESCRIPTOR_BYTES, 0);
        for (index, (role, key, values)) in self.columns.iter().enumerate() {
            let descriptor = self.write_column(*role, key, values, &mut out);
            let at = SECTION_HEAD_BYTES + index * DESCRIPTOR_BYTES;
            out[at..at + DESCRIPTOR_BYTES].copy_from_slice(&descriptor);
        }
        let length = out.len() as u64;
        out[16..24].copy_from_slice(&length.to_le_bytes());
        out
    }

    /// Appends key, validity, data and bytes, in this order and each padded; answers the descriptor.
    fn write_column(
        &self,
        role: Role,
        key: &str,
        values: &ColumnValues,
        out: &mut Vec<u8>,
    ) -> [u8; DESCRIPTOR_BYTES] {
        let mut descriptor = [0; DESCRIPTOR_BYTES];
        descriptor[0] = role as u8;
        descriptor[1] = values.layout() as u8;
        descriptor[4..8].copy_from_slice(&count32(key.len()).to_le_bytes());
        let mut put = |field: usize, value: usize| {
            descriptor[field..field + 8].copy_from_slice(&(value as u64).to_le_bytes());
        };
        if role == Role::Attribute {
            put(8, out.len());
            out.extend_from_slice(key.as_bytes());
            pad8(out, 0);
        }
        let validity = values.validity();
        if validity.contains(&false) {
            put(16, out.len());
            write_bits(validity.into_iter(), out);
        }
        put(24, out.len());
        if let Some((heap, count)) = write_data(values, out) {
            put(32, out.len());
            put(40, count);
            out.extend_from_slice(&heap);
            pad8(out, 0);
        }
        descriptor
    }
}

/// Appends the data of a column; answers its bytes, if it has some, and what the descriptor counts.
fn write_data(values: &ColumnValues, out: &mut Vec<u8>) -> Option<(Vec<u8>, usize)> {
    match values {
        ColumnValues::Boolean(values) => {
            write_bits(values.iter().map(|value| value.unwrap_or(false)), out);
            None
        }
        ColumnValues::Integer(values) | ColumnValues::Instant(values) => {
            values.iter().for_each(|value| out.extend_from_slice(&value.unwrap_or(0).to_le_bytes()));
            None
        }
        ColumnValues::Float(values) => {
            values.iter().for_each(|value| out.extend_from_slice(&value.unwrap_or(0).to_le_bytes()));
            None
        }
        ColumnValues::Text(values) => {
            let heap = write_offsets(
                values.iter().map(|value| value.as_deref().unwrap_or("").as_bytes().to_vec()),
                out,
            );
            Some((heap.clone(), heap.len()))
        }
        ColumnValues::Bytes(values) => {
            let heap = write_offsets(values.iter().map(|value| value.clone().unwrap_or_default()), out);
            Some((heap.clone(), heap.len()))
        }
        ColumnValues::Value(values) => {
            let packed = values.iter().map(|value| {
                let mut packed = Vec::new();
                value.iter().for_each(|value| encode(value, &mut packed));
                packed
            });
            let heap = write_offsets(packed, out);
            Some((heap.clone(), heap.len()))
        }
        ColumnValues::Dictionary(values) => Some(write_dictionary(values, out)),
    }
}

/// Appends the codes; answers the dictionary and its number of entries.
fn write_dictionary(values: &[Option<String>], out: &mut Vec<u8>) -> (Vec<u8>, usize) {
    let mut entries: Vec<&str> = Vec::new();
    let mut codes = std::collections::HashMap::new();
    for value in values {
        let code = value.as_deref().map_or(0, |text| {
            *codes.entry(text).or_insert_with(|| {
                entries.push(text);
                count32(entries.len() - 1)
            })
        });
        out.extend_from_slice(&code.to_le_bytes());
    }
    pad8(out, 0);
    let mut dictionary = 0_u32.to_le_bytes().to_vec();
    let mut end = 0;
    for entry in &entries {
        end += entry.len();
        dictionary.extend_from_slice(&count32(end).to_le_bytes());
    }
    entries.iter().for_each(|entry| dictionary.extend_from_slice(entry.as_bytes()));
    (dictionary, entries.len())
}

fn write_bits(bits: impl Iterator<Item = bool>, out: &mut Vec<u8>) {
    let start = out.len();
    for (row, bit) in bits.enumerate() {
        if row % 8 == 0 {
            out.push(0);
        }
        out[start + row / 8] |= u8::from(bit) << (row % 8);
    }
    pad8(out, 0);
}

fn write_offsets(items: impl Iterator<Item = Vec<u8>>, out: &mut Vec<u8>) -> Vec<u8> {
    let mut heap = Vec::new();
    out.extend_from_slice(&0_u32.to_le_bytes());
    for item in items {
        heap.extend_from_slice(&item);
        out.extend_from_slice(&count32(heap.len()).to_le_bytes());
    }
    pad8(out, 0);
    heap
}

fn count32(count: usize) -> u32 {
    u32::try_from(count).expect("counts in a batch fit 32 bits")
}

/// Writes a batch of sections.
#[derive(Clone, Debug, Default)]
pub struct BatchBuilder {
    lenient: bool,
    sections: Vec<SectionBuilder>,
}

impl BatchBuilder {
    pub fn new() -> Self {
        Self::default()
    }

    /// Good rows are kept and bad ones listed.
    #[must_use]
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = lenient;
        self
    }

    #[must_use]
    pub fn section(mut self, section: SectionBuilder) -> Self {
        self.sections.push(section);
        self
    }

    /// The encoding.
    ///
    /// # Panics
    /// When a count or length does not fit `u32`.
    pub fn build(&self) -> Vec<u8> {
        let rows: usize = self.sections.iter().map(|section| section.rows).sum();
        let mut out = MAGIC.to_le_bytes().to_vec();
        out.extend_from_slice(&count32(self.sections.len()).to_le_bytes());
        out.resize(16, 0);
        out.extend_from_slice(&if self.lenient { LENIENT } else { 0 }.to_le_bytes());
        out.extend_from_slice(&count32(rows).to_le_bytes());
        debug_assert_eq!(out.len(), BATCH_HEAD_BYTES);
        self.sections.iter().for_each(|section| out.extend_from_slice(&section.build()));
        let length = out.len() as u64;
        out[8..16].copy_from_slice(&length.to_le_bytes());
        out
    }
}
