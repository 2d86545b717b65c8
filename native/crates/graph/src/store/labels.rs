//! Label sets: a node stores the number of its set, and each set is stored once, in the order its labels were written.

use crate::store::room::{room_in_table, trim_table};
use hashbrown::HashTable;
use kneiphof_kernels::{OutOfMemory, SharedVec};
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// The sets as readers see them: cheap to clone.
///
/// ```text
/// labels | 4 | 7 4 | 2 | …        ends | 0 | 1 | 3 | 4 | …        set 2 = labels[1..3]; set 0 is empty
/// ```
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets {
    labels: SharedVec<u16>,
    ends: SharedVec<u32>,
}

impl Sets {
    /// The labels of a set, in the order they were written.
    #[inline]
    pub fn labels(&self, code: u32) -> &[u16] {
        let end_of = |code: u32| self.ends.get(code as usize).map(|end| *end as usize);
        let start = code.checked_sub(1).and_then(end_of).unwrap_or(0);
        end_of(code).map_or(&[], |end| &self.labels[start..end])
    }

    /// Sets are numbered from 0 to here.
    pub fn len(&self) -> usize {
        self.ends.len().max(1)
    }
}

/// The empty set is number 0.
#[derive(Debug, Default)]
pub(crate) struct LabelSets {
    sets: Sets,
    index: HashTable<u32>,
}

impl LabelSets {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn sets(&self) -> &Sets {
        &self.sets
    }

    /// Number of the set with exactly these labels in this order, if it is known.
    pub fn find(&self, labels: &[u16]) -> Option<u32> {
        if labels.is_empty() {
            return Some(0);
        }
        self.index.find(hash(labels), |code| self.labels(*code) == labels).copied()
    }

    /// Number of the set, a new one when it is not known yet. On failure nothing has changed.
    pub fn intern(&mut self, labels: &[u16]) -> Result<u32, OutOfMemory> {
        if let Some(code) = self.find(labels) {
            return Ok(code);
        }
        let LabelSets { sets, index } = self;
        room_in_table(index, |code| hash(sets.labels(*code)))?;
        if sets.ends.is_empty() {
            sets.ends.push(0)?;
        }
        sets.ends.reserve(1, usize::MAX)?;
        sets.labels.extend_from_slice(labels)?;
        let code = sets.ends.len() as u32;
        sets.ends.push(sets.labels.len() as u32)?;
        index.insert_unique(hash(labels), code, |code| hash(sets.labels(*code)));
        Ok(code)
    }

    /// The labels of a set, in the order they were written.
    #[inline]
    pub fn labels(&self, code: u32) -> &[u16] {
        self.sets.labels(code)
    }

    /// Gives back room that is not used. O(sets).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        let LabelSets { sets, index } = self;
        trim_table(index, |code| hash(sets.labels(*code)))?;
        sets.labels.shrink()?;
        sets.ends.shrink()
    }

    pub fn bytes(&self) -> usize {
        self.sets.labels.bytes() + self.sets.ends.bytes() + self.index.allocation_size()
    }
}

fn hash(labels: &[u16]) -> u64 {
    FxBuildHasher.hash_one(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_stored_once_and_keeps_the_order_it_was_written_in() {
        let mut sets = LabelSets::new();
        let ab = sets.intern(&[1, 2]).unwrap();
        assert_eq!(sets.intern(&[1, 2]), Ok(ab));
        let ba = sets.intern(&[2, 1]).unwrap();
        assert_eq!((sets.labels(ab), sets.labels(ba), sets.labels(0)), (&[1, 2][..], &[2, 1][..], &[][..]));
    }
}
