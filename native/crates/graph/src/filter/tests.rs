//! The compiled filter against a naive evaluator that looks at one row and one test at a time.

use super::{Filter, FilterRows};
use crate::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::columns::{Column, Columns, text_hasher};
use kneiphof_wire::{
    Comparison, Direction, Failure, Instruction, Packed, QueryBuilder, QueryView, Status, Subject, Test,
    TestSubject, Value,
};
use proptest::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeMap;

const KEYS: [&str; 4] = ["age", "name", "mixed", "flag"];
const SYMBOLS: [&str; 7] = ["age", "name", "mixed", "flag", "Person", "Place", "Ghost"];
const LABEL_SETS: [&[u16]; 4] = [&[], &[4], &[5, 4], &[6]];

/// Rows for tests; nodes are their own ends, row n being connected to the row before it.
struct Rows {
    subject: Subject,
    live: Vec<[u64; CHUNK_WORDS]>,
    columns: Columns,
    attributes: Vec<BTreeMap<u16, Value>>,
}

impl Rows {
    /// Row `n` stands at `n * stride`, so that a few rows fill several chunks.
    fn new(subject: Subject, stride: usize, attributes: Vec<BTreeMap<u16, Value>>) -> Self {
        let hasher = text_hasher(7);
        let mut columns = Columns::default();
        (0..KEYS.len() as u16).for_each(|key| columns.create(key, u32::from(key)));
        let mut live = vec![[0; CHUNK_WORDS]; (attributes.len() * stride).div_ceil(CHUNK_ROWS).max(1)];
        let mut spread = vec![BTreeMap::new(); live.len() * CHUNK_ROWS];
        for (at, values) in attributes.into_iter().enumerate() {
            let row = at * stride;
            for (key, value) in &values {
                let packed = value.to_packed();
                columns.set(*key, row as u32, Packed::trusted(&packed).value(), &hasher);
            }
            // Every fifth row is dead, and keeps its values.
            live[row / CHUNK_ROWS][row % CHUNK_ROWS / 64] |= u64::from(at % 5 != 4) << (row % 64);
            spread[row] = values;
        }
        Rows { subject, live, columns, attributes: spread }
    }

    fn is_live(&self, row: u32) -> bool {
        self.live[row as usize / CHUNK_ROWS][row as usize % CHUNK_ROWS / 64] >> (row % 64) & 1 == 1
    }

    fn id_of(row: u32) -> String {
        format!("Id{row}")
    }

    fn passing(&self, query: &[u8]) -> Result<Vec<u32>, Failure> {
        let query = QueryView::parse(query)?;
        let mut filter = Filter::compile(&query.program, self)?;
        let mut rows = Vec::new();
        for chunk in 0..self.live.len() {
            let block = filter.block(chunk);
            rows.extend(super::truth::ones(&block).map(|at| (chunk * CHUNK_ROWS + at) as u32));
        }
        Ok(rows)
    }
}

/// Texts of ids, leaked once: the trait hands out borrowed ids and the test has no arena.
fn id_text(row: u32) -> &'static str {
    use std::sync::{LazyLock, Mutex};
    static IDS: LazyLock<Mutex<BTreeMap<u32, &'static str>>> = LazyLock::new(Mutex::default);
    IDS.lock().unwrap().entry(row).or_insert_with(|| Rows::id_of(row).leak())
}

