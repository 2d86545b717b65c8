//! Values come back as they went in.

use super::fixture::*;
use crate::GraphOptions;
use kneiphof_wire::{Operation, Status, Value};
use proptest::prelude::*;

fn read(value: Value) -> Value {
    let graph = directed();
    graph.add(node("a").with("k", value)).unwrap();
    graph.node("a").unwrap().attributes[0].1.clone()
}

#[test]
fn f020_f023_c2_floats_come_back_bit_for_bit() {
    let bits = [
        f64::NAN.to_bits(),
        0x7FF8_0000_0000_0001,
        0xFFF0_0000_0000_0001,
        (-0.0f64).to_bits(),
        1,
        0.1f64.to_bits(),
    ];
    for bits in bits {
        assert_eq!(read(Value::Float(f64::from_bits(bits))), Value::Float(f64::from_bits(bits)));
    }
    assert_eq!(read(Value::Float(1e300)), Value::Float(1e300));
}

#[test]
fn s1_every_type_comes_back_as_itself() {
    let values = [
        Value::Boolean(true),
        Value::Integer(1),
        Value::Integer(i64::MIN),
        Value::Float(1.0),
        Value::Instant(1),
        Value::Opaque(u64::MAX),
        Value::Bytes(vec![0, 1, 255]),
        Value::from("nul \0 is data"),
        Value::Null,
        Value::List(vec![Value::Integer(1), Value::Float(1.0), Value::Null]),
        Value::Map(vec![("z".to_owned(), Value::Boolean(false)), ("a".to_owned(), Value::List(vec![]))]),
    ];
    for value in values {
        assert_eq!(read(value.clone()), value);
    }
}

#[test]
fn c1_texts_of_every_length_come_back_whole() {
    for length in [0, 1, 100, 101, 4_095, 65_536, 1 << 20] {
        let text = "ä".repeat(length / 2) + &"x".repeat(length % 2);
        assert_eq!(read(Value::from(text.as_str())), Value::Text(text));
    }
}

#[test]
fn f029_a_key_may_have_another_type_on_every_node() {
    let graph = directed();
    let values = [Value::Integer(1), Value::from("1"), Value::Float(1.0), Value::Null, Value::Boolean(true)];
    for i in 0..5_000 {
        graph.add(node(&i.to_string()).with("k", values[i % 5].clone())).unwrap();
    }
    for i in 0..5_000 {
        assert_eq!(graph.node(&i.to_string()).unwrap().attributes[0].1, values[i % 5]);
    }
    let description = graph.description();
    let Value::List(attributes) = entry(&description, "nodeAttributes") else { panic!("a list") };
    assert_eq!(entry(&attributes[0], "type"), &Value::from("mixed"));
    assert_eq!(entry(&attributes[0], "count"), &Value::Integer(5_000));
}

#[test]
fn attributes_are_read_in_the_order_in_which_the_graph_first_saw_their_keys() {
    let graph = directed();
    graph.add(node("a").with("z", 1)).unwrap();
    graph.add(node("b").with("a", 1).with("z", 2)).unwrap();
    let keys: Vec<String> = graph.node("b").unwrap().attributes.into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["z", "a"]);
    graph.join(edge("a", "b").with("a", 1).with("z", 1)).unwrap();
    let keys: Vec<String> = graph.edge("a->b").unwrap().attributes.into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["z", "a"]);
}

#[test]
fn f028_more_attributes_than_the_limit_are_refused_by_add_and_by_merge() {
    let graph = open(GraphOptions { attributes_max: 3, ..GraphOptions::default() });
    let three = node("a").with("a", 1).with("b", 2).with("c", 3);
    let failure = graph.add(three.clone().with("d", 4)).unwrap_err();
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 4, 3));
    graph.add(three).unwrap();
    assert_eq!(graph.merge(node("a").with("d", 4)).unwrap_err().status, Status::LimitExceeded);
    graph.merge(node("a").with("d", 4).without("a")).unwrap();
    assert_eq!(graph.node("a").unwrap().attributes.len(), 3);
}

