//! From the hash of an id to its record.
//!
//! ```text
//! bucket = one cache line     | tag × 7 | spilled u8 |  hash u32, record u32  × 7 |
//!                               1 byte each            8 bytes each
//! tag: 1 and 7 bits of the hash; 0 = free         spilled: how many entries had to go on to the next bucket (255 = many)
//! ```
//! A look-up reads the home bucket and goes on only where entries spilled. A hit touches two cold lines (bucket, record), a
//! miss one. The table doubles without a pause: a second table is made (lazily zeroed), and each insertion moves a few
//! buckets; the upper bits of the stored hash choose the bucket, so moving reads no record. The memory of the old table goes
//! back behind the move, 2 MiB at a time, so that no insertion gives back hundreds of MiB at once.
//!
//! ```text
//! old table | given back | moved: spill counts only ╎ not yet moved …       a chain that runs on from the left part to the right
//!                                                   ╎                       one passes the border, whose spill count is then not 0
//! ```

use super::arena::{Arena, Record};
use crate::steps::Steps;
use kneiphof_kernels::{OutOfMemory, Words, prefetch};

const SLOTS: usize = 7;
const BUCKET_WORDS: usize = 8;
const BUCKET_WORDS_BITS: u32 = 3;
/// A table grows when more than 3 in 4 of its slots are taken. At 7 in 8 one id in ten stands outside its home bucket, and finding it
/// costs two more cold lines; the room saved is 3 bytes an id.
const LOAD: (usize, usize) = (3, 4);
/// Buckets moved by each insertion while the table grows: the old table is empty long before the new one is full.
const MOVED_PER_INSERT: usize = 4;
/// Keys a batch has under way at once: more find no more line-fill buffers.
pub(crate) const STAGE: usize = 32;

#[derive(Debug)]
pub(crate) struct Dictionary {
    table: Table,
    old: Option<Old>,
    len: usize,
    steps: Steps,
}

/// The table before the last doubling.
#[derive(Debug)]
struct Old {
    table: Table,
    /// Buckets before this one are empty.
    moved: usize,
    /// Buckets before this one are out of use: no entry that is left has its home there.
    passed: usize,
}

#[derive(Debug)]
struct Table {
    words: Words,
    /// Number of buckets = 2^bits.
    bits: u32,
}

impl Table {
    fn new(bits: u32) -> Result<Table, OutOfMemory> {
        Ok(Table { words: Words::zeroed(BUCKET_WORDS << bits)?, bits })
    }

    fn buckets(&self) -> usize {
        1 << self.bits
    }

    #[inline(always)]
    fn home(&self, hash: u64) -> usize {
        // The stored half of the hash, of which the upper bits name the bucket.
        ((hash >> 32) as u32).checked_shr(32 - self.bits).unwrap_or(0) as usize
    }

    /// The matching entry: its bucket and slot.
    #[inline]
    fn find(
        &self,
        hash: u64,
        steps: &Steps,
        mut matches: impl FnMut(Record) -> bool,
    ) -> Option<(usize, usize)> {
        let mut bucket = self.home(hash);
        for _ in 0..self.buckets() {
            steps.count(1);
            let start = bucket << BUCKET_WORDS_BITS;
            let words = &self.words[start..start + BUCKET_WORDS];
            let mut candidates = equal_bytes(words[0], tag(hash)) & 0x0080_8080_8080_8080;
            while candidates != 0 {
                let slot = candidates.trailing_zeros() as usize / 8;
                candidates &= candidates - 1;
                let entry = words[1 + slot];
                if entry >> 32 == hash >> 32 && matches(entry as u32) {
                    return Some((bucket, slot));
                }
            }
            if words[0] >> 56 == 0 {
                return None;
            }
            bucket = (bucket + 1) & (self.buckets() - 1);
        }
        None
    }

