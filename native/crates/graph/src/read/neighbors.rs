//! Who is next to a node, and which edges join a set of nodes.

use crate::EdgeDirection::{In, Out};
use crate::graph::{Graph, out_of_memory};
use crate::query::sort::sort;
use crate::read::moment::{Moment, NONE};
use crate::read::topology::{Follow, Hop, Topology};
use crate::shared::control::{Untold, expect};
use crate::store::room::{collected, room};
use crate::{Control, Neighbor, NeighborCount, NeighborOrder, NeighborPage, NeighborQuery, NumberPage};
use hashbrown::{HashMap, HashSet};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Status, Subject};
use rustc_hash::FxBuildHasher;
use std::cmp::Ordering;

impl Graph {
    pub fn node_row(&self, id: &str) -> Result<u32, Failure> {
        self.nodes.ids.find(id).ok_or_else(|| Failure::new(Status::NodeNotFound).value(id))
    }
}

impl Moment<'_> {
    /// A page of a node's neighbours. In order of arrival and of any type O(skip + limit); otherwise O(edges of the node).
    pub fn neighbors(
        self,
        node: u32,
        query: &NeighborQuery<'_>,
        control: Option<&Control>,
    ) -> Result<NeighborPage, Failure> {
        self.topology().page(node, query, |row| self.number(row), self.revision, control)
    }

    /// How many neighbours a node has by direction and type, out first, then by symbol. O(edges of the node).
    pub fn neighbor_summary(
        self,
        node: u32,
        control: Option<&Control>,
    ) -> Result<Vec<NeighborCount>, Failure> {
        let (topology, follow) = (self.topology(), Follow::default());
        expect(control, topology.most_hops(node, follow.direction) as u64);
        let mut untold = Untold::of(control);
        let mut counts: HashMap<(u32, u16), u64, FxBuildHasher> = HashMap::default();
        for hop in topology.among(untold.watched(topology.all(node, follow.direction)), follow) {
            let bytes = 2 * (counts.len() + 1) * size_of::<((u32, u16), u64)>();
            counts.try_reserve(1).map_err(|_| out_of_memory(OutOfMemory::System { bytes }))?;
            *counts.entry((hop.direction as u32, self.edges.types.value(hop.edge))).or_default() += 1;
        }
        untold.tell()?;
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

    /// At least as many steps as `edges_between` takes before it sorts. O(nodes).
    pub fn steps_between(self, numbers: &[u64]) -> usize {
        let rows = numbers.iter().map(|number| self.row_or_none(Subject::Node, *number));
        let entries = rows.filter(|row| *row != NONE).map(|row| self.topology().entries(row, Out));
        entries.fold(numbers.len(), usize::saturating_add)
    }

    /// The edges with both ends among the nodes, in order of arrival. O(edges at the nodes), out-edges where directed.
    pub fn edges_between(
        self,
        numbers: &[u64],
        limit: usize,
        control: Option<&Control>,
    ) -> Result<NumberPage, Failure> {
        let mut edges = self.inner_edges(numbers, control)?;
        let total = edges.len() as u64;
        edges.truncate(limit);
        let numbers = collected(edges.into_iter().map(|edge| self.number(edge))).map_err(out_of_memory)?;
        Ok(NumberPage { numbers, total, cursor: 0, revision: self.revision })
    }

    /// Rows of the edges with both ends among the nodes, ascending.
    fn inner_edges(self, numbers: &[u64], control: Option<&Control>) -> Result<Vec<u32>, Failure> {
        expect(control, numbers.len() as u64);
        let mut untold = Untold::of(control);
        let mut inside: HashSet<u32, FxBuildHasher> = HashSet::default();
        let bytes = 2 * numbers.len() * size_of::<u32>();
        inside.try_reserve(numbers.len()).map_err(|_| out_of_memory(OutOfMemory::System { bytes }))?;
        for number in numbers {
            inside.insert(self.row(Subject::Node, *number)?);
            untold.step()?;
        }
        let topology = self.topology();
        expect(control, inside.iter().map(|node| topology.entries(*node, Out) as u64).sum());
        let entries = untold.watched(inside.iter().flat_map(|node| self.outgoing.entries(*node)));
        let joining = entries.filter(|(other, edge)| inside.contains(other) && self.edges.live.get(*edge));
        let mut edges = collected(joining.map(|(_, edge)| edge)).map_err(out_of_memory)?;
        untold.tell()?;
        sort(&mut edges, false, |_| None, |(): &(), (): &()| Ordering::Equal, control)?;
        // In an undirected graph an edge stands at both of its ends.
        edges.dedup();
        Ok(edges)
    }
}

