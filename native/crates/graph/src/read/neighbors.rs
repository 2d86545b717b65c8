//! Who is next to a node, and which edges join a set of nodes.

use crate::EdgeDirection::{In, Out};
use crate::graph::{Graph, out_of_memory};
use crate::read::topology::{Follow, Hop, Topology};
use crate::store::room::{collected, room};
use crate::{Neighbor, NeighborCount, NeighborOrder, NeighborPage, NeighborQuery, NumberPage};
use hashbrown::{HashMap, HashSet};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Status, Subject};
use rustc_hash::FxBuildHasher;
use std::cmp::Reverse;

impl Graph {
    /// The edges at each node.
    pub fn topology(&self) -> Topology<'_> {
        self.moment().topology()
    }

    fn node_row(&self, id: &str) -> Result<u32, Failure> {
        self.nodes.ids.find(id).ok_or_else(|| Failure::new(Status::NodeNotFound).value(id))
    }

    /// A page of neighbours. In order of arrival and of any type O(skip + limit); otherwise O(edges of the node).
    pub fn neighbors(&self, query: &NeighborQuery<'_>) -> Result<NeighborPage, Failure> {
        let node = self.node_row(query.id)?;
        self.topology().page(node, query, |row| self.number(row), self.revision).map_err(out_of_memory)
    }

    /// How many neighbours there are by direction and type, out first, then by symbol. O(edges of the node).
    pub fn neighbor_summary(&self, id: &str) -> Result<Vec<NeighborCount>, Failure> {
        let node = self.node_row(id)?;
        let mut counts: HashMap<(u32, u16), u64, FxBuildHasher> = HashMap::default();
        for hop in self.topology().hops(node, Follow::default()) {
            let bytes = 2 * (counts.len() + 1) * size_of::<((u32, u16), u64)>();
            counts.try_reserve(1).map_err(|_| out_of_memory(OutOfMemory::System { bytes }))?;
            *counts.entry((hop.direction as u32, self.edges.types.value(hop.edge))).or_default() += 1;
        }
        let mut summary = collected(counts.into_iter()).map_err(out_of_memory)?;
        summary.sort_unstable();
        let direction = |code| if code == 0 { Out } else { In };
        let counts = summary.into_iter().map(|((code, kind), count)| NeighborCount {
            type_symbol: kind.checked_sub(1),
            direction: direction(code),
            count,
        });
        collected(counts).map_err(out_of_memory)
    }

    /// The edges with both ends among the nodes, in order of arrival. O(edges at the nodes), out-edges where directed.
    pub fn edges_between(&self, numbers: &[u64], limit: usize) -> Result<NumberPage, Failure> {
        let mut edges = self.inner_edges(numbers)?;
        let total = edges.len() as u64;
        edges.truncate(limit);
        let numbers = collected(edges.into_iter().map(|edge| self.number(edge))).map_err(out_of_memory)?;
        Ok(NumberPage { numbers, total, cursor: 0, revision: self.revision })
    }

    /// Rows of the edges with both ends among the nodes, ascending.
    pub fn inner_edges(&self, numbers: &[u64]) -> Result<Vec<u32>, Failure> {
        let mut inside: HashSet<u32, FxBuildHasher> = HashSet::default();
        let bytes = 2 * numbers.len() * size_of::<u32>();
        inside.try_reserve(numbers.len()).map_err(|_| out_of_memory(OutOfMemory::System { bytes }))?;
        for number in numbers {
            inside.insert(self.row(Subject::Node, *number)?);
        }
        let out = &self.adjacency.outgoing;
        let edges = inside
            .iter()
            .flat_map(|node| out.entries(*node))
            .filter(|(other, edge)| inside.contains(other) && self.edges.live.get(*edge))
            .map(|(_, edge)| edge);
        let mut edges = collected(edges).map_err(out_of_memory)?;
        edges.sort_unstable();
        // In an undirected graph an edge stands at both of its ends.
        edges.dedup();
        Ok(edges)
    }
}

impl Topology<'_> {
    fn page(
        &self,
        node: u32,
        query: &NeighborQuery<'_>,
        number: impl Fn(u32) -> u64,
        revision: u64,
    ) -> Result<NeighborPage, OutOfMemory> {
        let follow = Follow { direction: query.direction, type_symbol: query.type_symbol };
        let skip = usize::try_from(query.skip).unwrap_or(usize::MAX);
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let neighbor =
            |hop: Hop| Neighbor { node: number(hop.node), edge: number(hop.edge), direction: hop.direction };
        let hops = self.hops(node, follow);
        let plain = query.direction.and_then(|direction| Some((direction, self.plain(node, direction)?)));
        let counted =
            if query.type_symbol.is_none() { self.known_total(node, query.direction) } else { None };
        let (neighbors, total): (Vec<Neighbor>, u64) = match (query.order, plain, counted) {
            (NeighborOrder::Arrival, Some((direction, (total, entries))), Some(_)) => {
                let mut neighbors = Vec::new();
                room(&mut neighbors, total.saturating_sub(skip).min(limit))?;
                entries.skip(skip).take(limit).for_each(|(node, edge)| {
                    neighbors.push(neighbor(Hop { node, edge, direction }));
                });
                (neighbors, total as u64)
            }
            (NeighborOrder::Arrival, _, Some(total)) => {
                (collected(hops.skip(skip).take(limit).map(neighbor))?, total)
            }
            (NeighborOrder::Arrival, _, None) => {
                let all = collected(hops)?;
                (collected(all.iter().skip(skip).take(limit).copied().map(neighbor))?, all.len() as u64)
            }
            (NeighborOrder::DegreeDescending, _, _) => {
                // Equal ones in order of arrival; sorting that keeps it by itself would ask for memory.
                let ranked = hops.enumerate().map(|(at, hop)| (Reverse(self.degree(hop.node)), at, hop));
                let mut all = collected(ranked)?;
                all.sort_unstable_by_key(|(degree, at, _)| (*degree, *at));
                let page = all.iter().skip(skip).take(limit).map(|(_, _, hop)| neighbor(*hop));
                (collected(page)?, all.len() as u64)
            }
        };
        let end = query.skip.saturating_add(neighbors.len() as u64);
        Ok(NeighborPage { neighbors, total, cursor: if end < total { end } else { 0 }, revision })
    }
}
