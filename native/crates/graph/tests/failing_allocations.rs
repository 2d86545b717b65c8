//! Every allocation of a call fails, once alone and once with all that follow it: the call answers, nothing ends the process,
//! and a call that failed has changed nothing.

// The fixture of the unit tests, of which this program uses a part.
#[path = "support/failing.rs"]
mod failing;
#[expect(dead_code)]
#[path = "../src/tests/fixture.rs"]
mod fixture;
#[path = "support/whole.rs"]
mod whole;

use failing::{Failing, Mode};
use fixture::{Plain, edge, edge_section, node, node_section, removal};
use kneiphof_graph::{
    Applied, Asked, Control, EdgeDirection, Environment, GraphOptions, NeighborOrder, NeighborQuery,
    RowError, SharedGraph, Written,
};
use kneiphof_wire::{
    BatchBuilder, BatchView, ColumnValues, Failure, Operation, Role, RowUse, RowView, SectionBuilder, Status,
    Subject, TestSubject, Value, ValuesView,
};
use whole::{whole, whole_of};

#[global_allocator]
static ALLOCATOR: Failing = Failing;

/// Makes a call on fresh graphs with its n-th allocation failing, for every n until it needs no more. `setup` makes the graph
/// and what the call is given. What the system refuses is told as such, with a quota that has room and without one.
fn sweep(
    name: &str,
    setup: impl Fn(&SharedGraph) -> Vec<u8>,
    call: impl Fn(&SharedGraph, &[u8]) -> Result<(), Failure>,
) {
    let open = |quota_bytes| {
        let graph = fixture::open(GraphOptions { quota_bytes, ..GraphOptions::default() });
        let given = setup(&graph);
        (graph, given)
    };
    let (graph, given) = open(u64::MAX);
    let before = whole(&graph);
    call(&graph, &given).unwrap();
    let after = whole(&graph);
    let mut needed = 0;
    for (mode, quota_bytes, beside_a_snapshot) in [
        (Mode::Once, u64::MAX, false),
        (Mode::Once, 1 << 30, true),
        (Mode::FromThenOn, 1 << 30, false),
        (Mode::FromThenOn, u64::MAX, true),
    ] {
        for nth in 0.. {
            let (graph, given) = open(quota_bytes);
            let snapshot = beside_a_snapshot.then(|| graph.snapshot().unwrap());
            let (outcome, failed) = failing::run(nth, mode, || call(&graph, &given));
            let place = format!("{name}, allocation {nth} failing {mode:?}");
            match outcome {
                Ok(()) => assert_eq!(whole(&graph), after, "{place}"),
                Err(failure) => {
                    assert_eq!(
                        (failure.status, failure.limit, failed),
                        (Status::OutOfMemory, 0, true),
                        "{place}"
                    );
                    assert!(failure.number > 0, "{place} tells how much was asked for");
                    assert_eq!(whole(&graph), before, "{place}");
                    call(&graph, &given).unwrap_or_else(|failure| panic!("{place}, then again: {failure}"));
                    assert_eq!(whole(&graph), after, "{place}, then again");
                }
            }
            assert!(snapshot.is_none_or(|snapshot| whole_of(&snapshot) == before), "{place}: the snapshot");
            if !failed {
                needed = needed.max(nth);
                break;
            }
        }
    }
    assert!(needed > 0, "{name} asks for memory");
}

