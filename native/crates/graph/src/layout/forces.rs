//! The iterations: forces, then steps no longer than the temperature allows.

use super::quadtree::Quadtree;
use super::start::Random;
use super::{Control, EDGE_LENGTH, Failure, Point, STEPS_UNCHECKED_MAX, centre};
use crate::graph::out_of_memory;
use crate::store::room::filled;

/// The pull towards the centre, in proportion to the distance.
const GRAVITY: f64 = 0.15;

/// How far a body may go from the place it had.
const LEASH: f64 = EDGE_LENGTH / 2.0;

/// How much of a step a body with a place takes: it gives way, others go round it.
const ANCHORED_STEP: f64 = 0.1;

/// Steps shorter than this everywhere end the iterations.
const REST: f64 = EDGE_LENGTH / 2_000.0;

/// Moves the points until they rest or the iterations are used up.
pub(super) fn relax(
    edges: &[[u32; 2]],
    anchors: &[Option<Point>],
    iterations: u32,
    seed: u64,
    points: &mut [Point],
    control: &Control,
) -> Result<(), Failure> {
    if points.len() < 2 {
        return Ok(());
    }
    let mut random = Random::new(seed ^ 0x6C61_796F_7574);
    let mut tree = Quadtree::default();
    let mut forces = filled(Point::default(), points.len()).map_err(out_of_memory)?;
    let anchored = anchors.iter().flatten().copied();
    let fixed_middle = anchors.iter().any(Option::is_some).then(|| centre(anchored));
    let hottest = EDGE_LENGTH * (points.len() as f64).sqrt() / 4.0;
    for iteration in 0..iterations {
        let middle = fixed_middle.unwrap_or_else(|| centre(points.iter().copied()));
        tree.build(points).map_err(out_of_memory)?;
        for (body, force) in forces.iter_mut().enumerate() {
            if body as u64 % STEPS_UNCHECKED_MAX == STEPS_UNCHECKED_MAX - 1 {
                control.advance(STEPS_UNCHECKED_MAX)?;
            }
            let apart = random.direction().times(1.0 / EDGE_LENGTH);
            let repulsion = tree.repulsion(body as u32, points, apart).map_err(out_of_memory)?;
            let repulsion = repulsion.times(EDGE_LENGTH * EDGE_LENGTH);
            *force = repulsion.plus(middle.minus(points[body]).times(GRAVITY));
        }
        for [a, b] in edges {
            let apart = points[*b as usize].minus(points[*a as usize]);
            let pull = apart.times(apart.length() / EDGE_LENGTH);
            forces[*a as usize] = forces[*a as usize].plus(pull);
            forces[*b as usize] = forces[*b as usize].minus(pull);
        }
        control.advance(points.len() as u64 % STEPS_UNCHECKED_MAX)?;
        let cooled = 1.0 - f64::from(iteration) / f64::from(iterations);
        let longest = step(points, &forces, anchors, hottest * cooled * cooled + REST);
        if longest < REST {
            break;
        }
    }
    Ok(())
}

/// Moves each point along its force, at most as far as the temperature; answers the longest step.
fn step(points: &mut [Point], forces: &[Point], anchors: &[Option<Point>], temperature: f64) -> f64 {
    let mut longest = 0.0_f64;
    for ((point, force), anchor) in points.iter_mut().zip(forces).zip(anchors) {
        let length = force.length();
        if length == 0.0 || !length.is_finite() {
            continue;
        }
        let mobility = if anchor.is_some() { ANCHORED_STEP } else { 1.0 };
        let stride = length.min(temperature) * mobility;
        *point = point.plus(force.times(stride / length));
        if let Some(anchor) = anchor {
            let away = point.minus(*anchor);
            if away.length() > LEASH {
                *point = anchor.plus(away.times(LEASH / away.length()));
            }
        }
        longest = longest.max(stride);
    }
    longest
}
