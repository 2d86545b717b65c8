//! One node or edge whose attributes a schema names: a word each, without keys and tags.

use crate::bytes::{Reader, align8, pad8, utf8, zero};
use crate::schema::SchemaField;
use crate::{Failure, Subject, Tag, ValueRef};

const HEAD_BYTES: usize = 32;
/// What the head of an edge has more.
const ENDS_BYTES: usize = 8;
const WORD_BYTES: usize = 8;
const REPLACE_LABELS: u32 = 1;
const HAS_NULLS: u32 = 2;
const IS_EDGE: u32 = 4;
const BY_NUMBER: u32 = 8;
const NUMBER_BYTES: usize = size_of::<u64>();
/// A text with this bit stands as its code.
const CODE: u64 = 1 << 63;
/// Bits of the length in the reference to a text.
const LENGTH_BITS: u32 = 24;

/// What a row of a schema says of an attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SchemaValue<'a> {
    /// Nothing: an add leaves it out, a merge keeps what is there.
    Missing,
    /// A text by the code that its column has for it.
    Code(u32),
    /// A value, or an explicit null.
    Value(ValueRef<'a>),
}

/// How a row names a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeName<'a> {
    Id(&'a str),
    /// The number of a node that is there.
    Number(u64),
}

/// How a row names the source and the target of its edge: in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndNames<'a> {
    Ids([&'a str; 2]),
    Numbers([u64; 2]),
}

/// What a row of an edge says beside its attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemaRowEnds<'a> {
    pub names: EndNames<'a>,
    pub type_symbol: Option<u16>,
}

/// A row whose lengths are checked; its words are checked against the schema that it names.
#[derive(Clone, Copy, Debug)]
pub struct SchemaRowView<'a> {
    bytes: &'a [u8],
    schema: u32,
    generation: u32,
    version: u64,
    flags: u32,
    valid: &'a [[u8; WORD_BYTES]],
    nulls: &'a [[u8; WORD_BYTES]],
    words: &'a [[u8; WORD_BYTES]],
    labels: &'a [[u8; 2]],
    name: NodeName<'a>,
    ends: Option<SchemaRowEnds<'a>>,
    heap_at: usize,
}

