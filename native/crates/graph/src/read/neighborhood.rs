//! The nodes within a few hops.

use crate::Number;
use crate::graph::{Graph, out_of_memory};
use crate::read::asked::Asked;
use crate::read::topology::{Follow, Topology};
use crate::store::adjacency::parts;
use crate::store::ids::{AHEAD, station};
use crate::store::room::{grown, room};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::Failure;
use std::cell::Cell;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// More hops than this reach nothing that fewer do not, in a graph somebody looks at hop by hop.
pub const HOPS_MAX: u32 = 64;

pub(crate) fn check_hops(hops: u32) -> Result<(), Failure> {
    if hops == 0 || hops > HOPS_MAX {
        return Err(Failure::malformed("number of hops", u64::from(hops)).limit(u64::from(HOPS_MAX)));
    }
    Ok(())
}

/// What lies around some nodes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighborhood {
    /// Each node once, the nearest first, without those it began at; among the equally near in the order in which they were met:
    /// list by list of the nodes before, of each the out-edges first, then the in-edges, in the order the edges arrived.
    pub numbers: Vec<Number>,
    /// How many nodes there are within one hop, within two, and so on, on this page or not; the last one is the total.
    pub within: Vec<u64>,
    pub revision: u64,
}

impl Neighborhood {
    pub fn total(&self) -> u64 {
        self.within.last().copied().unwrap_or_default()
    }
}

/// The same where it lies, before anybody has copied it.
#[derive(Debug)]
pub struct Around<'a> {
    rows: &'a [u32],
    pub within: Vec<u64>,
    epoch: u64,
    pub revision: u64,
}

impl<'a> Around<'a> {
    /// The numbers of the first nodes, at most `limit` of them.
    pub fn numbers(&self, limit: usize) -> impl ExactSizeIterator<Item = Number> + use<'a> {
        let epoch = self.epoch;
        self.rows[..limit.min(self.rows.len())].iter().map(move |row| epoch << 32 | u64::from(*row))
    }

    pub fn total(&self) -> u64 {
        self.rows.len() as u64
    }
}

/// Which nodes a search has met, one bit a node, and these nodes in the order it met them. A thread keeps one and uses it again:
/// cleaning up costs as much as the search has met, whatever the size of the graph.
///
/// ```text
/// bits   | node 0..63 | node 64..127 | …        all zero between two searches
/// met    | start | near | near | far | …  room … |
/// ```
#[derive(Debug, Default)]
struct Visited {
    bits: Vec<u64>,
    met: Vec<u32>,
    count: usize,
}

/// Memory of a search that is kept for the next one: room for 8 million nodes.
const KEPT_WORDS: usize = 1 << 17;
const KEPT_MET: usize = 1 << 20;

impl Visited {
    fn take(nodes: u32) -> Result<Visited, OutOfMemory> {
        let mut visited = KEPT.take();
        let words = (nodes as usize).div_ceil(64);
        if let Some(last) = words.checked_sub(1) {
            grown(&mut visited.bits, last)?;
        }
        Ok(visited)
    }

    /// Makes room for so many more nodes, so that meeting them checks nothing.
    #[inline]
    fn reserve(&mut self, more: usize) -> Result<(), OutOfMemory> {
        let len = self.count + more;
        if self.met.len() < len {
            let doubled = 2 * self.met.len();
            grown(&mut self.met, len.max(doubled).max(1_024) - 1)?;
        }
        Ok(())
    }

    /// Meets a node; there is room for it.
    #[inline(always)]
    fn meet(&mut self, node: u32) {
        self.meet_all(&[node], |node| *node);
    }

    /// Meets the nodes of a stretch of a list. Without a branch: half of the nodes at the end of an edge are new, which no processor
    /// predicts.
    #[inline(always)]
    fn meet_all<E>(&mut self, entries: &[E], node_of: impl Fn(&E) -> u32) {
        let (bits, met) = (&mut self.bits[..], &mut self.met[self.count..]);
        let mut new = 0;
        for entry in entries {
            let node = node_of(entry);
            let word = &mut bits[node as usize / 64];
            let bit = 1 << (node % 64);
            let is_new = *word & bit == 0;
            *word |= bit;
            met[new] = node;
            new += usize::from(is_new);
        }
        self.count += new;
    }

