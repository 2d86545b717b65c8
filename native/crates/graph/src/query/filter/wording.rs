//! A test as people write it.

use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Comparison, Direction, Test, TestSubject, ValueRef};
use std::fmt::{self, Write};

/// Characters of a text operand, and operands of `in`, that are shown.
const SHOWN: usize = 40;
const OPERANDS_SHOWN: usize = 8;

/// A text that grows where it may.
#[derive(Default)]
struct Words {
    text: String,
}

impl Write for Words {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        self.text.try_reserve(more.len()).map_err(|_| fmt::Error)?;
        self.text.push_str(more);
        Ok(())
    }
}

pub(super) fn wording(test: &Test<'_>) -> Result<String, OutOfMemory> {
    let mut words = Words::default();
    match write_test(test, &mut words) {
        Ok(()) => Ok(words.text),
        Err(fmt::Error) => Err(OutOfMemory::System { bytes: words.text.len() }),
    }
}

fn write_test(test: &Test<'_>, words: &mut Words) -> fmt::Result {
    words.write_str(match test.subject {
        TestSubject::Attribute => test.key,
        TestSubject::Id => "id",
        TestSubject::Label => "label",
        TestSubject::Degree => match test.direction {
            Direction::Out => "out-degree",
            Direction::In => "in-degree",
            Direction::Both => "degree",
        },
        TestSubject::Type => "type",
        TestSubject::Source => "source",
        TestSubject::Target => "target",
        TestSubject::AnyText => "any text",
    })?;
    words.write_str(match test.comparison {
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
    })?;
    if test.comparison != Comparison::In {
        return test.operands().next().map_or(Ok(()), |operand| write_value(operand.value(), words));
    }
    words.write_char('[')?;
    for (at, operand) in test.operands().take(OPERANDS_SHOWN).enumerate() {
        words.write_str(if at == 0 { "" } else { ", " })?;
        write_value(operand.value(), words)?;
    }
    let count = test.operands().count();
    if count > OPERANDS_SHOWN {
        write!(words, ", {} more", count - OPERANDS_SHOWN)?;
    }
    words.write_char(']')
}

fn write_value(value: ValueRef<'_>, words: &mut Words) -> fmt::Result {
    match value {
        ValueRef::Null => words.write_str("null"),
        ValueRef::Boolean(boolean) => write!(words, "{boolean}"),
        ValueRef::Integer(integer) => write!(words, "{integer}"),
        ValueRef::Float(float) => write!(words, "{float:?}"),
        ValueRef::Text(text) => match text.char_indices().nth(SHOWN) {
            Some((end, _)) => write!(words, "{:?}…", &text[..end]),
            None => write!(words, "{text:?}"),
        },
        ValueRef::Instant(micros) => write!(words, "instant {micros} µs"),
        other => words.write_str(other.tag().name()),
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
                Instruction::Test(test) => Some(wording(test).unwrap()),
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
