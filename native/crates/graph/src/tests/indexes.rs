//! Declared indexes: a graph that has them answers every query as one that has none, whatever is written and undone.

use super::against_model::{Step, run, step};
use super::fixture::*;
use super::model::Model;
use crate::shared::control::looks;
use crate::{Control, GraphOptions, SharedGraph};
use kneiphof_wire::{
    BatchBuilder, Comparison, Operation, Packed, QueryBuilder, QueryView, Status, Subject, TestSubject, Value,
};
use proptest::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

const KEYS: [&str; 4] = ["k", "l", "m", "n"];
/// So many rows beside, that the few others are worth asking an index for.
const FILLER: usize = 700;

fn declare_all(graph: &SharedGraph) {
    for subject in [Subject::Node, Subject::Edge] {
        for key in KEYS {
            assert!(graph.declare_index(subject, TestSubject::Attribute, key, None).unwrap());
        }
    }
    assert!(graph.declare_index(Subject::Node, TestSubject::Label, "", None).unwrap());
    assert!(graph.declare_index(Subject::Edge, TestSubject::Type, "", None).unwrap());
}

fn filled(directed_graph: bool) -> (SharedGraph, Model) {
    let graph = if directed_graph { directed() } else { undirected() };
    let mut model = Model { directed: directed_graph, ..Model::default() };
    let nodes: Vec<Node> = (0..FILLER).map(|at| node(&format!("filler {at}"))).collect();
    let edges: Vec<Edge> = nodes.windows(2).map(|pair| edge(&pair[0].id, &pair[1].id)).collect();
    let batch = BatchBuilder::new().section(node_section(Operation::Add, &nodes));
    graph.batch(batch.section(edge_section(Operation::Add, &edges))).unwrap();
    assert!(nodes.iter().all(|node| model.put_node(Operation::Add, node).is_ok()));
    assert!(edges.iter().all(|edge| model.put_edge(Operation::Add, edge).is_ok()));
    (graph, model)
}

fn operands() -> Vec<Value> {
    vec![
        Value::Integer(-3),
        Value::Integer(0),
        Value::Float(-0.0),
        Value::Float(f64::NAN),
        Value::Float(0.1),
        Value::Boolean(true),
        Value::Instant(1),
        Value::from("x"),
        Value::from(""),
        Value::from("never seen"),
        Value::Null,
        Value::Bytes(vec![1]),
        Value::List(vec![Value::Integer(1), Value::Map(vec![("k".to_owned(), Value::Null)])]),
    ]
}

/// Equalities in every form, alone, turned round, and beside another test.
fn queries(subject: Subject) -> Vec<Vec<u8>> {
    let mut tests: Vec<QueryBuilder> = Vec::new();
    for key in KEYS {
        for operand in operands() {
            for comparison in [Comparison::Eq, Comparison::Ne] {
                tests.push(QueryBuilder::new(u32::MAX).attribute(
                    key,
                    comparison,
                    std::slice::from_ref(&operand),
                ));
            }
        }
        for some in [&operands()[..2], &operands()[4..9], &operands()[6..], &[]] {
            tests.push(QueryBuilder::new(u32::MAX).attribute(key, Comparison::In, some));
        }
    }
    let own = if subject == Subject::Node { TestSubject::Label } else { TestSubject::Type };
    for name in ["L", "T", "]->", "Unseen"] {
        for comparison in [Comparison::Eq, Comparison::Ne, Comparison::StartsWith] {
            tests.push(QueryBuilder::new(u32::MAX).test(own, comparison, &[Value::from(name)]));
        }
    }
    let beside = |test: &QueryBuilder| test.clone().test(TestSubject::Id, Comparison::Exists, &[]).and(2);
    let or = |test: &QueryBuilder| test.clone().attribute("k", Comparison::Exists, &[]).or(2);
    let forms = tests.iter().flat_map(|test| [test.clone(), test.clone().not(), beside(test), or(test)]);
    forms.map(|query| query.build()).collect()
}

fn answers(graph: &SharedGraph, subject: Subject, query: &[u8]) -> Vec<u64> {
    let query = QueryView::parse(query).unwrap();
    let page = match subject {
        Subject::Node => graph.query_nodes(&query),
        Subject::Edge => graph.query_edges(&query),
    };
    let page = page.unwrap();
    assert_eq!(page.numbers.len() as u64, page.total);
    page.numbers
}