impl Topology<'_> {
    /// At least as many entries as are read for a page. O(1).
    pub fn steps_of_page(&self, node: u32, query: &NeighborQuery<'_>) -> usize {
        let entries = self.most_hops(node, query.direction);
        let whole = query.order != NeighborOrder::Arrival
            || query.type_symbol.is_some()
            || self.known_total(node, query.direction).is_none();
        let read = query.skip.saturating_add(query.limit);
        if whole { entries } else { entries.min(usize::try_from(read).unwrap_or(usize::MAX)) }
    }

    fn page(
        self,
        node: u32,
        query: &NeighborQuery<'_>,
        number: impl Fn(u32) -> u64,
        revision: u64,
        control: Option<&Control>,
    ) -> Result<NeighborPage, Failure> {
        let follow = Follow { direction: query.direction, type_symbol: query.type_symbol };
        let skip = usize::try_from(query.skip).unwrap_or(usize::MAX);
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let neighbor =
            |hop: Hop| Neighbor { node: number(hop.node), edge: number(hop.edge), direction: hop.direction };
        expect(control, self.steps_of_page(node, query) as u64);
        let mut untold = Untold::of(control);
        let hops = self.among(untold.watched(self.all(node, follow.direction)), follow);
        let plain = query.direction.and_then(|direction| Some((direction, self.plain(node, direction)?)));
        let counted =
            if query.type_symbol.is_none() { self.known_total(node, query.direction) } else { None };
        let (neighbors, total) = match (query.order, plain, counted) {
            (NeighborOrder::Arrival, Some((direction, (total, entries))), Some(_)) => {
                drop(hops);
                let mut neighbors = Vec::new();
                room(&mut neighbors, total.saturating_sub(skip).min(limit)).map_err(out_of_memory)?;
                untold.watched(entries).skip(skip).take(limit).for_each(|(node, edge)| {
                    neighbors.push(neighbor(Hop { node, edge, direction }));
                });
                untold.tell()?;
                (neighbors, total as u64)
            }
            (NeighborOrder::Arrival, _, Some(total)) => {
                let page = collected(hops.skip(skip).take(limit).map(neighbor)).map_err(out_of_memory)?;
                untold.tell()?;
                (page, total)
            }
            (NeighborOrder::Arrival, _, None) => {
                let all = collected(hops).map_err(out_of_memory)?;
                untold.tell()?;
                let page = all.iter().skip(skip).take(limit).copied().map(neighbor);
                (collected(page).map_err(out_of_memory)?, all.len() as u64)
            }
            (NeighborOrder::DegreeDescending, _, _) => {
                let all = collected(hops).map_err(out_of_memory)?;
                untold.tell()?;
                let mut ranked = collected(0..all.len() as u32).map_err(out_of_memory)?;
                let degree = |at: u32| Some(self.degree(all[at as usize].node));
                sort(&mut ranked, true, degree, u64::cmp, control)?;
                let page = ranked.iter().skip(skip).take(limit).map(|at| neighbor(all[*at as usize]));
                (collected(page).map_err(out_of_memory)?, all.len() as u64)
            }
        };
        let end = query.skip.saturating_add(neighbors.len() as u64);
        Ok(NeighborPage { neighbors, total, cursor: if end < total { end } else { 0 }, revision })
    }
}
