//! Selected attributes of many nodes in one call.

use crate::Control;
use crate::graph::out_of_memory;
use crate::read::asked::Stages;
use crate::read::moment::{Moment, NONE};
use crate::store::columns::Column;
use crate::store::ids::STAGE;
use crate::store::room::collected;
use kneiphof_wire::{Failure, GROUP_ROWS, ValuesWriter};

impl Moment<'_> {
    /// Values of the nodes asked for, a column for each key; `None` stands for a key that no node has. `room` is memory to write
    /// the answer into. O(nodes · keys), staged: the cells of a stage are asked for before the first is read.
    pub fn node_values(
        self,
        nodes: &(impl Stages + ?Sized),
        keys: &[Option<u16>],
        control: Option<&Control>,
        room: Vec<u8>,
    ) -> Result<Vec<u8>, Failure> {
        let cells = nodes.count().checked_mul(keys.len().max(1)).filter(|cells| *cells <= CELLS_MAX);
        if cells.is_none() {
            let wanted = (nodes.count() as u64).saturating_mul(keys.len() as u64);
            return Err(Failure::limit_exceeded("number of values in one answer", wanted, CELLS_MAX as u64));
        }
        let column = |key: &Option<u16>| key.and_then(|key| self.nodes.columns.get(key));
        let columns = collected(keys.iter().map(column)).map_err(out_of_memory)?;
        let mut values = ValuesWriter::new(nodes.count(), keys.len(), room)?;
        // The values of one stage are read when those of the next are under way.
        let mut before = Stage { first: 0, rows: [NONE; STAGE], count: 0 };
        nodes.each_watched(self, control, |first, rows| {
            for column in columns.iter().flatten() {
                rows.iter().for_each(|row| column.prefetch(*row));
            }
            values.numbers(first, rows.iter().map(|row| self.number_or_zero(*row)));
            before.put(&columns, &mut values)?;
            before.begin(first, rows);
            // Looking the keys up is no step of its own: a row has few.
            Ok(0)
        })?;
        before.put(&columns, &mut values)?;
        values.finish(self.revision)
    }
}

/// Rows whose values are on their way.
struct Stage {
    first: usize,
    rows: [u32; STAGE],
    count: usize,
}

impl Stage {
    fn begin(&mut self, first: usize, rows: &[u32]) {
        (self.first, self.count) = (first, rows.len());
        self.rows[..rows.len()].copy_from_slice(rows);
    }

    #[inline]
    fn put<'v>(&self, columns: &[Option<&'v Column>], values: &mut ValuesWriter<'v>) -> Result<(), Failure> {
        let rows = &self.rows[..self.count];
        if rows.is_empty() {
            return Ok(());
        }
        for (index, column) in columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let mut left = values.put_numbers(index, self.first / GROUP_ROWS, |at| column.number(rows[at]));
            while left != 0 {
                let at = left.trailing_zeros() as usize;
                left &= left - 1;
                if let Some(value) = column.value(rows[at]) {
                    values.put(index, self.first + at, value)?;
                }
            }
        }
        Ok(())
    }
}

/// Words of 8 bytes: an answer of 2 GiB.
const CELLS_MAX: usize = 1 << 28;

const _: () = assert!(STAGE == GROUP_ROWS, "a stage is a group of the answer");
