//! Handles: what stands for a graph or a transaction on the other side.
//!
//! ```text
//! handle = generation << 32 | (index + 1)          0 is never a handle
//! slot   | current handle, 0 = none | value |
//! ```
//! A call enters the slot (tells that it uses it), then looks whether the handle is still the current one. Closing takes the
//! handle away, then waits until nobody uses it. Either the call sees that the handle is gone, or the closer sees the call (see
//! [`InUse`]): the value is never freed under a call. Entering takes no lock and no locked instruction.

use kneiphof_kernels::{InUse, everybody_is_seen, is_in_use};
use kneiphof_wire::{Failure, Status, out_of_memory};
use std::cell::UnsafeCell;
use std::collections::VecDeque;
use std::sync::atomic::Ordering::{Acquire, SeqCst};
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// So many slots rest before one is used again, as long as there are others.
const RESTING_SLOTS: usize = 64;

/// Handles of one kind, in a table that never moves; its memory is touched only as far as it is used.
pub(crate) struct Handles<T, const SLOTS: usize> {
    slots: [Slot<T>; SLOTS],
    free: Mutex<Free>,
    kind: Kind,
}

/// How refusals of this kind of handle are told.
pub(crate) struct Kind {
    pub name: &'static str,
    pub limit: &'static str,
    /// The status of a handle that was closed and whose slot has not been used since.
    pub closed: Status,
}

struct Free {
    /// First in, first out: a slot rests as long as possible, and its last handle is told to be closed, not stale. Has room for all
    /// slots that were ever used: closing must not need memory.
    indexes: VecDeque<u32>,
    /// Slots from here on were never used.
    untouched: u32,
}

#[repr(align(64))]
struct Slot<T> {
    /// The handle that is valid now, 0 for none.
    current: AtomicU64,
    /// Of the last handle that was given out.
    generation: AtomicU32,
    value: UnsafeCell<Option<T>>,
    /// Calls in progress that their thread has no place for.
    others: AtomicUsize,
}

// SAFETY: the value is written only while no handle is current and nobody is counted in, by the one thread that took the slot from
// the free list or the handle from `current`; otherwise it is only read, by several threads at a time.
unsafe impl<T: Send + Sync> Sync for Slot<T> {}

impl<T> Slot<T> {
    const fn new() -> Self {
        Slot {
            current: AtomicU64::new(0),
            generation: AtomicU32::new(0),
            value: UnsafeCell::new(None),
            others: AtomicUsize::new(0),
        }
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    #[inline]
    fn enter(&self) -> Using<'_> {
        match InUse::tell(self.address()) {
            Some(in_use) => Using::Told(in_use),
            None => Using::counted(&self.others),
        }
    }

    fn is_used(&self) -> bool {
        self.others.load(SeqCst) != 0 || is_in_use(self.address())
    }
}

/// One call in a slot, until it is dropped, by a panic too.
enum Using<'a> {
    Told(#[expect(dead_code, reason = "dropped at the end of the call")] InUse),
    Counted(&'a AtomicUsize),
}

impl<'a> Using<'a> {
    /// A call that nests too deep, or comes while its thread ends.
    #[cold]
    fn counted(others: &'a AtomicUsize) -> Using<'a> {
        others.fetch_add(1, SeqCst);
        Using::Counted(others)
    }
}

impl Drop for Using<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Using::Counted(others) = self {
            others.fetch_sub(1, SeqCst);
        }
    }
}

impl<T: Send + Sync, const SLOTS: usize> Handles<T, SLOTS> {
    pub const fn new(kind: Kind) -> Self {
        let free = Mutex::new(Free { indexes: VecDeque::new(), untouched: 0 });
        Handles { slots: [const { Slot::new() }; SLOTS], free, kind }
    }

    /// A handle for the value.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when the table is full, `OUT_OF_MEMORY`.
    pub fn insert(&self, value: T) -> Result<u64, Failure> {
        let index = {
            let mut free = self.free();
            let untouched = free.untouched;
            let fresh = (untouched as usize) < SLOTS && free.indexes.len() < RESTING_SLOTS;
            match fresh.then_some(untouched) {
                Some(index) => {
                    let room = untouched as usize + 1 - free.indexes.len();
                    let bytes = room * size_of::<u32>();
                    free.indexes.try_reserve(room).map_err(|_| out_of_memory(bytes))?;
                    free.untouched += 1;
                    index
                }
                None => match free.indexes.pop_front() {
                    Some(index) => index,
                    None => {
                        return Err(Failure::limit_exceeded(self.kind.limit, SLOTS as u64 + 1, SLOTS as u64));
                    }
                },
            }
        };
        let slot = &self.slots[index as usize];
        let generation = slot.generation.load(SeqCst).wrapping_add(1).max(1);
        // SAFETY: the index came off the free list, so no handle is current and this thread alone has the slot; a late
        // call with an old handle looks at `current` and leaves.
        unsafe { *slot.value.get() = Some(value) };
        slot.generation.store(generation, SeqCst);
        let handle = u64::from(generation) << 32 | u64::from(index + 1);
        slot.current.store(handle, SeqCst);
        Ok(handle)
    }

