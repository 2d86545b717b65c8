//! Tells of most edges that are new that they are, without a look at a list: a blocked Bloom filter (Putze, Sanders, Singler 2007) over
//! ends and types.
//!
//! ```text
//! ends, type ─► hash  | place of a word: upper bits … | … | 6 bits | 6 bits | 6 bits |  three bits of that word
//! words               | 64 bits | 64 bits | …           4 to 8 edges a word: 1 to 2 bytes an edge
//! growing             new words: rows before `moved`, and from `border` on      old words: all rows before `border`
//! ```
//! Where not all three bits are set, there is no such edge; else there may be one, and its lists tell. Bits are never taken back: an
//! edge that was removed, or is undone, is looked for in vain. There is no pause when the words double: each new edge takes a few of
//! the rows before along. After a compaction there are no old words, and until all rows have been taken along every edge may be there.

use kneiphof_kernels::{OutOfMemory, Words, prefetch};

/// Edges that share a word before the words double.
const EDGES_OF_A_WORD: u64 = 8;
/// Words of the first filter: a cache line.
const FIRST_BITS: u32 = 3;
/// Rows that each new edge takes along: the old words go when a quarter as many edges as they know have come.
const MOVED_BY_AN_EDGE: u32 = 4;

/// What an edge is known by in the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EdgeKey(u64);

impl EdgeKey {
    /// Of an edge between two rows, of a type (symbol + 1, or 0).
    #[inline(always)]
    pub fn new(source: u32, target: u32, kind: u16) -> Self {
        const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
        let ends = u64::from(source) << 32 | u64::from(target);
        let mixed = ends ^ u64::from(kind).wrapping_mul(0xD6E8_FEB8_6659_FD93) ^ 0xA076_1D64_78BD_642F;
        let product = u128::from(mixed) * u128::from(MULTIPLIER);
        EdgeKey((product >> 64) as u64 ^ product as u64)
    }

