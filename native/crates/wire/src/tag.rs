//! The small closed vocabularies: value tags, subjects, operations.

/// The type of a value, as its number stands in slots and packed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Tag {
    Null = 0,
    Boolean = 1,
    Integer = 2,
    Float = 3,
    Text = 4,
    Bytes = 5,
    Instant = 6,
    List = 7,
    Map = 8,
    Opaque = 9,
    /// Only in a merge, where it removes the attribute.
    Absent = 255,
}

impl Tag {
    /// The tag of a number, if there is one.
    #[inline]
    pub fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Tag::Null,
            1 => Tag::Boolean,
            2 => Tag::Integer,
            3 => Tag::Float,
            4 => Tag::Text,
            5 => Tag::Bytes,
            6 => Tag::Instant,
            7 => Tag::List,
            8 => Tag::Map,
            9 => Tag::Opaque,
            255 => Tag::Absent,
            _ => return None,
        })
    }

    /// The lower-case name a user reads.
    pub fn name(self) -> &'static str {
        match self {
            Tag::Null => "null",
            Tag::Boolean => "boolean",
            Tag::Integer => "integer",
            Tag::Float => "float",
            Tag::Text => "text",
            Tag::Bytes => "bytes",
            Tag::Instant => "instant",
            Tag::List => "list",
            Tag::Map => "map",
            Tag::Opaque => "opaque",
            Tag::Absent => "absent",
        }
    }
}

/// What a row describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Subject {
    Node = 0,
    Edge = 1,
}

impl Subject {
    pub(crate) fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Subject::Node),
            1 => Some(Subject::Edge),
            _ => None,
        }
    }
}

/// What happens to the rows of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Operation {
    Add = 0,
    /// Creates or replaces.
    Upsert = 1,
    /// Creates or adds to.
    Merge = 2,
    Remove = 3,
}

impl Operation {
    pub fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Operation::Add,
            1 => Operation::Upsert,
            2 => Operation::Merge,
            3 => Operation::Remove,
            _ => return None,
        })
    }
}
