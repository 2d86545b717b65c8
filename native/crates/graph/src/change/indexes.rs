//! Declaring indexes, and moving rows in them when a change is committed.

use crate::Control;
use crate::change::check;
use crate::change::frame::{Change, Frame};
use crate::change::undo::Undo;
use crate::graph::{Edges, Graph, Nodes, out_of_memory};
use crate::shared::control::{advance, expect};
use crate::store::chunked::CHUNK_ROWS;
use crate::store::columns::TextHasher;
use crate::store::indexes::{Index, Indexed, Indexes, ValueKey};
use kneiphof_kernels::{OutOfMemory, spend};
use kneiphof_wire::{Failure, Operation, Subject, TestSubject};
use std::ops::Range;

/// What rows have, of a graph or of one that is being compacted.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    pub nodes: &'a Nodes,
    pub edges: &'a Edges,
    pub hasher: &'a TextHasher,
}

impl Graph {
    /// Builds the index that is going to be declared, unless there is one, or nothing knows its key; so much memory is in use. O(rows),
    /// a step of the control each.
    pub fn built_index(
        &self,
        subject: Subject,
        what: TestSubject,
        key: &str,
        counted: u64,
        control: Option<&Control>,
    ) -> Result<Option<Index>, Failure> {
        match self.known_index(subject, what, key)? {
            Some(of) if self.indexes.get(of).is_none() => {
                self.beside_quota(counted, || self.tables().index(of, control)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Declares an index, unless there is one, as it was built; answers whether there was none. A commit of its own. On failure nothing
    /// has changed.
    pub fn declare_index(
        &mut self,
        subject: Subject,
        what: TestSubject,
        key: &str,
        built: Option<Index>,
        control: Option<&Control>,
    ) -> Result<bool, Failure> {
        let known = self.symbols.len();
        self.add_index(subject, what, key, built, control).inspect_err(|_| self.symbols.truncate(known))
    }

    fn add_index(
        &mut self,
        subject: Subject,
        what: TestSubject,
        key: &str,
        built: Option<Index>,
        control: Option<&Control>,
    ) -> Result<bool, Failure> {
        let of = match indexed(subject, what)? {
            None => Indexed::Attribute(subject, self.intern(key, check::KEY)?),
            Some(of) => of,
        };
        if self.indexes.get(of).is_some() {
            return Ok(false);
        }
        let index = match built {
            Some(index) => {
                spend(index.bytes()).map_err(out_of_memory)?;
                index
            }
            None => self.tables().index(of, control)?,
        };
        self.indexes.push(of, index).map_err(out_of_memory)?;
        let stands = self
            .leave_room_for_removals()
            .and_then(|()| self.commit_index(Change::Index(subject, Operation::Add, what, key)));
        stands.inspect_err(|_| drop(self.indexes.remove(of)))?;
        Ok(true)
    }

    /// Drops an index; answers it, if there was one. A commit of its own.
    pub fn drop_index(
        &mut self,
        subject: Subject,
        what: TestSubject,
        key: &str,
    ) -> Result<Option<Index>, Failure> {
        let of = self.known_index(subject, what, key)?;
        let Some(of) = of.filter(|of| self.indexes.get(*of).is_some()) else { return Ok(None) };
        self.commit_index(Change::Index(subject, Operation::Remove, what, key))?;
        Ok(self.indexes.remove(of))
    }

    /// What an index is on, unless nothing knows its key.
    fn known_index(
        &self,
        subject: Subject,
        what: TestSubject,
        key: &str,
    ) -> Result<Option<Indexed>, Failure> {
        Ok(match indexed(subject, what)? {
            None => self.symbols.find(key).map(|key| Indexed::Attribute(subject, key)),
            of => of,
        })
    }

    /// Has the storage keep a change of the indexes, and counts the revision up.
    fn commit_index(&mut self, change: Change<'_>) -> Result<(), Failure> {
        if self.environment.storage.keeps_frames() {
            let mut frame = Frame::default();
            frame.push(change).map_err(out_of_memory)?;
            self.store(&frame)?;
        }
        self.revision += 1;
        Ok(())
    }

    pub fn tables(&self) -> Tables<'_> {
        Tables { nodes: &self.nodes, edges: &self.edges, hasher: &self.hasher }
    }

    /// Moves the rows that the open change has touched. O(changes × indexes). On failure the change must be rolled back.
    pub fn index_changes(&mut self) -> Result<(), OutOfMemory> {
        if self.indexes.is_empty() {
            return Ok(());
        }
        let mut indexes = std::mem::take(&mut self.indexes);
        indexes.begin_to_follow();
        let outcome = self.follow(&mut indexes);
        self.indexes = indexes;
        outcome
    }

    fn follow(&self, indexes: &mut Indexes) -> Result<(), OutOfMemory> {
        let tables = self.tables();
        let mut first_new = [tables.rows(Subject::Node), tables.rows(Subject::Edge)];
        for entry in self.undo.entries() {
            if let Undo::Added { subject, rows } = entry {
                first_new[*subject as usize] -= rows;
            }
        }
        for entry in self.undo.entries() {
            tables.follow(indexes, entry, first_new)?;
        }
        for (of, index) in indexes.iter_mut() {
            let rows = first_new[of.subject() as usize]..tables.rows(of.subject());
            tables.put_rows(of, rows, |row, key| index.put_value(row, key, tables.hasher))?;
        }
        Ok(())
    }
}

impl Tables<'_> {
    /// An index of all rows, a step of the control each.
    pub fn index(self, of: Indexed, control: Option<&Control>) -> Result<Index, Failure> {
        let mut index = Index::default();
        let rows = self.rows(of.subject());
        expect(control, u64::from(rows));
        for first in (0..rows).step_by(CHUNK_ROWS) {
            let end = rows.min(first + CHUNK_ROWS as u32);
            let put = |row, key: Option<ValueKey<'_>>| index.put_value(row, key, self.hasher);
            self.put_rows(of, first..end, put).map_err(out_of_memory)?;
            advance(control, u64::from(end - first))?;
        }
        Ok(index)
    }

    /// The same indexes of these rows.
    pub fn indexes(self, declared: &Indexes, control: Option<&Control>) -> Result<Indexes, Failure> {
        let mut indexes = Indexes::default();
        for (of, _) in declared.iter() {
            indexes.push(of, self.index(of, control)?).map_err(out_of_memory)?;
        }
        Ok(indexes)
    }

    fn rows(self, subject: Subject) -> u32 {
        if subject == Subject::Node { self.nodes.len } else { self.edges.len }
    }

    /// Moves a row that was there before the change.
    fn follow(self, indexes: &mut Indexes, entry: &Undo, first_new: [u32; 2]) -> Result<(), OutOfMemory> {
        let (subject, row, of) = match *entry {
            Undo::Removed { subject, row } => (subject, row, None),
            Undo::Cell { subject, key, row, .. } | Undo::Store { subject, key, row, .. } => {
                (subject, row, Some(Indexed::Attribute(subject, key)))
            }
            Undo::Labels { row, .. } => (Subject::Node, row, Some(Indexed::Labels)),
            Undo::Added { .. } | Undo::Tidied { .. } | Undo::Column { .. } => return Ok(()),
        };
        if row >= first_new[subject as usize] {
            return Ok(());
        }
        for (other, index) in indexes.iter_mut() {
            if other.subject() == subject && of.is_none_or(|of| of == other) {
                self.put_rows(other, row..row + 1, |row, key| index.move_value(row, key, self.hasher))?;
            }
        }
        Ok(())
    }

    /// Calls with each row and the value that it is indexed by now.
    fn put_rows(
        self,
        of: Indexed,
        mut rows: Range<u32>,
        mut put: impl FnMut(u32, Option<ValueKey<'_>>) -> Result<(), OutOfMemory>,
    ) -> Result<(), OutOfMemory> {
        let Tables { nodes, edges, .. } = self;
        let code = |code: u32| (code != 0).then_some(ValueKey::Code(code));
        match of {
            Indexed::Labels => rows.try_for_each(|row| {
                put(row, code(nodes.label_codes.value(row)).filter(|_| nodes.live.get(row)))
            }),
            Indexed::Types => rows.try_for_each(|row| {
                put(row, code(edges.types.value(row).into()).filter(|_| edges.live.get(row)))
            }),
            Indexed::Attribute(subject, key) => {
                let (columns, live) = match subject {
                    Subject::Node => (&nodes.columns, &nodes.live),
                    Subject::Edge => (&edges.columns, &edges.live),
                };
                let column = columns.get(key);
                rows.try_for_each(|row| {
                    let value = column.filter(|_| live.get(row)).and_then(|column| column.value(row));
                    put(row, value.and_then(ValueKey::of))
                })
            }
        }
    }
}

/// What can be indexed: `None` is an attribute.
fn indexed(subject: Subject, what: TestSubject) -> Result<Option<Indexed>, Failure> {
    match (what, subject) {
        (TestSubject::Attribute, _) => Ok(None),
        (TestSubject::Label, Subject::Node) => Ok(Some(Indexed::Labels)),
        (TestSubject::Type, Subject::Edge) => Ok(Some(Indexed::Types)),
        (what, _) => Err(Failure::malformed("what an index can be declared for", what as u64)),
    }
}
