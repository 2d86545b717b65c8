//! Writes packed values.

use crate::{Tag, Value, ValueRef};

/// What is left to write: values, and lengths to fill in when the content of a list or map stands.
enum Step<'a> {
    Value(&'a Value),
    Key(&'a str),
    Close { length_at: usize },
}

/// Appends the packed form of a value, with a stack of its own.
///
/// # Panics
/// When a text, a list or a map is longer than `u32` counts.
pub fn encode(value: &Value, out: &mut Vec<u8>) {
    let mut steps = vec![Step::Value(value)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Key(key) => sized(key.as_bytes(), out),
            Step::Close { length_at } => {
                let length = count(out.len() - length_at - 4).to_le_bytes();
                out[length_at..length_at + 4].copy_from_slice(&length);
            }
            Step::Value(Value::List(items)) => {
                steps.push(open(Tag::List, items.len(), out));
                steps.extend(items.iter().rev().map(Step::Value));
            }
            Step::Value(Value::Map(entries)) => {
                steps.push(open(Tag::Map, entries.len(), out));
                for (key, value) in entries.iter().rev() {
                    steps.push(Step::Value(value));
                    steps.push(Step::Key(key));
                }
            }
            Step::Value(scalar) => encode_ref(scalar.as_scalar(), out),
        }
    }
}

fn open<'a>(tag: Tag, items: usize, out: &mut Vec<u8>) -> Step<'a> {
    out.push(tag as u8);
    out.extend_from_slice(&count(items).to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    Step::Close { length_at: out.len() - 4 }
}

fn sized(bytes: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&count(bytes.len()).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("lengths in an encoding fit 32 bits")
}

/// Appends the packed form of a borrowed value; a list or map is copied as it is, `Absent` has no packed form and
/// becomes null.
pub fn encode_ref(value: ValueRef<'_>, out: &mut Vec<u8>) {
    match value {
        ValueRef::List(packed) | ValueRef::Map(packed) => return out.extend_from_slice(packed.as_bytes()),
        ValueRef::Absent => return out.push(Tag::Null as u8),
        _ => out.push(value.tag() as u8),
    }
    match value {
        ValueRef::Boolean(boolean) => out.push(u8::from(boolean)),
        ValueRef::Integer(word) | ValueRef::Instant(word) => out.extend_from_slice(&word.to_le_bytes()),
        ValueRef::Float(float) => out.extend_from_slice(&float.to_bits().to_le_bytes()),
        ValueRef::Opaque(handle) => out.extend_from_slice(&handle.to_le_bytes()),
        ValueRef::Text(text) => sized(text.as_bytes(), out),
        ValueRef::Bytes(bytes) => sized(bytes, out),
        ValueRef::Null | ValueRef::List(_) | ValueRef::Map(_) | ValueRef::Absent => {}
    }
}

impl Value {
    /// The borrowed form of anything but a list or map, which have to be packed first.
    fn as_scalar(&self) -> ValueRef<'_> {
        match self {
            Value::Null | Value::List(_) | Value::Map(_) => ValueRef::Null,
            Value::Boolean(boolean) => ValueRef::Boolean(*boolean),
            Value::Integer(integer) => ValueRef::Integer(*integer),
            Value::Float(float) => ValueRef::Float(*float),
            Value::Text(text) => ValueRef::Text(text),
            Value::Bytes(bytes) => ValueRef::Bytes(bytes),
            Value::Instant(micros) => ValueRef::Instant(*micros),
            Value::Opaque(handle) => ValueRef::Opaque(*handle),
        }
    }

    /// The packed form.
    pub fn to_packed(&self) -> Vec<u8> {
        let mut out = Vec::new();
        encode(self, &mut out);
        out
    }
}
