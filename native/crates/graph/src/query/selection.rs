//! The rows that a filter selected, as bits, with a count for each chunk.
//!
//! ```text
//! chunk    | 2,048 bits | 2,048 bits | 2,048 bits |       a row costs one bit, whether it passes or not
//! before   |          0 |        511 |      1,020 |       how many rows passed in the chunks before
//! ```
//! Large graphs are filtered by as many threads as there are processors; each takes as many chunks as the others, and its share of
//! the numbers. A page by rank is found by its chunk, and only its own rows are ever turned into numbers.

use crate::graph::out_of_memory;
use crate::processors::on_threads;
use crate::query::filter::{AHEAD_ROWS, Bits, Filter, FilterRows, ones};
use crate::shared::control::Control;
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::store::room::filled;
use kneiphof_kernels::{Ahead, Level, bits, select};
use kneiphof_wire::Failure;
use std::ops::Range;

const NO_ROWS: Bits = [0; CHUNK_WORDS];

/// Fewer rows are filtered sooner than another thread has begun.
const SPLIT_ROWS: usize = 1 << 20;

#[derive(Debug)]
pub(crate) struct Selection {
    chunks: Vec<Bits>,
    before: Vec<u64>,
    len: u64,
    level: Level,
    threads: usize,
}

impl Selection {
    /// Runs the filter over all chunks, on at most so many threads; each takes as many chunks as the others.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`.
    pub fn of<R: FilterRows>(
        filter: &Filter<'_, R>,
        chunks: usize,
        level: Level,
        threads: usize,
        control: Option<&Control>,
    ) -> Result<Self, Failure> {
        if let Some(control) = control {
            control.expect((chunks * CHUNK_ROWS) as u64);
        }
        let threads = if chunks * CHUNK_ROWS < SPLIT_ROWS { 1 } else { threads.clamp(1, chunks) };
        let bits = filled(NO_ROWS, chunks).map_err(out_of_memory)?;
        let before = filled(0, chunks).map_err(out_of_memory)?;
        let mut selection = Selection { chunks: bits, before, len: 0, level, threads };
        let ahead = (chunks * CHUNK_ROWS) as u64 >= AHEAD_ROWS;
        let part = chunks.div_ceil(threads).max(1);
        let parts = selection.chunks.chunks_mut(part).zip(selection.before.chunks_mut(part));
        let run = |(number, (blocks, counts)): (usize, (&mut [Bits], &mut [u64]))| {
            let (mut stack, mut lines) = (filter.stack()?, Ahead::default());
            for (at, (block, count)) in blocks.iter_mut().zip(counts).enumerate() {
                if ahead {
                    lines.finish();
                    filter.look_ahead(number * part + at + 1, &mut lines);
                }
                *block = filter.block(number * part + at, &mut stack, &mut lines);
                *count = bits::count(level, block) as u64;
                if let Some(control) = control {
                    control.advance(CHUNK_ROWS as u64)?;
                }
            }
            Ok(())
        };
        on_threads(threads, parts.enumerate(), run)?;
        for before in &mut selection.before {
            let count = std::mem::replace(before, selection.len);
            selection.len += count;
        }
        Ok(selection)
    }

    /// How many rows were selected.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// The selected rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let rows = |(chunk, block)| ones(block).map(move |at| (chunk * CHUNK_ROWS + at) as u32);
        self.chunks.iter().enumerate().flat_map(rows)
    }

    /// How many rows before this one were selected. O(1).
    pub fn rank(&self, row: u64) -> u64 {
        let chunk = (row / CHUNK_ROWS as u64) as usize;
        let Some(block) = self.chunks.get(chunk) else { return self.len };
        let at = (row % CHUNK_ROWS as u64) as usize;
        let here = bits::count(self.level, &block[..at / 64])
            + (block[at / 64] & ((1 << (at % 64)) - 1)).count_ones() as usize;
        self.before[chunk] + here as u64
    }

    /// Writes the numbers of the selected rows of these ranks, row 0 having the number `zero`. O(log chunks + ranks).
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn numbers(&self, ranks: Range<u64>, zero: u64, out: &mut [u64]) -> Result<(), Failure> {
        let threads = if out.len() < SPLIT_ROWS { 1 } else { self.threads };
        let part = out.len().div_ceil(threads).max(1);
        let write = |(number, out): (usize, &mut [u64])| {
            self.numbers_from(ranks.start + (number * part) as u64, zero, out);
            Ok(())
        };
        on_threads(threads, out.chunks_mut(part).enumerate(), write)
    }

    /// The numbers from a rank on, as many as there is room for.
    fn numbers_from(&self, rank: u64, zero: u64, out: &mut [u64]) {
        let first = self.before.partition_point(|before| *before <= rank).saturating_sub(1);
        let mut skip = rank - self.before.get(first).copied().unwrap_or(0);
        let mut written = 0;
        for (chunk, block) in self.chunks.iter().enumerate().skip(first) {
            if written == out.len() {
                break;
            }
            let zero = zero + (chunk * CHUNK_ROWS) as u64;
            written += if skip > 0 {
                let block = without_first(block, std::mem::take(&mut skip));
                select::numbers(self.level, &block, zero, &mut out[written..])
            } else {
                select::numbers(self.level, block, zero, &mut out[written..])
            };
        }
    }
}

/// The block without its first so many rows.
fn without_first(block: &Bits, mut count: u64) -> Bits {
    let mut rest = *block;
    for word in &mut rest {
        while *word != 0 && count > 0 {
            *word &= *word - 1;
            count -= 1;
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn selection(words: &[u64], level: Level) -> Selection {
        let mut selection = Selection { chunks: Vec::new(), before: Vec::new(), len: 0, level, threads: 3 };
        for chunk in words.chunks(CHUNK_WORDS) {
            let mut block = [0; CHUNK_WORDS];
            block[..chunk.len()].copy_from_slice(chunk);
            selection.before.push(selection.len);
            selection.len += bits::count(level, &block) as u64;
            selection.chunks.push(block);
        }
        selection
    }

    proptest! {
        #[test]
        fn any_page_by_rank_holds_the_rows_that_stand_there(
            words in prop::collection::vec(prop_oneof![3 => Just(0), 1 => Just(u64::MAX), 2 => any::<u64>()], 0..100),
            start in 0_usize..4_000, count in 0_usize..3_000,
        ) {
            for level in Level::all() {
                let selection = selection(&words, level);
                let rows: Vec<u32> = selection.rows().collect();
                prop_assert_eq!(rows.len() as u64, selection.len());
                let start = start.min(rows.len());
                let end = (start + count).min(rows.len());
                let mut numbers = vec![0; end - start];
                selection.numbers(start as u64..end as u64, 7 << 32, &mut numbers).unwrap();
                let expected: Vec<u64> = rows[start..end].iter().map(|row| 7 << 32 | u64::from(*row)).collect();
                prop_assert_eq!(numbers, expected);
                for row in [0, 1, 63, 64, 2_047, 2_048, 5_000, 6_399, 6_400, 1 << 40] {
                    let before = rows.iter().filter(|other| u64::from(**other) < row).count() as u64;
                    prop_assert_eq!(selection.rank(row), before);
                }
            }
        }
    }
}
