//! The oracle: one row and one test at a time, in other ways than the engine's.

use super::rows::{KEYS, Rows, SYMBOLS};
use crate::query::filter::FilterRows;
use kneiphof_wire::{Comparison, Instruction, Packed, Test, TestSubject, Value};
use std::cmp::Ordering;

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
        (Value::Map(left), Value::Map(right)) => {
            let is_in = |(key, value): &(String, Value), entries: &[(String, Value)]| {
                entries.iter().any(|(other, beside)| key == other && naive_equal(value, beside))
            };
            left.len() == right.len() && left.iter().all(|entry| is_in(entry, right))
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
            let labels = rows.labels(Rows::label_set(row)).iter().map(|label| symbol(*label));
            match test.comparison {
                Comparison::Ne => Some(!labels.into_iter().any(|label| label == operands[0])),
                _ => Some(labels.into_iter().any(|label| relation(&label) == Some(true))),
            }
        }
        TestSubject::Type => match Rows::edge_type(row) {
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

pub fn naive(rows: &Rows, row: u32, program: &[Instruction<'_>]) -> bool {
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
