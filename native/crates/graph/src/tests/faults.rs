//! What fails, fails as a whole, and the next good call works.

use super::fixture::*;
use crate::{Environment, GraphOptions, SharedGraph, Storage};
use kneiphof_wire::{
    BatchBuilder, Comparison, Operation, QueryBuilder, QueryView, Status, Subject, TestSubject, Value,
};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Log {
    failing: AtomicBool,
    frames: Mutex<Vec<(u64, Vec<u8>)>>,
}

impl Storage for Log {
    fn keeps_frames(&self) -> bool {
        true
    }

    fn append(&self, revision: u64, frame: &[u8]) -> Result<(), String> {
        if self.failing.load(Ordering::Relaxed) {
            return Err("disk full".to_owned());
        }
        self.frames.lock().unwrap().push((revision, frame.to_vec()));
        Ok(())
    }
}

fn with(change: impl FnOnce(&mut Environment)) -> SharedGraph {
    let mut environment = Environment::standard(u64::MAX);
    change(&mut environment);
    SharedGraph::open(GraphOptions::default(), environment).unwrap()
}

/// A batch that touches everything there is: new and old rows, edges at removed nodes, a new column, a new label.
fn mixed_batch() -> BatchBuilder {
    BatchBuilder::new()
        .section(node_section(Operation::Add, &[node("c").label("New").with("fresh", "text"), node("d")]))
        .section(node_section(Operation::Merge, &[node("a").label("More").with("k", "now a text")]))
        .section(edge_section(
            Operation::Add,
            &[edge("c", "d"), edge("a", "c").id("x").kind("T").with("w", 1)],
        ))
        .section(removal(Subject::Node, &["b"]))
        .section(node_section(Operation::Upsert, &[node("b"), node("a")]))
}

fn prepared(graph: &SharedGraph) {
    graph.add(node("a").label("L").with("k", 1)).unwrap();
    graph.add(node("b").with("k", Value::Opaque(77))).unwrap();
    graph.join(edge("a", "b").kind("T").with("w", 2)).unwrap();
    graph.join(edge("b", "a").id("own")).unwrap();
}

fn state(graph: &SharedGraph) -> String {
    let nodes = ["a", "b", "c", "d"].map(|id| graph.node(id));
    let edges = ["a-[T]->b", "own", "c->d", "x"].map(|id| graph.edge(id));
    let description = graph.description();
    let counted = ["labels", "types"].map(|list| entry(&description, list).clone());
    let counts = graph.counts();
    format!("{nodes:?} {edges:?} {counted:?} {} {} {}", counts.revision, counts.released, counts.epoch)
}

#[test]
fn f047_f080_a_batch_refused_wherever_the_quota_ends_changes_nothing_and_the_next_call_works() {
    let graph = with(|_| ());
    prepared(&graph);
    let (least, mut lacking) = (graph.counts().bytes + 1_000, Vec::new());
    for quota_bytes in (least..).step_by(64) {
        let graph = with(|environment| environment.quota_bytes = quota_bytes);
        prepared(&graph);
        let before = state(&graph);
        match graph.batch(mixed_batch()) {
            Ok(_) => break,
            Err(failure) => {
                assert_eq!((failure.status, failure.limit), (Status::OutOfQuota, quota_bytes));
                lacking.push(failure.number);
            }
        }
        assert_eq!(state(&graph), before, "quota {quota_bytes}");
        graph.remove_node("a", 0).unwrap();
    }
    lacking.dedup();
    assert!(lacking.len() > 8, "refused at many places: {lacking:?}");
}

