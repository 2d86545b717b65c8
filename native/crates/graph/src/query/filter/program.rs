//! A compiled filter: steps that run one after the other on the topmost block of a stack.
//!
//! ```text
//! (a or b) and c      Fork      [rows, rows]                the lower block keeps what came in
//!                     Attempt   [rows, rest, rest]
//!                     a         [rows, rest, passed]
//!                     Merge     [rows, rest without passed]    nothing left: on to Join
//!                     Attempt b Merge                       b sees only what a did not let pass
//!                     Join      [rows without rest]
//!                     c         [rows that pass]
//! ```
//! `and` needs no step: its operands run one after the other. A step that leaves no row open jumps behind the last operand that
//! could only take more of them away.

use super::attribute::AttributeTest;
use super::indexed::IndexedTest;
use super::row_test::RowTest;
use super::rows::FilterRows;
use super::truth::{Bits, Look, is_empty, take_away};
use crate::store::chunked::CHUNK_WORDS;
use crate::store::indexes::RowSet;
use crate::store::room::filled;
use kneiphof_kernels::{Ahead, Level, OutOfMemory};

#[derive(Debug)]
pub(super) struct Program<'a> {
    pub steps: Vec<Step<'a>>,
    /// How many blocks the stack holds at most.
    pub depth: usize,
}

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "few, and a box that may be refused is no standard one")]
pub(super) enum Step<'a> {
    Test(TestStep<'a>),
    Fork,
    Attempt,
    Merge { end: usize },
    Join { end: usize },
}

#[derive(Debug)]
pub(super) struct TestStep<'a> {
    pub test: BoundTest<'a>,
    /// Asked instead of the test.
    pub index: Option<IndexedTest<'a>>,
    /// Leaves rows open where the answer is true, or else where it is false; never where it is unknown.
    pub wanted: bool,
    /// Where to go on when no row is left open.
    pub end: usize,
    /// Index of the instruction that it comes from.
    pub instruction: usize,
}

impl TestStep<'_> {
    /// What answers the test.
    pub fn reads(&self) -> &'static str {
        if self.index.is_some() { "index" } else { self.test.reads() }
    }

    /// How many codes, ids, sets of labels or values of the index the operands were resolved to.
    pub fn codes(&self) -> Option<u64> {
        match &self.index {
            Some(index) => Some(index.values()),
            None => self.test.codes(),
        }
    }
}

/// A test and what it reads.
#[derive(Debug)]
pub(super) enum BoundTest<'a> {
    Attribute(AttributeTest<'a>),
    Row(RowTest<'a>),
}

impl BoundTest<'_> {
    /// What a row costs, roughly, in nanoseconds: a reason to run it before others.
    pub fn cost(&self) -> u32 {
        match self {
            BoundTest::Attribute(test) => test.cost(),
            BoundTest::Row(test) => test.cost(),
        }
    }

    /// What answers the test.
    pub fn reads(&self) -> &'static str {
        match self {
            BoundTest::Attribute(test) => test.reads(),
            BoundTest::Row(test) => test.reads(),
        }
    }

    /// How many codes, ids or sets of labels the operands were resolved to.
    pub fn codes(&self) -> Option<u64> {
        match self {
            BoundTest::Attribute(test) => test.codes(),
            BoundTest::Row(test) => test.codes(),
        }
    }

    fn narrow<R: FilterRows>(
        &self,
        rows: &R,
        chunk: usize,
        wanted: bool,
        (level, ahead): (Level, &mut Ahead),
        open: &mut Bits,
    ) -> Look {
        match self {
            BoundTest::Attribute(test) => test.narrow(chunk, wanted, (level, ahead), open),
            BoundTest::Row(test) => test.narrow(rows, chunk, wanted, level, open),
        }
    }
}

/// Who wants to know what the steps of a run did.
pub(super) trait Watch {
    fn before(&mut self, step: usize, open: &Bits);
    fn after(&mut self, step: usize, look: Look, open: &Bits);
}

/// Nobody does.
impl Watch for () {
    fn before(&mut self, _: usize, _: &Bits) {}
    fn after(&mut self, _: usize, _: Look, _: &Bits) {}
}

impl<'a> Program<'a> {
    /// What the tests on attributes will scan: the values of one chunk, and the head of the chunk behind it, which tells where its
    /// values lie. Where an index comes first, most chunks are not read.
    pub fn look_ahead<R: FilterRows>(&self, rows: &R, chunk: usize, ahead: &mut Ahead) {
        if self.first_index().is_some() {
            return;
        }
        for step in &self.steps {
            let Step::Test(step) = step else { continue };
            let BoundTest::Attribute(AttributeTest { column: Some(column), .. }) = &step.test else {
                continue;
            };
            column.look_ahead(chunk, ahead);
            column.look_ahead_at_head(chunk + 1, ahead);
        }
        ahead.add(rows.live(chunk));
    }

    /// The index that every row must be in to pass.
    fn first_index(&self) -> Option<&IndexedTest<'a>> {
        match self.steps.first() {
            Some(Step::Test(step)) => step.index.as_ref(),
            _ => None,
        }
    }

    /// The rows that pass, when the program is one test and an index answers it.
    pub fn rows_of_index(&self) -> Option<&'a RowSet> {
        self.first_index().filter(|_| self.steps.len() == 1)?.only_set()
    }

    pub fn stack(&self) -> Result<Vec<Bits>, OutOfMemory> {
        filled([0; CHUNK_WORDS], self.depth)
    }

    #[inline]
    pub fn run<R: FilterRows>(
        &self,
        rows: &R,
        chunk: usize,
        scan: (Level, &mut Ahead),
        stack: &mut [Bits],
    ) -> Bits {
        if self.first_index().is_some_and(|index| !index.has_chunk(chunk)) {
            return [0; CHUNK_WORDS];
        }
        self.watched(rows, chunk, scan, stack, &mut ())
    }

    #[inline]
    pub fn watched<R: FilterRows>(
        &self,
        rows: &R,
        chunk: usize,
        (level, ahead): (Level, &mut Ahead),
        stack: &mut [Bits],
        watch: &mut impl Watch,
    ) -> Bits {
        stack[0] = *rows.live(chunk);
        if is_empty(&stack[0]) {
            return stack[0];
        }
        let (mut at, mut top) = (0, 0);
        while let Some(step) = self.steps.get(at) {
            match step {
                Step::Test(step) => {
                    let open = &mut stack[top];
                    watch.before(at, open);
                    let look = match &step.index {
                        Some(index) => index.narrow(chunk, open),
                        None => step.test.narrow(rows, chunk, step.wanted, (level, ahead), open),
                    };
                    watch.after(at, look, open);
                    if is_empty(open) {
                        at = step.end;
                        continue;
                    }
                }
                Step::Fork | Step::Attempt => {
                    stack[top + 1] = stack[top];
                    top += 1;
                }
                Step::Merge { end } => {
                    let passed = stack[top];
                    top -= 1;
                    take_away(&mut stack[top], &passed);
                    if is_empty(&stack[top]) {
                        at = *end;
                        continue;
                    }
                }
                Step::Join { end } => {
                    let rest = stack[top];
                    top -= 1;
                    take_away(&mut stack[top], &rest);
                    if is_empty(&stack[top]) {
                        at = *end;
                        continue;
                    }
                }
            }
            at += 1;
        }
        stack[0]
    }
}
