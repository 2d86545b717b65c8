//! A lock of one writer or many readers, biased to readers that are done soon.
//!
//! ```text
//! biased     reader: tell place, look, read, leave place          no locked instruction, no line that readers write in common
//!   │ a writer, who has the lock: takes the bias away, waits until no place tells it          ▲ after so many reads in a row
//!   ▼                                                                                         │ without a writer between them
//! not biased reader: the lock ────────────────────────────────────────────────────────────────┘
//! ```
//! Counting a reader in and out of a lock takes two locked instructions, which let nothing pass: a look-up then waits for the cache
//! lines of the one before it. Where readers follow each other, they only tell that they read (see [`crate::places`]), and a writer
//! asks the system for the barrier. It pays some microseconds for that once, then the lock is an ordinary one, until enough reads have
//! come that another change of sides costs them next to nothing.
//!
//! After D. Dice and A. Kogan, *BRAVO: Biased Locking for Reader-Writer Locks*, USENIX ATC 2019; the barrier and the count in place
//! of a clock are ours.

use crate::places::{InUse, everybody_is_seen, is_in_use};
use crate::sync::{AtomicBool, Ordering};
use parking_lot::{
    ArcRwLockWriteGuard, RawRwLock, RwLock, RwLockReadGuard, RwLockUpgradableReadGuard, RwLockWriteGuard,
};
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

/// So many reads in a row turn the lock to the readers again: some microseconds among them are a few nanoseconds for each.
const READS_OF_A_TURN: u32 = 2_048;

/// How long a writer that has no patience waits for readers that are inside: they are done within nanoseconds, unless the system
/// stopped their thread.
const MOMENT: Duration = Duration::from_micros(100);

/// Whether readers may go by the lock. The protocol alone, apart from the lock, so that a model checker can try it.
#[derive(Debug)]
pub struct Bias(AtomicBool);

impl Bias {
    #[allow(clippy::new_without_default)] // not a value to fill in
    pub fn new() -> Bias {
        Bias(AtomicBool::new(false))
    }

    /// By a reader that has told its place: whether it may read until it leaves it. It sees what the writers before have written.
    #[inline(always)]
    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// By whoever has the lock, and so has seen what the last writer has written.
    pub fn turn_on(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// By a writer that has the lock. It may write when all that are seen from now on have left.
    pub fn turn_off(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// See the module.
#[derive(Debug)]
pub struct BiasedLock<T> {
    bias: Bias,
    reads_to_go: AtomicU32,
    lock: Arc<RwLock<T>>,
}

/// The right to read.
#[derive(Debug)]
pub enum Reading<'a, T> {
    Biased { value: &'a T, until_drop: InUse },
    Locked(RwLockReadGuard<'a, T>),
}

impl<T> Deref for Reading<'_, T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        match self {
            Reading::Biased { value, .. } => value,
            Reading::Locked(guard) => guard,
        }
    }
}

impl<T> BiasedLock<T> {
    pub fn new(value: T) -> BiasedLock<T> {
        let reads_to_go = AtomicU32::new(READS_OF_A_TURN);
        BiasedLock { bias: Bias::new(), reads_to_go, lock: Arc::new(RwLock::new(value)) }
    }

    /// The right to read for however long, unless somebody writes.
    #[inline]
    pub fn try_read(&self) -> Option<RwLockReadGuard<'_, T>> {
        self.lock.try_read()
    }

