//! Compaction: live rows slide down in their order, and the epoch goes up, which makes every number of before stale.
//!
//! ```text
//! rows      0 1 2 3 4 5 6          live 1 0 1 1 0 0 1          new row   0 . 1 2 . . 3
//! ```
//! New tables are built beside the old ones and then take their place, so that a failure changes nothing.

use crate::Control;
use crate::change::indexes::Tables;
use crate::graph::{Edges, Graph, Nodes, ids_full, out_of_memory};
use crate::shared::control::{Untold, expect};
use crate::store::adjacency::Adjacency;
use crate::store::columns::Columns;
use crate::store::ids::Ids;
use crate::store::indexes::Indexes;
use crate::store::labels::LabelSets;
use crate::store::room::filled;
use kneiphof_kernels::{Allowance, note_memory_event};
use kneiphof_wire::Failure;
use std::mem::swap;

/// The tables that compaction builds.
struct Compacted {
    nodes: Nodes,
    edges: Edges,
    adjacency: Adjacency,
    label_sets: LabelSets,
    indexes: Indexes,
}

impl Compacted {
    fn exchange(&mut self, graph: &mut Graph) {
        note_memory_event();
        swap(&mut self.nodes, &mut graph.nodes);
        swap(&mut self.edges, &mut graph.edges);
        swap(&mut self.adjacency, &mut graph.adjacency);
        swap(&mut self.label_sets, &mut graph.label_sets);
        swap(&mut self.indexes, &mut graph.indexes);
    }
}

/// Fewer dead rows than this are left where they are.
const DEAD_MIN: u64 = 1_024;

impl Graph {
    /// Compacts when more than a quarter of the rows of nodes and edges, and enough of them, are dead: the removals that made them
    /// dead have paid for it. That it cannot be done for want of memory is no failure of the change before: the next removal
    /// tries again.
    pub fn compact_if_sparse(&mut self) {
        let rows = u64::from(self.nodes.len) + u64::from(self.edges.len);
        let dead = rows - u64::from(self.nodes.count) - u64::from(self.edges.count);
        if dead >= DEAD_MIN && dead > rows / 4 {
            // The second copy is there for a moment only; what takes its place is held against the quota.
            let _unlimited = Allowance::of(u64::MAX);
            let _ = self.compact(None);
        }
    }

    /// Rebuilds all tables without dead rows, replaced texts and slack. O(nodes + edges). Numbers become stale only when
    /// there were dead rows. Tables that would take more than the old ones, and more than the quota has, do not take their place:
    /// lists that double may be longer than those that were shrunk. A step of the control is a row of a table.
    pub fn compact(&mut self, control: Option<&Control>) -> Result<(), Failure> {
        self.steps.count(u64::from(self.nodes.len) + u64::from(self.edges.len));
        let moved = self.nodes.len != self.nodes.count || self.edges.len != self.edges.count;
        let columns = |columns: &Columns| columns.len() as u64;
        let node_tables = 1 + columns(&self.nodes.columns);
        let edge_tables = 2 + columns(&self.edges.columns);
        expect(
            control,
            u64::from(self.nodes.count) * node_tables + u64::from(self.edges.count) * edge_tables,
        );
        let mut untold = Untold::of(control);
        let mut label_sets = LabelSets::new();
        let (nodes, new_rows) = self.compacted_nodes(&mut label_sets, &mut untold)?;
        let edges = self.compacted_edges(&new_rows, &mut untold)?;
        let mut adjacency = Adjacency::new(self.options.directed);
        for row in 0..edges.len {
            let (source, target) = (edges.sources.value(row), edges.targets.value(row));
            adjacency.push(source, target, row).map_err(out_of_memory)?;
            untold.step()?;
        }
        untold.tell()?;
        adjacency.changes = self.adjacency.changes + 1;
        let tables = Tables { nodes: &nodes, edges: &edges, hasher: &self.hasher };
        let indexes = tables.indexes(&self.indexes, control)?;
        let (before, shared) = (self.counted_bytes(), self.shared_bytes());
        let mut tables = Compacted { nodes, edges, adjacency, label_sets, indexes };
        tables.exchange(self);
        if let Err(failure) = self.grew_within_quota(before) {
            tables.exchange(self);
            return Err(failure);
        }
        if !self.snapshots.is_empty() {
            self.snapshots.leave(shared);
        }
        self.hubs.outgoing.clear();
        self.hubs.incoming.clear();
        self.edge_filter.clear();
        self.code_generation += 1;
        if moved {
            self.epoch += 1;
        }
        Ok(())
    }

    /// The live nodes, and the new row of each old one.
    fn compacted_nodes(
        &self,
        label_sets: &mut LabelSets,
        untold: &mut Untold<'_>,
    ) -> Result<(Nodes, Vec<u32>), Failure> {
        let old = &self.nodes;
        let ids = Ids::with_capacity(self.hasher.clone(), old.count as usize).map_err(out_of_memory)?;
        let mut nodes = Nodes::new(ids);
        let mut new_rows = filled(u32::MAX, old.len as usize).map_err(out_of_memory)?;
        for (row, old_row) in (0u32..).zip(old.live.ones()) {
            new_rows[old_row as usize] = row;
            nodes.ids.insert(old.ids.get(old_row).unwrap_or_default(), row).map_err(ids_full)?;
            nodes.live.set(row, true).map_err(out_of_memory)?;
            let code = old.label_codes.value(old_row);
            if code != 0 {
                let code = label_sets.intern(self.label_sets.labels(code)).map_err(out_of_memory)?;
                nodes.label_codes.set(row, code).map_err(out_of_memory)?;
            }
            untold.step()?;
        }
        (nodes.len, nodes.count) = (old.count, old.count);
        nodes.columns = self.compacted_columns(&old.columns, || old.live.ones(), untold)?;
        Ok((nodes, new_rows))
    }

    fn compacted_edges(&self, new_rows: &[u32], untold: &mut Untold<'_>) -> Result<Edges, Failure> {
        let old = &self.edges;
        let ids = Ids::with_capacity(self.hasher.clone(), old.ids.len()).map_err(out_of_memory)?;
        let mut edges = Edges::new(ids);
        for (row, old_row) in (0u32..).zip(old.live.ones()) {
            let (source, target) = (old.sources.value(old_row), old.targets.value(old_row));
            edges.live.set(row, true).map_err(out_of_memory)?;
            edges.sources.set(row, new_rows[source as usize]).map_err(out_of_memory)?;
            edges.targets.set(row, new_rows[target as usize]).map_err(out_of_memory)?;
            let kind = old.types.value(old_row);
            if kind != 0 {
                edges.types.set(row, kind).map_err(out_of_memory)?;
            }
            if let Some(id) = old.ids.get(old_row) {
                edges.ids.insert(id, row).map_err(ids_full)?;
            }
            untold.step()?;
        }
        (edges.len, edges.count) = (old.count, old.count);
        edges.columns = self.compacted_columns(&old.columns, || old.live.ones(), untold)?;
        Ok(edges)
    }

    fn compacted_columns<I: Iterator<Item = u32>>(
        &self,
        old: &Columns,
        live: impl Fn() -> I,
        untold: &mut Untold<'_>,
    ) -> Result<Columns, Failure> {
        let mut columns = Columns::default();
        for column in old.iter() {
            let key = column.key();
            let rank = self.key_ranks.get(usize::from(key)).copied().unwrap_or_default();
            columns.create(key, rank).map_err(out_of_memory)?;
            columns.copy(column, untold.watched(live()), &self.hasher).map_err(out_of_memory)?;
            untold.tell()?;
        }
        Ok(columns)
    }
}
