//! Repulsion from all points at once: points far away act as one, from the middle of their cell.

use super::Point;
use crate::store::room::{extend, push};
use kneiphof_kernels::OutOfMemory;

/// Cells are not divided further: points closer than this act from their common middle.
const DEPTH_MAX: u32 = 32;

/// A cell narrower than this part of its distance acts as one point; squared.
const OPENING_SQUARED: f64 = 0.8 * 0.8;

const NONE: u32 = u32::MAX;

/// A square, its points' number and sum, and its four quarters.
#[derive(Clone, Copy, Debug)]
struct Cell {
    middle: Point,
    half: f64,
    mass: f64,
    sum: Point,
    /// The only point of a cell that was not divided.
    only: u32,
    quarters: [u32; 4],
}

/// Rebuilt in each iteration; keeps its memory.
#[derive(Debug, Default)]
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    stack: Vec<u32>,
}

impl Quadtree {
    /// Takes in all points. O(n log n), and never deeper than [`DEPTH_MAX`], wherever the points lie.
    pub fn build(&mut self, points: &[Point]) -> Result<(), OutOfMemory> {
        let least = points.iter().fold(Point { x: f64::INFINITY, y: f64::INFINITY }, |least, point| Point {
            x: least.x.min(point.x),
            y: least.y.min(point.y),
        });
        let greatest =
            points.iter().fold(Point { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY }, |most, point| Point {
                x: most.x.max(point.x),
                y: most.y.max(point.y),
            });
        let size = greatest.minus(least);
        self.cells.clear();
        let half = (size.x.max(size.y) / 2.0).max(1e-9);
        push(&mut self.cells, Cell::empty(least.plus(size.times(0.5)), half))?;
        (0..points.len()).try_for_each(|point| self.insert(point as u32, points))
    }

    fn insert(&mut self, point: u32, points: &[Point]) -> Result<(), OutOfMemory> {
        let mut at = 0;
        for depth in 0.. {
            let cell = &mut self.cells[at];
            let was_empty = cell.mass == 0.0;
            cell.mass += 1.0;
            cell.sum = cell.sum.plus(points[point as usize]);
            if was_empty {
                cell.only = point;
                return Ok(());
            }
            let before = std::mem::replace(&mut cell.only, NONE);
            if depth == DEPTH_MAX {
                return Ok(());
            }
            if before != NONE {
                let quarter = self.quarter(at, points[before as usize])?;
                let cell = &mut self.cells[quarter];
                (cell.mass, cell.sum, cell.only) = (1.0, points[before as usize], before);
            }
            at = self.quarter(at, points[point as usize])?;
        }
        Ok(())
    }

    /// The quarter of a cell that holds a point, made when there is none.
    fn quarter(&mut self, at: usize, point: Point) -> Result<usize, OutOfMemory> {
        let cell = self.cells[at];
        let (right, below) = (point.x >= cell.middle.x, point.y >= cell.middle.y);
        let index = usize::from(right) + 2 * usize::from(below);
        if cell.quarters[index] == NONE {
            let half = cell.half / 2.0;
            let towards = |positive: bool| if positive { half } else { -half };
            let middle = cell.middle.plus(Point { x: towards(right), y: towards(below) });
            push(&mut self.cells, Cell::empty(middle, half))?;
            self.cells[at].quarters[index] = self.cells.len() as u32 - 1;
        }
        Ok(self.cells[at].quarters[index] as usize)
    }

    /// The sum of `direction / distance` from all other points to this one. Points at the same place are pushed apart along `apart`.
    pub fn repulsion(&mut self, point: u32, points: &[Point], apart: Point) -> Result<Point, OutOfMemory> {
        let here = points[point as usize];
        let mut force = Point::default();
        self.stack.clear();
        push(&mut self.stack, 0)?;
        while let Some(at) = self.stack.pop() {
            let cell = &self.cells[at as usize];
            if cell.only == point {
                continue;
            }
            let away = here.minus(cell.sum.times(1.0 / cell.mass));
            let squared = away.x * away.x + away.y * away.y;
            let width = 2.0 * cell.half;
            let divided = cell.quarters != [NONE; 4];
            if divided && width * width > OPENING_SQUARED * squared {
                let quarters = cell.quarters.iter().copied();
                extend(&mut self.stack, quarters.filter(|quarter| *quarter != NONE))?;
            } else if squared > 1e-12 {
                force = force.plus(away.times(cell.mass / squared));
            } else {
                force = force.plus(apart.times(cell.mass));
            }
        }
        Ok(force)
    }
}

impl Cell {
    fn empty(middle: Point, half: f64) -> Self {
        Cell { middle, half, mass: 0.0, sum: Point::default(), only: NONE, quarters: [NONE; 4] }
    }
}

#[cfg(test)]
mod tests {
    use super::super::start::Random;
    use super::*;

    fn exact(point: usize, points: &[Point]) -> Point {
        let others = points.iter().enumerate().filter(|(other, _)| *other != point);
        others.fold(Point::default(), |force, (_, other)| {
            let away = points[point].minus(*other);
            force.plus(away.times(1.0 / (away.x * away.x + away.y * away.y)))
        })
    }

    #[test]
    fn the_tree_comes_near_the_exact_sum() {
        let mut random = Random::new(7);
        let points: Vec<Point> =
            (0..500).map(|_| Point { x: random.unit() * 100.0, y: random.unit() * 100.0 }).collect();
        let mut tree = Quadtree::default();
        tree.build(&points).unwrap();
        let (mut error, mut size) = (0.0, 0.0);
        for point in 0..points.len() {
            let exact = exact(point, &points);
            let told = tree.repulsion(point as u32, &points, Point::default()).unwrap();
            error += told.minus(exact).length();
            size += exact.length();
        }
        assert!(error < 0.03 * size, "{error} of {size}");
    }

    #[test]
    fn points_at_one_place_end_the_division_and_are_pushed_apart() {
        let mut points = vec![Point { x: 1.0, y: 1.0 }; 100];
        points.push(Point { x: 1e6, y: 0.0 });
        let mut tree = Quadtree::default();
        tree.build(&points).unwrap();
        assert!(tree.cells.len() < 500);
        let force = tree.repulsion(3, &points, Point { x: 1.0, y: 0.0 }).unwrap();
        assert!(force.x > 50.0 && force.y.abs() < 1.0, "{force:?}");
    }
}