    /// The same, within some time.
    pub fn try_read_for(&self, patience: Duration) -> Option<RwLockReadGuard<'_, T>> {
        self.lock.try_read_for(patience)
    }

    /// The right to read for some hundred nanoseconds, unless somebody writes.
    #[inline(always)]
    pub fn try_read_shortly(&self) -> Option<Reading<'_, T>> {
        if self.bias.is_on()
            && let Some(until_drop) = InUse::tell(self.address())
            && self.bias.is_on()
        {
            // SAFETY: the pointer is valid as long as the lock. Nobody writes: a writer turns the bias off before, and then waits for
            // all places that tell this lock; this reader saw the bias on after it told its place, so either the writer sees the place,
            // which is told until the guard is dropped, or it turned the bias off later, and will see it.
            return Some(Reading::Biased { value: unsafe { &*self.lock.data_ptr() }, until_drop });
        }
        self.try_read_by_lock()
    }

    #[inline(never)]
    fn try_read_by_lock(&self) -> Option<Reading<'_, T>> {
        let guard = self.lock.try_read()?;
        // Readers may overwrite the count for each other: it need not be exact.
        match self.reads_to_go.load(Relaxed).checked_sub(1) {
            Some(fewer) => self.reads_to_go.store(fewer, Relaxed),
            None => self.bias.turn_on(),
        }
        Some(Reading::Locked(guard))
    }

    /// The right to write, when it can be had at once.
    #[inline(always)]
    pub fn try_write(&self) -> Option<RwLockWriteGuard<'_, T>> {
        let guard = self.lock.try_write()?;
        self.shut(MOMENT).then_some(guard)
    }

    /// The right to write, within some time.
    pub fn try_write_for(&self, patience: Duration) -> Option<RwLockWriteGuard<'_, T>> {
        let guard = self.lock.try_write_for(patience)?;
        self.shut(patience).then_some(guard)
    }

    /// The right to read of somebody who is going to write, within some time: others read meanwhile, nobody writes.
    pub fn try_read_to_write_for(&self, patience: Duration) -> Option<RwLockUpgradableReadGuard<'_, T>> {
        self.lock.try_upgradable_read_for(patience)
    }

    /// The right to write, within some time, of somebody who reads to write; else it reads on.
    ///
    /// # Errors
    /// The right that it had, when others have not left.
    pub fn try_upgrade_for<'l>(
        &'l self,
        reading: RwLockUpgradableReadGuard<'l, T>,
        patience: Duration,
    ) -> Result<RwLockWriteGuard<'l, T>, RwLockUpgradableReadGuard<'l, T>> {
        let guard = RwLockUpgradableReadGuard::try_upgrade_for(reading, patience)?;
        if self.shut(patience.max(MOMENT)) {
            Ok(guard)
        } else {
            Err(RwLockWriteGuard::downgrade_to_upgradable(guard))
        }
    }

    /// As `try_write`, for whatever thread.
    pub fn try_write_arc(&self) -> Option<ArcRwLockWriteGuard<RawRwLock, T>> {
        let guard = RwLock::try_write_arc(&self.lock)?;
        self.shut(MOMENT).then_some(guard)
    }

    /// As `try_write_for`, for whatever thread.
    pub fn try_write_arc_for(&self, patience: Duration) -> Option<ArcRwLockWriteGuard<RawRwLock, T>> {
        let guard = RwLock::try_write_arc_for(&self.lock, patience)?;
        self.shut(patience).then_some(guard)
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// By a writer that has the lock: answers whether no reader is inside any more.
    #[inline(always)]
    fn shut(&self, patience: Duration) -> bool {
        self.reads_to_go.store(READS_OF_A_TURN, Relaxed);
        !self.bias.is_on() || self.turn_to_writers(patience)
    }

    #[cold]
    #[inline(never)]
    fn turn_to_writers(&self, patience: Duration) -> bool {
        self.bias.turn_off();
        let start = Instant::now();
        let mut rounds = 0_u32;
        let mut certain = everybody_is_seen();
        while !certain || is_in_use(self.address()) {
            if start.elapsed() >= patience {
                self.bias.turn_on();
                return false;
            }
            rounds += 1;
            match rounds {
                0..64 => std::hint::spin_loop(),
                64..128 => std::thread::yield_now(),
                _ => std::thread::sleep(Duration::from_micros(50)),
            }
            certain = certain || everybody_is_seen();
        }
        true
    }
}

