//! The writing calls of a shared graph: each is one change, committed or undone as a whole.

use crate::change::edges::EdgeChange;
use crate::change::frame::{Change, Frame};
use crate::change::nodes::NodeChange;
use crate::change::undo::Mark;
use crate::graph::{Graph, out_of_memory};
use crate::shared::shared_graph::{SharedGraph, Writing};
use crate::store::few::Few;
use crate::{Applied, Control, RowError, Transaction, Written};
use kneiphof_wire::{BatchView, Failure, Operation, RowView, Subject, ValueRef};

/// So many attributes and labels of a row are kept without asking for memory.
const FEW_ATTRIBUTES: usize = 8;
const FEW_LABELS: usize = 8;

impl SharedGraph {
    /// Adds a node. O(1) and the size of the row.
    ///
    /// # Errors
    /// `NODE_ALREADY_EXISTS`, `INVALID_ARGUMENT`, `LIMIT_EXCEEDED`, `OUT_OF_QUOTA`, `OUT_OF_MEMORY`, `STORAGE_FAILED`, `BUSY`,
    /// `POISONED`.
    pub fn add_node(&self, row: &RowView<'_>) -> Result<Written, Failure> {
        self.put(Subject::Node, Operation::Add, row)
    }

    /// Adds a node or replaces its labels and attributes; its edges stay.
    ///
    /// # Errors
    /// As `add_node`, but for `NODE_NOT_FOUND` and `VERSION_MISMATCH` when a version is expected.
    pub fn upsert_node(&self, row: &RowView<'_>) -> Result<Written, Failure> {
        self.put(Subject::Node, Operation::Upsert, row)
    }

    /// Adds a node or adds to its labels and attributes; an absent attribute is removed.
    ///
    /// # Errors
    /// As `upsert_node`.
    pub fn merge_node(&self, row: &RowView<'_>) -> Result<Written, Failure> {
        self.put(Subject::Node, Operation::Merge, row)
    }

    /// Removes a node and its edges; answers how many edges went. O(edges of the node).
    ///
    /// # Errors
    /// `NODE_NOT_FOUND`, `VERSION_MISMATCH` unless `expected_version` is 0, `STORAGE_FAILED`, `BUSY`, `POISONED`.
    pub fn remove_node(&self, id: &str, expected_version: u64) -> Result<u64, Failure> {
        self.remove(Change::Remove(Subject::Node, id), |graph| graph.remove_node(id, expected_version))
            .map(|(edges, _)| edges)
    }

    /// Adds an edge. O(1) and the size of the row, at hubs too.
    ///
    /// # Errors
    /// `SOURCE_NOT_FOUND`, `TARGET_NOT_FOUND`, `EDGE_ALREADY_EXISTS`, and as `add_node`.
    pub fn add_edge(&self, row: &RowView<'_>) -> Result<Written, Failure> {
        self.put(Subject::Edge, Operation::Add, row)
    }

    /// Adds an edge or replaces its attributes.
    ///
    /// # Errors
    /// As `add_edge`, but for `INVALID_ARGUMENT` when the edge of this id has other ends or another type,
    /// `EDGE_NOT_FOUND` and `VERSION_MISMATCH` when a version is expected.
    pub fn upsert_edge(&self, row: &RowView<'_>) -> Result<Written, Failure> {
        self.put(Subject::Edge, Operation::Upsert, row)
    }

    /// Adds an edge or adds to its attributes; an absent attribute is removed.
    ///
    /// # Errors
    /// As `upsert_edge`.
    pub fn merge_edge(&self, row: &RowView<'_>) -> Result<Written, Failure> {
        self.put(Subject::Edge, Operation::Merge, row)
    }

    /// Removes an edge by its explicit or derived id. Amortised O(1).
    ///
    /// # Errors
    /// `EDGE_NOT_FOUND`, `VERSION_MISMATCH` unless `expected_version` is 0, `STORAGE_FAILED`, `BUSY`, `POISONED`.
    pub fn remove_edge(&self, id: &str, expected_version: u64) -> Result<(), Failure> {
        self.remove(Change::Remove(Subject::Edge, id), |graph| graph.remove_edge(id, expected_version))
            .map(|_| ())
    }

    /// Applies a batch in one change. An atomic one fails with its first bad row; a lenient one appends the rows it left out
    /// to `errors`. A step of the control is a row.
    ///
    /// # Errors
    /// As the single calls, with the row. A batch of removals alone is never out of quota. One that also adds may be, whatever it
    /// removes: until it stands, undoing it needs what was removed, which makes no room for the rest. `CANCELLED`, and then nothing has
    /// changed, of a lenient batch neither.
    pub fn apply(
        &self,
        batch: &BatchView<'_>,
        errors: &mut Vec<RowError>,
        control: Option<&Control>,
    ) -> Result<Applied, Failure> {
        let told = errors.len();
        let (change, apply) =
            (Change::Batch(batch.as_bytes()), |graph: &mut Graph| graph.apply(batch, errors, control));
        let outcome =
            if only_removes(batch) { self.remove(change, apply) } else { self.change(change, apply) };
        match outcome {
            Ok((applied, revision)) => Ok(Applied { revision, ..applied }),
            Err(failure) => {
                errors.truncate(told);
                Err(failure)
            }
        }
    }

