//! Filters: a program in postfix order, checked and bound to the rows it will read, then run on blocks of 2,048 rows.
//!
//! ```text
//! age >= 30 ; label == Person ; and 2          block:  true     | 0 1 1 0 … |   one bit a row each;
//!   └ column scan ─┐  └ by label set ─┐                unknown  | 1 0 0 0 … |   a row is never both
//!                  └──────── stack ───┴──► and
//! ```
//! Three-valued logic: a comparison with a missing or null attribute, or of values that have no order, is unknown; `not` keeps
//! it unknown; only true rows are answered. Work that does not depend on the row is done when the filter is compiled: operands are turned
//! into the column's type without rounding, texts are tested once per dictionary entry, ids once per id.
//! No recursion: the stack is an array, at most [`STACK_MAX`] blocks deep.

mod attribute;
mod compare;
mod compile;
mod membership;
mod number;
mod rows;
mod subject;
mod text;
mod truth;

pub(crate) use compare::ordering;
pub(crate) use rows::FilterRows;

use crate::chunked::CHUNK_WORDS;
use kneiphof_wire::{Failure, Instruction};
use subject::RowTest;
use truth::Truth;

/// How many results a program may hold at once.
pub(crate) const STACK_MAX: usize = 64;

/// A filter bound to rows. Compiling costs O(instructions + dictionary entries it looks at).
#[derive(Debug)]
pub(crate) struct Filter<'a, R> {
    rows: &'a R,
    steps: Vec<Step<'a>>,
    stack: Vec<Truth>,
}

/// One step of a compiled program.
#[derive(Debug)]
enum Step<'a> {
    And(usize),
    Or(usize),
    Not,
    Attribute(attribute::AttributeTest<'a>),
    Row(RowTest<'a>),
}

impl<'a, R: FilterRows> Filter<'a, R> {
    /// # Errors
    /// `INVALID_ARGUMENT` for a program that does not leave exactly one result, or a test that its subject does not have;
    /// `LIMIT_EXCEEDED` for a stack that grows too deep.
    pub fn compile(program: &[Instruction<'a>], rows: &'a R) -> Result<Self, Failure> {
        let steps = compile::compile(program, rows)?;
        Ok(Filter { rows, steps, stack: Vec::new() })
    }

    /// One bit for each living row of the chunk that passes.
    pub fn block(&mut self, chunk: usize) -> [u64; CHUNK_WORDS] {
        let live = self.rows.live(chunk);
        if self.steps.is_empty() || live.iter().all(|word| *word == 0) {
            return *live;
        }
        self.stack.clear();
        for step in &self.steps {
            match step {
                Step::And(count) => fold(&mut self.stack, *count, Truth::TRUE, Truth::and),
                Step::Or(count) => fold(&mut self.stack, *count, Truth::FALSE, Truth::or),
                Step::Not => {
                    if let Some(top) = self.stack.last_mut() {
                        top.not();
                    }
                }
                Step::Attribute(test) => self.stack.push(test.block(chunk, live)),
                Step::Row(test) => self.stack.push(test.block(chunk, live, self.rows)),
            }
        }
        let mut passed = self.stack.pop().map_or([0; CHUNK_WORDS], |result| result.truth);
        passed.iter_mut().zip(live).for_each(|(word, live)| *word &= live);
        passed
    }
}

fn fold(stack: &mut Vec<Truth>, count: usize, neutral: Truth, combine: fn(&mut Truth, &Truth)) {
    let first = stack.len().saturating_sub(count);
    let mut result = neutral;
    stack.drain(first..).for_each(|operand| combine(&mut result, &operand));
    stack.push(result);
}

#[cfg(test)]
mod tests;