fn equal_with_and_without(
    directed_graph: bool,
    steps: &[Step],
    declared_at: usize,
) -> Result<(), TestCaseError> {
    let (plain, mut plain_model) = filled(directed_graph);
    let (indexed, mut indexed_model) = filled(directed_graph);
    let queries = [Subject::Node, Subject::Edge].map(|subject| (subject, queries(subject)));
    let mut snapshots = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        if at == declared_at.min(steps.len() - 1) {
            declare_all(&indexed);
        }
        // Half of the writes meet a reader.
        snapshots.push((at % 2 == 0).then(|| indexed.snapshot().unwrap()));
        run(&plain, &mut plain_model, step)?;
        run(&indexed, &mut indexed_model, step)?;
    }
    for (subject, queries) in &queries {
        for query in queries {
            prop_assert_eq!(
                answers(&indexed, *subject, query),
                answers(&plain, *subject, query),
                "{:?}",
                QueryView::parse(query).unwrap().program
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_directed_graph_with_indexes_answers_as_one_without(
        steps in prop::collection::vec(step(), 1..40), declared_at in 0_usize..40
    ) {
        equal_with_and_without(true, &steps, declared_at)?;
    }

    #[test]
    fn an_undirected_graph_with_indexes_answers_as_one_without(
        steps in prop::collection::vec(step(), 1..40), declared_at in 0_usize..40
    ) {
        equal_with_and_without(false, &steps, declared_at)?;
    }
}

/// 10,000 nodes in five chunks, every hundredth of them "rare".
fn numbered() -> SharedGraph {
    let graph = directed();
    let rows: Vec<Node> = (0..10_000)
        .map(|at| {
            let status = if at % 100 == 7 { "rare" } else { "common" };
            node(&format!("n{at}")).with("status", status).with("at", i64::from(at))
        })
        .collect();
    graph.batch(BatchBuilder::new().section(node_section(Operation::Add, &rows))).unwrap();
    graph
}

fn status(limit: u32, status: &str) -> QueryBuilder {
    QueryBuilder::new(limit).attribute("status", Comparison::Eq, &[Value::from(status)])
}

fn first_test(graph: &SharedGraph, query: QueryBuilder) -> Value {
    let (query, mut out) = (query.build(), Vec::new());
    graph.explain(Subject::Node, &QueryView::parse(&query).unwrap(), None, &mut out).unwrap();
    let Value::List(steps) = entry(&Packed::trusted(&out).to_value(), "steps").clone() else {
        panic!("a list")
    };
    entry(&steps[0], "test").clone()
}

#[test]
fn explain_says_that_an_index_is_asked_where_it_names_few_rows() {
    let graph = numbered();
    assert_eq!(entry(&first_test(&graph, status(1, "rare")), "reads"), &Value::from("dictionary codes"));
    assert!(graph.declare_index(Subject::Node, TestSubject::Attribute, "status", None).unwrap());
    let at_the_end = || status(1, "rare").attribute("at", Comparison::Ge, &[Value::Integer(0)]).and(2);
    for query in [status(1, "rare"), at_the_end()] {
        let test = first_test(&graph, query);
        assert_eq!(entry(&test, "reads"), &Value::from("index"));
        for (key, count) in [("rowsOut", 100), ("estimatedRows", 100), ("codes", 1), ("chunksIndexed", 5)] {
            assert_eq!(entry(&test, key), &Value::Integer(count), "{key}");
        }
    }
    // Beside another test, to read the codes is sooner done than to read 9,900 rows of the index.
    let common = status(1, "common").attribute("at", Comparison::Ge, &[Value::Integer(0)]).and(2);
    let reads = entry(&first_test(&graph, common), "reads").clone();
    assert_ne!(reads, Value::from("index"));
    assert_eq!(entry(&first_test(&graph, status(1, "common")), "reads"), &Value::from("index"));
    assert!(graph.drop_index(Subject::Node, TestSubject::Attribute, "status").unwrap());
    assert_eq!(entry(&first_test(&graph, status(1, "rare")), "reads"), &Value::from("dictionary codes"));
}

#[test]
fn pages_of_an_index_are_those_of_a_scan_in_either_order() {
    let (plain, indexed) = (numbered(), numbered());
    indexed.declare_index(Subject::Node, TestSubject::Attribute, "status", None).unwrap();
    for graph in [&plain, &indexed] {
        graph.remove_node("n107", 0).unwrap();
        graph.merge(node("n5").with("status", "rare")).unwrap();
    }
    for descending in [false, true] {
        let mut position = 0;
        for _ in 0..6 {
            let query = status(17, "rare")
                .order(kneiphof_wire::OrderBy::Insertion, descending)
                .after(position, 0)
                .build();
            let [one, other] = [&plain, &indexed]
                .map(|graph| graph.query_nodes(&QueryView::parse(&query).unwrap()).unwrap());
            assert_eq!((one.total, &one.numbers, one.cursor), (other.total, &other.numbers, other.cursor));
            assert_eq!(one.total, 100);
            position = one.cursor;
        }
        assert_eq!(position, 0);
    }
}

#[test]
fn every_index_is_a_part_of_the_memory_and_all_parts_are_the_whole() {
    let graph = numbered();
    for (subject, what, key) in [
        (Subject::Node, TestSubject::Attribute, "status"),
        (Subject::Edge, TestSubject::Attribute, "not yet"),
        (Subject::Node, TestSubject::Label, ""),
        (Subject::Edge, TestSubject::Type, ""),
    ] {
        graph.declare_index(subject, what, key, None).unwrap();
    }
    let parts = graph.memory().unwrap();
    assert_eq!(parts.iter().map(|part| part.bytes).sum::<u64>(), graph.counts().bytes);
    let indexes: Vec<_> = parts.iter().filter(|part| part.part.starts_with("index of ")).collect();
    let named: Vec<_> = indexes.iter().map(|part| (part.part, part.key.as_deref())).collect();
    let expected = [("nodes", Some("status")), ("edges", Some("not yet")), ("labels", None), ("types", None)];
    assert!(named.into_iter().eq(expected.map(|(of, key)| (["index of ", of].concat().leak() as &str, key))));
    let description = graph.description();
    let Value::List(listed) = entry(&description, "indexes") else { panic!("a list") };
    for (part, listed) in indexes.iter().zip(listed) {
        assert_eq!(entry(listed, "bytes"), &Value::Integer(part.bytes as i64), "{part:?}");
    }
}

#[test]
fn declaring_and_dropping_an_index_is_a_change_with_a_revision_of_its_own() {
    let graph = numbered();
    let before = graph.revision();
    let declare = || graph.declare_index(Subject::Node, TestSubject::Attribute, "status", None).unwrap();
    let drop = || graph.drop_index(Subject::Node, TestSubject::Attribute, "status").unwrap();
    let changed = [declare(), declare(), drop(), drop()];
    assert_eq!((changed, graph.revision()), ([true, false, true, false], before + 2));
    assert!(declare() && graph.revision() == before + 3 && !declare() && graph.revision() == before + 3);
}

#[test]
fn an_index_is_declared_once_listed_and_dropped() {
    let graph = numbered();
    let declare = |subject, what, key| graph.declare_index(subject, what, key, None);
    assert!(declare(Subject::Node, TestSubject::Attribute, "status").unwrap());
    assert!(!declare(Subject::Node, TestSubject::Attribute, "status").unwrap());
    assert!(declare(Subject::Edge, TestSubject::Attribute, "not yet").unwrap());
    assert!(declare(Subject::Node, TestSubject::Label, "").unwrap());
    let description = graph.description();
    let Value::List(indexes) = entry(&description, "indexes") else { panic!("a list") };
    let told: Vec<[Value; 3]> =
        indexes.iter().map(|index| ["on", "key", "values"].map(|key| entry(index, key).clone())).collect();
    let index = |on: i64, key, values: i64| [Value::Integer(on), Value::from(key), Value::Integer(values)];
    assert_eq!(told, [index(0, "status", 2), index(1, "not yet", 0), index(2, "", 0)]);
    assert!(graph.drop_index(Subject::Node, TestSubject::Label, "").unwrap());
    assert!(!graph.drop_index(Subject::Node, TestSubject::Label, "").unwrap());
    assert!(!graph.drop_index(Subject::Node, TestSubject::Attribute, "nobody").unwrap());
    let refused = [
        declare(Subject::Edge, TestSubject::Label, ""),
        declare(Subject::Node, TestSubject::Type, ""),
        declare(Subject::Node, TestSubject::Degree, ""),
        declare(Subject::Node, TestSubject::Attribute, ""),
    ];
    assert!(refused.iter().all(|refused| refused.as_ref().unwrap_err().status == Status::InvalidArgument));
}

#[test]
fn s15_others_read_while_an_index_is_built_and_writers_wait() {
    let graph = open(GraphOptions { lock_wait: Duration::ZERO, ..GraphOptions::default() });
    for at in 0..5_000 {
        graph.add(node(&format!("n{at}")).with("status", "idle")).unwrap();
    }
    let looks = Rc::new(Cell::new(0));
    let (other, looked) = (graph.clone(), looks.clone());
    let look = move |_: &Control| {
        assert!(other.find_node("n7").is_ok() && other.get_node("n7", &mut Vec::new()).is_ok());
        assert_eq!(other.add(node("late")).unwrap_err().status, Status::Busy);
        let again = other.declare_index(Subject::Node, TestSubject::Attribute, "status", None);
        assert_eq!(again.unwrap_err().status, Status::Busy);
        looked.set(looked.get() + 1);
    };
    let control = Control::default();
    let declare = || graph.declare_index(Subject::Node, TestSubject::Attribute, "status", Some(&control));
    assert_eq!(looks::during(look, declare), Ok(true));
    assert_eq!(looks.get(), 3, "a look for each chunk");
    graph.add(node("late")).unwrap();
}

#[test]
fn s15_an_index_whose_turn_to_be_written_does_not_come_is_not_declared() {
    let graph = open(GraphOptions { lock_wait: Duration::ZERO, ..GraphOptions::default() });
    graph.add(node("a").with("status", "idle")).unwrap();
    let reading = graph.read().unwrap();
    let declared = graph.declare_index(Subject::Node, TestSubject::Attribute, "status", None);
    assert_eq!(declared.unwrap_err().status, Status::Busy);
    drop(reading);
    assert_eq!(graph.declare_index(Subject::Node, TestSubject::Attribute, "status", None), Ok(true));
}
