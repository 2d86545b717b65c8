//! Attributes as typed columns, one per key; no row owns a map.

mod append;
mod chunk;
mod column;
mod heap;
mod text;
mod values;

pub(crate) use append::Learnt;
pub use chunk::Zone;
pub use column::{ChunkValues, Column, TextCodes};
pub(crate) use text::{TextHasher, text_hasher};

use kneiphof_wire::ValueRef;

/// The columns of all nodes or of all edges.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    columns: Vec<Column>,
    /// Index into `columns`, plus 1, by the symbol of the key.
    by_key: Vec<u16>,
    /// Indexes into `columns` in the order in which the graph first saw their keys.
    order: Vec<u16>,
    bytes: usize,
}

impl Columns {
    #[inline]
    fn index(&self, key: u16) -> Option<usize> {
        self.by_key.get(usize::from(key)).and_then(|index| index.checked_sub(1)).map(usize::from)
    }

    #[inline]
    pub fn get(&self, key: u16) -> Option<&Column> {
        self.index(key).map(|index| &self.columns[index])
    }

    /// All columns, in the order in which the graph first saw their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Column> + '_ {
        self.order.iter().map(|index| &self.columns[usize::from(*index)])
    }

    /// Makes the column of a key that has none yet.
    pub fn create(&mut self, key: u16, rank: u32) {
        let index = self.columns.len() as u16;
        if self.by_key.len() <= usize::from(key) {
            self.by_key.resize(usize::from(key) + 1, 0);
        }
        self.by_key[usize::from(key)] = index + 1;
        let at = self.order.partition_point(|other| self.columns[usize::from(*other)].rank() < rank);
        self.order.insert(at, index);
        self.columns.push(Column::new(key, rank));
        self.bytes += self.columns[usize::from(index)].bytes();
    }

    /// Takes back the column that was made last.
    pub fn uncreate(&mut self) {
        if let Some(column) = self.columns.pop() {
            self.bytes -= column.bytes();
            self.by_key[usize::from(column.key())] = 0;
            let index = self.columns.len() as u16;
            self.order.retain(|other| *other != index);
        }
    }

    /// The key must have a column.
    #[inline]
    pub fn set(&mut self, key: u16, row: u32, value: ValueRef<'_>, hasher: &TextHasher) {
        if let Some(index) = self.index(key) {
            let column = &mut self.columns[index];
            if column.append(row, value) {
                return;
            }
            let before = column.bytes();
            column.set(row, value, hasher);
            self.bytes = self.bytes + column.bytes() - before;
        }
    }

    pub fn clear(&mut self, key: u16, row: u32) {
        if let Some(index) = self.index(key) {
            self.clear_at(index, row);
        }
    }

    /// Takes all values from a row.
    pub fn clear_row(&mut self, row: u32) {
        for index in 0..self.columns.len() {
            self.clear_at(index, row);
        }
    }

    fn clear_at(&mut self, index: usize, row: u32) {
        let column = &mut self.columns[index];
        let before = column.bytes();
        column.clear(row);
        self.bytes = self.bytes + column.bytes() - before;
    }

    /// The values of a row, in the order in which the graph first saw their keys.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u16, ValueRef<'_>)> + '_ {
        self.iter().filter_map(move |column| column.value(row).map(|value| (column.key(), value)))
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
        self.bytes + (self.by_key.capacity() + self.order.capacity()) * size_of::<u16>()
    }

    pub fn snapshot(&self) -> Self {
        Columns {
            columns: self.columns.iter().map(Column::snapshot).collect(),
            by_key: self.by_key.clone(),
            order: self.order.clone(),
            bytes: self.bytes,
        }
    }
}

#[cfg(test)]
mod tests;
