//! What is told without taking the graph's lock.

use crate::Counts;
use crate::graph::Graph;
use crate::store::room::{extend, room};
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

#[derive(Debug, Default)]
pub(crate) struct Published {
    nodes: AtomicU64,
    edges: AtomicU64,
    revision: Arc<AtomicU64>,
    epoch: AtomicU64,
    bytes: AtomicU64,
    poisoned: AtomicBool,
    released_count: AtomicU64,
    /// Opaque handles the graph has let go, in the order it did.
    released: Mutex<Vec<u64>>,
}

impl Published {
    pub fn new(graph: &mut Graph, revision: Arc<AtomicU64>) -> Self {
        let published = Published { revision, ..Published::default() };
        published.publish(graph);
        published
    }

    /// Told by the writer, under the graph's lock. Opaque handles that wait in the log are released.
    #[inline(always)]
    pub fn publish(&self, graph: &mut Graph) {
        let released = graph.undo.take_released();
        self.nodes.store(u64::from(graph.nodes.count), Relaxed);
        self.edges.store(u64::from(graph.edges.count), Relaxed);
        self.epoch.store(u64::from(graph.epoch), Relaxed);
        self.publish_bytes(graph);
        self.revision.store(graph.revision, Release);
        if !released.is_empty() {
            self.release(released);
        }
    }

    /// Notes opaque handles that nobody needs any more.
    #[inline(never)]
    pub fn release(&self, released: Vec<u64>) {
        let mut waiting = self.released.lock();
        if waiting.is_empty() {
            *waiting = released;
        } else {
            // Handles that cannot be noted for want of memory keep their objects until the graph is closed.
            let _ = extend(&mut waiting, released.into_iter());
        }
        self.released_count.store(waiting.len() as u64, Relaxed);
    }

    /// As `publish`, of the memory alone.
    #[inline(always)]
    pub fn publish_bytes(&self, graph: &mut Graph) {
        self.bytes.store(graph.settled_bytes(), Relaxed);
    }

    #[inline]
    pub fn nodes(&self) -> u64 {
        self.nodes.load(Relaxed)
    }

    #[inline]
    pub fn revision(&self) -> u64 {
        self.revision.load(Acquire)
    }

    pub fn counts(&self) -> Counts {
        Counts {
            revision: self.revision.load(Acquire),
            nodes: self.nodes(),
            edges: self.edges.load(Relaxed),
            epoch: self.epoch.load(Relaxed),
            bytes: self.bytes.load(Relaxed),
            released: self.released_count.load(Relaxed),
        }
    }

    pub fn drain_released(&self, capacity: usize) -> Vec<u64> {
        let mut waiting = self.released.lock();
        let count = waiting.len().min(capacity);
        let mut drained = Vec::new();
        if room(&mut drained, count).is_ok() {
            drained.extend(waiting.drain(..count));
        }
        self.released_count.store(waiting.len() as u64, Relaxed);
        drained
    }

    pub fn poison(&self) {
        self.poisoned.store(true, Release);
    }

    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Acquire)
    }
}
