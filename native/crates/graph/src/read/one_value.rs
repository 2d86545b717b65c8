//! One attribute of one node or edge: what `node.value` is to a program, without the rest of the row.

use crate::Number;
use crate::graph::{Graph, out_of_memory};
use crate::store::columns::Column;
use kneiphof_wire::{Failure, Status, ValueRef};

/// A value that takes more bytes than this is not read by a call that must be short.
pub const SHORT_VALUE_BYTES: usize = 4_096;

/// What was found, as it lies in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneValue<'g> {
    /// Of the node or edge; 0 when there is none.
    pub number: Number,
    /// When this was so.
    pub revision: u64,
    /// `None` where it has no such attribute, `Null` where it has an explicit null.
    pub value: Option<ValueRef<'g>>,
}

impl Graph {
    /// The value of a node under a key; `None` stands for a key that nothing has. O(1).
    #[inline]
    pub fn node_value(&self, id: &str, key: Option<u16>) -> OneValue<'_> {
        let column = key.and_then(|key| self.nodes.columns.get(key));
        let Some(row) = self.row_of_value(id, column) else { return self.no_value() };
        let value = column.and_then(|column| column.value(row));
        OneValue { number: self.number(row), revision: self.revision, value }
    }

    /// As [`Graph::node_value`], within a bounded number of steps: looks at the length of the value before it reads it.
    ///
    /// # Errors
    /// `BUFFER_TOO_SMALL` with the length of a value of more than [`SHORT_VALUE_BYTES`].
    #[inline]
    pub fn short_node_value(&self, id: &str, key: Option<u16>) -> Result<OneValue<'_>, Failure> {
        let column = key.and_then(|key| self.nodes.columns.get(key));
        let Some(row) = self.row_of_value(id, column) else { return Ok(self.no_value()) };
        match column.map_or(Ok(None), |column| column.short_value(row, SHORT_VALUE_BYTES)) {
            Ok(value) => Ok(OneValue { number: self.number(row), revision: self.revision, value }),
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

    #[inline]
    fn no_value(&self) -> OneValue<'static> {
        OneValue { number: 0, revision: self.revision, value: None }
    }

    /// The value of an edge under a key, by its explicit or derived id. As [`Graph::look_up_edge`].
    pub fn edge_value(&self, id: &str, key: Option<u16>) -> Result<OneValue<'_>, Failure> {
        let row = self.look_up_edge(id).map_err(out_of_memory)?;
        let Some(row) = row else { return Ok(self.no_value()) };
        let value = key.and_then(|key| self.edges.columns.get(key)).and_then(|column| column.value(row));
        Ok(OneValue { number: self.number(row), revision: self.revision, value })
    }
}
