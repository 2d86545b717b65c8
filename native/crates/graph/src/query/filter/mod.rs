//! Filters: a program in postfix order, checked and bound to the rows it will read, then run on blocks of 2,048 rows.
//!
//! ```text
//! not (age < 30 or label == Ghost)                  rows of the block:   | 1 1 1 1 0 | living
//!   ─► age < 30 is false ; label == Ghost is false                       | 1 0 1 0 0 | after the first test
//!                                                                        | 0 0 1 0 0 | after the second: they pass
//! ```
//! Three-valued logic: a comparison with a missing or null attribute, or of values that have no order, is unknown; `not` keeps
//! it unknown; only true rows are answered. So `not` is moved down to the tests, where it asks for what is *false*, and
//! one bit a row is enough: each test takes from the rows that are still open those it does not answer as wanted.
//! Cheap tests go first; a block that has no open rows left is done, and a chunk whose range decides a test is not read.
//! Work that does not depend on the row is done when the filter is compiled: operands are turned into the column's type without
//! rounding, texts into their codes, ids into rows. No recursion: see [`program`].

mod attribute;
mod compare;
mod compile;
mod estimate;
mod explain;
mod indexed;
mod membership;
mod nested;
mod number;
mod program;
mod row_test;
mod rows;
mod subject;
mod text;
mod truth;
mod wording;

pub(crate) use compare::ordering;
pub(crate) use explain::{ExplainedStep, ExplainedTest};
pub(crate) use rows::{EdgeEnd, FilterRows};
pub(crate) use truth::{Bits, ones};

use crate::graph::out_of_memory;
use crate::store::indexes::RowSet;
use kneiphof_kernels::{Ahead, Level};
use kneiphof_wire::{Failure, Instruction};
use program::Program;

/// How many results a program may hold at once.
pub(crate) const STACK_MAX: usize = 64;

/// Fewer rows lie in the caches, where asking ahead only costs.
pub(crate) const AHEAD_ROWS: u64 = 2 << 20;

/// A filter bound to rows.
#[derive(Debug)]
pub(crate) struct Filter<'a, R> {
    rows: &'a R,
    program: Program<'a>,
    level: Level,
}

impl<'a, R: FilterRows> Filter<'a, R> {
    /// O(instructions + dictionary entries that the tests must look at).
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` for a program that does not leave exactly one result, or a test that its subject does not have;
    /// `LIMIT_EXCEEDED` for a stack that grows too deep; `OUT_OF_MEMORY`.
    pub fn compile(program: &[Instruction<'a>], rows: &'a R, level: Level) -> Result<Self, Failure> {
        Ok(Filter { rows, program: compile::compile(program, rows)?, level })
    }

    /// Name of the vector instructions it uses.
    pub fn kernel(&self) -> &'static str {
        self.level.name()
    }

    /// Room for the blocks of a run; one for each thread that runs.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn stack(&self) -> Result<Vec<Bits>, Failure> {
        self.program.stack().map_err(out_of_memory)
    }

    /// Remembers what the chunk that will be next is read from.
    pub fn look_ahead(&self, chunk: usize, ahead: &mut Ahead) {
        self.program.look_ahead(self.rows, chunk, ahead);
    }

    /// The rows that pass, when an index alone tells them.
    pub fn rows_of_index(&self) -> Option<&'a RowSet> {
        self.program.rows_of_index()
    }

    /// One bit for each living row of the chunk that passes. Meanwhile asks for what is ahead.
    pub fn block(&self, chunk: usize, stack: &mut [Bits], ahead: &mut Ahead) -> Bits {
        self.program.run(self.rows, chunk, (self.level, ahead), stack)
    }
}

#[cfg(test)]
mod tests;
