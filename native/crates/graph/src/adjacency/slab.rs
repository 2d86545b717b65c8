//! Memory for adjacency blocks, by size class.
//!
//! ```text
//! slab = 2 MiB of 8-byte entries | block of 2^k entries | block | …        a block never crosses slabs
//! place of a block, u32 = number of its first entry over all slabs         free lists: one per class
//! ```
//! The first slab starts small and doubles, so that a small graph stays small. Freed blocks are split when a smaller one
//! is wanted and none is free.

use kneiphof_kernels::{OutOfMemory, Words};

const SLAB_BITS: u32 = 18;
const SLAB_ENTRIES: usize = 1 << SLAB_BITS;
const FIRST_ENTRIES: usize = 512;
pub(super) const CLASSES: usize = 13;

#[derive(Debug, Default)]
pub(super) struct Slabs {
    slabs: Vec<Words>,
    /// First entry of the last slab that was never given out.
    fresh: usize,
    free: [Vec<u32>; CLASSES],
    bytes: usize,
}

impl Slabs {
    /// A block of 2^class entries; its content is left over.
    pub fn take(&mut self, class: u32) -> Result<u32, OutOfMemory> {
        if let Some(block) = self.free[class as usize].pop() {
            return Ok(block);
        }
        if let Some(larger) =
            (class + 1..CLASSES as u32).find(|larger| !self.free[*larger as usize].is_empty())
            && let Some(block) = self.free[larger as usize].pop()
        {
            // The lower half is split on; the upper halves stay free.
            for half in (class..larger).rev() {
                self.free[half as usize].push(block + (1 << half));
            }
            return Ok(block);
        }
        self.take_fresh(class)
    }

    fn take_fresh(&mut self, class: u32) -> Result<u32, OutOfMemory> {
        let size = 1usize << class;
        if self.slabs.is_empty() || self.fresh + size > SLAB_ENTRIES {
            let first = self.slabs.is_empty();
            let slab = Words::zeroed(if first { FIRST_ENTRIES.max(size) } else { SLAB_ENTRIES })?;
            self.bytes += slab.bytes();
            self.slabs.push(slab);
            self.fresh = 0;
        }
        let index = self.slabs.len() - 1;
        let slab = &mut self.slabs[index];
        if self.fresh + size > slab.len() {
            let mut larger = Words::zeroed((slab.len() * 2).max(self.fresh + size).min(SLAB_ENTRIES))?;
            larger[..slab.len()].copy_from_slice(slab);
            self.bytes += larger.bytes() - slab.bytes();
            *slab = larger;
        }
        let block = (index << SLAB_BITS) + self.fresh;
        self.fresh += size;
        // 2^32 entries of 8 bytes: more than the 2^31 edges of a graph can ask for twice.
        u32::try_from(block).map_err(|_| OutOfMemory { bytes: size * 8 })
    }

    pub fn give_back(&mut self, block: u32, class: u32) {
        self.free[class as usize].push(block);
    }

    #[inline]
    pub fn entries(&self, block: u32, len: usize) -> &[u64] {
        let start = block as usize & (SLAB_ENTRIES - 1);
        &self.slabs[(block >> SLAB_BITS) as usize][start..start + len]
    }

    /// Asks for the line of one entry of a block.
    #[inline]
    pub fn prefetch(&self, block: u32, entry: u32) {
        let start = block as usize & (SLAB_ENTRIES - 1);
        kneiphof_kernels::prefetch(&self.slabs[(block >> SLAB_BITS) as usize], start + entry as usize);
    }

    #[inline]
    pub fn entries_mut(&mut self, block: u32, len: usize) -> &mut [u64] {
        let start = block as usize & (SLAB_ENTRIES - 1);
        &mut self.slabs[(block >> SLAB_BITS) as usize][start..start + len]
    }

    /// Copies entries from one block to another.
    pub fn copy(&mut self, from: u32, to: u32, len: usize) {
        let mut moved = [0u64; 64];
        for start in (0..len).step_by(64) {
            let count = (len - start).min(64);
            moved[..count].copy_from_slice(&self.entries(from, len)[start..start + count]);
            self.entries_mut(to, len)[start..start + count].copy_from_slice(&moved[..count]);
        }
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_never_overlap_whatever_is_taken_and_given_back() {
        let mut slabs = Slabs::default();
        let mut held: Vec<(u32, u32)> = Vec::new();
        for step in 0..20_000u32 {
            let class = step.wrapping_mul(2_654_435_761) >> 20 & 7;
            if step % 5 == 4 {
                let (block, class) = held.swap_remove(step as usize * 7 % held.len());
                slabs.give_back(block, class);
            } else {
                let block = slabs.take(class).unwrap();
                slabs.entries_mut(block, 1 << class).fill(u64::from(block) << 8 | u64::from(class));
                held.push((block, class));
            }
        }
        for (block, class) in held {
            assert!(
                slabs
                    .entries(block, 1 << class)
                    .iter()
                    .all(|e| *e == u64::from(block) << 8 | u64::from(class))
            );
        }
    }

    #[test]
    fn the_first_slab_is_small() {
        let mut slabs = Slabs::default();
        slabs.take(1).unwrap();
        assert!(slabs.bytes() < 10_000);
    }
}
