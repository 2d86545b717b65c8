//! Writing attributes: a word in place where that is possible, which is nearly always, else the general way.

use crate::change::check;
use crate::change::undo::Undo;
use crate::graph::Graph;
use crate::store::columns::{Cell, Exchanged, OldStore};
use crate::store::few::Few;
use crate::store::room::grown;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Operation, Subject, Tag, ValueRef};
use std::iter::repeat_n;

impl Graph {
    /// The attributes of a row that has none yet, and is undone as a row.
    pub fn write_new_attributes(
        &mut self,
        subject: Subject,
        row: u32,
        attributes: &[(u16, ValueRef<'_>)],
    ) -> Result<(), OutOfMemory> {
        attributes.iter().try_for_each(|(key, value)| self.write_new_cell(subject, row, *key, *value))
    }

    /// The attributes of a row that was there before.
    pub fn write_attributes(
        &mut self,
        subject: Subject,
        row: u32,
        operation: Operation,
        attributes: &[(u16, ValueRef<'_>)],
    ) -> Result<(), OutOfMemory> {
        if operation == Operation::Upsert {
            self.clear_all_but(subject, row, attributes.iter().map(|(key, _)| *key))?;
        }
        attributes.iter().try_for_each(|(key, value)| self.write_cell(subject, row, *key, *value))
    }

    /// Takes the attributes that an upsert does not name. O(columns + attributes).
    pub fn clear_all_but(
        &mut self,
        subject: Subject,
        row: u32,
        keys: impl Iterator<Item = u16>,
    ) -> Result<(), OutOfMemory> {
        let columns = self.columns(subject);
        // One bit a column: whether it is named.
        let mut named = Few::<u64, 4>::new(0);
        named.fill(repeat_n(0, columns.len().div_ceil(64)))?;
        self.steps.count(columns.len() as u64);
        for key in keys {
            self.steps.count(1);
            if let Some(index) = columns.index(key) {
                named[index / 64] |= 1 << (index % 64);
            }
        }
        for index in 0..columns.len() {
            let column = self.columns(subject).at(index);
            if named[index / 64] >> (index % 64) & 1 == 0 && column.has(row) {
                self.change_cell(subject, row, column.key(), None)?;
            }
        }
        Ok(())
    }

    /// Gives a cell of a new row its value. On failure nothing has changed.
    #[inline(always)]
    pub fn write_new_cell(
        &mut self,
        subject: Subject,
        row: u32,
        key: u16,
        value: ValueRef<'_>,
    ) -> Result<(), OutOfMemory> {
        let (columns, hasher) = self.columns_to_write(subject);
        match columns.exchange(key, row, value, hasher) {
            Exchanged::Declined => self.set_new_cell(subject, row, key, value),
            _ => Ok(()),
        }
    }

    /// Gives a cell of a row that was there before a value; an absent one takes it away. On failure nothing has changed.
    #[inline(always)]
    pub fn write_cell(
        &mut self,
        subject: Subject,
        row: u32,
        key: u16,
        value: ValueRef<'_>,
    ) -> Result<(), OutOfMemory> {
        self.undo.reserve_entry()?;
        let (columns, hasher) = self.columns_to_write(subject);
        let exchanged = columns.exchange(key, row, value, hasher);
        if exchanged == Exchanged::Declined {
            return self.change_cell(subject, row, key, (!check::is_absent(value)).then_some(value));
        }
        self.log_exchange(subject, row, key, value.tag(), exchanged);
        Ok(())
    }

    /// As `write_cell`, with the code of a text; answers whether it could be written in place.
    #[inline(always)]
    pub fn write_code(
        &mut self,
        subject: Subject,
        row: u32,
        key: u16,
        code: u32,
    ) -> Result<bool, OutOfMemory> {
        self.undo.reserve_entry()?;
        let exchanged = self.columns_mut(subject).exchange_code(key, row, code);
        self.log_exchange(subject, row, key, Tag::Text, exchanged);
        Ok(exchanged != Exchanged::Declined)
    }

    #[inline(always)]
    fn log_exchange(&mut self, subject: Subject, row: u32, key: u16, tag: Tag, exchanged: Exchanged) {
        let old = match exchanged {
            Exchanged::Declined | Exchanged::Same => return,
            Exchanged::Missing => Cell::Missing,
            Exchanged::Was(word) => Cell::Value { tag, word },
        };
        self.undo.push_cell(subject, key, row, old);
    }

    /// The general way of `write_new_cell`.
    #[inline(never)]
    fn set_new_cell(
        &mut self,
        subject: Subject,
        row: u32,
        key: u16,
        value: ValueRef<'_>,
    ) -> Result<(), OutOfMemory> {
        if check::is_absent(value) {
            return Ok(());
        }
        self.ensure_column(subject, key)?;
        self.undo.reserve()?;
        if let Some(store) = self.set_cell(subject, row, key, Some(value))? {
            self.log_store(subject, row, key, Cell::Missing, store);
        }
        Ok(())
    }

    /// The general way of `write_cell`, and the only one to take a value away.
    #[inline(never)]
    fn change_cell(
        &mut self,
        subject: Subject,
        row: u32,
        key: u16,
        value: Option<ValueRef<'_>>,
    ) -> Result<(), OutOfMemory> {
        self.undo.reserve()?;
        if value.is_some() {
            self.ensure_column(subject, key)?;
        }
        let Some(column) = self.columns(subject).get(key) else { return Ok(()) };
        let before = column.value(row);
        if same(before, value) {
            return Ok(());
        }
        let released = if let Some(ValueRef::Opaque(handle)) = before { Some(handle) } else { None };
        let old = column.cell(row);
        if let Some(handle) = released {
            self.undo.release(handle)?;
        }
        match self.set_cell(subject, row, key, value) {
            Ok(None) => self.undo.push_cell(subject, key, row, old),
            Ok(Some(store)) => self.log_store(subject, row, key, old, store),
            Err(failed) => {
                if released.is_some() {
                    self.undo.released.pop();
                }
                return Err(failed);
            }
        }
        // Worth its memory only where there is some.
        if let Ok(Some(store)) = self.columns_mut(subject).tidy(key, row) {
            self.undo.push_store(store);
            self.undo.push(Undo::Tidied { subject, key, row });
        }
        Ok(())
    }

    fn log_store(&mut self, subject: Subject, row: u32, key: u16, old: Cell, store: OldStore) {
        self.undo.push_store(store);
        self.undo.push(Undo::Store { subject, key, row, old });
    }

    fn set_cell(
        &mut self,
        subject: Subject,
        row: u32,
        key: u16,
        value: Option<ValueRef<'_>>,
    ) -> Result<Option<OldStore>, OutOfMemory> {
        let (columns, hasher) = self.columns_to_write(subject);
        match value {
            Some(value) => columns.set(key, row, value, hasher),
            None => columns.clear(key, row).map(|()| None),
        }
    }

    /// Makes the column of a key unless there is one.
    pub fn ensure_column(&mut self, subject: Subject, key: u16) -> Result<(), OutOfMemory> {
        if self.columns(subject).get(key).is_none() { self.create_column(subject, key) } else { Ok(()) }
    }

    fn create_column(&mut self, subject: Subject, key: u16) -> Result<(), OutOfMemory> {
        self.undo.reserve()?;
        let rank = grown(&mut self.key_ranks, usize::from(key))?;
        let new_key = *rank == 0;
        let rank = if new_key { self.keys + 1 } else { *rank };
        self.columns_mut(subject).create(key, rank)?;
        if new_key {
            self.keys += 1;
            self.key_ranks[usize::from(key)] = rank;
        }
        self.undo.push(Undo::Column { subject, key, new_key });
        Ok(())
    }
}

/// Whether writing the value would change nothing; floats are compared by their bits.
fn same(old: Option<ValueRef<'_>>, new: Option<ValueRef<'_>>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => old == new,
        _ => false,
    }
}
