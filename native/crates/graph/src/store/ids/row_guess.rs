//! Which row a record is probably of, without a look at it.
//!
//! ```text
//! arena   | 4 KiB of records     | 4 KiB of records     | …         rows rise from record to record
//! first   | row of the first one | row of the first one | …         between two of them, records count as equally long
//! ```
//! A record names its row, but is a cold line. The lines that the row leads to can be asked for together with it: a guess that is a
//! few rows off finds the same line nearly always, and a wrong one costs nothing but a line asked for in vain.

use super::arena::Record;
use crate::store::room::{counted_push, trim};
use kneiphof_kernels::OutOfMemory;

/// Records are counted in units of 4 bytes.
const PAGE_UNITS_BITS: u32 = 10;

#[derive(Debug, Default)]
pub(super) struct RowGuess {
    /// By page, the row of the first record that begins in it or behind it.
    first: Vec<u32>,
}

impl RowGuess {
    /// Notes the next record. On failure nothing that matters has changed.
    #[inline]
    pub fn push(&mut self, record: Record, row: u32) -> Result<(), OutOfMemory> {
        while self.first.len() <= page(record) {
            counted_push(&mut self.first, row)?;
        }
        Ok(())
    }

    /// Forgets the last record.
    pub fn pop(&mut self, row: u32) {
        while self.first.last() == Some(&row) {
            self.first.pop();
        }
    }

    /// The row that the record is probably of. O(1).
    #[inline(always)]
    pub fn row(&self, record: Record) -> u32 {
        let at = page(record);
        let first = |page: usize| self.first.get(page).copied().unwrap_or(0);
        let begin = first(at);
        let rows = match self.first.get(at + 1) {
            Some(next) => next.saturating_sub(begin),
            None => begin.saturating_sub(first(at.saturating_sub(1))),
        };
        let units = u64::from(record & ((1 << PAGE_UNITS_BITS) - 1));
        begin.wrapping_add(((u64::from(rows) * units) >> PAGE_UNITS_BITS) as u32)
    }

    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        trim(&mut self.first)
    }

    pub fn bytes(&self) -> usize {
        self.first.capacity() * size_of::<u32>()
    }
}

#[inline(always)]
fn page(record: Record) -> usize {
    (record >> PAGE_UNITS_BITS) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share of rows that are guessed to within the rows of a line.
    fn good_guesses(units: impl Fn(u32) -> u32) -> f64 {
        let (mut guess, mut record, mut records) = (RowGuess::default(), 0, Vec::new());
        for row in 0..50_000 {
            guess.push(record, row).unwrap();
            records.push(record);
            record += units(row);
        }
        let is_near = |(row, record): (usize, &u32)| guess.row(*record).abs_diff(row as u32) < 8;
        records.iter().enumerate().filter(|entry| is_near(*entry)).count() as f64 / records.len() as f64
    }

    #[test]
    fn rows_are_guessed_to_within_a_line_whether_ids_are_of_one_length_or_not() {
        assert_eq!(good_guesses(|_| 5), 1.0);
        assert!(good_guesses(|row| 3 + row.wrapping_mul(2_654_435_761) % 7) > 0.95);
        assert!(good_guesses(|row| if row % 1_000 < 500 { 3 } else { 20 }) > 0.5);
    }

    #[test]
    fn popping_undoes_pushing() {
        let mut guess = RowGuess::default();
        for row in 0..10_000 {
            guess.push(row * 5, row).unwrap();
        }
        let first = guess.first.clone();
        (10_000..12_000).for_each(|row| guess.push(row * 5, row).unwrap());
        (10_000..12_000).rev().for_each(|row| guess.pop(row));
        assert_eq!(guess.first, first);
    }
}