#[test]
fn a_value_longer_than_the_limit_is_refused_and_its_key_named() {
    let graph = open(GraphOptions { value_bytes_max: 10, ..GraphOptions::default() });
    let failure = graph.add(node("a").with("k", "12345678901")).unwrap_err();
    assert_eq!(
        (failure.status, failure.number, failure.limit, failure.shown()),
        (Status::LimitExceeded, 11, 10, "k")
    );
    graph.add(node("a").with("k", "1234567890")).unwrap();
}

#[test]
fn the_version_follows_the_content_and_nothing_else() {
    let graph = directed();
    graph.add(node("a").label("L").with("x", 1).with("y", 2)).unwrap();
    let version = |graph: &crate::SharedGraph| graph.node("a").unwrap().version;
    let first = version(&graph);
    graph.add(node("b")).unwrap();
    graph.join(edge("a", "b")).unwrap();
    assert_eq!(version(&graph), first, "an edge is not content of its node");
    graph.merge(node("a").with("x", 5)).unwrap();
    assert_ne!(version(&graph), first);
    graph.merge(node("a").with("x", 1)).unwrap();
    assert_eq!(version(&graph), first);
    let other = directed();
    other.add(node("z").with("y", 0)).unwrap();
    other.add(node("a").label("L").with("y", 2).with("x", 1)).unwrap();
    assert_eq!(version(&other), first, "the order of the keys is no content");
}

#[test]
fn f144_a_change_that_expects_another_version_is_refused() {
    let graph = directed();
    graph.add(node("a").with("x", 1)).unwrap();
    let version = graph.node("a").unwrap().version;
    let expecting = |version: u64, x: i64| {
        graph.put_node(Operation::Upsert, &super::fixture::Node { version, ..node("a").with("x", x) })
    };
    expecting(version, 2).unwrap();
    assert_eq!(expecting(version, 3).unwrap_err().status, Status::VersionMismatch);
    assert_eq!(graph.remove_node("a", version).unwrap_err().status, Status::VersionMismatch);
    graph.remove_node("a", 0).unwrap();
    assert_eq!(expecting(version, 4).unwrap_err().status, Status::NodeNotFound);
}

#[test]
fn a_change_to_the_same_content_is_no_new_revision() {
    let graph = directed();
    graph.add(node("a").label("L").with("x", 1)).unwrap();
    graph.upsert(node("a").label("L").with("x", 1)).unwrap();
    assert_eq!(graph.counts().revision, 1);
}

fn text_value() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        1 => Just(None),
        6 => (0u32..5_000).prop_map(|i| Some(Value::Text(format!("text {i}")))),
        1 => Just(Some(Value::Integer(3))),
        1 => prop::collection::vec(any::<u8>(), 0..40).prop_map(|bytes| Some(Value::Bytes(bytes))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn a_column_over_many_chunks_keeps_what_was_written_last(
        first in prop::collection::vec(text_value(), 4_500), changes in prop::collection::vec((0usize..4_500, text_value()), 3_000)
    ) {
        let graph = directed();
        let with = |i: usize, value: &Option<Value>| super::fixture::Node {
            attributes: vec![("k".to_owned(), value.clone())], ..node(&i.to_string())
        };
        let mut expected = first.clone();
        for (i, value) in first.iter().enumerate() {
            graph.merge(with(i, value)).unwrap();
        }
        let snapshot = graph.snapshot().unwrap();
        for (i, value) in &changes {
            graph.merge(with(*i, value)).unwrap();
            expected[*i].clone_from(value);
        }
        for compacted in [false, true] {
            for (i, value) in expected.iter().enumerate() {
                let stored = graph.node(&i.to_string()).unwrap().attributes;
                prop_assert_eq!(stored.first().map(|(_, value)| value), value.as_ref());
            }
            if !compacted {
                graph.compact(None).unwrap();
            }
        }
        let column = snapshot.column(kneiphof_wire::Subject::Node, "k").unwrap();
        for (i, value) in first.iter().enumerate() {
            prop_assert_eq!(column.value(i as u32).map(value_of), value.clone(), "the snapshot is of before");
        }
    }
}
