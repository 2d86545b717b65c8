//! Queries: a filter, an order, a page.

use crate::filter::{Filter, FilterRows, ordering};
use crate::query_rows::{EdgeQueryRows, NamedIds, NodeQueryRows};
use crate::shared::SharedGraph;
use crate::{NumberPage, Snapshot};
use kneiphof_wire::{Direction, Failure, OrderBy, QueryView, Status, Subject, ValueRef};
use std::cmp::Ordering;

/// A graph with fewer rows is queried under the lock: that is over sooner than a writer has copied what it touches.
const UNDER_LOCK_ROWS: u32 = 32_768;

impl SharedGraph {
    pub(crate) fn query(&self, subject: Subject, query: &QueryView<'_>) -> Result<NumberPage, Failure> {
        let graph = self.read()?;
        let ids = NamedIds::of(&graph, subject, query);
        let snapshot = graph.snapshot();
        if snapshot.rows(subject) < UNDER_LOCK_ROWS {
            return page(&snapshot, subject, query, &ids);
        }
        drop(graph);
        page(&snapshot, subject, query, &ids)
    }
}

fn page(
    snapshot: &Snapshot,
    subject: Subject,
    query: &QueryView<'_>,
    ids: &NamedIds<'_>,
) -> Result<NumberPage, Failure> {
    match subject {
        Subject::Node => page_of(snapshot, query, &NodeQueryRows { snapshot, ids }),
        Subject::Edge => page_of(snapshot, query, &EdgeQueryRows { snapshot, ids }),
    }
}

fn page_of<R: FilterRows>(
    snapshot: &Snapshot,
    query: &QueryView<'_>,
    rows: &R,
) -> Result<NumberPage, Failure> {
    let mut filter = Filter::compile(&query.program, rows)?;
    let mut matching = Vec::new();
    for chunk in 0..snapshot.chunks(rows.subject()) {
        for (word, bits) in filter.block(chunk).into_iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                matching.push((chunk * crate::CHUNK_ROWS + at) as u32);
                bits &= bits - 1;
            }
        }
    }
    let total = matching.len() as u64;
    let limit = query.limit as usize;
    let (page, cursor) = match query.order {
        OrderBy::Insertion => by_insertion(snapshot, query, matching, limit)?,
        OrderBy::Degree => {
            sort(&mut matching, query.descending, |row| Some(rows.degree(row, Direction::Both)), u64::cmp);
            by_position(snapshot, query, matching, limit)?
        }
        OrderBy::Attribute(key) => {
            let column = rows.column(key);
            let value =
                |row| column.and_then(|column| column.value(row)).filter(|value| *value != ValueRef::Null);
            sort(&mut matching, query.descending, value, order_of_values);
            by_position(snapshot, query, matching, limit)?
        }
    };
    let numbers = page.into_iter().map(|row| snapshot.number(row)).collect();
    Ok(NumberPage { numbers, total, cursor, revision: snapshot.revision() })
}

/// Rows behind the last one of the page before. Rows that came or went since do not disturb it; compaction does.
fn by_insertion(
    snapshot: &Snapshot,
    query: &QueryView<'_>,
    mut rows: Vec<u32>,
    limit: usize,
) -> Result<(Vec<u32>, u64), Failure> {
    if query.descending {
        rows.reverse();
    }
    let start = if query.position == 0 {
        0
    } else if query.position >> 32 == snapshot.number(0) >> 32 {
        let last = query.position as u32;
        rows.partition_point(|row| if query.descending { *row >= last } else { *row <= last })
    } else {
        return Err(Failure::new(Status::ExpiredCursor));
    };
    let end = start.saturating_add(limit).min(rows.len());
    let cursor = if end < rows.len() && end > start { snapshot.number(rows[end - 1]) } else { 0 };
    Ok((rows[start..end].to_vec(), cursor))
}

/// Rows from a position in the sorted order, which must still be the order of the revision it was made at.
fn by_position(
    snapshot: &Snapshot,
    query: &QueryView<'_>,
    rows: Vec<u32>,
    limit: usize,
) -> Result<(Vec<u32>, u64), Failure> {
    if query.revision != 0 && query.revision != snapshot.revision() {
        return Err(Failure::new(Status::ExpiredCursor));
    }
    let start = usize::try_from(query.position).unwrap_or(usize::MAX).min(rows.len());
    let end = start.saturating_add(limit).min(rows.len());
    let cursor = if end < rows.len() && end > start { end as u64 } else { 0 };
    Ok((rows[start..end].to_vec(), cursor))
}

/// Sorts rows by a key; rows without one come last in either direction, equal ones stay in order of arrival.
fn sort<K>(
    rows: &mut Vec<u32>,
    descending: bool,
    key: impl Fn(u32) -> Option<K>,
    order: impl Fn(&K, &K) -> Ordering,
) {
    let mut keyed: Vec<(Option<K>, u32)> = rows.iter().map(|row| (key(*row), *row)).collect();
    keyed.sort_by(|(left, _), (right, _)| match (left, right) {
        (Some(left), Some(right)) if descending => order(right, left),
        (Some(left), Some(right)) => order(left, right),
        (left, right) => right.is_some().cmp(&left.is_some()),
    });
    rows.clear();
    rows.extend(keyed.into_iter().map(|(_, row)| row));
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
