//! Writing the lists of edges.

use super::lists::{EdgeLists, Head, SEGMENT, SEGMENT_CLASS, entry};
use super::slab::{Blocks, CLASSES};
use kneiphof_kernels::{CopyOnWrite, OutOfMemory};
use std::ops::Deref;
use std::sync::Arc;

const BLOCK_CLASS_MAX: u32 = CLASSES as u32 - 1;

/// Adjacency of all nodes in one direction, for its writer.
#[derive(Debug, Default)]
pub(crate) struct AdjacencyList {
    lists: EdgeLists,
    blocks: Blocks,
    free_hubs: Vec<u32>,
}

impl Deref for AdjacencyList {
    type Target = EdgeLists;

    #[inline]
    fn deref(&self) -> &EdgeLists {
        &self.lists
    }
}

impl AdjacencyList {
    /// The lists as they are now, for readers that outlive the lock. O(1).
    pub fn snapshot(&self) -> EdgeLists {
        self.lists.clone()
    }

    /// Frees the blocks that no snapshot reads any more.
    pub fn collect(&mut self) {
        self.blocks.collect(&mut self.lists.slabs);
    }

    /// Blocks that wait for a snapshot to go, in bytes.
    pub fn retired_bytes(&self) -> usize {
        self.blocks.retired_bytes()
    }

    fn take(&mut self, class: u32) -> Result<u32, OutOfMemory> {
        self.blocks.take(&mut self.lists.slabs, class)
    }

    fn give_back(&mut self, block: u32, class: u32) {
        self.blocks.give_back(&self.lists.slabs, block, class);
    }

    fn put_head(&mut self, node: u32, head: Head) {
        self.lists.degrees.heads.set(node, head.word());
    }

    /// Appends an edge to a node. Amortised O(1): a block doubles, a hub gets one segment more.
    pub fn push(&mut self, node: u32, neighbor: u32, edge: u32) -> Result<(), OutOfMemory> {
        let added = entry(neighbor, edge);
        let head = match self.head(node) {
            Head::None => Head::One(added),
            Head::One(first) => {
                let block = self.take(1)?;
                self.slabs.put(block, 0, first);
                self.slabs.put(block, 1, added);
                Head::Block { class: 1, len: 2, block }
            }
            Head::Block { class, len, block } => self.push_to_block(class, len, block, added)?,
            Head::Hub { hub, len } => {
                if (len as usize).is_multiple_of(SEGMENT) {
                    let segment = self.take(SEGMENT_CLASS)?;
                    self.segments_mut(hub).push(segment);
                }
                let segment = self.hubs[hub as usize][len as usize / SEGMENT];
                self.slabs.put(segment, len as usize % SEGMENT, added);
                Head::Hub { hub, len: len + 1 }
            }
        };
        self.put_head(node, head);
        Ok(())
    }

    fn push_to_block(&mut self, class: u32, len: u32, block: u32, added: u64) -> Result<Head, OutOfMemory> {
        if len < 1 << class {
            self.slabs.put(block, len as usize, added);
            return Ok(Head::Block { class, len: len + 1, block });
        }
        if class < BLOCK_CLASS_MAX {
            let larger = self.take(class + 1)?;
            self.slabs.copy(block, larger, len as usize);
            self.give_back(block, class);
            self.slabs.put(larger, len as usize, added);
            return Ok(Head::Block { class: class + 1, len: len + 1, block: larger });
        }
        // The full block becomes the hub's first segments where it lies.
        let fresh = self.take(SEGMENT_CLASS)?;
        self.slabs.put(fresh, 0, added);
        let segments = (0..len).step_by(SEGMENT).map(|start| block + start).chain([fresh]).collect();
        Ok(Head::Hub { hub: self.new_hub(segments), len: len + 1 })
    }

    /// A snapshot goes on with its copy of the list of segments: 4 bytes for 4 KiB.
    fn segments_mut(&mut self, hub: u32) -> &mut Vec<u32> {
        self.lists.hubs.make_mut()[hub as usize].make_mut()
    }

    fn new_hub(&mut self, segments: Vec<u32>) -> u32 {
        if let Some(hub) = self.free_hubs.pop() {
            *self.segments_mut(hub) = segments;
            return hub;
        }
        let hubs = self.lists.hubs.make_mut();
        hubs.push(CopyOnWrite::new(segments));
        hubs.len() as u32 - 1
    }

