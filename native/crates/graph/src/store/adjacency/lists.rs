//! The edges at each node, in one direction, in the order they came.
//!
//! ```text
//! entry, 8 bytes     | edge u32 | neighbour u32 |                       ascending by edge
//! head, 8 bytes      0                                                  no edge
//!                    | 1 | edge 31 bits | neighbour 32 bits |           one edge: the entry itself
//!                    | 0 | class 5 | length 26 | block 32 bits |        up to 4,096 edges: one block of that class
//!                    | 0 | 31      | hub 26    | length 32 bits |       more: a hub, a list of 4 KiB segments
//! ```
//! A removed edge stays in the list until its node is swept; how many such dead entries a node has is counted beside, in
//! chunks that a graph that only grows never makes.

use super::size_class::entries_of;
use super::slab::Slabs;
use crate::store::chunked::{CHUNK_ROWS, Chunked};
use kneiphof_kernels::{
    FEW_WORDS, LINE_WORDS, SharedVec, lower_halves, places_of_half, position_of_half, upper_halves,
};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// A head as it lies in memory.
pub(crate) type HeadWord = u64;

const ONE: u64 = 1 << 63;
const HUB_CLASS: u32 = 31;
pub(super) const SEGMENT_CLASS: u32 = 14;
pub(super) const SEGMENT: usize = 512;

/// Entries that share a cache line.
const ENTRIES_OF_A_LINE: u32 = 8;
/// Lines of a block that are asked for before it is searched; the processor finds the lines behind them itself.
const LINES_AHEAD: u32 = 8;

/// What tells the degrees: cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Degrees {
    pub(super) heads: Chunked<u64>,
    /// Dead entries by node, and of all nodes.
    pub(super) dead: Chunked<u32>,
    pub(super) all_dead: u64,
}

impl Degrees {
    /// Number of edges at a node. O(1).
    #[inline]
    pub fn degree(&self, node: u32) -> u32 {
        let entries = Head::read(self.heads.value(node)).entries();
        if self.all_dead == 0 { entries } else { entries - self.dead(node) }
    }

    /// What counting the dead entries of so many nodes takes at most, beyond what it takes now. O(1).
    pub fn removal_bytes(&self, nodes: u32) -> usize {
        Chunked::<u32>::bytes_at_most(nodes).saturating_sub(self.dead.bytes())
    }

    /// Number of entries of removed edges in a node's list.
    #[inline]
    pub fn dead(&self, node: u32) -> u32 {
        if self.all_dead == 0 { 0 } else { self.dead.value(node) }
    }

    /// Whether no list has the entry of a removed edge.
    pub fn have_no_dead(&self) -> bool {
        self.all_dead == 0
    }

    /// The degrees of the nodes of a chunk as far as they have edges, in order; those behind have none.
    pub fn of_chunk(&self, chunk: usize) -> impl Iterator<Item = u32> + '_ {
        let first = (chunk * CHUNK_ROWS) as u32;
        let heads = self.heads.chunk(chunk).iter().zip(first..);
        heads.map(|(head, node)| Head::entries_in(*head) - self.dead(node))
    }

    /// Entries of a node's list, dead ones too.
    pub fn entries(&self, node: u32) -> u32 {
        Head::entries_in(self.heads.value(node))
    }

    pub fn bytes(&self) -> usize {
        self.heads.bytes() + self.dead.bytes()
    }
}

#[derive(Clone, Copy)]
pub(super) enum Head {
    None,
    One(u64),
    Block { class: u32, len: u32, block: u32 },
    Hub { hub: u32, len: u32 },
}

impl Head {
    #[inline(always)]
    pub fn read(word: u64) -> Head {
        if word == 0 {
            return Head::None;
        }
        if Head::is_one(word) {
            return Head::One(Head::entry_of_one(word));
        }
        let (class, middle, low) = ((word >> 58) as u32, (word >> 32) as u32 & 0x03FF_FFFF, word as u32);
        if class == HUB_CLASS {
            Head::Hub { hub: middle, len: low }
        } else {
            Head::Block { class, len: middle, block: low }
        }
    }