#[test]
fn f103_indexes_are_as_before_a_change_that_cannot_be_stored() {
    let log = Arc::new(Log::default());
    let graph = with(|environment| environment.storage = log.clone());
    prepared(&graph);
    graph.declare_index(Subject::Node, TestSubject::Attribute, "k", None).unwrap();
    graph.declare_index(Subject::Node, TestSubject::Label, "", None).unwrap();
    let told = || {
        let of_k = |value: Value| QueryBuilder::new(9).attribute("k", Comparison::Eq, &[value]).build();
        let label =
            |name| QueryBuilder::new(9).test(TestSubject::Label, Comparison::Eq, &[Value::from(name)]);
        let queries = [of_k(Value::Integer(1)), of_k(Value::from("now a text")), label("New").build()];
        queries.map(|query| graph.query_nodes(&QueryView::parse(&query).unwrap()).unwrap().numbers)
    };
    let before = told();
    log.failing.store(true, Ordering::Relaxed);
    assert_eq!(graph.batch(mixed_batch()).unwrap_err().status, Status::StorageFailed);
    assert_eq!(graph.remove_node("a", 0).unwrap_err().status, Status::StorageFailed);
    assert_eq!(told(), before);
    log.failing.store(false, Ordering::Relaxed);
    graph.batch(mixed_batch()).unwrap();
    assert_eq!(told().map(|found| found.len()), [0, 0, 1]);
}

#[test]
fn f103_an_index_is_declared_and_dropped_in_the_log_or_not_at_all() {
    let log = Arc::new(Log::default());
    let graph = with(|environment| environment.storage = log.clone());
    prepared(&graph);
    let indexes = || entry(&graph.description(), "indexes").clone();
    let (before, none, symbols) = (graph.revision(), indexes(), graph.names());
    log.failing.store(true, Ordering::Relaxed);
    let declare = || graph.declare_index(Subject::Edge, TestSubject::Attribute, "new", None);
    assert_eq!(declare().unwrap_err().status, Status::StorageFailed);
    assert_eq!((graph.revision(), indexes(), graph.names()), (before, none.clone(), symbols));
    log.failing.store(false, Ordering::Relaxed);
    assert!(declare().unwrap());
    let declared = indexes();
    log.failing.store(true, Ordering::Relaxed);
    let drop = || graph.drop_index(Subject::Edge, TestSubject::Attribute, "new");
    assert_eq!(drop().unwrap_err().status, Status::StorageFailed);
    assert_eq!(indexes(), declared);
    log.failing.store(false, Ordering::Relaxed);
    assert!(drop().unwrap() && indexes() == none);
    let frames = log.frames.lock().unwrap();
    let told: Vec<_> =
        frames[frames.len() - 2..].iter().map(|(revision, frame)| (*revision, &frame[..])).collect();
    let (attribute, add, remove) =
        (TestSubject::Attribute as u8, Operation::Add as u8, Operation::Remove as u8);
    let entry = |kind, operation, what| {
        [&[kind, u8::from(kind == 4), operation, what, 3, 0, 0, 0][..], b"new"].concat()
    };
    let first = [entry(3, 0, 0), entry(4, add, attribute)].concat();
    assert_eq!(told, [(before + 1, &first[..]), (before + 2, &entry(4, remove, attribute)[..])]);
}

#[test]
fn f103_a_change_that_cannot_be_stored_is_undone_and_the_next_one_works() {
    let log = Arc::new(Log::default());
    let graph = with(|environment| environment.storage = log.clone());
    prepared(&graph);
    let before = state(&graph);
    log.failing.store(true, Ordering::Relaxed);
    let failure = graph.batch(mixed_batch()).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::StorageFailed, "disk full"));
    assert_eq!(graph.remove_node("b", 0).unwrap_err().status, Status::StorageFailed);
    assert_eq!(graph.merge(node("a").with("k", 5)).unwrap_err().status, Status::StorageFailed);
    let mut transaction = graph.begin().unwrap();
    let bytes = mixed_batch().build();
    transaction.apply(&kneiphof_wire::BatchView::parse(&bytes, 32).unwrap(), &mut Vec::new(), None).unwrap();
    assert_eq!(transaction.commit().unwrap_err().status, Status::StorageFailed);
    assert_eq!(state(&graph), before);
    log.failing.store(false, Ordering::Relaxed);
    graph.batch(mixed_batch()).unwrap();
    let frames = log.frames.lock().unwrap();
    assert_eq!(frames.iter().map(|(revision, _)| *revision).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(frames.iter().all(|(_, frame)| frame.len() > 8), "a frame holds what crossed");
    let (symbol, rest) = frames[0].1.split_at(9);
    assert_eq!(
        symbol,
        [3, 0, 0, 0, 1, 0, 0, 0, b'L'],
        "the first symbol is told before the row that names it"
    );
    assert_eq!(&rest[..9], [3, 0, 0, 0, 1, 0, 0, 0, b'k']);
    assert_eq!(rest[9..13], [1, 0, 0, 0], "a row of a node to add");
}

