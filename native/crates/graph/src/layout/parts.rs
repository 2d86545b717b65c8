//! The parts of a graph without an edge between them. Each is laid out alone: forces between them would only drive them apart.

use super::Point;
use super::start::Neighbors;
use crate::store::room::{collected, filled, push};
use kneiphof_kernels::OutOfMemory;

/// Bodies and the edges between them, which name bodies by their position here.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub bodies: Vec<u32>,
    pub edges: Vec<[u32; 2]>,
}

/// All parts; those with an anchor count as one, because where they lie to each other is settled. That one stands first, or else the
/// part with the most bodies.
pub(super) fn parts(edges: &[[u32; 2]], anchors: &[Option<Point>]) -> Result<Vec<Part>, OutOfMemory> {
    const NONE: u32 = u32::MAX;
    let neighbors = Neighbors::new(edges, anchors.len())?;
    let mut part_of = filled(NONE, anchors.len())?;
    let mut parts: Vec<Part> = Vec::new();
    let anchored = (0..anchors.len() as u32).filter(|body| anchors[*body as usize].is_some());
    let mut reached: Vec<u32> = collected(anchored)?;
    for first in 0..=anchors.len() as u32 {
        let index = parts.len() as u32;
        for body in &reached {
            part_of[*body as usize] = index;
        }
        let mut at = 0;
        while let Some(body) = reached.get(at).copied() {
            at += 1;
            for neighbor in neighbors.of(body) {
                if part_of[*neighbor as usize] == NONE {
                    part_of[*neighbor as usize] = index;
                    push(&mut reached, *neighbor)?;
                }
            }
        }
        if !reached.is_empty() {
            reached.sort_unstable();
            push(&mut parts, Part { bodies: std::mem::take(&mut reached), edges: Vec::new() })?;
        }
        if part_of.get(first as usize) == Some(&NONE) {
            push(&mut reached, first)?;
        }
    }
    let mut place_in_part = filled(0, anchors.len())?;
    for part in &parts {
        for (place, body) in (0..).zip(&part.bodies) {
            place_in_part[*body as usize] = place;
        }
    }
    for edge in edges {
        let part = &mut parts[part_of[edge[0] as usize] as usize];
        push(&mut part.edges, edge.map(|body| place_in_part[body as usize]))?;
    }
    if anchors.iter().all(Option::is_none)
        && let Some(largest) = (0..parts.len()).rev().max_by_key(|index| parts[*index].bodies.len())
    {
        parts.swap(0, largest);
    }
    Ok(parts)
}
