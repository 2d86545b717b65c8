//! What it takes to put a graph back: one entry a change, applied in reverse.

use kneiphof_wire::{Packed, Subject, Tag, ValueRef};

#[derive(Debug)]
pub(crate) enum Undo {
    /// So many rows were appended, one after the other.
    Added {
        subject: Subject,
        rows: u32,
    },
    Removed {
        subject: Subject,
        row: u32,
    },
    /// A cell of a row that was there before had this value.
    Cell {
        subject: Subject,
        key: u16,
        row: u32,
        old: OldValue,
    },
    /// A node had this label set.
    Labels {
        row: u32,
        code: u32,
    },
    /// A column was made; the key was new to the graph, or only to this subject.
    Column {
        subject: Subject,
        key: u16,
        new_key: bool,
    },
}

/// A value taken out of a column.
#[derive(Debug)]
pub(crate) enum OldValue {
    Absent,
    Null,
    Word(Tag, u64),
    Bytes(Tag, Box<[u8]>),
}

impl OldValue {
    pub fn keep(value: Option<ValueRef<'_>>) -> OldValue {
        let Some(value) = value else { return OldValue::Absent };
        let tag = value.tag();
        match value {
            ValueRef::Absent => OldValue::Absent,
            ValueRef::Null => OldValue::Null,
            ValueRef::Boolean(bit) => OldValue::Word(tag, u64::from(bit)),
            ValueRef::Integer(word) | ValueRef::Instant(word) => OldValue::Word(tag, word.cast_unsigned()),
            ValueRef::Float(word) => OldValue::Word(tag, word.to_bits()),
            ValueRef::Opaque(word) => OldValue::Word(tag, word),
            ValueRef::Text(text) => OldValue::Bytes(tag, text.as_bytes().into()),
            ValueRef::Bytes(bytes) => OldValue::Bytes(tag, bytes.into()),
            ValueRef::List(packed) | ValueRef::Map(packed) => OldValue::Bytes(tag, packed.as_bytes().into()),
        }
    }

    pub fn value(&self) -> Option<ValueRef<'_>> {
        Some(match self {
            OldValue::Absent => return None,
            OldValue::Null => ValueRef::Null,
            OldValue::Word(Tag::Boolean, word) => ValueRef::Boolean(*word == 1),
            OldValue::Word(Tag::Integer, word) => ValueRef::Integer(word.cast_signed()),
            OldValue::Word(Tag::Instant, word) => ValueRef::Instant(word.cast_signed()),
            OldValue::Word(Tag::Float, word) => ValueRef::Float(f64::from_bits(*word)),
            OldValue::Word(_, word) => ValueRef::Opaque(*word),
            OldValue::Bytes(Tag::Text, bytes) => {
                ValueRef::Text(std::str::from_utf8(bytes).unwrap_or_default())
            }
            OldValue::Bytes(Tag::List, bytes) => ValueRef::List(Packed::trusted(bytes)),
            OldValue::Bytes(Tag::Map, bytes) => ValueRef::Map(Packed::trusted(bytes)),
            OldValue::Bytes(_, bytes) => ValueRef::Bytes(bytes),
        })
    }
}

/// The changes since the last commit.
#[derive(Debug, Default)]
pub(crate) struct UndoLog {
    entries: Vec<Undo>,
    /// Opaque handles that were replaced or removed; they are released when the change is committed.
    pub released: Vec<u64>,
    /// Nodes that lost edges; their lists are swept when the change is committed.
    pub touched: Vec<u32>,
    has_removals: bool,
}

/// A place in the log to go back to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    entries: usize,
    /// Rows appended so far by the last entry, which may have grown since.
    last_rows: u32,
    released: usize,
    touched: usize,
    pub symbols: usize,
}

impl UndoLog {
    pub fn push(&mut self, entry: Undo) {
        // Rows appended one after the other are one entry: a load of a million rows costs no memory here.
        if let (Some(Undo::Added { subject, rows }), Undo::Added { subject: next, rows: more }) =
            (self.entries.last_mut(), &entry)
            && subject == next
        {
            *rows += more;
            return;
        }
        self.has_removals |= matches!(entry, Undo::Removed { .. });
        self.entries.push(entry);
    }

    /// Whether any row was removed since the last commit.
    pub fn has_removals(&self) -> bool {
        self.has_removals
    }

    pub fn mark(&self, symbols: usize) -> Mark {
        let last_rows = if let Some(Undo::Added { rows, .. }) = self.entries.last() { *rows } else { 0 };
        let (released, touched) = (self.released.len(), self.touched.len());
        Mark { entries: self.entries.len(), last_rows, released, touched, symbols }
    }

    pub fn is_at(&self, mark: Mark) -> bool {
        let now = self.mark(mark.symbols);
        (now.entries, now.last_rows) == (mark.entries, mark.last_rows)
    }

    /// Takes the last change made since the mark, one row at a time.
    pub fn pop(&mut self, mark: Mark) -> Option<Undo> {
        if self.is_at(mark) {
            self.released.truncate(mark.released);
            self.touched.truncate(mark.touched);
            return None;
        }
        match self.entries.last_mut() {
            Some(Undo::Added { subject, rows }) if *rows > 1 => {
                *rows -= 1;
                Some(Undo::Added { subject: *subject, rows: 1 })
            }
            _ => self.entries.pop(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Forgets how to undo: the changes stand.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.entries.shrink_to(1_024);
        self.touched.clear();
        self.has_removals = false;
    }

    pub fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Undo>()
    }
}