fn write(
    subject: Subject,
    put: impl Fn(&SharedGraph, &RowView<'_>) -> Result<Written, Failure>,
) -> impl Fn(&SharedGraph, &[u8]) -> Result<(), Failure> {
    move |graph, row| {
        let view = RowView::parse(row, subject, RowUse::Merge, 32)?;
        put(graph, &view).map(|_| ())
    }
}

fn apply(graph: &SharedGraph, batch: &[u8]) -> Result<(), Failure> {
    graph.apply(&BatchView::parse(batch, 32)?, &mut Vec::new(), None).map(|_| ())
}

/// A few nodes with an attribute of each type, and edges between them.
fn base(graph: &SharedGraph) {
    for at in 0..20 {
        let made = node(&format!("n{at}"))
            .label("Person")
            .with("rank", at)
            .with("name", format!("name {at}").as_str());
        let made = made.with("note", Value::Bytes(vec![7; 300])).with("is", at % 2 == 0).with("x", 0.5);
        graph.add(made.with("tags", Value::List(vec![Value::Integer(at), Value::Null]))).unwrap();
    }
    for at in 0..30 {
        let made = edge(&format!("n{}", at % 5), &format!("n{}", at % 7 + 3)).with("w", 1.5);
        let made = if at % 3 == 0 { made.kind("KNOWS") } else { made };
        let made = if at % 4 == 0 { made.id(&format!("e{at}")) } else { made };
        let _ = graph.join(made);
    }
    for (subject, what, key) in [
        (Subject::Node, TestSubject::Attribute, "rank"),
        (Subject::Node, TestSubject::Attribute, "name"),
        (Subject::Node, TestSubject::Label, ""),
        (Subject::Edge, TestSubject::Attribute, "w"),
        (Subject::Edge, TestSubject::Type, ""),
    ] {
        assert!(graph.declare_index(subject, what, key, None).unwrap());
    }
}

#[test]
fn f080_a_node_is_added_wholly_or_not_at_all_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        let made = node("new").label("Person").label("Unseen").with("rank", 7).with("unseen", "text");
        let made = made.with("name", Value::Null).with("note", Value::Bytes(vec![1; 5_000])).with("is", 1.5);
        graph.node_row(&made.with("when", Value::Instant(9)).with("key", Value::Opaque(4))).unwrap()
    };
    sweep("add a node", setup, write(Subject::Node, SharedGraph::add_node));
    sweep("add the first node", |graph| graph.node_row(&node("a").label("L").with("k", "v")).unwrap(), {
        write(Subject::Node, SharedGraph::add_node)
    });
}

#[test]
fn f080_a_node_is_changed_wholly_or_not_at_all_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        let made =
            node("n3").label("Other").with("rank", "now a text").with("name", 3).with("x", Value::Null);
        graph.node_row(&made.with("note", Value::Bytes(vec![2; 4_000])).with("tags", true)).unwrap()
    };
    sweep("upsert a node", setup, write(Subject::Node, SharedGraph::upsert_node));
    sweep("merge a node", setup, write(Subject::Node, SharedGraph::merge_node));
    let upsert_of_nothing = |graph: &SharedGraph| {
        base(graph);
        graph.node_row(&node("n3")).unwrap()
    };
    sweep("upsert without attributes", upsert_of_nothing, write(Subject::Node, SharedGraph::upsert_node));
}

#[test]
fn f080_a_heap_that_is_written_anew_is_put_back_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        let rounds =
            (0..40).map(|at| node(&format!("n{}", at % 3)).with("note", Value::Bytes(vec![at; 1_500])));
        BatchBuilder::new().section(node_section(Operation::Merge, &rounds.collect::<Vec<_>>())).build()
    };
    sweep("rewrite a heap", setup, apply);
}

#[test]
fn f080_an_edge_is_added_or_changed_wholly_or_not_at_all_wherever_memory_ends() {
    let row_of = |made: fn() -> fixture::Edge| {
        move |graph: &SharedGraph| {
            base(graph);
            graph.edge_row(&made()).unwrap()
        }
    };
    let add = || write(Subject::Edge, SharedGraph::add_edge);
    sweep("add a derived edge", row_of(|| edge("n1", "n19").with("w", 2.5).with("new", "text")), add());
    sweep("add a typed edge", row_of(|| edge("n1", "n19").kind("UNSEEN")), add());
    sweep("add an edge with an id", row_of(|| edge("n1", "n19").id("a->b").kind("KNOWS")), add());
    let upsert = || write(Subject::Edge, SharedGraph::upsert_edge);
    sweep("upsert an edge", row_of(|| edge("n0", "n3").id("e0").kind("KNOWS").with("w", "text")), upsert());
}