impl FilterRows for Rows {
    fn subject(&self) -> Subject {
        self.subject
    }
    fn live(&self, chunk: usize) -> &[u64; CHUNK_WORDS] {
        &self.live[chunk]
    }
    fn column(&self, key: &str) -> Option<&Column> {
        KEYS.iter().position(|known| *known == key).and_then(|symbol| self.columns.get(symbol as u16))
    }
    fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter()
    }
    fn id<'s>(&'s self, row: u32, scratch: &'s mut String) -> &'s str {
        *scratch = Rows::id_of(row);
        scratch
    }
    fn find(&self, id: &str) -> Option<u32> {
        (0..self.attributes.len() as u32).find(|row| self.is_live(*row) && Rows::id_of(*row) == id)
    }
    fn symbol_text(&self, symbol: u16) -> &str {
        SYMBOLS[usize::from(symbol)]
    }
    fn symbol_count(&self) -> usize {
        SYMBOLS.len()
    }
    fn label_set(&self, row: u32) -> u32 {
        row / 3 % LABEL_SETS.len() as u32
    }
    fn label_set_count(&self) -> usize {
        LABEL_SETS.len()
    }
    fn labels(&self, label_set: u32) -> &[u16] {
        LABEL_SETS[label_set as usize]
    }
    fn degree(&self, row: u32, direction: Direction) -> u64 {
        u64::from(row) % 5 + direction as u64
    }
    fn edge_type(&self, row: u32) -> Option<u16> {
        (row % 3 != 0).then_some(4 + (row % 3) as u16)
    }
    fn ends(&self, row: u32) -> (u32, u32) {
        (row, row.saturating_sub(1))
    }
    fn find_end(&self, id: &str) -> Option<u32> {
        (0..self.attributes.len() as u32).find(|row| Rows::id_of(*row) == id)
    }
    fn end_id(&self, node: u32) -> &str {
        id_text(node)
    }
}

/// Integer and float compared as whole numbers and a remainder, in 128 bits: slow, and in another way than the engine.
fn naive_numbers(integer: i64, float: f64) -> Ordering {
    if float.is_nan() || float >= 1e30 {
        return Ordering::Less;
    }
    if float <= -1e30 {
        return Ordering::Greater;
    }
    let whole = float.trunc() as i128;
    let by_whole = i128::from(integer).cmp(&whole);
    let fraction = float - float.trunc();
    if by_whole.is_ne() || fraction == 0.0 {
        by_whole
    } else if fraction > 0.0 {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

fn naive_order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
        (Value::Integer(left), Value::Float(right)) => Some(naive_numbers(*left, *right)),
        (Value::Float(left), Value::Integer(right)) => Some(naive_numbers(*right, *left).reverse()),
        (Value::Float(left), Value::Float(right)) => Some(match (left.is_nan(), right.is_nan()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            _ => left.partial_cmp(right).unwrap(),
        }),
        (Value::Text(left), Value::Text(right)) => Some(left.chars().cmp(right.chars())),
        (Value::Boolean(left), Value::Boolean(right)) => Some(left.cmp(right)),
        (Value::Instant(left), Value::Instant(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

fn naive_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| naive_equal(left, right))
        }
        (Value::Null, Value::Null) => true,
        _ => naive_order(left, right) == Some(Ordering::Equal),
    }
}

fn naive_relation(comparison: Comparison, value: &Value, operands: &[Value]) -> Option<bool> {
    let ordered = |test: fn(Ordering) -> bool| naive_order(value, &operands[0]).map(test);
    let texts = |test: fn(&str, &str) -> bool| match (value, &operands[0]) {
        (Value::Text(value), Value::Text(operand)) => Some(test(value, operand)),
        _ => None,
    };
    match comparison {
        Comparison::Eq => Some(naive_equal(value, &operands[0])),
        Comparison::Ne => Some(!naive_equal(value, &operands[0])),
        Comparison::Lt => ordered(Ordering::is_lt),
        Comparison::Le => ordered(Ordering::is_le),
        Comparison::Gt => ordered(Ordering::is_gt),
        Comparison::Ge => ordered(Ordering::is_ge),
        Comparison::In => Some(operands.iter().any(|operand| naive_equal(value, operand))),
        Comparison::StartsWith => texts(|value, operand| value.starts_with(operand)),
        Comparison::Contains => texts(|value, operand| value.contains(operand)),
        Comparison::Exists => Some(true),
    }
}

