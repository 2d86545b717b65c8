//! What lies around the nodes of a snapshot, read without the graph's lock.

use crate::graph::out_of_memory;
use crate::read::asked::Asked;
use crate::read::neighborhood::{Search, check_hops};
use crate::read::topology::Follow;
use crate::store::room::collected;
use crate::{Neighbor, Neighborhood, Number, Snapshot};
use kneiphof_wire::{Failure, Subject};

impl Snapshot {
    /// The edges at a node in the order they came, seen from it. O(edges of the node).
    ///
    /// # Errors
    /// `STALE_HANDLE`, `OUT_OF_MEMORY`.
    pub fn neighbors(&self, node: Number, follow: Follow) -> Result<Vec<Neighbor>, Failure> {
        let moment = self.moment();
        let hops = moment.topology().hops(moment.row(Subject::Node, node)?, follow);
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
        let moment = self.moment();
        let starts = moment.rows_asked(nodes, &Asked::Numbers(nodes), None)?;
        let mut search =
            Search::begin(moment.nodes.len, &starts, hops, follow, None).map_err(out_of_memory)?;
        search.run(moment.topology(), usize::MAX)?;
        search.end(moment, |found| found.owned(limit))
    }
}
