//! Changes that are cancelled while they are under way: nothing of them stays, and the same change can be made afterwards. A test
//! cancels at a look at the flag, in the thread of the change.

use super::fixture::*;
use crate::shared::control::looks;
use crate::{Control, SharedGraph};
use kneiphof_wire::{BatchBuilder, BatchView, Failure, Operation, Status, Subject, TestSubject, Value};
use std::cell::Cell;
use std::rc::Rc;

/// More than two chunks, so that every change looks at the flag more than once.
const NODES: usize = 5_000;

fn id(at: usize) -> String {
    format!("node {at}")
}

/// Nodes and edges with a column and an index each, of which some are gone again.
fn filled() -> SharedGraph {
    let graph = directed();
    let nodes: Vec<_> = (0..NODES)
        .map(|at| {
            node(&id(at)).label("L").with("rank", at as i64).with("city", format!("c {}", at % 9).as_str())
        })
        .collect();
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &nodes))).unwrap();
    let edges: Vec<_> =
        (0..NODES).map(|at| edge(&id(at), &id(at * 7 % NODES)).with("w", at as i64)).collect();
    graph.batch(BatchBuilder::new().section(edge_section(Operation::Add, &edges))).unwrap();
    graph.declare_index(Subject::Node, TestSubject::Label, "", None).unwrap();
    let gone: Vec<_> = (0..NODES).step_by(50).map(id).collect();
    let gone: Vec<_> = gone.iter().map(String::as_str).collect();
    graph.batch(BatchBuilder::new().section(removal(Subject::Node, &gone))).unwrap();
    graph
}

/// All that a reader can see.
fn seen(graph: &SharedGraph) -> String {
    let counts = graph.counts();
    let numbers = |rows: u64| (0..rows).map(move |row| counts.epoch << 32 | row).collect::<Vec<_>>();
    let rows = 3 * NODES as u64;
    let nodes = graph.read_nodes(&numbers(rows), None).unwrap();
    let edges = graph.read_edges(&numbers(rows), None).unwrap();
    let mut symbols = Vec::new();
    graph.symbols(0, &mut symbols).unwrap();
    let indexes = graph.memory().unwrap().iter().filter(|part| part.part.contains("index")).count();
    format!("{} {} {} {nodes:?} {edges:?} {symbols:?} {indexes}", counts.nodes, counts.edges, counts.revision)
}

/// New nodes and edges, then values of nodes that are there, then removals.
fn batch(lenient: bool) -> Vec<u8> {
    let new: Vec<_> = (0..3_000).map(|at| node(&format!("new {at}")).with("fresh", at as i64)).collect();
    let joined: Vec<_> = (1..3_000).map(|at| edge(&format!("new {at}"), "new 0").kind("K")).collect();
    let changed: Vec<_> = (1..40).map(|at| node(&id(at)).with("city", "other")).collect();
    let gone: Vec<_> = (60..90).map(id).collect();
    let gone: Vec<_> = gone.iter().map(String::as_str).collect();
    let nobody = removal(Subject::Node, &["nobody"]);
    let builder = BatchBuilder::new().section(node_section(Operation::Add, &new));
    let builder = builder.section(edge_section(Operation::Add, &joined));
    let builder = builder.section(node_section(Operation::Merge, &changed));
    let builder = builder.section(removal(Subject::Node, &gone));
    if lenient { builder.lenient(true).section(nobody).build() } else { builder.build() }
}

fn apply(graph: &SharedGraph, lenient: bool, control: Option<&Control>) -> Result<(), Failure> {
    let (bytes, mut errors) = (batch(lenient), Vec::new());
    let outcome = graph.apply(&BatchView::parse(&bytes, 32).unwrap(), &mut errors, control);
    assert_eq!(errors.len(), usize::from(lenient && outcome.is_ok()), "errors of what stands");
    outcome.map(drop)
}

/// A change, and what it is called in a failing test.
type Change = (&'static str, fn(&SharedGraph, Option<&Control>) -> Result<(), Failure>);

const CHANGES: [Change; 6] = [
    ("an atomic batch", |graph, control| apply(graph, false, control)),
    ("a lenient batch", |graph, control| apply(graph, true, control)),
    ("an index of a known key", |graph, control| {
        graph.declare_index(Subject::Node, TestSubject::Attribute, "city", control).map(|new| assert!(new))
    }),
    ("an index of a new key", |graph, control| {
        graph
            .declare_index(Subject::Edge, TestSubject::Attribute, "unheard of", control)
            .map(|new| assert!(new))
    }),
    ("an index of types", |graph, control| {
        graph.declare_index(Subject::Edge, TestSubject::Type, "", control).map(|new| assert!(new))
    }),
    ("compaction", |graph, control| graph.compact(control)),
];

/// How often a change looks at the flag.
fn looks_of(change: Change) -> usize {
    let count = Rc::new(Cell::new(0));
    let counted = count.clone();
    let control = Control::default();
    let graph = filled();
    looks::during(move |_| counted.set(counted.get() + 1), || change.1(&graph, Some(&control))).unwrap();
    let (done, total) = control.progress();
    assert_eq!(done, total, "{}: all steps were told", change.0);
    assert!(done >= NODES as u64, "{}: {done} steps", change.0);
    count.get()
}

#[test]
fn f073_a_change_that_is_cancelled_at_any_look_at_the_flag_has_changed_nothing() {
    for change in CHANGES {
        let looks = looks_of(change);
        assert!(looks > 2, "{} looks {looks} times", change.0);
        let graph = filled();
        let before = seen(&graph);
        for at in [0, looks / 2, looks - 1] {
            let seen_looks = Cell::new(0);
            let look = move |control: &Control| {
                if seen_looks.replace(seen_looks.get() + 1) == at {
                    control.cancel();
                }
            };
            let control = Control::default();
            let failure = looks::during(look, || change.1(&graph, Some(&control))).unwrap_err();
            assert_eq!(
                (failure.status, failure.number),
                (Status::Cancelled, control.progress().0),
                "{}",
                change.0
            );
            assert!(seen(&graph) == before, "{} left something behind", change.0);
        }
        change.1(&graph, None).unwrap();
        assert!(seen(&graph) != before, "{}", change.0);
    }
}

#[test]
fn f073_a_cancelled_batch_leaves_its_transaction_as_it_was_and_open() {
    let graph = filled();
    let mut transaction = graph.begin().unwrap();
    let first = BatchBuilder::new().section(node_section(Operation::Add, &[node("first")])).build();
    transaction.apply(&BatchView::parse(&first, 32).unwrap(), &mut Vec::new(), None).unwrap();
    let control = Control::default();
    control.cancel();
    let bytes = batch(false);
    let outcome = transaction.apply(&BatchView::parse(&bytes, 32).unwrap(), &mut Vec::new(), Some(&control));
    assert_eq!(outcome.unwrap_err().status, Status::Cancelled);
    transaction.commit().unwrap();
    assert!(graph.find_node("first").is_ok());
    assert!(graph.find_node("new 0").is_err());
    assert_eq!(graph.node(&id(1)).unwrap().attributes[1].1, Value::from("c 1"));
}

#[test]
fn f073_compaction_inside_of_a_shrinking_is_cancelled_with_it() {
    let graph = filled();
    let before = seen(&graph);
    let control = Control::default();
    // The first look is in the compaction: rows went.
    let failure = looks::during(Control::cancel, || graph.shrink(&control)).unwrap_err();
    assert_eq!(failure.status, Status::Cancelled);
    assert!(seen(&graph) == before);
}
