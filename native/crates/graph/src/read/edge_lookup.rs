//! Finding edges: by the ids they were given, by derived ids, and between two nodes.

use crate::change::edges::Shape;
use crate::graph::Graph;
use crate::store::adjacency::{AdjacencyList, EdgeKey, HeadWord, Heads, HubIndex, SCANNED_MAX};
use crate::store::derived::{derived_id, parse};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::Failure;

impl Graph {
    /// The edge of an id, explicit or derived. O(1), at hubs too.
    pub fn find_edge(&mut self, id: &str) -> Result<Option<u32>, OutOfMemory> {
        if let Some(row) = self.edges.ids.find(id) {
            return Ok(Some(row));
        }
        Ok(self.shape_of_id(id)?.and_then(|shape| self.find_derived(shape)))
    }

    /// As `find_edge` for readers, who may not build the index of a hub: O(1), or O(edges) between two hubs that no writer
    /// has looked between yet.
    pub fn look_up_edge(&self, id: &str) -> Result<Option<u32>, OutOfMemory> {
        if let Some(row) = self.edges.ids.find(id) {
            return Ok(Some(row));
        }
        Ok(self.shape_of_id(id)?.and_then(|shape| self.look_between(shape)))
    }

    fn shape_of_id(&self, id: &str) -> Result<Option<Shape>, OutOfMemory> {
        Ok(parse(id)?.and_then(|parts| {
            let kind = match &parts.kind {
                None => 0,
                Some(kind) => self.symbols.find(kind)? + 1,
            };
            let source = self.nodes.ids.find(&parts.source)?;
            Some(Shape { source, target: self.nodes.ids.find(&parts.target)?, kind })
        }))
    }

    /// What the filter knows an edge by: in an undirected graph the same from both ends.
    #[inline(always)]
    pub fn key(&self, shape: Shape) -> EdgeKey {
        let Shape { source, target, kind } = shape;
        if self.options.directed {
            EdgeKey::new(source, target, kind)
        } else {
            EdgeKey::new(source.min(target), source.max(target), kind)
        }
    }

    /// The edge without an id of its own between two nodes, of a type.
    #[inline]
    pub fn find_derived(&mut self, shape: Shape) -> Option<u32> {
        if self.edge_filter.may_have(self.key(shape)) { self.find_in_lists(shape) } else { None }
    }

    #[inline(never)]
    fn find_in_lists(&mut self, shape: Shape) -> Option<u32> {
        let heads = self.adjacency.heads(shape.source, shape.target);
        self.adjacency.prefetch_search(heads);
        let side = self.shorter_side(shape, heads);
        if side.entries > SCANNED_MAX {
            self.index_hub(&side);
        }
        self.look_on(&side, shape.kind)
    }

    /// Builds the index of a hub that has none.
    #[inline(never)]
    fn index_hub(&mut self, side: &Side) {
        let list = if side.out { &self.adjacency.outgoing } else { &self.adjacency.incoming };
        let index = if side.out { &mut self.hubs.outgoing } else { &mut self.hubs.incoming };
        if index.has(side.hub) {
            return;
        }
        let edges = &self.edges;
        let derived = list
            .entries(side.hub)
            .filter(|(_, edge)| edges.live.get(*edge) && edges.ids.texts().record(*edge).is_none());
        let mut seen = None;
        // An undirected self-loop stands twice in a row; once is enough.
        let once = derived.filter(|(_, edge)| seen.replace(*edge) != Some(*edge));
        index.build(side.hub, once.map(|(other, edge)| ((other, edges.types.value(edge)), edge)));
    }

    fn look_between(&self, shape: Shape) -> Option<u32> {
        if !self.edge_filter.may_have(self.key(shape)) {
            return None;
        }
        let heads = self.adjacency.heads(shape.source, shape.target);
        self.look_on(&self.shorter_side(shape, heads), shape.kind)
    }

    #[inline(always)]
    fn look_on(&self, side: &Side, kind: u16) -> Option<u32> {
        let (list, index): (&AdjacencyList, &HubIndex) = if side.out {
            (&self.adjacency.outgoing, &self.hubs.outgoing)
        } else {
            (&self.adjacency.incoming, &self.hubs.incoming)
        };
        if side.entries > SCANNED_MAX && index.has(side.hub) {
            return index.find(side.hub, (side.other, kind));
        }
        self.steps.count(u64::from(side.entries));
        let edges = &self.edges;
        list.find_in(side.head, side.other, |edge| {
            edges.types.value(edge) == kind
                && edges.live.get(edge)
                && edges.ids.texts().record(edge).is_none()
        })
    }

    /// The list in which the edge would be looked for sooner.
    #[inline(always)]
    fn shorter_side(&self, shape: Shape, heads: Heads) -> Side {
        let (head, entries) = heads.shorter();
        if heads.is_shorter_out() {
            Side { out: true, hub: shape.source, other: shape.target, head, entries }
        } else {
            Side { out: !self.adjacency.directed, hub: shape.target, other: shape.source, head, entries }
        }
    }

    /// A failure that names the edge: by its own id, or else by the derived one.
    pub fn naming_edge(&self, failure: Failure, row: u32) -> Failure {
        if let Some(id) = self.edges.ids.get(row) {
            return failure.value(id);
        }
        let Shape { source, target, kind } = self.shape(row);
        let kind = kind.checked_sub(1).and_then(|symbol| self.symbol_text(symbol));
        let id_of = |row| self.nodes.ids.get(row).unwrap_or_default();
        match derived_id(id_of(source), kind, id_of(target)) {
            Ok(id) => failure.value(&id),
            Err(_) => failure,
        }
    }
}

/// One end of an edge, and whether its list of out-edges (or of all edges) is meant.
struct Side {
    out: bool,
    hub: u32,
    other: u32,
    head: HeadWord,
    /// Length of the list, dead entries too.
    entries: u32,
}
