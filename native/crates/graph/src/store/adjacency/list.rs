//! Writing the lists of edges.

use super::lists::{EdgeLists, Head, SEGMENT, SEGMENT_CLASS, entry};
use super::size_class::{CLASS_MAX, class_for, entries_of};
use super::slab::Blocks;
use crate::store::room::{collected, counted_push, room};
use kneiphof_kernels::{OutOfMemory, SharedVec};
use std::ops::Deref;

/// Adjacency of all nodes in one direction, for its writer.
#[derive(Debug, Default)]
pub(crate) struct AdjacencyList {
    lists: EdgeLists,
    blocks: Blocks,
    free_hubs: Vec<u32>,
    /// Of the lists of segments.
    segment_bytes: usize,
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

    #[inline(always)]
    pub fn has_nothing_to_collect(&self) -> bool {
        self.blocks.has_nothing_to_collect()
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

    /// Appends an edge to a node. Amortised O(1): a block grows by a third or more, a hub gets one segment more. On failure
    /// nothing has changed.
    #[inline]
    pub fn push(&mut self, node: u32, neighbor: u32, edge: u32) -> Result<(), OutOfMemory> {
        let added = entry(neighbor, edge);
        // Most edges come to a node that has none yet, or go into its block.
        if let Some(head) = self.lists.degrees.heads.get_mut(node) {
            if *head == 0 {
                *head = Head::One(added).word();
                return Ok(());
            }
            if let Some(entries) = Head::entries_of_block_with_room(*head) {
                self.lists.slabs.put(Head::block_in(*head), entries as usize, added);
                *head = Head::with_one_more(*head);
                return Ok(());
            }
        }
        self.push_anyhow(node, added)
    }

    /// As `push`, whatever the list is like and whoever shares its head.
    #[inline(never)]
    fn push_anyhow(&mut self, node: u32, added: u64) -> Result<(), OutOfMemory> {
        // An entry behind the end of its list is nobody's until the head says so.
        if self.lists.degrees.heads.get_mut(node).is_none() {
            self.lists.degrees.heads.ready(node)?;
        }
        let head = match self.head(node) {
            Head::None => Head::One(added),
            Head::Block { class, len, block } if len < entries_of(class) => {
                self.slabs.put(block, len as usize, added);
                Head::Block { class, len: len + 1, block }
            }
            Head::Hub { hub, len } if !(len as usize).is_multiple_of(SEGMENT) => {
                let segment = self.hubs[hub as usize][len as usize / SEGMENT];
                self.slabs.put(segment, len as usize % SEGMENT, added);
                Head::Hub { hub, len: len + 1 }
            }
            full => self.push_to_full(full, added)?,
        };
        self.lists.degrees.heads.restore(node, head.word());
        Ok(())
    }

    fn push_to_full(&mut self, head: Head, added: u64) -> Result<Head, OutOfMemory> {
        match head {
            Head::None => Ok(Head::One(added)),
            Head::One(first) => {
                let class = class_for(2);
                let block = self.take(class)?;
                self.slabs.put(block, 0, first);
                self.slabs.put(block, 1, added);
                Ok(Head::Block { class, len: 2, block })
            }
            Head::Block { class, len, block } if class < CLASS_MAX => {
                let larger = self.take(class + 1)?;
                self.slabs.copy(block, larger, len as usize);
                self.give_back(block, class);
                self.slabs.put(larger, len as usize, added);
                Ok(Head::Block { class: class + 1, len: len + 1, block: larger })
            }
            Head::Block { len, block, .. } => {
                // The full block becomes the hub's first segments where it lies.
                let mut segments = SharedVec::with_capacity(2 * len as usize / SEGMENT)?;
                for start in (0..len).step_by(SEGMENT) {
                    segments.push(block + start)?;
                }
                let fresh = self.take(SEGMENT_CLASS)?;
                self.slabs.put(fresh, 0, added);
                segments.push(fresh)?;
                let hub = self.new_hub(segments).inspect_err(|_| self.give_back(fresh, SEGMENT_CLASS))?;
                Ok(Head::Hub { hub, len: len + 1 })
            }
            Head::Hub { hub, len } => {
                let segment = self.take(SEGMENT_CLASS)?;
                self.slabs.put(segment, 0, added);
                self.push_segment(hub, segment).inspect_err(|_| self.give_back(segment, SEGMENT_CLASS))?;
                Ok(Head::Hub { hub, len: len + 1 })
            }
        }
    }

    /// A snapshot goes on with its copy of the list of segments: 4 bytes for 4 KiB.
    fn push_segment(&mut self, hub: u32, segment: u32) -> Result<(), OutOfMemory> {
        let hub_segments = &mut self.lists.hubs.make_mut()?[hub as usize];
        hub_segments.make_mut()?;
        let before = hub_segments.bytes();
        hub_segments.push(segment)?;
        self.segment_bytes += hub_segments.bytes() - before;
        Ok(())
    }

    fn new_hub(&mut self, segments: SharedVec<u32>) -> Result<u32, OutOfMemory> {
        let bytes = segments.bytes();
        let hub = match self.free_hubs.last() {
            Some(hub) => {
                let hub = *hub;
                self.lists.hubs.make_mut()?[hub as usize] = segments;
                self.free_hubs.pop();
                hub
            }
            None => {
                self.lists.hubs.make_mut()?;
                self.lists.hubs.push(segments)?;
                self.hubs.len() as u32 - 1
            }
        };
        self.segment_bytes += bytes;
        Ok(hub)
    }

    /// Empties the place of a hub that is none any more, for another; without memory for that it stays as it is.
    fn free_hub(&mut self, hub: u32) {
        if let Ok(hubs) = self.lists.hubs.make_mut() {
            self.segment_bytes -= hubs[hub as usize].bytes();
            std::mem::take(&mut hubs[hub as usize]).leave();
            let _ = counted_push(&mut self.free_hubs, hub);
        }
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
                if len as usize % SEGMENT == 1 {
                    self.pop_segment(hub);
                }
                if len == 1 {
                    self.free_hub(hub);
                    Head::None
                } else {
                    Head::Hub { hub, len: len - 1 }
                }
            }
        };
        self.lists.degrees.heads.restore(node, head.word());
    }

    /// The segment came since the last snapshot: its lists are nobody else's.
    fn pop_segment(&mut self, hub: u32) {
        let Some(hubs) = self.lists.hubs.get_mut() else { return };
        let segments = &mut hubs[hub as usize];
        if let Some(segment) = segments.last().copied() {
            segments.truncate(segments.len() - 1);
            self.give_back(segment, SEGMENT_CLASS);
        }
    }

    /// Counts an entry of the node as dead.
    pub fn mark(&mut self, node: u32) -> Result<(), OutOfMemory> {
        let degrees = &mut self.lists.degrees;
        degrees.dead.ready(node)?;
        degrees.dead.restore(node, degrees.dead.value(node) + 1);
        degrees.all_dead += 1;
        Ok(())
    }

    /// Undoes `mark`.
    pub fn unmark(&mut self, node: u32) {
        let degrees = &mut self.lists.degrees;
        degrees.dead.restore(node, degrees.dead.value(node) - 1);
        degrees.all_dead -= 1;
    }

    /// Drops the dead entries of a node when they are a quarter of its list or more: the live ones move to memory of their
    /// own size, because a snapshot may read the old one. O(entries of the node), which the removals that made them dead have
    /// paid for. Without memory they stay, until the next removal tries again.
    pub fn sweep(&mut self, node: u32, is_live: impl Fn(u32) -> bool) {
        let (dead, all) = (self.degrees.dead(node), self.degrees.entries(node));
        let degrees = &mut self.lists.degrees;
        if dead == 0
            || dead < all / 4
            || degrees.heads.ready(node).is_err()
            || degrees.dead.ready(node).is_err()
        {
            return;
        }
        let live = self.entries(node).filter(|(_, edge)| is_live(*edge));
        let live = collected(live.map(|(other, edge)| entry(other, edge)));
        let Ok(head) = live.and_then(|live| self.lay_out(&live)) else { return };
        self.give_back_list(self.head(node));
        self.lists.degrees.heads.restore(node, head.word());
        self.lists.degrees.dead.restore(node, 0);
        self.lists.degrees.all_dead -= u64::from(dead);
    }

    /// Lays out a node's list of another graph of lists: those of its entries that live, in memory of their own size. The node
    /// has none yet. `entries` is room to work in.
    pub fn copy(
        &mut self,
        node: u32,
        from: &EdgeLists,
        is_live: impl Fn(u32) -> bool,
        entries: &mut Vec<u64>,
    ) -> Result<(), OutOfMemory> {
        entries.clear();
        room(entries, from.degrees().entries(node) as usize)?;
        from.each(node, |other, edge| {
            if is_live(edge) {
                entries.push(entry(other, edge));
            }
        });
        let head = self.lay_out(entries)?;
        if entries.is_empty() { Ok(()) } else { self.lists.degrees.heads.set(node, head.word()) }
    }

    /// Gives back what lists that were copied have not used.
    pub fn trim(&mut self) -> Result<(), OutOfMemory> {
        self.blocks.trim(&mut self.lists.slabs)?;
        self.lists.degrees.heads.shrink()?;
        self.lists.hubs.shrink()
    }

    /// A list of these entries in memory that nobody reads yet.
    fn lay_out(&mut self, entries: &[u64]) -> Result<Head, OutOfMemory> {
        let len = entries.len() as u32;
        match entries {
            [] => return Ok(Head::None),
            [entry] => return Ok(Head::One(*entry)),
            _ => {}
        }
        if len <= entries_of(CLASS_MAX) {
            let class = class_for(len);
            let block = self.take(class)?;
            self.slabs.fill(block, entries);
            return Ok(Head::Block { class, len, block });
        }
        let mut segments = SharedVec::new();
        let hub = self.lay_out_segments(entries, &mut segments).and_then(|()| self.new_hub(segments.clone()));
        if hub.is_err() {
            segments.iter().for_each(|segment| self.give_back(*segment, SEGMENT_CLASS));
        }
        Ok(Head::Hub { hub: hub?, len })
    }

    fn lay_out_segments(
        &mut self,
        entries: &[u64],
        segments: &mut SharedVec<u32>,
    ) -> Result<(), OutOfMemory> {
        for part in entries.chunks(SEGMENT) {
            segments.reserve(1, usize::MAX)?;
            let segment = self.take(SEGMENT_CLASS)?;
            self.slabs.fill(segment, part);
            segments.push(segment)?;
        }
        Ok(())
    }

    fn give_back_list(&mut self, head: Head) {
        match head {
            Head::None | Head::One(_) => {}
            Head::Block { class, block, .. } => self.give_back(block, class),
            Head::Hub { hub, .. } => {
                for segment in self.hubs[hub as usize].clone().iter() {
                    self.give_back(*segment, SEGMENT_CLASS);
                }
                self.free_hub(hub);
            }
        }
    }

    pub fn bytes(&self) -> usize {
        self.degrees.bytes()
            + self.blocks.bytes()
            + self.slabs.list_bytes()
            + self.hubs.bytes()
            + self.segment_bytes
            + self.free_hubs.capacity() * size_of::<u32>()
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
                    (0..list.degrees().entries(node) / 2).for_each(|_| list.mark(node).unwrap());
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
            list.mark(0).unwrap();
        }
        list.sweep(0, is_live);
        assert_eq!((list.degrees().entries(0), list.degrees().degree(0)), (5_000, 4_000));
        for _ in 1_000..3_000 {
            list.mark(0).unwrap();
        }
        list.sweep(0, |edge| edge >= 3_000);
        assert_eq!((list.degrees().entries(0), list.degrees().degree(0)), (2_000, 2_000));
        assert!(list.entries(0).map(|(_, edge)| edge).eq(3_000..5_000));
    }
}
