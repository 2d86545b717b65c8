//! Many ids at once, as on an assembly line: by the time an id is looked at, its cold lines have been asked for.
//!
//! ```text
//! id i+32  hash, ask for its bucket  ─►  id i+16  tags, ask for its record  ─►  id i  compare bytes, take the row
//! ```
//! A cold line costs 179 ns alone and 8 ns when 32 are under way.

use super::{Ids, Record, STAGE};
use crate::store::room::room;
use kneiphof_kernels::OutOfMemory;

/// The row of an id that is not in.
pub(crate) const NO_ROW: u32 = u32::MAX;
/// Items between two stations of an assembly line.
pub(crate) const AHEAD: usize = 16;
const LINE: usize = 4 * AHEAD;

/// Which item a station works on, so many items behind the first station.
#[inline(always)]
pub(crate) fn station(step: usize, behind: usize, count: usize) -> Option<usize> {
    step.checked_sub(behind).filter(|at| *at < count)
}

/// What is known of the ids of a stage before the first record is read.
#[derive(Clone, Copy)]
struct Stage {
    hashes: [u64; STAGE],
    records: [Option<Record>; STAGE],
}

const NO_STAGE: Stage = Stage { hashes: [0; STAGE], records: [None; STAGE] };

impl Stage {
    /// Hashes ids, at most [`STAGE`] of them, and asks for their buckets. Answers how many there are.
    #[inline(always)]
    fn begin<'a>(&mut self, all: &Ids, ids: impl Iterator<Item = &'a [u8]>) -> usize {
        let mut count = 0;
        for (hash, id) in self.hashes.iter_mut().zip(ids) {
            *hash = all.hash(id);
            all.dictionary.prefetch(*hash);
            count += 1;
        }
        count
    }

    /// Reads the buckets of the first so many ids, and asks for their records.
    #[inline(always)]
    fn go_on(&mut self, all: &Ids, count: usize) {
        for (record, hash) in self.records.iter_mut().zip(&self.hashes[..count]) {
            *record = all.dictionary.likely_record(*hash);
            if let Some(record) = record {
                all.texts.arena.prefetch(*record);
            }
        }
    }
}

impl Ids {
    /// As [`Ids::find`], for a reader who goes on from the row: what the row leads to is asked for together with its record, by `ask` for the
    /// row that it probably is.
    #[inline(always)]
    pub fn find_and_ask(&self, id: &str, ask: impl FnOnce(u32)) -> Option<u32> {
        let hash = self.hash(id.as_bytes());
        let likely = self.dictionary.likely_record(hash);
        if let Some(record) = likely {
            ask(self.guess.row(record));
        }
        self.row_at(likely, hash, id.as_bytes())
    }

    /// The rows of two ids: both buckets are asked for before the first is read, then both records, and together with them what the
    /// rows lead to, which `ask` does for the rows that they probably are.
    #[inline(always)]
    pub fn find_both(&self, ids: [&str; 2], ask: impl FnOnce(u32, u32)) -> [Option<u32>; 2] {
        let [first, second] = [self.hash(ids[0].as_bytes()), self.hash(ids[1].as_bytes())];
        self.dictionary.prefetch(first);
        self.dictionary.prefetch(second);
        let records = [self.dictionary.likely_record(first), self.dictionary.likely_record(second)];
        if let [Some(first), Some(second)] = records {
            self.texts.arena.prefetch(first);
            self.texts.arena.prefetch(second);
            ask(self.guess.row(first), self.guess.row(second));
        }
        let [source, target] = ids.map(str::as_bytes);
        [self.row_at(records[0], first, source), self.row_at(records[1], second, target)]
    }

    /// The row of an id that is probably in this record.
    #[inline(always)]
    fn row_at(&self, likely: Option<Record>, hash: u64, id: &[u8]) -> Option<u32> {
        let row = likely.and_then(|record| self.texts.arena.row_of(record, id));
        // Else it is not in, or there are two ids with one half of their hashes, or an entry spilled or was not moved yet.
        if row.is_some() { row } else { self.find_anywhere(hash, id) }
    }

    #[inline(never)]
    fn find_anywhere(&self, hash: u64, id: &[u8]) -> Option<u32> {
        self.dictionary.find(hash, id, &self.texts.arena)
    }

