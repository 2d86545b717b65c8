//! Checks a program and binds its tests to the rows.

use super::attribute::AttributeTest;
use super::rows::FilterRows;
use super::subject::RowTest;
use super::{STACK_MAX, Step};
use kneiphof_wire::{Failure, Instruction, Subject, Test, TestSubject};

pub(super) fn compile<'a, R: FilterRows>(
    program: &[Instruction<'a>],
    rows: &'a R,
) -> Result<Vec<Step<'a>>, Failure> {
    let mut steps = Vec::with_capacity(program.len());
    let mut depth = 0_usize;
    for instruction in program {
        let (takes, step) = match instruction {
            Instruction::And(count) => (*count as usize, Step::And(*count as usize)),
            Instruction::Or(count) => (*count as usize, Step::Or(*count as usize)),
            Instruction::Not => (1, Step::Not),
            Instruction::Test(test) => (0, compile_test(test, rows)?),
        };
        depth = depth.checked_sub(takes).map(|depth| depth + 1).ok_or_else(|| {
            Failure::malformed("operands of a filter that are missing", (takes - depth) as u64)
        })?;
        if depth > STACK_MAX {
            return Err(Failure::limit_exceeded("stack of a filter", depth as u64, STACK_MAX as u64));
        }
        steps.push(step);
    }
    if !steps.is_empty() && depth != 1 {
        return Err(Failure::malformed("results of a filter", depth as u64));
    }
    Ok(steps)
}

fn compile_test<'a, R: FilterRows>(test: &Test<'a>, rows: &'a R) -> Result<Step<'a>, Failure> {
    let foreign = match rows.subject() {
        Subject::Node => {
            matches!(test.subject, TestSubject::Type | TestSubject::Source | TestSubject::Target)
        }
        Subject::Edge => matches!(test.subject, TestSubject::Label | TestSubject::Degree),
    };
    if foreign {
        let (detail, name) = match test.subject {
            TestSubject::Type => ("test that only edges have", "type"),
            TestSubject::Source => ("test that only edges have", "source"),
            TestSubject::Target => ("test that only edges have", "target"),
            TestSubject::Label => ("test that only nodes have", "label"),
            _ => ("test that only nodes have", "degree"),
        };
        return Err(Failure::invalid(detail, name));
    }
    Ok(match test.subject {
        TestSubject::Attribute => Step::Attribute(AttributeTest::new(test, rows.column(test.key))),
        _ => Step::Row(RowTest::new(test, rows)?),
    })
}
