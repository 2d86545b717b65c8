//! Who is connected with whom: two shapes of random graphs, without duplicates and without loops.

use crate::SplitMix64;
use std::collections::HashSet;

/// Sequences of the seed; the attributes take others.
const PLACES: u64 = 1;
const ENDS: u64 = 2;

/// How the ends of edges are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// R-MAT with the probabilities .57, .19, .19 and .05: few hubs, many nodes without an edge.
    RMat,
    /// So many communities of equal size; nine edges of ten stay within one.
    Communities(u32),
}

/// Pairs of node indexes in the order of arrival.
///
/// # Panics
/// When there is no room for so many different edges.
pub fn edges(shape: Shape, nodes: u32, edges: u32, seed: u64) -> (Vec<u32>, Vec<u32>) {
    assert!(u64::from(edges) * 4 <= u64::from(nodes) * u64::from(nodes), "too many edges for the nodes");
    // Without it the hubs of R-MAT would stand at the front, side by side in every cache.
    let places = SplitMix64::new(seed, PLACES).permutation(nodes);
    let mut random = SplitMix64::new(seed, ENDS);
    let mut seen = HashSet::with_capacity(edges as usize);
    let (mut sources, mut targets) = (Vec::new(), Vec::new());
    while sources.len() < edges as usize {
        let (source, target) = match shape {
            Shape::RMat => r_mat(&mut random, nodes),
            Shape::Communities(count) => within_communities(&mut random, nodes, count),
        };
        if source < nodes && target < nodes && source != target && seen.insert((source, target)) {
            sources.push(places[source as usize]);
            targets.push(places[target as usize]);
        }
    }
    (sources, targets)
}

/// The community of the node at each index.
pub fn communities(nodes: u32, count: u32, seed: u64) -> Vec<u32> {
    let places = SplitMix64::new(seed, PLACES).permutation(nodes);
    let mut communities = vec![0; nodes as usize];
    for (vertex, place) in places.into_iter().enumerate() {
        communities[place as usize] = vertex as u32 / (nodes / count);
    }
    communities
}

/// Halves the adjacency matrix once for each bit of a node; may fall outside when `nodes` is no power of two.
fn r_mat(random: &mut SplitMix64, nodes: u32) -> (u32, u32) {
    let (mut source, mut target) = (0, 0);
    for _ in 0..u32::BITS - (nodes - 1).leading_zeros() {
        let quadrant = random.unit();
        let down = quadrant >= 0.76;
        let right = (0.57..0.76).contains(&quadrant) || quadrant >= 0.95;
        source = source << 1 | u32::from(down);
        target = target << 1 | u32::from(right);
    }
    (source, target)
}

fn within_communities(random: &mut SplitMix64, nodes: u32, count: u32) -> (u32, u32) {
    let size = nodes / count;
    let source = random.below(nodes);
    let stays = random.unit() < 0.9;
    let target = if stays { source / size * size + random.below(size) } else { random.below(nodes) };
    (source, target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(shape: Shape, nodes: u32, count: u32, seed: u64) -> Vec<(u32, u32)> {
        let (sources, targets) = edges(shape, nodes, count, seed);
        sources.into_iter().zip(targets).collect()
    }

    #[test]
    fn no_edge_stands_twice_and_none_is_a_loop() {
        for shape in [Shape::RMat, Shape::Communities(10)] {
            let edges = pairs(shape, 1_000, 5_000, 42);
            let distinct: HashSet<_> = edges.iter().copied().collect();
            assert_eq!(distinct.len(), 5_000);
            assert!(edges.iter().all(|(source, target)| source != target && *source.max(target) < 1_000));
        }
    }

    #[test]
    fn one_seed_gives_one_graph_and_another_seed_another() {
        let edges = |seed| pairs(Shape::RMat, 1_000, 5_000, seed);
        assert_eq!(edges(42), edges(42));
        assert_ne!(edges(42), edges(43));
    }

    #[test]
    fn r_mat_has_hubs_and_lonely_nodes() {
        let (sources, targets) = edges(Shape::RMat, 10_000, 50_000, 42);
        let mut degrees = vec![(0_u32, 0_u32); 10_000];
        sources.iter().for_each(|node| degrees[*node as usize].0 += 1);
        targets.iter().for_each(|node| degrees[*node as usize].1 += 1);
        assert!(degrees.iter().any(|(out, _)| *out > 500), "a hub has a hundred times the mean");
        let lonely = degrees.iter().filter(|degree| **degree == (0, 0)).count();
        assert!((2_000..5_000).contains(&lonely), "{lonely} nodes without an edge");
    }

    #[test]
    fn nine_edges_of_ten_stay_within_their_community() {
        let communities = communities(1_000, 10, 42);
        for community in 0..10 {
            assert_eq!(communities.iter().filter(|of| **of == community).count(), 100);
        }
        let edges = pairs(Shape::Communities(10), 1_000, 5_000, 42);
        let inside =
            edges.iter().filter(|(a, b)| communities[*a as usize] == communities[*b as usize]).count();
        assert!(
            (4_400..4_600).contains(&inside),
            "{inside} of 5,000 edges inside, one in ten strays by chance too"
        );
    }
}
