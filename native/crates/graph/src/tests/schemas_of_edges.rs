//! Edges as rows of schemas are the edges that ordinary rows write.

use super::fixture::*;
use super::schemas::{TAGS, a_value, attributes, logged, packed, put, register_of, row, text};
use crate::{GraphOptions, SharedGraph};
use kneiphof_wire::{
    EndNames, Operation, SchemaRowEnds, SchemaRowHead, SchemaValue, Status, Subject, Tag, Value, ValueRef,
};
use proptest::prelude::*;

const NODES: [&str; 3] = ["a", "b", "c"];
const IDS: [&str; 4] = ["", "e", "a->b", "b-[K]->a"];

fn with_nodes(directed: bool) -> SharedGraph {
    let graph = open(GraphOptions { seed: Some(7), directed, ..GraphOptions::default() });
    add_nodes(&graph);
    graph
}

fn add_nodes(graph: &SharedGraph) {
    for id in NODES {
        graph.add(node(id)).unwrap();
    }
}

fn between<'a>(source: &'a str, target: &'a str) -> SchemaRowHead<'a> {
    let names = EndNames::Ids([source, target]);
    let ends = Some(SchemaRowEnds { names, type_symbol: None });
    SchemaRowHead { ends, ..SchemaRowHead::default() }
}

fn number(number: i64) -> SchemaValue<'static> {
    SchemaValue::Value(ValueRef::Integer(number))
}

#[derive(Debug)]
struct Step {
    operation: Operation,
    id: &'static str,
    source: &'static str,
    target: &'static str,
    has_type: bool,
    /// Expects the version that the edge has, or another one.
    version: Option<bool>,
    values: Vec<Option<Value>>,
}

fn a_step() -> impl Strategy<Value = Step> {
    let operation = prop_oneof![Just(Operation::Add), Just(Operation::Upsert), Just(Operation::Merge)];
    // One end in four is missing.
    let end = || prop_oneof![3 => prop::sample::select(&NODES[..]), 1 => Just("nobody")];
    let id = prop_oneof![3 => Just(""), 1 => prop::sample::select(&IDS[..])];
    let version = prop_oneof![3 => Just(None), 1 => any::<bool>().prop_map(Some)];
    let values: Vec<_> = TAGS.into_iter().map(a_value).collect();
    (operation, id, end(), end(), any::<bool>(), version, values).prop_map(
        |(operation, id, source, target, has_type, version, values)| Step {
            operation,
            id,
            source,
            target,
            has_type,
            version,
            values,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn an_edge_of_a_schema_is_what_the_same_row_with_keys_is(
        directed in any::<bool>(),
        steps in prop::collection::vec(a_step(), 1..60),
    ) {
        let (by_schema, by_keys) = (with_nodes(directed), with_nodes(directed));
        let schema = register_of(Subject::Edge, &by_schema, &TAGS);
        register_of(Subject::Edge, &by_keys, &TAGS);
        let symbol = by_schema.intern("K").unwrap() as u16;
        by_keys.intern("K").unwrap();
        for (at, step) in steps.iter().enumerate() {
            let mut edge = edge(step.source, step.target);
            edge.kind = step.has_type.then(|| "K".to_owned());
            edge.id = (!step.id.is_empty()).then(|| step.id.to_owned());
            edge.attributes = attributes(&step.values);
            let kind = if step.has_type { "-[K]->" } else { "->" };
            let id = edge.id.clone().unwrap_or_else(|| [step.source, kind, step.target].concat());
            let stored = by_keys.edge(&id);
            edge.version = match step.version {
                Some(right) => stored.map_or(1, |stored| stored.version) + u64::from(!right),
                None => 0,
            };
            let packed = packed(&step.values);
            let (generation, row) = row(&by_schema, schema, at % 2 == 0, &step.values, &packed);
            let type_symbol = step.has_type.then_some(symbol);
            // Every third row names its ends by their numbers, if both are there.
            let numbers = [step.source, step.target].map(|end| by_schema.find_node(end));
            let names = match numbers {
                [Ok(source), Ok(target)] if at % 3 == 0 => EndNames::Numbers([source, target]),
                _ => EndNames::Ids([step.source, step.target]),
            };
            let ends = Some(SchemaRowEnds { names, type_symbol });
            let (id_given, version) = (step.id, edge.version);
            let head = SchemaRowHead { schema, generation, version, id: id_given, ends, ..SchemaRowHead::default() };
            let one = put(&by_schema, step.operation, &head, &row);
            let other = by_keys.put_edge(step.operation, &edge);
            prop_assert_eq!(one, other, "{:?}", step);
            prop_assert_eq!(by_schema.edge(&id), by_keys.edge(&id));
        }
        prop_assert_eq!(by_schema.revision(), by_keys.revision());
    }
}

#[test]
fn f032_a_row_of_another_subject_than_its_schema_is_refused_and_writes_nothing() {
    let graph = with_nodes(true);
    let nodes = register_of(Subject::Node, &graph, &[Tag::Integer]);
    let edges = register_of(Subject::Edge, &graph, &[Tag::Integer]);
    assert_ne!(nodes, edges, "the same attributes of another subject are another schema");
    let revision = graph.revision();
    let wrong = [
        SchemaRowHead { schema: nodes, ..between("a", "b") },
        SchemaRowHead { schema: edges, id: "d", ..SchemaRowHead::default() },
    ];
    for head in wrong {
        let failure = put(&graph, Operation::Add, &head, &[number(1)]).unwrap_err();
        assert_eq!((failure.status, failure.detail), (Status::InvalidArgument, "subject of a row"));
    }
    let unknown = Some(SchemaRowEnds { names: EndNames::Ids(["a", "b"]), type_symbol: Some(999) });
    let head = SchemaRowHead { schema: edges, ends: unknown, ..SchemaRowHead::default() };
    assert_eq!(put(&graph, Operation::Add, &head, &[number(1)]).unwrap_err().detail, "symbol of a type");
    assert_eq!(graph.revision(), revision);
}

#[test]
fn f024_an_edge_that_a_merge_gives_too_many_attributes_stays_as_it_was() {
    let graph = open(GraphOptions { attributes_max: 3, seed: Some(7), ..GraphOptions::default() });
    add_nodes(&graph);
    let schema = register_of(Subject::Edge, &graph, &[Tag::Integer, Tag::Integer]);
    graph.join(edge("a", "b").with("x", 1).with("y", 2)).unwrap();
    let before = (graph.edge("a->b"), graph.revision());
    let head = SchemaRowHead { schema, ..between("a", "b") };
    let failure = put(&graph, Operation::Merge, &head, &[number(1), number(1)]).unwrap_err();
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 4, 3));
    assert_eq!((graph.edge("a->b"), graph.revision()), before);
    put(&graph, Operation::Merge, &head, &[number(1), SchemaValue::Missing]).unwrap();
    put(&graph, Operation::Upsert, &head, &[number(1), number(1)]).unwrap();
    assert_eq!(graph.edge("a->b").unwrap().attributes.len(), 2);
}

