//! The edges at each node, in one direction, in the order they came.
//!
//! ```text
//! entry, 8 bytes     | edge u32 | neighbour u32 |                       ascending by edge
//! head, 8 bytes      0                                                  no edge
//!                    | 1 | edge 31 bits | neighbour 32 bits |           one edge: the entry itself
//!                    | 0 | class 5 | length 26 | block 32 bits |        up to 4,096 edges: one block of 2^class entries
//!                    | 0 | 31      | hub 26    | length 32 bits |       more: a hub, a list of 4 KiB segments
//! ```
//! A removed edge stays in the list until its node is swept; how many such dead entries a node has stands in a side map,
//! which is empty in a graph that only grows.

use super::slab::{CLASSES, Slabs};
use crate::chunked::Chunked;
use hashbrown::HashMap;
use kneiphof_kernels::OutOfMemory;
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

const ONE: u64 = 1 << 63;
const HUB_CLASS: u32 = 31;
const BLOCK_CLASS_MAX: u32 = CLASSES as u32 - 1;
const SEGMENT_CLASS: u32 = 9;
const SEGMENT: usize = 1 << SEGMENT_CLASS;

/// Nodes with dead entries, and how many.
type Dead = HashMap<u32, u32, FxBuildHasher>;

/// What tells the degrees: cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Degrees {
    heads: Chunked<u64>,
    dead: Arc<Dead>,
}

impl Degrees {
    /// Number of edges at a node. O(1).
    #[inline]
    pub fn degree(&self, node: u32) -> u32 {
        let entries = Head::read(self.heads.value(node)).entries();
        if self.dead.is_empty() { entries } else { entries - self.dead(node) }
    }

    /// Number of entries of removed edges in a node's list.
    #[inline]
    pub fn dead(&self, node: u32) -> u32 {
        if self.dead.is_empty() { 0 } else { self.dead.get(&node).copied().unwrap_or(0) }
    }

    /// Entries of a node's list, dead ones too.
    pub fn entries(&self, node: u32) -> u32 {
        Head::read(self.heads.value(node)).entries()
    }

    pub fn bytes(&self) -> usize {
        self.heads.bytes() + self.dead.capacity() * 12
    }
}

#[derive(Clone, Copy)]
enum Head {
    None,
    One(u64),
    Block { class: u32, len: u32, block: u32 },
    Hub { hub: u32, len: u32 },
}

impl Head {
    #[inline(always)]
    fn read(word: u64) -> Head {
        if word == 0 {
            return Head::None;
        }
        if word & ONE != 0 {
            return Head::One(word & !ONE);
        }
        let (class, middle, low) = ((word >> 58) as u32, (word >> 32) as u32 & 0x03FF_FFFF, word as u32);
        if class == HUB_CLASS {
            Head::Hub { hub: middle, len: low }
        } else {
            Head::Block { class, len: middle, block: low }
        }
    }

    fn word(self) -> u64 {
        let pack = |class: u32, middle: u32, low: u32| {
            u64::from(class) << 58 | u64::from(middle) << 32 | u64::from(low)
        };
        match self {
            Head::None => 0,
            Head::One(entry) => entry | ONE,
            Head::Block { class, len, block } => pack(class, len, block),
            Head::Hub { hub, len } => pack(HUB_CLASS, hub, len),
        }
    }

    #[inline(always)]
    fn entries(self) -> u32 {
        match self {
            Head::None => 0,
            Head::One(_) => 1,
            Head::Block { len, .. } | Head::Hub { len, .. } => len,
        }
    }
}

#[inline(always)]
fn entry(neighbor: u32, edge: u32) -> u64 {
    u64::from(edge) << 32 | u64::from(neighbor)
}

/// Entries that are compared at once, in vectors: there is no way out between them.
const STRETCH: usize = 16;

