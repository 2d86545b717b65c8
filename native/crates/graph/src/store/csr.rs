//! Adjacency in the least memory that traversals and algorithms can read: compressed sparse rows.
//!
//! ```text
//! offsets   | 0 | end of list 0 | end of list 1 | …        u32, one more than node rows
//! targets   | a b c     | d             | …                u32, rows of nodes
//! edges     | e f g     | h             | …                u32, rows of edges, when they are wanted
//! ```
//! A list holds the live edges of a node in the order they came: out-edges, or in-edges, or first the one and then the other.
//! In an undirected graph a self-loop stands twice, as in the degree.

use crate::EdgeDirection::{In, Out};
use crate::graph::out_of_memory;
use crate::processors::{on_threads, processors};
use crate::read::topology::Topology;
use crate::shared::control::{advance, expect};
use crate::store::adjacency::Half;
use crate::store::chunked::CHUNK_ROWS;
use crate::{Control, EdgeDirection, Snapshot};
use kneiphof_kernels::HalfWords;
use kneiphof_wire::{Failure, Subject};
use parking_lot::{Mutex, MutexGuard};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Fewer entries than this are copied sooner than a thread begins.
const SPLIT_ENTRIES: usize = 1 << 16;

/// How long somebody who waits for another's build looks away from the flag.
const WAIT_SLICE: Duration = Duration::from_millis(2);

/// The lists of all nodes at one moment.
#[derive(Debug)]
pub struct Csr {
    offsets: HalfWords,
    targets: HalfWords,
    /// Made when they are first wanted: most algorithms never ask which edge led there.
    edges: OnceLock<HalfWords>,
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

    /// Rows of the edges that lead there, once [`Snapshot::csr_with_edges`] was asked for them.
    pub fn edges(&self) -> Option<&[u32]> {
        self.edges.get().map(|edges| &edges[..])
    }

    /// Rows of the nodes at the other ends of a node's edges.
    pub fn neighbors(&self, node: u32) -> &[u32] {
        &self.targets[self.offsets[node as usize] as usize..self.offsets[node as usize + 1] as usize]
    }

    fn bytes(&self) -> usize {
        self.offsets.bytes() + self.targets.bytes() + self.edges.get().map_or(0, HalfWords::bytes)
    }

    fn keep_edges(&self, edges: HalfWords) {
        let bytes = edges.bytes();
        // Somebody else may have been faster, with the same.
        if self.edges.set(edges).is_ok() {
            self.counted.fetch_add(bytes, SeqCst);
        }
    }
}

impl Drop for Csr {
    fn drop(&mut self) {
        self.counted.fetch_sub(self.bytes(), Relaxed);
    }
}

/// What a build may read of a topology, and who watches it: a step is a node or an entry.
struct Build<'a> {
    topology: Topology<'a>,
    sides: &'static [EdgeDirection],
    nodes: u32,
    control: Option<&'a Control>,
}

