//! Who is joined to whom, for the graph and for its snapshots alike.

use crate::EdgeDirection;
use crate::EdgeDirection::{In, Out};
use crate::store::adjacency::EdgeLists;
use crate::store::chunked::{Bitmap, Chunked};

/// Which edges at a node are followed. In an undirected graph the direction does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Follow {
    /// `None` follows both.
    pub direction: Option<EdgeDirection>,
    /// Symbol of the type, `None` for any and for none.
    pub type_symbol: Option<u16>,
}

/// An edge at a node: the other end, the edge, and which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hop {
    pub node: u32,
    pub edge: u32,
    pub direction: EdgeDirection,
}

/// The edges at each node, as they are now or were when a snapshot was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Topology<'a> {
    pub directed: bool,
    /// Out-edges; in an undirected graph all edges, a self-loop twice in a row.
    pub outgoing: &'a EdgeLists,
    /// In-edges; empty in an undirected graph.
    pub incoming: &'a EdgeLists,
    pub live: &'a Bitmap,
    /// Symbol + 1, 0 for none.
    pub types: &'a Chunked<u16>,
}

impl<'a> Topology<'a> {
    fn side(&self, direction: EdgeDirection) -> &'a EdgeLists {
        if direction == Out { self.outgoing } else { self.incoming }
    }

    /// The lists to read, in their order.
    #[inline]
    pub fn sides(&self, direction: Option<EdgeDirection>) -> &'static [EdgeDirection] {
        match direction {
            _ if !self.directed => &[Out],
            Some(Out) => &[Out],
            Some(In) => &[In],
            None => &[Out, In],
        }
    }

    #[inline]
    fn has_type(&self, edge: u32, type_symbol: Option<u16>) -> bool {
        type_symbol.is_none_or(|symbol| u32::from(self.types.value(edge)) == u32::from(symbol) + 1)
    }

    /// The live edges at a node in the order they came. In an undirected graph a self-loop is met once.
    pub fn hops(self, node: u32, follow: Follow) -> impl Iterator<Item = Hop> + 'a {
        self.among(self.all(node, follow.direction), follow)
    }

    /// All entries of the lists of a node in the order they came: those of removed edges, too.
    pub fn all(self, node: u32, direction: Option<EdgeDirection>) -> impl Iterator<Item = Hop> + 'a {
        let side = |side| {
            let wanted = self.sides(direction).contains(&side);
            let hop = move |(node, edge)| Hop { node, edge, direction: side };
            let hops = self.side(side).entries(node).map(hop);
            wanted.then_some(hops).into_iter().flatten()
        };
        merged(side(Out), side(In))
    }

    /// Those of the entries of a node that are followed, as `hops`.
    pub fn among(self, entries: impl Iterator<Item = Hop>, follow: Follow) -> impl Iterator<Item = Hop> {
        let mut last = None;
        entries
            .filter(move |hop| self.live.get(hop.edge) && self.has_type(hop.edge, follow.type_symbol))
            .filter(move |hop| self.directed || last.replace(hop.edge) != Some(hop.edge))
    }

    /// At least as many as there are hops from a node. O(1).
    pub fn most_hops(&self, node: u32, direction: Option<EdgeDirection>) -> usize {
        self.sides(direction).iter().map(|side| self.entries(node, *side)).sum()
    }

    /// Calls with the other end and the edge of each live edge in one list of a node, in the order they came.
    #[inline]
    pub fn each(
        &self,
        node: u32,
        direction: EdgeDirection,
        type_symbol: Option<u16>,
        mut visit: impl FnMut(u32, u32),
    ) {
        let list = self.side(direction);
        if type_symbol.is_none() && list.degrees().dead(node) == 0 {
            if self.directed {
                list.each(node, visit);
            } else {
                // Of a self-loop, which stands twice in a row, the first entry is met.
                let mut last = u32::MAX;
                list.each(node, |other, edge| {
                    if last != edge {
                        visit(other, edge);
                    }
                    last = edge;
                });
            }
        } else {
            let mut last = u32::MAX;
            list.each(node, |other, edge| {
                let once = self.directed || last != edge;
                last = edge;
                if once && self.live.get(edge) && self.has_type(edge, type_symbol) {
                    visit(other, edge);
                }
            });
        }
    }

    /// The lists in one direction.
    #[inline]
    pub fn lists(&self, direction: EdgeDirection) -> &'a EdgeLists {
        self.side(direction)
    }

    /// Live entries of one list of a node. O(1).
    #[inline]
    pub fn side_degree(&self, node: u32, direction: EdgeDirection) -> u64 {
        u64::from(self.side(direction).degrees().degree(node))
    }

    /// Asks for the heads of a node's lists.
    #[inline]
    pub fn prefetch_heads(&self, node: u32, direction: Option<EdgeDirection>) {
        self.sides(direction).iter().for_each(|side| self.side(*side).prefetch_head(node));
    }

    /// Asks for the first lines of a node's lists; the heads are near by now.
    #[inline]
    pub fn prefetch_lists(&self, node: u32, direction: Option<EdgeDirection>) {
        self.sides(direction).iter().for_each(|side| self.side(*side).prefetch_list(node));
    }

    /// At least as many as there are live edges in one list of a node. O(1).
    #[inline]
    pub fn entries(&self, node: u32, direction: EdgeDirection) -> usize {
        self.side(direction).degrees().entries(node) as usize
    }

    /// Edges at a node in both directions. O(1).
    pub fn degree(&self, node: u32) -> u64 {
        [self.outgoing, self.incoming].map(|list| u64::from(list.degrees().degree(node))).iter().sum()
    }

    /// How many hops of any type there are, where degrees tell: not in an undirected graph, where a self-loop is two of the
    /// degree.
    pub fn known_total(&self, node: u32, direction: Option<EdgeDirection>) -> Option<u64> {
        let degree = |side: &EdgeDirection| self.side_degree(node, *side);
        self.directed.then(|| self.sides(direction).iter().map(degree).sum())
    }

    /// Whether every entry of a list is a hop: in a directed graph, without removed edges, of any type.
    #[inline]
    pub fn is_plain(&self, node: u32, type_symbol: Option<u16>, direction: EdgeDirection) -> bool {
        self.directed && type_symbol.is_none() && self.side(direction).degrees().dead(node) == 0
    }

    /// The list of a node as it lies, when every entry of it is a hop.
    pub fn plain(
        &self,
        node: u32,
        direction: EdgeDirection,
    ) -> Option<(usize, impl Iterator<Item = (u32, u32)> + 'a)> {
        let list = self.side(direction);
        self.is_plain(node, None, direction)
            .then(|| (list.degrees().entries(node) as usize, list.entries(node)))
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
