//! The graph as others hold it: one writer or many readers at a time, and counts that are read without a lock.

use crate::change::shrink::Part;
use crate::graph::Graph;
use crate::shared::open_snapshots::OpenSnapshots;
use crate::shared::published::Published;
use crate::{Control, Counts, Environment, GraphOptions, MemoryPart, Shrunk, Snapshot, SnapshotCounts};
use kneiphof_kernels::{BiasedLock, Reading, left_behind_bytes, note_memory_event};
use kneiphof_wire::{Failure, Status, write_list};
use parking_lot::lock_api::ArcRwLockWriteGuard;
use parking_lot::{RawRwLock, RwLockReadGuard, RwLockUpgradableReadGuard, RwLockWriteGuard};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

/// How long a wait for the lock looks away from the clock.
const WAIT_SLICE: Duration = Duration::from_millis(2);

/// How long a question about memory waits at most: whoever watches a server must not stand behind its writers.
const WATCHER_WAIT: Duration = Duration::from_millis(100);

/// Cheap to clone; all clones are the same graph. Every call but the counts takes the lock, and fails with `BUSY` when a
/// transaction holds it for longer than the graph's patience. Every write fails with `POISONED` after a panic in a write.
#[derive(Clone, Debug)]
pub struct SharedGraph {
    shared: Arc<Shared>,
}

#[derive(Debug)]
pub(crate) struct Shared {
    graph: BiasedLock<Graph>,
    options: GraphOptions,
    environment: Environment,
    published: Published,
    snapshots: Arc<OpenSnapshots>,
}

impl SharedGraph {
    /// An empty graph.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` or `INVALID_ARGUMENT` for options beyond what the structures can hold.
    pub fn open(options: GraphOptions, environment: Environment) -> Result<SharedGraph, Failure> {
        let mut graph = Graph::new(options.clone(), environment.clone())?;
        let published = Published::new(&mut graph, environment.revision.clone());
        let snapshots = graph.snapshots.clone();
        let graph = BiasedLock::new(graph);
        Ok(SharedGraph { shared: Arc::new(Shared { graph, options, environment, published, snapshots }) })
    }

    pub fn options(&self) -> &GraphOptions {
        &self.shared.options
    }

    /// Number of nodes at the last commit. O(1), takes no lock.
    #[inline]
    pub fn node_count(&self) -> u64 {
        self.shared.published.nodes()
    }

    /// The revision of the last commit. O(1), takes no lock.
    #[inline]
    pub fn revision(&self) -> u64 {
        self.shared.published.revision()
    }

    /// Where that revision stands: whoever keeps the place may look there instead of asking.
    pub fn revision_place(&self) -> &Arc<AtomicU64> {
        &self.shared.environment.revision
    }

    /// Counts at the last commit. O(1), takes no lock; while a change is committed, single counts may be of before or after.
    pub fn counts(&self) -> Counts {
        self.shared.published.counts()
    }

    /// Whether a panic has stopped a write.
    pub fn is_poisoned(&self) -> bool {
        self.shared.published.is_poisoned()
    }

    /// Appends what is in the graph as a packed MAP. O(columns × chunks).
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn describe(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.read()?.describe(out)
    }

    /// Rebuilds the graph without its removed rows. O(nodes + edges). Numbers become stale when there were removed rows. A step of the
    /// control is a row of a table.
    ///
    /// # Errors
    /// `OUT_OF_QUOTA` for tables that would be larger than they are and than the quota, `OUT_OF_MEMORY`, `CANCELLED`, and then nothing
    /// has changed; `BUSY`, `POISONED`.
    pub fn compact(&self, control: Option<&Control>) -> Result<(), Failure> {
        let mut graph = self.write()?;
        graph.noting(|graph| graph.compact(control))?;
        graph.publish_anew();
        Ok(())
    }

    /// Gives back what the graph does not use: removed rows, replaced texts, room behind the last row, blocks of lists that have
    /// moved, and what is built again when it is wanted. Numbers become stale when there were removed rows. Snapshots keep what they
    /// have, and may hold it alone afterwards. Takes the lock for one structure after the other. O(rows and values); needs memory
    /// for a second copy of the largest structure, and of the whole graph when there were removed rows.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` when there is none for a copy, `CANCELLED`: what was shrunk before stays so, and all is there still;
    /// `BUSY`, `POISONED`.
    pub fn shrink(&self, control: &Control) -> Result<Shrunk, Failure> {
        let mut next = Some(Part::Rows);
        let mut shrunk: Option<Shrunk> = None;
        while let Some(part) = next {
            let mut graph = self.write()?;
            let before_bytes = shrunk.map_or(graph.bytes(), |shrunk| shrunk.before_bytes);
            let outcome = graph.noting(|graph| graph.shrink(part, control));
            shrunk = Some(Shrunk { before_bytes, after_bytes: graph.bytes() });
            graph.publish_anew();
            next = outcome?;
        }
        Ok(shrunk.unwrap_or_default())
    }

