//! Batches: sections of rows as columns, applied row by row in order.

use crate::check;
use crate::edges::EdgeChange;
use crate::graph::Graph;
use crate::ids::STAGE;
use crate::nodes::{NodeChange, Put};
use crate::{Applied, RowError};
use kneiphof_wire::{
    BatchView, ColumnData, ColumnView, Failure, LABEL_SEPARATOR, Operation, Role, SectionView, Subject,
    ValueRef,
};

/// Role of a failure that no column is to blame for.
const NO_ROLE: u8 = 255;

/// A failure and the column to blame.
struct Fault {
    failure: Failure,
    role: u8,
    column: u32,
}

impl Graph {
    /// Applies a batch. An atomic one fails with its first bad row, and then has changed nothing; a lenient one leaves bad
    /// rows out and tells them in `errors`.
    pub fn apply(&mut self, batch: &BatchView<'_>, errors: &mut Vec<RowError>) -> Result<Applied, Failure> {
        for subject in [Subject::Node, Subject::Edge] {
            let sections = batch.sections().iter().filter(|section| section.subject() == subject);
            self.admit(subject, sections.map(SectionView::rows).sum(), batch.as_bytes().len() as u64)?;
        }
        let start = self.mark();
        let told = errors.len();
        let mut applied = Applied::default();
        for section in batch.sections() {
            let outcome = self.apply_section(section, batch.is_lenient(), &mut applied, errors);
            if let Err(failure) = outcome {
                self.roll_back(start, false);
                errors.truncate(told);
                return Err(failure);
            }
        }
        applied.revision = self.revision;
        Ok(applied)
    }

    fn apply_section(
        &mut self,
        section: &SectionView<'_>,
        lenient: bool,
        applied: &mut Applied,
        errors: &mut Vec<RowError>,
    ) -> Result<(), Failure> {
        let mut bound = Bound::new(self, section);
        let row_bytes = section.columns().len() as u64 * 8;
        for index in 0..section.rows() {
            if index % STAGE == 0 {
                bound.stage(self, index);
            }
            self.admit(section.subject(), 1, row_bytes)?;
            let mark = self.mark();
            let Err(fault) = bound.apply(self, index, applied) else { continue };
            let row = (section.first_row() + index) as u64;
            let failure = fault.failure.at_row(row);
            if !lenient {
                return Err(failure);
            }
            self.roll_back(mark, false);
            applied.rejected += 1;
            errors.push(RowError { row: row as u32, failure, role: fault.role, column: fault.column });
        }
        Ok(())
    }
}

/// A section whose texts are resolved: keys, types and label sets once each, not once a row.
struct Bound<'a, 'b> {
    section: &'b SectionView<'a>,
    id: Option<&'b ColumnView<'a>>,
    source: Option<&'b ColumnView<'a>>,
    target: Option<&'b ColumnView<'a>>,
    /// Symbol of each attribute column that has one, by its index in the section.
    keys: Vec<(u32, Result<u16, Failure>)>,
    /// Of each dictionary entry, when it is first used.
    types: Vec<Option<Result<u16, Failure>>>,
    labels: Vec<Option<Result<Vec<u16>, Failure>>>,
    attributes: Vec<(u16, ValueRef<'a>)>,
    /// Rows of the sources and targets of the edges under way; `None` where an end is not found.
    ends: [Option<(u32, u32)>; STAGE],
}

impl<'a, 'b> Bound<'a, 'b> {
    fn new(graph: &mut Graph, section: &'b SectionView<'a>) -> Self {
        let attribute = |(_, column): &(u32, &ColumnView<'_>)| column.role() == Role::Attribute;
        let keys = (0u32..).zip(section.columns()).filter(attribute);
        let entries = |role| match section.column(role).map(ColumnView::data) {
            Some(ColumnData::Dictionary(codes)) => codes.entries().len(),
            _ => 0,
        };
        Bound {
            section,
            id: section.column(Role::Id),
            source: section.column(Role::Source),
            target: section.column(Role::Target),
            keys: keys.map(|(index, column)| (index, graph.intern(column.key(), check::KEY))).collect(),
            types: vec![None; entries(Role::Type)],
            labels: vec![None; entries(Role::Labels)],
            attributes: Vec::new(),
            ends: [None; STAGE],
        }
    }

    fn apply(&mut self, graph: &mut Graph, row: usize, applied: &mut Applied) -> Result<(), Fault> {
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
            Subject::Edge => self.put_edge(graph, row, id),
        }?;
        if put.created {
            applied.created += 1;
        } else {
            applied.updated += 1;
        }
        Ok(())
    }

