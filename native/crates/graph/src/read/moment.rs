//! What reads look at: the graph under its lock or a snapshot of it, in one shape.

use crate::graph::Graph;
use crate::read::topology::Topology;
use crate::store::adjacency::EdgeLists;
use crate::store::chunked::{Bitmap, Chunked};
use crate::store::columns::Columns;
use crate::store::ids::{IdTexts, NO_ROW};
use crate::store::labels::Sets;
use crate::store::symbols::Symbols;
use crate::{Number, Snapshot};
use kneiphof_wire::{Failure, Status, Subject};

/// The rows of a graph at one moment.
#[derive(Clone, Copy)]
pub(crate) struct Moment<'a> {
    pub epoch: u32,
    pub revision: u64,
    pub directed: bool,
    pub symbols: &'a Symbols,
    pub label_sets: &'a Sets,
    pub outgoing: &'a EdgeLists,
    pub incoming: &'a EdgeLists,
    pub nodes: NodesThen<'a>,
    pub edges: EdgesThen<'a>,
}

#[derive(Clone, Copy)]
pub(crate) struct NodesThen<'a> {
    pub len: u32,
    pub live: &'a Bitmap,
    pub ids: &'a IdTexts,
    pub label_codes: &'a Chunked<u32>,
    pub columns: &'a Columns,
}

#[derive(Clone, Copy)]
pub(crate) struct EdgesThen<'a> {
    pub live: &'a Bitmap,
    pub ids: &'a IdTexts,
    pub sources: &'a Chunked<u32>,
    pub targets: &'a Chunked<u32>,
    /// Symbol + 1, 0 for none.
    pub types: &'a Chunked<u16>,
    pub columns: &'a Columns,
}

/// Stands for a node that is not there; no row has this number.
pub(crate) const NONE: u32 = NO_ROW;

impl Graph {
    #[inline(always)]
    pub fn moment(&self) -> Moment<'_> {
        let (nodes, edges) = (&self.nodes, &self.edges);
        Moment {
            epoch: self.epoch,
            revision: self.revision,
            directed: self.options.directed,
            symbols: &self.symbols,
            label_sets: self.label_sets.sets(),
            outgoing: &self.adjacency.outgoing,
            incoming: &self.adjacency.incoming,
            nodes: NodesThen {
                len: nodes.len,
                live: &nodes.live,
                ids: nodes.ids.texts(),
                label_codes: &nodes.label_codes,
                columns: &nodes.columns,
            },
            edges: EdgesThen {
                live: &edges.live,
                ids: edges.ids.texts(),
                sources: &edges.sources,
                targets: &edges.targets,
                types: &edges.types,
                columns: &edges.columns,
            },
        }
    }
}

impl Snapshot {
    #[inline(always)]
    pub(crate) fn moment(&self) -> Moment<'_> {
        let (nodes, edges) = (&self.nodes, &self.edges);
        Moment {
            epoch: self.epoch,
            revision: self.revision,
            directed: self.directed,
            symbols: &self.symbols,
            label_sets: &self.label_sets,
            outgoing: &nodes.outgoing,
            incoming: &nodes.incoming,
            nodes: NodesThen {
                len: nodes.len,
                live: &nodes.live,
                ids: &nodes.ids,
                label_codes: &nodes.label_codes,
                columns: &nodes.columns,
            },
            edges: EdgesThen {
                live: &edges.live,
                ids: &edges.ids,
                sources: &edges.sources,
                targets: &edges.targets,
                types: &edges.types,
                columns: &edges.columns,
            },
        }
    }
}

impl<'a> Moment<'a> {
    #[inline(always)]
    pub fn topology(self) -> Topology<'a> {
        Topology {
            directed: self.directed,
            outgoing: self.outgoing,
            incoming: self.incoming,
            live: self.edges.live,
            types: self.edges.types,
        }
    }

    #[inline]
    pub fn number(self, row: u32) -> Number {
        u64::from(self.epoch) << 32 | u64::from(row)
    }

    /// The number of a row, 0 for [`NONE`].
    #[inline]
    pub fn number_or_zero(self, row: u32) -> Number {
        if row == NONE { 0 } else { self.number(row) }
    }

    /// The row a number names, while it does, else [`NONE`].
    #[inline]
    pub fn row_or_none(self, subject: Subject, number: Number) -> u32 {
        let row = number as u32;
        let live = match subject {
            Subject::Node => self.nodes.live.get(row),
            Subject::Edge => self.edges.live.get(row),
        };
        if number >> 32 == u64::from(self.epoch) && live { row } else { NONE }
    }

    /// As `row_or_none`.
    ///
    /// # Errors
    /// `STALE_HANDLE` with the number.
    pub fn row(self, subject: Subject, number: Number) -> Result<u32, Failure> {
        match self.row_or_none(subject, number) {
            NONE => {
                let what = if subject == Subject::Node { "node" } else { "edge" };
                Err(Failure::new(Status::StaleHandle).detail(what).number(number))
            }
            row => Ok(row),
        }
    }

    pub fn columns(self, subject: Subject) -> &'a Columns {
        match subject {
            Subject::Node => self.nodes.columns,
            Subject::Edge => self.edges.columns,
        }
    }

    pub fn symbol_text(self, symbol: u16) -> Option<&'a str> {
        self.symbols.name(symbol)
    }
}
