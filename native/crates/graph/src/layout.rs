//! Places for nodes, by forces.
//!
//! Nodes repel each other and edges pull their ends together, as in Fruchterman and Reingold, "Graph Drawing by
//! Force-directed Placement" (1991): repulsion k²/d, attraction d²/k, and steps limited by a falling temperature. Repulsion is
//! summed over a quadtree, as in Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm" (1986). A pull towards
//! the centre, as in Jacomy et al., "ForceAtlas2" (2014), keeps a part round. Parts without a connection are laid out each for
//! itself and packed side by side: among all forces they would drive each other far away.
//!
//! O(iterations · (n log n + m)) on the nodes and edges laid out. The same input and seed give the same places.

mod forces;
mod packing;
mod parts;
mod quadtree;
mod start;

use crate::Snapshot;
use crate::graph::out_of_memory;
use crate::shared::control::{Control, STEPS_UNCHECKED_MAX};
use crate::store::chunked::CHUNK_ROWS;
use crate::store::room::{collected, filled, push, room};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Status, Subject};
use packing::Disc;
use parts::Part;

/// The length most edges have in a layout, in the units of the places.
pub const EDGE_LENGTH: f64 = 80.0;

/// The distance that most nodes keep from their nearest neighbour, whatever the edges want.
const NODE_SPACING: f64 = 48.0;

/// How many nodes a layout takes.
pub const LAYOUT_NODES_MAX: usize = 50_000;

/// How many iterations a layout takes.
pub const LAYOUT_ITERATIONS_MAX: u32 = 5_000;

/// A place; not a number means not placed yet.
pub type Place = [f32; 2];

const NOWHERE: u32 = u32::MAX;

impl Snapshot {
    /// Places the nodes by the edges between them. A node that has a place is kept near it; one whose place is not a number
    /// gets one. Looks at every edge of the graph once.
    ///
    /// # Errors
    /// `STALE_HANDLE` for a number that names no node, `LIMIT_EXCEEDED`, `INVALID_ARGUMENT` when there are not as many places
    /// as nodes, `CANCELLED`, `OUT_OF_MEMORY`. Places are written on success only.
    pub fn layout(
        &self,
        nodes: &[u64],
        seed: u64,
        iterations: u32,
        places: &mut [Place],
        control: &Control,
    ) -> Result<(), Failure> {
        if places.len() != nodes.len() {
            return Err(Failure::malformed("number of places", places.len() as u64));
        }
        if nodes.len() > LAYOUT_NODES_MAX {
            let (number, limit) = (nodes.len() as u64, LAYOUT_NODES_MAX as u64);
            return Err(Failure::limit_exceeded("number of nodes in a layout", number, limit));
        }
        if iterations > LAYOUT_ITERATIONS_MAX {
            let (number, limit) = (u64::from(iterations), u64::from(LAYOUT_ITERATIONS_MAX));
            return Err(Failure::limit_exceeded("number of iterations of a layout", number, limit));
        }
        let _span = tracing::debug_span!("layout", nodes = nodes.len(), iterations).entered();
        // The body of each row, and of each node asked for: one that stands twice has one body.
        let rows = self.rows(Subject::Node) as usize;
        let mut body_of_row = filled(NOWHERE, rows).map_err(out_of_memory)?;
        let (mut bodies, mut body_places) = (Vec::new(), Vec::new());
        room(&mut bodies, nodes.len()).map_err(out_of_memory)?;
        room(&mut body_places, nodes.len()).map_err(out_of_memory)?;
        for (node, place) in nodes.iter().zip(&*places) {
            let row = self.living_node(*node)?;
            let body = &mut body_of_row[row as usize];
            if *body == NOWHERE {
                *body = body_places.len() as u32;
                body_places.push(*place);
            }
            bodies.push(*body);
        }
        let edges = self.edges_among(&body_of_row, control)?;
        arrange(&edges, seed, iterations, &mut body_places, control)?;
        for (place, body) in places.iter_mut().zip(bodies) {
            *place = body_places[body as usize];
        }
        Ok(())
    }

    fn living_node(&self, number: u64) -> Result<u32, Failure> {
        let row = number as u32;
        let (chunk, at) = (row as usize / CHUNK_ROWS, row as usize % CHUNK_ROWS);
        let known = self.number(row) == number && row < self.rows(Subject::Node);
        if known && self.live(Subject::Node, chunk)[at / 64] >> (at % 64) & 1 == 1 {
            Ok(row)
        } else {
            Err(Failure::new(Status::StaleHandle).detail("node").number(number))
        }
    }

    /// The living edges both ends of which have a body.
    fn edges_among(&self, body_of_row: &[u32], control: &Control) -> Result<Vec<[u32; 2]>, Failure> {
        let mut edges = Vec::new();
        control.expect(u64::from(self.rows(Subject::Edge)));
        for chunk in 0..self.chunks(Subject::Edge) {
            let live = self.live(Subject::Edge, chunk);
            for (at, (source, target)) in
                self.edge_sources(chunk).iter().zip(self.edge_targets(chunk)).enumerate()
            {
                let ends = [body_of_row[*source as usize], body_of_row[*target as usize]];
                if !ends.contains(&NOWHERE) && live[at / 64] >> (at % 64) & 1 == 1 {
                    push(&mut edges, ends).map_err(out_of_memory)?;
                }
            }
            control.advance(self.edge_sources(chunk).len() as u64)?;
        }
        Ok(edges)
    }
}

