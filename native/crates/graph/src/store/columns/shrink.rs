//! Giving back what a column does not use: texts that no row has any more, bytes of values that were replaced, room behind the
//! last value.

use super::Columns;
use super::chunk::{Chunk, Zone};
use super::column::Column;
use super::text::TextHasher;
use super::values::{Codes, Values};
use crate::store::room::{filled, trim};
use kneiphof_kernels::{CopyOnWrite, OutOfMemory};
use std::mem::{replace, take};

/// What shrinking a column has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shrunk {
    /// Memory that only snapshots may still hold.
    pub left_bytes: usize,
    /// Whether codes of texts may have another meaning now.
    pub recoded: bool,
}

impl Columns {
    /// Gives the column of a key, which has no values yet, those of some rows of another column of that key.
    pub fn copy(
        &mut self,
        from: &Column,
        rows: impl Iterator<Item = u32>,
        hasher: &TextHasher,
    ) -> Result<(), OutOfMemory> {
        self.change(from.key(), |column| {
            *column = from.copied(rows, hasher)?;
            Ok(())
        })
    }

    /// Shrinks the column at a place; so many rows are in use, and all of them live. On failure all values are still there.
    /// O(rows).
    pub fn shrink(&mut self, index: usize, rows: u32, hasher: &TextHasher) -> Result<Shrunk, OutOfMemory> {
        let column = &mut self.columns[index];
        let before = column.bytes();
        let outcome = column.shrink(rows, hasher);
        self.bytes = self.bytes + column.bytes() - before;
        outcome
    }

    /// Shrinks the lists of columns.
    pub fn shrink_lists(&mut self) -> Result<(), OutOfMemory> {
        trim(&mut self.columns)?;
        self.by_key.shrink()?;
        self.order.shrink()
    }
}

impl Column {
    fn shrink(&mut self, rows: u32, hasher: &TextHasher) -> Result<Shrunk, OutOfMemory> {
        let mut shrunk = Shrunk::default();
        if self.has_waste()? {
            let fresh = self.copied(0..rows, hasher)?;
            shrunk.left_bytes = replace(self, fresh).bytes();
            shrunk.recoded = true;
        }
        for rows in self.full.get_mut().unwrap_or_default() {
            let Some(chunk) = rows.as_mut().and_then(CopyOnWrite::get_mut) else { continue };
            let before = chunk.bytes();
            let outcome = chunk.shrink();
            self.bytes -= before - chunk.bytes();
            outcome?;
            if chunk.is_untouched() {
                self.bytes -= take(rows).map_or(0, |rows| rows.bytes());
            }
        }
        let before = self.tail.bytes();
        let outcome = self.tail.shrink();
        self.bytes -= before - self.tail.bytes();
        outcome?;
        self.full.shrink()?;
        self.dictionary.shrink(hasher)?;
        Ok(shrunk)
    }

    /// A column of the values of these rows, in their order, and of nothing else.
    fn copied(&self, rows: impl Iterator<Item = u32>, hasher: &TextHasher) -> Result<Column, OutOfMemory> {
        let mut copy = Column::new(self.key(), self.rank());
        for (row, old_row) in (0u32..).zip(rows) {
            if let Some(value) = self.value(old_row) {
                copy.set(row, value, hasher)?;
            }
        }
        Ok(copy)
    }

    /// Whether it keeps texts that no row has, or bytes of values that were replaced.
    fn has_waste(&self) -> Result<bool, OutOfMemory> {
        let chunks = || self.full.iter().flatten().map(|rows| &**rows).chain([&self.tail]);
        if chunks().any(|chunk| chunk.values.has_dead()) {
            return Ok(true);
        }
        let mut unused = self.code_count();
        let mut is_used = filled(false, unused as usize)?;
        for chunk in chunks() {
            if let Values::Coded(codes) = &chunk.values {
                chunk.each_code(codes, |code| {
                    unused -= u32::from(!replace(&mut is_used[code as usize], true));
                });
            }
        }
        Ok(unused > 0)
    }
}

impl Chunk {
    fn each_code(&self, codes: &Codes, visit: impl FnMut(u32)) {
        super::chunk::ones(&self.valid).map(|at| codes.get(at)).for_each(visit);
    }

    fn shrink(&mut self) -> Result<(), OutOfMemory> {
        if self.is_empty() {
            take(&mut self.values).leave();
            self.zone = None::<Zone>;
        }
        self.shrink_nulls()?;
        self.values.shrink()
    }
}
