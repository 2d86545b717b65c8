//! The rows of one value, as a roaring bitmap: S. Chambi, D. Lemire, O. Kaser and R. Godin, "Better bitmap performance with
//! Roaring bitmaps", Software: Practice and Experience 46 (5), 2016.
//!
//! ```text
//! row          | upper 16 bits: which container | lower 16 bits: where in it |
//! containers   | 0: list 3 70 1024 | 2: list 7 | 5: bits |        ascending; 40 bytes each
//! list         up to 4,096 rows, ascending, 2 bytes each          bits   65,536 rows, 8 KiB
//! ```
//! Queries clone it, which is two pointers; a writer then copies the container that it touches. A list that has become bits stays
//! so, and memory that was taken is kept until compaction: putting back what was taken out needs none.

use crate::query::filter::Bits;
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use kneiphof_kernels::{OutOfMemory, SharedVec};
use std::ops::Range;

/// Rows of a container.
const CONTAINER_ROWS: u32 = 1 << 16;
const CONTAINER_WORDS: usize = CONTAINER_ROWS as usize / 64;
const CONTAINER_CHUNKS: usize = CONTAINER_ROWS as usize / CHUNK_ROWS;

/// With more rows a list would be longer than the bits.
const LIST_MAX: usize = 4_096;

#[derive(Clone, Debug, Default)]
pub(crate) struct RowSet {
    containers: SharedVec<Container>,
    len: u32,
    /// Of what the containers refer to.
    bytes: usize,
}

#[derive(Clone, Debug)]
struct Container {
    upper: u16,
    count: u32,
    rows: Rows,
}

#[derive(Clone, Debug)]
enum Rows {
    List(SharedVec<u16>),
    Bits(SharedVec<u64>),
}

fn split(row: u32) -> (u16, u16) {
    ((row >> 16) as u16, row as u16)
}

impl RowSet {
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Memory beside the set itself.
    pub fn bytes(&self) -> usize {
        self.containers.bytes() + self.bytes
    }

    fn find(&self, upper: u16) -> Result<usize, usize> {
        // Most sets have rows everywhere, so that the place is the number.
        match self.containers.get(usize::from(upper)) {
            Some(container) if container.upper == upper => Ok(usize::from(upper)),
            _ => self.containers.binary_search_by_key(&upper, |container| container.upper),
        }
    }

    /// Adds a row. O(1) behind all others, else O(rows of its container). On failure nothing has changed.
    pub fn insert(&mut self, row: u32) -> Result<(), OutOfMemory> {
        let (upper, lower) = split(row);
        let at = match self.find(upper) {
            Ok(at) => at,
            Err(at) => {
                let container = Container::of(upper, lower)?;
                let bytes = container.rows.bytes();
                if self.containers.is_empty() {
                    self.containers = SharedVec::of(container)?;
                } else {
                    self.containers.make_mut()?;
                    self.containers.push(container)?;
                    self.containers.make_mut()?[at..].rotate_right(1);
                }
                self.bytes += bytes;
                self.len += 1;
                return Ok(());
            }
        };
        let container = &mut self.containers.make_mut()?[at];
        let before = container.rows.bytes();
        let added = container.insert(lower);
        self.bytes = self.bytes + container.rows.bytes() - before;
        self.len += u32::from(added?);
        Ok(())
    }

    /// Takes a row away. O(rows of its container). On failure nothing has changed; a row that was added since nobody else holds
    /// the set cannot fail.
    pub fn remove(&mut self, row: u32) -> Result<(), OutOfMemory> {
        let (upper, lower) = split(row);
        let Ok(at) = self.find(upper) else { return Ok(()) };
        let removed = self.containers.make_mut()?[at].remove(lower)?;
        self.len -= u32::from(removed);
        Ok(())
    }

    /// Whether any row lies in the chunk. O(log rows of its container).
    pub fn has_chunk(&self, chunk: usize) -> bool {
        self.container_of(chunk).is_some_and(|(container, first)| match &container.rows {
            Rows::List(list) => !within(list, first).is_empty(),
            Rows::Bits(bits) => bits[first / 64..][..CHUNK_WORDS].iter().any(|word| *word != 0),
        })
    }

