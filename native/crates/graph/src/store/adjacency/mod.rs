//! Who is joined to whom: lists of edges at each node.
//!
//! A directed graph has a list out and a list in. An undirected graph has one list, in which an edge stands at both ends,
//! and a self-loop twice at its node, so that the length of the list is the degree.

mod copy;
mod edge_filter;
mod hubs;
mod list;
mod lists;
mod size_class;
mod slab;

pub(crate) use copy::LINE;
pub(crate) use edge_filter::{EdgeFilter, EdgeKey};
pub(crate) use hubs::{HubIndex, SCANNED_MAX};
pub(crate) use list::AdjacencyList;
pub(crate) use lists::{EdgeLists, Half, HeadWord, parts};
pub(crate) use slab::SLAB_ENTRIES;

use kneiphof_kernels::OutOfMemory;
use lists::Head;

#[derive(Debug)]
pub(crate) struct Adjacency {
    pub directed: bool,
    /// Out-edges; in an undirected graph all edges.
    pub outgoing: AdjacencyList,
    /// In-edges; empty in an undirected graph.
    pub incoming: AdjacencyList,
    /// Counts up with every edge that comes or goes.
    pub changes: u64,
}

/// The heads of the lists of an edge's source and of its target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heads {
    out: u64,
    far: u64,
}

impl Heads {
    /// Whether an edge is found sooner in the list of its source.
    #[inline(always)]
    pub fn is_shorter_out(self) -> bool {
        Head::entries_in(self.out) <= Head::entries_in(self.far)
    }

    /// The head of the shorter list, and its entries, dead ones too.
    #[inline(always)]
    pub fn shorter(self) -> (HeadWord, u32) {
        let head = if self.is_shorter_out() { self.out } else { self.far };
        (head, Head::entries_in(head))
    }
}

impl Adjacency {
    pub fn new(directed: bool) -> Self {
        let (outgoing, incoming) = Default::default();
        Adjacency { directed, outgoing, incoming, changes: 0 }
    }

    /// The list in which the target of an edge has its entry.
    fn far_side(&mut self) -> &mut AdjacencyList {
        if self.directed { &mut self.incoming } else { &mut self.outgoing }
    }

    /// Asks for the heads of both ends of an edge: the first thing that looking for it and appending it touches.
    #[inline(always)]
    pub fn prefetch_heads(&self, source: u32, target: u32) {
        self.outgoing.prefetch_head(source);
        self.far().prefetch_head(target);
    }

    /// The heads of the two lists in which an edge stands, read once for all that is done with them.
    #[inline(always)]
    pub fn heads(&self, source: u32, target: u32) -> Heads {
        Heads { out: self.outgoing.head_word(source), far: self.far().head_word(target) }
    }

    /// Asks for where an edge is appended behind the heads.
    #[inline(always)]
    pub fn prefetch_ends(&self, heads: Heads) {
        self.outgoing.prefetch_end(heads.out);
        self.far().prefetch_end(heads.far);
    }

    /// Asks for what looking for an edge reads behind the heads.
    #[inline(always)]
    pub fn prefetch_search(&self, heads: Heads) {
        let (lists, head) =
            if heads.is_shorter_out() { (&self.outgoing, heads.out) } else { (self.far(), heads.far) };
        lists.prefetch_front(head);
    }

    /// Asks for all that looking for some edges and appending them touches.
    pub fn warm(&self, edges: impl Iterator<Item = (u32, u32)> + Clone) {
        edges.clone().for_each(|(source, target)| self.prefetch_heads(source, target));
        edges.map(|(source, target)| self.heads(source, target)).for_each(|heads| {
            self.prefetch_ends(heads);
            self.prefetch_search(heads);
        });
    }

    #[inline(always)]
    fn far(&self) -> &AdjacencyList {
        if self.directed { &self.incoming } else { &self.outgoing }
    }

    /// Appends an edge at both ends. On failure nothing has changed.
    #[inline]
    pub fn push(&mut self, source: u32, target: u32, edge: u32) -> Result<(), OutOfMemory> {
        self.changes += 1;
        self.outgoing.push(source, target, edge)?;
        self.far_side().push(target, source, edge).inspect_err(|_| self.outgoing.pop(source))
    }

    /// Takes back the edge that was pushed last.
    pub fn pop(&mut self, source: u32, target: u32) {
        self.changes += 1;
        self.far_side().pop(target);
        self.outgoing.pop(source);
    }

    /// Counts the entries of an edge as dead. On failure nothing has changed.
    pub fn mark(&mut self, source: u32, target: u32) -> Result<(), OutOfMemory> {
        self.changes += 1;
        self.outgoing.mark(source)?;
        self.far_side().mark(target).inspect_err(|_| self.outgoing.unmark(source))
    }

    /// Undoes `mark`.
    pub fn unmark(&mut self, source: u32, target: u32) {
        self.changes += 1;
        self.far_side().unmark(target);
        self.outgoing.unmark(source);
    }

    /// Drops the dead entries of a node where they are many.
    pub fn sweep(&mut self, node: u32, is_live: impl Fn(u32) -> bool) {
        self.outgoing.sweep(node, &is_live);
        self.incoming.sweep(node, &is_live);
    }

    /// Frees the memory of lists that have moved, as far as no snapshot reads it. To be called at each commit.
    pub fn collect(&mut self) {
        self.outgoing.collect();
        self.incoming.collect();
    }

    /// Whether `collect` has nothing to do.
    #[inline(always)]
    pub fn has_nothing_to_collect(&self) -> bool {
        self.outgoing.has_nothing_to_collect() && self.incoming.has_nothing_to_collect()
    }

    /// What removing edges may take and keep at most, in a graph of so many nodes. O(1).
    pub fn removal_bytes(&self, nodes: u32) -> usize {
        let sides = [Some(&self.outgoing), self.directed.then_some(&self.incoming)];
        sides.into_iter().flatten().map(|list| list.degrees().removal_bytes(nodes)).sum()
    }

    /// Memory that waits for snapshots to go.
    pub fn retired_bytes(&self) -> usize {
        self.outgoing.retired_bytes() + self.incoming.retired_bytes()
    }
}