/// The first wanted edge to a neighbour among these entries.
fn edge_to(entries: &[u64], neighbor: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
    let leads_there = |entry: &u64| *entry as u32 == neighbor;
    for stretch in entries.chunks(STRETCH) {
        if stretch.iter().fold(false, |found, entry| found | leads_there(entry)) {
            let mut edges =
                stretch.iter().filter(|entry| leads_there(entry)).map(|entry| (entry >> 32) as u32);
            if let Some(edge) = edges.find(|edge| wanted(*edge)) {
                return Some(edge);
            }
        }
    }
    None
}

/// Adjacency of all nodes in one direction.
#[derive(Debug, Default)]
pub(crate) struct AdjacencyList {
    degrees: Degrees,
    slabs: Slabs,
    /// Segments of each hub; the list of a hub that is none any more is empty and is used again.
    hubs: Vec<Vec<u32>>,
    free_hubs: Vec<u32>,
}

impl AdjacencyList {
    pub fn degrees(&self) -> &Degrees {
        &self.degrees
    }

    /// Appends an edge to a node. Amortised O(1): a block doubles, a hub gets one segment more.
    pub fn push(&mut self, node: u32, neighbor: u32, edge: u32) -> Result<(), OutOfMemory> {
        let added = entry(neighbor, edge);
        let head = match Head::read(self.degrees.heads.value(node)) {
            Head::None => Head::One(added),
            Head::One(first) => {
                let block = self.slabs.take(1)?;
                self.slabs.entries_mut(block, 2).copy_from_slice(&[first, added]);
                Head::Block { class: 1, len: 2, block }
            }
            Head::Block { class, len, block } => self.push_to_block(class, len, block, added)?,
            Head::Hub { hub, len } => {
                if (len as usize).is_multiple_of(SEGMENT) {
                    let segment = self.slabs.take(SEGMENT_CLASS)?;
                    self.hubs[hub as usize].push(segment);
                }
                let segment = self.hubs[hub as usize][len as usize / SEGMENT];
                self.slabs.entries_mut(segment, SEGMENT)[len as usize % SEGMENT] = added;
                Head::Hub { hub, len: len + 1 }
            }
        };
        self.degrees.heads.set(node, head.word());
        Ok(())
    }

    fn push_to_block(&mut self, class: u32, len: u32, block: u32, added: u64) -> Result<Head, OutOfMemory> {
        if len < 1 << class {
            self.slabs.entries_mut(block, 1 << class)[len as usize] = added;
            return Ok(Head::Block { class, len: len + 1, block });
        }
        if class < BLOCK_CLASS_MAX {
            let larger = self.slabs.take(class + 1)?;
            self.slabs.copy(block, larger, len as usize);
            self.slabs.give_back(block, class);
            self.slabs.entries_mut(larger, 2 << class)[len as usize] = added;
            return Ok(Head::Block { class: class + 1, len: len + 1, block: larger });
        }
        // The full block becomes the hub's first segments where it lies.
        let fresh = self.slabs.take(SEGMENT_CLASS)?;
        self.slabs.entries_mut(fresh, SEGMENT)[0] = added;
        let segments = (0..len).step_by(SEGMENT).map(|start| block + start).chain([fresh]).collect();
        Ok(Head::Hub { hub: self.new_hub(segments), len: len + 1 })
    }

    fn new_hub(&mut self, segments: Vec<u32>) -> u32 {
        if let Some(hub) = self.free_hubs.pop() {
            self.hubs[hub as usize] = segments;
            return hub;
        }
        self.hubs.push(segments);
        self.hubs.len() as u32 - 1
    }

    /// Asks for the head of a node, the first thing that reading or appending touches.
    #[inline]
    pub fn prefetch_head(&self, node: u32) {
        self.degrees.heads.prefetch(node);
    }

    /// Asks for both ends of a node's block: where reading begins, and where the next edge goes.
    #[inline]
    pub fn prefetch_block(&self, node: u32) {
        if let Head::Block { len, block, .. } = Head::read(self.degrees.heads.value(node)) {
            self.slabs.prefetch(block, 0);
            self.slabs.prefetch(block, len);
        }
    }

