//! Rows that go: the cold lines of a stage are asked for before the first of its rows is removed.
//!
//! ```text
//! 32 ids ─► rows ─► heads of their lists ─► lists ─► tables of the edges in them ─► removed one after the other
//! ```
//! Looking ahead changes nothing and decides nothing: whatever a removal finds when its turn comes is what counts.

use crate::graph::Graph;
use crate::store::derived::plain_ends;
use crate::store::ids::STAGE;

/// Edges of a list whose rows are asked for; most nodes have no more.
const EDGES_AHEAD: usize = 8;

impl Graph {
    /// For at most [`STAGE`] nodes that are to be removed with their edges.
    pub(super) fn warm_node_removals<'a>(&self, ids: impl Iterator<Item = &'a str> + Clone) {
        let mut rows = [0; STAGE];
        let mut count = 0;
        for row in self.nodes.ids.find_stage(ids).flatten() {
            rows[count] = row;
            count += 1;
            self.adjacency.prefetch_heads(row, row);
        }
        let rows = &rows[..count];
        let lists = [&self.adjacency.outgoing, &self.adjacency.incoming];
        rows.iter().for_each(|row| lists.iter().for_each(|list| list.prefetch_list(*row)));
        for row in rows {
            for (other, edge) in lists.iter().flat_map(|list| list.entries(*row).take(EDGES_AHEAD)) {
                self.edges.sources.prefetch(edge);
                self.edges.targets.prefetch(edge);
                self.adjacency.prefetch_heads(other, other);
            }
        }
    }

    /// For at most [`STAGE`] edges that are to be removed by their derived ids.
    pub(super) fn warm_edge_removals<'a>(&self, ids: impl Iterator<Item = &'a str> + Clone) {
        let ends = ids.map(|id| plain_ends(id).unwrap_or_default());
        let sources = self.nodes.ids.find_stage(ends.clone().map(|(source, _)| source));
        let targets = self.nodes.ids.find_stage(ends.map(|(_, target)| target));
        let mut found = [(0, 0); STAGE];
        let mut count = 0;
        for ends in sources.zip(targets).filter_map(|(source, target)| source.zip(target)) {
            found[count] = ends;
            count += 1;
        }
        self.adjacency.warm(found[..count].iter().copied());
    }
}