    /// Tags and entries, from a bucket on.
    fn entries(&self, first: usize) -> impl Iterator<Item = (u8, u64)> + '_ {
        self.words[first << BUCKET_WORDS_BITS..].chunks_exact(BUCKET_WORDS).flat_map(|bucket| {
            let tags = bucket[0].to_le_bytes().into_iter().take(SLOTS);
            tags.zip(bucket[1..].iter().copied()).filter(|(tag, _)| *tag != 0)
        })
    }

    /// The table has a free slot.
    fn insert(&mut self, hash32: u32, tag: u8, record: Record, steps: &Steps) {
        let mut bucket = self.home(u64::from(hash32) << 32);
        loop {
            steps.count(1);
            let start = bucket << BUCKET_WORDS_BITS;
            let words = &mut self.words[start..start + BUCKET_WORDS];
            let free = equal_bytes(words[0], 0) & 0x0080_8080_8080_8080;
            if free != 0 {
                let slot = free.trailing_zeros() as usize / 8;
                words[0] |= u64::from(tag) << (slot * 8);
                words[1 + slot] = u64::from(hash32) << 32 | u64::from(record);
                return;
            }
            if words[0] >> 56 != 255 {
                words[0] += 1 << 56;
            }
            bucket = (bucket + 1) & (self.buckets() - 1);
        }
    }

    fn remove(&mut self, hash: u64, bucket: usize, slot: usize) {
        let mut passed = self.home(hash);
        while passed != bucket {
            let head = &mut self.words[passed << BUCKET_WORDS_BITS];
            if *head >> 56 != 255 {
                *head -= 1 << 56;
            }
            passed = (passed + 1) & (self.buckets() - 1);
        }
        let start = bucket << BUCKET_WORDS_BITS;
        self.words[start] &= !(0xFF << (slot * 8));
        self.words[start + 1 + slot] = 0;
    }
}

impl Old {
    /// As [`Table::find`], and reads nothing of what was given back.
    #[inline]
    fn find(&self, hash: u64, steps: &Steps, matches: impl FnMut(Record) -> bool) -> Option<(usize, usize)> {
        if self.table.home(hash) < self.passed { None } else { self.table.find(hash, steps, matches) }
    }
}

/// The upper bit of each byte that equals `byte`.
#[inline(always)]
fn equal_bytes(word: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let different = word ^ LOW.wrapping_mul(u64::from(byte));
    // Exact for every byte: no borrow runs from one byte into the next.
    !(((different & !HIGH).wrapping_add(!HIGH)) | different | !HIGH)
}

#[inline(always)]
fn tag(hash: u64) -> u8 {
    hash as u8 | 0x80
}

/// Bytes of the smallest table that takes so many entries.
pub(crate) fn table_bytes(entries: usize) -> usize {
    (BUCKET_WORDS * 8) << bits_for(entries)
}

/// Of the smallest table that takes so many entries.
fn bits_for(entries: usize) -> u32 {
    (entries * LOAD.1 / LOAD.0 / SLOTS + 1).next_power_of_two().trailing_zeros()
}

impl Dictionary {
    pub fn new() -> Result<Dictionary, OutOfMemory> {
        Ok(Dictionary { table: Table::new(0)?, old: None, len: 0, steps: Steps::default() })
    }

    /// A dictionary that takes `entries` without growing.
    pub fn with_capacity(entries: usize) -> Result<Dictionary, OutOfMemory> {
        let table = Table::new(bits_for(entries))?;
        Ok(Dictionary { table, old: None, len: 0, steps: Steps::default() })
    }

    /// The row of an id. O(1): one bucket, seldom two, and the record.
    #[inline]
    pub fn find(&self, hash: u64, id: &[u8], arena: &Arena) -> Option<u32> {
        let mut row = None;
        let mut matches = |record| {
            row = arena.row_of(record, id);
            row.is_some()
        };
        if self.table.find(hash, &self.steps, &mut matches).is_none() {
            self.old.as_ref()?.find(hash, &self.steps, &mut matches)?;
        }
        row
    }

    /// Asks for the bucket where looking for this hash begins.
    #[inline(always)]
    pub fn prefetch(&self, hash: u64) {
        prefetch(&self.table.words, self.table.home(hash) << BUCKET_WORDS_BITS);
        if let Some(old) = &self.old {
            prefetch(&old.table.words, old.table.home(hash) << BUCKET_WORDS_BITS);
        }
    }