    /// Works on the value of a handle, which stays until the work is done.
    ///
    /// # Errors
    /// The kind's closed status, `STALE_HANDLE`, or what the work fails with.
    #[inline]
    pub fn with<R>(&self, handle: u64, work: impl FnOnce(&T) -> Result<R, Failure>) -> Result<R, Failure> {
        let Some(slot) = self.slot(handle) else {
            return Err(self.stale(handle));
        };
        let using = slot.enter();
        // Acquire: what the opener wrote into the slot is seen.
        if slot.current.load(Acquire) != handle {
            drop(using);
            return Err(self.refusal(slot, handle));
        }
        // SAFETY: the handle was current after this call had told that it uses the slot, so the value stays until it uses it no
        // more, at the end of this function.
        match unsafe { &*slot.value.get() } {
            Some(value) => work(value),
            None => Err(self.stale(handle)),
        }
    }

    /// Takes the value of a handle, after the calls that use it have ended. New calls are refused meanwhile.
    ///
    /// # Errors
    /// The kind's closed status, `STALE_HANDLE`, or `BUSY` when calls in progress outlast the patience: then the handle
    /// stays valid.
    pub fn remove(&self, handle: u64, patience: Duration) -> Result<T, Failure> {
        let Some(slot) = self.slot(handle) else {
            return Err(self.stale(handle));
        };
        if slot.current.compare_exchange(handle, 0, SeqCst, SeqCst).is_err() {
            return Err(self.refusal(slot, handle));
        }
        let start = Instant::now();
        let mut rounds = 0_u32;
        let visible = everybody_is_seen();
        while !visible || slot.is_used() {
            if !visible || start.elapsed() >= patience {
                slot.current.store(handle, SeqCst);
                return Err(Failure::new(Status::Busy).detail(self.kind.name));
            }
            rounds += 1;
            match rounds {
                0..64 => std::hint::spin_loop(),
                64..128 => std::thread::yield_now(),
                _ => std::thread::sleep(Duration::from_micros(200)),
            }
        }
        // SAFETY: the handle is no longer current, this thread took it, and nobody is counted in: who comes now leaves without
        // looking at the value.
        let value = unsafe { (*slot.value.get()).take() };
        self.free().indexes.push_back((handle as u32) - 1);
        value.ok_or_else(|| self.stale(handle))
    }

    /// The handles in use whose value passes, in no order.
    pub fn find(&self, passes: impl Fn(&T) -> bool) -> impl Iterator<Item = u64> {
        let used = self.free().untouched as usize;
        let handles =
            self.slots[..used].iter().map(|slot| slot.current.load(SeqCst)).filter(|handle| *handle != 0);
        handles.filter(move |handle| self.with(*handle, |value| Ok(passes(value))).unwrap_or(false))
    }

    #[inline]
    fn slot(&self, handle: u64) -> Option<&Slot<T>> {
        self.slots.get((handle as u32).checked_sub(1)? as usize)
    }

    #[cold]
    fn refusal(&self, slot: &Slot<T>, handle: u64) -> Failure {
        let generation = slot.generation.load(SeqCst);
        let was_last = generation != 0 && handle >> 32 == u64::from(generation);
        if was_last && self.kind.closed != Status::StaleHandle {
            Failure::new(self.kind.closed)
        } else {
            self.stale(handle)
        }
    }

    #[cold]
    fn stale(&self, handle: u64) -> Failure {
        Failure::new(Status::StaleHandle).detail(self.kind.name).number(handle)
    }

    /// The list is consistent after every statement: a panic elsewhere does not spoil it.
    fn free(&self) -> MutexGuard<'_, Free> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    type Table = Handles<Arc<AtomicBool>, 4>;

    fn table() -> Table {
        Handles::new(Kind { name: "thing", limit: "number of things", closed: Status::GraphClosed })
    }

    fn thing() -> Arc<AtomicBool> {
        Arc::new(AtomicBool::new(true))
    }

    fn status<R>(outcome: Result<R, Failure>) -> Status {
        outcome.map_or_else(|failure| failure.status, |_| Status::Ok)
    }