    /// Asks for all cold lines that finding these ids, at most [`STAGE`] of them, will read.
    #[inline(always)]
    fn stage<'a>(&self, ids: impl Iterator<Item = &'a str>) -> Stage {
        let mut stage = NO_STAGE;
        let count = stage.begin(self, ids.map(str::as_bytes));
        stage.go_on(self, count);
        stage
    }

    /// Brings near what finding these ids, at most [`STAGE`] of them, will read: a cold line costs 179 ns alone and 8 ns when
    /// 32 are under way.
    pub fn warm<'a>(&self, ids: impl Iterator<Item = &'a str>) {
        self.stage(ids);
    }

    /// The rows of at most [`STAGE`] ids, in order.
    #[inline]
    pub fn find_stage<'a>(
        &self,
        ids: impl Iterator<Item = &'a str> + Clone,
    ) -> impl Iterator<Item = Option<u32>> {
        let Stage { hashes, records } = self.stage(ids.clone());
        let known = hashes.into_iter().zip(records);
        known.zip(ids).map(|((hash, record), id)| self.row_at(record, hash, id.as_bytes()))
    }

    /// Calls with the place of the first of up to [`STAGE`] ids and with their rows, [`NO_ROW`] for those that are not in. While the
    /// rows of one stage are read, the records of the next are under way, and the buckets of the one behind it.
    #[inline]
    pub fn find_stages<'a, E>(
        &self,
        count: usize,
        id: impl Fn(usize) -> &'a [u8],
        mut visit: impl FnMut(usize, &[u32]) -> Result<(), E>,
    ) -> Result<(), E> {
        const UNDER_WAY: usize = 3;
        let mut stages = [NO_STAGE; UNDER_WAY];
        let mut rows = [NO_ROW; STAGE];
        let places = |stage: usize| stage * STAGE..count.min((stage + 1) * STAGE);
        let last = count.div_ceil(STAGE);
        for step in 0..last + UNDER_WAY - 1 {
            if step < last {
                stages[step % UNDER_WAY].begin(self, places(step).map(&id));
            }
            if let Some(stage) = station(step, 1, last) {
                stages[stage % UNDER_WAY].go_on(self, places(stage).len());
            }
            if let Some(stage) = station(step, 2, last) {
                let Stage { hashes, records } = &stages[stage % UNDER_WAY];
                let known = hashes.iter().zip(records).zip(places(stage));
                for (row, ((hash, record), at)) in rows.iter_mut().zip(known) {
                    *row = self.row_at(*record, *hash, id(at)).unwrap_or(NO_ROW);
                }
                visit(stage * STAGE, &rows[..places(stage).len()])?;
            }
        }
        Ok(())
    }

    /// Appends the rows of `count` ids, [`NO_ROW`] for those that are not in.
    pub fn find_into<'a>(
        &self,
        count: usize,
        id: impl Fn(usize) -> &'a [u8],
        rows: &mut Vec<u32>,
    ) -> Result<(), OutOfMemory> {
        room(rows, count)?;
        self.find_stages(count, id, |_, found| {
            rows.extend_from_slice(found);
            Ok(())
        })
    }

    /// Adds new ids for the rows from `first` on, until one is in already or there is no memory: answers how many it added.
    pub fn insert_new<'a>(&mut self, first: u32, count: usize, id: impl Fn(usize) -> &'a str) -> usize {
        let mut hashes = [0; LINE];
        let mut records = Vec::new();
        if room(&mut records, count).is_err() {
            return 0;
        }
        for step in 0..count + AHEAD {
            if step < count {
                hashes[step % LINE] = self.hash(id(step).as_bytes());
                self.dictionary.prefetch(hashes[step % LINE]);
            }
            if let Some(at) = station(step, AHEAD, count) {
                match self.insert_one(first + at as u32, hashes[at % LINE], id(at)) {
                    Some(record) => records.push(record + 1),
                    None => break,
                }
            }
        }
        if self.texts.records.append(first, &records).is_err() {
            for (at, record) in records.iter().enumerate().rev() {
                self.dictionary.remove(self.hash(id(at).as_bytes()), record - 1);
                self.drop_last(first + at as u32, record - 1);
            }
            return 0;
        }
        records.len()
    }

    fn insert_one(&mut self, row: u32, hash: u64, id: &str) -> Option<Record> {
        if self.find_hashed(hash, id).is_some() {
            return None;
        }
        let record = self.keep(row, id).ok()?;
        if self.dictionary.insert(hash, record).is_err() {
            self.drop_last(row, record);
            return None;
        }
        Some(record)
    }
}