#[test]
fn f080_removals_happen_wholly_or_not_at_all_wherever_memory_ends() {
    let hub = |graph: &SharedGraph| {
        base(graph);
        let spokes: Vec<_> = (0..600).map(|at| node(&format!("s{at}"))).collect();
        let edges: Vec<_> = (0..600).map(|at| edge("n0", &format!("s{at}"))).collect();
        let back: Vec<_> = (0..600).map(|at| edge(&format!("s{at}"), "n1")).collect();
        let batch = BatchBuilder::new().section(node_section(Operation::Add, &spokes));
        let batch = batch.section(edge_section(Operation::Add, &edges));
        graph.batch(batch.section(edge_section(Operation::Add, &back))).unwrap();
        graph.join(edge("n0", "n1")).unwrap();
        Vec::new()
    };
    sweep("remove a hub", hub, |graph, _| graph.remove_node("n0", 0).map(|_| ()));
    sweep("remove an edge of hubs", hub, |graph, _| graph.remove_edge("n0->n1", 0));
    sweep("remove an edge with an id", hub, |graph, _| graph.remove_edge("e4", 0));
}

/// New rows with typed columns, as bulk loads have them, over the end of a chunk; changes, removals and rows without use.
fn large_batch(graph: &SharedGraph) -> BatchBuilder {
    let filler: Vec<_> = (0..2_000).map(|at| node(&format!("f{at}"))).collect();
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &filler))).unwrap();
    let count = 100;
    let ids = |start: usize, count| ColumnValues::texts((start..start + count).map(|at| format!("b{at}")));
    let nodes = SectionBuilder::new(Subject::Node, Operation::Add, count)
        .column(Role::Id, ids(0, count))
        .column(Role::Labels, ColumnValues::Dictionary(vec![Some("New\u{1f}Person".into()); count]))
        .attribute("rank", ColumnValues::Integer((0..count).map(|at| Some(at as i64)).collect()))
        .attribute("x", ColumnValues::floats((0..count).map(|at| (at % 3 != 0).then_some(at as f64))))
        .attribute("is", ColumnValues::Boolean((0..count).map(|at| Some(at % 2 == 0)).collect()))
        .attribute(
            "city",
            ColumnValues::Dictionary((0..count).map(|at| Some(format!("c{}", at % 9))).collect()),
        )
        .attribute("name", ColumnValues::texts((0..count).map(|at| format!("name {at}"))))
        .attribute("mixed", ColumnValues::Value((0..count).map(|at| Some(mixed(at))).collect()));
    let edges = SectionBuilder::new(Subject::Edge, Operation::Add, count)
        .column(Role::Source, ColumnValues::texts((0..count).map(|at| format!("b{}", at % 10))))
        .column(Role::Target, ids(0, count))
        .column(
            Role::Type,
            ColumnValues::Dictionary((0..count).map(|at| Some(format!("T{}", at % 3))).collect()),
        )
        .attribute("w", ColumnValues::floats((0..count).map(|at| Some(at as f64))));
    BatchBuilder::new().section(nodes).section(edges)
}

fn mixed(at: usize) -> Value {
    if at.is_multiple_of(2) { Value::Integer(at as i64) } else { Value::Text(format!("text {at}")) }
}

#[test]
fn f047_f080_a_batch_is_applied_wholly_or_not_at_all_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        let changed: Vec<_> = (0..5).map(|at| node(&format!("n{at}")).with("rank", "text")).collect();
        let batch = large_batch(graph).section(node_section(Operation::Upsert, &changed));
        batch.section(removal(Subject::Node, &["n4", "b7"])).build()
    };
    sweep("batch", setup, apply);
}

#[test]
fn f080_a_lenient_batch_keeps_its_good_rows_or_changes_nothing_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        let rows: Vec<_> = ["new", "n1", "", "newer", "n2"].map(|id| node(id).with("rank", 1)).to_vec();
        let batch = BatchBuilder::new().section(node_section(Operation::Add, &rows));
        batch.section(removal(Subject::Node, &["n3", "nobody"])).lenient(true).build()
    };
    sweep("lenient batch", setup, apply);
}

#[test]
fn f080_a_transaction_stands_wholly_or_not_at_all_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        let first = [node("t0").with("rank", 1), node("n1").with("rank", "text"), node("n2")];
        BatchBuilder::new().section(node_section(Operation::Upsert, &first)).build()
    };
    sweep("transaction", setup, |graph, batch| {
        let mut transaction = graph.begin()?;
        let view = BatchView::parse(batch, 32)?;
        transaction.apply(&view, &mut Vec::new(), None)?;
        transaction.apply(&view, &mut Vec::new(), None)?;
        transaction.commit().map(|_| ())
    });
}

