//! The memory that a graph counts is what it has asked the allocator for, whatever happened to the graph.

// The fixture of the unit tests, of which this program uses a part.
#[path = "support/counting.rs"]
mod counting;
#[expect(dead_code)]
#[path = "../src/tests/fixture.rs"]
mod fixture;

use counting::{Counting, live_bytes};
use fixture::{Plain, directed, edge, node};
use kneiphof_graph::{Applied, Control, Environment, GraphOptions, RowError, SharedGraph, Written};
use kneiphof_kernels::mapped_bytes;
use kneiphof_wire::{
    BatchBuilder, ColumnValues, Operation, Role, SectionBuilder, Subject, TestSubject, Value,
};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a graph takes that does not depend on what is in it, and is not counted: its options, its lock, its lists of readers,
/// the heads of the lists of free blocks.
const CONSTANT_BYTES: i64 = 5_500;
/// What a snapshot takes of its own: its list of columns.
const SNAPSHOT_BYTES: i64 = 10_000;

/// Counts the memory of the process too, so its tests are one.
struct Start {
    live: i64,
    mapped: u64,
}

impl Start {
    fn now() -> Self {
        Start { live: live_bytes(), mapped: mapped_bytes() }
    }

    /// Holds the counted memory against what was asked for since; answers both.
    #[track_caller]
    fn check(&self, graph: &SharedGraph, what: &str) {
        let asked = live_bytes() - self.live + (mapped_bytes() - self.mapped) as i64;
        let parts = graph.memory().unwrap();
        let sum: u64 = parts.iter().map(|part| part.bytes).sum();
        let held = graph.snapshots().held_bytes;
        let counted = graph.counts().bytes;
        let listed = (parts.capacity() * size_of_val(&parts[0])) as i64
            + parts.iter().flat_map(|part| &part.key).map(|key| key.capacity() as i64).sum::<i64>();
        let asked_now = live_bytes() - self.live + (mapped_bytes() - self.mapped) as i64 - listed;
        assert_eq!(
            (asked, sum),
            (asked_now, counted),
            "{what}: asking changes nothing, the parts are the whole"
        );
        let uncounted = asked - (counted + held) as i64;
        let slack = CONSTANT_BYTES + graph.snapshots().open as i64 * SNAPSHOT_BYTES;
        assert!(
            (0..=slack).contains(&uncounted),
            "{what}: asked {asked}, counted {counted} + {held}: {parts:#?}"
        );
    }
}

fn load(graph: &SharedGraph, from: usize, count: usize) {
    let id = |at: usize| format!("node-{at}");
    let texts = |most: usize| (from..from + count).map(move |at| Some(format!("text {}", at % most)));
    let nodes = SectionBuilder::new(Subject::Node, Operation::Add, count)
        .column(Role::Id, ColumnValues::texts((from..from + count).map(id)))
        .column(
            Role::Labels,
            ColumnValues::Dictionary((0..count).map(|at| Some(format!("L{}", at % 5))).collect()),
        )
        .attribute("rank", ColumnValues::Integer((0..count).map(|at| Some(at as i64)).collect()))
        .attribute("x", ColumnValues::floats((0..count).map(|at| (at % 3 != 0).then_some(at as f64))))
        .attribute("is", ColumnValues::Boolean((0..count).map(|at| Some(at % 2 == 0)).collect()))
        .attribute("city", ColumnValues::Dictionary(texts(50).collect()))
        .attribute("name", ColumnValues::Text(texts(usize::MAX).collect()))
        .attribute("mixed", ColumnValues::Value((0..count).map(|at| Some(mixed(at))).collect()));
    let edges = 3 * count;
    let other = |at: usize, by: usize| id(from + at * by % count);
    let edges = SectionBuilder::new(Subject::Edge, Operation::Upsert, edges)
        .column(Role::Source, ColumnValues::texts((0..edges).map(|at| other(at / 3, 7))))
        .column(Role::Target, ColumnValues::texts((0..edges).map(|at| other(at, 13))))
        .column(
            Role::Type,
            ColumnValues::Dictionary((0..edges).map(|at| Some(format!("T{}", at % 3))).collect()),
        )
        .attribute("w", ColumnValues::floats((0..edges).map(|at| Some(at as f64))));
    graph.batch(BatchBuilder::new().section(nodes).section(edges)).unwrap();
}

