//! What a filter says of itself.

use super::fixture::*;
use crate::{Control, STEPS_UNCHECKED_MAX, SharedGraph};
use kneiphof_wire::{Comparison, Direction, Packed, QueryBuilder, QueryView, Status, Subject, Value};

const ROWS: i64 = 10_000;

fn numbered() -> SharedGraph {
    let graph = directed();
    for row in 0..ROWS {
        let status = if row % 4 == 0 { "active" } else { "idle" };
        graph.add(node(&format!("n{row}")).with("value", row).with("status", status)).unwrap();
    }
    graph
}

fn explained(graph: &SharedGraph, query: &QueryBuilder) -> Value {
    let (query, mut out) = (query.clone().build(), Vec::new());
    graph.explain(Subject::Node, &QueryView::parse(&query).unwrap(), None, &mut out).unwrap();
    Packed::trusted(&out).to_value()
}

fn at<'a>(value: &'a Value, key: &str) -> &'a Value {
    let Value::Map(entries) = value else { panic!("a map: {value:?}") };
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value).unwrap()
}

fn steps(explanation: &Value) -> &[Value] {
    let Value::List(steps) = at(explanation, "steps") else { panic!("a list") };
    steps
}

fn integers<const N: usize>(value: &Value, keys: [&str; N]) -> [i64; N] {
    keys.map(|key| match at(value, key) {
        Value::Integer(integer) => *integer,
        other => panic!("{key}: {other:?}"),
    })
}

const CHUNKS: [&str; 3] = ["chunksSkipped", "chunksWhole", "chunksScanned"];

#[test]
fn ranges_of_chunks_skip_most_of_them_and_the_rest_is_counted() {
    let graph = numbered();
    let query = QueryBuilder::new(10)
        .attribute("value", Comparison::Ge, &[Value::Integer(5_000)])
        .attribute("status", Comparison::Eq, &[Value::from("active")])
        .and(2);
    let explanation = explained(&graph, &query);
    assert_eq!(integers(&explanation, ["rows", "passed", "chunks"]), [ROWS, 1_250, 5]);
    let [first, second] = steps(&explanation) else { panic!("two steps: {explanation:?}") };
    let (first, second) = (at(first, "test"), at(second, "test"));
    assert_eq!(at(first, "text"), &Value::from("value >= 5000"));
    // Chunks 0 and 1 lie below, 3 and 4 above.
    assert_eq!(integers(first, CHUNKS), [2, 2, 1]);
    assert_eq!(integers(first, ["rowsIn", "rowsOut"]), [ROWS, 5_000]);
    assert!((4_999..=5_001).contains(&integers(first, ["estimatedRows"])[0]));
    assert_eq!(at(second, "reads"), &Value::from("dictionary codes"));
    assert_eq!(integers(second, ["codes", "rowsIn", "rowsOut", "estimatedRows"]), [1, 5_000, 1_250, 5_000]);
    // The blocks that the first test left empty are never looked at.
    assert_eq!(integers(second, CHUNKS), [0, 0, 3]);
}

#[test]
fn not_is_moved_down_and_dear_tests_go_last() {
    let graph = numbered();
    let query = QueryBuilder::new(10)
        .degree(Direction::Both, Comparison::Gt, &[Value::Integer(0)])
        .attribute("status", Comparison::Eq, &[Value::from("active")])
        .or(2)
        .not();
    let explanation = explained(&graph, &query);
    let [first, second] = steps(&explanation) else { panic!("two steps: {explanation:?}") };
    assert_eq!(at(at(first, "test"), "text"), &Value::from("status == \"active\""));
    assert_eq!(at(at(first, "test"), "wanted"), &Value::Boolean(false));
    assert_eq!(integers(at(second, "test"), ["rowsIn", "rowsOut", "chunksOneByOne"]), [7_500, 7_500, 5]);
}

#[test]
fn alternatives_see_only_what_those_before_them_left() {
    let graph = numbered();
    let query = QueryBuilder::new(10)
        .attribute("status", Comparison::Eq, &[Value::from("active")])
        .attribute("status", Comparison::Ne, &[Value::from("nobody")])
        .or(2);
    let explanation = explained(&graph, &query);
    let operations: Vec<&Value> = steps(&explanation).iter().map(|step| at(step, "operation")).collect();
    let expected = ["fork", "attempt", "test", "merge", "attempt", "test", "merge", "join"].map(Value::from);
    assert_eq!(operations, expected.iter().collect::<Vec<_>>());
    let depths: Vec<i64> = steps(&explanation).iter().map(|step| integers(step, ["depth"])[0]).collect();
    assert_eq!(depths, [0, 1, 2, 1, 1, 2, 1, 0]);
    // No row ever had the text, so that every row passes and none is read.
    let second = at(&steps(&explanation)[5], "test");
    assert_eq!(integers(second, CHUNKS), [0, 5, 0]);
    assert_eq!(integers(second, ["rowsIn", "rowsOut"]), [7_500, 7_500]);
}

#[test]
fn a_filter_that_cannot_be_compiled_is_not_explained() {
    let graph = directed();
    let query = QueryBuilder::new(1).not().build();
    let failure = graph.explain(Subject::Edge, &QueryView::parse(&query).unwrap(), None, &mut Vec::new());
    assert_eq!(failure.unwrap_err().status, Status::InvalidArgument);
}

#[test]
fn f073_an_explanation_tells_its_steps_and_ends_when_it_is_cancelled() {
    let graph = numbered();
    let query = QueryBuilder::new(1).build();
    let query = QueryView::parse(&query).unwrap();
    let control = Control::default();
    graph.explain(Subject::Node, &query, Some(&control), &mut Vec::new()).unwrap();
    let (done, total) = control.progress();
    assert!(done == total && done >= ROWS as u64, "{done} of {total}");
    let cancelled = Control::default();
    cancelled.cancel();
    let failure = graph.explain(Subject::Node, &query, Some(&cancelled), &mut Vec::new()).unwrap_err();
    assert_eq!((failure.status, failure.number), (Status::Cancelled, STEPS_UNCHECKED_MAX));
}