#[test]
fn f080_compaction_happens_wholly_or_not_at_all_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        base(graph);
        ["n1", "n5", "n9"].into_iter().for_each(|id| assert!(graph.remove_node(id, 0).is_ok()));
        Vec::new()
    };
    sweep("compact", setup, |graph, _| graph.compact(None));
}

#[test]
fn f080_an_index_is_declared_wholly_or_not_at_all_wherever_memory_ends() {
    for (what, key) in [(TestSubject::Attribute, "is"), (TestSubject::Attribute, "x")] {
        sweep("declare an index", nothing, |graph, _| {
            graph.declare_index(Subject::Node, what, key, None).map(|_| ())
        });
    }
}

#[test]
fn f080_shrinking_gives_back_what_it_can_and_keeps_all_wherever_memory_ends() {
    let setup = |graph: &SharedGraph| {
        let batch = large_batch(graph).build();
        apply(graph, &batch).unwrap();
        let changed: Vec<_> = (0..60).map(|at| node(&format!("b{at}")).with("name", "short")).collect();
        let batch = BatchBuilder::new().section(node_section(Operation::Merge, &changed));
        graph.batch(batch).unwrap();
        Vec::new()
    };
    sweep("shrink", setup, |graph, _| graph.shrink(&Control::default()).map(|_| ()));
    let with_removals = |graph: &SharedGraph| {
        base(graph);
        ["n1", "n5", "n9"].into_iter().for_each(|id| assert!(graph.remove_node(id, 0).is_ok()));
        Vec::new()
    };
    sweep("shrink after removals", with_removals, |graph, _| graph.shrink(&Control::default()).map(|_| ()));
}

fn nothing(graph: &SharedGraph) -> Vec<u8> {
    base(graph);
    Vec::new()
}

#[test]
fn f080_a_description_is_told_wholly_or_not_at_all_wherever_memory_ends() {
    let told = |describe: fn(&SharedGraph, &mut Vec<u8>) -> Result<(), Failure>| {
        move |graph: &SharedGraph, _: &[u8]| {
            let mut out = Vec::new();
            describe(graph, &mut out).inspect_err(|_| assert!(out.is_empty()))
        }
    };
    sweep("describe", nothing, told(SharedGraph::describe));
    sweep("describe memory", nothing, told(SharedGraph::describe_memory));
    sweep("list memory", nothing, |graph, _| graph.memory().map(|_| ()));
}

#[test]
fn f080_lists_of_nodes_are_answered_wholly_or_not_at_all_wherever_memory_ends() {
    sweep("find nodes", nothing, |graph, _| {
        graph.find_nodes(&Asked::Ids(&["n1", "nobody", "n2"]), None).map(|found| assert_eq!(found.len(), 3))
    });
    sweep("node values", nothing, |graph, _| {
        let keys = ["rank", "name", "note", "is", "tags"].map(|key| Some(graph.intern(key).unwrap() as u16));
        let answer = graph.node_values(&Asked::Ids(&["n1", "nobody", "n2"]), &keys, None, Vec::new())?;
        assert_eq!(ValuesView::parse(&answer).unwrap().rows(), 3);
        Ok(())
    });
    sweep("neighbor summary", nothing, |graph, _| {
        graph.neighbor_summary("n4", None).map(|counts| assert!(counts.len() > 1))
    });
    sweep("edges between nodes", nothing, |graph, _| {
        let [one, other] = ["n4", "n7"].map(|id| graph.find_node(id).unwrap());
        graph.edges_between(&[one, other], 9, None).map(|page| assert!(page.total > 0))
    });
    for order in [NeighborOrder::Arrival, NeighborOrder::DegreeDescending] {
        for direction in [None, Some(EdgeDirection::Out)] {
            for kind in [None, Some("KNOWS")] {
                sweep("neighbors", nothing, |graph, _| {
                    let type_symbol = kind.map(|kind| graph.intern(kind).unwrap() as u16);
                    let query = NeighborQuery { id: "n4", direction, type_symbol, order, skip: 1, limit: 9 };
                    graph.neighbors(&query, None).map(|page| assert!(!page.neighbors.is_empty()))
                });
            }
        }
    }
}