    /// The symbol of a key, label or type, a new one when it is not known yet. O(1).
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `LIMIT_EXCEEDED`, `OUT_OF_QUOTA`, `OUT_OF_MEMORY`, `BUSY`, `POISONED`.
    pub fn intern(&self, text: &str) -> Result<u32, Failure> {
        if let Some(symbol) = self.read()?.symbols.find(text) {
            return Ok(u32::from(symbol));
        }
        let mut graph = self.write()?;
        let symbol = graph.noting(|graph| graph.within_quota(|graph| graph.intern_alone(text)))?;
        graph.publish_bytes();
        Ok(u32::from(symbol))
    }

    /// Appends a packed LIST of TEXT: the symbols from `first` on.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn symbols(&self, first: u32, out: &mut Vec<u8>) -> Result<(), Failure> {
        let graph = self.read()?;
        let mut names = graph.symbols.names(first as usize);
        write_list(out, |list| names.try_for_each(|name| list.text(name)))
    }

    /// Takes up to `capacity` opaque handles that the graph has let go. Takes no lock of the graph.
    pub fn drain_released(&self, capacity: usize) -> Vec<u64> {
        self.shared.published.drain_released(capacity)
    }

    /// The graph as it is now, for long reads that must not hold a writer. O(columns); the next change copies what it touches.
    ///
    /// # Errors
    /// `BUSY`.
    pub fn snapshot(&self) -> Result<Snapshot, Failure> {
        self.read()?.snapshot()
    }

    /// The snapshots that are open, and what they hold. O(open snapshots), takes no lock of the graph.
    pub fn snapshots(&self) -> SnapshotCounts {
        self.shared.snapshots.counts(self.shared.environment.clock.now_nanos())
    }

    /// The memory of each structure and of each column. O(columns × chunks).
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`; `BUSY` when somebody writes for longer than 100 ms.
    pub fn memory(&self) -> Result<Vec<MemoryPart>, Failure> {
        self.read_to_watch()?.memory()
    }

    /// Appends the same with the open snapshots as a packed MAP. O(columns × chunks).
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`; `BUSY` when somebody writes for longer than 100 ms.
    pub fn describe_memory(&self, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.read_to_watch()?.describe_memory(out)
    }

    /// Panics while it holds the write lock, for tests of those who must survive it.
    ///
    /// # Errors
    /// `BUSY`, `POISONED`.
    ///
    /// # Panics
    /// Always, unless it fails before.
    pub fn plant_panic(&self) -> Result<(), Failure> {
        let _graph = self.write()?;
        panic!("planted panic");
    }

    /// The graph for a look-up, unless somebody writes.
    #[inline(always)]
    pub(crate) fn try_read_shortly(&self) -> Result<Reading<'_, Graph>, Failure> {
        self.shared.graph.try_read_shortly().ok_or(Failure::new(Status::Busy))
    }

    /// The graph for a look-up.
    #[inline]
    pub(crate) fn read_shortly(&self) -> Result<Reading<'_, Graph>, Failure> {
        match self.shared.graph.try_read_shortly() {
            Some(reading) => Ok(reading),
            None => self.read().map(Reading::Locked),
        }
    }

    pub(crate) fn read(&self) -> Result<RwLockReadGuard<'_, Graph>, Failure> {
        let lock = &self.shared.graph;
        match lock.try_read() {
            Some(guard) => Ok(guard),
            None => self.wait(self.shared.options.lock_wait, |slice| lock.try_read_for(slice)),
        }
    }

    fn read_to_watch(&self) -> Result<RwLockReadGuard<'_, Graph>, Failure> {
        let (lock, patience) = (&self.shared.graph, self.shared.options.lock_wait.min(WATCHER_WAIT));
        match lock.try_read() {
            Some(guard) => Ok(guard),
            None => self.wait(patience, |slice| lock.try_read_for(slice)),
        }
    }

    /// The right to write until the end of a call. Takes and gives back one lock; nothing is counted.
    #[inline(always)]
    pub(crate) fn write(&self) -> Result<Writing<'_>, Failure> {
        let lock = &self.shared.graph;
        let graph = match lock.try_write() {
            Some(guard) => guard,
            None => self.wait(self.shared.options.lock_wait, |slice| lock.try_write_for(slice))?,
        };
        self.unless_poisoned()?;
        Ok(WritingBy { graph, shared: &self.shared })
    }

    /// The right to read of a writer that is not ready yet: others read meanwhile, nobody writes.
    pub(crate) fn read_to_write(&self) -> Result<RwLockUpgradableReadGuard<'_, Graph>, Failure> {
        let lock = &self.shared.graph;
        let graph = match lock.try_read_to_write_for(Duration::ZERO) {
            Some(guard) => guard,
            None => self.wait(self.shared.options.lock_wait, |slice| lock.try_read_to_write_for(slice))?,
        };
        self.unless_poisoned()?;
        Ok(graph)
    }

    /// The right to write of a writer that is ready now: nobody has written since it began to read.
    pub(crate) fn upgraded<'g>(
        &'g self,
        graph: RwLockUpgradableReadGuard<'g, Graph>,
    ) -> Result<Writing<'g>, Failure> {
        let lock = &self.shared.graph;
        let graph = match lock.try_upgrade_for(graph, Duration::ZERO) {
            Ok(guard) => guard,
            Err(reading) => {
                let mut reading = Some(reading);
                self.wait(self.shared.options.lock_wait, |slice| {
                    lock.try_upgrade_for(reading.take()?, slice).map_err(|back| reading = Some(back)).ok()
                })?
            }
        };
        Ok(WritingBy { graph, shared: &self.shared })
    }

    /// The right to write for as long as a transaction is open, in whatever thread.
    pub(crate) fn write_for_long(&self) -> Result<WritingForLong, Failure> {
        let lock = &self.shared.graph;
        let graph = match lock.try_write_arc() {
            Some(guard) => guard,
            None => self.wait(self.shared.options.lock_wait, |slice| lock.try_write_arc_for(slice))?,
        };
        self.unless_poisoned()?;
        Ok(WritingBy { graph, shared: self.shared.clone() })
    }

    #[inline(always)]
    fn unless_poisoned(&self) -> Result<(), Failure> {
        if self.is_poisoned() { Err(Failure::new(Status::Poisoned)) } else { Ok(()) }
    }

    /// Waits for the lock by the graph's own clock.
    #[cold]
    #[inline(never)]
    fn wait<G>(&self, patience: Duration, mut lock: impl FnMut(Duration) -> Option<G>) -> Result<G, Failure> {
        let clock = &self.shared.environment.clock;
        let patience = u64::try_from(patience.as_nanos()).unwrap_or(u64::MAX);
        let start = clock.now_nanos();
        loop {
            let waited = clock.now_nanos().saturating_sub(start);
            if waited >= patience {
                return Err(Failure::new(Status::Busy));
            }
            if let Some(guard) = lock(WAIT_SLICE.min(Duration::from_nanos(patience - waited))) {
                return Ok(guard);
            }
        }
    }
}

