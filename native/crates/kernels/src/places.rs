//! Who works on what: what threads use right now, told without a locked instruction.
//!
//! ```text
//! thread's places | address | address | 0 | … | 0 |      one for each thing in use, written by this thread only
//! ```
//! Who wants to use something writes its address into a place of its thread, then looks whether it still may. Who takes it away
//! says so, then looks for the address in the places of all threads. Either the user sees that it may not, or the one who takes it
//! away sees the user: each side stores, then loads what the other one stored, with a [`barrier`] in between.

use crate::barrier;
use crate::sync::{AtomicUsize, Ordering};
use std::array::from_fn;
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Calls nest where a transaction works on its graph and where a callback calls again; each may hold a lock.
const PLACES: usize = 8;

/// Where a thread tells what it uses: an address, 0 for nothing.
#[derive(Debug)]
pub struct Place(AtomicUsize);

impl Place {
    #[allow(clippy::new_without_default)] // not a value to fill in
    pub fn new() -> Place {
        Place(AtomicUsize::new(0))
    }

    /// Tells that the address, which is not 0, is in use. Whoever looks for it after [`everybody_is_seen`] finds it, or what that one
    /// stored before is seen by the caller from now on.
    #[inline(always)]
    pub fn tell(&self, address: usize) {
        self.0.store(address, Ordering::Relaxed);
        barrier::frequent();
    }

    /// What was read under the protection of the place happens before somebody sees that it is free.
    #[inline(always)]
    pub fn leave(&self) {
        self.0.store(0, Ordering::Release);
    }

    #[inline]
    pub fn tells(&self, address: usize) -> bool {
        self.0.load(Ordering::Acquire) == address
    }

    #[inline(always)]
    fn is_free(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 0
    }
}

/// Of one thread. Never freed, handed on when the thread ends.
#[repr(align(128))]
struct Places([Place; PLACES]);

struct Threads {
    all: Vec<&'static Places>,
    /// Has room for all of them: a thread that ends must not need memory.
    free: Vec<&'static Places>,
}

impl Threads {
    /// Places that nobody had before, unless the system has no memory for them.
    fn make(&mut self) -> Option<&'static Places> {
        self.all.try_reserve(1).ok()?;
        self.free.try_reserve(self.all.len() + 1).ok()?;
        let mut one = Vec::new();
        one.try_reserve_exact(1).ok()?;
        one.push(Places(from_fn(|_| Place::new())));
        let places = one.leak().first()?;
        self.all.push(places);
        Some(places)
    }
}

static THREADS: Mutex<Threads> = Mutex::new(Threads { all: Vec::new(), free: Vec::new() });

thread_local! {
    /// Without a destructor, so that reaching it is one address and no check.
    static OWN: Cell<Option<&'static Places>> = const { Cell::new(None) };
    static GIVE_BACK: GiveBack = const { GiveBack };
}

struct GiveBack;

impl Drop for GiveBack {
    fn drop(&mut self) {
        if let Some(places) = OWN.take() {
            threads().free.push(places);
        }
    }
}

/// Something in use, until it is dropped.
#[derive(Debug)]
pub struct InUse(&'static Place);

impl InUse {
    /// Tells that the calling thread uses what lies at an address, which is not 0. `None` when the thread has no place left for it,
    /// ends, or begins where there is no memory.
    #[inline(always)]
    pub fn tell(address: usize) -> Option<InUse> {
        let places = match OWN.get() {
            Some(places) => places,
            None => own_places()?,
        };
        let place = places.0.iter().find(|place| place.is_free())?;
        place.tell(address);
        Some(InUse(place))
    }
}

impl Drop for InUse {
    #[inline]
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// The first call of a thread gets it its places.
#[cold]
fn own_places() -> Option<&'static Places> {
    barrier::prepare();
    GIVE_BACK.try_with(|_| ()).ok()?;
    let mut threads = threads();
    let places = match threads.free.pop() {
        Some(places) => places,
        None => threads.make()?,
    };
    OWN.set(Some(places));
    Some(places)
}

/// After something was taken away: whoever still saw it is found by [`is_in_use`] from now on. Answers whether that is certain.
pub fn everybody_is_seen() -> bool {
    barrier::rare()
}

/// Whether a thread uses what lies at an address. O(threads).
pub fn is_in_use(address: usize) -> bool {
    // A thread that gets its places later than this saw that it was taken away: the lock orders it behind.
    threads().all.iter().any(|places| places.0.iter().any(|place| place.tells(address)))
}

/// The lists are consistent after every statement.
fn threads() -> MutexGuard<'static, Threads> {
    THREADS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_use_is_found_until_it_is_dropped_in_whatever_order() {
        let [first, second] = [1 << 40, 1 << 41];
        let uses = [InUse::tell(first), InUse::tell(second), InUse::tell(first)].map(Option::unwrap);
        let [one, two, three] = uses;
        drop(one);
        assert!(is_in_use(first) && is_in_use(second));
        let four = InUse::tell(second);
        drop(two);
        assert!(is_in_use(first) && is_in_use(second), "a place that is taken is nobody else's");
        drop((three, four));
        assert!(!is_in_use(first) && !is_in_use(second));
    }

    #[test]
    fn a_thread_has_a_bounded_number_of_places() {
        let uses: Vec<_> = (0..PLACES + 3).map(|_| InUse::tell(1 << 42)).collect();
        assert_eq!(uses.iter().flatten().count(), PLACES);
        drop(uses);
        assert!(!is_in_use(1 << 42));
        assert!(InUse::tell(1 << 42).is_some());
    }

    #[test]
    fn places_of_threads_that_ended_are_handed_on() {
        let call = || drop(InUse::tell(1 << 43));
        std::thread::scope(|scope| scope.spawn(call).join().unwrap());
        let before = threads().all.len();
        for _ in 0..64 {
            std::thread::scope(|scope| scope.spawn(call).join().unwrap());
        }
        // Other tests run at the same time and take a few.
        assert!(threads().all.len() < before + 32, "64 threads came and went");
    }
}
