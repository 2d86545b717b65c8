//! The counted memory of a graph is never above its quota, whatever is done to it; what the quota refuses has changed nothing, and
//! is done where the quota is larger; removals are never refused.

// The fixture of the unit tests, of which this program uses a part.
#[expect(dead_code)]
#[path = "../src/tests/fixture.rs"]
mod fixture;
#[expect(dead_code)]
#[path = "support/whole.rs"]
mod whole;

use fixture::{Plain, edge, edge_section, node, node_section, open, removal};
use kneiphof_graph::{Applied, Control, Environment, GraphOptions, RowError, SharedGraph, Snapshot, Written};
use kneiphof_wire::{
    BatchBuilder, BatchView, ColumnValues, EndNames, Failure, Operation, Role, SchemaField, SchemaRowEnds,
    SchemaRowHead, SchemaRowView, SchemaValue, SchemaView, SectionBuilder, Status, Subject, Tag, TestSubject,
    Value, ValueRef, encode_schema, encode_schema_row,
};
use proptest::prelude::*;
use whole::whole_of;

const KEYS: [&str; 4] = ["rank", "name", "note", "Person"];
const NODES: usize = 900;
/// Nodes that the edges of hubs lead to.
const ENDS: usize = 40;
/// Two hubs have more edges than this.
const EDGES_OF_HUBS: u64 = 2_060;

