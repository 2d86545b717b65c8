//! Memory for adjacency blocks, by size class.
//!
//! ```text
//! slab = 2 MiB of 8-byte entries | block of 2, 4, 8, 12, 16, 24 … entries | block | …        a block never crosses slabs
//! place of a block, u32 = number of its first entry over all slabs         free lists: one per class
//! ```
//! A slab starts small and doubles, so that a small graph stays small, and a larger one has little more than it needs. Freed blocks are cut when a smaller one
//! is wanted and none is free.
//!
//! Snapshots share the slabs, and not copies of them: a list as a snapshot knows it ends where it ended then, so entries
//! appended behind its end are none of its business. What a snapshot may still read is never written again while it lives;
//! a block that a list has moved out of is retired, and free only when the snapshots of before are gone.

use super::size_class::{CLASSES, cut, entries_of};
use crate::store::room::{counted_push, counted_room};
use kneiphof_kernels::{Generations, OutOfMemory, Pin, SharedVec, SharedWords};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

const SLAB_BITS: u32 = 18;
pub(crate) const SLAB_ENTRIES: usize = 1 << SLAB_BITS;
/// What the first slab and each one after it start with.
const FIRST_ENTRIES: usize = 512;
const NEXT_ENTRIES: usize = SLAB_ENTRIES / 8;

/// The entries, as readers and the writer see them.
#[derive(Clone, Debug, Default)]
pub(super) struct Slabs {
    slabs: SharedVec<SharedWords>,
    /// Held by all who may read blocks of a generation; made with the first slab.
    pin: Pin,
}

impl Slabs {
    #[inline]
    pub fn entries(&self, block: u32, len: usize) -> &[AtomicU64] {
        let start = block as usize & (SLAB_ENTRIES - 1);
        &self.slabs[(block >> SLAB_BITS) as usize][start..start + len]
    }

    /// So many words from the first entry of a block on, whatever they belong to, unless the slab ends before.
    #[inline(always)]
    pub fn words<const N: usize>(&self, block: u32) -> Option<&[AtomicU64; N]> {
        let start = block as usize & (SLAB_ENTRIES - 1);
        self.slabs.get((block >> SLAB_BITS) as usize)?.get(start..)?.first_chunk()
    }

    /// Writes one entry of a block. Only the writer does, and only where no snapshot reads.
    #[inline(always)]
    pub fn put(&self, block: u32, at: usize, entry: u64) {
        let start = block as usize & (SLAB_ENTRIES - 1);
        self.slabs[(block >> SLAB_BITS) as usize][start + at].store(entry, Relaxed);
    }

    /// Writes entries from the start of a block on; else as [`Slabs::put`].
    pub fn fill(&self, block: u32, entries: &[u64]) {
        for (place, entry) in self.entries(block, entries.len()).iter().zip(entries) {
            place.store(*entry, Relaxed);
        }
    }

    /// Asks for the line of one entry of a block; where there is no such block, for nothing.
    #[inline]
    pub fn prefetch(&self, block: u32, entry: u32) {
        let start = block as usize & (SLAB_ENTRIES - 1);
        if let Some(slab) = self.slabs.get((block >> SLAB_BITS) as usize) {
            kneiphof_kernels::prefetch(slab, start + entry as usize);
        }
    }

    /// As `prefetch`, for some entries of one block.
    #[inline(always)]
    pub fn prefetch_lines(&self, block: u32, entries: impl Iterator<Item = u32>) {
        let start = block as usize & (SLAB_ENTRIES - 1);
        if let Some(words) = self.slabs.get((block >> SLAB_BITS) as usize).and_then(|slab| slab.get(start..))
        {
            entries.for_each(|entry| kneiphof_kernels::prefetch(words, entry as usize));
        }
    }

    /// Copies entries from one block to another.
    pub fn copy(&self, from: u32, to: u32, len: usize) {
        for (old, new) in self.entries(from, len).iter().zip(self.entries(to, len)) {
            new.store(old.load(Relaxed), Relaxed);
        }
    }

    /// Bytes of the list of slabs; the slabs themselves are counted by those who take them.
    pub fn list_bytes(&self) -> usize {
        self.slabs.bytes() + self.pin.bytes()
    }
}

/// A block and its class.
type Block = (u32, u32);

