//! Writing edges. Every check comes before the first change.

use crate::change::check;
use crate::change::nodes::{Put, count};
use crate::change::undo::Undo;
use crate::graph::{Graph, ids_full, out_of_memory};
use crate::store::adjacency::HubIndex;
use crate::store::derived::{derived_id, is_derived_id};
use crate::store::room::grown;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Operation, Status, Subject, ValueRef};

/// An edge as a change wants it.
pub(crate) struct EdgeChange<'a> {
    pub operation: Operation,
    /// `None`: the id is derived.
    pub id: Option<&'a str>,
    pub type_symbol: Option<u16>,
    pub expected_version: u64,
    pub attributes: &'a [(u16, ValueRef<'a>)],
}

/// Ends and type (symbol + 1, or 0) of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub source: u32,
    pub target: u32,
    pub kind: u16,
}

/// Symbol + 1, or 0 for no type.
#[inline(always)]
fn kind_of(type_symbol: Option<u16>) -> u16 {
    type_symbol.map_or(0, |symbol| symbol + 1)
}

impl Graph {
    /// Adds, replaces or merges one edge: wholly or not at all. O(1) and the size of the change, at hubs too.
    pub fn put_edge(
        &mut self,
        change: &EdgeChange<'_>,
        [source_id, target_id]: [&str; 2],
    ) -> Result<Put, Failure> {
        let adjacency = &self.adjacency;
        let ask = |source, target| adjacency.prefetch_heads(source, target);
        let [source, target] = self.nodes.ids.find_both([source_id, target_id], ask);
        let source =
            source.ok_or_else(|| self.missing_end(source_id, Status::SourceNotFound, check::SOURCE))?;
        let target =
            target.ok_or_else(|| self.missing_end(target_id, Status::TargetNotFound, check::TARGET))?;
        self.put_edge_between(change, source, target)
    }

    /// Asks for what looking for an edge between two nodes and appending it touches first: the sooner, the nearer it is then.
    #[inline(always)]
    pub fn prefetch_edge(&self, source: u32, target: u32, type_symbol: Option<u16>) {
        self.edge_filter.prefetch(self.key(Shape { source, target, kind: kind_of(type_symbol) }));
        self.adjacency.prefetch_heads(source, target);
    }

    /// As `put_edge`, with the rows of the ends, which are live nodes.
    pub fn put_edge_between(
        &mut self,
        change: &EdgeChange<'_>,
        source: u32,
        target: u32,
    ) -> Result<Put, Failure> {
        let shape = Shape { source, target, kind: kind_of(change.type_symbol) };
        self.edge_filter.prefetch(self.key(shape));
        self.adjacency.prefetch_ends(self.adjacency.heads(source, target));
        let id = match change.id {
            Some(id) => {
                check::text(id, self.options.id_bytes_max, check::EDGE_ID)?;
                (!self.is_derived_id_of(id, shape)).then_some(id)
            }
            None => None,
        };
        let existing = match id {
            Some(id) => self.find_edge(id).map_err(out_of_memory)?,
            None => match self.find_derived(shape) {
                None => self.taken_by_explicit_id(shape).map_err(out_of_memory)?,
                found => found,
            },
        };
        let Some(row) = existing else { return self.create_edge(change, id, shape) };
        if change.operation == Operation::Add {
            return Err(self.naming_edge(Failure::new(Status::EdgeAlreadyExists), row));
        }
        // In an undirected graph the two directions are one edge.
        let found = self.shape(row);
        let turned = Shape { source: found.target, target: found.source, kind: found.kind };
        if shape != found && (self.options.directed || shape != turned) {
            let failure = Failure::invalid("id of an edge with other endpoints", "");
            return Err(self.naming_edge(failure, row));
        }
        if change.expected_version != 0 && change.expected_version != self.edge_version(row) {
            return Err(self.naming_edge(Failure::new(Status::VersionMismatch), row));
        }
        self.check_attributes(Subject::Edge, change.operation, Some(row), change.attributes)?;
        self.write_attributes(Subject::Edge, row, change.operation, change.attributes)
            .map_err(out_of_memory)?;
        Ok(Put { row, created: false })
    }

