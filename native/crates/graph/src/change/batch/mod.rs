//! Batches: sections of rows as columns, taking effect in order.
//!
//! ```text
//! section ─► runs of rows, each in one chunk ─► as columns, while every row is new and right
//!                                            └► the rest of the run row by row, which also tells what is wrong
//! ```

mod append;
mod blame;
mod bound;
mod ends;
mod removal;
mod rows;

use crate::graph::{Graph, out_of_memory};
use crate::shared::control::{advance, expect};
use crate::store::chunked::CHUNK_ROWS;
use crate::{Applied, Control, RowError};
use bound::Bound;
use kneiphof_wire::{BatchView, Failure, SectionView, Subject};

impl Graph {
    /// Applies a batch. An atomic one fails with its first bad row, and then has changed nothing; a lenient one leaves bad
    /// rows out and tells them in `errors`. A step is a row; a batch that is cancelled, even a lenient one, has changed nothing.
    pub fn apply(
        &mut self,
        batch: &BatchView<'_>,
        errors: &mut Vec<RowError>,
        control: Option<&Control>,
    ) -> Result<Applied, Failure> {
        expect(control, batch.sections().iter().map(|section| section.rows() as u64).sum());
        let start = self.mark();
        let told = errors.len();
        let mut applied = Applied::default();
        for section in batch.sections() {
            let outcome = self.apply_section(section, batch.is_lenient(), &mut applied, errors, control);
            if let Err(failure) = outcome {
                self.roll_back(start, false);
                errors.truncate(told);
                return Err(failure);
            }
        }
        applied.revision = self.revision;
        Ok(applied)
    }

    /// As `apply`, of a batch that does not stand yet, and leaves what removals may need.
    pub fn apply_with_room(
        &mut self,
        batch: &BatchView<'_>,
        errors: &mut Vec<RowError>,
        control: Option<&Control>,
    ) -> Result<Applied, Failure> {
        let (start, told) = (self.mark(), errors.len());
        let applied = self.apply(batch, errors, control)?;
        if let Err(failure) = self.leave_room_for_removals() {
            self.roll_back(start, false);
            errors.truncate(told);
            return Err(failure);
        }
        Ok(applied)
    }

    fn apply_section(
        &mut self,
        section: &SectionView<'_>,
        lenient: bool,
        applied: &mut Applied,
        errors: &mut Vec<RowError>,
        control: Option<&Control>,
    ) -> Result<(), Failure> {
        let mut bound = Bound::new(self, section).map_err(out_of_memory)?;
        let mut start = 0;
        while start < section.rows() {
            let len = if section.subject() == Subject::Node { self.nodes.len } else { self.edges.len };
            let in_chunk = CHUNK_ROWS - len as usize % CHUNK_ROWS;
            let run = start..section.rows().min(start + in_chunk);
            bound.resolve(self, run.clone());
            let appended = self.append_rows(&mut bound, run.clone());
            applied.created += appended as u64;
            self.apply_rows(&mut bound, run.start + appended..run.end, lenient, applied, errors)?;
            advance(control, run.len() as u64)?;
            start = run.end;
        }
        Ok(())
    }
}