    pub fn word(self) -> u64 {
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

    /// As `read` and `entries`, without a branch: no processor predicts which kind the next of many heads is.
    #[inline(always)]
    pub fn entries_in(word: u64) -> u32 {
        let (middle, low) = ((word >> 32) as u32 & 0x03FF_FFFF, word as u32);
        let listed = if Head::is_hub(word) { low } else { middle };
        if Head::is_one(word) { 1 } else { listed }
    }

    #[inline(always)]
    pub fn is_one(word: u64) -> bool {
        word & ONE != 0
    }

    #[inline(always)]
    pub fn is_hub(word: u64) -> bool {
        (word >> 58) as u32 == HUB_CLASS
    }

    /// The block of a list that lies in one; else a number for which there may be a block of another list, or none.
    #[inline(always)]
    pub fn block_in(word: u64) -> u32 {
        if Head::is_one(word) { 0 } else { word as u32 }
    }

    /// The entries of a block that is not full; none where the list is anything else.
    #[inline(always)]
    pub fn entries_of_block_with_room(word: u64) -> Option<u32> {
        let (class, entries) = ((word >> 58) as u32, (word >> 32) as u32 & 0x03FF_FFFF);
        (entries < entries_of(class)).then_some(entries)
    }

    /// The head of the same block with one entry more.
    #[inline(always)]
    pub fn with_one_more(word: u64) -> u64 {
        word + (1 << 32)
    }

    /// The entry in the head of a node with one edge.
    #[inline(always)]
    pub fn entry_of_one(word: u64) -> u64 {
        word & !ONE
    }

    #[inline(always)]
    pub fn entries(self) -> u32 {
        match self {
            Head::None => 0,
            Head::One(_) => 1,
            Head::Block { len, .. } | Head::Hub { len, .. } => len,
        }
    }
}

#[inline(always)]
pub(super) fn entry(neighbor: u32, edge: u32) -> u64 {
    u64::from(edge) << 32 | u64::from(neighbor)
}

#[inline(always)]
pub(crate) fn parts(entry: u64) -> (u32, u32) {
    (entry as u32, (entry >> 32) as u32)
}

/// One of the two numbers of an entry, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    Neighbor = 0,
    Edge = 32,
}

impl Half {
    #[inline(always)]
    pub fn of(self, entry: u64) -> u32 {
        (entry >> self as u32) as u32
    }

    /// As `of`, of a line of entries.
    #[inline(always)]
    pub fn of_line(self, entries: &[AtomicU64; LINE_WORDS]) -> [u32; LINE_WORDS] {
        match self {
            Half::Neighbor => lower_halves(entries),
            Half::Edge => upper_halves(entries),
        }
    }
}

/// The first wanted edge to a neighbour among these entries.
fn edge_to(mut entries: &[AtomicU64], neighbor: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
    while let Some(at) = position_of_half(entries, neighbor) {
        let (_, edge) = parts(entries[at].load(Relaxed));
        if wanted(edge) {
            return Some(edge);
        }
        entries = &entries[at + 1..];
    }
    None
}

/// The lists of all nodes in one direction, as readers see them. A clone is what a snapshot keeps: it costs a few pointers,
/// and shows the lists as they are now whatever the writer does.
#[derive(Clone, Debug, Default)]
pub(crate) struct EdgeLists {
    pub(super) degrees: Degrees,
    pub(super) slabs: Slabs,
    /// Segments of each hub; the list of a hub that is none any more is empty and is used again.
    pub(super) hubs: SharedVec<SharedVec<u32>>,
}

impl EdgeLists {
    #[inline]
    pub fn degrees(&self) -> &Degrees {
        &self.degrees
    }

    #[inline]
    pub(super) fn head(&self, node: u32) -> Head {
        Head::read(self.head_word(node))
    }

    #[inline(always)]
    pub fn head_word(&self, node: u32) -> HeadWord {
        self.degrees.heads.value(node)
    }

    /// Asks for the head of a node, the first thing that reading or appending touches.
    #[inline]
    pub fn prefetch_head(&self, node: u32) {
        self.degrees.heads.prefetch(node);
    }

    /// Asks for the place in the block of this head where the next edge goes. Where there is no block, for some line, or for none:
    /// which it is, nobody can predict.
    #[inline(always)]
    pub(super) fn prefetch_end(&self, head: u64) {
        self.slabs.prefetch(Head::block_in(head), Head::entries_in(head));
    }

    /// Asks for the first lines of the block of this head, in the manner of `prefetch_end`: those of its entries, and what
    /// `are_few_without` reads behind them.
    #[inline(always)]
    pub(super) fn prefetch_front(&self, head: u64) {
        let last = Head::entries_in(head).max(FEW_WORDS as u32 - 1);
        self.slabs.prefetch_lines(
            Head::block_in(head),
            (0..LINES_AHEAD).map(|line| last.min(line * ENTRIES_OF_A_LINE)),
        );
    }