    /// Begins a transaction, which holds the write lock until it is committed, rolled back or dropped.
    ///
    /// # Errors
    /// `BUSY`, `POISONED`.
    pub fn begin(&self) -> Result<Transaction, Failure> {
        Ok(Transaction::new(self.write_for_long()?))
    }

    fn put(&self, subject: Subject, operation: Operation, row: &RowView<'_>) -> Result<Written, Failure> {
        self.change(Change::Row(subject, operation, row.as_bytes()), |graph| {
            let mut attributes = Few::<_, FEW_ATTRIBUTES>::new((0, ValueRef::Null));
            attributes.fill(row.slots()).map_err(out_of_memory)?;
            for (key, _) in &*attributes {
                known_symbol(graph, *key, "symbol of a key")?;
            }
            let put = match subject {
                Subject::Node => {
                    let mut labels = Few::<u16, FEW_LABELS>::new(0);
                    labels.fill(row.labels()).map_err(out_of_memory)?;
                    for label in &*labels {
                        known_symbol(graph, *label, "symbol of a label")?;
                    }
                    labels.keep_first_of_each().map_err(out_of_memory)?;
                    graph.put_node(&NodeChange {
                        operation,
                        id: row.id(),
                        labels: Some(&labels),
                        replace_labels: row.replaces_labels(),
                        expected_version: row.version(),
                        attributes: &attributes,
                    })?
                }
                Subject::Edge => {
                    if let Some(symbol) = row.type_symbol() {
                        known_symbol(graph, symbol, "symbol of a type")?;
                    }
                    let change = EdgeChange {
                        operation,
                        id: row.explicit_id(),
                        type_symbol: row.type_symbol(),
                        expected_version: row.version(),
                        attributes: &attributes,
                    };
                    graph.put_edge(&change, [row.source(), row.target()])?
                }
            };
            Ok(Written { number: graph.number(put.row), created: put.created })
        })
        .map(|(written, _)| written)
    }

    /// Makes one change: all of it, kept by the storage and published, or nothing. Answers the revision, too.
    fn change<T>(
        &self,
        change: Change<'_>,
        make: impl FnOnce(&mut Graph) -> Result<T, Failure>,
    ) -> Result<(T, u64), Failure> {
        let mut graph = self.write()?;
        let frame = graph.frame_of_change(change)?;
        make_change(&mut graph, &frame, make)
    }

    /// As `change`, of what takes rows away: no quota stands against it.
    fn remove<T>(
        &self,
        change: Change<'_>,
        make: impl FnOnce(&mut Graph) -> Result<T, Failure>,
    ) -> Result<(T, u64), Failure> {
        let mut graph = self.write()?;
        let frame = graph.frame_of_change(change)?;
        let start = graph.mark();
        let outcome = graph.noting(|graph| make_and_commit(graph, &frame, make));
        conclude(&mut graph, start, outcome)
    }
}

impl Graph {
    /// What the storage keeps of a change, if anything.
    fn frame_of_change(&self, change: Change<'_>) -> Result<Frame, Failure> {
        let mut frame = Frame::default();
        if self.environment.storage.keeps_frames() {
            frame.push(change).map_err(out_of_memory)?;
        }
        Ok(frame)
    }
}

/// Whether a batch does nothing but remove.
pub(crate) fn only_removes(batch: &BatchView<'_>) -> bool {
    batch.sections().iter().all(|section| section.operation() == Operation::Remove)
}

/// Makes one change under the write lock, as far as the quota goes; the frame is what the storage keeps of it.
#[inline(always)]
pub(crate) fn make_change<T>(
    graph: &mut Writing<'_>,
    frame: &Frame,
    make: impl FnOnce(&mut Graph) -> Result<T, Failure>,
) -> Result<(T, u64), Failure> {
    let start = graph.mark();
    let outcome = graph.noting(|graph| graph.within_quota(|graph| make_and_commit(graph, frame, make)));
    conclude(graph, start, outcome)
}

#[inline(always)]
fn make_and_commit<T>(
    graph: &mut Graph,
    frame: &Frame,
    make: impl FnOnce(&mut Graph) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let made = make(graph)?;
    graph.commit(frame)?;
    Ok(made)
}

/// Publishes what was made, or takes back what was begun.
#[inline(always)]
fn conclude<T>(
    graph: &mut Writing<'_>,
    start: Mark,
    outcome: Result<T, Failure>,
) -> Result<(T, u64), Failure> {
    match outcome {
        Ok(made) => {
            graph.publish();
            Ok((made, graph.revision))
        }
        Err(failure) => {
            take_back(graph, start);
            Err(failure)
        }
    }
}

#[cold]
#[inline(never)]
fn take_back(graph: &mut Writing<'_>, start: Mark) {
    graph.noting(|graph| graph.roll_back(start, false));
    graph.give_back_beyond_quota();
    graph.publish_bytes();
}

pub(crate) fn known_symbol(graph: &Graph, symbol: u16, what: &'static str) -> Result<(), Failure> {
    if usize::from(symbol) < graph.symbols.len() {
        return Ok(());
    }
    Err(Failure::malformed(what, u64::from(symbol)))
}
