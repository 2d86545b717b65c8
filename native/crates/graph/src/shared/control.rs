//! What a long call and those who wait for it tell each other while it runs.

use kneiphof_wire::{Failure, Status};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicU32, AtomicU64};

/// Work goes on for at most so many steps between two looks at the flag. A step is a row that is looked at, or a body that is moved:
/// some microseconds at the very most, so that a cancelled call ends within milliseconds.
pub const STEPS_UNCHECKED_MAX: u64 = 2_048;

/// ```text
/// at  0  u32  cancelled: anything but 0 asks the call to end
/// at  8  u64  steps done
/// at 16  u64  steps in all, 0 while unknown
/// ```
/// Shared with those who wait: they write the flag and read the rest, without a call.
#[repr(C)]
#[derive(Debug, Default)]
pub struct Control {
    cancelled: AtomicU32,
    reserved: u32,
    done: AtomicU64,
    total: AtomicU64,
}

impl Control {
    /// Asks the call to end.
    pub fn cancel(&self) {
        self.cancelled.store(1, Relaxed);
    }

    /// Steps done, and steps in all.
    pub fn progress(&self) -> (u64, u64) {
        (self.done.load(Relaxed), self.total.load(Relaxed))
    }

    /// Tells how many steps more there will be.
    pub fn expect(&self, steps: u64) {
        self.total.fetch_add(steps, Relaxed);
    }

    /// As `advance`, of steps that were done at one go.
    ///
    /// # Errors
    /// As `advance`.
    pub(crate) fn advance_by(&self, mut steps: u64) -> Result<(), Failure> {
        while steps > STEPS_UNCHECKED_MAX {
            self.advance(STEPS_UNCHECKED_MAX)?;
            steps -= STEPS_UNCHECKED_MAX;
        }
        self.advance(steps)
    }

    /// Tells that steps are done.
    ///
    /// # Errors
    /// `CANCELLED`, with the steps that were done.
    #[inline]
    pub fn advance(&self, steps: u64) -> Result<(), Failure> {
        debug_assert!(steps <= STEPS_UNCHECKED_MAX, "{steps} steps without a look at the flag");
        let done = self.done.fetch_add(steps, Relaxed) + steps;
        if self.cancelled.load(Relaxed) == 0 { Ok(()) } else { Err(cancelled(done)) }
    }
}

#[cold]
fn cancelled(done: u64) -> Failure {
    Failure::new(Status::Cancelled).number(done)
}
