//! What a filter does: its steps, what they read, and what came of it when it ran.

use super::program::{BoundTest, Step, Watch};
use super::truth::{Bits, Look};
use super::wording::wording;
use super::{Filter, FilterRows};
use crate::Control;
use crate::graph::out_of_memory;
use crate::shared::control::{advance, expect};
use crate::store::chunked::CHUNK_ROWS;
use crate::store::room::{filled, room};
use kneiphof_kernels::{Ahead, Level, bits};
use kneiphof_wire::{Failure, Instruction};

/// A filter that ran.
#[derive(Debug)]
pub(crate) struct Explanation {
    /// Living rows.
    pub rows: u64,
    pub passed: u64,
    pub steps: Vec<ExplainedStep>,
}

/// One step in the order in which it runs.
#[derive(Debug)]
pub(crate) struct ExplainedStep {
    /// `test`, or what holds the alternatives of an `or` together: `fork`, `attempt`, `merge`, `join`.
    pub operation: &'static str,
    /// How many alternatives the step lies in.
    pub depth: u64,
    pub test: Option<ExplainedTest>,
}

#[derive(Debug, Default)]
pub(crate) struct ExplainedTest {
    pub wording: String,
    /// The answer that lets a row pass: `not` has been moved down to here.
    pub wanted: bool,
    /// What the test is answered by.
    pub reads: &'static str,
    /// Vector instructions, where values are scanned.
    pub kernel: &'static str,
    /// Codes, ids or sets of labels that the operands were resolved to.
    pub codes: Option<u64>,
    /// Rows that the test alone was expected to let pass.
    pub estimated: u64,
    pub counts: StepCounts,
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StepCounts {
    pub rows_in: u64,
    pub rows_out: u64,
    /// Chunks whose range, whose lack of values, or an index, decided that no row passes.
    pub skipped: u64,
    /// Chunks of which every row with a value passed without a look at it.
    pub whole: u64,
    /// Chunks whose rows an index named.
    pub indexed: u64,
    pub scanned: u64,
    pub one_by_one: u64,
}

struct Counting {
    steps: Vec<StepCounts>,
    level: Level,
}

impl Watch for Counting {
    fn before(&mut self, step: usize, open: &Bits) {
        self.steps[step].rows_in += bits::count(self.level, open) as u64;
    }

    fn after(&mut self, step: usize, look: Look, open: &Bits) {
        let left = bits::count(self.level, open) as u64;
        let counts = &mut self.steps[step];
        counts.rows_out += left;
        match look {
            Look::Decided if left == 0 => counts.skipped += 1,
            Look::Indexed if left == 0 => counts.skipped += 1,
            Look::Decided => counts.whole += 1,
            Look::Indexed => counts.indexed += 1,
            Look::Scanned => counts.scanned += 1,
            Look::OneByOne => counts.one_by_one += 1,
        }
    }
}

impl<R: FilterRows> Filter<'_, R> {
    /// Runs the filter over all chunks and tells what each step did. O(rows), as a query.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY`.
    pub fn explain(
        &self,
        instructions: &[Instruction<'_>],
        chunks: usize,
        control: Option<&Control>,
    ) -> Result<Explanation, Failure> {
        let steps = &self.program.steps;
        let counts = filled(StepCounts::default(), steps.len()).map_err(out_of_memory)?;
        let mut counting = Counting { steps: counts, level: self.level };
        let mut stack = self.stack()?;
        let mut ahead = Ahead::default();
        let (mut rows, mut passed) = (0, 0);
        expect(control, (chunks * CHUNK_ROWS) as u64);
        for chunk in 0..chunks {
            rows += bits::count(self.level, self.rows.live(chunk)) as u64;
            let block =
                self.program.watched(self.rows, chunk, (self.level, &mut ahead), &mut stack, &mut counting);
            passed += bits::count(self.level, &block) as u64;
            advance(control, CHUNK_ROWS as u64)?;
        }
        let mut depth = 0;
        let mut explained = Vec::new();
        room(&mut explained, steps.len()).map_err(out_of_memory)?;
        for (step, counts) in steps.iter().zip(counting.steps) {
            let (operation, inside) = match step {
                Step::Test(_) => ("test", depth),
                Step::Fork => ("fork", depth),
                Step::Attempt => ("attempt", depth),
                Step::Merge { .. } => ("merge", depth - 1),
                Step::Join { .. } => ("join", depth - 1),
            };
            depth = if matches!(step, Step::Fork | Step::Attempt) { depth + 1 } else { inside };
            let test = match step {
                Step::Test(step) => Some(ExplainedTest {
                    wording: match instructions.get(step.instruction) {
                        Some(Instruction::Test(test)) => wording(test).map_err(out_of_memory)?,
                        _ => String::new(),
                    },
                    wanted: step.wanted,
                    reads: step.reads(),
                    kernel: if counts.scanned > 0 { self.level.name() } else { "" },
                    codes: step.codes(),
                    estimated: match &step.index {
                        Some(index) => index.rows(),
                        None => self.estimated(&step.test, step.wanted, chunks, rows),
                    },
                    counts,
                }),
                _ => None,
            };
            explained.push(ExplainedStep { operation, depth: inside, test });
        }
        Ok(Explanation { rows, passed, steps: explained })
    }

    /// From ranges, counts of values and counts of codes: as if numbers were spread evenly over the range of their chunk, and rows
    /// evenly over codes. A test that no such count tells anything of is expected to let a third pass.
    fn estimated(&self, test: &BoundTest<'_>, wanted: bool, chunks: usize, rows: u64) -> u64 {
        let share = match test {
            BoundTest::Attribute(test) => {
                let passed: f64 =
                    (0..chunks).map(|chunk| test.expected(chunk, wanted, self.rows.live(chunk))).sum();
                return passed.round() as u64;
            }
            BoundTest::Row(test) => test.share(self.rows, rows),
        };
        let share = share.clamp(0.0, 1.0);
        ((if wanted { share } else { 1.0 - share }) * rows as f64).round() as u64
    }
}
