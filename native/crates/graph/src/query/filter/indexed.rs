//! Tests that a declared index answers: no value is read.
//!
//! ```text
//! status == "x"     sets of the index | rows of "x" |      chunks without such a row are skipped before anything of them is read
//! ```

use super::row_test::RowTest;
use super::rows::FilterRows;
use super::truth::{Bits, Look};
use crate::store::chunked::CHUNK_WORDS;
use crate::store::indexes::RowSet;
use crate::store::room::collected;
use kneiphof_kernels::{CodeSet, OutOfMemory};
use kneiphof_wire::{Comparison, Test};

/// Where at most one row in so many is named, the index is read sooner than the values: a chunk of them takes about as long to
/// scan as 32 rows of a list take to find.
const ROWS_OF_ONE: u64 = 64;

/// The rows that pass a test, or of those with a value the only ones that do not.
#[derive(Debug)]
pub(super) struct IndexedTest<'a> {
    sets: Vec<&'a RowSet>,
    /// The answer to the test of the rows in the sets.
    answer: bool,
    rows: u64,
    is_sparse: bool,
}

impl<'a> IndexedTest<'a> {
    fn new<R: FilterRows>(sets: Vec<&'a RowSet>, answer: bool, rows: &R) -> Self {
        let named = sets.iter().map(|set| u64::from(set.len())).sum();
        IndexedTest { sets, answer, rows: named, is_sparse: named * ROWS_OF_ONE <= rows.len() }
    }

    /// For an equality with values that the index of an attribute holds.
    pub fn of_attribute<R: FilterRows>(
        test: &Test<'_>,
        instruction: usize,
        rows: &'a R,
    ) -> Result<Option<Self>, OutOfMemory> {
        let Some(sets) = rows.indexed(instruction) else { return Ok(None) };
        Ok(Some(Self::new(collected(sets.iter())?, test.comparison != Comparison::Ne, rows)))
    }

    /// For a test on labels or types that has been resolved to their codes.
    pub fn of_codes<R: FilterRows>(test: &RowTest<'_>, rows: &'a R) -> Result<Option<Self>, OutOfMemory> {
        let (RowTest::LabelSets(codes) | RowTest::Types(codes)) = test else { return Ok(None) };
        let Some(all) = rows.indexed_codes() else { return Ok(None) };
        // Rows without labels are in no set.
        if codes.has(0) {
            return Ok(None);
        }
        let has = |(code, _): &(u32, &RowSet)| CodeSet::has(codes, *code);
        let sets = collected((0u32..).zip(all).filter(has).map(|(_, set)| set))?;
        Ok(Some(Self::new(sets, true, rows)))
    }

    /// Whether to ask the index for rows whose answer is this one.
    pub fn helps(&self, wanted: bool, is_alone: bool) -> bool {
        self.answer == wanted && (self.is_sparse || is_alone && self.sets.len() == 1)
    }

    /// The rows that pass, where they lie in one set.
    pub fn only_set(&self) -> Option<&'a RowSet> {
        if let [set] = self.sets[..] { Some(set) } else { None }
    }

    /// Values that were looked up.
    pub fn values(&self) -> u64 {
        self.sets.len() as u64
    }

    /// Living rows that pass, exactly.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    pub fn has_chunk(&self, chunk: usize) -> bool {
        self.sets.iter().any(|set| set.has_chunk(chunk))
    }

    pub fn narrow(&self, chunk: usize, open: &mut Bits) -> Look {
        let mut rows = [0; CHUNK_WORDS];
        self.sets.iter().for_each(|set| set.add_chunk(chunk, &mut rows));
        open.iter_mut().zip(rows).for_each(|(open, row)| *open &= row);
        Look::Indexed
    }
}
