//! One attribute of one node or edge. That it is the one of the whole row, `batched_reads` holds against the model.

use super::fixture::*;
use crate::{OneValue, SHORT_VALUE_BYTES, SharedGraph};
use kneiphof_wire::{Failure, Packed, Status, Tag, Value};
use std::sync::atomic::{AtomicBool, Ordering};

fn symbol(graph: &SharedGraph, key: &str) -> Option<u16> {
    Some(graph.intern(key).unwrap() as u16)
}

/// What a call about one attribute told, put together again.
pub fn value_told(found: OneValue<'_>) -> Option<Value> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Some(match found.tag {
        Tag::Absent => return None,
        Tag::Null => Value::Null,
        Tag::Boolean => Value::Boolean(found.word == 1),
        Tag::Integer => Value::Integer(found.word.cast_signed()),
        Tag::Float => Value::Float(f64::from_bits(found.word)),
        Tag::Instant => Value::Instant(found.word.cast_signed()),
        Tag::Opaque => Value::Opaque(found.word),
        Tag::Text => Value::Text(text(found.bytes)),
        Tag::Bytes => Value::Bytes(found.bytes.to_vec()),
        Tag::List | Tag::Map => Packed::trusted(found.bytes).to_value(),
    })
}

fn value(found: OneValue<'_>) -> Result<Option<Value>, Failure> {
    Ok(value_told(found))
}

#[test]
fn an_edge_tells_its_value_by_its_explicit_or_derived_id() {
    let graph = directed();
    for id in ["a", "b"] {
        graph.add(node(id)).unwrap();
    }
    graph.join(edge("a", "b").kind("T").with("weight", 1.5)).unwrap();
    graph.join(edge("a", "b").id("second").with("weight", 2)).unwrap();
    let weight = symbol(&graph, "weight");
    assert_eq!(graph.edge_value("a-[T]->b", weight, value), Ok(Some(Value::Float(1.5))));
    assert_eq!(graph.edge_value("second", weight, value), Ok(Some(Value::Integer(2))));
    assert_eq!(graph.edge_value("second", None, value), Ok(None));
    let number =
        |id: &str| graph.edge_value(id, weight, |found| Ok((found.number, found.tag != Tag::Absent)));
    assert_eq!(number("second"), Ok((graph.find_edge("second").unwrap(), true)));
    assert_eq!(number("b->a"), Ok((0, false)));
}

#[test]
fn a_call_that_must_be_short_does_not_read_a_long_value() {
    let graph = directed();
    let key = symbol(&graph, "text");
    let long = "x".repeat(SHORT_VALUE_BYTES + 1);
    graph.add(node("long").with("text", Value::Bytes(long.clone().into_bytes()))).unwrap();
    graph.add(node("mixed").with("text", 1)).unwrap();
    graph.add(node("short").with("text", Value::Bytes(long.as_bytes()[1..].to_vec()))).unwrap();
    let refused = graph.try_node_value("long", key, value).unwrap_err();
    assert_eq!((refused.status, refused.number), (Status::BufferTooSmall, long.len() as u64));
    assert_eq!(graph.node_value("long", key, value), Ok(Some(Value::Bytes(long.into_bytes()))));
    assert_eq!(graph.try_node_value("mixed", key, value), Ok(Some(Value::Integer(1))));
    assert_eq!(graph.try_node_value("short", key, |found| Ok(found.bytes.len())), Ok(4_096));
    let taken = graph.begin().unwrap();
    assert_eq!(graph.try_node_value("mixed", key, value).unwrap_err().status, Status::Busy);
    taken.rollback();
}

/// Reads in a row take no lock, and a writer takes that right back: both happen with every change here.
#[test]
fn look_ups_beside_a_writer_tell_the_value_of_their_revision() {
    const CHANGES: i64 = 40;
    const READS_BETWEEN: usize = 2_100;
    let graph = directed();
    graph.add(node("a").with("change", 0)).unwrap();
    let (key, first) = (symbol(&graph, "change"), graph.revision());
    let look = || {
        let told = graph.try_node_value("a", key, |found| Ok((found.revision, found.word)));
        match told {
            Ok((revision, change)) => assert_eq!(change, revision - first),
            Err(failure) => assert_eq!(failure.status, Status::Busy),
        }
    };
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    look();
                }
            });
        }
        for change in 1..=CHANGES {
            (0..READS_BETWEEN).for_each(|_| look());
            graph.upsert(node("a").with("change", change)).unwrap();
        }
        done.store(true, Ordering::SeqCst);
    });
    assert_eq!(graph.revision(), first + CHANGES as u64);
}