fn mixed(at: usize) -> Value {
    match at % 3 {
        0 => Value::Null,
        1 => Value::Bytes(vec![1; at % 90]),
        _ => Value::List(vec![Value::Integer(at as i64)]),
    }
}

#[test]
fn counted_memory_is_what_was_asked_for_at_every_size_and_after_every_change() {
    for count in [1, 10, 1_000, 20_000, 60_000] {
        let start = Start::now();
        let graph = directed();
        start.check(&graph, "empty");
        graph.declare_index(Subject::Node, TestSubject::Attribute, "city", None).unwrap();
        graph.declare_index(Subject::Node, TestSubject::Label, "", None).unwrap();
        load(&graph, 0, count);
        start.check(&graph, &format!("{count} loaded"));
        for (subject, what, key) in [
            (Subject::Node, TestSubject::Attribute, "name"),
            (Subject::Node, TestSubject::Attribute, "rank"),
            (Subject::Edge, TestSubject::Type, ""),
        ] {
            graph.declare_index(subject, what, key, None).unwrap();
        }
        start.check(&graph, &format!("{count} indexed"));
        for at in (0..count).step_by(5) {
            let changed = node(&format!("node-{at}")).label("Other").with("rank", "text").with("new", 1.5);
            graph.merge(changed.with("name", format!("{at:>40}").as_str())).unwrap();
        }
        start.check(&graph, &format!("{count} changed"));
        let snapshot = graph.snapshot().unwrap();
        for at in (0..count).step_by(7) {
            graph.merge(node(&format!("node-{at}")).with("rank", 7)).unwrap();
        }
        assert!(graph.snapshots().held_bytes > 0, "{count}");
        start.check(&graph, &format!("{count} changed beside a snapshot"));
        drop(snapshot);
        start.check(&graph, &format!("{count} changed beside a snapshot that is gone"));
        for at in (0..count).step_by(9) {
            graph.remove_node(&format!("node-{at}"), 0).unwrap();
        }
        start.check(&graph, &format!("a ninth of {count} removed"));
        load(&graph, count, count);
        start.check(&graph, &format!("{count} loaded again"));
        graph.compact(None).unwrap();
        start.check(&graph, &format!("{count} compacted"));
        for at in (0..count).step_by(3) {
            graph.merge(node(&format!("node-{}", count + at)).with("name", "short")).unwrap();
        }
        let shrunk = graph.shrink(&Control::default()).unwrap();
        assert_eq!(shrunk.after_bytes, graph.counts().bytes);
        start.check(&graph, &format!("{count} shrunk"));
        let snapshot = graph.snapshot().unwrap();
        graph.remove_node(&format!("node-{count}"), 0).unwrap();
        graph.shrink(&Control::default()).unwrap();
        drop(snapshot);
        start.check(&graph, &format!("{count} shrunk beside a snapshot that is gone"));
        load(&graph, 2 * count, 1);
        let failing = BatchBuilder::new().section(fixture::node_section(
            Operation::Add,
            &[node("fresh").with("k", 1), node(&format!("node-{}", count * 2))],
        ));
        assert!(graph.batch(failing).is_err());
        start.check(&graph, &format!("{count} and a batch that failed"));
        (0..40).for_each(|at| assert!(graph.intern(&format!("a key of nobody yet {at}")).is_ok()));
        start.check(&graph, &format!("{count} and symbols of no row"));
        graph
            .join(edge(&format!("node-{}", 2 * count), &format!("node-{}", 2 * count)).id("own id"))
            .unwrap();
        start.check(&graph, &format!("{count} and an edge with an id"));
        drop(graph);
        assert_eq!((live_bytes(), mapped_bytes()), (start.live, start.mapped), "all of it is given back");
    }
}
