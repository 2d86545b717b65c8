//! Queries: a filter, an order, a page.

use crate::graph::out_of_memory;
use crate::processors::processors;
use crate::query::filter::{Filter, FilterRows, ordering};
use crate::query::query_rows::{EdgeQueryRows, NamedIds, NodeQueryRows};
use crate::query::selected::Selected;
use crate::query::selection::Selection;
use crate::query::sort::sort;
use crate::shared::control::Control;
use crate::shared::shared_graph::SharedGraph;
use crate::store::room::{filled, room};
use crate::{NumberPage, PageHead, Snapshot};
use kneiphof_kernels::Level;
use kneiphof_wire::{Direction, Failure, OrderBy, QueryView, Status, Subject, ValueRef};
use std::cmp::Ordering;
use std::ops::Range;

/// A graph with fewer rows is queried under the lock: that is over sooner than a writer has copied what it touches.
const UNDER_LOCK_ROWS: u32 = 32_768;

impl SharedGraph {
    pub(crate) fn query(&self, subject: Subject, query: &QueryView<'_>) -> Result<NumberPage, Failure> {
        let mut numbers = Vec::new();
        let head = self.query_into(subject, query, None, |count| {
            numbers = filled(0, count).map_err(out_of_memory)?;
            Ok(&mut numbers)
        })?;
        Ok(NumberPage { numbers, total: head.total, cursor: head.cursor, revision: head.revision })
    }

    /// As `query_nodes` or `query_edges`, but writes the numbers to the room that is given for as many as the page has, and ends when
    /// the control says so.
    ///
    /// # Errors
    /// As `query_nodes`, what `room` fails with, and `CANCELLED`.
    pub fn query_into<'o>(
        &self,
        subject: Subject,
        query: &QueryView<'_>,
        control: Option<&Control>,
        room: impl FnOnce(usize) -> Result<&'o mut [u64], Failure>,
    ) -> Result<PageHead, Failure> {
        let threads = processors();
        self.query_on(threads, subject, query, control, room)
    }

    /// As `query_into`, on at most so many threads.
    ///
    /// # Errors
    /// As `query_into`.
    pub fn query_on<'o>(
        &self,
        threads: usize,
        subject: Subject,
        query: &QueryView<'_>,
        control: Option<&Control>,
        room: impl FnOnce(usize) -> Result<&'o mut [u64], Failure>,
    ) -> Result<PageHead, Failure> {
        let graph = self.read()?;
        let ids = NamedIds::of(&graph, subject, query).map_err(out_of_memory)?;
        let snapshot = graph.snapshot()?;
        if snapshot.rows(subject) >= UNDER_LOCK_ROWS {
            drop(graph);
        }
        match subject {
            Subject::Node => {
                let rows = NodeQueryRows { snapshot: &snapshot, ids: &ids };
                page_of(&snapshot, query, &rows, threads, control, room)
            }
            Subject::Edge => {
                let rows = EdgeQueryRows::new(&snapshot, &ids);
                page_of(&snapshot, query, &rows, threads, control, room)
            }
        }
    }
}

fn page_of<'o, R: FilterRows>(
    snapshot: &Snapshot,
    query: &QueryView<'_>,
    rows: &R,
    threads: usize,
    control: Option<&Control>,
    room: impl FnOnce(usize) -> Result<&'o mut [u64], Failure>,
) -> Result<PageHead, Failure> {
    let level = Level::best();
    let filter = Filter::compile(&query.program, rows, level)?;
    let chunks = snapshot.chunks(rows.subject());
    let selection = match filter.rows_of_index() {
        Some(set) => Selected::Indexed(set),
        None => Selected::Scanned(Selection::of(&filter, chunks, level, threads, control)?),
    };
    rows.outcome()?;
    let total = selection.len();
    let page = match query.order {
        OrderBy::Insertion => behind_the_last(snapshot, query, &selection)?,
        _ => from_position(snapshot, query, total)?,
    };
    let count = page.end - page.start;
    let numbers = room(count as usize)?;
    let mut cursor = 0;
    if query.order == OrderBy::Insertion {
        let ranks = if query.descending { total - page.end..total - page.start } else { page.clone() };
        selection.numbers(ranks, snapshot.number(0), numbers)?;
        if query.descending {
            numbers.reverse();
        }
        if page.end < total {
            cursor = numbers.last().copied().unwrap_or(0);
        }
    } else {
        let sorted = sorted(query, rows, &selection, control)?;
        let page_rows = &sorted[page.start as usize..page.end as usize];
        numbers.iter_mut().zip(page_rows).for_each(|(number, row)| *number = snapshot.number(*row));
        if page.end < total && count > 0 {
            cursor = page.end;
        }
    }
    Ok(PageHead { count, total, cursor, revision: snapshot.revision() })
}

/// Ranks behind the last row of the page before. Rows that came or went since do not disturb it; compaction does.
fn behind_the_last(
    snapshot: &Snapshot,
    query: &QueryView<'_>,
    selection: &Selected<'_>,
) -> Result<Range<u64>, Failure> {
    let start = if query.position == 0 {
        0
    } else if query.position >> 32 == snapshot.number(0) >> 32 {
        let last = query.position as u32;
        if query.descending {
            selection.len() - selection.rank(u64::from(last))
        } else {
            selection.rank(u64::from(last) + 1)
        }
    } else {
        return Err(Failure::new(Status::ExpiredCursor));
    };
    Ok(start..start.saturating_add(u64::from(query.limit)).min(selection.len()))
}

/// Ranks from a position in the sorted order, which must still be the order of the revision it was made at.
fn from_position(snapshot: &Snapshot, query: &QueryView<'_>, total: u64) -> Result<Range<u64>, Failure> {
    if query.revision != 0 && query.revision != snapshot.revision() {
        return Err(Failure::new(Status::ExpiredCursor));
    }
    let start = query.position.min(total);
    Ok(start..start.saturating_add(u64::from(query.limit)).min(total))
}

/// The selected rows in the order that is asked for.
fn sorted<R: FilterRows>(
    query: &QueryView<'_>,
    rows: &R,
    selection: &Selected<'_>,
    control: Option<&Control>,
) -> Result<Vec<u32>, Failure> {
    let mut selected = Vec::new();
    room(&mut selected, selection.len() as usize).map_err(out_of_memory)?;
    selected.extend(selection.rows());
    match query.order {
        OrderBy::Insertion => {}
        OrderBy::Degree => {
            let degree = |row| Some(rows.degree(row, Direction::Both));
            sort(&mut selected, query.descending, degree, u64::cmp, control)?;
        }
        OrderBy::Attribute(key) => {
            let column = rows.column(key);
            let value =
                |row| column.and_then(|column| column.value(row)).filter(|value| *value != ValueRef::Null);
            sort(&mut selected, query.descending, value, order_of_values, control)?;
        }
    }
    Ok(selected)
}

/// A total order: numbers, texts, booleans, instants, bytes, then what has no order, each among their own.
fn order_of_values(left: &ValueRef<'_>, right: &ValueRef<'_>) -> Ordering {
    let rank = |value: &ValueRef<'_>| match value {
        ValueRef::Integer(_) | ValueRef::Float(_) => 0,
        ValueRef::Text(_) => 1,
        ValueRef::Boolean(_) => 2,
        ValueRef::Instant(_) => 3,
        ValueRef::Bytes(_) => 4,
        _ => 5,
    };
    rank(left).cmp(&rank(right)).then_with(|| ordering(*left, *right).unwrap_or(Ordering::Equal))
}