impl<'a> SchemaRowView<'a> {
    /// Checks everything that needs no schema.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `INVALID_UTF8`.
    #[inline(always)]
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Failure> {
        let head = Reader::new(bytes);
        let length = head.u32(16, "length of a row")?;
        if length as usize != bytes.len() || !length.is_multiple_of(8) {
            return Err(Failure::malformed("length of a row", u64::from(length)));
        }
        let id_bytes = head.u32(20, "row")?;
        let labels_or_type = head.u16(24, "row")?;
        let count = usize::from(head.u16(26, "row")?);
        let flags = head.u32(28, "row")?;
        let is_edge = flags & IS_EDGE != 0;
        let by_number = flags & BY_NUMBER != 0;
        let of_subject = if is_edge { IS_EDGE } else { REPLACE_LABELS };
        if flags & !(of_subject | BY_NUMBER | HAS_NULLS) != 0 {
            return Err(Failure::malformed("flags of a row", u64::from(flags)));
        }
        let label_count = if is_edge { 0 } else { usize::from(labels_or_type) };
        let bitmap_words = count.div_ceil(64);
        let null_words = if flags & HAS_NULLS == 0 { 0 } else { bitmap_words };
        let mut at = if is_edge { HEAD_BYTES + ENDS_BYTES } else { HEAD_BYTES };
        let mut words = |count: usize| {
            let slice = head.slice(at as u64, (count * WORD_BYTES) as u64, "number of attributes");
            at += count * WORD_BYTES;
            slice.map(|slice| slice.as_chunks().0)
        };
        let (valid, nulls, words) = (words(bitmap_words)?, words(null_words)?, words(count)?);
        let labels = head.buffer(at as u64, 2 * label_count as u64, "number of labels")?;
        at += (2 * label_count).next_multiple_of(8);
        let mut bytes_of = |length: u32, what: &'static str| {
            let name = head.slice(at as u64, u64::from(length), what);
            at += length as usize;
            name.map(|name| (name, what))
        };
        let own = bytes_of(id_bytes, if is_edge { "id of an edge" } else { "id of a node" })?;
        let (name, ends) = if is_edge {
            let source = bytes_of(head.u32(32, "row")?, "source of an edge")?;
            let target = bytes_of(head.u32(36, "row")?, "target of an edge")?;
            let names = if by_number {
                EndNames::Numbers([number(source.0)?, number(target.0)?])
            } else {
                EndNames::Ids([text(source)?, text(target)?])
            };
            let type_symbol = labels_or_type.checked_sub(1);
            (NodeName::Id(text(own)?), Some(SchemaRowEnds { names, type_symbol }))
        } else if by_number {
            (NodeName::Number(number(own.0)?), None)
        } else {
            (NodeName::Id(text(own)?), None)
        };
        Ok(SchemaRowView {
            bytes,
            schema: head.u32(0, "row")?,
            generation: head.u32(4, "row")?,
            version: head.u64(8, "row")?,
            flags,
            valid,
            nulls,
            words,
            labels: labels.as_chunks().0,
            name,
            ends,
            heap_at: at,
        })
    }

    /// Checks the words against the schema. Linear in the row.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `INVALID_UTF8`.
    pub fn check(&self, fields: &[SchemaField]) -> Result<(), Failure> {
        if fields.len() != self.words.len() {
            return Err(Failure::malformed("number of attributes", self.words.len() as u64));
        }
        let mut heap_end = self.heap_at;
        for (at, (_, tag)) in fields.iter().enumerate() {
            let word = u64::from_le_bytes(self.words[at]);
            let (valid, null) = (bit(self.valid, at), bit(self.nulls, at));
            if valid && null {
                return Err(Failure::malformed("null that has a value", at as u64));
            }
            let wrong = match tag {
                _ if !valid => word != 0,
                Tag::Boolean => word > 1,
                Tag::Text if word & CODE != 0 => word & !CODE > u64::from(u32::MAX),
                Tag::Text => {
                    heap_end = heap_end.max(self.check_text(word)?);
                    false
                }
                _ => false,
            };
            if wrong {
                return Err(Failure::malformed("word of an attribute", word));
            }
        }
        for bits in [self.valid, self.nulls] {
            if let (Some(last), rest @ 1..) = (bits.last(), fields.len() % 64)
                && u64::from_le_bytes(*last) >> rest != 0
            {
                return Err(Failure::malformed("bits behind the last attribute", u64::from_le_bytes(*last)));
            }
        }
        let padding = self.bytes.get(heap_end..).unwrap_or(&[]);
        if align8(heap_end) != Some(self.bytes.len()) {
            return Err(Failure::malformed("bytes behind a row", padding.len() as u64));
        }
        zero(padding, "padding of a row")
    }

    /// Checks what a word refers to; answers where it ends.
    fn check_text(&self, word: u64) -> Result<usize, Failure> {
        let (start, length) = (word >> LENGTH_BITS, word & ((1 << LENGTH_BITS) - 1));
        let text = Reader::new(self.bytes).slice(start, length, "offset of a text")?;
        if start < self.heap_at as u64 {
            return Err(Failure::malformed("offset of a text", start));
        }
        utf8(text, "text of an attribute")?;
        Ok(start as usize + text.len())
    }

    /// What a checked row says of an attribute of this type.
    #[inline(always)]
    pub fn value(&self, at: usize, tag: Tag) -> SchemaValue<'a> {
        let word = self.words.get(at).map_or(0, |word| u64::from_le_bytes(*word));
        if !bit(self.valid, at) {
            let null = bit(self.nulls, at);
            return if null { SchemaValue::Value(ValueRef::Null) } else { SchemaValue::Missing };
        }
        SchemaValue::Value(match tag {
            Tag::Boolean => ValueRef::Boolean(word != 0),
            Tag::Integer => ValueRef::Integer(word.cast_signed()),
            Tag::Instant => ValueRef::Instant(word.cast_signed()),
            Tag::Float => ValueRef::Float(f64::from_bits(word)),
            Tag::Text if word & CODE != 0 => return SchemaValue::Code(word as u32),
            Tag::Text => {
                let start = (word >> LENGTH_BITS) as usize;
                let end = start + (word & ((1 << LENGTH_BITS) - 1)) as usize;
                ValueRef::Text(
                    kneiphof_kernels::utf8(self.bytes.get(start..end).unwrap_or(&[])).unwrap_or(""),
                )
            }
            _ => ValueRef::Null,
        })
    }

    /// The schema's number.
    pub fn schema(&self) -> u32 {
        self.schema
    }

    /// Of the codes of texts; means nothing where there are none.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The version that the node or edge must have, 0 for any.
    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn subject(&self) -> Subject {
        if self.ends.is_some() { Subject::Edge } else { Subject::Node }
    }

    /// The node; of an edge its own id, empty when it is derived.
    #[inline]
    pub fn name(&self) -> NodeName<'a> {
        self.name
    }

    /// The id an edge was given, `None` when it is derived.
    pub fn explicit_id(&self) -> Option<&'a str> {
        match self.name {
            NodeName::Id(id) if !id.is_empty() => Some(id),
            _ => None,
        }
    }

    /// Ends and type of an edge; `None` of a node.
    #[inline]
    pub fn ends(&self) -> Option<SchemaRowEnds<'a>> {
        self.ends
    }

    /// Whether a merge replaces the labels instead of adding to them.
    pub fn replaces_labels(&self) -> bool {
        self.flags & REPLACE_LABELS != 0
    }

    /// Symbols of the labels, as written.
    pub fn labels(&self) -> impl ExactSizeIterator<Item = u16> + Clone + use<'a> {
        self.labels.iter().map(|label| u16::from_le_bytes(*label))
    }

    pub fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

#[inline(always)]
fn text<'a>((bytes, what): (&'a [u8], &'static str)) -> Result<&'a str, Failure> {
    utf8(bytes, what)
}

