//! Sorts the rows of a query: in memory that may be refused, and with a look at the flag now and then.
//!
//! ```text
//! | 2,048 in order | 2,048 in order | 2,048 in order | …       sorted in place
//! | 4,096 in order                  | …                        merged from one list to the other and back
//! ```

use crate::graph::out_of_memory;
use crate::shared::control::{Control, STEPS_UNCHECKED_MAX, Untold, advance, expect};
use crate::store::room::{filled, room};
use kneiphof_wire::Failure;
use std::cmp::Ordering;
use std::mem::swap;

const RUN: usize = STEPS_UNCHECKED_MAX as usize;

/// A row and its key.
type Keyed<K> = (Option<K>, u32);

/// Sorts rows by a key; rows without one come last in either direction, equal ones stay in order of arrival. O(n log n).
///
/// # Errors
/// `OUT_OF_MEMORY`, `CANCELLED`.
pub(crate) fn sort<K: Copy>(
    rows: &mut [u32],
    descending: bool,
    key: impl Fn(u32) -> Option<K>,
    order: impl Fn(&K, &K) -> Ordering,
    control: Option<&Control>,
) -> Result<(), Failure> {
    let passes = rows.len().div_ceil(RUN).max(1).next_power_of_two().trailing_zeros();
    expect(control, (u64::from(passes) + 2) * rows.len() as u64);
    let mut keyed = Vec::new();
    room(&mut keyed, rows.len()).map_err(out_of_memory)?;
    let mut untold = Untold::of(control);
    keyed.extend(untold.watched(rows.iter().map(|row| (key(*row), *row))));
    untold.tell()?;
    // The rows come in order of arrival.
    let order = |left: &Keyed<K>, right: &Keyed<K>| {
        let by_key = match (&left.0, &right.0) {
            (Some(left), Some(right)) if descending => order(right, left),
            (Some(left), Some(right)) => order(left, right),
            (left, right) => right.is_some().cmp(&left.is_some()),
        };
        by_key.then(left.1.cmp(&right.1))
    };
    for run in keyed.chunks_mut(RUN) {
        run.sort_unstable_by(order);
        advance(control, run.len() as u64)?;
    }
    if keyed.len() > RUN {
        merge_runs(&mut keyed, order, control)?;
    }
    rows.iter_mut().zip(keyed).for_each(|(row, (_, sorted))| *row = sorted);
    Ok(())
}

fn merge_runs<K: Copy>(
    keyed: &mut Vec<Keyed<K>>,
    order: impl Fn(&Keyed<K>, &Keyed<K>) -> Ordering,
    control: Option<&Control>,
) -> Result<(), Failure> {
    let mut merged = filled((None, 0), keyed.len()).map_err(out_of_memory)?;
    let mut run = RUN;
    while run < keyed.len() {
        for (from, to) in keyed.chunks(2 * run).zip(merged.chunks_mut(2 * run)) {
            let (mut left, mut right) = from.split_at(run.min(from.len()));
            for places in to.chunks_mut(RUN) {
                for place in &mut *places {
                    let takes_left = match (left.first(), right.first()) {
                        (Some(left), Some(right)) => order(left, right).is_le(),
                        (left, _) => left.is_some(),
                    };
                    let side = if takes_left { &mut left } else { &mut right };
                    if let Some((next, rest)) = side.split_first() {
                        (*place, *side) = (*next, rest);
                    }
                }
                advance(control, places.len() as u64)?;
            }
        }
        swap(keyed, &mut merged);
        run *= 2;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_equals_the_standard_stable_sort_at_every_size() {
        for len in [0u32, 1, 2, 2_047, 2_048, 2_049, 4_096, 5_000, 20_000] {
            for descending in [false, true] {
                let key = |row: u32| (row % 7 != 3).then(|| row.wrapping_mul(2_654_435_761) >> 24);
                let mut rows: Vec<u32> = (0..len).collect();
                let mut expected = rows.clone();
                expected.sort_by_key(|row| match key(*row) {
                    Some(key) if descending => (false, u32::MAX - key),
                    Some(key) => (false, key),
                    None => (true, 0),
                });
                let control = Control::default();
                sort(&mut rows, descending, key, u32::cmp, Some(&control)).unwrap();
                assert_eq!(rows, expected, "{len}");
                let (done, total) = control.progress();
                assert_eq!(done, total, "{len}");
            }
        }
    }

    #[test]
    fn f073_a_cancelled_sort_ends() {
        let control = Control::default();
        control.cancel();
        let mut rows: Vec<u32> = (0..10_000).collect();
        assert!(sort(&mut rows, true, Some, u32::cmp, Some(&control)).is_err());
    }
}
