//! A section whose texts are resolved: keys, types and label sets once each, not once a row.

use crate::change::check;
use crate::graph::{Graph, out_of_memory};
use crate::store::columns::Learnt;
use crate::store::ids::STAGE;
use crate::store::room::{collected, filled, push};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{
    ColumnData, ColumnView, Failure, LABEL_SEPARATOR, Operation, Role, SectionView, Subject, ValueRef,
};
use std::ops::Range;

pub(super) struct Bound<'a, 'b> {
    pub section: &'b SectionView<'a>,
    pub id: Option<&'b ColumnView<'a>>,
    pub source: Option<&'b ColumnView<'a>>,
    pub target: Option<&'b ColumnView<'a>>,
    pub keys: Vec<Key>,
    /// Of each dictionary entry, from the first run on that has it.
    pub types: Vec<Option<Result<u16, Failure>>>,
    pub labels: Vec<Option<Result<Vec<u16>, Failure>>>,
    /// Number of the label set of each dictionary entry, when it is first written.
    pub label_sets: Vec<Option<u32>>,
    /// Rows of the nodes that the dictionary entries name, of sources and of targets.
    pub source_entries: Vec<u32>,
    pub target_entries: Vec<u32>,
    /// Of the run under way: rows of the ends, numbers of the label sets.
    pub sources: Vec<u32>,
    pub targets: Vec<u32>,
    pub codes: Vec<u32>,
    pub attributes: Vec<(u16, ValueRef<'a>)>,
    /// Rows of the sources and targets of the edges under way; `None` where an end is not found.
    pub ends: [Option<(u32, u32)>; STAGE],
}

/// An attribute column of the section.
pub(super) struct Key {
    /// Its index in the section.
    pub column: u32,
    pub symbol: Result<u16, Failure>,
    pub learnt: Learnt,
}

impl<'a, 'b> Bound<'a, 'b> {
    pub fn new(graph: &mut Graph, section: &'b SectionView<'a>) -> Result<Self, OutOfMemory> {
        let attribute = |(_, column): &(u32, &ColumnView<'_>)| column.role() == Role::Attribute;
        let keys = (0u32..).zip(section.columns()).filter(attribute).map(|(index, column)| Key {
            column: index,
            symbol: graph.intern(column.key(), check::KEY),
            learnt: Learnt::default(),
        });
        let entries = |role| match section.column(role).map(ColumnView::data) {
            Some(ColumnData::Dictionary(codes)) => codes.entries().len(),
            _ => 0,
        };
        let label_entries = entries(Role::Labels);
        Ok(Bound {
            section,
            id: section.column(Role::Id),
            source: section.column(Role::Source),
            target: section.column(Role::Target),
            keys: collected(keys)?,
            types: filled(None, entries(Role::Type))?,
            labels: filled(None, label_entries)?,
            label_sets: filled(None, label_entries)?,
            source_entries: Vec::new(),
            target_entries: Vec::new(),
            sources: Vec::new(),
            targets: Vec::new(),
            codes: Vec::new(),
            attributes: Vec::new(),
            ends: [None; STAGE],
        })
    }

    /// Interns the types and labels of a run of rows. A row that is left out later leaves its names behind: the rows after it
    /// may use them.
    pub fn resolve(&mut self, graph: &mut Graph, rows: Range<usize>) {
        if self.section.operation() == Operation::Remove {
            return;
        }
        let role = if self.section.subject() == Subject::Node { Role::Labels } else { Role::Type };
        let Some(column) = self.section.column(role) else { return };
        for row in rows {
            match (role, dictionary_entry(Some(column), row)) {
                (Role::Labels, Some((code, text))) if self.labels[code].is_none() => {
                    self.labels[code] = Some(label_symbols(graph, text));
                }
                (Role::Type, Some((code, text))) if self.types[code].is_none() => {
                    self.types[code] = Some(graph.intern(text, check::TYPE));
                }
                _ => {}
            }
        }
    }

    /// The labels of a row; none where the column says nothing of it.
    pub fn labels_of(&self, row: usize) -> Result<Option<&[u16]>, &Failure> {
        match dictionary_entry(self.section.column(Role::Labels), row) {
            None => Ok(None),
            Some((code, _)) => match &self.labels[code] {
                None => Ok(None),
                Some(Ok(labels)) => Ok(Some(labels)),
                Some(Err(failure)) => Err(failure),
            },
        }
    }

    /// The type of a row.
    pub fn type_of(&self, row: usize) -> Result<Option<u16>, &Failure> {
        match dictionary_entry(self.section.column(Role::Type), row) {
            None => Ok(None),
            Some((code, _)) => match &self.types[code] {
                None => Ok(None),
                Some(Ok(symbol)) => Ok(Some(*symbol)),
                Some(Err(failure)) => Err(failure),
            },
        }
    }
}

/// Code and text of a row's entry in a dictionary column.
pub(super) fn dictionary_entry<'a>(column: Option<&ColumnView<'a>>, row: usize) -> Option<(usize, &'a str)> {
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
            push(&mut labels, label).map_err(out_of_memory)?;
        }
    }
    Ok(labels)
}
