//! The rows that a query is about: those that a filter selected, or those of one value as its index has them.

use crate::query::selection::Selection;
use crate::store::indexes::RowSet;
use kneiphof_wire::Failure;
use std::ops::Range;

#[derive(Debug)]
pub(crate) enum Selected<'a> {
    Scanned(Selection),
    /// The filter is one test, which the index answers: no row is looked at.
    Indexed(&'a RowSet),
}

impl Selected<'_> {
    pub fn len(&self) -> u64 {
        match self {
            Selected::Scanned(selection) => selection.len(),
            Selected::Indexed(set) => u64::from(set.len()),
        }
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let (selection, set) = match self {
            Selected::Scanned(selection) => (Some(selection), None),
            Selected::Indexed(set) => (None, Some(set)),
        };
        selection.into_iter().flat_map(Selection::rows).chain(set.into_iter().flat_map(|set| set.rows()))
    }

    /// How many rows stand before this one. O(1), or O(rows / 65,536) in an index.
    pub fn rank(&self, row: u64) -> u64 {
        match self {
            Selected::Scanned(selection) => selection.rank(row),
            Selected::Indexed(set) => set.rank(row),
        }
    }

    /// Writes the numbers of the rows of these ranks, row 0 having the number `zero`. O(log chunks + ranks).
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn numbers(&self, ranks: Range<u64>, zero: u64, out: &mut [u64]) -> Result<(), Failure> {
        match self {
            Selected::Scanned(selection) => selection.numbers(ranks, zero, out),
            Selected::Indexed(set) => {
                let first = u32::try_from(ranks.start).unwrap_or(u32::MAX);
                out.iter_mut()
                    .zip(set.rows_from(first))
                    .for_each(|(number, row)| *number = zero + u64::from(row));
                Ok(())
            }
        }
    }
}