    /// Brings near what the next rows will read, and finds the ends of edges: no row of edges changes what they are.
    fn stage(&mut self, graph: &Graph, start: usize) {
        let rows = start..(start + STAGE).min(self.section.rows());
        let ids = |column: &'b ColumnView<'a>| rows.clone().map(|row| column.text(row).unwrap_or_default());
        match (self.section.subject(), self.id, self.source, self.target) {
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
        for (index, key) in &self.keys {
            if let Some(value) = self.section.columns()[*index as usize].value(row) {
                match key {
                    Ok(key) => self.attributes.push((*key, value)),
                    Err(failure) => {
                        return Err(Fault {
                            failure: failure.clone(),
                            role: Role::Attribute as u8,
                            column: *index,
                        });
                    }
                }
            }
        }
        Ok(())
    }

    fn put_node(&mut self, graph: &mut Graph, row: usize, id: &str) -> Result<Put, Fault> {
        let entry = dictionary_entry(self.section.column(Role::Labels), row);
        if let Some((code, text)) = entry
            && self.labels[code].is_none()
        {
            self.labels[code] = Some(label_symbols(graph, text));
        }
        let labels = match entry.and_then(|(code, _)| self.labels[code].as_ref()) {
            None => None,
            Some(Ok(labels)) => Some(labels.as_slice()),
            Some(Err(failure)) => return Err(self.fault(failure.clone(), Some(Role::Labels))),
        };
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

    fn put_edge(&mut self, graph: &mut Graph, row: usize, id: Option<&str>) -> Result<Put, Fault> {
        let entry = dictionary_entry(self.section.column(Role::Type), row);
        if let Some((code, text)) = entry
            && self.types[code].is_none()
        {
            self.types[code] = Some(graph.intern(text, check::TYPE));
        }
        let type_symbol = match entry.and_then(|(code, _)| self.types[code].as_ref()) {
            None => None,
            Some(Ok(symbol)) => Some(*symbol),
            Some(Err(failure)) => return Err(self.fault(failure.clone(), Some(Role::Type))),
        };
        let end =
            |column: Option<&ColumnView<'a>>| column.and_then(|column| column.text(row)).unwrap_or_default();
        let change = EdgeChange {
            operation: self.section.operation(),
            id,
            source: end(self.source),
            target: end(self.target),
            type_symbol,
            expected_version: 0,
            attributes: &self.attributes,
        };
        let put = match self.ends[row % STAGE] {
            Some((source, target)) => graph.put_edge_between(&change, source, target),
            // Fails, and says which end is missing.
            None => graph.put_edge(&change),
        };
        put.map_err(|failure| self.blame(failure, &[Role::Source, Role::Target, Role::Id]))
    }

    /// Finds the column to blame by what the failure says.
    fn blame(&self, failure: Failure, suspects: &[Role]) -> Fault {
        use kneiphof_wire::Status::{
            EdgeAlreadyExists, InvalidArgument, LimitExceeded, NodeAlreadyExists, SourceNotFound,
            TargetNotFound,
        };
        let role = match failure.status {
            SourceNotFound => Some(Role::Source),
            TargetNotFound => Some(Role::Target),
            NodeAlreadyExists | EdgeAlreadyExists => Some(Role::Id),
            InvalidArgument | LimitExceeded if failure.detail.contains("source") => Some(Role::Source),
            InvalidArgument | LimitExceeded if failure.detail.contains("target") => Some(Role::Target),
            InvalidArgument | LimitExceeded if failure.detail.contains("attribute") => {
                return self.blame_attribute(failure);
            }
            InvalidArgument | LimitExceeded if failure.detail.contains("id of") => Some(Role::Id),
            _ => None,
        };
        self.fault(failure, role.filter(|role| suspects.contains(role)))
    }

    fn blame_attribute(&self, failure: Failure) -> Fault {
        let columns = (0u32..).zip(self.section.columns());
        let mut named =
            columns.filter(|(_, column)| column.role() == Role::Attribute && column.key() == failure.shown());
        match named.next() {
            Some((column, _)) => Fault { failure, role: Role::Attribute as u8, column },
            None => self.fault(failure, None),
        }
    }

    fn fault(&self, failure: Failure, role: Option<Role>) -> Fault {
        let mut columns = (0u32..).zip(self.section.columns());
        match role.and_then(|role| columns.find(|(_, column)| column.role() == role)) {
            Some((column, found)) => Fault { failure, role: found.role() as u8, column },
            None => Fault { failure, role: NO_ROLE, column: 0 },
        }
    }
}

/// Code and text of a row's entry in a dictionary column.
fn dictionary_entry<'a>(column: Option<&ColumnView<'a>>, row: usize) -> Option<(usize, &'a str)> {
    let column = column?;
    let text = column.text(row)?;
    match column.data() {
        ColumnData::Dictionary(codes) => Some((codes.code(row) as usize, text)),
        _ => None,
    }
}

/// The symbols of labels joined by U+001F; each once, in the order they come. Empty text is no label.
fn label_symbols(graph: &mut Graph, joined: &str) -> Result<Vec<u16>, Failure> {
    let mut labels = Vec::new();
    for name in joined.split(LABEL_SEPARATOR).filter(|_| !joined.is_empty()) {
        let label = graph.intern(name, check::LABEL)?;
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    Ok(labels)
}
