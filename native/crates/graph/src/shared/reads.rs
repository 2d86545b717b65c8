//! The reading calls of a shared graph.

use crate::graph::out_of_memory;
use crate::shared::shared_graph::SharedGraph;
use crate::store::room::collected;
use crate::{
    Around, Asked, Control, Follow, NeighborCount, NeighborLists, NeighborPage, NeighborQuery, Neighborhood,
    Number, NumberPage, OneValue,
};
use kneiphof_wire::{Failure, QueryView, Status, Subject};

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

    /// The numbers of nodes, 0 for each that is not there. O(nodes asked for); the look-ups are staged.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn find_nodes(&self, asked: &Asked<'_>) -> Result<Vec<Number>, Failure> {
        self.read()?.find_nodes(asked)
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
        self.read()?.node_values(asked, keys, control, room)
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
        self.read()?.neighbor_lists(asked, follow, control, lists)
    }

    /// The distinct nodes within 1 to [`crate::HOPS_MAX`] hops of some nodes, at most `limit` of them, with exact counts.
    /// O(edges at the nodes met, but not at those of the last hop).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND` or `STALE_HANDLE` for a node to begin at, `INVALID_ARGUMENT` for the number of hops, `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighborhood(
        &self,
        asked: &Asked<'_>,
        hops: u32,
        follow: Follow,
        limit: usize,
    ) -> Result<Neighborhood, Failure> {
        self.within(asked, hops, follow, |found| {
            let numbers = collected(found.numbers(limit)).map_err(out_of_memory)?;
            Ok(Neighborhood { numbers, within: found.within, revision: found.revision })
        })
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
        found: impl FnOnce(Around<'_>) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        self.read()?.within(asked, hops, follow, found)
    }

    /// Appends the Row of a node. O(columns) and the size of the row.
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn get_node(&self, id: &str, out: &mut Vec<u8>) -> Result<(), Failure> {
        self.read()?.get_node(id, out)
    }

    /// The Rows of nodes by their ids, in the order asked for; a missing one has none. The look-ups are staged.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn get_nodes(&self, ids: &[&str]) -> Result<Vec<u8>, Failure> {
        self.read()?.get_nodes(ids)
    }

    /// The Rows of nodes by their numbers, in the order asked for; a stale number has none.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn read_nodes(&self, numbers: &[u64]) -> Result<Vec<u8>, Failure> {
        self.read()?.read_numbers(Subject::Node, numbers)
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

    /// The Rows of edges by their numbers, in the order asked for; a stale number has none.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`, `BUSY`.
    pub fn read_edges(&self, numbers: &[u64]) -> Result<Vec<u8>, Failure> {
        self.read()?.read_numbers(Subject::Edge, numbers)
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

    /// A page of a node's neighbours. In order of arrival and of any type O(skip + limit), else O(edges of the node).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighbors(&self, query: &NeighborQuery<'_>) -> Result<NeighborPage, Failure> {
        self.read()?.neighbors(query)
    }

    /// How many neighbours a node has by direction and type. O(edges of the node).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn neighbor_summary(&self, id: &str) -> Result<Vec<NeighborCount>, Failure> {
        self.read()?.neighbor_summary(id)
    }

    /// The edges with both ends among the nodes, in order of arrival, at most `limit`. O(edges at the nodes).
    ///
    /// # Errors
    /// `STALE_HANDLE`, `OUT_OF_MEMORY`, `BUSY`.
    pub fn edges_between(&self, nodes: &[u64], limit: usize) -> Result<NumberPage, Failure> {
        self.read()?.edges_between(nodes, limit)
    }
}
