//! Parts side by side: the first stays where it is, the others stand around it in rings, the widest first.
//!
//! ```text
//!            . o o .
//!          o .-----. o         a ring is as thick as its widest disc; discs that leave room
//!         .  |first|  .        on their ring spread over it
//!          o '-----' o
//!            ' o o '
//! ```

use super::{NODE_SPACING, Point};
use crate::store::room::collected;
use kneiphof_kernels::OutOfMemory;
use std::f64::consts::TAU;

/// Room around a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disc {
    pub middle: Point,
    pub radius: f64,
}

impl Disc {
    /// Around all points, with half the room between nodes to spare.
    pub fn around(points: &[Point]) -> Disc {
        let first = points.first().copied().unwrap_or_default();
        let (mut least, mut greatest) = (first, first);
        for point in points {
            least = Point { x: least.x.min(point.x), y: least.y.min(point.y) };
            greatest = Point { x: greatest.x.max(point.x), y: greatest.y.max(point.y) };
        }
        let middle = least.plus(greatest).times(0.5);
        let farthest = points.iter().map(|point| point.minus(middle).length()).fold(0.0, f64::max);
        Disc { middle, radius: farthest + NODE_SPACING / 2.0 }
    }
}

/// Where the middle of each disc goes so that none covers another; the first stays. O(n log n).
pub(super) fn pack(discs: &[Disc]) -> Result<Vec<Point>, OutOfMemory> {
    let mut middles: Vec<Point> = collected(discs.iter().map(|disc| disc.middle))?;
    let Some(core) = discs.first() else { return Ok(middles) };
    let mut waiting: Vec<usize> = collected(1..discs.len())?;
    // Equal ones in the order in which they came; sorting that keeps it by itself would ask for memory.
    waiting.sort_unstable_by(|a, b| discs[*b].radius.total_cmp(&discs[*a].radius).then(a.cmp(b)));
    let mut inner = core.radius;
    let mut waiting = waiting.as_slice();
    while let Some(widest) = waiting.first() {
        let thickness = 2.0 * discs[*widest].radius;
        let distance = inner + thickness / 2.0;
        // Half of the angle that a disc takes, seen from the core: never more than a quarter turn, as the core has a radius.
        let half_angle = |index: usize| (discs[index].radius / distance).asin();
        let mut taken = 0.0;
        let fits = |index: &&usize| {
            taken += 2.0 * half_angle(**index);
            taken <= TAU
        };
        let (ring, rest) = waiting.split_at(waiting.iter().take_while(fits).count().max(1));
        let used: f64 = ring.iter().map(|index| 2.0 * half_angle(*index)).sum();
        let gap = (TAU - used).max(0.0) / ring.len() as f64;
        let mut angle = 0.0;
        for index in ring {
            angle += half_angle(*index);
            middles[*index] = core.middle.plus(Point::at_angle(angle).times(distance));
            angle += half_angle(*index) + gap;
        }
        inner += thickness;
        waiting = rest;
    }
    Ok(middles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_part_covers_another(radii in prop::collection::vec(1.0_f64..500.0, 0..60)) {
            let middle = Point { x: 7.0, y: -3.0 };
            let discs: Vec<Disc> = radii.iter().map(|radius| Disc { middle, radius: *radius }).collect();
            let middles = pack(&discs).unwrap();
            for a in 0..discs.len() {
                for b in 0..a {
                    let apart = middles[a].minus(middles[b]).length();
                    prop_assert!(apart >= discs[a].radius + discs[b].radius - 1e-6, "{a} and {b}: {apart}");
                }
            }
        }
    }

    #[test]
    fn a_thousand_single_nodes_take_the_room_of_a_disc() {
        let disc = Disc::around(&[Point::default()]);
        let middles = pack(&vec![disc; 1_000]).unwrap();
        let farthest = middles.iter().map(|middle| middle.length()).fold(0.0, f64::max);
        assert!(farthest < 1.3 * disc.radius * 1_000_f64.sqrt(), "{farthest}");
    }
}
