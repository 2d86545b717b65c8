use super::fixture::{Plain, directed, edge, edge_section, node, node_section, removal};
use crate::{Control, EdgeDirection, SharedGraph};
use kneiphof_wire::{BatchBuilder, Operation, Status, Subject, Value};

const NODES: usize = 5_000;

fn id(at: usize) -> String {
    format!("node {at}")
}

/// Nodes with an attribute of each kind of store, and edges whose lists grow by turns, so that their blocks move.
fn loaded() -> SharedGraph {
    let graph = directed();
    let nodes: Vec<_> = (0..NODES)
        .map(|at| {
            let made = node(&id(at)).label("L").with("rank", at as i64).with("x", at as f64);
            let made = made.with("city", format!("city {}", at % 300).as_str()).with("is", at % 2 == 0);
            made.with("note", Value::Bytes(vec![at as u8; at % 50]))
        })
        .collect();
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &nodes))).unwrap();
    for turn in 0..5 {
        let edges: Vec<_> = (0..NODES)
            .map(|at| edge(&id(at), &id(at * 7 % NODES)).id(&format!("{turn} {at}")).with("w", 0.5))
            .collect();
        graph.batch(BatchBuilder::new().section(edge_section(Operation::Add, &edges))).unwrap();
    }
    graph
}

fn part_bytes(graph: &SharedGraph, part: &str) -> u64 {
    let parts = graph.memory().unwrap();
    parts.iter().filter(|found| found.part == part).map(|found| found.bytes).sum()
}

#[test]
fn shrinking_after_a_load_gives_back_blocks_and_room_and_numbers_stay_good() {
    let graph = loaded();
    let number = graph.find_node(&id(17)).unwrap();
    let lists = part_bytes(&graph, "adjacency out");
    let shrunk = graph.shrink(&Control::default()).unwrap();
    assert_eq!(shrunk.after_bytes, graph.counts().bytes);
    assert!(shrunk.after_bytes < shrunk.before_bytes);
    // Five edges take a block of 8 entries, not blocks of 2, 4 and 8.
    assert!(part_bytes(&graph, "adjacency out") < lists * 3 / 4);
    assert_eq!(graph.find_node(&id(17)), Ok(number));
    assert_eq!(graph.node(&id(17)).unwrap().attributes[0].1, Value::Integer(17));
    let again = graph.shrink(&Control::default()).unwrap();
    assert_eq!(again.after_bytes, again.before_bytes, "nothing is left to give back");
}

#[test]
fn shrinking_after_removals_leaves_what_the_rest_would_take_if_it_were_loaded_alone() {
    let graph = loaded();
    let gone: Vec<_> = (0..NODES).filter(|at| at % 8 != 0).map(id).collect();
    let gone: Vec<_> = gone.iter().map(String::as_str).collect();
    let full = graph.shrink(&Control::default()).unwrap().after_bytes;
    graph.batch(BatchBuilder::new().section(removal(Subject::Node, &gone))).unwrap();
    let shrunk = graph.shrink(&Control::default()).unwrap();
    assert!(shrunk.after_bytes < full / 6, "{shrunk:?} of {full}");
}

#[test]
fn texts_and_bytes_that_nobody_has_any_more_are_given_back() {
    let graph = directed();
    let with = |text: fn(usize) -> String| -> Vec<_> {
        (0..3_000).map(|at| node(&id(at)).with("text", text(at).as_str())).collect()
    };
    let long = with(|at| format!("{:>80}", at % 1_000));
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &long))).unwrap();
    let short = with(|at| format!("{}", at % 3));
    graph.batch(BatchBuilder::new().section(node_section(Operation::Upsert, &short))).unwrap();
    assert!(part_bytes(&graph, "node texts") > 80_000);
    graph.shrink(&Control::default()).unwrap();
    assert!(part_bytes(&graph, "node texts") < 1_000);
    assert_eq!(graph.node(&id(2_999)).unwrap().attributes[0].1, Value::from("2"));
}

#[test]
fn snapshots_and_their_columns_stay_as_they_were_while_the_graph_is_shrunk() {
    let graph = loaded();
    let snapshot = graph.snapshot().unwrap();
    let key = graph.intern("rank").unwrap() as u16;
    let told = |at: u32| {
        let column = snapshot.columns(Subject::Node).find(|column| column.key() == key).unwrap();
        (snapshot.node_id(at).to_owned(), format!("{:?}", column.value(at)))
    };
    let before: Vec<_> = (0..NODES as u32).map(told).collect();
    let lists = snapshot.csr(Some(EdgeDirection::Out), None).unwrap();
    let (offsets, targets) = (lists.offsets().to_vec(), lists.targets().to_vec());
    graph.remove_node(&id(3), 0).unwrap();
    graph.shrink(&Control::default()).unwrap();
    assert!((0..NODES as u32).map(told).eq(before));
    let built = snapshot.build_csr(Some(EdgeDirection::Out), 1, None).unwrap();
    assert_eq!((built.offsets(), built.targets()), (&offsets[..], &targets[..]));
    assert!(graph.snapshots().held_bytes > 0, "what the snapshot alone has is counted");
    drop((snapshot, lists, built));
    assert_eq!(graph.snapshots().held_bytes, 0);
}

#[test]
fn a_cancelled_shrinking_ends_with_all_there_and_tells_how_far_it_came() {
    let graph = loaded();
    let control = Control::default();
    control.cancel();
    let failure = graph.shrink(&control).unwrap_err();
    assert_eq!(failure.status, Status::Cancelled);
    assert_eq!(graph.node_count(), NODES as u64);
    let whole = Control::default();
    graph.shrink(&whole).unwrap();
    let (done, total) = whole.progress();
    assert!(done == total && done > 0, "{done} of {total}");
}