    /// The first record in the home bucket that has this hash, which is nearly always the right one. Where there is none, asks for
    /// the bucket where the search would go on.
    #[inline(always)]
    pub fn likely_record(&self, hash: u64) -> Option<Record> {
        let home = self.table.home(hash) << BUCKET_WORDS_BITS;
        let bucket = self.table.words.get(home..home + BUCKET_WORDS)?.first_chunk::<BUCKET_WORDS>()?;
        let mut candidates = equal_bytes(bucket[0], tag(hash)) & 0x0080_8080_8080_8080;
        while candidates != 0 {
            // Seven of the eight bytes are tags: there is such a slot.
            let entry = *bucket.get(1 + candidates.trailing_zeros() as usize / 8)?;
            if entry >> 32 == hash >> 32 {
                return Some(entry as u32);
            }
            candidates &= candidates - 1;
        }
        if bucket[0] >> 56 != 0 {
            // The search will go on to the next bucket.
            let next = (self.table.home(hash) + 1) & (self.table.buckets() - 1);
            prefetch(&self.table.words, next << BUCKET_WORDS_BITS);
        }
        None
    }

    /// Adds a record whose id is not in yet. O(1); no single call does more than a bounded amount of moving.
    pub fn insert(&mut self, hash: u64, record: Record) -> Result<(), OutOfMemory> {
        if self.old.is_none() && (self.len + 1) * LOAD.1 > self.table.buckets() * SLOTS * LOAD.0 {
            let larger = Table::new(self.table.bits + 1)?;
            self.old = Some(Old { table: std::mem::replace(&mut self.table, larger), moved: 0, passed: 0 });
        }
        self.move_some();
        self.table.insert((hash >> 32) as u32, tag(hash), record, &self.steps);
        self.len += 1;
        Ok(())
    }

    fn move_some(&mut self) {
        let Some(Old { table: old, moved, passed }) = &mut self.old else { return };
        let end = (*moved + MOVED_PER_INSERT).min(old.buckets());
        for bucket in *moved..end {
            self.steps.count(1);
            let start = bucket << BUCKET_WORDS_BITS;
            let tags = old.words[start].to_le_bytes();
            for (slot, tag) in tags.into_iter().enumerate().take(SLOTS) {
                if tag != 0 {
                    let entry = old.words[start + 1 + slot];
                    self.table.insert((entry >> 32) as u32, tag, entry as u32, &self.steps);
                }
            }
            // The spill count stays: entries that went on from here may still lie in buckets not yet moved.
            old.words[start] &= 0xFF << 56;
        }
        *moved = end;
        // Where nothing was spilled beyond the border, all entries whose home lies before it have been moved.
        if old.words[(end - 1) << BUCKET_WORDS_BITS] >> 56 == 0 {
            *passed = old.words.give_back_some(end << BUCKET_WORDS_BITS) >> BUCKET_WORDS_BITS;
        }
        if end == old.buckets() {
            self.old = None;
        }
    }

    /// Moves the entries to the smallest table that takes them, where that is smaller. On failure nothing has changed. O(entries).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        let bits = bits_for(self.len);
        if self.old.is_none() && bits >= self.table.bits {
            return Ok(());
        }
        let mut smallest = Table::new(bits)?;
        let moved = self.old.as_ref().map_or(0, |old| old.moved);
        let old = self.old.iter().flat_map(|old| old.table.entries(moved));
        for (tag, entry) in old.chain(self.table.entries(0)) {
            smallest.insert((entry >> 32) as u32, tag, entry as u32, &self.steps);
        }
        (self.table, self.old) = (smallest, None);
        Ok(())
    }

    /// Takes the entry of a record out.
    pub fn remove(&mut self, hash: u64, record: Record) {
        if let Some((bucket, slot)) = self.table.find(hash, &self.steps, |other| other == record) {
            self.table.remove(hash, bucket, slot);
            self.len -= 1;
        } else if let Some(old) = &mut self.old
            && let Some((bucket, slot)) = old.find(hash, &self.steps, |other| other == record)
        {
            old.table.remove(hash, bucket, slot);
            self.len -= 1;
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn bytes(&self) -> usize {
        self.table.words.bytes() + self.old.as_ref().map_or(0, |old| old.table.words.bytes())
    }

    #[cfg(test)]
    pub fn steps(&self) -> u64 {
        self.steps.taken()
    }
}