    /// Asks for the first lines of a node's list, for reading all of it; the processor finds the lines behind them itself.
    #[inline]
    pub fn prefetch_list(&self, node: u32) {
        if let Head::Block { len, block, .. } = self.head(node) {
            self.slabs.prefetch(block, 0);
            if len > ENTRIES_OF_A_LINE {
                self.slabs.prefetch(block, ENTRIES_OF_A_LINE);
            }
        }
    }

    /// The segments of a hub and how many entries each holds.
    fn segments(&self, hub: u32, len: u32) -> impl DoubleEndedIterator<Item = &[AtomicU64]> + Clone + '_ {
        let segments = self.hubs.get(hub as usize).map_or(&[][..], |segments| &segments[..]);
        let len = len as usize;
        segments
            .iter()
            .enumerate()
            .map(move |(index, segment)| self.slabs.entries(*segment, (len - index * SEGMENT).min(SEGMENT)))
    }

    /// Calls with the entries of a node as they lie, dead ones too, ascending by edge.
    #[inline]
    pub fn stretches(&self, node: u32, visit: impl FnMut(&[AtomicU64])) {
        self.stretches_of(self.head(node), visit);
    }

    #[inline]
    pub(super) fn stretches_of(&self, head: Head, mut visit: impl FnMut(&[AtomicU64])) {
        match head {
            Head::None => {}
            Head::One(entry) => visit(&[AtomicU64::new(entry)]),
            Head::Block { len, block, .. } => visit(self.slabs.entries(block, len as usize)),
            Head::Hub { hub, len } => self.segments(hub, len).for_each(visit),
        }
    }

    /// Calls with the (neighbour, edge) entries of a node, dead ones too, ascending by edge. The way to read whole lists: one
    /// loop over each stretch of memory.
    #[inline]
    pub fn each(&self, node: u32, mut visit: impl FnMut(u32, u32)) {
        self.stretches(node, |entries| {
            for entry in entries {
                let (neighbor, edge) = parts(entry.load(Relaxed));
                visit(neighbor, edge);
            }
        });
    }

    /// The (neighbour, edge) entries of a node, dead ones too, ascending by edge.
    #[inline]
    pub fn entries(&self, node: u32) -> impl DoubleEndedIterator<Item = (u32, u32)> + Clone + '_ {
        let head = self.head(node);
        let one = if let Head::One(entry) = head { Some(entry) } else { None };
        let block: &[AtomicU64] = if let Head::Block { len, block, .. } = head {
            self.slabs.entries(block, len as usize)
        } else {
            &[]
        };
        let (hub, len) = if let Head::Hub { hub, len } = head { (hub, len) } else { (u32::MAX, 0) };
        let loaded = |entry: &AtomicU64| entry.load(Relaxed);
        one.into_iter()
            .chain(block.iter().map(loaded))
            .chain(self.segments(hub, len).flatten().map(loaded))
            .map(parts)
    }

    /// As `find_in`, by the node.
    #[cfg(test)]
    pub fn find(&self, node: u32, neighbor: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        self.find_in(self.head_word(node), neighbor, wanted)
    }

    /// The first edge to a neighbour that is wanted, in the list of this head. O(entries), read as they lie.
    #[inline(always)]
    pub fn find_in(&self, head: HeadWord, neighbor: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        if self.are_few_without(head, neighbor) {
            return None;
        }
        match Head::read(head) {
            Head::None => None,
            Head::One(entry) => edge_to(&[AtomicU64::new(entry)], neighbor, wanted),
            Head::Block { len, block, .. } => {
                edge_to(self.slabs.entries(block, len as usize), neighbor, wanted)
            }
            Head::Hub { hub, len } => {
                self.segments(hub, len).find_map(|entries| edge_to(entries, neighbor, &wanted))
            }
        }
    }

    /// Whether the list is short and nothing in it leads to the neighbour: most edges that are looked for are new. What lies
    /// behind the end of the list is read, too, and passed over.
    #[inline(always)]
    fn are_few_without(&self, head: u64, neighbor: u32) -> bool {
        let entries = Head::entries_in(head);
        if entries as usize > FEW_WORDS || Head::is_hub(head) {
            return false;
        }
        let Some(words) = self.slabs.words::<FEW_WORDS>(Head::block_in(head)) else { return false };
        let of_block = places_of_half(words, neighbor) & ((1 << entries) - 1);
        let of_one = u32::from(Half::Neighbor.of(head) == neighbor);
        (if Head::is_one(head) { of_one } else { of_block }) == 0
    }
}