    /// Takes back the edge that was appended last to the node.
    pub fn pop(&mut self, node: u32) {
        let head = match Head::read(self.degrees.heads.value(node)) {
            Head::None | Head::One(_) => Head::None,
            Head::Block { class, len: 1, block } => {
                self.slabs.give_back(block, class);
                Head::None
            }
            Head::Block { class, len, block } => Head::Block { class, len: len - 1, block },
            Head::Hub { hub, len } => {
                if len as usize % SEGMENT == 1
                    && let Some(segment) = self.hubs[hub as usize].pop()
                {
                    self.slabs.give_back(segment, SEGMENT_CLASS);
                }
                if len == 1 {
                    self.free_hubs.push(hub);
                    Head::None
                } else {
                    Head::Hub { hub, len: len - 1 }
                }
            }
        };
        self.degrees.heads.set(node, head.word());
    }

    /// The (neighbour, edge) entries of a node, dead ones too, ascending by edge.
    #[inline]
    pub fn entries(&self, node: u32) -> impl DoubleEndedIterator<Item = (u32, u32)> + Clone + '_ {
        let head = Head::read(self.degrees.heads.value(node));
        let one = if let Head::One(entry) = head { Some(entry) } else { None };
        let block: &[u64] = if let Head::Block { len, block, .. } = head {
            self.slabs.entries(block, len as usize)
        } else {
            &[]
        };
        let (segments, len): (&[u32], usize) = if let Head::Hub { hub, len } = head {
            (&self.hubs[hub as usize], len as usize)
        } else {
            (&[], 0)
        };
        let hub = segments.iter().enumerate().flat_map(move |(index, segment)| {
            self.slabs.entries(*segment, (len - index * SEGMENT).min(SEGMENT)).iter().copied()
        });
        one.into_iter()
            .chain(block.iter().copied())
            .chain(hub)
            .map(|entry| (entry as u32, (entry >> 32) as u32))
    }

    /// The first edge from a node to a neighbour that is wanted. O(entries of the node), read as they lie.
    pub fn find(&self, node: u32, neighbor: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        match Head::read(self.degrees.heads.value(node)) {
            Head::None => None,
            Head::One(entry) => edge_to(&[entry], neighbor, wanted),
            Head::Block { len, block, .. } => {
                edge_to(self.slabs.entries(block, len as usize), neighbor, wanted)
            }
            Head::Hub { hub, len } => {
                let segments = self.hubs[hub as usize].iter().zip((0..len as usize).step_by(SEGMENT));
                segments.into_iter().find_map(|(segment, start)| {
                    let entries = self.slabs.entries(*segment, (len as usize - start).min(SEGMENT));
                    edge_to(entries, neighbor, &wanted)
                })
            }
        }
    }

    /// Counts an entry of the node as dead, or alive again.
    pub fn mark(&mut self, node: u32, dead: bool) {
        let map = Arc::make_mut(&mut self.degrees.dead);
        let count = map.entry(node).or_insert(0);
        if dead {
            *count += 1;
        } else {
            *count -= 1;
        }
        if *count == 0 {
            map.remove(&node);
        }
    }

    /// Drops the dead entries of a node when they are a quarter of its list or more. Works in place; O(entries of the
    /// node), which the removals that made them dead have paid for.
    pub fn sweep(&mut self, node: u32, is_live: impl Fn(u32) -> bool) {
        let (dead, all) = (self.degrees.dead(node), self.degrees.entries(node));
        if dead == 0 || dead < all / 4 {
            return;
        }
        Arc::make_mut(&mut self.degrees.dead).remove(&node);
        let live: Vec<u64> = self
            .entries(node)
            .filter(|(_, edge)| is_live(*edge))
            .map(|(other, edge)| entry(other, edge))
            .collect();
        let len = live.len() as u32;
        let head = match Head::read(self.degrees.heads.value(node)) {
            Head::None | Head::One(_) => live.first().map_or(Head::None, |entry| Head::One(*entry)),
            Head::Block { class, block, .. } if live.is_empty() => {
                self.slabs.give_back(block, class);
                Head::None
            }
            Head::Block { class, block, .. } => {
                self.slabs.entries_mut(block, live.len()).copy_from_slice(&live);
                Head::Block { class, len, block }
            }
            Head::Hub { hub, .. } => {
                let segments = &mut self.hubs[hub as usize];
                for segment in segments.split_off(live.len().div_ceil(SEGMENT)) {
                    self.slabs.give_back(segment, SEGMENT_CLASS);
                }
                for (segment, entries) in segments.iter().zip(live.chunks(SEGMENT)) {
                    self.slabs.entries_mut(*segment, entries.len()).copy_from_slice(entries);
                }
                if live.is_empty() {
                    self.free_hubs.push(hub);
                    Head::None
                } else {
                    Head::Hub { hub, len }
                }
            }
        };
        self.degrees.heads.set(node, head.word());
    }

    pub fn bytes(&self) -> usize {
        // The lists of segments themselves are 4 bytes for 4 KiB: left out.
        self.degrees.bytes() + self.slabs.bytes() + self.hubs.capacity() * size_of::<Vec<u32>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_the_order_of_arrival_at_every_size() {
        for size in [0u32, 1, 2, 3, 4, 5, 255, 4_096, 4_097, 4_608, 4_609, 10_000] {
            let mut list = AdjacencyList::default();
            for edge in 0..size {
                list.push(7, edge * 3, edge).unwrap();
                list.push(8, 1, edge).unwrap();
            }
            assert_eq!(list.degrees().degree(7), size);
            let expected: Vec<_> = (0..size).map(|edge| (edge * 3, edge)).collect();
            assert_eq!(list.entries(7).collect::<Vec<_>>(), expected);
            assert!(list.entries(7).rev().eq(expected.into_iter().rev()));
        }
    }

    #[test]
    fn finding_equals_reading_the_entries_in_every_form_of_a_list() {
        let mut list = AdjacencyList::default();
        for edge in 0..5_200 {
            list.push(0, edge % 700, edge).unwrap();
            let size = edge + 1;
            if size <= 70 || size % 509 == 0 || size > 5_190 {
                for neighbor in [0, 15, 16, 63, 511, 699, 700] {
                    let wanted = |edge: u32| !edge.is_multiple_of(3);
                    let read = list.entries(0).find(|(other, edge)| *other == neighbor && wanted(*edge));
                    assert_eq!(list.find(0, neighbor, wanted), read.map(|(_, edge)| edge));
                }
            }
        }
        assert_eq!(list.find(1, 0, |_| true), None);
    }

    #[test]
    fn popping_undoes_pushing_through_every_form_of_a_list() {
        let mut list = AdjacencyList::default();
        for edge in 0..6_000 {
            list.push(0, edge, edge).unwrap();
        }
        for edge in (0..6_000).rev() {
            list.pop(0);
            assert_eq!(list.degrees().degree(0), edge);
            assert_eq!(list.entries(0).next_back(), edge.checked_sub(1).map(|last| (last, last)));
        }
        list.push(0, 5, 9).unwrap();
        assert_eq!(list.entries(0).collect::<Vec<_>>(), [(5, 9)]);
    }

    #[test]
    fn sweeping_drops_dead_entries_only_and_only_when_they_are_many() {
        let mut list = AdjacencyList::default();
        for edge in 0..5_000 {
            list.push(0, edge, edge).unwrap();
        }
        let is_live = |edge: u32| edge >= 1_000;
        for _ in 0..1_000 {
            list.mark(0, true);
        }
        list.sweep(0, is_live);
        assert_eq!((list.degrees().entries(0), list.degrees().degree(0)), (5_000, 4_000));
        for _ in 1_000..3_000 {
            list.mark(0, true);
        }
        list.sweep(0, |edge| edge >= 3_000);
        assert_eq!((list.degrees().entries(0), list.degrees().degree(0)), (2_000, 2_000));
        assert!(list.entries(0).map(|(_, edge)| edge).eq(3_000..5_000));
    }
}
