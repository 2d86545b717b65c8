//! Queries through the whole engine: filter, order, page.

use super::fixture::*;
use crate::{Asked, Control, NumberPage, SharedGraph};
use kneiphof_wire::{
    Comparison, Direction, Failure, OrderBy, QueryBuilder, QueryView, RowUse, RowView, Status, Subject,
    TestSubject, Value,
};

fn people() -> SharedGraph {
    let graph = directed();
    for i in 0..100i64 {
        let person = node(&format!("p{i:02}")).label(if i % 2 == 0 { "Even" } else { "Odd" });
        graph.add(if i % 10 == 9 { person } else { person.with("age", i % 7) }).unwrap();
    }
    for i in 1..50 {
        graph
            .join(edge("p00", &format!("p{i:02}")).kind(if i % 2 == 0 { "KNOWS" } else { "LIKES" }))
            .unwrap();
    }
    graph
}

fn nodes(graph: &SharedGraph, query: &QueryBuilder) -> Result<NumberPage, Failure> {
    graph.query_nodes(&QueryView::parse(&query.build()).unwrap())
}

fn ids(graph: &SharedGraph, page: &NumberPage) -> Vec<String> {
    let rows = graph.read_nodes(&page.numbers, None).unwrap();
    let rows = kneiphof_wire::RowsView::parse(&rows, Subject::Node).unwrap();
    (0..page.numbers.len()).map(|index| rows.row(index).unwrap().unwrap().id().to_owned()).collect()
}

#[test]
fn a_query_filters_counts_and_pages_in_order_of_arrival() {
    let graph = people();
    let filter = |limit| QueryBuilder::new(limit).attribute("age", Comparison::Ge, &[Value::Integer(5)]);
    let all = nodes(&graph, &filter(1_000)).unwrap();
    let expected: Vec<String> =
        (0..100).filter(|i| i % 10 != 9 && i % 7 >= 5).map(|i| format!("p{i:02}")).collect();
    assert_eq!((ids(&graph, &all), all.cursor), (expected.clone(), 0));
    let mut paged = Vec::new();
    let mut position = 0;
    loop {
        let page = nodes(&graph, &filter(7).after(position, 0)).unwrap();
        assert_eq!(page.total, expected.len() as u64);
        paged.extend(ids(&graph, &page));
        // A change between two pages does not disturb the order of arrival.
        graph.merge(node("p00").with("touched", position as i64)).unwrap();
        position = page.cursor;
        if position == 0 {
            break;
        }
    }
    assert_eq!(paged, expected);
}

#[test]
fn a_query_orders_by_attribute_with_missing_values_last_in_either_direction() {
    let graph = people();
    for descending in [false, true] {
        let query = QueryBuilder::new(1_000).order(OrderBy::Attribute("age"), descending);
        let found = ids(&graph, &nodes(&graph, &query).unwrap());
        let age = |id: &str| graph.node(id).unwrap().attributes.first().map(|(_, value)| value.clone());
        let ages: Vec<Option<i64>> =
            found.iter().map(|id| age(id).map(|v| if let Value::Integer(v) = v { v } else { -1 })).collect();
        assert!(ages[90..].iter().all(Option::is_none));
        let sorted = |w: &[Option<i64>]| if descending { w[0] >= w[1] } else { w[0] <= w[1] };
        assert!(ages[..90].windows(2).all(sorted));
    }
}

#[test]
fn a_query_orders_by_degree_and_its_cursor_expires_when_the_graph_changes() {
    let graph = people();
    let query = || QueryBuilder::new(10).order(OrderBy::Degree, true);
    let first = nodes(&graph, &query()).unwrap();
    assert_eq!(ids(&graph, &first)[..2], ["p00", "p01"]);
    let next = nodes(&graph, &query().after(first.cursor, first.revision)).unwrap();
    assert_eq!(next.numbers.len(), 10);
    graph.remove_node("p99", 0).unwrap();
    let expired = nodes(&graph, &query().after(first.cursor, first.revision));
    assert_eq!(expired.unwrap_err().status, Status::ExpiredCursor);
}

#[test]
fn f051_a_cursor_of_an_earlier_epoch_or_out_of_range_never_reads_outside() {
    let graph = people();
    let forged = nodes(&graph, &QueryBuilder::new(10).after(u64::MAX, 0));
    assert_eq!(forged.unwrap_err().status, Status::ExpiredCursor);
    let far = nodes(&graph, &QueryBuilder::new(10).after(1 << 32 | 0xFFFF_FFFF, 0)).unwrap();
    assert!(far.numbers.is_empty());
    let skipped = QueryBuilder::new(10).order(OrderBy::Degree, false).after(u64::MAX, 0);
    assert!(nodes(&graph, &skipped).unwrap().numbers.is_empty());
}

