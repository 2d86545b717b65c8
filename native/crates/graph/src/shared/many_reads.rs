//! The calls about many rows. What is over soon is done under the lock; the rest works on a snapshot of the same moment, so that a
//! writer waits for neither.
//!
//! ```text
//! few rows      lock │ look up │ read │ give back
//! many rows     lock │ snapshot │ look some ids up │ give back … lock │ look some ids up │ give back …   read the snapshot
//! many edges    lock │ look up │ read up to a bound │ snapshot │ give back   go on with the snapshot
//! ```

use crate::graph::{Graph, out_of_memory};
use crate::read::asked::{EdgeNumbers, Stages};
use crate::read::moment::Moment;
use crate::read::neighbor_lists::ListsRead;
use crate::read::neighborhood::{Search, check_hops};
use crate::shared::shared_graph::SharedGraph;
use crate::store::room::room;
use crate::{
    Around, Asked, Control, Follow, NeighborLists, Neighborhood, Number, STEPS_UNCHECKED_MAX, Snapshot,
};
use kneiphof_wire::{Failure, Subject};
use parking_lot::RwLockReadGuard;
use std::borrow::Cow;

/// Fewer rows than this are read under the lock. Few in tests, so that small graphs are read in either way.
pub(super) const MANY_ROWS: usize = if cfg!(test) { 4 } else { 2_048 };
/// No more edges than this are followed under the lock.
pub(super) const MANY_EDGES: usize = if cfg!(test) { 6 } else { 32_768 };
/// How often a look-up of many ids begins anew because nodes went meanwhile, before it keeps the lock.
const LOOK_UPS_ANEW_MAX: usize = 3;

/// So many ids are looked up before a writer has its turn.
const IDS_OF_A_TURN: usize = if cfg!(test) { 3 } else { STEPS_UNCHECKED_MAX as usize };

type Guard<'g> = RwLockReadGuard<'g, Graph>;

/// Many nodes as they were when a snapshot was made.
struct Then<'a> {
    snapshot: Snapshot,
    numbers: Cow<'a, [Number]>,
}