#[cfg(all(test, not(feature = "model")))]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;
    use std::sync::atomic::Ordering::SeqCst;

    /// Reads until the lock is the readers'; answers how often.
    fn turn_to_readers<T>(lock: &BiasedLock<T>) -> u32 {
        let mut reads = 1;
        while !matches!(lock.try_read_shortly(), Some(Reading::Biased { .. })) {
            reads += 1;
        }
        reads
    }

    #[test]
    fn reads_in_a_row_turn_the_lock_to_the_readers_and_a_write_turns_it_back() {
        let lock = BiasedLock::new(1);
        for value in 2..5 {
            assert!(turn_to_readers(&lock) > READS_OF_A_TURN);
            *lock.try_write().unwrap() = value;
            let reading = lock.try_read_shortly().unwrap();
            assert!(matches!(reading, Reading::Locked(_)));
            assert_eq!(*reading, value);
        }
        for _ in 0..=READS_OF_A_TURN {
            drop(lock.try_write().unwrap());
            assert!(matches!(lock.try_read_shortly(), Some(Reading::Locked(_))), "between two writes");
        }
    }

    #[test]
    fn a_writer_waits_for_a_reader_inside_and_gives_up_when_it_stays() {
        let lock = BiasedLock::new(1);
        turn_to_readers(&lock);
        let reading = lock.try_read_shortly().unwrap();
        assert!(lock.try_write().is_none());
        assert!(lock.try_write_for(Duration::from_millis(1)).is_none());
        assert!(lock.try_write_arc().is_none());
        assert!(matches!(lock.try_read_shortly(), Some(Reading::Biased { .. })), "it is the readers' still");
        assert_eq!(*reading, 1);
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| *lock.try_write_for(Duration::from_secs(60)).unwrap() = 2);
            // Whoever comes now sees the writer, or the bias: no reader waits.
            while matches!(lock.try_read_shortly(), Some(Reading::Biased { .. })) {
                std::thread::yield_now();
            }
            assert_eq!(*reading, 1);
            drop(reading);
            writer.join().unwrap();
        });
        assert_eq!(*lock.try_read_shortly().unwrap(), 2);
    }

    #[test]
    fn others_read_while_somebody_reads_to_write_and_nobody_writes() {
        let lock = BiasedLock::new(1);
        let reading = lock.try_read_to_write_for(Duration::ZERO).unwrap();
        assert!(lock.try_write().is_none());
        assert!(lock.try_read_to_write_for(Duration::ZERO).is_none());
        assert_eq!(lock.try_read().map(|guard| *guard), Some(1));
        turn_to_readers(&lock);
        let inside = lock.try_read_shortly().unwrap();
        assert!(matches!(inside, Reading::Biased { .. }));
        let reading = lock.try_upgrade_for(reading, Duration::ZERO).map(drop).unwrap_err();
        assert_eq!((*inside, *reading), (1, 1), "it reads on");
        drop(inside);
        let other = lock.try_read().unwrap();
        let reading = lock.try_upgrade_for(reading, Duration::ZERO).map(drop).unwrap_err();
        drop(other);
        *lock.try_upgrade_for(reading, Duration::ZERO).unwrap() = 2;
        assert_eq!(*lock.try_read_shortly().unwrap(), 2);
    }

    #[test]
    fn nobody_reads_while_somebody_writes() {
        let lock = BiasedLock::new(1);
        turn_to_readers(&lock);
        let guard = lock.try_write_arc().unwrap();
        assert!(lock.try_read_shortly().is_none());
        assert!(lock.try_read().is_none());
        drop(guard);
        assert!(lock.try_read().is_some());
    }

    #[test]
    fn readers_see_whole_changes_whoever_has_the_turn() {
        const CHANGES: u64 = 300;
        let lock = BiasedLock::new([0_u64; 16]);
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut seen = 0;
                    while !done.load(SeqCst) {
                        if let Some(numbers) = lock.try_read_shortly() {
                            assert!(numbers.iter().all(|number| *number == numbers[0]), "{numbers:?}");
                            assert!(numbers[0] >= seen);
                            seen = numbers[0];
                        }
                    }
                });
            }
            for change in 1..=CHANGES {
                turn_to_readers(&lock);
                let mut numbers = lock.try_write_for(Duration::from_secs(60)).unwrap();
                numbers.iter_mut().for_each(|number| *number = change);
            }
            done.store(true, SeqCst);
        });
        assert_eq!(lock.try_read_shortly().unwrap()[0], CHANGES);
    }
}
