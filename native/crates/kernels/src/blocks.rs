//! Chunks of columns, tables and ids in 2 MiB pages: 16 KiB from the allocator never get one.
//!
//! ```text
//! block = 2^k bytes and 64 for the header of its vector, k of 11..=18
//! slab of a class = | head | block | block | … |            2 MiB; 8 MiB for blocks of 32 KiB and more
//! slabs with room = a list, taken from its head; a free block holds the address of the next one
//! ```
//! A class begins with 2 MiB from the allocator, so that a small graph stays small. A slab goes back to the system when its last
//! block does, but for one that is kept, so that a graph at the border does not map and unmap. One lock a class, taken once for
//! 2,048 rows.

use crate::allowance::{spend, unspend};
use crate::pages::{Mapping, are_asked_for, count_mapped, note_memory_event};
use crate::{HUGE_PAGE_BYTES, OutOfMemory};
use std::alloc::{Layout, alloc, dealloc};
use std::ptr::{NonNull, null_mut};
use std::sync::{Mutex, MutexGuard, PoisonError};

const SMALLEST_BITS: u32 = 11;
const LARGEST_BITS: u32 = 18;
const CLASSES: usize = (LARGEST_BITS - SMALLEST_BITS + 1) as usize;
const LINE_BYTES: usize = 64;

/// Where a block came from: null for the allocator.
pub(crate) type Home = *mut Slab;

#[repr(C, align(64))]
pub(crate) struct Slab {
    mapping: Mapping,
    class: usize,
    /// Blocks that are given out.
    live: usize,
    /// Blocks that were ever given out: those behind are fresh.
    begun: usize,
    free: *mut Free,
    /// Neighbours among the slabs with room.
    next: *mut Slab,
    previous: *mut Slab,
}

struct Free {
    next: *mut Free,
}

struct Class {
    /// The first slab with room.
    room: *mut Slab,
    /// Blocks of this class that are the allocator's.
    outside: usize,
}

// SAFETY: slabs are reached through their class alone, under its lock.
unsafe impl Send for Class {}

static POOL: [Mutex<Class>; CLASSES] =
    [const { Mutex::new(Class { room: null_mut(), outside: 0 }) }; CLASSES];

fn lock(class: usize) -> MutexGuard<'static, Class> {
    POOL[class].lock().unwrap_or_else(PoisonError::into_inner)
}

/// The class of what is a power of two of bytes and a header.
pub(crate) fn class_of(layout: Layout) -> Option<usize> {
    let bits = layout.size().checked_sub(1)?.checked_ilog2()?;
    let is_chunk = layout.size() - (1 << bits) <= LINE_BYTES && layout.align() <= LINE_BYTES;
    (is_chunk && (SMALLEST_BITS..=LARGEST_BITS).contains(&bits)).then(|| (bits - SMALLEST_BITS) as usize)
}

const fn block_bytes(class: usize) -> usize {
    (1 << (class + SMALLEST_BITS as usize)) + LINE_BYTES
}

const fn slab_bytes(class: usize) -> usize {
    if block_bytes(class) < 32 << 10 { HUGE_PAGE_BYTES } else { 4 * HUGE_PAGE_BYTES }
}

const fn blocks_of(class: usize) -> usize {
    (slab_bytes(class) - size_of::<Slab>()) / block_bytes(class)
}

/// Memory of this layout, which has a size, as far as the thread's allowance goes.
pub(crate) fn allocate(layout: Layout) -> Result<(NonNull<u8>, Home), OutOfMemory> {
    let bytes = layout.size();
    spend(bytes)?;
    take(layout).ok_or_else(|| {
        unspend(bytes);
        OutOfMemory::System { bytes }
    })
}

fn take(layout: Layout) -> Option<(NonNull<u8>, Home)> {
    note_memory_event();
    if let Some(class) = class_of(layout) {
        let mut pool = lock(class);
        if are_asked_for()
            && (!pool.room.is_null() || pool.outside * block_bytes(class) >= HUGE_PAGE_BYTES)
            && let Some(taken) = pool.take(class)
        {
            count_mapped(layout.size(), 0);
            return Some(taken);
        }
        pool.outside += 1;
    }
    // SAFETY: the layout has a size.
    let start = NonNull::new(unsafe { alloc(layout) });
    if start.is_none()
        && let Some(class) = class_of(layout)
    {
        lock(class).outside -= 1;
    }
    Some((start?, null_mut()))
}

/// Gives memory back.
///
/// # Safety
/// It came from [`allocate`] with this layout and home, nothing refers to it, and it is given back once.
pub(crate) unsafe fn free(start: NonNull<u8>, layout: Layout, home: Home) {
    note_memory_event();
    unspend(layout.size());
    let class = class_of(layout);
    match (class, NonNull::new(home)) {
        (Some(class), Some(slab)) => {
            count_mapped(0, layout.size());
            // SAFETY: the block is of this slab, by the caller's duty, and the slab lives as long as one of its blocks.
            unsafe { lock(class).put(slab.as_ptr(), start.cast()) };
        }
        (class, _) => {
            if let Some(class) = class {
                lock(class).outside -= 1;
            }
            // SAFETY: without a home it came from the allocator, with this layout.
            unsafe { dealloc(start.as_ptr(), layout) };
        }
    }
}