    #[test]
    fn f061_a_second_close_is_told_that_it_is_closed() {
        let table = table();
        let handle = table.insert(thing()).unwrap();
        assert_eq!(status(table.with(handle, |_| Ok(()))), Status::Ok);
        assert_eq!(status(table.remove(handle, Duration::ZERO)), Status::Ok);
        assert_eq!(status(table.remove(handle, Duration::ZERO)), Status::GraphClosed);
        assert_eq!(status(table.with(handle, |_| Ok(()))), Status::GraphClosed);
    }

    #[test]
    fn f063_a_handle_whose_slot_was_reused_is_stale() {
        let table = table();
        let old = table.insert(thing()).unwrap();
        table.remove(old, Duration::ZERO).unwrap();
        let new = (0..4).map(|_| table.insert(thing()).unwrap()).last().unwrap();
        assert_eq!(old as u32, new as u32, "every other slot was used first");
        let failure = table.with(old, |_| Ok(())).unwrap_err();
        assert_eq!((failure.status, failure.number, failure.detail), (Status::StaleHandle, old, "thing"));
        assert_eq!(status(table.with(new, |_| Ok(()))), Status::Ok);
    }

    #[test]
    fn numbers_that_never_were_handles_are_stale() {
        let table = table();
        table.insert(thing()).unwrap();
        for handle in [0, 1, 2, 5, 1 << 32, 2 << 32 | 1, 1 << 32 | 2, 1 << 32 | 5, u64::MAX] {
            assert_eq!(status(table.with(handle, |_| Ok(()))), Status::StaleHandle, "{handle}");
            assert_eq!(status(table.remove(handle, Duration::ZERO)), Status::StaleHandle, "{handle}");
        }
    }

    #[test]
    fn a_full_table_is_a_limit_and_room_returns() {
        let table = table();
        let handles: Vec<u64> = (0..4).map(|_| table.insert(thing()).unwrap()).collect();
        assert_eq!(status(table.insert(thing())), Status::LimitExceeded);
        table.remove(handles[2], Duration::ZERO).unwrap();
        assert_eq!(status(table.insert(thing())), Status::Ok);
    }

    #[test]
    fn f062_closing_waits_for_calls_and_gives_up_when_they_last_too_long() {
        let table = table();
        let handle = table.insert(thing()).unwrap();
        let entered = AtomicBool::new(false);
        let leave = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                table.with(handle, |_| {
                    entered.store(true, SeqCst);
                    while !leave.load(SeqCst) {
                        std::thread::yield_now();
                    }
                    Ok(())
                })
            });
            while !entered.load(SeqCst) {
                std::thread::yield_now();
            }
            assert_eq!(status(table.remove(handle, Duration::from_millis(20))), Status::Busy);
            assert_eq!(status(table.with(handle, |_| Ok(()))), Status::Ok);
            let closing = scope.spawn(|| status(table.remove(handle, Duration::from_secs(10))));
            while status(table.with(handle, |_| Ok(()))) == Status::Ok {
                std::thread::yield_now();
            }
            leave.store(true, SeqCst);
            assert_eq!(closing.join().unwrap(), Status::Ok);
        });
    }

    #[test]
    fn a_call_that_its_thread_has_no_place_for_is_seen_too() {
        let table = table();
        let handle = table.insert(thing()).unwrap();
        let places: Vec<InUse> = std::iter::from_fn(|| InUse::tell(1 << 44)).collect();
        let inside = table.with(handle, |_| Ok(status(table.remove(handle, Duration::ZERO))));
        assert_eq!(inside, Ok(Status::Busy));
        drop(places);
        assert_eq!(status(table.remove(handle, Duration::ZERO)), Status::Ok);
    }

    #[test]
    fn a_call_that_panics_is_counted_out() {
        let table = table();
        let handle = table.insert(thing()).unwrap();
        let call = std::panic::AssertUnwindSafe(|| {
            table.with(handle, |_| -> Result<(), Failure> { panic!("in a call") })
        });
        assert!(std::panic::catch_unwind(call).is_err());
        assert_eq!(status(table.remove(handle, Duration::ZERO)), Status::Ok);
    }

    #[test]
    fn f060_no_call_ever_sees_a_value_that_was_taken() {
        let table = table();
        let handle = AtomicU64::new(table.insert(thing()).unwrap());
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while !done.load(SeqCst) {
                        let outcome = table.with(handle.load(SeqCst), |alive| {
                            (0..20).for_each(|_| assert!(alive.load(SeqCst)));
                            Ok(())
                        });
                        assert!(matches!(
                            status(outcome),
                            Status::Ok | Status::GraphClosed | Status::StaleHandle
                        ));
                    }
                });
            }
            for _ in 0..3_000 {
                let taken = table.remove(handle.load(SeqCst), Duration::from_secs(10)).unwrap();
                taken.store(false, SeqCst);
                handle.store(table.insert(thing()).unwrap(), SeqCst);
            }
            done.store(true, SeqCst);
        });
    }
}
