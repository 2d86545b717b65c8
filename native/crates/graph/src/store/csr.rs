//! Adjacency in the least memory that traversals and algorithms can read: compressed sparse rows.
//!
//! ```text
//! offsets   | 0 | end of list 0 | end of list 1 | …        u32, one more than node rows
//! targets   | a b c     | d             | …                u32, rows of nodes
//! edges     | e f g     | h             | …                u32, rows of edges
//! ```
//! A list holds the live edges of a node in the order they came: out-edges, or in-edges, or first the one and then the other.
//! In an undirected graph a self-loop stands twice, as in the degree.

use crate::EdgeDirection::{In, Out};
use crate::graph::out_of_memory;
use crate::processors::processors;
use crate::read::topology::Topology;
use crate::store::adjacency::parts;
use crate::store::chunked::CHUNK_ROWS;
use crate::{EdgeDirection, Snapshot};
use kneiphof_kernels::{HalfWords, OutOfMemory};
use kneiphof_wire::{Failure, Subject};
use parking_lot::Mutex;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

/// Fewer entries than this are copied sooner than a thread begins.
const SPLIT_ENTRIES: usize = 1 << 16;
/// Nodes whose lists are asked for before they are read.
const AHEAD: u32 = 16;

/// The lists of all nodes at one moment.
#[derive(Debug)]
pub struct Csr {
    offsets: HalfWords,
    targets: HalfWords,
    edges: HalfWords,
    counted: Arc<AtomicUsize>,
}

impl Csr {
    /// Where each node's list begins, and last where the last one ends.
    pub fn offsets(&self) -> &[u32] {
        &self.offsets
    }

    /// Rows of the nodes at the other ends.
    pub fn targets(&self) -> &[u32] {
        &self.targets
    }

    /// Rows of the edges that lead there.
    pub fn edges(&self) -> &[u32] {
        &self.edges
    }

    /// Rows of the nodes at the other ends of a node's edges.
    pub fn neighbors(&self, node: u32) -> &[u32] {
        &self.targets[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }

    fn bytes(&self) -> usize {
        self.offsets.bytes() + self.targets.bytes() + self.edges.bytes()
    }
}

impl Drop for Csr {
    fn drop(&mut self) {
        self.counted.fetch_sub(self.bytes(), Relaxed);
    }
}

/// What a build may read of a topology.
struct Build<'a> {
    topology: Topology<'a>,
    sides: &'static [EdgeDirection],
    nodes: u32,
}

impl Build<'_> {
    /// The lists in one pass, split by entries over so many threads. O(nodes + edges).
    fn run(&self, threads: usize, counted: Arc<AtomicUsize>) -> Result<Csr, Failure> {
        let memory = |failed: OutOfMemory| out_of_memory(failed);
        let mut offsets = HalfWords::zeroed(self.nodes as usize + 1).map_err(memory)?;
        for side in self.sides {
            let degrees = self.topology.lists(*side).degrees();
            for (chunk, sums) in offsets[1..].chunks_mut(CHUNK_ROWS).enumerate() {
                sums.iter_mut().zip(degrees.of_chunk(chunk)).for_each(|(sum, degree)| *sum += degree);
            }
        }
        let mut end = 0u64;
        for offset in &mut offsets[1..] {
            end += u64::from(*offset);
            *offset = end as u32;
        }
        let entries = u32::try_from(end)
            .map_err(|_| Failure::limit_exceeded("number of entries in CSR", end, u64::from(u32::MAX)))?;
        let mut targets = HalfWords::zeroed(entries as usize).map_err(memory)?;
        let mut edges = HalfWords::zeroed(entries as usize).map_err(memory)?;
        let threads = if (entries as usize) < SPLIT_ENTRIES { 1 } else { threads.max(1) };
        std::thread::scope(|scope| {
            let (mut targets, mut edges) = (&mut targets[..], &mut edges[..]);
            let mut first = 0;
            for thread in 1..=threads {
                let wanted = (end * thread as u64 / threads as u64) as u32;
                let last = if thread == threads {
                    self.nodes
                } else {
                    offsets.partition_point(|offset| *offset < wanted) as u32
                };
                let length = (offsets[last as usize] - offsets[first as usize]) as usize;
                let (part_targets, part_edges);
                (part_targets, targets) = targets.split_at_mut(length);
                (part_edges, edges) = edges.split_at_mut(length);
                let nodes = first..last;
                first = last;
                if thread == threads {
                    self.fill(nodes, part_targets, part_edges);
                } else {
                    scope.spawn(|| self.fill(nodes, part_targets, part_edges));
                }
            }
        });
        let csr = Csr { offsets, targets, edges, counted };
        csr.counted.fetch_add(csr.bytes(), Relaxed);
        Ok(csr)
    }

    fn fill(&self, nodes: Range<u32>, targets: &mut [u32], edges: &mut [u32]) {
        let (mut targets, mut edges) = (targets, edges);
        for node in nodes.clone() {
            for side in self.sides {
                let lists = self.topology.lists(*side);
                if node + AHEAD < nodes.end {
                    lists.prefetch_list(node + AHEAD);
                }
                if lists.degrees().dead(node) == 0 {
                    lists.stretches(node, |entries| append(entries, &mut targets, &mut edges));
                } else {
                    lists.each(node, |neighbor, edge| {
                        if self.topology.live.get(edge) {
                            let entry = AtomicU64::new(u64::from(edge) << 32 | u64::from(neighbor));
                            append(&[entry], &mut targets, &mut edges);
                        }
                    });
                }
            }
        }
    }
}

