//! Attributes as typed columns, one per key; no row owns a map.

mod append;
mod chunk;
mod column;
mod exchange;
mod heap;
mod shrink;
mod text;
mod values;

pub(crate) use append::Learnt;
pub(crate) use chunk::CHUNK_HEAD_BYTES;
pub use chunk::Zone;
pub(crate) use chunk::{Cell, OldStore};
pub(crate) use column::DISTINCT_CHECK;
pub use column::{ChunkValues, Column, TextCodes};
pub(crate) use exchange::Exchanged;
pub(crate) use text::DISTINCT_MAX;
pub(crate) use text::{TextHasher, text_hasher};

use crate::store::chunked::put;
use crate::store::room::counted_room;
use kneiphof_kernels::{OutOfMemory, SharedVec, note_memory_event};
use kneiphof_wire::ValueRef;

/// The columns of all nodes or of all edges.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    columns: Vec<Column>,
    /// Index into `columns`, plus 1, by the symbol of the key.
    by_key: SharedVec<u16>,
    /// Indexes into `columns` in the order in which the graph first saw their keys.
    order: SharedVec<u16>,
    bytes: usize,
}

impl Columns {
    /// The place of a key's column, in the order in which the columns were made.
    #[inline]
    pub fn index(&self, key: u16) -> Option<usize> {
        self.by_key.get(usize::from(key)).and_then(|index| index.checked_sub(1)).map(usize::from)
    }

    #[inline]
    pub fn get(&self, key: u16) -> Option<&Column> {
        self.index(key).map(|index| &self.columns[index])
    }

    /// The column at a place below [`Columns::len`].
    #[inline]
    pub fn at(&self, index: usize) -> &Column {
        &self.columns[index]
    }

    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// All columns, in the order in which the graph first saw their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Column> + '_ {
        self.order.iter().map(|index| &self.columns[usize::from(*index)])
    }

    /// Makes the column of a key that has none yet. On failure nothing has changed.
    pub fn create(&mut self, key: u16, rank: u32) -> Result<(), OutOfMemory> {
        let index = self.columns.len() as u16;
        counted_room(&mut self.columns, 1)?;
        // Sole, so that undoing needs no memory.
        self.order.make_mut()?;
        self.order.reserve(1, usize::MAX)?;
        self.by_key.make_mut()?;
        put(&mut self.by_key, usize::from(key), index + 1, usize::MAX)?;
        let at = self.order.partition_point(|other| self.columns[usize::from(*other)].rank() < rank);
        self.order.push(index)?;
        self.order.make_mut()?[at..].rotate_right(1);
        self.columns.push(Column::new(key, rank));
        note_memory_event();
        self.bytes += self.columns[usize::from(index)].bytes();
        Ok(())
    }

    /// Takes back the column that was made last. Needs no memory: making it has made the lists sole.
    pub fn uncreate(&mut self) {
        let Some(column) = self.columns.pop() else { return };
        self.bytes -= column.bytes();
        if let Some(by_key) = self.by_key.get_mut() {
            by_key[usize::from(column.key())] = 0;
        }
        let index = self.columns.len();
        if let (Some(at), Some(order)) =
            (self.order.iter().position(|other| usize::from(*other) == index), self.order.get_mut())
        {
            order[at..].rotate_left(1);
        }
        self.order.truncate(index);
    }

    /// Changes the column of a key, when there is one, and counts what that takes.
    fn change<T: Default>(
        &mut self,
        key: u16,
        change: impl FnOnce(&mut Column) -> Result<T, OutOfMemory>,
    ) -> Result<T, OutOfMemory> {
        let Some(index) = self.index(key) else { return Ok(T::default()) };
        let column = &mut self.columns[index];
        let before = column.bytes();
        let outcome = change(column);
        self.bytes = self.bytes + column.bytes() - before;
        outcome
    }

    /// Gives a cell a value; the key must have a column. Answers the store of the chunk when the write replaced it. On failure
    /// nothing has changed.
    pub fn set(
        &mut self,
        key: u16,
        row: u32,
        value: ValueRef<'_>,
        hasher: &TextHasher,
    ) -> Result<Option<OldStore>, OutOfMemory> {
        self.change(key, |column| column.set(row, value, hasher))
    }

    /// Takes a value away. On failure nothing has changed.
    pub fn clear(&mut self, key: u16, row: u32) -> Result<(), OutOfMemory> {
        self.change(key, |column| column.clear(row))
    }

    /// Writes the heap of the cell's chunk anew where that pays; answers the store from before.
    pub fn tidy(&mut self, key: u16, row: u32) -> Result<Option<OldStore>, OutOfMemory> {
        self.change(key, |column| column.tidy(row))
    }

    /// Undoes the last write to a cell. Needs no memory.
    pub fn restore(&mut self, key: u16, row: u32, cell: Cell, store: Option<OldStore>) {
        let restored = self.change(key, |column| column.restore(row, cell, store));
        debug_assert!(restored.is_ok(), "a cell written since the last snapshot is nobody else's");
    }

    /// Undoes tidying. Needs no memory.
    pub fn untidy(&mut self, key: u16, row: u32, store: OldStore) {
        let restored = self.change(key, |column| column.untidy(row, store));
        debug_assert!(restored.is_ok(), "a chunk written since the last snapshot is nobody else's");
    }

    /// Takes all values from a row that was appended since the last snapshot. Needs no memory.
    pub fn clear_row(&mut self, row: u32) {
        for index in 0..self.columns.len() {
            let column = &mut self.columns[index];
            if column.has(row) {
                let cleared = column.clear(row);
                debug_assert!(cleared.is_ok(), "a row written since the last snapshot is nobody else's");
            }
        }
    }

    /// The values of a row, in the order in which the graph first saw their keys.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u16, ValueRef<'_>)> + '_ {
        self.iter().filter_map(move |column| column.value(row).map(|value| (column.key(), value)))
    }

    pub fn has_opaque(&self) -> bool {
        self.columns.iter().any(Column::has_opaque)
    }

    /// The opaque handle in a cell.
    pub fn opaque(&self, key: u16, row: u32) -> Option<u64> {
        self.get(key).filter(|column| column.has_opaque()).and_then(|column| column.cell(row).opaque())
    }

    /// The opaque handles in a row.
    pub fn opaque_handles(&self, row: u32) -> impl Iterator<Item = u64> + '_ {
        self.columns.iter().filter(|column| column.has_opaque()).filter_map(move |column| {
            match column.value(row) {
                Some(ValueRef::Opaque(handle)) => Some(handle),
                _ => None,
            }
        })
    }

    /// Counted memory.
    pub fn bytes(&self) -> usize {
        let spare = self.columns.capacity() - self.columns.len();
        self.bytes + spare * size_of::<Column>() + self.by_key.bytes() + self.order.bytes()
    }

    /// Of that, what no single column has.
    pub fn list_bytes(&self) -> usize {
        self.bytes() - self.columns.iter().map(Column::bytes).sum::<usize>()
    }

    /// What readers need: O(columns), the values are shared.
    pub fn snapshot(&self) -> Result<Self, OutOfMemory> {
        let mut columns = Vec::new();
        let bytes = self.columns.len() * size_of::<Column>();
        columns.try_reserve_exact(self.columns.len()).map_err(|_| OutOfMemory::System { bytes })?;
        columns.extend(self.columns.iter().map(Column::snapshot));
        Ok(Columns { columns, by_key: self.by_key.clone(), order: self.order.clone(), bytes: self.bytes })
    }
}

#[cfg(test)]
mod tests;
