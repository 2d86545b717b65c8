//! Label sets: a node stores the number of its set, and each set is stored once, in the order its labels were written.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::sync::Arc;

/// The empty set is number 0.
#[derive(Clone, Debug)]
pub(crate) struct LabelSets {
    sets: Vec<Arc<[u16]>>,
    index: HashTable<u32>,
}

impl LabelSets {
    pub fn new() -> Self {
        let mut sets = LabelSets { sets: Vec::new(), index: HashTable::new() };
        sets.intern(&[]);
        sets
    }

    /// Number of the set with exactly these labels in this order, if it is known.
    pub fn find(&self, labels: &[u16]) -> Option<u32> {
        if labels.is_empty() && !self.sets.is_empty() {
            return Some(0);
        }
        self.index.find(FxBuildHasher.hash_one(labels), |code| *self.sets[*code as usize] == *labels).copied()
    }

    /// Number of the set, a new one when it is not known yet.
    pub fn intern(&mut self, labels: &[u16]) -> u32 {
        if let Some(code) = self.find(labels) {
            return code;
        }
        let code = self.sets.len() as u32;
        self.sets.push(Arc::from(labels));
        let sets = &self.sets;
        self.index.insert_unique(FxBuildHasher.hash_one(labels), code, |code| {
            FxBuildHasher.hash_one(&*sets[*code as usize])
        });
        code
    }

    /// The labels of a set, in the order they were written.
    #[inline]
    pub fn labels(&self, code: u32) -> &[u16] {
        self.sets.get(code as usize).map_or(&[], |labels| labels)
    }

    pub fn len(&self) -> usize {
        self.sets.len()
    }

    pub fn bytes(&self) -> usize {
        self.sets.iter().map(|set| set.len() * 2 + 32).sum::<usize>() + self.index.capacity() * 5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_stored_once_and_keeps_the_order_it_was_written_in() {
        let mut sets = LabelSets::new();
        let ab = sets.intern(&[1, 2]);
        assert_eq!(sets.intern(&[1, 2]), ab);
        let ba = sets.intern(&[2, 1]);
        assert_eq!((sets.labels(ab), sets.labels(ba), sets.labels(0)), (&[1, 2][..], &[2, 1][..], &[][..]));
    }
}