    fn give_back(mut self) {
        // A store for each node, or for each word of the bitmap, four of which go at once.
        if self.count > self.bits.len() / 4 {
            self.bits.fill(0);
        } else {
            for node in &self.met[..self.count] {
                self.bits[*node as usize / 64] = 0;
            }
        }
        self.count = 0;
        if self.bits.len() <= KEPT_WORDS && self.met.len() <= KEPT_MET {
            KEPT.set(self);
        }
    }
}

thread_local! {
    static KEPT: Cell<Visited> = const { Cell::new(Visited { bits: Vec::new(), met: Vec::new(), count: 0 }) };
}

impl Topology<'_> {
    /// Searches breadth-first from some of so many nodes, and calls with the nodes met, without the first ones, and how many of
    /// them lie within one hop, two hops, and so on. O(edges at the nodes met but those of the last hop); on an
    /// assembly line: by the time a list is read, its head and its first lines have been asked for.
    pub(crate) fn within<R>(
        &self,
        nodes: u32,
        starts: &[u32],
        hops: u32,
        follow: Follow,
        found: impl FnOnce(&[u32], Vec<u64>) -> R,
    ) -> Result<R, OutOfMemory> {
        let mut visited = Visited::take(nodes)?;
        visited.reserve(starts.len() + 1)?;
        starts.iter().for_each(|start| visited.meet(*start));
        let starts = visited.count;
        let mut within = Vec::new();
        room(&mut within, hops as usize)?;
        let mut done = 0;
        for _ in 0..hops {
            let end = visited.count;
            for at in done..end + 2 * AHEAD {
                if at < end {
                    self.prefetch_heads(visited.met[at], follow.direction);
                }
                if let Some(at) = station(at, AHEAD, end).filter(|at| *at >= done) {
                    self.prefetch_lists(visited.met[at], follow.direction);
                }
                if let Some(at) = station(at, 2 * AHEAD, end).filter(|at| *at >= done) {
                    let node = visited.met[at];
                    self.meet_neighbors(&mut visited, node, follow)?;
                }
            }
            done = end;
            within.push((visited.count - starts) as u64);
        }
        let answer = found(&visited.met[starts..visited.count], within);
        visited.give_back();
        Ok(answer)
    }

    #[inline(always)]
    fn meet_neighbors(&self, visited: &mut Visited, node: u32, follow: Follow) -> Result<(), OutOfMemory> {
        for side in self.sides(follow.direction) {
            visited.reserve(self.entries(node, *side))?;
            if self.is_plain(node, follow.type_symbol, *side) {
                let node_of = |entry: &AtomicU64| parts(entry.load(Relaxed)).0;
                self.lists(*side).stretches(node, |entries| visited.meet_all(entries, node_of));
            } else {
                self.each(node, *side, follow.type_symbol, |neighbor, _| visited.meet(neighbor));
            }
        }
        Ok(())
    }
}

impl Graph {
    /// Calls with the nodes within so many hops of the nodes asked for. O(edges at the nodes met).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND` or `STALE_HANDLE` for a node to begin at, `INVALID_ARGUMENT` for no hops or more than [`HOPS_MAX`].
    pub fn within<R>(
        &self,
        asked: &Asked<'_>,
        hops: u32,
        follow: Follow,
        found: impl FnOnce(Around<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        check_hops(hops)?;
        let starts = self.rows_asked(asked)?;
        let (epoch, revision) = (u64::from(self.epoch), self.revision);
        let found = self.topology().within(self.nodes.len, &starts, hops, follow, |rows, within| {
            found(Around { rows, within, epoch, revision })
        });
        found.map_err(out_of_memory)?
    }
}
