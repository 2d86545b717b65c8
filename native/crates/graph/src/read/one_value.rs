//! One attribute of one node or edge: what `node.value` is to a program, without the rest of the row.

use crate::Number;
use crate::graph::{Graph, out_of_memory};
use crate::store::columns::Column;
use kneiphof_wire::{Failure, Status, Tag, ValueRef};

/// A value that takes more bytes than this is not read by a call that must be short.
pub const SHORT_VALUE_BYTES: usize = 4_096;

/// What was found, as it lies in the graph; in pieces that stay in registers, where a [`ValueRef`] would pass through memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneValue<'g> {
    /// Of the node or edge; 0 when there is none.
    pub number: Number,
    /// When this was so.
    pub revision: u64,
    /// `Absent` where it has no such attribute, `Null` where it has an explicit null.
    pub tag: Tag,
    /// A number, a boolean or a handle as a slot holds it, 0 for other types.
    pub word: u64,
    /// Of a text, of bytes, of a packed list or map; empty for other types.
    pub bytes: &'g [u8],
}

/// Tag, word and bytes.
type Parts<'g> = (Tag, u64, &'g [u8]);

const NO_VALUE: Parts<'static> = (Tag::Absent, 0, &[]);

fn parts(value: Option<ValueRef<'_>>) -> Parts<'_> {
    let Some(value) = value else { return NO_VALUE };
    let (word, bytes) = match value {
        ValueRef::Null | ValueRef::Absent => (0, &[][..]),
        ValueRef::Boolean(bit) => (u64::from(bit), &[][..]),
        ValueRef::Integer(word) | ValueRef::Instant(word) => (word.cast_unsigned(), &[][..]),
        ValueRef::Float(float) => (float.to_bits(), &[][..]),
        ValueRef::Opaque(handle) => (handle, &[][..]),
        ValueRef::Text(text) => (0, text.as_bytes()),
        ValueRef::Bytes(bytes) => (0, bytes),
        ValueRef::List(packed) | ValueRef::Map(packed) => (0, packed.as_bytes()),
    };
    (value.tag(), word, bytes)
}

impl Graph {
    /// The value of a node under a key; `None` stands for a key that nothing has. O(1).
    pub fn node_value(&self, id: &str, key: Option<u16>) -> OneValue<'_> {
        let column = key.and_then(|key| self.nodes.columns.get(key));
        let Some(row) = self.row_of_value(id, column) else { return self.told(None, NO_VALUE) };
        self.told(Some(row), parts(column.and_then(|column| column.value(row))))
    }

    /// As [`Graph::node_value`], within a bounded number of steps: looks at the length of the value before it reads it.
    ///
    /// # Errors
    /// `BUFFER_TOO_SMALL` with the length of a value of more than [`SHORT_VALUE_BYTES`].
    #[inline(always)]
    pub fn short_node_value(&self, id: &str, key: Option<u16>) -> Result<OneValue<'_>, Failure> {
        let column = key.and_then(|key| self.nodes.columns.get(key));
        let row = self.row_of_value(id, column);
        let (Some(row), Some(column)) = (row, column) else { return Ok(self.told(row, NO_VALUE)) };
        if let Some((tag, word)) = column.number(row) {
            return Ok(self.told(Some(row), (tag, word, &[])));
        }
        match column.short_value(row, SHORT_VALUE_BYTES) {
            Ok(value) => Ok(self.told(Some(row), parts(value))),
            Err(length) => {
                let too_small = Failure::new(Status::BufferTooSmall);
                Err(too_small.number(length as u64).limit(SHORT_VALUE_BYTES as u64))
            }
        }
    }

    /// The row of a node whose value in the column will be read: its cold lines are asked for together with those of the id.
    #[inline(always)]
    fn row_of_value(&self, id: &str, column: Option<&Column>) -> Option<u32> {
        self.nodes.ids.find_and_ask(id, |row| {
            if let Some(column) = column {
                column.prefetch(row);
            }
        })
    }

    /// The value of an edge under a key, by its explicit or derived id. As [`Graph::look_up_edge`].
    pub fn edge_value(&self, id: &str, key: Option<u16>) -> Result<OneValue<'_>, Failure> {
        let row = self.look_up_edge(id).map_err(out_of_memory)?;
        let value = row.and_then(|row| self.edges.columns.get(key?)?.value(row));
        Ok(self.told(row, parts(value)))
    }

    #[inline(always)]
    fn told<'g>(&self, row: Option<u32>, (tag, word, bytes): Parts<'g>) -> OneValue<'g> {
        let number = row.map_or(0, |row| self.number(row));
        OneValue { number, revision: self.revision, tag, word, bytes }
    }
}
