//! Where bodies start: those with a place at it, the others beside a neighbour that has one.

use super::{EDGE_LENGTH, Point, centre};
use crate::store::room::{collected, filled, room};
use kneiphof_kernels::OutOfMemory;

/// A small generator of random numbers (SplitMix64): the same seed gives the same layout.
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// From 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A direction of length 1.
    pub fn direction(&mut self) -> Point {
        Point::at_angle(self.unit() * std::f64::consts::TAU)
    }
}

/// The neighbours of each body, one list behind the other.
pub(super) struct Neighbors {
    ends: Vec<u32>,
    all: Vec<u32>,
}

impl Neighbors {
    pub fn new(edges: &[[u32; 2]], bodies: usize) -> Result<Self, OutOfMemory> {
        let mut ends: Vec<u32> = filled(0, bodies + 1)?;
        edges.as_flattened().iter().for_each(|body| ends[*body as usize + 1] += 1);
        for body in 0..bodies {
            ends[body + 1] += ends[body];
        }
        let mut next = collected(ends.iter().copied())?;
        let mut all = filled(0, 2 * edges.len())?;
        for [a, b] in edges {
            for (body, other) in [(a, b), (b, a)] {
                all[next[*body as usize] as usize] = *other;
                next[*body as usize] += 1;
            }
        }
        Ok(Neighbors { ends, all })
    }

    pub fn of(&self, body: u32) -> &[u32] {
        &self.all[self.ends[body as usize] as usize..self.ends[body as usize + 1] as usize]
    }
}

/// A first place for every body of a part: breadth first from those that have one, or else from the busiest one. So neighbours begin
/// near each other, and the forces have little to untangle.
pub(super) fn places(
    edges: &[[u32; 2]],
    anchors: &[Option<Point>],
    seed: u64,
) -> Result<Vec<Point>, OutOfMemory> {
    let mut random = Random::new(seed);
    let neighbors = Neighbors::new(edges, anchors.len())?;
    let middle = centre(anchors.iter().flatten().copied());

    let mut places = collected(anchors.iter().copied())?;
    let bodies = 0..anchors.len() as u32;
    // Each body once, in the order in which they were reached.
    let mut reached: Vec<u32> = Vec::new();
    room(&mut reached, anchors.len())?;
    reached.extend(bodies.clone().filter(|body| anchors[*body as usize].is_some()));
    if reached.is_empty()
        && let Some(busiest) = bodies.rev().max_by_key(|body| neighbors.of(*body).len())
    {
        places[busiest as usize] = Some(middle);
        reached.push(busiest);
    }
    let mut at = 0;
    while let Some(body) = reached.get(at).copied() {
        at += 1;
        let from = places[body as usize].unwrap_or(middle);
        for neighbor in neighbors.of(body) {
            let place = &mut places[*neighbor as usize];
            if place.is_none() {
                *place = Some(from.plus(random.direction().times(EDGE_LENGTH * (0.5 + random.unit()))));
                reached.push(*neighbor);
            }
        }
    }
    collected(places.into_iter().map(|place| place.unwrap_or(middle)))
}
