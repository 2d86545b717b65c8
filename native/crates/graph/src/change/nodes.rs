//! Writing nodes. Every check comes before the first change.

use crate::change::check;
use crate::change::undo::Undo;
use crate::graph::{Graph, ids_full, out_of_memory};
use crate::store::columns::Column;
use crate::store::room::{collected, grown, room};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Operation, Status, Subject, ValueRef};

/// A node as a change wants it.
pub(crate) struct NodeChange<'a> {
    pub operation: Operation,
    pub id: &'a str,
    /// `None`: the change says nothing of labels. No label stands twice.
    pub labels: Option<&'a [u16]>,
    /// A merge replaces the labels instead of adding to them.
    pub replace_labels: bool,
    /// The version the node must have, 0 for any.
    pub expected_version: u64,
    pub attributes: &'a [(u16, ValueRef<'a>)],
}

/// The row written, and whether it is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Put {
    pub row: u32,
    pub created: bool,
}

impl Graph {
    /// Adds, replaces or merges one node: wholly or not at all. O(1) and the size of the change; replacing also looks at
    /// every column.
    pub fn put_node(&mut self, change: &NodeChange<'_>) -> Result<Put, Failure> {
        let hash = self.nodes.ids.hash(change.id.as_bytes());
        let Some(row) = self.nodes.ids.find_hashed(hash, change.id) else {
            return self.create_node(change, hash);
        };
        self.change_node(row, change)
    }

    /// As `put_node`, where the node is known to be there, whatever the change says of its id.
    pub fn change_node(&mut self, row: u32, change: &NodeChange<'_>) -> Result<Put, Failure> {
        let refused =
            |status| Err(Failure::new(status).value(self.nodes.ids.texts().get(row).unwrap_or_default()));
        if change.operation == Operation::Add {
            return refused(Status::NodeAlreadyExists);
        }
        if change.expected_version != 0 && change.expected_version != self.node_version(row) {
            return refused(Status::VersionMismatch);
        }
        self.check_attributes(Subject::Node, change.operation, Some(row), change.attributes)?;
        let new_labels = self.labels_after(row, change).map_err(out_of_memory)?;
        self.check_label_count(new_labels.as_deref().unwrap_or_default())?;
        self.write_attributes(Subject::Node, row, change.operation, change.attributes)
            .map_err(out_of_memory)?;
        if let Some(labels) = new_labels {
            self.change_labels(row, &labels).map_err(out_of_memory)?;
        }
        Ok(Put { row, created: false })
    }

    fn change_labels(&mut self, row: u32, labels: &[u16]) -> Result<(), OutOfMemory> {
        let code = self.label_code(labels)?;
        let old = self.nodes.label_codes.value(row);
        self.undo.reserve()?;
        self.put_labels(row, code)?;
        self.undo.push(Undo::Labels { row, code: old });
        Ok(())
    }

    fn create_node(&mut self, change: &NodeChange<'_>, hash: u64) -> Result<Put, Failure> {
        if change.expected_version != 0 {
            return Err(Failure::new(Status::NodeNotFound).value(change.id));
        }
        check::text(change.id, self.options.id_bytes_max, check::NODE_ID)?;
        self.check_attributes(Subject::Node, change.operation, None, change.attributes)?;
        let labels = change.labels.unwrap_or(&[]);
        self.check_label_count(labels)?;
        self.check_room("number of nodes", self.nodes.count, self.nodes.len, self.options.nodes_max)?;
        let row = self.nodes.len;
        let code = self.label_code(labels).map_err(out_of_memory)?;
        self.undo.reserve().map_err(out_of_memory)?;
        self.nodes.live.set(row, false).map_err(out_of_memory)?;
        if code != 0 {
            self.nodes.label_codes.set(row, code).map_err(out_of_memory)?;
        }
        self.nodes.ids.insert_hashed(hash, change.id, row).map_err(ids_full).inspect_err(|_| {
            self.nodes.label_codes.truncate(row);
        })?;
        self.nodes.len += 1;
        self.nodes.count += 1;
        self.nodes.live.restore(row, true);
        self.count_labels(code, true);
        self.undo.push(Undo::Added { subject: Subject::Node, rows: 1 });
        self.write_new_attributes(Subject::Node, row, change.attributes).map_err(out_of_memory)?;
        Ok(Put { row, created: true })
    }

    /// Refuses a row more than the limit, or than 32 bits can number.
    pub fn check_room(&self, what: &'static str, count: u32, len: u32, max: u64) -> Result<(), Failure> {
        if u64::from(count) >= max || u64::from(len) >= crate::ROWS_CEILING {
            return Err(Failure::limit_exceeded(what, u64::from(count) + 1, max.min(crate::ROWS_CEILING)));
        }
        Ok(())
    }

