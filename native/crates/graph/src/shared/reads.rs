//! The reading calls of a shared graph, but those about many rows.

use crate::graph::Graph;
use crate::read::moment::Moment;
use crate::shared::many_reads::{MANY_EDGES, MANY_ROWS};
use crate::shared::shared_graph::SharedGraph;
use crate::{Control, NeighborCount, NeighborPage, NeighborQuery, NumberPage, OneValue};
use kneiphof_wire::{Failure, QueryView, Status, Subject};
use parking_lot::RwLockReadGuard;

impl SharedGraph {
    /// The number of a node. O(1).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND` without the id, because a miss is an answer here; `BUSY`.
    pub fn find_node(&self, id: &str) -> Result<u64, Failure> {
        let graph = self.read_shortly()?;
        let row = graph.nodes.ids.find(id).ok_or(Failure::new(Status::NodeNotFound))?;
        Ok(graph.number(row))
    }

    /// The number of a node, 0 for none, and the revision this was so at; without waiting for a writer. O(1).
    ///
    /// # Errors
    /// `BUSY` at once when somebody writes.
    #[inline]
    pub fn try_find_node(&self, id: &str) -> Result<(u64, u64), Failure> {
        let graph = self.try_read_shortly()?;
        let number = graph.nodes.ids.find(id).map_or(0, |row| graph.number(row));
        Ok((number, graph.revision))
    }

    /// Calls with one attribute of a node, by its symbol; `None` stands for a key that nothing has, and a miss has the number 0.
    /// O(1) and what `read` does.
    ///
    /// # Errors
    /// `BUSY`, and what `read` fails with.
    pub fn node_value<R>(
        &self,
        id: &str,
        key: Option<u16>,
        read: impl FnOnce(OneValue<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        read(self.read()?.node_value(id, key))
    }

    /// As `node_value`, without waiting for a writer and within a bounded number of steps.
    ///
    /// # Errors
    /// `BUSY` at once when somebody writes, `BUFFER_TOO_SMALL` for a value of more than [`crate::SHORT_VALUE_BYTES`].
    #[inline(always)]
    pub fn try_node_value<R>(
        &self,
        id: &str,
        key: Option<u16>,
        read: impl FnOnce(OneValue<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let graph = self.try_read_shortly()?;
        read(graph.short_node_value(id, key)?)
    }

    /// Appends the Row of a node. O(columns) and the size of the row.
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn get_node(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.read()?.get_node(id, out)
    }

    /// The number of an edge by its explicit or derived id. O(1), but for a derived id between two hubs that no writer has
    /// looked between yet.
    ///
    /// # Errors
    /// `EDGE_NOT_FOUND` without the id, because a miss is an answer here; `BUSY`.
    pub fn find_edge(&self, id: &str) -> Result<u64, Failure> {
        let graph = self.read()?;
        let found = graph.look_up_edge(id).map_err(crate::graph::out_of_memory)?;
        let row = found.ok_or(Failure::new(Status::EdgeNotFound))?;
        Ok(graph.number(row))
    }

    /// Calls with one attribute of an edge by its explicit or derived id. As `find_edge`; a miss has the number 0.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`, and what `read` fails with.
    pub fn edge_value<R>(
        &self,
        id: &str,
        key: Option<u16>,
        read: impl FnOnce(OneValue<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        read(self.read()?.edge_value(id, key)?)
    }

    /// Appends the Row of an edge. As `find_edge`, and O(columns).
    ///
    /// # Errors
    /// `EDGE_NOT_FOUND`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn get_edge(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.read()?.get_edge(id, out)
    }

    /// A page of the nodes that pass a filter. O(rows of the graph / 64 and more by the filter), on a snapshot where the graph
    /// is large, so that no writer waits for it.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `LIMIT_EXCEEDED`, `EXPIRED_CURSOR`, `BUSY`.
    pub fn query_nodes(&self, query: &QueryView<'_>) -> Result<NumberPage, Failure> {
        self.query(Subject::Node, query)
    }

    /// A page of the edges that pass a filter; as `query_nodes`.
    ///
    /// # Errors
    /// As `query_nodes`.
    pub fn query_edges(&self, query: &QueryView<'_>) -> Result<NumberPage, Failure> {
        self.query(Subject::Edge, query)
    }

    /// A page of a node's neighbours. In order of arrival and of any type O(skip + limit), else O(edges of the node), on a snapshot
    /// where these are many. A step of the control is an edge, here and below.
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighbors(
        &self,
        query: &NeighborQuery<'_>,
        control: Option<&Control>,
    ) -> Result<NeighborPage, Failure> {
        let graph = self.read()?;
        let node = graph.node_row(query.id)?;
        let steps = graph.moment().topology().steps_of_page(node, query);
        at_moment(graph, steps, |moment| moment.neighbors(node, query, control))
    }

    /// How many neighbours a node has by direction and type. O(edges of the node), on a snapshot where these are many.
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighbor_summary(
        &self,
        id: &str,
        control: Option<&Control>,
    ) -> Result<Vec<NeighborCount>, Failure> {
        let graph = self.read()?;
        let node = graph.node_row(id)?;
        let steps = graph.moment().topology().most_hops(node, None);
        at_moment(graph, steps, |moment| moment.neighbor_summary(node, control))
    }

    /// The edges with both ends among the nodes, in order of arrival, at most `limit`. O(edges at the nodes), on a snapshot where these
    /// are many.
    ///
    /// # Errors
    /// `STALE_HANDLE`, `CANCELLED`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn edges_between(
        &self,
        nodes: &[u64],
        limit: usize,
        control: Option<&Control>,
    ) -> Result<NumberPage, Failure> {
        let graph = self.read()?;
        let few = nodes.len() < MANY_ROWS;
        let steps = if few { graph.moment().steps_between(nodes) } else { usize::MAX };
        at_moment(graph, steps, |moment| moment.edges_between(nodes, limit, control))
    }
}

/// Reads under the lock what takes few steps, and the rest on a snapshot, so that no writer waits.
fn at_moment<R>(
    graph: RwLockReadGuard<'_, Graph>,
    steps: usize,
    read: impl FnOnce(Moment<'_>) -> Result<R, Failure>,
) -> Result<R, Failure> {
    if steps <= MANY_EDGES {
        return read(graph.moment());
    }
    let snapshot = graph.snapshot()?;
    drop(graph);
    read(snapshot.moment())
}