/// The right to write. A panic while it is used poisons the graph: nobody can tell how far the change had come.
pub(crate) struct WritingBy<G, S: Deref<Target = Shared>> {
    graph: G,
    shared: S,
}

pub(crate) type Writing<'a> = WritingBy<RwLockWriteGuard<'a, Graph>, &'a Shared>;
pub(crate) type WritingForLong = WritingBy<ArcRwLockWriteGuard<RawRwLock, Graph>, Arc<Shared>>;

/// Poisons the graph when it is dropped by a panic.
pub(crate) struct PoisonOnPanic(Arc<Shared>);

impl WritingForLong {
    /// For a change after which this right is kept: its own drop would come too late.
    pub fn poison_on_panic(&self) -> PoisonOnPanic {
        PoisonOnPanic(self.shared.clone())
    }
}

impl<G: DerefMut<Target = Graph>, S: Deref<Target = Shared>> WritingBy<G, S> {
    /// Makes a change, and notes what it left to snapshots.
    #[inline(always)]
    pub fn noting<T>(&mut self, change: impl FnOnce(&mut Graph) -> T) -> T {
        let before = left_behind_bytes();
        let outcome = change(&mut self.graph);
        self.graph.snapshots.leave(left_behind_bytes() - before);
        outcome
    }

    /// Shows the outside what was committed.
    #[inline(always)]
    pub fn publish(&mut self) {
        self.shared.published.publish(&mut self.graph);
    }

    /// Releases opaque handles that were dropped by going back.
    pub fn release(&self, dropped: Vec<u64>) {
        if !dropped.is_empty() {
            self.shared.published.release(dropped);
        }
    }

    /// As `publish`, after work on the structures as a whole.
    pub fn publish_anew(&mut self) {
        note_memory_event();
        self.publish();
    }

    /// Shows the outside what the graph takes after a call that committed nothing.
    pub fn publish_bytes(&mut self) {
        self.shared.published.publish_bytes(&mut self.graph);
    }

    pub fn is_poisoned(&self) -> bool {
        self.shared.published.is_poisoned()
    }
}

impl<G: Deref<Target = Graph>, S: Deref<Target = Shared>> Deref for WritingBy<G, S> {
    type Target = Graph;

    #[inline(always)]
    fn deref(&self) -> &Graph {
        &self.graph
    }
}

impl<G: DerefMut<Target = Graph>, S: Deref<Target = Shared>> DerefMut for WritingBy<G, S> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Graph {
        &mut self.graph
    }
}

impl<G, S: Deref<Target = Shared>> Drop for WritingBy<G, S> {
    #[inline]
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.shared.published.poison();
        }
    }
}

impl Drop for PoisonOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.published.poison();
        }
    }
}