#[test]
fn queries_test_ids_labels_degrees_and_the_ends_of_edges() {
    let graph = people();
    let test =
        |subject, comparison, operand: Value| QueryBuilder::new(100).test(subject, comparison, &[operand]);
    let count = |query: QueryBuilder| nodes(&graph, &query).unwrap().total;
    assert_eq!(count(test(TestSubject::Id, Comparison::Eq, "p07".into())), 1);
    assert_eq!(count(test(TestSubject::Id, Comparison::StartsWith, "p0".into())), 10);
    assert_eq!(count(test(TestSubject::Label, Comparison::Eq, "Odd".into())), 50);
    assert_eq!(count(QueryBuilder::new(1).degree(Direction::Both, Comparison::Gt, &[Value::Integer(0)])), 50);
    let edges =
        |query: QueryBuilder| graph.query_edges(&QueryView::parse(&query.build()).unwrap()).unwrap().total;
    assert_eq!(edges(test(TestSubject::Type, Comparison::Eq, "KNOWS".into())), 24);
    assert_eq!(edges(test(TestSubject::Source, Comparison::Eq, "p00".into())), 49);
    assert_eq!(edges(test(TestSubject::Target, Comparison::Eq, "p07".into())), 1);
    assert_eq!(edges(test(TestSubject::Id, Comparison::Eq, "p00-[LIKES]->p07".into())), 1);
}

#[test]
fn f076_a_long_query_does_not_hold_the_writer_and_sees_one_state() {
    let graph = directed();
    for i in 0..40_000i64 {
        graph.add(node(&i.to_string()).with("k", i)).unwrap();
    }
    let snapshot = graph.snapshot().unwrap();
    for i in 0..100 {
        graph.remove_node(&i.to_string(), 0).unwrap();
    }
    let live: u32 = (0..snapshot.chunks(Subject::Node))
        .flat_map(|c| *snapshot.live(Subject::Node, c))
        .map(|w| w.count_ones())
        .sum();
    assert_eq!(live, 40_000);
    let query = QueryBuilder::new(1).attribute("k", Comparison::Ge, &[Value::Integer(0)]);
    assert_eq!(nodes(&graph, &query).unwrap().total, 39_900);
}

#[test]
fn many_ids_are_read_at_once_in_the_order_asked_for() {
    let graph = people();
    let asked = ["p05", "nobody", "p00", "p05"];
    let rows = graph.get_nodes(&Asked::Ids(&asked), None).unwrap();
    let rows = kneiphof_wire::RowsView::parse(&rows, Subject::Node).unwrap();
    let found: Vec<Option<String>> =
        (0..4).map(|index| rows.row(index).unwrap().map(|row: RowView<'_>| row.id().to_owned())).collect();
    assert_eq!(found, [Some("p05".to_owned()), None, Some("p00".to_owned()), Some("p05".to_owned())]);
    let mut one = Vec::new();
    graph.get_node("p05", &mut one).unwrap();
    assert!(RowView::parse(&one, Subject::Node, RowUse::Answer, 32).is_ok());
}

#[test]
fn f073_a_query_looks_at_the_flag_for_every_chunk_and_run_and_ends_when_it_is_set() {
    let graph = directed();
    for i in 0..5_000_i64 {
        graph.add(node(&format!("n{i}")).with("x", i * 7_919 % 5_000)).unwrap();
    }
    let query = QueryBuilder::new(3).order(OrderBy::Attribute("x"), false);
    let bytes = query.build();
    let view = QueryView::parse(&bytes).unwrap();
    let run = |control: &Control| {
        let mut numbers = [0; 3];
        let head = graph.query_into(Subject::Node, &view, Some(control), |count| Ok(&mut numbers[..count]));
        head.map(|_| numbers.map(|number| number as u32))
    };
    let control = Control::default();
    let sorted = run(&control).unwrap();
    // Three chunks of rows are filtered, then the keys of as many rows as there are read, and sorted in three runs, which are merged in
    // two passes; longer stretches are refused inside.
    let steps = 3 * 2_048 + 4 * 5_000;
    assert_eq!(control.progress(), (steps, steps));
    assert_eq!(sorted.map(u64::from).to_vec(), numbers_of(nodes(&graph, &query).unwrap()));
    let control = Control::default();
    control.cancel();
    let failure = run(&control).unwrap_err();
    assert_eq!((failure.status, failure.number), (Status::Cancelled, 2_048));
}

fn numbers_of(page: NumberPage) -> Vec<u64> {
    page.numbers.iter().map(|number| u64::from(*number as u32)).collect()
}

#[test]
fn a_large_graph_is_filtered_on_any_number_of_threads_alike() {
    const ROWS: usize = (1 << 20) + 5_000;
    let graph = directed();
    for row in 0..ROWS {
        graph.add(node(&format!("n{row}"))).unwrap();
    }
    let query =
        QueryBuilder::new(u32::MAX).test(TestSubject::Id, Comparison::Ne, &[Value::from("n1048999")]).build();
    let query = QueryView::parse(&query).unwrap();
    let mut answers = [1, 2, 3].map(|threads| {
        let mut numbers = vec![0; ROWS];
        let room = numbers.as_mut_slice();
        let head = graph.query_on(threads, Subject::Node, &query, None, move |count| Ok(&mut room[..count]));
        (head.unwrap().total, numbers)
    });
    assert_eq!(answers[0].0 as usize, ROWS - 1);
    assert!(answers[0].1[..ROWS - 1].is_sorted());
    answers.sort();
    assert!(answers[0] == answers[2], "all alike");
}
