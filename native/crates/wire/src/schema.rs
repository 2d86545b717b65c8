//! A schema: the attributes that rows of one kind have, each with its type, told once.

use crate::bytes::{Reader, zero};
use crate::room::collected;
use crate::{Failure, Subject, Tag};

const MAGIC: u32 = 0x3153_4E4B;
const HEAD_BYTES: usize = 8;
const FIELD_BYTES: usize = 8;

/// An attribute of a schema: symbol of the key, and the type that every value has.
pub type SchemaField = (u16, Tag);

/// A checked schema, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct SchemaView<'a> {
    subject: Subject,
    fields: &'a [[u8; FIELD_BYTES]],
}

impl<'a> SchemaView<'a> {
    /// Checks the whole schema: length, types, and that no key stands twice.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Failure> {
        let head = Reader::new(bytes);
        let magic = head.u32(0, "magic of a schema")?;
        if magic != MAGIC {
            return Err(Failure::malformed("magic of a schema", u64::from(magic)));
        }
        let count = u64::from(head.u16(4, "number of attributes of a schema")?);
        let subject = head.u8(6, "subject of a schema")?;
        let subject = Subject::from_code(subject)
            .ok_or_else(|| Failure::malformed("subject of a schema", u64::from(subject)))?;
        zero(&[head.u8(7, "padding of a schema")?], "padding of a schema")?;
        let fields = head.slice(HEAD_BYTES as u64, count * FIELD_BYTES as u64, "length of a schema")?;
        if HEAD_BYTES + fields.len() != bytes.len() {
            return Err(Failure::malformed("length of a schema", bytes.len() as u64));
        }
        let schema = SchemaView { subject, fields: fields.as_chunks().0 };
        for [_, _, tag, zeros @ ..] in schema.fields {
            if !Tag::from_code(*tag).is_some_and(is_word) {
                return Err(Failure::malformed("type of an attribute of a schema", u64::from(*tag)));
            }
            zero(zeros, "padding of a schema")?;
        }
        schema.check_keys()?;
        Ok(schema)
    }

    fn check_keys(&self) -> Result<(), Failure> {
        let mut keys = collected(self.fields().map(|(key, _)| key))?;
        keys.sort_unstable();
        match keys.windows(2).find(|pair| pair[0] == pair[1]) {
            None => Ok(()),
            Some(pair) => Err(Failure::malformed("symbol of a key that stands twice", u64::from(pair[0]))),
        }
    }

    /// What rows of the schema are.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The attributes, in the order in which rows have their words.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = SchemaField> + use<'a> {
        self.fields.iter().map(|[low, high, tag, ..]| {
            (u16::from_le_bytes([*low, *high]), Tag::from_code(*tag).unwrap_or(Tag::Null))
        })
    }
}

/// Types whose values a row of a schema holds in a word.
fn is_word(tag: Tag) -> bool {
    matches!(tag, Tag::Boolean | Tag::Integer | Tag::Float | Tag::Instant | Tag::Text)
}

/// Appends the encoding of a schema.
pub fn encode_schema(subject: Subject, fields: &[SchemaField], out: &mut Vec<u8>) {
    out.extend_from_slice(&MAGIC.to_le_bytes());
    out.extend_from_slice(&(fields.len() as u16).to_le_bytes());
    out.extend_from_slice(&[subject as u8, 0]);
    for (key, tag) in fields {
        out.extend_from_slice(&key.to_le_bytes());
        out.extend_from_slice(&[*tag as u8, 0, 0, 0, 0, 0]);
    }
}
