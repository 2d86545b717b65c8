//! What a layout promises.

use super::*;
use proptest::prelude::*;

const UNPLACED: Place = [f32::NAN; 2];

fn laid_out(edges: &[[u32; 2]], nodes: usize, seed: u64) -> Vec<Place> {
    let mut places = vec![UNPLACED; nodes];
    arrange(edges, seed, 150, &mut places, &Control::default()).unwrap();
    places
}

fn distance(a: Place, b: Place) -> f64 {
    f64::from(a[0] - b[0]).hypot(f64::from(a[1] - b[1]))
}

fn grid(side: u32) -> Vec<[u32; 2]> {
    let right = (0..side * side).filter(|at| at % side != side - 1).map(|at| [at, at + 1]);
    let down = (0..side * (side - 1)).map(|at| [at, at + side]);
    right.chain(down).collect()
}

#[test]
fn no_node_one_node_and_two_nodes_are_placed() {
    assert!(laid_out(&[], 0, 1).is_empty());
    assert_eq!(laid_out(&[], 1, 1), [[0.0, 0.0]]);
    let pair = laid_out(&[[0, 1]], 2, 1);
    assert!((distance(pair[0], pair[1]) - EDGE_LENGTH).abs() < 0.1, "{pair:?}");
    let strangers = laid_out(&[], 2, 1);
    assert!((distance(strangers[0], strangers[1]) - NODE_SPACING).abs() < 0.1, "{strangers:?}");
}

#[test]
fn the_same_seed_gives_the_same_places_and_another_seed_others() {
    let edges = grid(6);
    assert_eq!(laid_out(&edges, 36, 7), laid_out(&edges, 36, 7));
    assert_ne!(laid_out(&edges, 36, 7), laid_out(&edges, 36, 8));
}

#[test]
fn neighbours_lie_nearer_than_strangers() {
    let edges = grid(15);
    let places = laid_out(&edges, 225, 3);
    let mean = |pairs: &[[u32; 2]]| {
        pairs.iter().map(|[a, b]| distance(places[*a as usize], places[*b as usize])).sum::<f64>()
            / pairs.len() as f64
    };
    let all: Vec<[u32; 2]> = (0..225).flat_map(|a| (0..a).map(move |b| [a, b])).collect();
    assert!(mean(&edges) < mean(&all) / 4.0, "{} and {}", mean(&edges), mean(&all));
    assert!((mean(&edges) - EDGE_LENGTH).abs() < EDGE_LENGTH / 2.0, "{}", mean(&edges));
}

#[test]
fn the_leaves_of_a_star_keep_their_distance() {
    let edges: Vec<[u32; 2]> = (1..=300).map(|leaf| [0, leaf]).collect();
    let places = laid_out(&edges, 301, 5);
    let points: Vec<Point> = places.iter().filter_map(Point::placed).collect();
    assert!(median(nearest_distances(&points).unwrap()) >= Some(NODE_SPACING * 0.99));
}

#[test]
fn parts_without_a_connection_stay_on_one_page() {
    let mut edges = grid(5);
    edges.extend(grid(5).iter().map(|[a, b]| [a + 25, b + 25]));
    let places = laid_out(&edges, 60, 11);
    let farthest = places.iter().map(|place| distance(*place, [0.0, 0.0])).fold(0.0, f64::max);
    assert!(farthest < 12.0 * EDGE_LENGTH, "{farthest}");
}

/// The greatest distance from the middle of the first `core` places: of those, and of all.
fn radii(places: &[Place], core: usize) -> [f64; 2] {
    let points: Vec<Point> = places.iter().filter_map(Point::placed).collect();
    let middle = centre(points[..core].iter().copied());
    [core, places.len()]
        .map(|count| points[..count].iter().map(|point| point.minus(middle).length()).fold(0.0, f64::max))
}

#[test]
fn nodes_without_edges_and_small_parts_stand_beside_the_core() {
    let mut edges: Vec<[u32; 2]> = (0..80).flat_map(|a| [1, 3, 7].map(|step| [a, (a + step) % 80])).collect();
    edges.extend((80..90).map(|body| [body, body + 10]));
    for seed in 0..5 {
        let [core, all] = radii(&laid_out(&edges, 130, seed), 80);
        assert!(all < 2.0 * core, "{all} around {core}");
    }
}

