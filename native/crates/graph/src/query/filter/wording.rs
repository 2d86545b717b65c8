//! A test as people write it.

use kneiphof_wire::{Comparison, Direction, Test, TestSubject, ValueRef};
use std::fmt::Write;

/// Characters of a text operand, and operands of `in`, that are shown.
const SHOWN: usize = 40;
const OPERANDS_SHOWN: usize = 8;

pub(super) fn wording(test: &Test<'_>) -> String {
    let mut text = match test.subject {
        TestSubject::Attribute => test.key.to_owned(),
        TestSubject::Id => "id".to_owned(),
        TestSubject::Label => "label".to_owned(),
        TestSubject::Degree => match test.direction {
            Direction::Out => "out-degree".to_owned(),
            Direction::In => "in-degree".to_owned(),
            Direction::Both => "degree".to_owned(),
        },
        TestSubject::Type => "type".to_owned(),
        TestSubject::Source => "source".to_owned(),
        TestSubject::Target => "target".to_owned(),
        TestSubject::AnyText => "any text".to_owned(),
    };
    text.push_str(match test.comparison {
        Comparison::Eq => " == ",
        Comparison::Ne => " != ",
        Comparison::Lt => " < ",
        Comparison::Le => " <= ",
        Comparison::Gt => " > ",
        Comparison::Ge => " >= ",
        Comparison::In => " in ",
        Comparison::StartsWith => " starts with ",
        Comparison::Contains => " contains ",
        Comparison::Exists => " exists",
    });
    if test.comparison == Comparison::In {
        let count = test.operands().count();
        let shown: Vec<String> =
            test.operands().take(OPERANDS_SHOWN).map(|operand| value(operand.value())).collect();
        let _ = write!(text, "[{}", shown.join(", "));
        if count > OPERANDS_SHOWN {
            let _ = write!(text, ", {} more", count - OPERANDS_SHOWN);
        }
        text.push(']');
    } else if let Some(operand) = test.operands().next() {
        text.push_str(&value(operand.value()));
    }
    text
}

fn value(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Boolean(boolean) => boolean.to_string(),
        ValueRef::Integer(integer) => integer.to_string(),
        ValueRef::Float(float) => format!("{float:?}"),
        ValueRef::Text(text) if text.chars().nth(SHOWN).is_some() => {
            format!("{:?}…", text.chars().take(SHOWN).collect::<String>())
        }
        ValueRef::Text(text) => format!("{text:?}"),
        ValueRef::Instant(micros) => format!("instant {micros} µs"),
        other => other.tag().name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::wording;
    use kneiphof_wire::{Comparison, Direction, Instruction, QueryBuilder, QueryView, TestSubject, Value};

    #[test]
    fn a_test_reads_as_people_write_it() {
        let long = "ä".repeat(41);
        let numbers: Vec<Value> = (0..10).map(Value::Integer).collect();
        let query = QueryBuilder::new(1)
            .attribute("age", Comparison::Ge, &[Value::Float(30.0)])
            .attribute("name", Comparison::StartsWith, &[Value::from("A\"")])
            .attribute("name", Comparison::Eq, &[Value::from(long.as_str())])
            .attribute("n", Comparison::In, &numbers)
            .degree(Direction::Out, Comparison::Gt, &[Value::Integer(3)])
            .test(TestSubject::Label, Comparison::Exists, &[])
            .and(6)
            .build();
        let query = QueryView::parse(&query).unwrap();
        let texts: Vec<String> = query
            .program
            .iter()
            .filter_map(|instruction| match instruction {
                Instruction::Test(test) => Some(wording(test)),
                _ => None,
            })
            .collect();
        assert_eq!(
            texts,
            [
                "age >= 30.0",
                "name starts with \"A\\\"\"",
                &format!("name == \"{}\"…", "ä".repeat(40)),
                "n in [0, 1, 2, 3, 4, 5, 6, 7, 2 more]",
                "out-degree > 3",
                "label exists",
            ]
        );
    }
}
