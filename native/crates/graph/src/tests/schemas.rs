//! Rows of schemas write what ordinary rows write.

use super::fixture::*;
use crate::{Environment, GraphOptions, SharedGraph, Storage, TextCode, Written};
use kneiphof_wire::{
    Failure, Operation, Packed, SchemaField, SchemaRowHead, SchemaRowView, SchemaValue, SchemaView, Status,
    Subject, Tag, Value, ValueRef, encode_schema, encode_schema_row,
};
use proptest::prelude::*;
use std::sync::{Arc, Mutex};

pub const TAGS: [Tag; 5] = [Tag::Integer, Tag::Float, Tag::Boolean, Tag::Text, Tag::Instant];

pub fn key(place: usize) -> String {
    format!("k{place}")
}

/// Registers `k0`, `k1`, … of nodes with these types.
fn register(graph: &SharedGraph, tags: &[Tag]) -> u32 {
    register_of(Subject::Node, graph, tags)
}

pub fn register_of(subject: Subject, graph: &SharedGraph, tags: &[Tag]) -> u32 {
    let fields: Vec<SchemaField> = tags
        .iter()
        .enumerate()
        .map(|(place, tag)| (graph.intern(&key(place)).unwrap() as u16, *tag))
        .collect();
    let mut bytes = Vec::new();
    encode_schema(subject, &fields, &mut bytes);
    graph.register_schema(&SchemaView::parse(&bytes).unwrap()).unwrap()
}

pub fn put(
    graph: &SharedGraph,
    operation: Operation,
    head: &SchemaRowHead<'_>,
    values: &[SchemaValue<'_>],
) -> Result<Written, Failure> {
    let mut row = Vec::new();
    encode_schema_row(head, values, &mut row);
    graph.put_row_of_schema(operation, &SchemaRowView::parse(&row)?)
}

fn code_of(graph: &SharedGraph, text: &str) -> (u32, u32) {
    match graph.text_code(0, 0, text).unwrap() {
        TextCode::Code { generation, code } => (generation, code),
        other => panic!("{text} has a code, not {other:?}"),
    }
}

pub fn text(text: &str) -> SchemaValue<'_> {
    SchemaValue::Value(ValueRef::Text(text))
}

pub fn a_value(tag: Tag) -> BoxedStrategy<Option<Value>> {
    let value = match tag {
        Tag::Integer => any::<i64>().prop_map(Value::Integer).boxed(),
        Tag::Float => any::<u64>().prop_map(|bits| Value::Float(f64::from_bits(bits))).boxed(),
        Tag::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        Tag::Instant => any::<i64>().prop_map(Value::Instant).boxed(),
        _ => "[abä]{0,2}".prop_map(Value::Text).boxed(),
    };
    prop_oneof![1 => Just(None), 1 => Just(Some(Value::Null)), 6 => value.prop_map(Some)].boxed()
}

/// The same with keys; what is missing stays out.
pub fn attributes(values: &[Option<Value>]) -> Attributes {
    let with_key = |(place, value): (usize, &Option<Value>)| Some((key(place), Some(value.clone()?)));
    values.iter().enumerate().filter_map(with_key).collect()
}

pub fn packed(values: &[Option<Value>]) -> Vec<Option<Vec<u8>>> {
    values.iter().map(|value| value.as_ref().map(Value::to_packed)).collect()
}

/// What a row of a schema says for these values, with codes of their generation where the graph has them and they are wanted.
pub fn row<'a>(
    graph: &SharedGraph,
    schema: u32,
    with_codes: bool,
    values: &'a [Option<Value>],
    packed: &'a [Option<Vec<u8>>],
) -> (u32, Vec<SchemaValue<'a>>) {
    let mut generation = 0;
    let mut said = |(place, value): (usize, &'a Option<Value>)| match value {
        None => SchemaValue::Missing,
        Some(Value::Text(text)) if with_codes => match graph.text_code(schema, place as u32, text).unwrap() {
            TextCode::Code { generation: now, code } => {
                generation = now;
                SchemaValue::Code(code)
            }
            _ => SchemaValue::Value(ValueRef::Text(text)),
        },
        Some(_) => SchemaValue::Value(Packed::trusted(packed[place].as_deref().unwrap()).value()),
    };
    let row = values.iter().enumerate().map(&mut said).collect();
    (generation, row)
}

