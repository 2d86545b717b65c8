//! A filter against the memory. To reach 85 % of its bandwidth is to take at most 1.18 times as long as a loop that reads
//! the same bytes and does nothing with them.

use super::Goal::{Shown, TimesAsLong};
use super::{Comparison, compare};

const LARGE_FILTER: &str = "filter, two conditions, over 32,000,000 nodes";
const READ_LOOP: &str = "the same bytes, summed";

pub const LARGE: &[Comparison] = &[
    compare(
        LARGE_FILTER,
        ("count, one thread", "large filter/count on one thread/32000000"),
        (READ_LOOP, "large filter/read loop/32000000"),
        TimesAsLong(1.18),
    ),
    compare(
        LARGE_FILTER,
        ("ids out, one thread", "large filter/ids out on one thread/32000000"),
        (READ_LOOP, "large filter/read loop/32000000"),
        Shown,
    ),
    compare(
        LARGE_FILTER,
        ("count, two threads", "large filter/count on two threads/32000000"),
        ("one thread", "large filter/count on one thread/32000000"),
        Shown,
    ),
    compare(
        LARGE_FILTER,
        ("ids out, two threads", "large filter/ids out on two threads/32000000"),
        ("one thread", "large filter/ids out on one thread/32000000"),
        Shown,
    ),
];