/// Writes entries to the front of what is left to be written.
#[inline]
fn append(entries: &[AtomicU64], targets: &mut &mut [u32], edges: &mut &mut [u32]) {
    let (Some(near), Some(far)) =
        (targets.split_off_mut(..entries.len()), edges.split_off_mut(..entries.len()))
    else {
        return;
    };
    for ((target, row), entry) in near.iter_mut().zip(far).zip(entries) {
        (*target, *row) = parts(entry.load(Relaxed));
    }
}

/// The state of a graph's structure: two moments with the same state have the same lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Structure {
    pub epoch: u32,
    pub changes: u64,
    pub nodes: u32,
}

/// Lists, and the state they are of.
type Kept = Option<(Structure, Arc<Csr>)>;

/// The lists that were built last, out, in and both, until the structure changes.
#[derive(Debug, Default)]
pub(crate) struct CsrCache {
    slots: [Mutex<Kept>; 3],
    /// Memory of all that was built and is still held by anybody.
    bytes: Arc<AtomicUsize>,
}

impl CsrCache {
    pub fn bytes(&self) -> usize {
        self.bytes.load(Relaxed)
    }

    /// Lets go of what is not of this state any more.
    pub fn drop_stale(&self, structure: Structure) {
        if self.bytes() == 0 {
            return;
        }
        for slot in &self.slots {
            // A builder at work will find out by itself.
            if let Some(mut slot) = slot.try_lock()
                && slot.as_ref().is_some_and(|(of, _)| *of != structure)
            {
                *slot = None;
            }
        }
    }

    /// Lets go of all.
    pub fn clear(&self) {
        self.slots.iter().filter_map(Mutex::try_lock).for_each(|mut slot| *slot = None);
    }

    fn slot(direction: Option<EdgeDirection>) -> usize {
        match direction {
            Some(Out) => 0,
            Some(In) => 1,
            None => 2,
        }
    }
}

impl Snapshot {
    /// The lists of all nodes: out-edges, in-edges, or both (`None`); in an undirected graph they are the same. Built at the
    /// first call after a change of the structure, O(nodes + edges) on as many threads as there are processors; kept by the
    /// graph until the next such change, and by the snapshot.
    ///
    /// # Errors
    /// `OUT_OF_QUOTA` when there is no memory, `LIMIT_EXCEEDED` for more than 2^32 entries.
    pub fn csr(&self, direction: Option<EdgeDirection>) -> Result<Arc<Csr>, Failure> {
        let direction = if self.directed { direction } else { Some(Out) };
        let index = CsrCache::slot(direction);
        if let Some(csr) = self.csrs[index].get() {
            return Ok(csr.clone());
        }
        let mut slot = self.csr_cache.slots[index].lock();
        let csr = match &*slot {
            Some((structure, csr)) if *structure == self.structure => csr.clone(),
            kept => {
                let threads = processors();
                let csr = Arc::new(self.build_csr(direction, threads)?);
                if kept.as_ref().is_none_or(|(structure, _)| *structure < self.structure) {
                    *slot = Some((self.structure, csr.clone()));
                }
                csr
            }
        };
        Ok(self.csrs[index].get_or_init(|| csr).clone())
    }

    /// Builds the lists anew on so many threads, whatever is kept.
    ///
    /// # Errors
    /// As [`Snapshot::csr`].
    pub fn build_csr(&self, direction: Option<EdgeDirection>, threads: usize) -> Result<Csr, Failure> {
        let topology = self.topology();
        let build = Build { topology, sides: topology.sides(direction), nodes: self.rows(Subject::Node) };
        build.run(threads, self.csr_cache.bytes.clone())
    }
}