impl SharedGraph {
    /// The numbers of nodes, 0 for each that is not there. O(nodes asked for); the look-ups are staged.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn find_nodes(&self, asked: &Asked<'_>, control: Option<&Control>) -> Result<Vec<Number>, Failure> {
        let graph = self.read()?;
        if asked.len() < MANY_ROWS {
            return graph.moment().find_nodes(&graph.named(asked), control);
        }
        if let Asked::Numbers(numbers) = asked {
            let snapshot = graph.snapshot()?;
            drop(graph);
            return snapshot.moment().find_nodes(*numbers, control);
        }
        if let Some(control) = control {
            control.expect(asked.len() as u64);
        }
        let looked = |count| control.map_or(Ok(()), |control| control.advance(count));
        Ok(self.look_up(graph, asked, looked)?.numbers.into_owned())
    }

    /// Selected attributes of many nodes as [`kneiphof_wire::ValuesView`], a column for each key by its symbol; `None` stands for a
    /// key that no node has. `room` is memory to write the answer into. O(nodes · keys), staged.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` for an answer of more than 2 GiB, `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn node_values(
        &self,
        asked: &Asked<'_>,
        keys: &[Option<u16>],
        control: Option<&Control>,
        room: Vec<u8>,
    ) -> Result<Vec<u8>, Failure> {
        let graph = self.read()?;
        if asked.len().saturating_mul(keys.len().max(1)) < MANY_ROWS {
            return graph.moment().node_values(&graph.named(asked), keys, control, room);
        }
        let then = self.then(graph, asked, control)?;
        then.snapshot.moment().node_values(&then.numbers[..], keys, control, room)
    }

    /// The neighbours of each node asked for, those of one that is not there empty. Else as [`SharedGraph::neighbors`] without a
    /// limit, in order of arrival. O(nodes + neighbours), staged.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` for more than 2^32 neighbours, `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighbor_lists(
        &self,
        asked: &Asked<'_>,
        follow: Follow,
        control: Option<&Control>,
        lists: &mut NeighborLists,
    ) -> Result<(), Failure> {
        let graph = self.read()?;
        if asked.len() >= MANY_ROWS {
            let Then { snapshot, numbers } = self.then(graph, asked, control)?;
            let read = ListsRead { follow, control, most: usize::MAX };
            return read.begin(snapshot.moment(), &numbers[..], lists).map(drop);
        }
        let read = ListsRead { follow, control, most: MANY_EDGES };
        let left = read.begin(graph.moment(), &graph.named(asked), lists)?;
        if left.is_empty() {
            return Ok(());
        }
        let snapshot = graph.snapshot()?;
        drop(graph);
        read.go_on(snapshot.moment(), &left, lists)
    }

    /// The distinct nodes within 1 to [`crate::HOPS_MAX`] hops of some nodes, at most `limit` of them, with exact counts.
    /// O(edges at the nodes met, but not at those of the last hop).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND` or `STALE_HANDLE` for a node to begin at, `INVALID_ARGUMENT` for the number of hops, `CANCELLED`,
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighborhood(
        &self,
        asked: &Asked<'_>,
        hops: u32,
        follow: Follow,
        limit: usize,
    ) -> Result<Neighborhood, Failure> {
        self.within(asked, hops, follow, None, |found| found.owned(limit))
    }

    /// As `neighborhood`, for a reader who copies the nodes itself.
    ///
    /// # Errors
    /// As `neighborhood`, and what `found` fails with.
    pub fn within<R>(
        &self,
        asked: &Asked<'_>,
        hops: u32,
        follow: Follow,
        control: Option<&Control>,
        found: impl FnOnce(Around<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        check_hops(hops)?;
        let begin = |moment: Moment<'_>, starts: &[u32]| {
            Search::begin(moment.nodes.len, starts, hops, follow, control).map_err(out_of_memory)
        };
        let graph = self.read()?;
        if asked.len() >= MANY_ROWS {
            let Then { snapshot, numbers } = self.then(graph, asked, control)?;
            let moment = snapshot.moment();
            let starts = moment.rows_asked(&numbers[..], asked, control)?;
            let mut search = begin(moment, &starts)?;
            search.run(moment.topology(), usize::MAX)?;
            return search.end(moment, found);
        }
        let moment = graph.moment();
        let starts = moment.rows_asked(&graph.named(asked), asked, control)?;
        let mut search = begin(moment, &starts)?;
        if search.run(moment.topology(), MANY_EDGES)? {
            return search.end(moment, found);
        }
        let snapshot = graph.snapshot()?;
        drop(graph);
        let moment = snapshot.moment();
        search.run(moment.topology(), usize::MAX)?;
        search.end(moment, found)
    }

    /// The Rows of nodes by their ids, in the order asked for; a missing one has none. The look-ups are staged.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn get_nodes(&self, asked: &Asked<'_>, control: Option<&Control>) -> Result<Vec<u8>, Failure> {
        let graph = self.read()?;
        if asked.len() < MANY_ROWS {
            return graph.moment().read_rows(Subject::Node, &graph.named(asked), control);
        }
        let then = self.then(graph, asked, control)?;
        then.snapshot.moment().read_rows(Subject::Node, &then.numbers[..], control)
    }

    /// The Rows of nodes by their numbers, in the order asked for; a stale number has none.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn read_nodes(&self, numbers: &[Number], control: Option<&Control>) -> Result<Vec<u8>, Failure> {
        self.read_numbered(Subject::Node, numbers, control)
    }

    /// The Rows of edges by their numbers, in the order asked for; a stale number has none.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn read_edges(&self, numbers: &[Number], control: Option<&Control>) -> Result<Vec<u8>, Failure> {
        self.read_numbered(Subject::Edge, &EdgeNumbers(numbers), control)
    }

    fn read_numbered(
        &self,
        subject: Subject,
        rows: &(impl Stages + ?Sized),
        control: Option<&Control>,
    ) -> Result<Vec<u8>, Failure> {
        let graph = self.read()?;
        if rows.count() < MANY_ROWS {
            return graph.moment().read_rows(subject, rows, control);
        }
        let snapshot = graph.snapshot()?;
        drop(graph);
        snapshot.moment().read_rows(subject, rows, control)
    }

    /// The nodes asked for in a snapshot of now. Looking them up counts no steps but is ended as a call is.
    fn then<'a>(
        &self,
        graph: Guard<'_>,
        asked: &Asked<'a>,
        control: Option<&Control>,
    ) -> Result<Then<'a>, Failure> {
        if let Asked::Numbers(numbers) = asked {
            return Ok(Then { snapshot: graph.snapshot()?, numbers: Cow::Borrowed(numbers) });
        }
        self.look_up(graph, asked, |_| control.map_or(Ok(()), |control| control.advance(0)))
    }

    /// Makes a snapshot and looks ids up as of then, some at a time: nodes that come meanwhile are not of the snapshot, and when nodes
    /// go, whose ids nobody finds any more, it begins anew with a later snapshot.
    fn look_up<'g, 'a>(
        &'g self,
        mut graph: Guard<'g>,
        asked: &Asked<'a>,
        looked: impl Fn(u64) -> Result<(), Failure>,
    ) -> Result<Then<'a>, Failure> {
        let mut numbers: Vec<Number> = Vec::new();
        room(&mut numbers, asked.len()).map_err(out_of_memory)?;
        let mut snapshot = graph.snapshot()?;
        let mut gone = graph.nodes_gone();
        let (mut told, mut anew) = (0, 0);
        loop {
            let places = numbers.len()..asked.len().min(numbers.len() + IDS_OF_A_TURN);
            let moment = graph.moment();
            graph.named(asked).each_of(places, moment, |_, rows| {
                let known = |row: &u32| if *row < snapshot.nodes.len { moment.number(*row) } else { 0 };
                numbers.extend(rows.iter().map(known));
                Ok(())
            })?;
            let new = numbers.len().saturating_sub(told);
            told += new;
            if numbers.len() == asked.len() {
                drop(graph);
                looked(new as u64)?;
                return Ok(Then { snapshot, numbers: Cow::Owned(numbers) });
            }
            if anew == LOOK_UPS_ANEW_MAX {
                looked(new as u64)?;
                continue;
            }
            drop(graph);
            looked(new as u64)?;
            graph = self.read()?;
            if graph.nodes_gone() != gone {
                (snapshot, gone) = (graph.snapshot()?, graph.nodes_gone());
                numbers.clear();
                anew += 1;
            }
        }
    }
}

impl Graph {
    /// Another answer than before tells that nodes have gone, or that their numbers have changed.
    fn nodes_gone(&self) -> (u32, u32) {
        (self.epoch, self.nodes.len - self.nodes.count)
    }
}