fn naive_test(rows: &Rows, row: u32, test: &Test<'_>) -> Option<bool> {
    let operands: Vec<Value> = test.operands().map(Packed::to_value).collect();
    let relation = |value: &Value| naive_relation(test.comparison, value, &operands);
    let symbol = |symbol: u16| Value::from(SYMBOLS[usize::from(symbol)]);
    match test.subject {
        TestSubject::Attribute => {
            let key = KEYS.iter().position(|key| *key == test.key);
            let value = key.and_then(|key| rows.attributes[row as usize].get(&(key as u16)));
            match value {
                None | Some(Value::Null) => (test.comparison == Comparison::Exists).then_some(false),
                Some(value) => relation(value),
            }
        }
        TestSubject::Id => relation(&Value::Text(Rows::id_of(row))),
        TestSubject::Source => relation(&Value::Text(Rows::id_of(row))),
        TestSubject::Target => relation(&Value::Text(Rows::id_of(row.saturating_sub(1)))),
        TestSubject::Label => {
            let labels = rows.labels(rows.label_set(row)).iter().map(|label| symbol(*label));
            match test.comparison {
                Comparison::Ne => Some(!labels.into_iter().any(|label| label == operands[0])),
                _ => Some(labels.into_iter().any(|label| relation(&label) == Some(true))),
            }
        }
        TestSubject::Type => match rows.edge_type(row) {
            None => (test.comparison == Comparison::Exists).then_some(false),
            Some(edge_type) => relation(&symbol(edge_type)),
        },
        TestSubject::Degree => relation(&Value::Integer(rows.degree(row, test.direction) as i64)),
        TestSubject::AnyText => {
            let Value::Text(needle) = &operands[0] else { panic!("a search for text") };
            let found = |text: &str| text.to_lowercase().contains(&needle.to_lowercase());
            let texts = rows.attributes[row as usize].values();
            let in_texts = texts.into_iter().any(|value| matches!(value, Value::Text(text) if found(text)));
            Some(in_texts || found(&Rows::id_of(row)))
        }
    }
}

fn naive(rows: &Rows, row: u32, program: &[Instruction<'_>]) -> bool {
    let mut stack: Vec<Option<bool>> = Vec::new();
    for instruction in program {
        let result = match instruction {
            Instruction::Test(test) => naive_test(rows, row, test),
            Instruction::Not => stack.pop().unwrap().map(|answer| !answer),
            Instruction::And(count) | Instruction::Or(count) => {
                let decisive = matches!(instruction, Instruction::Or(_));
                let operands = stack.split_off(stack.len() - *count as usize);
                if operands.contains(&Some(decisive)) {
                    Some(decisive)
                } else if operands.contains(&None) {
                    None
                } else {
                    Some(!decisive)
                }
            }
        };
        stack.push(result);
    }
    stack.pop().unwrap_or(Some(true)) == Some(true)
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-4_i32..4).prop_map(|half| f64::from(half) / 2.0),
        Just(f64::NAN),
        Just(-0.0),
        Just(f64::INFINITY),
        Just(9_007_199_254_740_992.0),
        Just(9_223_372_036_854_775_808.0),
        any::<f64>(),
    ]
}

fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![
        -4_i64..4,
        Just(9_007_199_254_740_993),
        Just(9_007_199_254_740_992),
        Just(i64::MAX),
        Just(i64::MIN),
        any::<i64>()
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[abÄäß]{0,3}", Just("Königsberg".to_owned()), Just("Id6".to_owned())]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        integer().prop_map(Value::Integer),
        float().prop_map(Value::Float),
        text().prop_map(Value::Text),
        any::<bool>().prop_map(Value::Boolean),
        (-2_i64..2).prop_map(Value::Instant),
        prop::collection::vec(integer().prop_map(Value::Integer), 0..3).prop_map(Value::List),
        Just(Value::Null),
    ]
}

/// One column of integers, one of texts, one of everything, and one that is booleans, floats or instants.
fn attributes() -> impl Strategy<Value = Vec<BTreeMap<u16, Value>>> {
    let last = prop_oneof![
        Just(any::<bool>().prop_map(Value::Boolean).boxed()),
        Just(float().prop_map(Value::Float).boxed()),
        Just((-2_i64..2).prop_map(Value::Instant).boxed()),
    ];
    last.prop_flat_map(|last| {
        let row = (
            prop::option::weighted(0.8, integer().prop_map(Value::Integer)),
            prop::option::weighted(0.8, text().prop_map(Value::Text)),
            prop::option::weighted(0.8, value()),
            prop::option::weighted(0.8, prop_oneof![9 => last, 1 => Just(Value::Null)]),
        );
        let row = row.prop_map(|(age, name, mixed, flag)| {
            let values = [age, name, mixed, flag].into_iter().enumerate();
            values.filter_map(|(key, value)| value.map(|value| (key as u16, value))).collect()
        });
        prop::collection::vec(row, 0..40)
    })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{Contains, Eq, Exists, Ge, Gt, In, Le, Lt, Ne, StartsWith};
    prop::sample::select(vec![Eq, Ne, Lt, Le, Gt, Ge, In, StartsWith, Contains, Exists])
}

