//! Which snapshots are open, since when, and what memory the graph has left to them.
//!
//! ```text
//! left behind so far   0 ────── 40 KiB ─────── 52 KiB          the writer moved on to copies of its own
//! snapshot                └ opened at 40 KiB: holds at most 12 KiB
//! ```
//! One number a snapshot tells what all of them hold at most: nothing that was left behind before the oldest was opened. It is exact
//! while one is open. With several, what one that is gone held alone is counted until the older ones are gone, too.

use kneiphof_kernels::OutOfMemory;
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// The snapshots of a graph that are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SnapshotCounts {
    pub open: u64,
    /// Age of the oldest, 0 when none is open.
    pub oldest_nanos: u64,
    /// Memory that only snapshots keep from being freed, at most.
    pub held_bytes: u64,
}

#[derive(Debug)]
pub(crate) struct OpenSnapshots {
    /// In order of opening.
    open: Mutex<Vec<Opened>>,
    left_behind: AtomicU64,
    /// What was left behind when the oldest was opened; [`NONE_OPEN`] when none is.
    oldest: AtomicU64,
}

const NONE_OPEN: u64 = u64::MAX;

impl Default for OpenSnapshots {
    fn default() -> Self {
        OpenSnapshots {
            open: Mutex::default(),
            left_behind: AtomicU64::new(0),
            oldest: AtomicU64::new(NONE_OPEN),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Opened {
    number: u64,
    nanos: u64,
    left_behind: u64,
}

impl OpenSnapshots {
    /// Notes a snapshot, which is open until the answer is dropped.
    pub fn open(self: &Arc<Self>, now_nanos: u64) -> Result<OpenSnapshot, OutOfMemory> {
        let mut open = self.open.lock();
        crate::store::room::room(&mut open, 1)?;
        let number = open.last().map_or(0, |last| last.number + 1);
        open.push(Opened { number, nanos: now_nanos, left_behind: self.left_behind.load(Relaxed) });
        self.note_oldest(&open);
        Ok(OpenSnapshot { all: self.clone(), number })
    }

    fn note_oldest(&self, open: &[Opened]) {
        self.oldest.store(open.first().map_or(NONE_OPEN, |oldest| oldest.left_behind), Relaxed);
    }

    /// Memory that only snapshots keep from being freed, at most. O(1), takes no lock.
    pub fn held_bytes(&self) -> u64 {
        match self.oldest.load(Relaxed) {
            NONE_OPEN => 0,
            oldest => self.left_behind.load(Relaxed).saturating_sub(oldest),
        }
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.oldest.load(Relaxed) == NONE_OPEN
    }

    /// Notes what the writer has left behind, under the graph's lock. Where no snapshot is open, it was freed at once.
    pub fn leave(&self, bytes: u64) {
        if bytes > 0 {
            self.left_behind.fetch_add(bytes, Relaxed);
        }
    }

    /// O(open snapshots).
    pub fn counts(&self, now_nanos: u64) -> SnapshotCounts {
        let open = self.open.lock();
        let Some(oldest) = open.first() else { return SnapshotCounts::default() };
        SnapshotCounts {
            open: open.len() as u64,
            oldest_nanos: now_nanos.saturating_sub(oldest.nanos),
            held_bytes: self.held_bytes(),
        }
    }
}

/// An open snapshot's place in the list.
#[derive(Debug)]
pub(crate) struct OpenSnapshot {
    all: Arc<OpenSnapshots>,
    number: u64,
}

impl Drop for OpenSnapshot {
    fn drop(&mut self) {
        let mut open = self.all.open.lock();
        open.retain(|opened| opened.number != self.number);
        self.all.note_oldest(&open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_behind_is_held_until_the_last_snapshot_from_before_is_gone() {
        let all = Arc::new(OpenSnapshots::default());
        all.leave(5);
        let first = all.open(100).unwrap();
        all.leave(7);
        let second = all.open(150).unwrap();
        all.leave(11);
        assert_eq!(all.counts(190), SnapshotCounts { open: 2, oldest_nanos: 90, held_bytes: 18 });
        drop(first);
        assert_eq!(all.counts(190), SnapshotCounts { open: 1, oldest_nanos: 40, held_bytes: 11 });
        drop(second);
        assert_eq!(all.counts(190), SnapshotCounts::default());
    }
}
