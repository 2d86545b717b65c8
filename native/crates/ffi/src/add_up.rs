//! The loop that exhibits measure; `crates/exhibit` compiles this very file once more.

use std::hint::black_box;

/// Adds the numbers from 0 up to `times`, one after the other, to `a`, wrapping around. O(times).
pub(crate) fn add_up(a: i64, times: i64) -> i64 {
    (0..times).fold(a, add_once)
}

/// A call of its own, as the empty call is: the compiler neither sees through it nor adds up by a formula.
#[inline(never)]
fn add_once(sum: i64, number: i64) -> i64 {
    black_box(sum.wrapping_add(black_box(number)))
}
