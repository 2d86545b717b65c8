//! Neighbours of many nodes in one call.

use crate::graph::out_of_memory;
use crate::read::asked::Stages;
use crate::read::moment::{Moment, NONE};
use crate::read::topology::{Follow, Topology};
use crate::store::adjacency::parts;
use crate::store::ids::STAGE;
use crate::store::room::room;
use crate::{Control, EdgeDirection};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::Failure;
use std::sync::atomic::Ordering::Relaxed;

/// Neighbours of many nodes, one list behind the other. Reused, it allocates nothing once it has grown.
///
/// ```text
/// numbers       | of node 0 | of node 1 | …                      those asked for, 0 = there is no such node
/// offsets       | 0 | end of list 0 | end of list 1 | …
/// neighbors     | a b c …   | d …       |                        rows; the number of a row is epoch << 32 | row
/// edges         | e f g …   | h …       |                        rows of the edges that lead there
/// directions    | 0 1 0 …   | 1 …       |                        0 out, 1 in; empty unless both were asked for
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeighborLists {
    pub numbers: Vec<u64>,
    pub offsets: Vec<u32>,
    pub neighbors: Vec<u32>,
    pub edges: Vec<u32>,
    pub directions: Vec<u8>,
    pub epoch: u64,
    pub revision: u64,
}

impl NeighborLists {
    /// Memory of the lists.
    pub fn bytes(&self) -> usize {
        self.numbers.capacity() * size_of::<u64>()
            + (self.offsets.capacity() + self.neighbors.capacity() + self.edges.capacity()) * size_of::<u32>()
            + self.directions.capacity()
    }

    fn clear(&mut self, nodes: usize) -> Result<(), OutOfMemory> {
        self.numbers.clear();
        self.offsets.clear();
        self.neighbors.clear();
        self.edges.clear();
        self.directions.clear();
        room(&mut self.numbers, nodes)?;
        room(&mut self.offsets, nodes + 1)?;
        self.offsets.push(0);
        Ok(())
    }

    /// Adds the neighbours of one node, in the order in which their edges arrived.
    #[inline]
    fn append(&mut self, topology: &Topology<'_>, node: u32, follow: Follow) -> Result<(), OutOfMemory> {
        let sides = topology.sides(follow.direction);
        let most = sides.iter().map(|side| topology.entries(node, *side)).sum();
        room(&mut self.neighbors, most)?;
        room(&mut self.edges, most)?;
        match sides {
            [side] if topology.is_plain(node, follow.type_symbol, *side) => {
                // Two passes over a stretch that is near: no room is checked for one by one.
                topology.lists(*side).stretches(node, |entries| {
                    self.neighbors.extend(entries.iter().map(|entry| parts(entry.load(Relaxed)).0));
                    self.edges.extend(entries.iter().map(|entry| parts(entry.load(Relaxed)).1));
                });
            }
            [side] => {
                topology.each(node, *side, follow.type_symbol, |neighbor, edge| {
                    self.neighbors.push(neighbor);
                    self.edges.push(edge);
                });
            }
            _ => {
                room(&mut self.directions, most)?;
                for hop in topology.hops(node, follow) {
                    self.neighbors.push(hop.node);
                    self.edges.push(hop.edge);
                    self.directions.push(hop.direction as u8);
                }
            }
        }
        Ok(())
    }

    /// Directions of the lists: none when all are alike.
    pub fn direction(&self, at: usize) -> Option<EdgeDirection> {
        let direction = |code: &u8| if *code == 0 { EdgeDirection::Out } else { EdgeDirection::In };
        self.directions.get(at).map(direction)
    }
}

#[cold]
fn too_many(neighbors: usize) -> Failure {
    Failure::limit_exceeded("number of neighbors in one answer", neighbors as u64, u64::from(u32::MAX))
}

/// How far neighbours are read.
pub(crate) struct ListsRead<'c> {
    pub follow: Follow,
    pub control: Option<&'c Control>,
    /// At most so many neighbours are read; those of the stage that would be beyond it, and of all behind it, are left.
    pub most: usize,
}

impl ListsRead<'_> {
    /// Reads the neighbours of each node asked for; answers the rows of the nodes that are left. O(nodes + neighbours), staged: ids,
    /// then heads, then lists.
    pub fn begin(
        &self,
        moment: Moment<'_>,
        nodes: &(impl Stages + ?Sized),
        lists: &mut NeighborLists,
    ) -> Result<Vec<u32>, Failure> {
        lists.clear(nodes.count()).map_err(out_of_memory)?;
        (lists.epoch, lists.revision) = (u64::from(moment.epoch), moment.revision);
        let mut left = Vec::new();
        if let Some(control) = self.control {
            control.expect(nodes.count() as u64);
        }
        nodes.each(moment, |_, rows| {
            if left.is_empty() && self.has_room(moment, rows, lists) {
                return self.append(moment, rows, lists);
            }
            room(&mut left, rows.len()).map_err(out_of_memory)?;
            left.extend_from_slice(rows);
            Ok(())
        })?;
        Ok(left)
    }

    /// Reads the neighbours of nodes that were left, whatever they are.
    pub fn go_on(&self, moment: Moment<'_>, left: &[u32], lists: &mut NeighborLists) -> Result<(), Failure> {
        left.chunks(STAGE).try_for_each(|rows| self.append(moment, rows, lists))
    }

    #[inline]
    fn has_room(&self, moment: Moment<'_>, rows: &[u32], lists: &NeighborLists) -> bool {
        let topology = moment.topology();
        let there = || rows.iter().copied().filter(|row| *row != NONE);
        there().for_each(|row| topology.prefetch_heads(row, self.follow.direction));
        let sides = topology.sides(self.follow.direction);
        let entries = |row| sides.iter().map(|side| topology.entries(row, *side)).sum::<usize>();
        lists.neighbors.len() + there().map(entries).sum::<usize>() <= self.most
    }

    /// The lists of a stage, one step a node and a neighbour.
    fn append(&self, moment: Moment<'_>, rows: &[u32], lists: &mut NeighborLists) -> Result<(), Failure> {
        let topology = moment.topology();
        let before = lists.neighbors.len();
        let there = || rows.iter().copied().filter(|row| *row != NONE);
        there().for_each(|row| topology.prefetch_heads(row, self.follow.direction));
        there().for_each(|row| topology.prefetch_lists(row, self.follow.direction));
        for row in rows {
            lists.numbers.push(moment.number_or_zero(*row));
            if *row != NONE {
                lists.append(&topology, *row, self.follow).map_err(out_of_memory)?;
            }
            let end = lists.neighbors.len();
            lists.offsets.push(u32::try_from(end).map_err(|_| too_many(end))?);
        }
        let Some(control) = self.control else { return Ok(()) };
        let neighbors = (lists.neighbors.len() - before) as u64;
        control.expect(neighbors);
        control.advance_by(rows.len() as u64 + neighbors)
    }
}
