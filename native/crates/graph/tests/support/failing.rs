//! An allocator that refuses on demand, to the thread that demands it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// What happens behind the allocation that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Once,
    FromThenOn,
}

pub struct Failing;

const DISARMED: u64 = u64::MAX;

thread_local! {
    /// Allocations until the one that fails.
    static LEFT: Cell<u64> = const { Cell::new(DISARMED) };
    static ONCE: Cell<bool> = const { Cell::new(false) };
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

fn refuses() -> bool {
    LEFT.with(|left| match left.get() {
        DISARMED => false,
        0 => {
            if ONCE.get() {
                left.set(DISARMED);
            }
            FAILED.set(true);
            true
        }
        more => {
            left.set(more - 1);
            false
        }
    })
}

// SAFETY: memory comes from and goes to the system's allocator, with the layouts that come in; null is an answer that every
// caller must expect.
unsafe impl GlobalAlloc for Failing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's duty.
        if refuses() { std::ptr::null_mut() } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's duty.
        if refuses() { std::ptr::null_mut() } else { unsafe { System.alloc_zeroed(layout) } }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's duty.
        if refuses() { std::ptr::null_mut() } else { unsafe { System.realloc(memory, layout, size) } }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's duty.
        unsafe { System.dealloc(memory, layout) }
    }
}

/// Runs the work with its n-th allocation, counted from 0, failing; answers whether it came to that.
pub fn run<T>(nth: u64, mode: Mode, work: impl FnOnce() -> T) -> (T, bool) {
    FAILED.set(false);
    ONCE.set(mode == Mode::Once);
    LEFT.set(nth);
    let result = work();
    LEFT.set(DISARMED);
    (result, FAILED.get())
}