/// The writer's side: which blocks are free.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// First entry of the last slab that was never given out.
    fresh: usize,
    free: [Vec<u32>; CLASSES],
    retired: Generations<Block>,
    /// Of the slabs.
    bytes: usize,
    /// Of the lists of free blocks.
    free_bytes: usize,
    /// Of the retired blocks themselves.
    retired_bytes: usize,
}

impl Blocks {
    /// A block of a class; its content is left over.
    pub fn take(&mut self, slabs: &mut Slabs, class: u32) -> Result<u32, OutOfMemory> {
        if let Some(block) = self.free[class as usize].pop() {
            return Ok(block);
        }
        if let Some(larger) =
            (class + 1..CLASSES as u32).find(|larger| !self.free[*larger as usize].is_empty())
            && self.has_room_for_parts(larger)
            && let Some(block) = self.free[larger as usize].pop()
        {
            // What comes first is cut on; the rests stay free.
            let mut whole = larger;
            while whole != class {
                let (first, rest) = cut(whole, class);
                self.free[rest as usize].push(block + entries_of(first));
                whole = first;
            }
            return Ok(block);
        }
        self.take_fresh(slabs, class)
    }

    /// Cutting a block leaves at most one part of each smaller class.
    fn has_room_for_parts(&mut self, larger: u32) -> bool {
        let lists = &mut self.free[..larger as usize];
        lists.iter_mut().all(|free| counted(free, &mut self.free_bytes, |free| counted_room(free, 1)).is_ok())
    }

    fn take_fresh(&mut self, slabs: &mut Slabs, class: u32) -> Result<u32, OutOfMemory> {
        let size = entries_of(class) as usize;
        slabs.pin.begin()?;
        let slabs = &mut slabs.slabs;
        if slabs.is_empty() || self.fresh + size > SLAB_ENTRIES {
            let entries = if slabs.is_empty() { FIRST_ENTRIES } else { NEXT_ENTRIES };
            let slab = SharedWords::zeroed(entries.max(size))?;
            let bytes = slab.bytes();
            slabs.push(slab)?;
            self.bytes += bytes;
            self.fresh = 0;
        }
        let index = slabs.len() - 1;
        let slab = &slabs[index];
        if self.fresh + size > slab.len() {
            let entries = (slab.len() * 2).max(self.fresh + size).min(SLAB_ENTRIES);
            self.move_last(slabs, entries)?;
        }
        let block = (index << SLAB_BITS) + self.fresh;
        self.fresh += size;
        // 2^32 entries of 8 bytes: more than the 2^31 edges of a graph can ask for twice.
        u32::try_from(block).map_err(|_| OutOfMemory::System { bytes: size * 8 })
    }

    /// Moves the last slab to one of so many entries. On failure nothing has changed.
    fn move_last(&mut self, slabs: &mut SharedVec<SharedWords>, entries: usize) -> Result<(), OutOfMemory> {
        let Some(last) = slabs.make_mut()?.last_mut() else { return Ok(()) };
        let moved = SharedWords::zeroed(entries)?;
        for (old, new) in last.iter().zip(moved.iter()) {
            new.store(old.load(Relaxed), Relaxed);
        }
        self.bytes = self.bytes + moved.bytes() - last.bytes();
        std::mem::replace(last, moved).leave();
        Ok(())
    }

    /// Gives back what no block of the last slab has ever used. O(entries of a slab).
    pub fn trim(&mut self, slabs: &mut Slabs) -> Result<(), OutOfMemory> {
        if slabs.slabs.last().is_some_and(|last| last.len() - self.fresh > last.len() / 32) {
            self.move_last(&mut slabs.slabs, self.fresh)?;
        }
        slabs.slabs.shrink()
    }

    /// Takes a block back that no list of the writer uses any more: at once, or when no snapshot reads it. A block that cannot be
    /// noted for want of memory is free again when the graph is compacted.
    pub fn give_back(&mut self, slabs: &Slabs, block: u32, class: u32) {
        if self.are_pinned(slabs) {
            if self.retired.retire((block, class)) {
                self.retired_bytes += block_bytes(class);
            }
        } else {
            let _ = counted(&mut self.free[class as usize], &mut self.free_bytes, |free| {
                counted_push(free, block)
            });
        }
    }