    /// Adds the bits of the rows that lie in the chunk. O(log rows of its container, and rows of the chunk).
    pub fn add_chunk(&self, chunk: usize, bits: &mut Bits) {
        let Some((container, first)) = self.container_of(chunk) else { return };
        match &container.rows {
            Rows::List(list) => {
                for lower in &list[within(list, first)] {
                    let at = usize::from(*lower) - first;
                    bits[at / 64] |= 1 << (at % 64);
                }
            }
            Rows::Bits(words) => {
                bits.iter_mut().zip(&words[first / 64..]).for_each(|(word, more)| *word |= more);
            }
        }
    }

    /// The container of a chunk, and the lower bits of the chunk's first row.
    fn container_of(&self, chunk: usize) -> Option<(&Container, usize)> {
        let upper = u16::try_from(chunk / CONTAINER_CHUNKS).ok()?;
        let at = self.find(upper).ok()?;
        Some((&self.containers[at], chunk % CONTAINER_CHUNKS * CHUNK_ROWS))
    }

    /// The rows, ascending.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows_from(0)
    }

    /// The rows of these ranks and behind them. O(containers) before the first.
    pub fn rows_from(&self, rank: u32) -> impl Iterator<Item = u32> + '_ {
        let mut before = 0;
        let first = self.containers.iter().position(|container| {
            let reached = before + container.count > rank;
            before += if reached { 0 } else { container.count };
            reached
        });
        let containers = &self.containers[first.unwrap_or(self.containers.len())..];
        containers.iter().flat_map(Container::rows).skip((rank - before.min(rank)) as usize)
    }

    /// How many rows lie before this one. O(containers, and the rows of one).
    pub fn rank(&self, row: u64) -> u64 {
        let Ok(row) = u32::try_from(row) else { return u64::from(self.len) };
        let (upper, lower) = split(row);
        let here = self.containers.partition_point(|container| container.upper < upper);
        let before: u64 = self.containers[..here].iter().map(|container| u64::from(container.count)).sum();
        match self.containers.get(here) {
            Some(container) if container.upper == upper => before + container.rank(lower) as u64,
            _ => before,
        }
    }
}

/// Where the rows of the chunk that begins here stand.
fn within(list: &[u16], first: usize) -> Range<usize> {
    let start = list.partition_point(|lower| usize::from(*lower) < first);
    let end = start + list[start..].partition_point(|lower| usize::from(*lower) < first + CHUNK_ROWS);
    start..end
}

impl Container {
    fn of(upper: u16, lower: u16) -> Result<Self, OutOfMemory> {
        Ok(Container { upper, count: 1, rows: Rows::List(SharedVec::of(lower)?) })
    }

    /// Answers whether the row is new.
    fn insert(&mut self, lower: u16) -> Result<bool, OutOfMemory> {
        let list = match &mut self.rows {
            Rows::Bits(bits) => {
                let word = &mut bits.make_mut()?[usize::from(lower) / 64];
                let new = *word >> (lower % 64) & 1 == 0;
                *word |= 1 << (lower % 64);
                self.count += u32::from(new);
                return Ok(new);
            }
            Rows::List(list) => list,
        };
        // Rows mostly come in order.
        let at = match list.last() {
            Some(last) if *last < lower => list.len(),
            _ => match list.binary_search(&lower) {
                Ok(_) => return Ok(false),
                Err(at) => at,
            },
        };
        if list.len() == LIST_MAX {
            let mut bits = bits_of(list)?;
            bits.make_mut()?[usize::from(lower) / 64] |= 1 << (lower % 64);
            std::mem::replace(list, SharedVec::new()).leave();
            self.rows = Rows::Bits(bits);
        } else {
            list.make_mut()?;
            list.reserve(1, LIST_MAX)?;
            list.push(lower)?;
            list.make_mut()?[at..].rotate_right(1);
        }
        self.count += 1;
        Ok(true)
    }

    /// Answers whether the row was there.
    fn remove(&mut self, lower: u16) -> Result<bool, OutOfMemory> {
        let removed = match &mut self.rows {
            Rows::Bits(bits) => {
                let word = &mut bits.make_mut()?[usize::from(lower) / 64];
                let there = *word >> (lower % 64) & 1 == 1;
                *word &= !(1 << (lower % 64));
                there
            }
            Rows::List(list) => match list.binary_search(&lower) {
                Ok(at) => {
                    list.make_mut()?[at..].rotate_left(1);
                    list.truncate(list.len() - 1);
                    true
                }
                Err(_) => false,
            },
        };
        self.count -= u32::from(removed);
        Ok(removed)
    }

    fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let upper = u32::from(self.upper) << 16;
        let (list, bits) = match &self.rows {
            Rows::List(list) => (&**list, &[][..]),
            Rows::Bits(bits) => (&[][..], &**bits),
        };
        let set = bits.iter().enumerate().flat_map(|(word, bits)| {
            std::iter::successors((*bits != 0).then_some(*bits), |rest| {
                Some(rest & (rest - 1)).filter(|rest| *rest != 0)
            })
            .map(move |rest| word as u32 * 64 + rest.trailing_zeros())
        });
        list.iter().map(|lower| u32::from(*lower)).chain(set).map(move |lower| upper | lower)
    }

    fn rank(&self, lower: u16) -> usize {
        match &self.rows {
            Rows::List(list) => list.partition_point(|other| *other < lower),
            Rows::Bits(bits) => {
                let (word, bit) = (usize::from(lower) / 64, lower % 64);
                let whole: u32 = bits[..word].iter().map(|word| word.count_ones()).sum();
                (whole + (bits[word] & ((1 << bit) - 1)).count_ones()) as usize
            }
        }
    }
}

impl Rows {
    fn bytes(&self) -> usize {
        match self {
            Rows::List(list) => list.bytes(),
            Rows::Bits(bits) => bits.bytes(),
        }
    }
}

fn bits_of(list: &[u16]) -> Result<SharedVec<u64>, OutOfMemory> {
    let mut bits = SharedVec::with_capacity(CONTAINER_WORDS)?;
    bits.extend_to(CONTAINER_WORDS, 0, CONTAINER_WORDS)?;
    let words = bits.make_mut()?;
    for lower in list {
        words[usize::from(*lower) / 64] |= 1 << (lower % 64);
    }
    Ok(bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Dense in places, so that lists become bits.
    fn row() -> impl Strategy<Value = u32> {
        prop_oneof![
            3 => (0_u32..6_000).prop_map(|row| row * 2),
            1 => 60_000_u32..70_000,
            1 => (0_u32..8).prop_map(|row| row * 65_536 + 5),
            1 => any::<u32>(),
        ]
    }

    fn equals(set: &RowSet, model: &BTreeSet<u32>) -> Result<(), TestCaseError> {
        prop_assert_eq!(set.len() as usize, model.len());
        prop_assert!(set.rows().eq(model.iter().copied()));
        let rank = model.len() / 3;
        prop_assert!(set.rows_from(rank as u32).eq(model.iter().copied().skip(rank)));
        for row in [0, 1, 2_048, 65_536, 65_541, 70_000, u64::from(u32::MAX), 1 << 40] {
            let before = model.iter().filter(|other| u64::from(**other) < row).count() as u64;
            prop_assert_eq!(set.rank(row), before);
        }
        for chunk in [0, 1, 5, 29, 31, 32, 33, 2_097_151] {
            let mut bits = [0; CHUNK_WORDS];
            set.add_chunk(chunk, &mut bits);
            let first = chunk as u64 * CHUNK_ROWS as u64;
            for at in 0..CHUNK_ROWS {
                let there = u32::try_from(first + at as u64).is_ok_and(|row| model.contains(&row));
                prop_assert_eq!(bits[at / 64] >> (at % 64) & 1 == 1, there);
            }
            prop_assert_eq!(set.has_chunk(chunk), bits != [0; CHUNK_WORDS]);
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn a_set_equals_a_sorted_set_and_its_clones_never_change(
            changes in prop::collection::vec((prop::bool::weighted(0.8), row()), 0..9_000), kept_at in 0_usize..9_000
        ) {
            let (mut set, mut model) = (RowSet::default(), BTreeSet::new());
            let mut kept = None;
            for (at, (add, row)) in changes.into_iter().enumerate() {
                if at == kept_at {
                    kept = Some((set.clone(), model.clone()));
                }
                if add {
                    set.insert(row).unwrap();
                    model.insert(row);
                } else {
                    set.remove(row).unwrap();
                    model.remove(&row);
                }
            }
            equals(&set, &model)?;
            if let Some((set, model)) = kept {
                equals(&set, &model)?;
            }
        }
    }

    #[test]
    fn a_set_of_one_row_takes_90_bytes_and_a_full_container_8_kib() {
        let mut set = RowSet::default();
        assert_eq!(set.bytes(), 0);
        set.insert(70_000).unwrap();
        assert_eq!(set.bytes(), 24 + size_of::<Container>() + 24 + 2);
        (65_536..2 * 65_536).for_each(|row| set.insert(row).unwrap());
        assert_eq!((set.len(), set.bytes()), (65_536, 24 + size_of::<Container>() + 24 + 8_192));
    }
}