#[test]
fn b13_a_number_that_names_no_end_any_more_is_refused_and_joins_nobody_else() {
    let graph = with_nodes(true);
    let schema = register_of(Subject::Edge, &graph, &[Tag::Integer]);
    let [a, b, c] = NODES.map(|end| graph.find_node(end).unwrap());
    let put = |ends: [u64; 2]| {
        let ends = Some(SchemaRowEnds { names: EndNames::Numbers(ends), type_symbol: None });
        let head = SchemaRowHead { schema, ends, ..SchemaRowHead::default() };
        put(&graph, Operation::Add, &head, &[number(1)])
    };
    put([a, b]).unwrap();
    let twice = put([a, b]).unwrap_err();
    assert_eq!((twice.status, twice.shown()), (Status::EdgeAlreadyExists, "a->b"));
    graph.remove_node("b", 0).unwrap();
    graph.add(node("b")).unwrap();
    let revision = graph.revision();
    for (ends, stale) in [([a, b], b), ([b, c], b), ([0, a], 0), ([a, u64::MAX], u64::MAX)] {
        let failure = put(ends).unwrap_err();
        assert_eq!((failure.status, failure.number), (Status::StaleHandle, stale));
    }
    assert_eq!((graph.counts().edges, graph.revision()), (0, revision));
    // The rows of a removed node are others' from here on, in another epoch.
    graph.compact(None).unwrap();
    for ends in [[a, c], [c, a], [a, a]] {
        assert_eq!(put(ends).unwrap_err().status, Status::StaleHandle);
    }
    assert_eq!(graph.counts().edges, 0);
    let ends = ["a", "b"].map(|end| graph.find_node(end).unwrap());
    put(ends).unwrap();
    assert!(graph.edge("a->b").is_some());
}

/// Codes, numbers of schemas and numbers of nodes mean nothing to who reads the log later.
#[test]
fn the_log_keeps_an_edge_of_a_schema_as_the_row_with_its_keys_and_texts() {
    let ((by_schema, schema_log), (by_keys, keys_log)) = (logged(), logged());
    let schema = register_of(Subject::Edge, &by_schema, &[Tag::Text]);
    let symbol = by_schema.intern("K").unwrap() as u16;
    for name in ["k0", "K"] {
        by_keys.intern(name).unwrap();
    }
    for graph in [&by_schema, &by_keys] {
        add_nodes(graph);
    }
    let head = SchemaRowHead { schema, ..between("a", "b") };
    put(&by_schema, Operation::Add, &head, &[text("x")]).unwrap();
    let names = EndNames::Numbers(["b", "c"].map(|end| by_schema.find_node(end).unwrap()));
    let ends = Some(SchemaRowEnds { names, type_symbol: Some(symbol) });
    let values = [Some(Value::from("x"))];
    let packed = packed(&values);
    let (generation, coded) = row(&by_schema, schema, true, &values, &packed);
    assert!(matches!(coded[..], [SchemaValue::Code(_)]));
    let head = SchemaRowHead { generation, id: "e", ends, ..head };
    put(&by_schema, Operation::Merge, &head, &coded).unwrap();
    by_keys.join(edge("a", "b").with("k0", "x")).unwrap();
    by_keys.put_edge(Operation::Merge, &edge("b", "c").kind("K").id("e").with("k0", "x")).unwrap();
    assert_eq!(*schema_log.0.lock().unwrap(), *keys_log.0.lock().unwrap());
}