    /// Whether a snapshot may read what the lists hold now.
    pub fn are_pinned(&self, slabs: &Slabs) -> bool {
        self.retired.are_pinned(&slabs.pin)
    }

    /// Frees the retired blocks that nobody reads any more. O(1) and the blocks freed.
    #[inline]
    pub fn collect(&mut self, slabs: &mut Slabs) {
        let (free, bytes, retired_bytes) = (&mut self.free, &mut self.free_bytes, &mut self.retired_bytes);
        self.retired.collect(&mut slabs.pin, |(block, class)| {
            *retired_bytes -= block_bytes(class);
            let _ = counted(&mut free[class as usize], bytes, |free| counted_push(free, block));
        });
    }

    /// Whether no block is retired.
    #[inline(always)]
    pub fn has_nothing_to_collect(&self) -> bool {
        self.retired.is_empty()
    }

    /// Blocks that wait for a reader to go, in bytes. O(1): every write asks for it.
    pub fn retired_bytes(&self) -> usize {
        self.retired_bytes
    }

    pub fn bytes(&self) -> usize {
        self.bytes + self.free_bytes + self.retired.bytes()
    }
}

fn block_bytes(class: u32) -> usize {
    8 * entries_of(class) as usize
}

/// Changes a list, and counts what it grows by.
fn counted<T, R>(list: &mut Vec<T>, bytes: &mut usize, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
    let before = list.capacity();
    let changed = change(list);
    *bytes += (list.capacity() - before) * size_of::<T>();
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(slabs: &Slabs, block: u32, class: u32) {
        for entry in slabs.entries(block, entries_of(class) as usize) {
            entry.store(u64::from(block) << 8 | u64::from(class), Relaxed);
        }
    }

    fn is_filled(slabs: &Slabs, block: u32, class: u32) -> bool {
        let expected = u64::from(block) << 8 | u64::from(class);
        slabs.entries(block, entries_of(class) as usize).iter().all(|entry| entry.load(Relaxed) == expected)
    }

    #[test]
    fn blocks_never_overlap_whatever_is_taken_and_given_back() {
        let (mut blocks, mut slabs) = (Blocks::default(), Slabs::default());
        let mut held: Vec<Block> = Vec::new();
        for step in 0..20_000u32 {
            let class = step.wrapping_mul(2_654_435_761) >> 20 & 15;
            if step % 5 == 4 {
                let (block, class) = held.swap_remove(step as usize * 7 % held.len());
                blocks.give_back(&slabs, block, class);
            } else {
                let block = blocks.take(&mut slabs, class).unwrap();
                fill(&slabs, block, class);
                held.push((block, class));
            }
        }
        assert!(held.into_iter().all(|(block, class)| is_filled(&slabs, block, class)));
    }

    #[test]
    fn a_block_that_a_snapshot_reads_is_used_again_only_after_the_snapshot() {
        let (mut blocks, mut slabs) = (Blocks::default(), Slabs::default());
        let held: Vec<u32> = (0..100).map(|_| blocks.take(&mut slabs, 2).unwrap()).collect();
        held.iter().for_each(|block| fill(&slabs, *block, 2));
        let readers = [slabs.clone(), slabs.clone()];
        held.iter().for_each(|block| blocks.give_back(&slabs, *block, 2));
        blocks.collect(&mut slabs);
        let late = slabs.clone();
        assert_eq!(blocks.retired_bytes(), 100 * 64);
        for _ in 0..100 {
            let block = blocks.take(&mut slabs, 2).unwrap();
            slabs.put(block, 0, u64::MAX);
            assert!(!held.contains(&block));
        }
        for reader in readers {
            assert!(held.iter().all(|block| is_filled(&reader, *block, 2)));
            blocks.collect(&mut slabs);
            assert!(blocks.retired_bytes() > 0, "the reader is still there");
        }
        // A snapshot made after the blocks were retired does not hold them.
        blocks.collect(&mut slabs);
        assert_eq!(blocks.retired_bytes(), 0);
        assert!(held.contains(&blocks.take(&mut slabs, 2).unwrap()));
        drop(late);
    }

    #[test]
    fn the_first_slab_is_small() {
        let (mut blocks, mut slabs) = (Blocks::default(), Slabs::default());
        blocks.take(&mut slabs, 1).unwrap();
        assert!(blocks.bytes() < 10_000);
    }
}
