//! Rows of a batch one by one: changes of what is there, removals, and whatever is wrong.

use super::blame::Fault;
use super::bound::Bound;
use crate::change::edges::EdgeChange;
use crate::change::nodes::{NodeChange, Put};
use crate::graph::{Graph, out_of_memory};
use crate::store::ids::STAGE;
use crate::store::room::push;
use crate::{Applied, RowError};
use kneiphof_wire::{ColumnView, Failure, Operation, Role, Status, Subject};
use std::ops::Range;

impl Graph {
    /// Applies rows of a section in order; a lenient batch leaves out those that fail.
    pub(super) fn apply_rows(
        &mut self,
        bound: &mut Bound<'_, '_>,
        rows: Range<usize>,
        lenient: bool,
        applied: &mut Applied,
        errors: &mut Vec<RowError>,
    ) -> Result<(), Failure> {
        for index in rows.clone() {
            if (index - rows.start).is_multiple_of(STAGE) {
                bound.stage(self, index..rows.end.min(index + STAGE));
            }
            let mark = self.mark();
            let ends = bound.ends[(index - rows.start) % STAGE];
            let Err(fault) = bound.apply(self, index, ends, applied) else { continue };
            let row = (bound.section.first_row() + index) as u64;
            let failure = fault.failure.at_row(row);
            // That there is no memory is nothing that is wrong with a row.
            if !lenient || matches!(failure.status, Status::OutOfQuota | Status::OutOfMemory) {
                return Err(failure);
            }
            self.roll_back(mark, false);
            applied.rejected += 1;
            let error = RowError { row: row as u32, failure, role: fault.role, column: fault.column };
            push(errors, error).map_err(out_of_memory)?;
        }
        Ok(())
    }
}

impl<'a, 'b> Bound<'a, 'b> {
    fn apply(
        &mut self,
        graph: &mut Graph,
        row: usize,
        ends: Option<(u32, u32)>,
        applied: &mut Applied,
    ) -> Result<(), Fault> {
        let (subject, operation) = (self.section.subject(), self.section.operation());
        let id = self.id.and_then(|column| column.text(row));
        if operation == Operation::Remove {
            let id = id.unwrap_or_default();
            let edges = match subject {
                Subject::Node => graph.remove_node(id, 0),
                Subject::Edge => graph.remove_edge(id, 0).map(|()| 0),
            };
            applied.removed_edges += edges.map_err(|failure| self.fault(failure, Some(Role::Id)))?;
            applied.removed += 1;
            return Ok(());
        }
        self.read_attributes(row)?;
        let put = match subject {
            Subject::Node => self.put_node(graph, row, id.unwrap_or_default()),
            Subject::Edge => self.put_edge(graph, row, id, ends),
        }?;
        if put.created {
            applied.created += 1;
        } else {
            applied.updated += 1;
        }
        Ok(())
    }

    /// Brings near what the next rows will read, and finds the ends of edges: no row of edges changes what they are.
    fn stage(&mut self, graph: &Graph, rows: Range<usize>) {
        let ids = |column: &'b ColumnView<'a>| rows.clone().map(|row| column.text(row).unwrap_or_default());
        let is_removal = self.section.operation() == Operation::Remove;
        match (self.section.subject(), self.id, self.source, self.target) {
            (Subject::Node, Some(column), ..) if is_removal => graph.warm_node_removals(ids(column)),
            (Subject::Edge, Some(column), ..) if is_removal => graph.warm_edge_removals(ids(column)),
            (Subject::Edge, _, Some(sources), Some(targets)) => {
                let found = graph.nodes.ids.find_stage(ids(sources));
                let found = found.zip(graph.nodes.ids.find_stage(ids(targets)));
                for (ends, (source, target)) in self.ends.iter_mut().zip(found) {
                    *ends = source.zip(target);
                }
                graph.adjacency.warm(self.ends[..rows.len()].iter().copied().flatten());
            }
            (Subject::Node, Some(column), ..) => {
                graph.nodes.ids.warm(ids(column));
            }
            _ => {}
        }
    }

    fn read_attributes(&mut self, row: usize) -> Result<(), Fault> {
        self.attributes.clear();
        for key in &self.keys {
            if let Some(value) = self.section.columns()[key.column as usize].value(row) {
                match &key.symbol {
                    Ok(symbol) => push(&mut self.attributes, (*symbol, value)).map_err(|failed| {
                        let (failure, role) = (out_of_memory(failed), Role::Attribute as u8);
                        Fault { failure, role, column: key.column }
                    })?,
                    Err(failure) => {
                        let (failure, role) = (failure.clone(), Role::Attribute as u8);
                        return Err(Fault { failure, role, column: key.column });
                    }
                }
            }
        }
        Ok(())
    }

    fn put_node(&self, graph: &mut Graph, row: usize, id: &str) -> Result<Put, Fault> {
        let labels =
            self.labels_of(row).map_err(|failure| self.fault(failure.clone(), Some(Role::Labels)))?;
        let change = NodeChange {
            operation: self.section.operation(),
            id,
            labels,
            replace_labels: false,
            expected_version: 0,
            attributes: &self.attributes,
        };
        graph.put_node(&change).map_err(|failure| self.blame(failure, &[Role::Id]))
    }

    fn put_edge(
        &self,
        graph: &mut Graph,
        row: usize,
        id: Option<&str>,
        ends: Option<(u32, u32)>,
    ) -> Result<Put, Fault> {
        let type_symbol =
            self.type_of(row).map_err(|failure| self.fault(failure.clone(), Some(Role::Type)))?;
        let change = EdgeChange {
            operation: self.section.operation(),
            id,
            type_symbol,
            expected_version: 0,
            attributes: &self.attributes,
        };
        let put = match ends {
            Some((source, target)) => graph.put_edge_between(&change, source, target),
            // Fails, and says which end is missing.
            None => {
                let end = |column: Option<&ColumnView<'a>>| {
                    column.and_then(|column| column.text(row)).unwrap_or_default()
                };
                graph.put_edge(&change, [end(self.source), end(self.target)])
            }
        };
        put.map_err(|failure| self.blame(failure, &[Role::Source, Role::Target, Role::Id]))
    }
}