type Step = (Operation, u8, u8, Vec<Option<Value>>);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let operation = prop_oneof![Just(Operation::Add), Just(Operation::Upsert), Just(Operation::Merge)];
    let values: Vec<_> = TAGS.into_iter().map(a_value).collect();
    prop::collection::vec((operation, 0..6_u8, 0..3_u8, values), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn a_row_of_a_schema_writes_what_the_same_row_with_keys_writes(steps in steps()) {
        let (by_schema, by_keys) = (directed(), directed());
        let schema = register(&by_schema, &TAGS);
        register(&by_keys, &TAGS);
        for (step, (operation, id, label, values)) in steps.iter().enumerate() {
            let id = format!("n{id}");
            let labels: Vec<String> = (0..*label).map(|label| format!("L{label}")).collect();
            let mut with_keys = node(&id);
            with_keys.labels = labels.clone();
            with_keys.attributes = attributes(values);
            let symbols: Vec<u16> =
                labels.iter().map(|label| by_schema.intern(label).unwrap() as u16).collect();
            let packed = packed(values);
            let (generation, row) = row(&by_schema, schema, step % 2 == 0, values, &packed);
            // Every third row names a node that is there by its number.
            let number = if step % 3 == 0 { by_schema.find_node(&id).ok() } else { None };
            let named = SchemaRowHead { id: &id, node: number, ..SchemaRowHead::default() };
            let head = SchemaRowHead { schema, generation, labels: &symbols, ..named };
            let one = put(&by_schema, *operation, &head, &row).map_err(|failure| failure.status);
            let other = by_keys.put_node(*operation, &with_keys).map_err(|failure| failure.status);
            prop_assert_eq!(one, other);
            prop_assert_eq!(by_schema.node(&id), by_keys.node(&id));
        }
        prop_assert_eq!(by_schema.revision(), by_keys.revision());
    }
}

#[test]
fn b13_codes_of_columns_that_were_built_anew_are_refused_and_write_nothing() {
    let graph = directed();
    register(&graph, &[Tag::Text]);
    for (id, city) in [("a", "Riga"), ("b", "Oslo")] {
        put(&graph, Operation::Add, &SchemaRowHead { id, ..SchemaRowHead::default() }, &[text(city)])
            .unwrap();
    }
    let (generation, code) = code_of(&graph, "Oslo");
    graph.remove_node("a", 0).unwrap();
    graph.compact(None).unwrap();
    let revision = graph.revision();
    let head = SchemaRowHead { id: "c", generation, ..SchemaRowHead::default() };
    let failure = put(&graph, Operation::Add, &head, &[SchemaValue::Code(code)]).unwrap_err();
    assert_eq!((failure.status, graph.revision()), (Status::StaleHandle, revision));
    let (generation, code) = code_of(&graph, "Oslo");
    put(&graph, Operation::Add, &SchemaRowHead { generation, ..head }, &[SchemaValue::Code(code)]).unwrap();
    assert_eq!(graph.node("c").unwrap().attributes[0].1, Value::from("Oslo"));
}

#[test]
fn a_number_that_names_no_node_any_more_is_refused_and_writes_nothing() {
    let graph = directed();
    let schema = register(&graph, &[Tag::Text]);
    let number = graph.add(node("a").with("k0", "old")).unwrap().number;
    let head = SchemaRowHead { schema, node: Some(number), ..SchemaRowHead::default() };
    let failure = put(&graph, Operation::Add, &head, &[text("new")]).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::NodeAlreadyExists, "a"));
    let versioned = SchemaRowHead { version: 9, ..head };
    let failure = put(&graph, Operation::Merge, &versioned, &[text("new")]).unwrap_err();
    assert_eq!((failure.status, failure.shown()), (Status::VersionMismatch, "a"));
    put(&graph, Operation::Merge, &head, &[text("new")]).unwrap();
    assert_eq!(graph.node("a").unwrap().attributes[0].1, Value::from("new"));
    graph.remove_node("a", 0).unwrap();
    graph.add(node("a")).unwrap();
    let is_stale = || {
        let failure = put(&graph, Operation::Merge, &head, &[text("new")]).unwrap_err();
        assert_eq!((failure.status, failure.number), (Status::StaleHandle, number));
    };
    is_stale();
    // The node "a" has the row of the removed one from here on, in another epoch.
    graph.compact(None).unwrap();
    is_stale();
    assert!(graph.node("a").unwrap().attributes.is_empty());
}

