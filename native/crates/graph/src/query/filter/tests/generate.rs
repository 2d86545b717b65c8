//! Rows and filters at random, rich in the values at which comparisons go wrong.

use kneiphof_wire::{Comparison, Direction, QueryBuilder, Subject, TestSubject, Value};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The comparisons that an ordering decides.
pub const ORDERED: [Comparison; 6] =
    [Comparison::Eq, Comparison::Ne, Comparison::Lt, Comparison::Le, Comparison::Gt, Comparison::Ge];

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
        prop::collection::vec(map(), 0..2).prop_map(Value::List),
        map(),
        Just(Value::Null),
    ]
}

/// Entries in both orders.
fn map() -> impl Strategy<Value = Value> {
    let entries = prop::collection::btree_map("[ab]", (-1_i64..1).prop_map(Value::Integer), 0..3);
    (entries, any::<bool>()).prop_map(|(entries, backwards)| {
        let entries = entries.into_iter();
        Value::Map(if backwards { entries.rev().collect() } else { entries.collect() })
    })
}

/// One column of integers, one of texts, one of everything, and one that is booleans, floats or instants.
pub fn attributes() -> impl Strategy<Value = Vec<BTreeMap<u16, Value>>> {
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

pub fn program(subject: Subject) -> impl Strategy<Value = Vec<u8>> {
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
