//! Giving back what a graph does not use, part by part, so that others wait for one part at most.
//!
//! ```text
//! removed rows? ─► compaction      columns, one by one     lists out, lists in     ids, tables, lists of everything
//! ```
//! Readers of snapshots keep what they have. What can be built again when it is wanted goes: compressed sparse rows, indexes of
//! hubs, the filter of edges.

use crate::graph::{Graph, out_of_memory};
use crate::shared::control::Untold;
use crate::store::adjacency::{AdjacencyList, EdgeLists};
use crate::store::room::trim;
use crate::{Control, EdgeDirection};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Subject};
use std::mem::replace;

/// The memory of a graph before and after it was shrunk, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shrunk {
    pub before_bytes: u64,
    pub after_bytes: u64,
}

/// A part of the work, in the order in which the parts are done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Rows,
    Column(Subject, usize),
    Lists(EdgeDirection),
    Tables,
}

impl Graph {
    /// Does one part; answers the next one. A part that fails leaves everything where it can be read. Between two parts others may
    /// change the graph.
    pub fn shrink(&mut self, part: Part, control: &Control) -> Result<Option<Part>, Failure> {
        match part {
            Part::Rows => {
                self.csr_cache.clear();
                self.hubs = Default::default();
                self.edge_filter.clear();
                let rows = [self.nodes.len, self.edges.len];
                // Without room for other tables the rows stay, and what follows is shrunk all the same.
                if rows != [self.nodes.count, self.edges.count]
                    && let Err(failure) = self.compact(Some(control))
                    && failure.limit == 0
                {
                    return Err(failure);
                }
                let columns = self.nodes.columns.len() as u64 * u64::from(self.nodes.len)
                    + self.edges.columns.len() as u64 * u64::from(self.edges.len);
                control.expect(columns + 2 * u64::from(self.nodes.len));
                Ok(Some(Part::Column(Subject::Node, 0)))
            }
            Part::Column(subject, index) if index < self.columns(subject).len() => {
                self.shrink_column(subject, index, control)?;
                Ok(Some(Part::Column(subject, index + 1)))
            }
            Part::Column(Subject::Node, _) => Ok(Some(Part::Column(Subject::Edge, 0))),
            Part::Column(Subject::Edge, _) => Ok(Some(Part::Lists(EdgeDirection::Out))),
            Part::Lists(direction) => {
                self.lay_out_lists(direction, control)?;
                let is_last = direction == EdgeDirection::In;
                Ok(Some(if is_last { Part::Tables } else { Part::Lists(EdgeDirection::In) }))
            }
            Part::Tables => {
                self.shrink_indexes(control)?;
                self.shrink_tables().map_err(out_of_memory)?;
                Ok(None)
            }
        }
    }

    fn shrink_column(&mut self, subject: Subject, index: usize, control: &Control) -> Result<(), Failure> {
        let (columns, rows) = match subject {
            Subject::Node => (&mut self.nodes.columns, self.nodes.len),
            Subject::Edge => (&mut self.edges.columns, self.edges.len),
        };
        let shrunk = columns.shrink(index, rows, &self.hasher).map_err(out_of_memory)?;
        self.code_generation += u32::from(shrunk.recoded);
        self.leave(shrunk.left_bytes);
        control.advance_by(u64::from(rows))
    }

    /// Lays the lists of one direction out anew, node by node, without dead entries and without blocks that nobody uses.
    fn lay_out_lists(&mut self, direction: EdgeDirection, control: &Control) -> Result<(), Failure> {
        let (live, nodes) = (&self.edges.live, self.nodes.len);
        let old = match direction {
            EdgeDirection::Out => &mut self.adjacency.outgoing,
            EdgeDirection::In => &mut self.adjacency.incoming,
        };
        let fresh = laid_out(old, nodes, |edge| live.get(edge), control)?;
        if fresh.bytes() < old.bytes() {
            let left = replace(old, fresh).bytes();
            self.leave(left);
        }
        Ok(())
    }

    fn shrink_indexes(&mut self, control: &Control) -> Result<(), Failure> {
        let indexes = self.tables().indexes(&self.indexes, Some(control))?;
        if indexes.bytes() < self.indexes.bytes() {
            self.indexes = indexes;
        }
        Ok(())
    }

    fn shrink_tables(&mut self) -> Result<(), OutOfMemory> {
        let (nodes, edges) = (&mut self.nodes, &mut self.edges);
        for ids in [&mut nodes.ids, &mut edges.ids] {
            ids.shrink()?;
        }
        for columns in [&mut nodes.columns, &mut edges.columns] {
            columns.shrink_lists()?;
        }
        for bits in [&mut nodes.live, &mut edges.live] {
            bits.shrink()?;
        }
        for rows in [&mut nodes.label_codes, &mut edges.sources, &mut edges.targets] {
            rows.shrink()?;
        }
        edges.types.shrink()?;
        self.symbols.shrink()?;
        self.label_sets.shrink()?;
        trim(&mut self.label_counts)?;
        trim(&mut self.type_counts)?;
        trim(&mut self.key_ranks)?;
        if self.undo.is_empty() {
            self.undo = Default::default();
        }
        Ok(())
    }

    /// Counts what snapshots may hold of memory that the graph has just let go.
    fn leave(&self, bytes: usize) {
        if !self.snapshots.is_empty() {
            self.snapshots.leave(bytes as u64);
        }
    }
}

fn laid_out(
    old: &EdgeLists,
    nodes: u32,
    is_live: impl Fn(u32) -> bool,
    control: &Control,
) -> Result<AdjacencyList, Failure> {
    let mut fresh = AdjacencyList::default();
    let mut entries = Vec::new();
    let mut untold = Untold::of(Some(control));
    for node in 0..nodes {
        fresh.copy(node, old, &is_live, &mut entries).map_err(out_of_memory)?;
        untold.step()?;
    }
    fresh.trim().map_err(out_of_memory)?;
    untold.tell()?;
    Ok(fresh)
}