#[test]
fn f080_a_spent_quota_refuses_before_the_first_change_and_says_how_much_is_lacking() {
    let options = GraphOptions { quota_bytes: 4_000_000, ..GraphOptions::default() };
    let graph = open(options);
    let mut added = 0;
    let failure = loop {
        match graph.add(node(&format!("node {added}")).with("text", "x".repeat(100).as_str())) {
            Ok(_) => added += 1,
            Err(failure) => break failure,
        }
    };
    assert_eq!((failure.status, failure.limit), (Status::OutOfQuota, 4_000_000));
    assert!(failure.number > 0 && added > 10_000, "{added} nodes");
    assert_eq!(graph.node_count(), added);
    assert!(graph.counts().bytes <= 4_000_000);
    let used: u64 = failure.shown().parse().unwrap();
    assert!((2_500_000..=4_000_000).contains(&used), "what is in use is told: {used}");
    graph.remove_node("node 0", 0).unwrap();
}

#[test]
fn f031_an_empty_batch_is_no_change() {
    let graph = directed();
    let (applied, errors) = graph.batch(BatchBuilder::new()).unwrap();
    assert_eq!((applied.created, applied.revision, errors.len()), (0, 0, 0));
}

#[test]
fn f034_the_limits_of_nodes_and_edges_are_kept_and_the_graph_stays_whole() {
    let graph = open(GraphOptions { nodes_max: 2, edges_max: 1, ..GraphOptions::default() });
    graph.add(node("a")).unwrap();
    graph.add(node("b")).unwrap();
    let failure = graph.add(node("c")).unwrap_err();
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 3, 2));
    graph.join(edge("a", "b")).unwrap();
    assert_eq!(graph.join(edge("b", "a")).unwrap_err().status, Status::LimitExceeded);
    graph.remove_node("a", 0).unwrap();
    graph.add(node("c")).unwrap();
    assert_eq!((graph.counts().nodes, graph.counts().edges), (2, 0));
}

#[test]
fn f001_f004_f005_f011_f012_ids_are_checked_once_and_kept_to_the_byte() {
    let graph = directed();
    let long = "x".repeat(1_025);
    for (id, status) in
        [("", Status::InvalidArgument), ("a\0b", Status::InvalidArgument), (&long, Status::LimitExceeded)]
    {
        assert_eq!(graph.add(node(id)).unwrap_err().status, status);
    }
    for id in ["a/b", "..", "a b", "💡", "caf\u{e9}", "cafe\u{301}", &long[..1_024]] {
        graph.add(node(id)).unwrap();
        assert_eq!(graph.node(id).unwrap().id, id);
    }
    assert_eq!(graph.node_count(), 7);
}

#[test]
fn a_symbol_that_does_not_exist_is_refused() {
    let graph = directed();
    let mut writer = kneiphof_wire::RowWriter::new();
    writer.slot(5, kneiphof_wire::ValueRef::Integer(1));
    let mut row = Vec::new();
    writer.finish_node(&kneiphof_wire::NodeHead { id: "a", ..Default::default() }, &mut row);
    let view = kneiphof_wire::RowView::parse(&row, Subject::Node, kneiphof_wire::RowUse::Write, 32).unwrap();
    let failure = graph.add_node(&view).unwrap_err();
    assert_eq!((failure.status, failure.detail), (Status::InvalidArgument, "symbol of a key"));
}
