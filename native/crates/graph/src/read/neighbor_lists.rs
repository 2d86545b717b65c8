//! Neighbours of many nodes in one call.

use crate::graph::out_of_memory;
use crate::read::asked::Stages;
use crate::read::moment::{Moment, NONE};
use crate::read::topology::{Follow, Topology};
use crate::store::adjacency::{EdgeLists, Half, HeadWord, LINE};
use crate::store::ids::STAGE;
use crate::store::room::room;
use crate::{Control, EdgeDirection};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::Failure;

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
        if let [side] = sides {
            topology.each(node, *side, follow.type_symbol, |neighbor, edge| {
                self.neighbors.push(neighbor);
                self.edges.push(edge);
            });
        } else {
            room(&mut self.directions, most)?;
            for hop in topology.hops(node, follow) {
                self.neighbors.push(hop.node);
                self.edges.push(hop.edge);
                self.directions.push(hop.direction as u8);
            }
        }
        Ok(())
    }

    /// Adds lists as they lie, of so many entries together.
    fn copy(&mut self, lists: &EdgeLists, heads: &[HeadWord], entries: usize) -> Result<(), OutOfMemory> {
        let mut end = self.neighbors.len();
        // A line more, so that each short list is copied as a whole one.
        for halves in [&mut self.neighbors, &mut self.edges] {
            room(halves, entries + LINE)?;
            halves.resize(end + entries + LINE, 0);
        }
        for head in heads {
            lists.copy_list(*head, Half::Edge, &mut self.edges, end);
            end = lists.copy_list(*head, Half::Neighbor, &mut self.neighbors, end);
            self.offsets.push(end as u32);
        }
        self.neighbors.truncate(end);
        self.edges.truncate(end);
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
        if let Some(control) = self.control {
            control.expect(nodes.count() as u64);
        }
        let mut line = Line::new(self, moment, lists);
        nodes.each(moment, |_, rows| line.step(rows))?;
        line.finish()
    }

    /// Reads the neighbours of nodes that were left, however many.
    pub fn go_on(self, moment: Moment<'_>, left: &[u32], lists: &mut NeighborLists) -> Result<(), Failure> {
        let all = ListsRead { most: usize::MAX, ..self };
        let mut line = Line::new(&all, moment, lists);
        left.chunks(STAGE).try_for_each(|rows| line.step(rows))?;
        line.finish().map(drop)
    }
}

/// An assembly line: by the time lists are read, their heads and then they themselves have been asked for.
///
/// ```text
/// stage i+2  ask for its heads  ─►  stage i+1  read its heads, ask for its lists  ─►  stage i  read its lists
/// ```
struct Line<'a> {
    read: &'a ListsRead<'a>,
    moment: Moment<'a>,
    topology: Topology<'a>,
    /// The lists in which every entry is a neighbour, as long as no edge was removed.
    plain: Option<&'a EdgeLists>,
    lists: &'a mut NeighborLists,
    heads_asked: Stage,
    lists_asked: Stage,
    left: Vec<u32>,
}

/// Nodes that go along the line together.
struct Stage {
    rows: [u32; STAGE],
    heads: [HeadWord; STAGE],
    count: usize,
    /// At least as many as the nodes have neighbours.
    entries: usize,
}

const NO_STAGE: Stage = Stage { rows: [NONE; STAGE], heads: [0; STAGE], count: 0, entries: 0 };

impl<'a> Line<'a> {
    fn new(read: &'a ListsRead<'a>, moment: Moment<'a>, lists: &'a mut NeighborLists) -> Line<'a> {
        let topology = moment.topology();
        let plain = match topology.sides(read.follow.direction) {
            [side] if topology.directed && read.follow.type_symbol.is_none() => Some(topology.lists(*side)),
            _ => None,
        };
        let (heads_asked, lists_asked) = (NO_STAGE, NO_STAGE);
        Line { read, moment, topology, plain, lists, heads_asked, lists_asked, left: Vec::new() }
    }

    /// Puts the next stage on the line.
    #[inline]
    fn step(&mut self, rows: &[u32]) -> Result<(), Failure> {
        self.read_lists()?;
        self.ask_for_lists()?;
        self.heads_asked.count = rows.len();
        self.heads_asked.rows[..rows.len()].copy_from_slice(rows);
        let direction = self.read.follow.direction;
        rows.iter().for_each(|row| self.topology.prefetch_heads(*row, direction));
        Ok(())
    }

    /// Lets what is on the line arrive; answers the rows of the nodes that are left.
    fn finish(mut self) -> Result<Vec<u32>, Failure> {
        self.step(&[])?;
        self.step(&[])?;
        Ok(self.left)
    }

    fn ask_for_lists(&mut self) -> Result<(), Failure> {
        std::mem::swap(&mut self.heads_asked, &mut self.lists_asked);
        let stage = &mut self.lists_asked;
        let rows = &stage.rows[..stage.count];
        stage.entries = 0;
        if let Some(plain) = self.plain {
            for (head, row) in stage.heads.iter_mut().zip(rows) {
                *head = plain.head_word(*row);
                stage.entries += plain.ask(*head);
            }
        } else {
            let direction = self.read.follow.direction;
            let sides = self.topology.sides(direction);
            let entries = |row| sides.iter().map(|side| self.topology.entries(row, *side)).sum::<usize>();
            stage.entries = rows.iter().map(|row| entries(*row)).sum();
            rows.iter().for_each(|row| self.topology.prefetch_lists(*row, direction));
        }
        if !self.left.is_empty() || self.lists.neighbors.len() + stage.entries > self.read.most {
            room(&mut self.left, rows.len()).map_err(out_of_memory)?;
            self.left.extend_from_slice(rows);
            stage.count = 0;
        }
        Ok(())
    }

    /// The lists of a stage, one step a node and a neighbour.
    fn read_lists(&mut self) -> Result<(), Failure> {
        let stage = &self.lists_asked;
        let rows = &stage.rows[..stage.count];
        if rows.is_empty() {
            return Ok(());
        }
        let before = self.lists.neighbors.len();
        self.lists.numbers.extend(rows.iter().map(|row| self.moment.number_or_zero(*row)));
        let has_no_dead = |lists: &&EdgeLists| {
            let degrees = lists.degrees();
            degrees.have_no_dead() || rows.iter().all(|row| degrees.dead(*row) == 0)
        };
        if before + stage.entries > u32::MAX as usize {
            return Err(too_many(before + stage.entries));
        } else if let Some(plain) = self.plain.filter(has_no_dead) {
            self.lists.copy(plain, &stage.heads[..rows.len()], stage.entries).map_err(out_of_memory)?;
        } else {
            for row in rows.iter() {
                self.lists.append(&self.topology, *row, self.read.follow).map_err(out_of_memory)?;
                self.lists.offsets.push(self.lists.neighbors.len() as u32);
            }
        }
        let Some(control) = self.read.control else { return Ok(()) };
        let neighbors = (self.lists.neighbors.len() - before) as u64;
        control.expect(neighbors);
        control.advance_by(rows.len() as u64 + neighbors)
    }
}