#[inline(always)]
fn number(bytes: &[u8]) -> Result<u64, Failure> {
    let number = bytes.try_into().map(u64::from_le_bytes);
    number.map_err(|_| Failure::malformed("length of the number of a node", bytes.len() as u64))
}

#[inline(always)]
fn bit(bits: &[[u8; WORD_BYTES]], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| u64::from_le_bytes(*word) >> (at % 64) & 1 == 1)
}

/// What stands before the words of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct SchemaRowHead<'a> {
    pub schema: u32,
    pub generation: u32,
    pub version: u64,
    pub id: &'a str,
    /// Of a node, in place of the id.
    pub node: Option<u64>,
    /// Of a node.
    pub labels: &'a [u16],
    pub replace_labels: bool,
    /// Of an edge; `None` makes the row one of a node.
    pub ends: Option<SchemaRowEnds<'a>>,
}

impl SchemaRowHead<'_> {
    fn is_by_number(&self) -> bool {
        let by_ends = self.ends.is_some_and(|ends| matches!(ends.names, EndNames::Numbers(_)));
        self.node.is_some() || by_ends
    }
}

/// Appends a row with one value for each attribute of its schema, for tests and benchmarks.
pub fn encode_schema_row(head: &SchemaRowHead<'_>, values: &[SchemaValue<'_>], out: &mut Vec<u8>) {
    let start = out.len();
    let has_nulls = values.contains(&SchemaValue::Value(ValueRef::Null));
    let flags = u32::from(head.replace_labels) * REPLACE_LABELS
        + u32::from(has_nulls) * HAS_NULLS
        + u32::from(head.ends.is_some()) * IS_EDGE
        + u32::from(head.is_by_number()) * BY_NUMBER;
    let number = head.node.map(u64::to_le_bytes);
    let id = number.as_ref().map_or(head.id.as_bytes(), <[u8; NUMBER_BYTES]>::as_slice);
    let numbers: [[u8; NUMBER_BYTES]; 2];
    let ends: [&[u8]; 2] = match head.ends.map(|ends| ends.names) {
        None => [&[]; 2],
        Some(EndNames::Ids(ids)) => ids.map(str::as_bytes),
        Some(EndNames::Numbers(ends)) => {
            numbers = ends.map(u64::to_le_bytes);
            [&numbers[0], &numbers[1]]
        }
    };
    let labels_or_type = match head.ends {
        None => head.labels.len() as u16,
        Some(ends) => ends.type_symbol.map_or(0, |symbol| symbol + 1),
    };
    out.extend_from_slice(&head.schema.to_le_bytes());
    out.extend_from_slice(&head.generation.to_le_bytes());
    out.extend_from_slice(&head.version.to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&(id.len() as u32).to_le_bytes());
    out.extend_from_slice(&labels_or_type.to_le_bytes());
    out.extend_from_slice(&(values.len() as u16).to_le_bytes());
    out.extend_from_slice(&flags.to_le_bytes());
    if head.ends.is_some() {
        ends.iter().for_each(|end| out.extend_from_slice(&(end.len() as u32).to_le_bytes()));
    }
    let is_null = |value: &SchemaValue<'_>| *value == SchemaValue::Value(ValueRef::Null);
    put_bits(values, |value| *value != SchemaValue::Missing && !is_null(value), out);
    if has_nulls {
        put_bits(values, is_null, out);
    }
    let heap_at = out.len() - start
        + values.len() * WORD_BYTES
        + (2 * head.labels.len()).next_multiple_of(8)
        + id.len()
        + ends.map(<[u8]>::len).iter().sum::<usize>();
    let mut heap = Vec::new();
    for value in values {
        let word = match value {
            SchemaValue::Missing => 0,
            SchemaValue::Code(code) => CODE | u64::from(*code),
            SchemaValue::Value(ValueRef::Boolean(truth)) => u64::from(*truth),
            SchemaValue::Value(ValueRef::Integer(word) | ValueRef::Instant(word)) => word.cast_unsigned(),
            SchemaValue::Value(ValueRef::Float(float)) => float.to_bits(),
            SchemaValue::Value(ValueRef::Text(text)) => {
                let offset = (heap_at + heap.len()) as u64;
                heap.extend_from_slice(text.as_bytes());
                offset << LENGTH_BITS | text.len() as u64
            }
            SchemaValue::Value(_) => 0,
        };
        out.extend_from_slice(&word.to_le_bytes());
    }
    for label in head.labels {
        out.extend_from_slice(&label.to_le_bytes());
    }
    pad8(out, start);
    for name in [id, ends[0], ends[1]] {
        out.extend_from_slice(name);
    }
    out.extend_from_slice(&heap);
    pad8(out, start);
    let length = ((out.len() - start) as u32).to_le_bytes();
    out[start + 16..start + 20].copy_from_slice(&length);
}

fn put_bits(values: &[SchemaValue<'_>], test: impl Fn(&SchemaValue<'_>) -> bool, out: &mut Vec<u8>) {
    for group in values.chunks(64) {
        let bits =
            group.iter().enumerate().fold(0_u64, |bits, (at, value)| bits | u64::from(test(value)) << at);
        out.extend_from_slice(&bits.to_le_bytes());
    }
}
