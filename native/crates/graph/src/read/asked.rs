//! The nodes that a batched read is about, found in stages.

use crate::Control;
use crate::Number;
use crate::graph::{Graph, out_of_memory};
use crate::store::ids::{NO_ROW, STAGE};
use crate::store::room::room;
use kneiphof_wire::{Failure, Status, Subject, TextBlock};

/// Which nodes are asked for, in their order; the same one may be asked for twice.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    Ids(&'a [&'a str]),
    /// Ids that lie one behind the other.
    Texts(TextBlock<'a>),
    Numbers(&'a [Number]),
}

/// Stands for a node that is not there; no row has this number.
pub(crate) const NONE: u32 = NO_ROW;

impl Asked<'_> {
    pub fn len(&self) -> usize {
        match self {
            Asked::Ids(ids) => ids.len(),
            Asked::Texts(texts) => texts.len(),
            Asked::Numbers(numbers) => numbers.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Graph {
    /// Calls with the rows of up to [`STAGE`] nodes at a time and where the first of them was asked for; [`NONE`] stands for a node
    /// that is not there. The look-ups of a stage wait for memory together: a cold line costs 179 ns alone and 8 ns when 32 are
    /// under way.
    ///
    /// # Errors
    /// What a visit fails with.
    #[inline]
    pub fn each_stage(
        &self,
        asked: &Asked<'_>,
        mut visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let ids = &self.nodes.ids;
        match asked {
            Asked::Ids(asked) => ids.find_stages(asked.len(), |at| asked[at].as_bytes(), visit),
            Asked::Texts(asked) => ids.find_stages(asked.len(), |at| asked.get_bytes(at), visit),
            Asked::Numbers(numbers) => {
                let mut rows = [NONE; STAGE];
                for (stage, numbers) in numbers.chunks(STAGE).enumerate() {
                    for (row, number) in rows.iter_mut().zip(numbers) {
                        *row = self.row(Subject::Node, *number).unwrap_or(NONE);
                    }
                    visit(stage * STAGE, &rows[..numbers.len()])?;
                }
                Ok(())
            }
        }
    }

    /// As `each_stage`, of a call that others watch: a step is a node asked for, and what a visit answers beside.
    ///
    /// # Errors
    /// As `each_stage`, and `CANCELLED`.
    #[inline]
    pub fn each_watched_stage(
        &self,
        asked: &Asked<'_>,
        control: Option<&Control>,
        mut visit: impl FnMut(usize, &[u32]) -> Result<u64, Failure>,
    ) -> Result<(), Failure> {
        let Some(control) = control else {
            return self.each_stage(asked, |first, rows| visit(first, rows).map(drop));
        };
        control.expect(asked.len() as u64);
        self.each_stage(asked, |first, rows| {
            let more = visit(first, rows)?;
            control.expect(more);
            control.advance_by(rows.len() as u64 + more)
        })
    }

    /// The number of a row of [`Graph::each_stage`], 0 for [`NONE`].
    #[inline]
    pub fn number_or_zero(&self, row: u32) -> Number {
        if row == NONE { 0 } else { self.number(row) }
    }

    /// The rows of nodes that all have to be there.
    ///
    /// # Errors
    /// `NODE_NOT_FOUND` with the id, `STALE_HANDLE` with the number, `OUT_OF_MEMORY`.
    pub fn rows_asked(&self, asked: &Asked<'_>) -> Result<Vec<u32>, Failure> {
        let mut rows = Vec::new();
        room(&mut rows, asked.len()).map_err(out_of_memory)?;
        self.each_stage(asked, |_, found| {
            rows.extend_from_slice(found);
            Ok(())
        })?;
        let Some(missing) = rows.iter().position(|row| *row == NONE) else { return Ok(rows) };
        Err(match asked {
            Asked::Ids(ids) => Failure::new(Status::NodeNotFound).value(ids[missing]),
            Asked::Texts(texts) => Failure::new(Status::NodeNotFound).value(texts.get(missing)),
            Asked::Numbers(numbers) => {
                Failure::new(Status::StaleHandle).detail("node").number(numbers[missing])
            }
        })
    }

    /// The numbers of nodes, 0 for each that is not there. O(nodes asked for), staged.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn find_nodes(&self, asked: &Asked<'_>) -> Result<Vec<Number>, Failure> {
        let mut numbers = Vec::new();
        room(&mut numbers, asked.len()).map_err(out_of_memory)?;
        self.each_stage(asked, |_, rows| {
            numbers.extend(rows.iter().map(|row| self.number_or_zero(*row)));
            Ok(())
        })?;
        Ok(numbers)
    }
}
