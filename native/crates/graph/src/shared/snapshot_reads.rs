//! What lies around the nodes of a snapshot, read without the graph's lock.

use crate::graph::out_of_memory;
use crate::read::neighborhood::check_hops;
use crate::read::topology::{Follow, Topology};
use crate::store::room::{collected, room};
use crate::{Neighbor, Neighborhood, Number, Snapshot};
use kneiphof_wire::{Failure, Status, Subject};

impl Snapshot {
    pub(crate) fn topology(&self) -> Topology<'_> {
        Topology {
            directed: self.directed,
            outgoing: &self.nodes.outgoing,
            incoming: &self.nodes.incoming,
            live: &self.edges.live,
            types: &self.edges.types,
        }
    }

    fn node_row(&self, number: Number) -> Result<u32, Failure> {
        let row = number as u32;
        if self.number(row) == number && row < self.rows(Subject::Node) && self.nodes.live.get(row) {
            return Ok(row);
        }
        Err(Failure::new(Status::StaleHandle).detail("node").number(number))
    }

    /// The edges at a node in the order they came, seen from it. O(edges of the node).
    ///
    /// # Errors
    /// `STALE_HANDLE`, `OUT_OF_MEMORY`.
    pub fn neighbors(&self, node: Number, follow: Follow) -> Result<Vec<Neighbor>, Failure> {
        let hops = self.topology().hops(self.node_row(node)?, follow);
        let neighbors = hops.map(|hop| Neighbor {
            node: self.number(hop.node),
            edge: self.number(hop.edge),
            direction: hop.direction,
        });
        collected(neighbors).map_err(out_of_memory)
    }

    /// As [`crate::SharedGraph::neighborhood`], at the moment of the snapshot.
    ///
    /// # Errors
    /// `STALE_HANDLE`, `INVALID_ARGUMENT` for the number of hops.
    pub fn neighborhood(
        &self,
        nodes: &[Number],
        hops: u32,
        follow: Follow,
        limit: usize,
    ) -> Result<Neighborhood, Failure> {
        check_hops(hops)?;
        let mut starts = Vec::new();
        room(&mut starts, nodes.len()).map_err(out_of_memory)?;
        for node in nodes {
            starts.push(self.node_row(*node)?);
        }
        let rows = self.rows(Subject::Node);
        let found = self.topology().within(rows, &starts, hops, follow, |rows, within| {
            let numbers = collected(rows.iter().take(limit).map(|row| self.number(*row)))?;
            Ok(Neighborhood { numbers, within, revision: self.revision })
        });
        found.flatten().map_err(out_of_memory)
    }
}
