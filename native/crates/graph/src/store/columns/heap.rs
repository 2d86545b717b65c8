//! Bytes of a chunk's variable-length values.
//!
//! ```text
//! reference: 40 bits offset | 24 bits length        heap: | bytes of a value | bytes of another | dead bytes | …
//! ```
//! A replaced value leaves dead bytes behind; when they outweigh the live ones, the owner writes the heap anew.

use kneiphof_kernels::{OutOfMemory, SharedVec};

const LENGTH_BITS: u32 = 24;

#[derive(Clone, Debug, Default)]
pub(super) struct Heap {
    bytes: SharedVec<u8>,
    dead: usize,
}

impl Heap {
    /// The reference of a value put at the end; the length is below 16 MiB, which the graph's limits see to. On failure
    /// nothing has changed.
    pub fn put(&mut self, value: &[u8]) -> Result<u64, OutOfMemory> {
        let reference = (self.bytes.len() as u64) << LENGTH_BITS | value.len() as u64;
        self.bytes.extend_from_slice(value)?;
        Ok(reference)
    }

    /// Takes back the value that was put last.
    pub fn take_back(&mut self, reference: u64) {
        self.bytes.truncate((reference >> LENGTH_BITS) as usize);
    }

    /// Room for so many bytes more.
    pub fn reserve(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        self.bytes.reserve(bytes, usize::MAX)
    }

    #[inline]
    pub fn get(&self, reference: u64) -> &[u8] {
        let start = (reference >> LENGTH_BITS) as usize;
        &self.bytes[start..start + length(reference)]
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn kill(&mut self, reference: u64) {
        self.dead += length(reference);
    }

    /// Undoes `kill`.
    pub fn revive(&mut self, reference: u64) {
        self.dead -= length(reference);
    }

    /// Whether rewriting pays: more dead than live bytes, and enough of them.
    pub fn is_mostly_dead(&self) -> bool {
        self.dead > 4_096 && self.dead * 2 > self.bytes.len()
    }

    /// Gives back room that is not used. O(bytes).
    pub fn shrink(&mut self) -> Result<(), OutOfMemory> {
        self.bytes.shrink()
    }

    pub fn has_dead(&self) -> bool {
        self.dead > 0
    }

    /// Drops it; what snapshots have still counts as left behind.
    pub fn leave(self) {
        self.bytes.leave();
    }

    pub fn capacity_bytes(&self) -> usize {
        self.bytes.bytes()
    }
}

#[inline]
pub(super) fn length(reference: u64) -> usize {
    (reference & ((1 << LENGTH_BITS) - 1)) as usize
}