#[test]
fn a_new_node_without_edges_stands_beside_those_that_have_a_place() {
    let mut places = laid_out(&grid(10), 100, 7);
    places.extend([UNPLACED; 5]);
    arrange(&grid(10), 9, 100, &mut places, &Control::default()).unwrap();
    let [core, all] = radii(&places, 100);
    assert!(all > core && all < 1.5 * core, "{all} around {core}");
}

#[test]
fn a_warm_start_keeps_placed_nodes_near_and_puts_new_ones_beside_them() {
    let edges = grid(6);
    let before = laid_out(&edges, 36, 7);
    let mut places = before.clone();
    places.push(UNPLACED);
    let mut more = edges.clone();
    more.push([14, 36]);
    arrange(&more, 9, 100, &mut places, &Control::default()).unwrap();
    for (now, then) in places.iter().zip(&before) {
        assert!(distance(*now, *then) <= EDGE_LENGTH / 2.0 + 0.1, "{now:?} {then:?}");
    }
    assert!(distance(places[36], places[14]) < 3.0 * EDGE_LENGTH);
}

#[test]
fn nodes_at_one_place_are_pulled_apart() {
    let mut places = vec![[5.0, 5.0]; 50];
    places.extend([UNPLACED; 3]);
    arrange(&[[0, 1], [50, 51], [1, 52]], 1, 100, &mut places, &Control::default()).unwrap();
    let distinct: std::collections::BTreeSet<_> =
        places.iter().map(|place| place.map(f32::to_bits)).collect();
    assert_eq!(distinct.len(), 53);
}

#[test]
fn self_loops_and_parallel_edges_change_nothing() {
    let edges = grid(4);
    let mut noisy: Vec<[u32; 2]> = edges.iter().flat_map(|[a, b]| [[*a, *b], [*b, *a], [*a, *a]]).collect();
    noisy.reverse();
    assert_eq!(laid_out(&edges, 16, 2), laid_out(&noisy, 16, 2));
}

fn coordinate() -> impl Strategy<Value = f32> {
    prop_oneof![Just(f32::NAN), Just(f32::INFINITY), Just(1e30_f32), -10.0_f32..10.0]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_place_is_a_number_whatever_came_in(
        places in prop::collection::vec(prop::array::uniform2(coordinate()), 0..40),
        ends in prop::collection::vec([any::<prop::sample::Index>(), any::<prop::sample::Index>()], 0..60),
        seed in any::<u64>(),
        iterations in 0_u32..30,
    ) {
        let mut places = places;
        let edges: Vec<[u32; 2]> = match places.len() {
            0 => vec![],
            count => ends.iter().map(|[a, b]| [a.index(count) as u32, b.index(count) as u32]).collect(),
        };
        arrange(&edges, seed, iterations, &mut places, &Control::default()).unwrap();
        prop_assert!(places.as_flattened().iter().all(|number| number.is_finite()));
    }
}

#[test]
fn f073_a_layout_tells_its_progress_and_looks_at_the_flag_every_so_many_steps() {
    for bodies in [100_u32, 5_000] {
        let mut places = vec![[f32::NAN; 2]; bodies as usize];
        let edges: Vec<[u32; 2]> = (1..bodies).map(|body| [body / 2, body]).collect();
        let control = Control::default();
        arrange(&edges, 3, 4, &mut places, &control).unwrap();
        // Longer stretches without a look are refused by an assertion inside.
        assert_eq!(control.progress(), (4 * u64::from(bodies), 4 * u64::from(bodies)));
    }
}

#[test]
fn f073_a_cancelled_layout_ends_at_the_next_look_and_writes_nothing() {
    let mut places = vec![[f32::NAN; 2]; 5_000];
    let edges: Vec<[u32; 2]> = (1..5_000).map(|body| [body / 2, body]).collect();
    let control = Control::default();
    control.cancel();
    let failure = arrange(&edges, 3, 1_000, &mut places, &control).unwrap_err();
    assert_eq!((failure.status, failure.number), (Status::Cancelled, STEPS_UNCHECKED_MAX));
    assert!(places.as_flattened().iter().all(|place| place.is_nan()));
}