    fn create_edge(
        &mut self,
        change: &EdgeChange<'_>,
        id: Option<&str>,
        shape: Shape,
    ) -> Result<Put, Failure> {
        if change.expected_version != 0 {
            let missing = Failure::new(Status::EdgeNotFound);
            return Err(match id {
                Some(id) => missing.value(id),
                None => missing.value(&self.derived_id_of(shape).map_err(out_of_memory)?),
            });
        }
        self.check_attributes(Subject::Edge, change.operation, None, change.attributes)?;
        self.check_room("number of edges", self.edges.count, self.edges.len, self.options.edges_max)?;
        let row = self.edges.len;
        self.ready_filter(1);
        self.place_edge(id, row, shape).inspect_err(|_| self.unplace_edge(row))?;
        self.edges.len += 1;
        if id.is_none() {
            self.edge_filter.add(self.key(shape));
        }
        self.show_edge(row, shape, id.is_none());
        self.undo.push(Undo::Added { subject: Subject::Edge, rows: 1 });
        self.write_new_attributes(Subject::Edge, row, change.attributes).map_err(out_of_memory)?;
        Ok(Put { row, created: true })
    }

    /// Everything about a new edge that may fail; what it leaves behind on failure, `unplace_edge` takes back.
    fn place_edge(&mut self, id: Option<&str>, row: u32, shape: Shape) -> Result<(), Failure> {
        self.undo.reserve().map_err(out_of_memory)?;
        self.edges.live.set(row, false).map_err(out_of_memory)?;
        self.edges.sources.set(row, shape.source).map_err(out_of_memory)?;
        self.edges.targets.set(row, shape.target).map_err(out_of_memory)?;
        if let Some(symbol) = shape.kind.checked_sub(1) {
            grown(&mut self.type_counts, usize::from(symbol)).map_err(out_of_memory)?;
            self.edges.types.set(row, shape.kind).map_err(out_of_memory)?;
        }
        if let Some(id) = id {
            self.edges.ids.insert(id, row).map_err(ids_full)?;
        }
        self.adjacency.push(shape.source, shape.target, row).map_err(out_of_memory)
    }

    /// Sees to it that the filter takes so many edges more.
    #[inline(always)]
    pub fn ready_filter(&mut self, more: u32) {
        if !self.edge_filter.is_ready(self.edges.len, more) {
            self.grow_filter(more);
        }
    }

    #[inline(never)]
    fn grow_filter(&mut self, more: u32) {
        // Out of the graph while it looks at the rows of the graph.
        let mut filter = std::mem::take(&mut self.edge_filter);
        filter.make_ready(self.edges.len, more, |row| self.key(self.shape(row)));
        self.edge_filter = filter;
    }

    fn unplace_edge(&mut self, row: u32) {
        self.edges.ids.uninsert(row);
        self.unplace_edges(row);
    }

    /// Takes back the rows from this one on, which have no ids of their own and which no list joins. Needs no memory.
    pub fn unplace_edges(&mut self, first: u32) {
        self.edges.sources.truncate(first);
        self.edges.targets.truncate(first);
        self.edges.types.truncate(first);
        self.edges.live.truncate(first);
    }

    /// Makes an edge count: live, by type, in the index of hubs.
    #[inline(always)]
    fn show_edge(&mut self, row: u32, shape: Shape, derived: bool) {
        self.edges.live.restore(row, true);
        self.edges.count += 1;
        if let Some(symbol) = shape.kind.checked_sub(1) {
            count(&mut self.type_counts, symbol, true);
        }
        if derived {
            self.index_at_hubs(row, shape);
        }
    }

    #[inline(always)]
    pub fn index_at_hubs(&mut self, row: u32, shape: Shape) {
        self.at_both_hubs(shape, |index, hub, other| index.insert(hub, (other, shape.kind), row));
    }

    /// Undoes `show_edge`; the row's live bit may be written without memory.
    fn hide_edge(&mut self, row: u32, shape: Shape, derived: bool) {
        self.edges.live.restore(row, false);
        self.edges.count -= 1;
        if let Some(symbol) = shape.kind.checked_sub(1) {
            count(&mut self.type_counts, symbol, false);
        }
        if derived {
            self.at_both_hubs(shape, |index, hub, other| index.remove(hub, (other, shape.kind), row));
        }
    }