    #[inline(always)]
    fn mask(self) -> u64 {
        1 << (self.0 & 63) | 1 << (self.0 >> 6 & 63) | 1 << (self.0 >> 12 & 63)
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct EdgeFilter {
    table: Option<Table>,
    /// From before the words doubled; none after a compaction.
    old: Option<Table>,
    /// Rows that were taken along, of those before the border.
    moved: u32,
    border: u32,
}

#[derive(Debug)]
struct Table {
    words: Words,
    /// There are 2^bits of them.
    bits: u32,
}

impl Table {
    fn new(bits: u32) -> Result<Self, OutOfMemory> {
        Ok(Table { words: Words::zeroed(1 << bits)?, bits })
    }

    #[inline(always)]
    fn place(&self, key: EdgeKey) -> usize {
        (key.0 >> (u64::BITS - self.bits)) as usize
    }

    #[inline(always)]
    fn has(&self, key: EdgeKey) -> bool {
        self.words[self.place(key)] & key.mask() == key.mask()
    }

    #[inline(always)]
    fn add(&mut self, key: EdgeKey) {
        let place = self.place(key);
        self.words[place] |= key.mask();
    }

    fn takes(&self, edges: u64) -> bool {
        edges <= EDGES_OF_A_WORD << self.bits
    }
}

impl EdgeFilter {
    /// Whether an edge may be there: `false` is certain.
    #[inline(always)]
    pub fn may_have(&self, key: EdgeKey) -> bool {
        let Some(table) = &self.table else { return true };
        table.has(key) || self.moved != self.border && self.old.as_ref().is_none_or(|old| old.has(key))
    }

    /// Asks for the line in which the edge would be.
    #[inline(always)]
    pub fn prefetch(&self, key: EdgeKey) {
        if let Some(table) = &self.table {
            prefetch(&table.words, table.place(key));
        }
    }

    /// Notes an edge, for which the filter is ready.
    #[inline(always)]
    pub fn add(&mut self, key: EdgeKey) {
        if let Some(table) = &mut self.table {
            table.add(key);
        }
    }

    /// Whether so many edges may come behind so many rows without `make_ready`.
    #[inline(always)]
    pub fn is_ready(&self, rows: u32, more: u32) -> bool {
        let edges = u64::from(rows) + u64::from(more);
        self.moved == self.border && self.table.as_ref().is_some_and(|table| table.takes(edges))
    }

    /// To be called before so many edges come behind so many rows: takes some of the rows along, which `key` names. Where there is no
    /// memory for more words, more edges share one. O(edges that come).
    pub fn make_ready(&mut self, rows: u32, more: u32, key: impl Fn(u32) -> EdgeKey) {
        let edges = u64::from(rows) + u64::from(more);
        let (bits, has_room) = match &self.table {
            Some(table) => (bits_for(table.bits, edges), table.takes(edges)),
            // As if the words had just doubled.
            None => (bits_for(FIRST_BITS, 2 * edges), false),
        };
        if !has_room
            && self.moved == self.border
            && let Ok(larger) = Table::new(bits)
        {
            self.old = self.table.replace(larger);
            (self.moved, self.border) = (0, rows);
        }
        let end = self.border.min(self.moved.saturating_add(more.saturating_mul(MOVED_BY_AN_EDGE)));
        (self.moved..end).for_each(|row| self.add(key(row)));
        self.moved = end;
        if self.moved == self.border {
            self.old = None;
        }
    }

    /// Forgets everything, when rows get other numbers, or to give the memory back.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn bytes(&self) -> usize {
        [&self.table, &self.old].into_iter().flatten().map(|table| table.words.bytes()).sum()
    }
}

/// The first number of bits from these on with room for so many edges.
fn bits_for(bits: u32, edges: u64) -> u32 {
    bits.max(edges.div_ceil(EDGES_OF_A_WORD).next_power_of_two().trailing_zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(row: u32) -> EdgeKey {
        EdgeKey::new(row / 7, row.wrapping_mul(2_654_435_761) >> 12, (row % 3) as u16)
    }

    fn filled(edges: u32) -> EdgeFilter {
        let mut filter = EdgeFilter::default();
        for row in 0..edges {
            filter.make_ready(row, 1, key);
            filter.add(key(row));
        }
        filter
    }

    #[test]
    fn an_edge_that_came_is_never_said_to_be_new_however_the_filter_has_grown() {
        let mut filter = EdgeFilter::default();
        for row in 0..5_000 {
            filter.make_ready(row, 1, key);
            filter.add(key(row));
            if row % 37 == 0 || row < 200 {
                assert!((0..=row).all(|row| filter.may_have(key(row))));
            }
        }
    }

    #[test]
    fn rows_that_come_in_runs_are_known_too() {
        let mut filter = EdgeFilter::default();
        let mut rows = 0;
        for run in [1, 9, 2_048, 3, 2_048, 2_048, 500, 2_048] {
            filter.make_ready(rows, run, key);
            (rows..rows + run).for_each(|row| filter.add(key(row)));
            rows += run;
            assert!((0..rows).all(|row| filter.may_have(key(row))));
        }
    }

    #[test]
    fn nearly_every_new_edge_is_known_to_be_new() {
        for edges in [100, 1_000, 60_000] {
            let filter = filled(edges);
            let taken_for_known = (0..10_000).filter(|row| filter.may_have(key(1_000_000 + row))).count();
            assert!(taken_for_known < 1_000, "{taken_for_known} of 10,000 beside {edges} edges");
        }
    }

    #[test]
    fn after_clearing_every_edge_may_be_there_until_all_rows_were_taken_along() {
        let mut filter = filled(1_000);
        filter.clear();
        assert!(filter.may_have(key(5_000)));
        let mut edges = 1_000;
        while filter.moved != filter.border || filter.table.is_none() {
            assert!((0..edges).all(|row| filter.may_have(key(row))) && filter.may_have(key(5_000)));
            filter.make_ready(edges, 1, key);
            filter.add(key(edges));
            edges += 1;
        }
        assert!(edges <= 1_251, "{edges}");
        assert!((0..edges).all(|row| filter.may_have(key(row))));
        assert!((0..10).any(|row| !filter.may_have(key(1_000_000 + row))));
    }

    #[test]
    fn an_edge_takes_two_bytes_at_most() {
        let mut filter = EdgeFilter::default();
        for row in 0..10_000 {
            filter.make_ready(row, 1, key);
            filter.add(key(row));
            if filter.old.is_none() && row > 64 {
                assert!(filter.bytes() <= 2 * (row as usize + 1));
            }
        }
    }

    #[test]
    fn rows_that_were_taken_back_may_come_again() {
        let mut filter = filled(65);
        assert!(filter.old.is_some());
        let other = |row: u32| if row < 40 { key(row) } else { key(row + 100_000) };
        for row in 40..300 {
            filter.make_ready(row, 1, other);
            filter.add(other(row));
            assert!((0..=row).all(|row| filter.may_have(other(row))));
        }
    }
}