#[derive(Clone, Debug)]
enum Step {
    /// Rows of nodes as columns: from, how many, length of a text.
    Nodes(usize, usize, usize),
    Node(Operation, usize, usize),
    /// Edges from one node to those from there on, with an id of their own or not.
    Edges(usize, usize, usize, bool),
    /// A row of a schema: of which fields, at which node, how long its text is.
    RowOfSchema(Subject, Operation, usize, usize),
    /// Two nodes with so many edges that one between them is looked for in an index.
    Hubs(usize, usize, usize),
    RemoveNodes(usize, usize),
    RemoveEdge(usize, usize),
    Transaction {
        commit: bool,
        from: usize,
        count: usize,
    },
    Declare(TestSubject, &'static str),
    Drop(TestSubject, &'static str),
    Intern(usize),
    Snapshot,
    Forget,
    Lists,
    Compact,
    Shrink,
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0..NODES;
    let what = || {
        prop::sample::select(vec![
            (TestSubject::Label, ""),
            (TestSubject::Attribute, "rank"),
            (TestSubject::Attribute, "name"),
        ])
    };
    let operation = || prop::sample::select(vec![Operation::Add, Operation::Upsert, Operation::Merge]);
    let subject = prop::sample::select(vec![Subject::Node, Subject::Edge]);
    prop_oneof![
        4 => (at(), 1..300usize, 1..60usize).prop_map(|(from, count, length)| Step::Nodes(from, count, length)),
        3 => (operation(), at(), 0..6_000usize).prop_map(|(operation, at, length)| Step::Node(operation, at, length)),
        4 => (at(), at(), 1..400usize, any::<bool>()).prop_map(|(source, from, count, own)| Step::Edges(source, from, count, own)),
        4 => (subject, operation(), at(), 0..3_000usize).prop_map(|(subject, operation, at, length)| Step::RowOfSchema(subject, operation, at, length)),
        2 => (at(), at(), 1_030..1_400usize).prop_map(|(one, other, spokes)| Step::Hubs(one, other, spokes)),
        3 => (at(), 1..40usize).prop_map(|(from, count)| Step::RemoveNodes(from, count)),
        2 => (at(), at()).prop_map(|(source, target)| Step::RemoveEdge(source, target)),
        2 => (any::<bool>(), at(), 1..200usize).prop_map(|(commit, from, count)| Step::Transaction { commit, from, count }),
        2 => what().prop_map(|(what, key)| Step::Declare(what, key)),
        1 => what().prop_map(|(what, key)| Step::Drop(what, key)),
        1 => (0..200usize).prop_map(Step::Intern),
        1 => Just(Step::Snapshot),
        2 => Just(Step::Forget),
        1 => Just(Step::Lists),
        1 => Just(Step::Compact),
        1 => Just(Step::Shrink),
    ]
}

fn id(at: usize) -> String {
    format!("node-{}", at % NODES)
}

fn nodes(from: usize, count: usize, length: usize) -> BatchBuilder {
    let texts = (0..count).map(|at| Some(format!("{at:>length$}"))).collect();
    let section = SectionBuilder::new(Subject::Node, Operation::Upsert, count)
        .column(Role::Id, ColumnValues::texts((from..from + count).map(id)))
        .column(Role::Labels, ColumnValues::Dictionary(vec![Some("Person".into()); count]))
        .attribute("rank", ColumnValues::Integer((0..count).map(|at| Some(at as i64)).collect()))
        .attribute("name", ColumnValues::Text(texts));
    BatchBuilder::new().section(section)
}

/// Edges of the one and to the other, by types so that few nodes are enough, and one from the one to the other.
fn hubs(one: usize, other: usize, spokes: usize) -> BatchBuilder {
    let (one, other) = (id(one), id(other));
    let ends: Vec<_> = (0..ENDS).map(|end| format!("end-{end}")).collect();
    let nodes: Vec<_> = ends.iter().chain([&one, &other]).map(|id| node(id)).collect();
    let spoke = |source: &str, target: &str, at: usize| edge(source, target).kind(&format!("T{}", at / ENDS));
    let edges: Vec<_> = (0..spokes)
        .flat_map(|at| [spoke(&one, &ends[at % ENDS], at), spoke(&ends[at % ENDS], &other, at)])
        .chain([edge(&one, &other), edge(&one, &other)])
        .collect();
    let batch = BatchBuilder::new().section(node_section(Operation::Merge, &nodes));
    batch.section(edge_section(Operation::Upsert, &edges))
}

/// One of three schemas of its subject.
fn put_row_of_schema(
    graph: &SharedGraph,
    subject: Subject,
    operation: Operation,
    at: usize,
    length: usize,
) -> Result<(), Failure> {
    let text = "x".repeat(length);
    let fields = [
        ("rank", Tag::Integer, ValueRef::Integer(at as i64)),
        ("name", Tag::Text, ValueRef::Text(&text)),
        ("note", Tag::Instant, ValueRef::Instant(at as i64)),
    ];
    let fields = &fields[..1 + at % 3];
    let (mut schema, mut row) = (Vec::new(), Vec::new());
    let columns = fields.iter().map(|(key, tag, _)| Ok((graph.intern(key)? as u16, *tag)));
    encode_schema(subject, &columns.collect::<Result<Vec<SchemaField>, Failure>>()?, &mut schema);
    let schema = graph.register_schema(&SchemaView::parse(&schema)?)?;
    let (node, target) = (id(at), id(at + length));
    let of_subject = match subject {
        Subject::Node => SchemaRowHead { id: &node, ..SchemaRowHead::default() },
        Subject::Edge => {
            let ends = SchemaRowEnds { names: EndNames::Ids([&node, &target]), type_symbol: None };
            SchemaRowHead { ends: Some(ends), ..SchemaRowHead::default() }
        }
    };
    let values: Vec<_> = fields.iter().map(|(_, _, value)| SchemaValue::Value(*value)).collect();
    encode_schema_row(&SchemaRowHead { schema, ..of_subject }, &values, &mut row);
    graph.put_row_of_schema(operation, &SchemaRowView::parse(&row)?).map(drop)
}

/// What a step answers beside a failure does not matter here.
fn take(graph: &SharedGraph, step: &Step, open: &mut Vec<Snapshot>) -> Result<(), Failure> {
    match step {
        Step::Nodes(from, count, length) => graph.batch(nodes(*from, *count, *length)).map(drop),
        Step::Node(operation, at, length) => {
            let made = node(&id(*at)).label("Person").with("rank", *at as i64);
            graph.put_node(*operation, &made.with("note", Value::Bytes(vec![7; *length]))).map(drop)
        }
        Step::Edges(source, from, count, own) => {
            let made = |at: usize| {
                let made = edge(&id(*source), &id(from + at)).with("rank", at as i64);
                if *own { made.id(&format!("{source} to {at}")) } else { made }
            };
            let edges: Vec<_> = (0..*count).map(made).collect();
            graph
                .batch(BatchBuilder::new().section(edge_section(Operation::Upsert, &edges)).lenient(true))
                .map(drop)
        }
        Step::RowOfSchema(subject, operation, at, length) => {
            put_row_of_schema(graph, *subject, *operation, *at, *length)
        }
        Step::Hubs(one, other, spokes) => graph.batch(hubs(*one, *other, *spokes)).map(drop),
        Step::RemoveNodes(from, 1) => graph.remove_node(&id(*from), 0).map(drop),
        Step::RemoveNodes(from, count) => {
            let ids: Vec<_> = (*from..from + count).map(id).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            graph.batch(BatchBuilder::new().section(removal(Subject::Node, &ids)).lenient(true)).map(drop)
        }
        Step::RemoveEdge(source, target) => {
            graph.remove_edge(&format!("{}->{}", id(*source), id(*target)), 0)
        }
        Step::Transaction { commit, from, count } => {
            let mut transaction = graph.begin()?;
            let removed = BatchBuilder::new().section(removal(Subject::Node, &[&id(*from)])).lenient(true);
            for batch in
                [removed.build(), nodes(*from, *count, 9).build(), nodes(from / 2, *count, 50).build()]
            {
                transaction.apply(&BatchView::parse(&batch, 32)?, &mut Vec::new(), None)?;
            }
            if *commit { transaction.commit().map(drop) } else { Ok(()) }
        }
        Step::Declare(what, key) => graph.declare_index(Subject::Node, *what, key, None).map(drop),
        Step::Drop(what, key) => graph.drop_index(Subject::Node, *what, key).map(drop),
        Step::Intern(at) => graph.intern(&format!("a key of nobody yet {at}")).map(drop),
        Step::Snapshot => graph.snapshot().map(|snapshot| open.push(snapshot)),
        Step::Forget => {
            open.clear();
            Ok(())
        }
        Step::Lists => graph.snapshot().and_then(|snapshot| snapshot.csr_with_edges(None, None)).map(drop),
        Step::Compact => graph.compact(None),
        Step::Shrink => graph.shrink(&Control::default()).map(drop),
    }
}

/// A graph that knows the keys of all steps.
fn prepared(quota_bytes: u64, directed: bool) -> Option<SharedGraph> {
    let graph = open(GraphOptions { quota_bytes, directed, seed: Some(7), ..GraphOptions::default() });
    KEYS.iter().all(|key| graph.intern(key).is_ok()).then_some(graph)
}

fn bytes(graph: &SharedGraph) -> u64 {
    graph.memory().unwrap().iter().map(|part| part.bytes).sum()
}

/// How far steps have come under a quota.
#[derive(Debug, Default)]
struct Reached {
    rows_of_schemas: usize,
    rows_of_schemas_refused: usize,
    hubs_refused: usize,
    /// Edges between hubs that an index has found or would have, had there been room for it.
    joined_by_index: usize,
    joined_without: usize,
}

impl Reached {
    fn count(&mut self, graph: &SharedGraph, step: &Step, stands: bool) {
        match (step, stands) {
            (Step::RowOfSchema(..), true) => self.rows_of_schemas += 1,
            (Step::RowOfSchema(..), false) => self.rows_of_schemas_refused += 1,
            (Step::Hubs(..), false) => self.hubs_refused += 1,
            (Step::Edges(..), true) if graph.counts().edges > EDGES_OF_HUBS => {
                match part(graph, "hub indexes") {
                    0 => self.joined_without += 1,
                    _ => self.joined_by_index += 1,
                }
            }
            _ => {}
        }
    }
}

fn part(graph: &SharedGraph, part: &str) -> u64 {
    graph.memory().unwrap().iter().filter(|told| told.part == part).map(|told| told.bytes).sum()
}

fn check(quota: u64, directed: bool, steps: &[Step], reached: &mut Reached) {
    let Some(graph) = prepared(quota, directed) else { return };
    let (mut taken, mut snapshots, mut replayed) = (Vec::new(), Vec::new(), false);
    for step in steps {
        let before = whole_of(&graph.snapshot().unwrap());
        let outcome = take(&graph, step, &mut snapshots);
        let counted = bytes(&graph);
        assert!(counted <= quota, "{counted} of {quota} after {step:?}: {:#?}", graph.memory());
        assert!(graph.counts().bytes <= quota, "published after {step:?}");
        let refused = matches!(&outcome, Err(failure) if failure.status == Status::OutOfQuota);
        if outcome.is_ok() || refused {
            reached.count(&graph, step, outcome.is_ok());
        }
        match outcome {
            Err(failure) if failure.status == Status::OutOfQuota => {
                let removes = matches!(
                    step,
                    Step::RemoveNodes(..) | Step::RemoveEdge(..) | Step::Drop(..) | Step::Shrink
                );
                assert!(!removes, "{step:?} was refused: {failure}");
                assert!(failure.limit == quota && failure.number > 0, "{step:?}: {failure:?}");
                assert!(failure.shown().parse::<u64>().is_ok(), "{step:?} tells what is in use: {failure:?}");
                assert_eq!(whole_of(&graph.snapshot().unwrap()), before, "{step:?} was refused");
                if !std::mem::replace(&mut replayed, true) {
                    let twin = prepared(u64::MAX, directed).unwrap();
                    let mut open = Vec::new();
                    taken.iter().for_each(|step| drop(take(&twin, step, &mut open)));
                    let refused = |failure: Failure| failure.status == Status::OutOfQuota;
                    let again = take(&twin, step, &mut open);
                    assert!(!again.is_err_and(refused), "{step:?} with a larger quota");
                }
            }
            Ok(()) | Err(_) => taken.push(step.clone()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn f080_a_graph_never_counts_more_than_its_quota(
        quota in 4_000u64..700_000,
        directed in any::<bool>(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        check(quota, directed, &steps, &mut Reached::default());
    }
}

#[test]
fn f080_rows_of_schemas_and_indexes_of_hubs_stand_give_way_and_are_refused_as_the_quota_says() {
    let operations = [Operation::Add, Operation::Upsert, Operation::Merge];
    let row = |at: usize| {
        let subject = if at.is_multiple_of(3) { Subject::Edge } else { Subject::Node };
        Step::RowOfSchema(subject, operations[at % 2 + 1], at % 60, at * 50 % 2_000)
    };
    // Compacting forgets the indexes; the rows then take the room that the next one would need.
    let steps: Vec<_> = [Step::Nodes(0, 80, 9), Step::Hubs(1, 2, 1_200), Step::Compact]
        .into_iter()
        .chain((0..45).map(row))
        .chain([Step::Edges(1, 2, 1, false)])
        .collect();
    let mut reached = Reached::default();
    for quota in (40_000..400_000).step_by(8_000) {
        check(quota, true, &steps, &mut reached);
        check(quota, false, &steps, &mut reached);
    }
    let Reached { rows_of_schemas, rows_of_schemas_refused, hubs_refused, joined_by_index, joined_without } =
        reached;
    let counts = [rows_of_schemas, rows_of_schemas_refused, hubs_refused, joined_by_index, joined_without];
    assert!(counts.iter().all(|count| *count > 0), "{reached:?}");
}

#[test]
fn f080_what_a_batch_removes_makes_room_for_the_next_call_and_not_for_its_own_rows() {
    let graph = prepared(300_000, true).unwrap();
    let large = |at: usize| node(&id(at)).with("note", Value::Bytes(vec![7; 20_000]));
    let added = (0..).find(|at| graph.add(large(*at)).is_err()).unwrap();
    let ids: Vec<String> = (0..added).map(id).collect();
    let removed = removal(Subject::Node, &ids.iter().map(String::as_str).collect::<Vec<_>>());
    let both = BatchBuilder::new()
        .section(removed.clone())
        .section(node_section(Operation::Add, &[large(added), large(added + 1)]));
    let before = whole_of(&graph.snapshot().unwrap());
    assert_eq!(graph.batch(both).unwrap_err().status, Status::OutOfQuota);
    assert_eq!(whole_of(&graph.snapshot().unwrap()), before);
    graph.batch(BatchBuilder::new().section(removed)).unwrap();
    graph.shrink(&Control::default()).unwrap();
    graph.add(large(added)).unwrap();
    graph.add(large(added + 1)).unwrap();
}

#[test]
fn f080_a_graph_at_its_quota_can_be_emptied_one_by_one_and_filled_again() {
    let graph = prepared(600_000, true).unwrap();
    let added = (0..).find(|at| graph.add(node(&format!("n{at}")).with("rank", 1)).is_err()).unwrap();
    assert!(added > 3_000, "{added}");
    let joined = (0..added).filter(|at| graph.join(edge(&format!("n{at}"), "n0")).is_ok()).count();
    for at in 0..added {
        graph.remove_node(&format!("n{at}"), 0).unwrap();
        assert!(graph.counts().bytes <= 600_000, "{at} removed, {joined} joined");
    }
    graph.shrink(&Control::default()).unwrap();
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &[node("again")]))).unwrap();
}