    /// Takes back the edge that was appended last to the node.
    pub fn pop(&mut self, node: u32) {
        let head = match self.head(node) {
            Head::None | Head::One(_) => Head::None,
            Head::Block { class, len: 1, block } => {
                self.give_back(block, class);
                Head::None
            }
            Head::Block { class, len, block } => Head::Block { class, len: len - 1, block },
            Head::Hub { hub, len } => {
                if len as usize % SEGMENT == 1
                    && let Some(segment) = self.segments_mut(hub).pop()
                {
                    self.give_back(segment, SEGMENT_CLASS);
                }
                if len == 1 {
                    self.free_hubs.push(hub);
                    Head::None
                } else {
                    Head::Hub { hub, len: len - 1 }
                }
            }
        };
        self.put_head(node, head);
    }

    /// Counts an entry of the node as dead, or alive again.
    pub fn mark(&mut self, node: u32, dead: bool) {
        let map = Arc::make_mut(&mut self.lists.degrees.dead);
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

    /// Drops the dead entries of a node when they are a quarter of its list or more: the live ones move to memory of their
    /// own size, because a snapshot may read the old one. O(entries of the node), which the removals that made them dead have
    /// paid for. Without memory they stay, until the next removal tries again.
    pub fn sweep(&mut self, node: u32, is_live: impl Fn(u32) -> bool) {
        let (dead, all) = (self.degrees.dead(node), self.degrees.entries(node));
        if dead == 0 || dead < all / 4 {
            return;
        }
        let live: Vec<u64> = self
            .entries(node)
            .filter(|(_, edge)| is_live(*edge))
            .map(|(other, edge)| entry(other, edge))
            .collect();
        let Ok(head) = self.lay_out(&live) else { return };
        self.give_back_list(self.head(node));
        self.put_head(node, head);
        Arc::make_mut(&mut self.lists.degrees.dead).remove(&node);
    }

    /// A list of these entries in memory that nobody reads yet.
    fn lay_out(&mut self, entries: &[u64]) -> Result<Head, OutOfMemory> {
        let len = entries.len() as u32;
        match entries {
            [] => return Ok(Head::None),
            [entry] => return Ok(Head::One(*entry)),
            _ => {}
        }
        if entries.len() <= 1 << BLOCK_CLASS_MAX {
            let class = entries.len().next_power_of_two().trailing_zeros();
            let block = self.take(class)?;
            self.slabs.fill(block, entries);
            return Ok(Head::Block { class, len, block });
        }
        let mut segments = Vec::with_capacity(entries.len().div_ceil(SEGMENT));
        for part in entries.chunks(SEGMENT) {
            match self.take(SEGMENT_CLASS) {
                Ok(segment) => {
                    self.slabs.fill(segment, part);
                    segments.push(segment);
                }
                Err(failed) => {
                    segments.into_iter().for_each(|segment| self.give_back(segment, SEGMENT_CLASS));
                    return Err(failed);
                }
            }
        }
        Ok(Head::Hub { hub: self.new_hub(segments), len })
    }

    fn give_back_list(&mut self, head: Head) {
        match head {
            Head::None | Head::One(_) => {}
            Head::Block { class, block, .. } => self.give_back(block, class),
            Head::Hub { hub, .. } => {
                for segment in std::mem::take(self.segments_mut(hub)) {
                    self.give_back(segment, SEGMENT_CLASS);
                }
                self.free_hubs.push(hub);
            }
        }
    }

    pub fn bytes(&self) -> usize {
        // The lists of segments themselves are 4 bytes for 4 KiB: left out.
        self.degrees.bytes() + self.blocks.bytes() + self.hubs.len() * size_of::<Vec<u32>>()
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
    fn a_snapshot_of_the_lists_stays_as_it_was_while_they_grow_and_are_swept() {
        let mut list = AdjacencyList::default();
        let mut kept = Vec::new();
        let mut random = 1u64;
        for edge in 0..60_000u32 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let node = (random >> 33) as u32 % 40;
            list.push(if node < 30 { 0 } else { node }, edge, edge).unwrap();
            if edge % 7_000 == 6_999 {
                for node in [0, 31, 32] {
                    (0..list.degrees().entries(node) / 2).for_each(|_| list.mark(node, true));
                    let half = list.degrees().entries(node) as usize / 2;
                    let first = list.entries(node).nth(half).map_or(0, |(_, edge)| edge);
                    list.sweep(node, |edge| edge >= first);
                }
            }
            list.collect();
            if edge % 5_000 == 0 {
                let nodes = (0..40).map(|node| list.entries(node).collect::<Vec<_>>()).collect::<Vec<_>>();
                kept.push((list.snapshot(), nodes));
            }
            if edge % 11_000 == 10_999 {
                kept.remove(0);
            }
        }
        for (snapshot, nodes) in &kept {
            for (node, entries) in (0..).zip(nodes) {
                assert!(snapshot.entries(node).eq(entries.iter().copied()));
            }
        }
        assert!(list.retired_bytes() > 0);
        drop(kept);
        list.collect();
        assert_eq!(list.retired_bytes(), 0);
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
