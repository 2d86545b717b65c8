//! A bracket around many batches: all of them or none.

use crate::change::frame::{Change, Frame};
use crate::change::undo::Mark;
use crate::graph::out_of_memory;
use crate::shared::shared_graph::WritingForLong;
use crate::shared::writes::only_removes;
use crate::{Applied, Control, RowError};
use kneiphof_wire::{BatchView, Failure, Status};

/// An open transaction. It holds the graph's write lock; it may move between threads. Dropped, it rolls back.
pub struct Transaction {
    graph: WritingForLong,
    start: Mark,
    frame: Frame,
    /// Whether it does more than remove: the quota has a say then.
    grows: bool,
    open: bool,
}

impl Transaction {
    pub(crate) fn new(graph: WritingForLong) -> Self {
        let start = graph.mark();
        Transaction { graph, start, frame: Frame::default(), grows: false, open: true }
    }

    /// Applies a batch. When it fails, the transaction is as it was before this call, and stays open. The answered revision
    /// is the one before the transaction.
    ///
    /// # Errors
    /// As [`crate::SharedGraph::apply`].
    pub fn apply(
        &mut self,
        batch: &BatchView<'_>,
        errors: &mut Vec<RowError>,
        control: Option<&Control>,
    ) -> Result<Applied, Failure> {
        let _guard = self.graph.poison_on_panic();
        if self.graph.is_poisoned() {
            return Err(Failure::new(Status::Poisoned));
        }
        let kept = self.frame.as_bytes().len();
        if self.graph.environment.storage.keeps_frames() {
            self.frame.push(Change::Batch(batch.as_bytes())).map_err(out_of_memory)?;
        }
        let grows = !only_removes(batch);
        let outcome = self.graph.noting(|graph| match grows {
            true => graph.within_quota(|graph| graph.apply_with_room(batch, errors, control)),
            false => graph.apply(batch, errors, control),
        });
        self.grows |= grows && outcome.is_ok();
        outcome.inspect_err(|_| self.frame.truncate(kept))
    }

    /// Makes everything stand, as one change; answers the revision.
    ///
    /// # Errors
    /// `STORAGE_FAILED`, `OUT_OF_QUOTA`, `OUT_OF_MEMORY`, and then everything is rolled back; `POISONED`.
    pub fn commit(mut self) -> Result<u64, Failure> {
        if self.graph.is_poisoned() {
            return Err(Failure::new(Status::Poisoned));
        }
        let (frame, grows) = (&self.frame, self.grows);
        self.graph.noting(|graph| match grows {
            true => graph.within_quota(|graph| graph.commit(frame)),
            false => graph.commit(frame),
        })?;
        self.open = false;
        self.graph.publish();
        Ok(self.graph.revision)
    }

    /// Undoes everything. O(changes).
    pub fn rollback(self) {}
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // After a panic in an apply nobody can tell how far it had come: the graph is poisoned and left as it is.
        if self.open && !std::thread::panicking() && !self.graph.is_poisoned() {
            let start = self.start;
            let dropped = self.graph.noting(|graph| graph.roll_back(start, true));
            self.graph.release(dropped);
            self.graph.give_back_beyond_quota();
            self.graph.publish();
        }
    }
}

impl std::fmt::Debug for Transaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Transaction")
    }
}
