//! The nodes within a few hops.

use crate::graph::out_of_memory;
use crate::read::moment::Moment;
use crate::read::topology::{Follow, Topology};
use crate::store::adjacency::parts;
use crate::store::ids::{AHEAD, station};
use crate::store::room::{collected, grown, room};
use crate::{Control, Number, STEPS_UNCHECKED_MAX};
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

    /// The same with the first nodes copied, at most `limit` of them.
    pub(crate) fn owned(self, limit: usize) -> Result<Neighborhood, Failure> {
        let numbers = collected(self.numbers(limit)).map_err(out_of_memory)?;
        Ok(Neighborhood { numbers, within: self.within, revision: self.revision })
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

/// Steps that are told together: a node whose edges are followed, and each of these edges.
const STEPS_TOLD: u64 = if cfg!(test) { 8 } else { STEPS_UNCHECKED_MAX / 2 };

/// A breadth-first search. It can be left between two nodes, and go on with another view of the same moment.
pub(crate) struct Search<'c> {
    follow: Follow,
    control: Option<&'c Control>,
    visited: Visited,
    starts: usize,
    hops_left: u32,
    /// Of the nodes met, those of the hop that is under way: whose edges were followed, and where they end.
    done: usize,
    end: usize,
    within: Vec<u64>,
    /// Edges followed.
    edges: usize,
    untold: u64,
}

impl<'c> Search<'c> {
    /// Begins at some of so many nodes.
    pub fn begin(
        nodes: u32,
        starts: &[u32],
        hops: u32,
        follow: Follow,
        control: Option<&'c Control>,
    ) -> Result<Search<'c>, OutOfMemory> {
        let mut visited = Visited::take(nodes)?;
        visited.reserve(starts.len() + 1)?;
        starts.iter().for_each(|start| visited.meet(*start));
        let mut within = Vec::new();
        room(&mut within, hops as usize)?;
        let starts = visited.count;
        let search = Search {
            follow,
            control,
            visited,
            starts,
            hops_left: hops,
            done: 0,
            end: starts,
            within,
            edges: 0,
            untold: 0,
        };
        search.expect(starts as u64);
        Ok(search)
    }

    /// Goes on to the end, or to a node with whose edges it would have followed more than `most`; answers whether it is at its end.
    /// O(edges at the nodes met but those of the last hop); on an assembly line: by the time a list is read, its head and its
    /// first lines have been asked for.
    pub fn run(&mut self, topology: Topology<'_>, most: usize) -> Result<bool, Failure> {
        let direction = self.follow.direction;
        while self.hops_left > 0 {
            let (first, end) = (self.done, self.end);
            for at in first..end + 2 * AHEAD {
                if at < end {
                    topology.prefetch_heads(self.visited.met[at], direction);
                }
                if let Some(at) = station(at, AHEAD, end).filter(|at| *at >= first) {
                    topology.prefetch_lists(self.visited.met[at], direction);
                }
                if let Some(at) = station(at, 2 * AHEAD, end).filter(|at| *at >= first) {
                    let node = self.visited.met[at];
                    let sides = topology.sides(direction);
                    let edges = sides.iter().map(|side| topology.entries(node, *side)).sum::<usize>();
                    if self.edges.saturating_add(edges) > most {
                        self.done = at;
                        return Ok(false);
                    }
                    self.edges += edges;
                    self.meet_neighbors(topology, node, edges)?;
                }
            }
            self.next_hop();
        }
        self.tell()?;
        Ok(true)
    }

    fn next_hop(&mut self) {
        self.hops_left -= 1;
        self.within.push((self.visited.count - self.starts) as u64);
        self.done = self.end;
        if self.hops_left > 0 {
            self.end = self.visited.count;
            self.expect((self.end - self.done) as u64);
        }
    }

    #[inline(always)]
    fn meet_neighbors(&mut self, topology: Topology<'_>, node: u32, edges: usize) -> Result<(), Failure> {
        self.visited.reserve(edges).map_err(out_of_memory)?;
        for side in topology.sides(self.follow.direction) {
            let visited = &mut self.visited;
            if topology.is_plain(node, self.follow.type_symbol, *side) {
                let node_of = |entry: &AtomicU64| parts(entry.load(Relaxed)).0;
                topology.lists(*side).stretches(node, |entries| visited.meet_all(entries, node_of));
            } else {
                topology.each(node, *side, self.follow.type_symbol, |neighbor, _| visited.meet(neighbor));
            }
        }
        if self.control.is_some() {
            self.expect(edges as u64);
            self.untold += 1 + edges as u64;
            if self.untold >= STEPS_TOLD {
                return self.tell();
            }
        }
        Ok(())
    }

    fn expect(&self, steps: u64) {
        if let Some(control) = self.control {
            control.expect(steps);
        }
    }

    #[cold]
    fn tell(&mut self) -> Result<(), Failure> {
        let untold = std::mem::take(&mut self.untold);
        self.control.map_or(Ok(()), |control| control.advance_by(untold))
    }

    /// Calls with what was found, and lets the next search have the room.
    pub fn end<R>(
        self,
        moment: Moment<'_>,
        found: impl FnOnce(Around<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let Search { visited, starts, within, .. } = self;
        let (epoch, revision) = (u64::from(moment.epoch), moment.revision);
        let rows = &visited.met[starts..visited.count];
        let answer = found(Around { rows, within, epoch, revision });
        visited.give_back();
        answer
    }
}
