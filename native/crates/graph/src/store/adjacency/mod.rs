//! Who is joined to whom: lists of edges at each node.
//!
//! A directed graph has a list out and a list in. An undirected graph has one list, in which an edge stands at both ends,
//! and a self-loop twice at its node, so that the length of the list is the degree.

mod copy;
mod hubs;
mod list;
mod lists;
mod slab;

pub(crate) use hubs::{HubIndex, SCANNED_MAX};
pub(crate) use list::AdjacencyList;
pub(crate) use lists::{EdgeLists, Half, parts};
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
    #[inline]
    pub fn prefetch_heads(&self, source: u32, target: u32) {
        self.outgoing.prefetch_head(source);
        self.far().prefetch_head(target);
    }

    /// Asks for what looking for an edge and appending it touches behind the heads.
    #[inline]
    pub fn prefetch_blocks(&self, source: u32, target: u32) {
        let (out, far) = (self.outgoing.head_word(source), self.far().head_word(target));
        self.outgoing.prefetch_end(out);
        self.far().prefetch_end(far);
        let reads_out = Head::entries_in(out) <= Head::entries_in(far);
        let (lists, head) = if reads_out { (&self.outgoing, out) } else { (self.far(), far) };
        lists.prefetch_front(head);
    }

    /// Whether an edge is found sooner in the list of its source, and the entries of the shorter list.
    #[inline]
    pub fn is_shorter_out(&self, source: u32, target: u32) -> (bool, u32) {
        let (out, far) = (self.outgoing.degrees().entries(source), self.far().degrees().entries(target));
        (out <= far, out.min(far))
    }

    /// As `prefetch_heads` and `prefetch_blocks` for some edges.
    pub fn warm(&self, edges: impl Iterator<Item = (u32, u32)> + Clone) {
        edges.clone().for_each(|(source, target)| self.prefetch_heads(source, target));
        edges.for_each(|(source, target)| self.prefetch_blocks(source, target));
    }

    #[inline(always)]
    fn far(&self) -> &AdjacencyList {
        if self.directed { &self.incoming } else { &self.outgoing }
    }

    /// Appends an edge at both ends. On failure nothing has changed.
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

    /// Memory that waits for snapshots to go.
    pub fn retired_bytes(&self) -> usize {
        self.outgoing.retired_bytes() + self.incoming.retired_bytes()
    }
}
