//! Who is next to a node, and which edges join a set of nodes.

use crate::EdgeDirection::{In, Out};
use crate::graph::Graph;
use crate::{EdgeDirection, Neighbor, NeighborCount, NeighborOrder, NeighborPage, NeighborQuery, NumberPage};
use hashbrown::{HashMap, HashSet};
use kneiphof_wire::{Failure, Status, Subject};
use rustc_hash::FxBuildHasher;

/// An edge at a node: the other end, the edge, and which way it goes.
#[derive(Clone, Copy)]
struct Hop {
    node: u32,
    edge: u32,
    direction: EdgeDirection,
}

impl Graph {
    /// The live edges at a node in the order they came. In an undirected graph a self-loop is met once.
    fn hops(&self, node: u32, direction: Option<EdgeDirection>) -> impl Iterator<Item = Hop> + '_ {
        let wants =
            |side| !self.options.directed && side == Out || direction.is_none_or(|asked| asked == side);
        let side = |list: &'static str, side| {
            let list = if list == "out" { &self.adjacency.outgoing } else { &self.adjacency.incoming };
            let hops = list.entries(node).map(move |(node, edge)| Hop { node, edge, direction: side });
            wants(side).then_some(hops).into_iter().flatten()
        };
        let mut last = None;
        merged(side("out", Out), side("in", In))
            .filter(|hop| self.edges.live.get(hop.edge))
            .filter(move |hop| self.options.directed || last.replace(hop.edge) != Some(hop.edge))
    }

    fn node_row(&self, id: &str) -> Result<u32, Failure> {
        self.nodes.ids.find(id).ok_or_else(|| Failure::new(Status::NodeNotFound).value(id))
    }

    /// A page of neighbours. In order of arrival and of any type O(skip + limit); otherwise O(edges of the node).
    pub fn neighbors(&self, query: &NeighborQuery<'_>) -> Result<NeighborPage, Failure> {
        let node = self.node_row(query.id)?;
        let kind = query.type_symbol.map(|symbol| u32::from(symbol) + 1);
        let wanted = self
            .hops(node, query.direction)
            .filter(|hop| kind.is_none_or(|kind| u32::from(self.edges.types.value(hop.edge)) == kind));
        let skip = usize::try_from(query.skip).unwrap_or(usize::MAX);
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        if let (Some(direction), None, NeighborOrder::Arrival) = (query.direction, kind, query.order)
            && let Some(page) = self.plain_page(node, direction, skip, limit)
        {
            return Ok(page);
        }
        let counted = if kind.is_none() { self.known_total(node, query.direction) } else { None };
        let (page, total) = match (query.order, counted) {
            (NeighborOrder::Arrival, Some(total)) => {
                (wanted.skip(skip).take(limit).collect::<Vec<_>>(), total)
            }
            (NeighborOrder::Arrival, None) => {
                let all: Vec<Hop> = wanted.collect();
                (all.iter().skip(skip).take(limit).copied().collect(), all.len() as u64)
            }
            (NeighborOrder::DegreeDescending, _) => {
                let mut all: Vec<(u64, Hop)> = wanted.map(|hop| (self.degree(hop.node), hop)).collect();
                all.sort_by_key(|(degree, _)| std::cmp::Reverse(*degree));
                (all.iter().skip(skip).take(limit).map(|(_, hop)| *hop).collect(), all.len() as u64)
            }
        };
        let end = query.skip.saturating_add(page.len() as u64);
        let neighbors = page.into_iter().map(|hop| Neighbor {
            node: self.number(hop.node),
            edge: self.number(hop.edge),
            direction: hop.direction,
        });
        Ok(NeighborPage {
            neighbors: neighbors.collect(),
            total,
            cursor: if end < total { end } else { 0 },
            revision: self.revision,
        })
    }

    /// A page of one list as it lies: in a directed graph, of a node whose list has no removed edges. O(skip + limit).
    fn plain_page(
        &self,
        node: u32,
        direction: EdgeDirection,
        skip: usize,
        limit: usize,
    ) -> Option<NeighborPage> {
        let list = if direction == Out { &self.adjacency.outgoing } else { &self.adjacency.incoming };
        if !self.options.directed || list.degrees().dead(node) != 0 {
            return None;
        }
        let total = list.degrees().entries(node) as usize;
        let mut neighbors = Vec::with_capacity(total.saturating_sub(skip).min(limit));
        list.entries(node).skip(skip).take(limit).for_each(|(other, edge)| {
            neighbors.push(Neighbor { node: self.number(other), edge: self.number(edge), direction });
        });
        let end = skip.saturating_add(neighbors.len());
        let cursor = if end < total { end as u64 } else { 0 };
        Some(NeighborPage { neighbors, total: total as u64, cursor, revision: self.revision })
    }

    /// How many hops there are, where degrees tell: not in an undirected graph, where a self-loop is two of the degree.
    fn known_total(&self, node: u32, direction: Option<EdgeDirection>) -> Option<u64> {
        let out = u64::from(self.adjacency.outgoing.degrees().degree(node));
        let incoming = u64::from(self.adjacency.incoming.degrees().degree(node));
        self.options.directed.then_some(match direction {
            Some(Out) => out,
            Some(In) => incoming,
            None => out + incoming,
        })
    }

    /// Edges at a node in both directions. O(1).
    pub fn degree(&self, node: u32) -> u64 {
        let (out, incoming) = (&self.adjacency.outgoing, &self.adjacency.incoming);
        u64::from(out.degrees().degree(node)) + u64::from(incoming.degrees().degree(node))
    }

    /// How many neighbours there are by direction and type, out first, then by symbol. O(edges of the node).
    pub fn neighbor_summary(&self, id: &str) -> Result<Vec<NeighborCount>, Failure> {
        let node = self.node_row(id)?;
        let mut counts: HashMap<(u32, u16), u64, FxBuildHasher> = HashMap::default();
        for hop in self.hops(node, None) {
            *counts.entry((hop.direction as u32, self.edges.types.value(hop.edge))).or_default() += 1;
        }
        let mut summary: Vec<((u32, u16), u64)> = counts.into_iter().collect();
        summary.sort_unstable();
        let direction = |code| if code == 0 { Out } else { In };
        Ok(summary
            .into_iter()
            .map(|((code, kind), count)| NeighborCount {
                type_symbol: kind.checked_sub(1),
                direction: direction(code),
                count,
            })
            .collect())
    }

    /// The edges with both ends among the nodes, in order of arrival. O(edges at the nodes), out-edges where directed.
    pub fn edges_between(&self, numbers: &[u64], limit: usize) -> Result<NumberPage, Failure> {
        let mut edges = self.inner_edges(numbers)?;
        let total = edges.len() as u64;
        edges.truncate(limit);
        let numbers = edges.into_iter().map(|edge| self.number(edge)).collect();
        Ok(NumberPage { numbers, total, cursor: 0, revision: self.revision })
    }

    /// Rows of the edges with both ends among the nodes, ascending.
    pub fn inner_edges(&self, numbers: &[u64]) -> Result<Vec<u32>, Failure> {
        let rows = numbers.iter().map(|number| self.row(Subject::Node, *number));
        let inside: HashSet<u32, FxBuildHasher> = rows.collect::<Result<_, _>>()?;
        let out = &self.adjacency.outgoing;
        let mut edges: Vec<u32> = inside
            .iter()
            .flat_map(|node| out.entries(*node))
            .filter(|(other, edge)| inside.contains(other) && self.edges.live.get(*edge))
            .map(|(_, edge)| edge)
            .collect();
        edges.sort_unstable();
        // In an undirected graph an edge stands at both of its ends.
        edges.dedup();
        Ok(edges)
    }
}

/// Two sequences ascending by edge as one; where an edge is in both, the first goes first.
fn merged(left: impl Iterator<Item = Hop>, right: impl Iterator<Item = Hop>) -> impl Iterator<Item = Hop> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    std::iter::from_fn(move || match (left.peek(), right.peek()) {
        (Some(a), Some(b)) if b.edge < a.edge => right.next(),
        (None, Some(_)) => right.next(),
        _ => left.next(),
    })
}