impl Class {
    fn take(&mut self, class: usize) -> Option<(NonNull<u8>, Home)> {
        if self.room.is_null() {
            self.add_slab(class)?;
        }
        let slab = self.room;
        // SAFETY: a slab of the list is alive, has room, and is looked at under the lock only. A free block is at least as large
        // as a link; a fresh one lies inside of the mapping, since fewer than `blocks_of` were begun.
        unsafe {
            let block = if (*slab).free.is_null() {
                (*slab).begun += 1;
                let offset = size_of::<Slab>() + ((*slab).begun - 1) * block_bytes(class);
                slab.cast::<u8>().add(offset)
            } else {
                let block = (*slab).free;
                (*slab).free = (*block).next;
                block.cast()
            };
            (*slab).live += 1;
            if (*slab).live == blocks_of(class) {
                self.unlink(slab);
            }
            Some((NonNull::new_unchecked(block), slab))
        }
    }

    fn add_slab(&mut self, class: usize) -> Option<()> {
        let (mapping, start) = Mapping::new(slab_bytes(class)).ok()?;
        let slab: *mut Slab = start.as_ptr().cast();
        let head = Slab {
            mapping,
            class,
            live: 0,
            begun: 0,
            free: null_mut(),
            next: null_mut(),
            previous: null_mut(),
        };
        // SAFETY: the fresh mapping is larger than the head and aligned for it.
        unsafe {
            slab.write(head);
            self.link(slab);
        }
        Some(())
    }

    /// # Safety
    /// The block is one of the slab's that was given out.
    unsafe fn put(&mut self, slab: *mut Slab, block: NonNull<Free>) {
        // SAFETY: the caller's duty; the slab is alive while one of its blocks is given out, and looked at under the lock only.
        unsafe {
            block.write(Free { next: (*slab).free });
            (*slab).free = block.as_ptr();
            if (*slab).live == blocks_of((*slab).class) {
                self.link(slab);
            }
            (*slab).live -= 1;
            let others = !(*slab).next.is_null() || !(*slab).previous.is_null();
            if (*slab).live == 0 && others {
                self.unlink(slab);
                (*slab).mapping.give_back();
            }
        }
    }

    /// # Safety
    /// The slab is alive and not in the list.
    unsafe fn link(&mut self, slab: *mut Slab) {
        // SAFETY: the caller's duty, and the slabs of the list are alive.
        unsafe {
            (*slab).next = self.room;
            if let Some(next) = self.room.as_mut() {
                next.previous = slab;
            }
        }
        self.room = slab;
    }

    /// # Safety
    /// The slab is in the list.
    unsafe fn unlink(&mut self, slab: *mut Slab) {
        // SAFETY: the caller's duty, and the slabs of the list are alive.
        unsafe {
            match (*slab).previous.as_mut() {
                Some(previous) => previous.next = (*slab).next,
                None => self.room = (*slab).next,
            }
            if let Some(next) = (*slab).next.as_mut() {
                next.previous = (*slab).previous;
            }
            (*slab).next = null_mut();
            (*slab).previous = null_mut();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_power_of_two_with_a_header_is_a_chunk() {
        let class = |bytes| class_of(Layout::from_size_align(bytes, 8).unwrap());
        assert_eq!((class(2_072), class(16_408), class(262_168)), (Some(0), Some(3), Some(7)));
        assert_eq!((class(2_048), class(16_384), class(16_449), class(524_312)), (None, None, None, None));
        assert_eq!(class_of(Layout::from_size_align(16_408, 128).unwrap()), None);
    }

    #[test]
    fn blocks_never_overlap_and_are_used_again() {
        let layout = Layout::from_size_align((32 << 10) + 24, 8).unwrap();
        let class = class_of(layout).unwrap();
        let mut held: Vec<(NonNull<u8>, Home, u8)> = Vec::new();
        let mut slabs = 0;
        for step in 0..4_000u32 {
            if step % 3 == 2 || step > 3_000 && !held.is_empty() {
                let (start, home, fill) = held.swap_remove(step as usize * 7 % held.len());
                // SAFETY: the block has the size of the layout, and is given back once.
                unsafe {
                    let bytes = std::slice::from_raw_parts(start.as_ptr(), layout.size());
                    assert!(bytes.iter().all(|byte| *byte == fill));
                    free(start, layout, home);
                }
            } else {
                let (start, home) = allocate(layout).unwrap();
                let fill = step as u8;
                slabs += usize::from(!home.is_null());
                // SAFETY: the block has the size of the layout.
                unsafe { start.write_bytes(fill, layout.size()) };
                held.push((start, home, fill));
            }
        }
        assert!(slabs > 500, "beyond 2 MiB, blocks are of slabs");
        for (start, home, _) in held {
            // SAFETY: the blocks that are left, once each.
            unsafe { free(start, layout, home) };
        }
        assert!(lock(class).outside == 0, "no test beside this one uses the class");
    }
}
