//! Declared indexes: for a key of attributes, for the labels of nodes, or for the types of edges, the rows of each value.
//!
//! ```text
//! writes ─► undo log ─ commit ─► for each row that changed: out of the set of its old value, into the set of its new one
//! ```
//! Indexes follow at the commit, before the change is kept: what is rolled back never reaches them, and a write that finds no memory
//! for its index is undone as a whole. Queries take what they need of them under the lock, together with their snapshot.

mod index;
mod row_set;
mod value_keys;

pub(crate) use index::Index;
pub(crate) use row_set::RowSet;
pub(crate) use value_keys::{NumberKey, ValueKey};

use crate::store::room::counted_push;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::Subject;

/// What the values of an index are values of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Indexed {
    /// Of the attribute under a key.
    Attribute(Subject, u16),
    /// Labels of nodes, by set of labels.
    Labels,
    /// Types of edges, by symbol.
    Types,
}

impl Indexed {
    pub fn subject(self) -> Subject {
        match self {
            Indexed::Attribute(subject, _) => subject,
            Indexed::Labels => Subject::Node,
            Indexed::Types => Subject::Edge,
        }
    }
}

/// The indexes of a graph, in the order in which they were declared.
#[derive(Debug, Default)]
pub(crate) struct Indexes {
    indexes: Vec<(Indexed, Index)>,
    /// The rows of the open change have been moved.
    has_followed: bool,
}

impl Indexes {
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.indexes.is_empty()
    }

    pub fn get(&self, of: Indexed) -> Option<&Index> {
        self.indexes.iter().find(|(other, _)| *other == of).map(|(_, index)| index)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Indexed, &Index)> {
        self.indexes.iter().map(|(of, index)| (*of, index))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Indexed, &mut Index)> {
        self.indexes.iter_mut().map(|(of, index)| (*of, index))
    }

    pub fn push(&mut self, of: Indexed, index: Index) -> Result<(), OutOfMemory> {
        counted_push(&mut self.indexes, (of, index))
    }

    /// Answers the index, if there was one.
    pub fn remove(&mut self, of: Indexed) -> Option<Index> {
        let at = self.indexes.iter().position(|(other, _)| *other == of)?;
        Some(self.indexes.remove(at).1)
    }

    /// From here on rows are moved for the open change.
    pub fn begin_to_follow(&mut self) {
        self.has_followed = true;
    }

    /// The open change stands.
    #[inline]
    pub fn stand(&mut self) {
        if std::mem::take(&mut self.has_followed) {
            self.indexes.iter_mut().for_each(|(_, index)| index.forget_moves());
        }
    }

    /// The open change, which added rows of nodes and of edges from these on, is undone. Needs no memory.
    pub fn move_back(&mut self, first_new: [u32; 2], rows: [u32; 2]) {
        if std::mem::take(&mut self.has_followed) {
            for (of, index) in &mut self.indexes {
                let subject = of.subject() as usize;
                index.move_back(first_new[subject]..rows[subject]);
            }
        }
    }

    /// Gives back the room that is kept for the next change.
    pub fn give_back(&mut self) {
        self.indexes.iter_mut().for_each(|(_, index)| index.give_back());
    }

    pub fn bytes(&self) -> usize {
        let list = self.indexes.capacity() * size_of::<(Indexed, Index)>();
        list + self.indexes.iter().map(|(_, index)| index.bytes()).sum::<usize>()
    }
}