impl Build<'_> {
    /// Where each list begins. O(nodes).
    fn offsets(&self) -> Result<HalfWords, Failure> {
        let mut offsets = HalfWords::zeroed(self.nodes as usize + 1).map_err(out_of_memory)?;
        expect(self.control, self.sides.len() as u64 * u64::from(self.nodes));
        for side in self.sides {
            let degrees = self.topology.lists(*side).degrees();
            for (chunk, sums) in offsets[1..].chunks_mut(CHUNK_ROWS).enumerate() {
                sums.iter_mut().zip(degrees.of_chunk(chunk)).for_each(|(sum, degree)| *sum += degree);
                advance(self.control, sums.len() as u64)?;
            }
        }
        let mut end = 0u64;
        for offset in &mut offsets[1..] {
            end += u64::from(*offset);
            *offset = end as u32;
        }
        match u32::try_from(end) {
            Ok(_) => Ok(offsets),
            Err(_) => Err(Failure::limit_exceeded("number of entries in CSR", end, u64::from(u32::MAX))),
        }
    }

    /// A half of the entries of all lists, split by entries over so many threads. O(nodes + edges).
    fn halves(&self, offsets: &[u32], half: Half, threads: usize) -> Result<HalfWords, Failure> {
        let entries = offsets[self.nodes as usize] as usize;
        expect(self.control, entries as u64);
        let mut halves = HalfWords::zeroed(entries).map_err(out_of_memory)?;
        let threads = if entries < SPLIT_ENTRIES { 1 } else { threads.max(1) };
        let (mut left, mut first) = (&mut halves[..], 0);
        let parts = (1..=threads).map(|thread| {
            let wanted = (entries as u64 * thread as u64 / threads as u64) as u32;
            let last = if thread == threads {
                self.nodes
            } else {
                offsets.partition_point(|offset| *offset < wanted) as u32
            };
            let len = (offsets[last as usize] - offsets[first as usize]) as usize;
            let part;
            (part, left) = std::mem::take(&mut left).split_at_mut(len);
            (std::mem::replace(&mut first, last)..last, part)
        });
        on_threads(threads, parts, |(nodes, part)| self.fill_watched(offsets, nodes, half, part))?;
        Ok(halves)
    }

    /// As `fill`, some nodes after the other.
    fn fill_watched(
        &self,
        offsets: &[u32],
        nodes: Range<u32>,
        half: Half,
        mut part: &mut [u32],
    ) -> Result<(), Failure> {
        for first in nodes.clone().step_by(CHUNK_ROWS) {
            let end = nodes.end.min(first + CHUNK_ROWS as u32);
            let len = (offsets[end as usize] - offsets[first as usize]) as usize;
            let some;
            (some, part) = std::mem::take(&mut part).split_at_mut(len);
            self.fill(first..end, half, some);
            advance(self.control, len as u64)?;
        }
        Ok(())
    }

    fn fill(&self, nodes: Range<u32>, half: Half, part: &mut [u32]) {
        if let [side] = self.sides
            && self.topology.lists(*side).degrees().have_no_dead()
        {
            return self.topology.lists(*side).copy_halves(nodes, half, part);
        }
        let mut places = part.iter_mut();
        for node in nodes {
            for side in self.sides {
                let lists = self.topology.lists(*side);
                let is_plain = lists.degrees().dead(node) == 0;
                lists.each(node, |neighbor, edge| {
                    if (is_plain || self.topology.live.get(edge))
                        && let Some(place) = places.next()
                    {
                        *place = if half == Half::Edge { edge } else { neighbor };
                    }
                });
            }
        }
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
#[derive(Debug)]
pub(crate) struct CsrCache {
    slots: [Mutex<Kept>; 3],
    /// Memory of all that was built and is still held by anybody.
    bytes: Arc<AtomicUsize>,
    /// What the quota of the graph leaves for it.
    allowed_bytes: AtomicU64,
}

impl Default for CsrCache {
    fn default() -> Self {
        let (slots, bytes) = Default::default();
        CsrCache { slots, bytes, allowed_bytes: AtomicU64::new(u64::MAX) }
    }
}

impl CsrCache {
    /// Keeps no more than so much from here on.
    pub fn allow(&self, bytes: u64) {
        self.allowed_bytes.store(bytes, SeqCst);
        self.give_way();
    }

    /// Lets go of all that is kept when it is more than is allowed: whoever reads it keeps it for as long as that takes.
    fn give_way(&self) {
        if self.bytes.load(SeqCst) as u64 > self.allowed_bytes.load(SeqCst) {
            self.clear();
        }
    }

    #[inline(always)]
    pub fn bytes(&self) -> usize {
        self.bytes.load(Relaxed)
    }

    /// Lets go of what is not of this state any more.
    #[inline(always)]
    pub fn drop_stale(&self, structure: Structure) {
        if self.bytes() != 0 {
            self.drop_all_stale(structure);
        }
    }

    #[inline(never)]
    fn drop_all_stale(&self, structure: Structure) {
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

    /// The right to build, once nobody else does: whoever waits for that can be cancelled, too.
    fn slot_for(&self, index: usize, control: Option<&Control>) -> Result<MutexGuard<'_, Kept>, Failure> {
        loop {
            if let Some(slot) = self.slots[index].try_lock_for(WAIT_SLICE) {
                return Ok(slot);
            }
            advance(control, 0)?;
        }
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
    /// graph until the next such change, where its quota has room for it, and by the snapshot. A step of the control is a node or an
    /// entry.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `LIMIT_EXCEEDED` for more than 2^32 entries, `CANCELLED`, and then nothing is kept.
    pub fn csr(
        &self,
        direction: Option<EdgeDirection>,
        control: Option<&Control>,
    ) -> Result<Arc<Csr>, Failure> {
        let direction = if self.directed { direction } else { Some(Out) };
        let index = CsrCache::slot(direction);
        if let Some(csr) = self.csrs[index].get() {
            return Ok(csr.clone());
        }
        let csr = self.kept_csr(index, direction, control)?;
        self.csr_cache.give_way();
        Ok(self.csrs[index].get_or_init(|| csr).clone())
    }

    fn kept_csr(
        &self,
        index: usize,
        direction: Option<EdgeDirection>,
        control: Option<&Control>,
    ) -> Result<Arc<Csr>, Failure> {
        let mut slot = self.csr_cache.slot_for(index, control)?;
        Ok(match &*slot {
            Some((structure, csr)) if *structure == self.structure => csr.clone(),
            kept => {
                let threads = processors();
                let csr = Arc::new(self.build_csr(direction, threads, control)?);
                if kept.as_ref().is_none_or(|(structure, _)| *structure < self.structure) {
                    *slot = Some((self.structure, csr.clone()));
                }
                csr
            }
        })
    }

    /// As [`Snapshot::csr`], with the rows of the edges, which take as long and as much again the first time.
    ///
    /// # Errors
    /// As [`Snapshot::csr`].
    pub fn csr_with_edges(
        &self,
        direction: Option<EdgeDirection>,
        control: Option<&Control>,
    ) -> Result<Arc<Csr>, Failure> {
        let csr = self.csr(direction, control)?;
        if csr.edges().is_none() {
            let build = self.csr_build(if self.directed { direction } else { Some(Out) }, control);
            csr.keep_edges(build.halves(csr.offsets(), Half::Edge, processors())?);
            self.csr_cache.give_way();
        }
        Ok(csr)
    }

    /// Builds the lists anew on so many threads, whatever is kept.
    ///
    /// # Errors
    /// As [`Snapshot::csr`].
    pub fn build_csr(
        &self,
        direction: Option<EdgeDirection>,
        threads: usize,
        control: Option<&Control>,
    ) -> Result<Csr, Failure> {
        let build = self.csr_build(direction, control);
        let offsets = build.offsets()?;
        let targets = build.halves(&offsets, Half::Neighbor, threads)?;
        let counted = self.csr_cache.bytes.clone();
        let csr = Csr { offsets, targets, edges: OnceLock::new(), counted };
        csr.counted.fetch_add(csr.bytes(), SeqCst);
        Ok(csr)
    }

    fn csr_build<'a>(&'a self, direction: Option<EdgeDirection>, control: Option<&'a Control>) -> Build<'a> {
        let topology = self.moment().topology();
        Build { topology, sides: topology.sides(direction), nodes: self.rows(Subject::Node), control }
    }
}
