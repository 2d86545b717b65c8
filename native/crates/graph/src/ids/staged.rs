//! Many ids at once: every cold line of a stage is asked for before the first is read.
//!
//! ```text
//! 32 ids ─ hash ─► 32 buckets asked for ─ tags ─► 32 records asked for ─ bytes compared ─► rows
//! ```

use super::dictionary::STAGE;
use super::{Ids, Record};
use crate::room::room;
use kneiphof_kernels::OutOfMemory;

/// The row of an id that is not in.
pub(crate) const NO_ROW: u32 = u32::MAX;

impl Ids {
    /// Appends the rows of `count` ids, [`NO_ROW`] for those that are not in.
    pub fn find_into<'a>(
        &self,
        count: usize,
        id: impl Fn(usize) -> &'a str,
        rows: &mut Vec<u32>,
    ) -> Result<(), OutOfMemory> {
        room(rows, count)?;
        let mut hashes = [0; STAGE];
        let mut records: [Option<Record>; STAGE] = [None; STAGE];
        for start in (0..count).step_by(STAGE) {
            let stage = (count - start).min(STAGE);
            self.hash_stage(&mut hashes[..stage], |at| id(start + at));
            for (record, hash) in records.iter_mut().zip(&hashes[..stage]) {
                *record = self.dictionary.likely_record(*hash);
                if let Some(record) = record {
                    self.texts.arena.prefetch(*record);
                }
            }
            for at in 0..stage {
                let id = id(start + at);
                let row = match records[at] {
                    Some(record) if same_bytes(self.texts.arena.id(record), id.as_bytes()) => {
                        Some(self.texts.arena.row(record))
                    }
                    // Two ids with one half of their hashes, or an entry that spilled or was not moved yet.
                    _ => self.find_hashed(hashes[at], id),
                };
                rows.push(row.unwrap_or(NO_ROW));
            }
        }
        Ok(())
    }

    /// Adds new ids for the rows from `first` on, until one is in already or there is no memory: answers how many it added.
    pub fn insert_new<'a>(&mut self, first: u32, count: usize, id: impl Fn(usize) -> &'a str) -> usize {
        let mut hashes = [0; STAGE];
        let mut records = [0; STAGE];
        for start in (0..count).step_by(STAGE) {
            let stage = (count - start).min(STAGE);
            self.hash_stage(&mut hashes[..stage], |at| id(start + at));
            let mut added = 0;
            while added < stage {
                let Some(record) = self.insert_one(first, start + added, hashes[added], &id) else { break };
                records[added] = record + 1;
                added += 1;
            }
            if self.texts.records.append(first + start as u32, &records[..added]).is_err() {
                for at in (0..added).rev() {
                    self.dictionary.remove(hashes[at], records[at] - 1);
                    self.texts.arena.pop(records[at] - 1);
                }
                return start;
            }
            if added < stage {
                return start + added;
            }
        }
        count
    }

    fn insert_one<'a>(
        &mut self,
        first: u32,
        at: usize,
        hash: u64,
        id: &impl Fn(usize) -> &'a str,
    ) -> Option<Record> {
        let id = id(at);
        if self.find_hashed(hash, id).is_some() {
            return None;
        }
        let record = self.texts.arena.push(first + at as u32, id.as_bytes()).ok()?;
        if self.dictionary.insert(hash, record).is_err() {
            self.texts.arena.pop(record);
            return None;
        }
        Some(record)
    }

    #[inline(always)]
    fn hash_stage<'a>(&self, hashes: &mut [u64], id: impl Fn(usize) -> &'a str) {
        for (at, hash) in hashes.iter_mut().enumerate() {
            *hash = self.hash(id(at).as_bytes());
            self.dictionary.prefetch(*hash);
        }
    }
}

/// As `==`, without a call for the lengths that ids mostly have.
#[inline(always)]
fn same_bytes(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match (one.first_chunk::<8>(), one.last_chunk::<8>(), other.first_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(start), Some(end), Some(other_start), Some(other_end)) if one.len() <= 16 => {
            start == other_start && end == other_end
        }
        _ => one == other,
    }
}
