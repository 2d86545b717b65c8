//! The nodes that a batched read is about, found in stages.

use crate::graph::{Graph, out_of_memory};
use crate::read::moment::{Moment, NONE};
use crate::store::ids::{Ids, STAGE};
use crate::store::room::room;
use crate::{Control, Number};
use kneiphof_wire::{Failure, Status, Subject, TextBlock};
use std::ops::Range;

/// Which nodes are asked for, in their order; the same one may be asked for twice.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    Ids(&'a [&'a str]),
    /// Ids that lie one behind the other.
    Texts(TextBlock<'a>),
    Numbers(&'a [Number]),
}

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

    /// Why the node that was asked for here is not there.
    fn missing(&self, at: usize) -> Failure {
        match self {
            Asked::Ids(ids) => Failure::new(Status::NodeNotFound).value(ids[at]),
            Asked::Texts(texts) => Failure::new(Status::NodeNotFound).value(texts.get(at)),
            Asked::Numbers(numbers) => Failure::new(Status::StaleHandle).detail("node").number(numbers[at]),
        }
    }
}

/// Nodes whose rows at a moment are told up to [`STAGE`] at a time.
pub(crate) trait Stages {
    fn count(&self) -> usize;

    /// Calls with the rows of a stage and where the first of them was asked for; [`NONE`] stands for a node that is not there.
    ///
    /// # Errors
    /// What a visit fails with.
    fn each(
        &self,
        moment: Moment<'_>,
        visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
    ) -> Result<(), Failure>;

    /// As `each`, of a call that others watch: a step is a node asked for, and what a visit answers beside.
    ///
    /// # Errors
    /// As `each`, and `CANCELLED`.
    #[inline]
    fn each_watched(
        &self,
        moment: Moment<'_>,
        control: Option<&Control>,
        mut visit: impl FnMut(usize, &[u32]) -> Result<u64, Failure>,
    ) -> Result<(), Failure> {
        if let Some(control) = control {
            control.expect(self.count() as u64);
        }
        self.each(moment, |first, rows| {
            let more = visit(first, rows)?;
            let Some(control) = control else { return Ok(()) };
            control.expect(more);
            control.advance_by(rows.len() as u64 + more)
        })
    }
}

/// Nodes by numbers or by ids that the graph knows now.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    asked: &'a Asked<'a>,
    ids: &'a Ids,
}

impl Named<'_> {
    /// As `each`, of some of the nodes. The look-ups of a stage wait for memory together: a cold line costs 179 ns alone and 8 ns
    /// when 32 are under way.
    #[inline]
    pub fn each_of(
        &self,
        places: Range<usize>,
        moment: Moment<'_>,
        visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (first, count) = (places.start, places.len());
        match self.asked {
            Asked::Ids(ids) => self.ids.find_stages(count, |at| ids[first + at].as_bytes(), visit),
            Asked::Texts(texts) => self.ids.find_stages(count, |at| texts.get_bytes(first + at), visit),
            Asked::Numbers(numbers) => numbers[places].each(moment, visit),
        }
    }
}

impl Stages for Named<'_> {
    fn count(&self) -> usize {
        self.asked.len()
    }

    #[inline]
    fn each(
        &self,
        moment: Moment<'_>,
        visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.each_of(0..self.count(), moment, visit)
    }
}

impl Stages for [Number] {
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn each(
        &self,
        moment: Moment<'_>,
        visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        each_numbered(Subject::Node, self, moment, visit)
    }
}

/// Numbers of edges.
pub(crate) struct EdgeNumbers<'a>(pub &'a [Number]);

impl Stages for EdgeNumbers<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn each(
        &self,
        moment: Moment<'_>,
        visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        each_numbered(Subject::Edge, self.0, moment, visit)
    }
}

#[inline]
fn each_numbered(
    subject: Subject,
    numbers: &[Number],
    moment: Moment<'_>,
    mut visit: impl FnMut(usize, &[u32]) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut rows = [NONE; STAGE];
    for (stage, numbers) in numbers.chunks(STAGE).enumerate() {
        for (row, number) in rows.iter_mut().zip(numbers) {
            *row = moment.row_or_none(subject, *number);
        }
        visit(stage * STAGE, &rows[..numbers.len()])?;
    }
    Ok(())
}

impl Graph {
    pub fn named<'a>(&'a self, asked: &'a Asked<'a>) -> Named<'a> {
        Named { asked, ids: &self.nodes.ids }
    }
}

impl Moment<'_> {
    /// The numbers of nodes, 0 for each that is not there. O(nodes asked for), staged.
    ///
    /// # Errors
    /// `CANCELLED`, `OUT_OF_MEMORY`.
    pub fn find_nodes(
        self,
        nodes: &(impl Stages + ?Sized),
        control: Option<&Control>,
    ) -> Result<Vec<Number>, Failure> {
        let mut numbers = Vec::new();
        room(&mut numbers, nodes.count()).map_err(out_of_memory)?;
        nodes.each_watched(self, control, |_, rows| {
            numbers.extend(rows.iter().map(|row| self.number_or_zero(*row)));
            Ok(0)
        })?;
        Ok(numbers)
    }

    /// The rows of nodes that all have to be there.
    ///
    /// # Errors
    /// `NODE_NOT_FOUND` with the id, `STALE_HANDLE` with the number, as they were asked for; `CANCELLED`, `OUT_OF_MEMORY`.
    pub fn rows_asked(
        self,
        nodes: &(impl Stages + ?Sized),
        asked: &Asked<'_>,
        control: Option<&Control>,
    ) -> Result<Vec<u32>, Failure> {
        let mut rows = Vec::new();
        room(&mut rows, nodes.count()).map_err(out_of_memory)?;
        nodes.each_watched(self, control, |_, found| {
            rows.extend_from_slice(found);
            Ok(0)
        })?;
        let missing = rows.iter().position(|row| *row == NONE);
        missing.map_or(Ok(rows), |at| Err(asked.missing(at)))
    }
}
