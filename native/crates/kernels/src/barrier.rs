//! One barrier for two sides: each stores, then loads what the other one stored, and one of the two is rare.
//!
//! Each side needs a full barrier between its store and its load. One in every call costs as much as the rest of a short call; so the
//! rare side pays for both: `membarrier(2)` has every running thread of the process pass a barrier. Where the system has no such
//! call, both sides use a fence; so they do under the model checker, to which both ways are the same.

use crate::sync::{Ordering, fence};
use std::sync::Once;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::sync::atomic::compiler_fence;

/// Whether `membarrier` stands in for the fences of the frequent side.
static BY_THE_RARE_SIDE: AtomicBool = AtomicBool::new(false);

/// Asks the system once, and before the first barrier of either side.
pub(crate) fn prepare() {
    static ASKED: Once = Once::new();
    ASKED.call_once(|| BY_THE_RARE_SIDE.store(system::register(), SeqCst));
}

/// Of the frequent side, between its store and its load. The thread has prepared.
#[inline(always)]
pub(crate) fn frequent() {
    if BY_THE_RARE_SIDE.load(Relaxed) {
        compiler_fence(SeqCst);
    } else {
        fence(Ordering::SeqCst);
    }
}

/// Of the rare side, between its store and its load. Answers whether it is certain that both sides are ordered.
pub(crate) fn rare() -> bool {
    prepare();
    fence(Ordering::SeqCst);
    !BY_THE_RARE_SIDE.load(Relaxed) || system::everywhere()
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64"),
    not(any(miri, feature = "model"))
))]
mod system {
    use std::ffi::c_long;

    #[cfg(target_arch = "x86_64")]
    const MEMBARRIER: c_long = 324;
    #[cfg(target_arch = "aarch64")]
    const MEMBARRIER: c_long = 283;
    const PRIVATE_EXPEDITED: c_long = 1 << 3;
    const REGISTER_PRIVATE_EXPEDITED: c_long = 1 << 4;

    unsafe extern "C" {
        safe fn syscall(number: c_long, ...) -> c_long;
    }

    /// Whether the system will do it.
    pub fn register() -> bool {
        syscall(MEMBARRIER, REGISTER_PRIVATE_EXPEDITED, 0 as c_long, 0 as c_long) == 0
    }

    /// Has every running thread of the process pass a full barrier.
    pub fn everywhere() -> bool {
        syscall(MEMBARRIER, PRIVATE_EXPEDITED, 0 as c_long, 0 as c_long) == 0
    }
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64"),
    not(any(miri, feature = "model"))
)))]
mod system {
    pub fn register() -> bool {
        false
    }

    pub fn everywhere() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(all(target_os = "linux", not(feature = "model")))]
    #[test]
    fn the_system_orders_the_frequent_side_for_the_rare_one() {
        assert!(rare());
        assert!(BY_THE_RARE_SIDE.load(SeqCst));
    }
}
