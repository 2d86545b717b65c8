//! Who works on what: the calls in progress, counted in without a locked instruction.
//!
//! ```text
//! thread's places | slot | slot | 0 | 0 |      one for each nested call, written by this thread only
//! ```
//! A call writes the slot it enters into a place of its thread, then looks whether the handle is still the current one. Who
//! closes takes the handle away, then looks for the slot in the places of all threads. Each side stores, then loads what the
//! other one stored, so each needs a full barrier between the two. A locked instruction in every call costs as much as the
//! rest of a short call (a pair of them 10 ns); so the closer, who is rare, pays for both sides: `membarrier(2)` has every
//! running thread of the process pass a barrier. Where the system has no such call, both sides use a fence.

use std::cell::Cell;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicUsize, compiler_fence, fence};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// Calls nest where a transaction works on its graph and where a callback calls again.
const NESTED_MAX: usize = 4;

/// What one thread works on: addresses of slots, 0 for none. Never freed, handed on when the thread ends.
#[repr(align(128))]
struct Places([AtomicUsize; NESTED_MAX]);

struct Threads {
    all: Vec<&'static Places>,
    free: Vec<&'static Places>,
}

static THREADS: Mutex<Threads> = Mutex::new(Threads { all: Vec::new(), free: Vec::new() });

/// Whether `membarrier` stands in for the fences of the calls.
static BARRIER_BY_CLOSER: AtomicBool = AtomicBool::new(false);

thread_local! {
    static OWN: Own = const { Own { places: Cell::new(None), depth: Cell::new(0) } };
    static GIVE_BACK: GiveBack = const { GiveBack };
}

/// Without a destructor, so that reaching it is one address and no check.
struct Own {
    places: Cell<Option<&'static Places>>,
    depth: Cell<usize>,
}

struct GiveBack;

impl Drop for GiveBack {
    fn drop(&mut self) {
        if let Some(places) = OWN.with(|own| own.places.take()) {
            threads().free.push(places);
        }
    }
}

/// One call counted in; counted out when dropped, by a panic too.
pub(crate) enum Using<'a> {
    Place(&'static AtomicUsize),
    Counted(&'a AtomicUsize),
}

/// Counts the calling thread in at the slot with this address; `others` counts those that have no place for it.
#[inline]
pub(crate) fn enter(slot: usize, others: &AtomicUsize) -> Using<'_> {
    let place = OWN.with(|own| {
        let depth = own.depth.get();
        let place = own.places.get().and_then(|places| places.0.get(depth))?;
        own.depth.set(depth + 1);
        Some(place)
    });
    let Some(place) = place else {
        return enter_anew(slot, others);
    };
    occupy(place, slot)
}

#[inline]
fn occupy(place: &'static AtomicUsize, slot: usize) -> Using<'static> {
    place.store(slot, Relaxed);
    if BARRIER_BY_CLOSER.load(Relaxed) {
        compiler_fence(SeqCst);
    } else {
        fence(SeqCst);
    }
    Using::Place(place)
}

/// The first call of a thread gets it its places; a call that nests too deep, or comes while the thread ends, is counted.
#[cold]
fn enter_anew(slot: usize, others: &AtomicUsize) -> Using<'_> {
    prepare();
    let place = OWN.with(|own| {
        if own.places.get().is_some() || GIVE_BACK.try_with(|_| ()).is_err() {
            return None;
        }
        let places = new_places();
        own.places.set(Some(places));
        own.depth.set(1);
        Some(&places.0[0])
    });
    if let Some(place) = place {
        return occupy(place, slot);
    }
    others.fetch_add(1, SeqCst);
    Using::Counted(others)
}

fn new_places() -> &'static Places {
    let mut threads = threads();
    if let Some(places) = threads.free.pop() {
        return places;
    }
    let places: &'static Places = Box::leak(Box::new(Places([const { AtomicUsize::new(0) }; NESTED_MAX])));
    threads.all.push(places);
    places
}

impl Drop for Using<'_> {
    #[inline]
    fn drop(&mut self) {
        match self {
            Using::Place(place) => {
                // What the call read happens before the closer sees that it is gone.
                place.store(0, Release);
                OWN.with(|own| own.depth.set(own.depth.get() - 1));
            }
            Using::Counted(others) => {
                others.fetch_sub(1, SeqCst);
            }
        }
    }
}

/// After the handle of a slot was taken away: every call that still saw it is visible to [`is_used`] from now on. Answers
/// whether that is certain.
pub(crate) fn wait_for_visibility() -> bool {
    prepare();
    fence(SeqCst);
    !BARRIER_BY_CLOSER.load(Relaxed) || barrier::everywhere()
}

/// Whether a call is inside of the slot. O(threads).
pub(crate) fn is_used(slot: usize, others: &AtomicUsize) -> bool {
    // A thread that gets its places later than this saw the handle taken away: the lock orders it behind.
    others.load(SeqCst) != 0
        || threads().all.iter().any(|places| places.0.iter().any(|place| place.load(Acquire) == slot))
}

/// Asks the system once, and before any handle can be closed.
fn prepare() {
    static ASKED: Once = Once::new();
    ASKED.call_once(|| BARRIER_BY_CLOSER.store(barrier::register(), SeqCst));
}

/// The lists are consistent after every statement.
fn threads() -> MutexGuard<'static, Threads> {
    THREADS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"), not(miri)))]
mod barrier {
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

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"), not(miri))))]
mod barrier {
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

    #[test]
    fn calls_nest_deeper_than_a_thread_has_places() {
        let others = AtomicUsize::new(0);
        let calls: Vec<Using> = (0..NESTED_MAX + 3).map(|_| enter(1 << 40, &others)).collect();
        assert_eq!(others.load(SeqCst), 3);
        assert!(is_used(1 << 40, &others));
        // Calls end in the reverse order.
        calls.into_iter().rev().for_each(drop);
        assert_eq!(others.load(SeqCst), 0);
        assert!(!is_used(1 << 40, &others));
    }

    #[test]
    fn places_of_threads_that_ended_are_handed_on() {
        let others = AtomicUsize::new(0);
        let call = || drop(enter(1 << 41, &others));
        std::thread::scope(|scope| scope.spawn(call).join().unwrap());
        let before = threads().all.len();
        for _ in 0..64 {
            std::thread::scope(|scope| scope.spawn(call).join().unwrap());
        }
        // Other tests run at the same time and take a few.
        assert!(threads().all.len() < before + 32, "64 threads came and went");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_system_orders_the_calls_for_the_closer() {
        assert!(wait_for_visibility());
        assert!(BARRIER_BY_CLOSER.load(SeqCst));
    }
}