fn operands<T: Strategy<Value = Value>>(
    comparison: Comparison,
    operand: T,
) -> impl Strategy<Value = Vec<Value>> {
    let count = match comparison {
        Comparison::Exists => 0..=0,
        Comparison::In => 0..=4,
        _ => 1..=1,
    };
    prop::collection::vec(operand, count)
}

/// A filter as people think of it.
#[derive(Clone, Debug)]
enum Tree {
    Attribute(&'static str, Comparison, Vec<Value>),
    Row(TestSubject, Direction, Comparison, Vec<Value>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
}

impl Tree {
    fn write(&self, query: QueryBuilder) -> QueryBuilder {
        let all =
            |query, children: &[Tree]| children.iter().fold(query, |query, child: &Tree| child.write(query));
        match self {
            Tree::Attribute(key, comparison, operands) => query.attribute(key, *comparison, operands),
            Tree::Row(TestSubject::Degree, direction, comparison, operands) => {
                query.degree(*direction, *comparison, operands)
            }
            Tree::Row(subject, _, comparison, operands) => query.test(*subject, *comparison, operands),
            Tree::And(children) => all(query, children).and(children.len() as u32),
            Tree::Or(children) => all(query, children).or(children.len() as u32),
            Tree::Not(child) => child.write(query).not(),
        }
    }
}

fn attribute_test() -> impl Strategy<Value = Tree> {
    let key = prop::sample::select(vec!["age", "name", "mixed", "flag", "never seen"]);
    (key, comparison()).prop_flat_map(|(key, comparison)| {
        operands(comparison, value()).prop_map(move |operands| Tree::Attribute(key, comparison, operands))
    })
}

fn row_test(subject: Subject) -> impl Strategy<Value = Tree> {
    let subjects = match subject {
        Subject::Node => vec![TestSubject::Id, TestSubject::Label, TestSubject::AnyText, TestSubject::Degree],
        Subject::Edge => {
            vec![
                TestSubject::Id,
                TestSubject::Type,
                TestSubject::AnyText,
                TestSubject::Source,
                TestSubject::Target,
            ]
        }
    };
    let known =
        prop::sample::select(vec!["Person", "Place", "Id6", "Id12", "Id", "7", "ä"]).prop_map(Value::from);
    (prop::sample::select(subjects), comparison(), 0_u32..3).prop_flat_map(
        move |(subject, comparison, direction)| {
            let ordered =
                matches!(comparison, Comparison::Lt | Comparison::Le | Comparison::Gt | Comparison::Ge);
            let comparison = match subject {
                TestSubject::AnyText => Comparison::Contains,
                TestSubject::Label | TestSubject::Type if ordered => Comparison::StartsWith,
                TestSubject::Degree if !ordered => Comparison::In,
                _ => comparison,
            };
            let direction = Direction::from_code(direction).unwrap();
            let operand = match subject {
                TestSubject::Degree => {
                    prop_oneof![integer().prop_map(Value::Integer), float().prop_map(Value::Float)].boxed()
                }
                _ => known.clone().boxed(),
            };
            operands(comparison, operand)
                .prop_map(move |operands| Tree::Row(subject, direction, comparison, operands))
        },
    )
}

fn program(subject: Subject) -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![2 => attribute_test(), 1 => row_test(subject)];
    let tree = leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::And),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Tree::Or),
            inner.prop_map(|child| Tree::Not(Box::new(child))),
        ]
    });
    tree.prop_map(|tree| tree.write(QueryBuilder::new(10)).build())
}

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
