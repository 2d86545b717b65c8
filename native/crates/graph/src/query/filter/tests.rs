//! The compiled filter against a naive evaluator that looks at one row and one test at a time.

mod generate;
mod naive;
mod rows;

use generate::{attributes, program};
use kneiphof_wire::{
    Comparison, Direction, Failure, QueryBuilder, QueryView, Status, Subject, TestSubject, Value,
};
use naive::naive;
use proptest::prelude::*;
use rows::Rows;
use std::collections::BTreeMap;

fn agrees(rows: &Rows, query: &[u8]) -> Result<(), TestCaseError> {
    let view = QueryView::parse(query).unwrap();
    let expected: Vec<u32> = (0..rows.attributes.len() as u32)
        .filter(|row| rows.is_live(*row) && naive(rows, *row, &view.program))
        .collect();
    prop_assert_eq!(rows.passing(query).unwrap(), expected, "{:?}", view.program);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_on_nodes_answers_what_one_row_at_a_time_answers(attributes in attributes(), query in program(Subject::Node), stride in 1_usize..150) {
        agrees(&Rows::new(Subject::Node, stride, attributes), &query)?;
    }

    #[test]
    fn a_filter_on_edges_answers_what_one_row_at_a_time_answers(attributes in attributes(), query in program(Subject::Edge), stride in 1_usize..150) {
        agrees(&Rows::new(Subject::Edge, stride, attributes), &query)?;
    }
}

/// Few different numbers, so that operands often equal the least or the greatest of a chunk.
fn small_number() -> impl Strategy<Value = Value> {
    let half = |half: i32| Value::Float(f64::from(half) / 2.0);
    prop_oneof![(-2_i64..3).prop_map(Value::Integer), (-4_i32..5).prop_map(half)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn numbers_at_the_ends_of_a_chunk_are_compared_rightly(
        integers in prop::collection::vec(-2_i64..3, 1..6),
        halves in prop::collection::vec(-4_i32..5, 1..6),
        operand in small_number(),
    ) {
        let integers = integers.iter().map(|integer| BTreeMap::from([(0, Value::Integer(*integer))])).collect();
        let floats = halves.iter().map(|half| BTreeMap::from([(0, Value::Float(f64::from(*half) / 2.0))])).collect();
        for rows in [Rows::new(Subject::Node, 1, integers), Rows::new(Subject::Node, 1, floats)] {
            for comparison in generate::ORDERED {
                let query = QueryBuilder::new(1).attribute("age", comparison, std::slice::from_ref(&operand));
                agrees(&rows, &query.clone().build())?;
                agrees(&rows, &query.not().build())?;
            }
        }
    }
}

fn ages(ages: &[Option<i64>]) -> Rows {
    let row = |age: &Option<i64>| age.iter().map(|age| (0, Value::Integer(*age))).collect();
    Rows::new(Subject::Node, 1, ages.iter().map(row).collect())
}

#[test]
fn c4_a_missing_attribute_is_unknown_and_not_of_unknown_is_unknown() {
    let rows = ages(&[Some(30), None, Some(40)]);
    let ne = QueryBuilder::new(1).attribute("age", Comparison::Ne, &[Value::Integer(30)]);
    assert_eq!(rows.passing(&ne.build()).unwrap(), [2]);
    assert_eq!(rows.passing(&ne.not().build()).unwrap(), [0]);
    let never = QueryBuilder::new(1).attribute("never seen", Comparison::Eq, &[Value::Integer(1)]);
    assert_eq!(rows.passing(&never.clone().build()).unwrap(), []);
    assert_eq!(rows.passing(&never.not().build()).unwrap(), []);
}

#[test]
fn texts_that_were_too_many_for_the_dictionary_are_tested_too() {
    let texts = (0..3_000).map(|at| BTreeMap::from([(1, Value::Text(format!("text {at}")))])).collect();
    let rows = Rows::new(Subject::Node, 1, texts);
    let query = QueryBuilder::new(1).attribute("name", Comparison::Contains, &[Value::from("99")]);
    let expected: Vec<u32> = (0..3_000).filter(|at| at % 5 != 4 && at.to_string().contains("99")).collect();
    assert_eq!(rows.passing(&query.build()).unwrap(), expected);
    let search =
        QueryBuilder::new(1).test(TestSubject::AnyText, Comparison::Contains, &[Value::from("TEXT 299")]);
    let expected: Vec<u32> =
        (0..3_000).filter(|at| at % 5 != 4 && at.to_string().starts_with("299")).collect();
    assert_eq!(rows.passing(&search.build()).unwrap(), expected);
}

fn refused(subject: Subject, query: QueryBuilder) -> Failure {
    Rows::new(subject, 1, vec![]).passing(&query.build()).expect_err("the filter is refused")
}

#[test]
fn f053_a_program_that_leaves_no_single_result_is_refused() {
    let test = |query: QueryBuilder| query.attribute("age", Comparison::Exists, &[]);
    let query = || QueryBuilder::new(1);
    assert_eq!(refused(Subject::Node, query().not()).detail, "operands of a filter that are missing");
    assert_eq!(refused(Subject::Node, test(query()).and(2)).detail, "operands of a filter that are missing");
    assert_eq!(
        refused(Subject::Node, test(query()).and(u32::MAX)).detail,
        "operands of a filter that are missing"
    );
    assert_eq!(refused(Subject::Node, test(test(query()))).detail, "results of a filter");
    let deep = (0..65).fold(query(), |query, _| test(query)).and(65);
    let failure = refused(Subject::Node, deep);
    assert_eq!((failure.status, failure.number, failure.limit), (Status::LimitExceeded, 65, 64));
}

#[test]
fn b7_type_errors_are_told_when_the_filter_is_compiled() {
    let query = || QueryBuilder::new(1);
    let degree = query().degree(Direction::Both, Comparison::Gt, &[Value::from("many")]);
    assert_eq!(refused(Subject::Node, degree.clone()).detail, "operand of a test on the degree");
    assert_eq!(refused(Subject::Edge, degree).detail, "test that only nodes have");
    let label = query().test(TestSubject::Label, Comparison::Eq, &[Value::Integer(1)]);
    assert_eq!(refused(Subject::Node, label).detail, "operand of a test on a label");
    let source = query().test(TestSubject::Source, Comparison::Eq, &[Value::from("a")]);
    assert_eq!(refused(Subject::Node, source).shown(), "source");
    let order = query().test(TestSubject::Label, Comparison::Lt, &[Value::from("a")]);
    assert_eq!(refused(Subject::Node, order).detail, "comparison of a test on a label");
}

#[test]
fn an_id_is_found_by_equality_and_by_its_text() {
    let rows = ages(&[Some(1), Some(2), None, Some(4)]);
    let id = |comparison, operands: &[Value]| {
        rows.passing(&QueryBuilder::new(1).test(TestSubject::Id, comparison, operands).build()).unwrap()
    };
    assert_eq!(id(Comparison::Eq, &[Value::from("Id2")]), [2]);
    assert_eq!(id(Comparison::Ne, &[Value::from("Id2")]), [0, 1, 3]);
    assert_eq!(id(Comparison::In, &[Value::from("Id3"), Value::from("nobody"), Value::from("Id0")]), [0, 3]);
    assert_eq!(id(Comparison::Gt, &[Value::from("Id1")]), [2, 3]);
    assert_eq!(id(Comparison::Exists, &[]), [0, 1, 2, 3]);
}