    /// The limits on attributes: how many, how long, and none absent but in a merge. O(attributes), and O(columns) where the row
    /// could get too many.
    pub fn check_attributes(
        &self,
        subject: Subject,
        operation: Operation,
        row: Option<u32>,
        attributes: &[(u16, ValueRef<'_>)],
    ) -> Result<(), Failure> {
        for (key, value) in attributes {
            let name = || self.symbol_text(*key).unwrap_or_default();
            if operation != Operation::Merge && check::is_absent(*value) {
                return Err(Failure::invalid("attribute to be removed outside a merge", name()));
            }
            check::value(*value, &self.options, name)?;
        }
        self.steps.count(attributes.len() as u64);
        let max = u64::from(self.options.attributes_max);
        let mut count = attributes.iter().filter(|(_, value)| !check::is_absent(*value)).count() as u64;
        let columns = self.columns(subject);
        // A row has no more attributes than there are columns.
        if operation == Operation::Merge
            && let Some(row) = row
            && count + columns.len() as u64 > max
        {
            let has = |column: &Column| {
                self.steps.count(1);
                column.has(row)
            };
            count += columns.iter().filter(|column| has(column)).count() as u64;
            count -= attributes.iter().filter(|(key, _)| columns.get(*key).is_some_and(has)).count() as u64;
        }
        if count > max {
            return Err(Failure::limit_exceeded("number of attributes", count, max));
        }
        Ok(())
    }

    fn check_label_count(&self, labels: &[u16]) -> Result<(), Failure> {
        let max = u64::from(self.options.attributes_max);
        if labels.len() as u64 > max {
            return Err(Failure::limit_exceeded("number of labels", labels.len() as u64, max));
        }
        Ok(())
    }

    /// The labels that a node will have, `None` where they stay as they are.
    fn labels_after(&self, row: u32, change: &NodeChange<'_>) -> Result<Option<Vec<u16>>, OutOfMemory> {
        let old = self.label_sets.labels(self.nodes.label_codes.value(row));
        let given = change.labels.unwrap_or(&[]);
        if change.operation == Operation::Merge && !change.replace_labels {
            if given.iter().all(|label| old.contains(label)) {
                return Ok(None);
            }
            let added = given.iter().filter(|label| !old.contains(label));
            return collected(old.iter().chain(added).copied()).map(Some);
        }
        if given == old { Ok(None) } else { collected(given.iter().copied()).map(Some) }
    }

    /// The number of a label set, whose labels can be counted from here on without any memory.
    pub fn label_code(&mut self, labels: &[u16]) -> Result<u32, OutOfMemory> {
        for label in labels {
            grown(&mut self.label_counts, usize::from(*label))?;
        }
        self.label_sets.intern(labels)
    }

    /// Changes the label set of a live node. On failure nothing has changed.
    pub fn put_labels(&mut self, row: u32, code: u32) -> Result<(), OutOfMemory> {
        let old = self.nodes.label_codes.value(row);
        self.nodes.label_codes.set(row, code)?;
        self.count_labels(old, false);
        self.count_labels(code, true);
        Ok(())
    }

    pub fn count_labels(&mut self, code: u32, up: bool) {
        for label in self.label_sets.labels(code) {
            count(&mut self.label_counts, *label, up);
        }
    }

    /// Removes a node and its edges; answers how many edges went. O(edges of the node).
    pub fn remove_node(&mut self, id: &str, expected_version: u64) -> Result<u64, Failure> {
        let row = self.nodes.ids.find(id).ok_or_else(|| Failure::new(Status::NodeNotFound).value(id))?;
        if expected_version != 0 && expected_version != self.node_version(row) {
            return Err(Failure::new(Status::VersionMismatch).value(id));
        }
        let edges = self.edges_at(row).map_err(out_of_memory)?;
        for edge in &edges {
            self.remove_edge_row(*edge).map_err(out_of_memory)?;
        }
        self.release_handles(Subject::Node, row).map_err(out_of_memory)?;
        self.undo.reserve().map_err(out_of_memory)?;
        self.nodes.live.set(row, false).map_err(out_of_memory)?;
        self.nodes.count -= 1;
        self.nodes.ids.hide(row);
        self.count_labels(self.nodes.label_codes.value(row), false);
        self.undo.push(Undo::Removed { subject: Subject::Node, row });
        Ok(edges.len() as u64)
    }

    /// The live edges at a node, ascending: both lists are. O(entries of the node).
    fn edges_at(&self, node: u32) -> Result<Vec<u32>, OutOfMemory> {
        let lists = [&self.adjacency.outgoing, &self.adjacency.incoming];
        let mut edges: Vec<u32> = Vec::new();
        room(&mut edges, lists.iter().map(|list| list.degrees().entries(node) as usize).sum())?;
        let [mut outgoing, mut incoming] =
            lists.map(|list| list.entries(node).map(|(_, edge)| edge).peekable());
        loop {
            let next = match (outgoing.peek(), incoming.peek()) {
                (Some(out), Some(other)) if other < out => incoming.next(),
                (Some(_), _) => outgoing.next(),
                (None, _) => incoming.next(),
            };
            let Some(edge) = next else { return Ok(edges) };
            self.steps.count(1);
            // A self-loop stands twice.
            if self.edges.live.get(edge) && edges.last() != Some(&edge) {
                edges.push(edge);
            }
        }
    }

    /// Notes the opaque handles of a row that goes.
    pub fn release_handles(&mut self, subject: Subject, row: u32) -> Result<(), OutOfMemory> {
        let columns = match subject {
            Subject::Node => &self.nodes.columns,
            Subject::Edge => &self.edges.columns,
        };
        columns.opaque_handles(row).try_for_each(|handle| self.undo.release(handle))
    }

    /// Undoes the adding of the last node, whose cells are cleared already.
    pub fn unadd_node(&mut self, row: u32) {
        self.count_labels(self.nodes.label_codes.value(row), false);
        self.nodes.label_codes.truncate(row);
        self.nodes.live.truncate(row);
        self.nodes.ids.uninsert(row);
        self.nodes.count -= 1;
        self.nodes.len -= 1;
    }

    pub fn unremove_node(&mut self, row: u32) {
        self.count_labels(self.nodes.label_codes.value(row), true);
        self.nodes.ids.unhide(row);
        self.nodes.live.restore(row, true);
        self.nodes.count += 1;
    }
}

/// Counts a symbol up or down; there is a count for it.
pub(crate) fn count(counts: &mut [u64], symbol: u16, up: bool) {
    let count = &mut counts[usize::from(symbol)];
    *count = if up { *count + 1 } else { *count - 1 };
}