#[test]
fn f032_what_a_schema_does_not_allow_is_refused_and_writes_nothing() {
    let graph = directed();
    let schema = register(&graph, &[Tag::Text, Tag::Boolean]);
    let head = SchemaRowHead { schema, generation: 1, id: "a", ..SchemaRowHead::default() };
    let number = SchemaValue::Value(ValueRef::Integer(2));
    let truth = SchemaValue::Value(ValueRef::Boolean(true));
    let rows: [&[SchemaValue<'_>]; 4] =
        [&[text("x")], &[text("x"), number], &[SchemaValue::Code(0), truth], &[number, truth]];
    for row in rows {
        let failure = put(&graph, Operation::Merge, &head, row).unwrap_err();
        assert_eq!(failure.status, Status::InvalidArgument, "{row:?}");
    }
    let unknown = SchemaRowHead { schema: 7, ..head };
    assert_eq!(put(&graph, Operation::Merge, &unknown, &[]).unwrap_err().detail, "number of a schema");
    let labelled = SchemaRowHead { labels: &[999], ..head };
    let failure = put(&graph, Operation::Merge, &labelled, &[text("x"), truth]).unwrap_err();
    assert_eq!(failure.detail, "symbol of a label");
    assert_eq!((graph.node_count(), graph.revision()), (0, 0));
}

#[test]
fn f024_the_limit_on_attributes_counts_those_that_stay() {
    let graph = open(GraphOptions { attributes_max: 3, seed: Some(7), ..GraphOptions::default() });
    let schema = register(&graph, &[Tag::Integer, Tag::Integer]);
    graph.add(node("a").with("x", 1).with("y", 2)).unwrap();
    let one = SchemaValue::Value(ValueRef::Integer(1));
    let head = SchemaRowHead { schema, id: "a", ..SchemaRowHead::default() };
    let failure = put(&graph, Operation::Merge, &head, &[one, one]).unwrap_err();
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 4, 3));
    put(&graph, Operation::Merge, &head, &[one, SchemaValue::Missing]).unwrap();
    put(&graph, Operation::Upsert, &head, &[one, one]).unwrap();
    assert_eq!(graph.node("a").unwrap().attributes.len(), 2);
}

#[test]
fn the_same_schema_has_the_same_number_and_another_has_its_own() {
    let graph = directed();
    assert_eq!(register(&graph, &[Tag::Text]), 0);
    assert_eq!(register(&graph, &[Tag::Integer]), 1);
    assert_eq!(register(&graph, &[Tag::Text]), 0);
}

#[test]
fn a_column_of_mostly_distinct_texts_has_no_codes_for_new_ones() {
    let graph = directed();
    let schema = register(&graph, &[Tag::Text]);
    let put = |id: &str| {
        let head = SchemaRowHead { schema, id, ..SchemaRowHead::default() };
        put(&graph, Operation::Add, &head, &[text(id)]).unwrap();
    };
    (0..5).for_each(|row| put(&format!("n{row}")));
    assert_eq!(graph.text_code(schema, 0, "unheard of"), Ok(TextCode::Unknown));
    (5..5_000).for_each(|row| put(&format!("n{row}")));
    assert_eq!(graph.text_code(schema, 0, "unheard of"), Ok(TextCode::Uncoded));
    assert_eq!(graph.text_code(schema, 1, "x").unwrap_err().status, Status::InvalidArgument);
}

/// The frames of every commit.
#[derive(Default)]
pub struct Log(pub Mutex<Vec<Vec<u8>>>);

impl Storage for Log {
    fn keeps_frames(&self) -> bool {
        true
    }

    fn append(&self, _revision: u64, frame: &[u8]) -> Result<(), String> {
        self.0.lock().unwrap().push(frame.to_vec());
        Ok(())
    }
}

pub fn logged() -> (SharedGraph, Arc<Log>) {
    let log = Arc::new(Log::default());
    let mut environment = Environment::standard(u64::MAX);
    environment.storage = log.clone();
    (SharedGraph::open(GraphOptions::default(), environment).unwrap(), log)
}

/// Codes and numbers of schemas mean nothing to who reads the log later.
#[test]
fn the_log_keeps_a_row_of_a_schema_as_the_row_with_its_keys_and_texts() {
    let ((by_schema, schema_log), (by_keys, keys_log)) = (logged(), logged());
    register(&by_schema, &[Tag::Text, Tag::Integer]);
    for key in ["k0", "k1"] {
        by_keys.intern(key).unwrap();
    }
    let one = SchemaValue::Value(ValueRef::Integer(1));
    let null = SchemaValue::Value(ValueRef::Null);
    let head = |id, generation| SchemaRowHead { id, generation, ..SchemaRowHead::default() };
    put(&by_schema, Operation::Add, &head("a", 0), &[text("x"), one]).unwrap();
    let (generation, code) = code_of(&by_schema, "x");
    put(&by_schema, Operation::Merge, &head("b", generation), &[SchemaValue::Code(code), null]).unwrap();
    let by_number = SchemaRowHead { node: by_schema.find_node("a").ok(), ..head("", 0) };
    put(&by_schema, Operation::Upsert, &by_number, &[SchemaValue::Missing, one]).unwrap();
    by_keys.add(node("a").with("k0", "x").with("k1", 1)).unwrap();
    by_keys.merge(node("b").with("k0", "x").with("k1", Value::Null)).unwrap();
    by_keys.upsert(node("a").with("k1", 1)).unwrap();
    let (schema_frames, keys_frames) = (schema_log.0.lock().unwrap(), keys_log.0.lock().unwrap());
    assert_eq!(schema_frames.len(), 3);
    assert_eq!(*schema_frames, *keys_frames);
}
