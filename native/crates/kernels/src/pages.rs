//! Memory from the system, in pages of 2 MiB where it gives them.
//!
//! ```text
//! mapped   | skipped | 2 MiB | 2 MiB | … | rest |          the part in use begins on a huge page, and MADV_HUGEPAGE is asked for it
//! ```
//! A page of 2 MiB takes one entry of the translation cache instead of 512: 1.3 to 2 times on everything that leaves the cache.

#[cfg(target_os = "linux")]
use crate::HUGE_PAGE_BYTES;
use crate::OutOfMemory;
use std::ptr::NonNull;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicU64};

static ASKED: AtomicBool = AtomicBool::new(true);
static MAPPED: AtomicU64 = AtomicU64::new(0);
static EVENTS: AtomicU64 = AtomicU64::new(0);

/// Whether memory that is taken from now on lies in 2 MiB pages where the system gives them: yes, unless a benchmark wants to
/// know what they bring.
pub fn ask_for_huge_pages(ask: bool) {
    ASKED.store(ask, Relaxed);
}

pub(crate) fn are_asked_for() -> bool {
    ASKED.load(Relaxed)
}

/// Bytes of all tables and chunks of the process that lie in pages mapped from the system rather than in the allocator's memory.
pub fn mapped_bytes() -> u64 {
    MAPPED.load(Relaxed)
}

/// Counts what was taken of mapped pages, or given back.
pub(crate) fn count_mapped(taken: usize, given_back: usize) {
    MAPPED.fetch_add((taken as u64).wrapping_sub(given_back as u64), Relaxed);
}

/// How often this process has asked for memory that graphs count, or given some back. While it stands still, so does what each of
/// them counts: a writer need not sum it up again.
#[inline]
pub fn memory_events() -> u64 {
    EVENTS.load(Relaxed)
}

/// Counts one of the [`memory_events`].
#[inline]
pub fn note_memory_event() {
    EVENTS.fetch_add(1, Relaxed);
}

/// Pages of the system's, zero at first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mapping {
    base: NonNull<u8>,
    bytes: usize,
}

impl Mapping {
    /// At least so many bytes, and where those of use begin. Zeroed lazily, page by page.
    #[cfg(target_os = "linux")]
    pub fn new(bytes: usize) -> Result<(Mapping, NonNull<u8>), OutOfMemory> {
        let failed = OutOfMemory::System { bytes };
        let mapped = bytes
            .checked_next_multiple_of(4096)
            .and_then(|b| b.checked_add(HUGE_PAGE_BYTES))
            .ok_or(failed)?;
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
        // SAFETY: less than 2 MiB are skipped, and the mapping is 2 MiB longer than what is of use.
        let start = unsafe { base.add(base.as_ptr().align_offset(HUGE_PAGE_BYTES)) };
        if are_asked_for() {
            // SAFETY: the range lies inside the mapping just made. It is advice: a refusal changes nothing but speed.
            unsafe { libc::madvise(start.as_ptr().cast(), bytes, libc::MADV_HUGEPAGE) };
        }
        Ok((Mapping { base, bytes: mapped }, start))
    }

    /// Elsewhere there is no such advice to give, and the allocator does.
    #[cfg(not(target_os = "linux"))]
    pub fn new(bytes: usize) -> Result<(Mapping, NonNull<u8>), OutOfMemory> {
        Err(OutOfMemory::System { bytes })
    }

    /// Gives back the memory of a range of whole pages, which reads as zero from then on and stays mapped. Answers whether the
    /// system took it: it does not where pages are locked in memory.
    ///
    /// # Safety
    /// The range lies in the mapping, which is not given back yet, and nobody else reads or writes in it.
    pub unsafe fn give_back_range(self, start: NonNull<u8>, bytes: usize) -> bool {
        #[cfg(target_os = "linux")]
        // SAFETY: by the caller's duty the range is of this private anonymous mapping, whose pages the system fills with zeros when
        // they are next touched, and no reference sees them change.
        unsafe {
            libc::madvise(start.as_ptr().cast(), bytes, libc::MADV_DONTNEED) == 0
        }
        #[cfg(not(target_os = "linux"))]
        {
            let _ = (start, bytes);
            false
        }
    }

    /// Gives the pages back.
    ///
    /// # Safety
    /// Nothing refers to them any more, and they are given back once.
    pub unsafe fn give_back(self) {
        #[cfg(target_os = "linux")]
        // SAFETY: the mapping was made in `new`, and the rest is the caller's duty.
        unsafe {
            libc::munmap(self.base.as_ptr().cast(), self.bytes)
        };
    }
}