    #[inline(always)]
    fn at_both_hubs(&mut self, shape: Shape, change: impl Fn(&mut HubIndex, u32, u32)) {
        change(&mut self.hubs.outgoing, shape.source, shape.target);
        if self.options.directed {
            change(&mut self.hubs.incoming, shape.target, shape.source);
        } else if shape.source != shape.target {
            change(&mut self.hubs.outgoing, shape.target, shape.source);
        }
    }

    /// Why a node of this id cannot be an end.
    #[cold]
    fn missing_end(&self, id: &str, missing: Status, rule: check::TextRule) -> Failure {
        match check::text(id, self.options.id_bytes_max, rule) {
            Err(failure) => failure,
            Ok(()) => Failure::new(missing).value(id),
        }
    }

    pub fn shape(&self, row: u32) -> Shape {
        let edges = &self.edges;
        Shape {
            source: edges.sources.value(row),
            target: edges.targets.value(row),
            kind: edges.types.value(row),
        }
    }

    /// Whether the id is the one that would be derived for the edge; in an undirected graph both spellings are.
    fn is_derived_id_of(&self, id: &str, shape: Shape) -> bool {
        if !id.contains("->") {
            return false;
        }
        let (source, kind, target) = self.names(shape);
        is_derived_id(id, source, kind, target)
            || !self.options.directed && is_derived_id(id, target, kind, source)
    }

    fn derived_id_of(&self, shape: Shape) -> Result<String, OutOfMemory> {
        let (source, kind, target) = self.names(shape);
        derived_id(source, kind, target)
    }

    /// Source, type and target as texts.
    fn names(&self, shape: Shape) -> (&str, Option<&str>, &str) {
        let id = |node| self.nodes.ids.get(node).unwrap_or_default();
        let kind = shape.kind.checked_sub(1).and_then(|symbol| self.symbol_text(symbol));
        (id(shape.source), kind, id(shape.target))
    }

    /// The edge that was given, as an id of its own, the id that would be derived for this one.
    fn taken_by_explicit_id(&self, shape: Shape) -> Result<Option<u32>, OutOfMemory> {
        if self.edges.ids.len() == 0 {
            return Ok(None);
        }
        let (source, kind, target) = self.names(shape);
        let taken = self.edges.ids.find(&derived_id(source, kind, target)?);
        if taken.is_some() || self.options.directed {
            return Ok(taken);
        }
        Ok(self.edges.ids.find(&derived_id(target, kind, source)?))
    }

    /// Removes an edge by its id.
    pub fn remove_edge(&mut self, id: &str, expected_version: u64) -> Result<(), Failure> {
        let row = self.find_edge(id).map_err(out_of_memory)?;
        let row = row.ok_or_else(|| Failure::new(Status::EdgeNotFound).value(id))?;
        if expected_version != 0 && expected_version != self.edge_version(row) {
            return Err(Failure::new(Status::VersionMismatch).value(id));
        }
        self.remove_edge_row(row).map_err(out_of_memory)
    }

    /// Removes a live edge; its entries stay in the lists of its ends until those are swept. On failure it is still there.
    pub fn remove_edge_row(&mut self, row: u32) -> Result<(), OutOfMemory> {
        self.steps.count(1);
        let shape = self.shape(row);
        let derived = self.edges.ids.texts().record(row).is_none();
        self.undo.reserve()?;
        self.undo.touch([shape.source, shape.target])?;
        self.release_handles(Subject::Edge, row)?;
        // Its own from here on.
        self.edges.live.set(row, true)?;
        self.adjacency.mark(shape.source, shape.target)?;
        self.hide_edge(row, shape, derived);
        if !derived {
            self.edges.ids.hide(row);
        }
        self.undo.push(Undo::Removed { subject: Subject::Edge, row });
        Ok(())
    }

    pub fn unremove_edge(&mut self, row: u32) {
        let shape = self.shape(row);
        let derived = self.edges.ids.texts().record(row).is_none();
        self.show_edge(row, shape, derived);
        self.adjacency.unmark(shape.source, shape.target);
        if !derived {
            self.edges.ids.unhide(row);
        }
    }

    /// Undoes the adding of the last edge, whose cells are cleared already.
    pub fn unadd_edge(&mut self, row: u32) {
        let shape = self.shape(row);
        let derived = self.edges.ids.texts().record(row).is_none();
        self.hide_edge(row, shape, derived);
        self.adjacency.pop(shape.source, shape.target);
        self.unplace_edge(row);
        self.edges.len -= 1;
    }
}