/// Places bodies by the edges between them; see [`Snapshot::layout`].
fn arrange(
    edges: &[[u32; 2]],
    seed: u64,
    iterations: u32,
    places: &mut [Place],
    control: &Control,
) -> Result<(), Failure> {
    control.expect(u64::from(iterations) * places.len() as u64);
    let ordered = edges.iter().map(|[a, b]| [*a.min(b), *a.max(b)]).filter(|[a, b]| a != b);
    let mut edges: Vec<[u32; 2]> = collected(ordered).map_err(out_of_memory)?;
    edges.sort_unstable();
    edges.dedup();
    let anchors = collected(places.iter().map(Point::placed)).map_err(out_of_memory)?;
    let parts = parts::parts(&edges, &anchors).map_err(out_of_memory)?;
    let mut laid_out: Vec<Vec<Point>> = Vec::new();
    room(&mut laid_out, parts.len()).map_err(out_of_memory)?;
    for part in &parts {
        laid_out.push(arrange_part(part, &anchors, seed, iterations, control)?);
    }
    let discs = collected(laid_out.iter().map(|points| Disc::around(points))).map_err(out_of_memory)?;
    let middles = packing::pack(&discs).map_err(out_of_memory)?;
    let mut points = filled(Point::default(), places.len()).map_err(out_of_memory)?;
    for (((part, placed), disc), middle) in parts.iter().zip(laid_out).zip(&discs).zip(middles) {
        let shift = middle.minus(disc.middle);
        for (body, point) in part.bodies.iter().zip(placed) {
            points[*body as usize] = point.plus(shift);
        }
    }
    if anchors.iter().all(Option::is_none) {
        let centre = centre(points.iter().copied());
        points.iter_mut().for_each(|point| *point = point.minus(centre));
    }
    for (place, point) in places.iter_mut().zip(points) {
        *place = [point.x as f32, point.y as f32];
    }
    Ok(())
}

/// The places of a part's bodies; those of a part that has no place yet are scaled, and lie around the origin.
fn arrange_part(
    part: &Part,
    anchors: &[Option<Point>],
    seed: u64,
    iterations: u32,
    control: &Control,
) -> Result<Vec<Point>, Failure> {
    let anchors = part.bodies.iter().map(|body| anchors[*body as usize]);
    let anchors = collected(anchors).map_err(out_of_memory)?;
    let mut points = start::places(&part.edges, &anchors, seed).map_err(out_of_memory)?;
    forces::relax(&part.edges, &anchors, iterations, seed, &mut points, control)?;
    if anchors.iter().all(Option::is_none) {
        scale(&part.edges, &mut points).map_err(out_of_memory)?;
    }
    Ok(points)
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    fn placed(place: &Place) -> Option<Self> {
        let [x, y] = *place;
        (x.is_finite() && y.is_finite()).then_some(Point { x: f64::from(x), y: f64::from(y) })
    }

    fn minus(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }

    fn plus(self, other: Point) -> Point {
        Point { x: self.x + other.x, y: self.y + other.y }
    }

    fn times(self, factor: f64) -> Point {
        Point { x: self.x * factor, y: self.y * factor }
    }

    fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    fn at_angle(angle: f64) -> Point {
        Point { x: angle.cos(), y: angle.sin() }
    }
}

fn centre(points: impl Iterator<Item = Point>) -> Point {
    let (count, sum) =
        points.fold((0.0, Point::default()), |(count, sum), point| (count + 1.0, sum.plus(point)));
    sum.times(1.0 / f64::max(count, 1.0))
}

/// Centres the places of a part, and scales them so that most edges have the usual length and most nodes keep their distance.
fn scale(edges: &[[u32; 2]], points: &mut [Point]) -> Result<(), OutOfMemory> {
    let lengths = edges.iter().map(|[a, b]| points[*a as usize].minus(points[*b as usize]).length());
    let by_edges = median(collected(lengths)?).map(|length| EDGE_LENGTH / length);
    let by_nodes = median(nearest_distances(points)?).map(|distance| NODE_SPACING / distance);
    let factor = by_edges.into_iter().chain(by_nodes).filter(|factor| factor.is_finite()).fold(0.0, f64::max);
    let factor = if factor > 0.0 { factor } else { 1.0 };
    let centre = centre(points.iter().copied());
    points.iter_mut().for_each(|point| *point = point.minus(centre).times(factor));
    Ok(())
}

fn median(mut lengths: Vec<f64>) -> Option<f64> {
    let middle = lengths.len() / 2;
    if lengths.is_empty() {
        return None;
    }
    Some(*lengths.select_nth_unstable_by(middle, f64::total_cmp).1)
}

/// Distance of each point to one near it: the nearest among the next few from left to right, which is close enough to scale by.
fn nearest_distances(points: &[Point]) -> Result<Vec<f64>, OutOfMemory> {
    const LOOKED_AT: usize = 32;
    let mut sorted = collected(points.iter().copied())?;
    sorted.sort_unstable_by(|a, b| a.x.total_cmp(&b.x));
    let nearest = |at: usize| {
        let window = &sorted[at.saturating_sub(LOOKED_AT)..sorted.len().min(at + LOOKED_AT + 1)];
        let here = at.min(LOOKED_AT);
        let others = window.iter().enumerate().filter(|(index, _)| *index != here);
        others.map(|(_, other)| other.minus(sorted[at]).length()).fold(f64::INFINITY, f64::min)
    };
    collected((0..sorted.len()).map(nearest).filter(|distance| distance.is_finite()))
}

#[cfg(test)]
mod tests;
