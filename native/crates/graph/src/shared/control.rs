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
        #[cfg(test)]
        looks::look(self);
        if self.cancelled.load(Relaxed) == 0 { Ok(()) } else { Err(cancelled(done)) }
    }
}

/// Tells whoever watches a call, if anybody does, how many steps more there will be.
#[inline]
pub(crate) fn expect(control: Option<&Control>, steps: u64) {
    if let Some(control) = control {
        control.expect(steps);
    }
}

/// Tells whoever watches a call, if anybody does, that so many steps are done.
///
/// # Errors
/// `CANCELLED`.
#[inline]
pub(crate) fn advance(control: Option<&Control>, steps: u64) -> Result<(), Failure> {
    control.map_or(Ok(()), |control| control.advance_by(steps))
}

/// Steps of a loop that are told together.
const STEPS_TOLD: u64 = if cfg!(test) { 8 } else { STEPS_UNCHECKED_MAX };

/// The steps of a loop that are done and not told yet.
pub(crate) struct Untold<'c> {
    control: Option<&'c Control>,
    steps: u64,
}

impl<'c> Untold<'c> {
    pub fn of(control: Option<&'c Control>) -> Untold<'c> {
        Untold { control, steps: 0 }
    }

    /// Does one step more.
    ///
    /// # Errors
    /// `CANCELLED`.
    #[inline]
    pub fn step(&mut self) -> Result<(), Failure> {
        self.steps += 1;
        if self.steps < STEPS_TOLD { Ok(()) } else { self.tell() }
    }

    /// Tells what is done.
    ///
    /// # Errors
    /// `CANCELLED`.
    #[cold]
    pub fn tell(&mut self) -> Result<(), Failure> {
        advance(self.control, std::mem::take(&mut self.steps))
    }

    /// The items, a step each, up to where the call is cancelled: whoever has read them asks [`Untold::tell`] whether they were all.
    #[inline]
    pub fn watched<T>(&mut self, items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        items.map_while(|item| self.step().is_ok().then_some(item))
    }
}

#[cold]
fn cancelled(done: u64) -> Failure {
    Failure::new(Status::Cancelled).number(done)
}

/// Lets a test do something while a call is under way: between two stretches of its work, in its own thread.
#[cfg(test)]
pub(crate) mod looks {
    use super::Control;
    use std::cell::RefCell;

    type Look = Box<dyn FnMut(&Control)>;

    thread_local! {
        static LOOK: RefCell<Option<Look>> = const { RefCell::new(None) };
    }

    /// Works, and has `look` called whenever the work tells its steps; not for what `look` itself calls.
    pub fn during<R>(look: impl FnMut(&Control) + 'static, work: impl FnOnce() -> R) -> R {
        LOOK.set(Some(Box::new(look)));
        let answer = work();
        LOOK.set(None);
        answer
    }

    pub(super) fn look(control: &Control) {
        if let Some(mut look) = LOOK.take() {
            look(control);
            LOOK.set(Some(look));
        }
    }
}
