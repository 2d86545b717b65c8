//! One declared index: the rows of each value, as of the last commit.
//!
//! ```text
//! keys   | "active" | "idle" | …                  sets   | rows of "active" | rows of "idle" | …
//! slots  | 1 | 2 | 0 | 1 | …     by row: which set it is in, plus 1, 0 for none, so that it can be taken out
//! ```
//! A row takes 4 bytes, and 2 more (and the slack of its list) in the set of its value; a value some 130 bytes, and its text.

use super::row_set::RowSet;
use super::value_keys::{ValueKey, ValueKeys};
use crate::store::chunked::Chunked;
use crate::store::columns::TextHasher;
use crate::store::room::counted_room;
use kneiphof_kernels::OutOfMemory;
use std::ops::Range;

/// A longer list of moves is given back at the commit.
const KEPT_MOVES: usize = 1_024;

#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Empty where the numbers of the sets are given: sets of labels, types.
    keys: ValueKeys,
    sets: Vec<RowSet>,
    slots: Chunked<u32>,
    /// Rows that the open change has moved, and the slots that they had.
    moved: Vec<(u32, u32)>,
    /// Of what the sets refer to.
    set_bytes: usize,
}

impl Index {
    /// Puts a row into the set of a value, and out of the one it is in. O(1) for rows in order of arrival, else O(rows of a
    /// container). On failure nothing has changed.
    pub fn put_value(
        &mut self,
        row: u32,
        key: Option<ValueKey<'_>>,
        hasher: &TextHasher,
    ) -> Result<(), OutOfMemory> {
        let slot = match key {
            Some(key) => self.keys.intern(key, hasher)? + 1,
            None => 0,
        };
        self.put(row, slot)
    }

    /// As `put_value`, and can be undone.
    pub fn move_value(
        &mut self,
        row: u32,
        key: Option<ValueKey<'_>>,
        hasher: &TextHasher,
    ) -> Result<(), OutOfMemory> {
        counted_room(&mut self.moved, 1)?;
        let old = self.slots.value(row);
        self.put_value(row, key, hasher)?;
        self.moved.push((row, old));
        Ok(())
    }

    /// Puts back the rows that were moved, and takes out new ones. Needs no memory: nobody else holds what was written.
    pub fn move_back(&mut self, new_rows: Range<u32>) {
        let taken_out = new_rows.into_iter().try_for_each(|row| self.put(row, 0));
        let mut outcome = taken_out;
        while let Some((row, old)) = self.moved.pop() {
            outcome = outcome.and(self.put(row, old));
        }
        debug_assert!(outcome.is_ok(), "sets written since the last commit are nobody else's");
    }

    /// The moves stand.
    pub fn forget_moves(&mut self) {
        self.moved.clear();
        // Given back whole rather than shrunk: shrinking may ask for memory.
        if self.moved.capacity() > KEPT_MOVES {
            self.moved = Vec::new();
        }
    }

    /// Gives back the room for moves.
    pub fn give_back(&mut self) {
        self.moved = Vec::new();
    }

    fn put(&mut self, row: u32, new: u32) -> Result<(), OutOfMemory> {
        let old = self.slots.value(row);
        if old == new {
            return Ok(());
        }
        self.slots.ready(row)?;
        if let Some(set) = new.checked_sub(1) {
            self.reach(set as usize)?;
            self.change(set, |rows| rows.insert(row))?;
        }
        if let Some(set) = old.checked_sub(1)
            && let Err(failed) = self.change(set, |rows| rows.remove(row))
        {
            if let Some(set) = new.checked_sub(1) {
                let undone = self.change(set, |rows| rows.remove(row));
                debug_assert!(undone.is_ok(), "a set written just now is nobody else's");
            }
            return Err(failed);
        }
        self.slots.restore(row, new);
        Ok(())
    }

    fn reach(&mut self, set: usize) -> Result<(), OutOfMemory> {
        if set >= self.sets.len() {
            let more = set + 1 - self.sets.len();
            counted_room(&mut self.sets, more)?;
            self.sets.resize_with(set + 1, RowSet::default);
        }
        Ok(())
    }

    fn change(
        &mut self,
        set: u32,
        change: impl FnOnce(&mut RowSet) -> Result<(), OutOfMemory>,
    ) -> Result<(), OutOfMemory> {
        let rows = &mut self.sets[set as usize];
        let before = rows.bytes();
        let outcome = change(rows);
        self.set_bytes = self.set_bytes + rows.bytes() - before;
        outcome
    }

    /// The number of a value's set, when some row has or had it. O(1), and the hash of a text.
    pub fn find(&self, key: ValueKey<'_>, hasher: &TextHasher) -> Option<u32> {
        self.keys.find(key, hasher)
    }

    /// The sets, by number.
    pub fn sets(&self) -> &[RowSet] {
        &self.sets
    }

    /// Values that some row has. O(values).
    pub fn value_count(&self) -> u64 {
        self.sets.iter().filter(|rows| rows.len() > 0).count() as u64
    }

    pub fn bytes(&self) -> usize {
        let sets = self.sets.capacity() * size_of::<RowSet>() + self.set_bytes;
        self.keys.bytes() + sets + self.slots.bytes() + self.moved.capacity() * size_of::<(u32, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::columns::text_hasher;

    #[test]
    fn a_row_is_in_the_set_of_its_last_value_alone() {
        let (mut index, hasher) = (Index::default(), text_hasher(1));
        for (row, text) in [(7, "a"), (3, "b"), (7, "b"), (7, "b"), (3, "a")] {
            index.put_value(row, Some(ValueKey::Text(text)), &hasher).unwrap();
        }
        let rows = |index: &Index, text| -> Vec<u32> {
            let set = index.find(ValueKey::Text(text), &hasher).unwrap();
            index.sets()[set as usize].rows().collect()
        };
        assert_eq!((rows(&index, "a"), rows(&index, "b"), index.value_count()), (vec![3], vec![7], 2));
        index.put_value(3, None, &hasher).unwrap();
        assert_eq!((rows(&index, "a"), index.value_count()), (vec![], 1));
        assert_eq!(index.find(ValueKey::Boolean(true), &hasher), None);
    }
    #[test]
    fn moves_are_undone_in_reverse_and_new_rows_taken_out() {
        let (mut index, hasher) = (Index::default(), text_hasher(1));
        let text = |text| Some(ValueKey::Text(text));
        index.put_value(1, text("a"), &hasher).unwrap();
        for value in [text("b"), None, text("c"), text("c")] {
            index.move_value(1, value, &hasher).unwrap();
        }
        index.put_value(2, text("b"), &hasher).unwrap();
        index.move_back(2..4);
        assert_eq!((index.slots.value(1), index.slots.value(2), index.value_count()), (1, 0, 1));
        assert!(index.moved.is_empty());
    }
}
