//! Checks a program in postfix order, binds its tests to the rows, and lays out the steps that run.
//!
//! ```text
//! postfix   a ; b ; or ; not ; c ; and          tree   and ┬ not ─ or ┬ a        steps   c ; a is false ; b is false
//!                                                          └ c        └ b
//! ```
//! The tree lies in an array, operands before what takes them, so that each pass over it is a loop.

use super::STACK_MAX;
use super::attribute::AttributeTest;
use super::indexed::IndexedTest;
use super::program::{BoundTest, Program, Step, TestStep};
use super::row_test::RowTest;
use super::rows::FilterRows;
use crate::graph::out_of_memory;
use crate::store::room::{collected, extend, filled, push, room};
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{Failure, Instruction, Subject, Test, TestSubject};

pub(super) fn compile<'a, R: FilterRows>(
    program: &[Instruction<'a>],
    rows: &'a R,
) -> Result<Program<'a>, Failure> {
    let mut tree = Tree::read(program, rows)?;
    let wanted = tree.wanted().map_err(out_of_memory)?;
    tree.keep_helpful_indexes(&wanted);
    tree.sort_by_cost().map_err(out_of_memory)?;
    tree.lay_out(&wanted).map_err(out_of_memory)
}

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "few, and gone when the filter is compiled")]
enum Node<'a> {
    And(Vec<usize>),
    Or(Vec<usize>),
    Not(usize),
    Test(Option<Bound<'a>>),
}

/// A test, and the index that answers it.
type Bound<'a> = (BoundTest<'a>, Option<IndexedTest<'a>>);

#[derive(Debug)]
struct Tree<'a> {
    nodes: Vec<Node<'a>>,
}

/// What is still to be laid out.
enum Work {
    /// A node, and the mark to jump to when it leaves no row open.
    Node(usize, usize),
    Fork,
    Attempt,
    Merge(usize),
    Join(usize),
    /// This mark is the place reached now.
    Place(usize),
}

impl<'a> Tree<'a> {
    fn read<R: FilterRows>(program: &[Instruction<'a>], rows: &'a R) -> Result<Self, Failure> {
        let mut nodes = Vec::new();
        room(&mut nodes, program.len()).map_err(out_of_memory)?;
        let mut stack: Vec<usize> = Vec::new();
        for (at, instruction) in program.iter().enumerate() {
            let (takes, bound) = match instruction {
                Instruction::And(count) | Instruction::Or(count) => (*count as usize, None),
                Instruction::Not => (1, None),
                Instruction::Test(test) => (0, Some(bind(test, at, rows)?)),
            };
            let first = stack.len().checked_sub(takes).ok_or_else(|| {
                let missing = (takes - stack.len()) as u64;
                Failure::malformed("operands of a filter that are missing", missing)
            })?;
            if first == STACK_MAX {
                return Err(Failure::limit_exceeded("stack of a filter", first as u64 + 1, STACK_MAX as u64));
            }
            let operands = collected(stack.drain(first..)).map_err(out_of_memory)?;
            nodes.push(match instruction {
                Instruction::And(_) => Node::And(operands),
                Instruction::Or(_) => Node::Or(operands),
                Instruction::Not => Node::Not(operands[0]),
                Instruction::Test(_) => Node::Test(bound),
            });
            push(&mut stack, at).map_err(out_of_memory)?;
        }
        if !nodes.is_empty() && stack.len() != 1 {
            return Err(Failure::malformed("results of a filter", stack.len() as u64));
        }
        Ok(Tree { nodes })
    }

    /// Leaves the indexes that are asked for what they have, sooner than a scan would find it.
    fn keep_helpful_indexes(&mut self, wanted: &[bool]) {
        let is_alone = self.nodes.len() == 1;
        for (node, wanted) in self.nodes.iter_mut().zip(wanted) {
            if let Node::Test(Some((_, index))) = node
                && !index.as_ref().is_some_and(|index| index.helps(*wanted, is_alone))
            {
                *index = None;
            }
        }
    }

    /// Operands of one kind may run in any order: the cheap ones take rows away before the dear ones look at them.
    fn sort_by_cost(&mut self) -> Result<(), OutOfMemory> {
        let mut costs: Vec<u32> = Vec::new();
        room(&mut costs, self.nodes.len())?;
        for node in &mut self.nodes {
            costs.push(match node {
                Node::And(operands) | Node::Or(operands) => {
                    // Equal ones stay in their order, without the memory of a stable sort.
                    operands.sort_unstable_by_key(|operand| (costs[*operand], *operand));
                    operands.iter().fold(0, |sum, operand| sum.saturating_add(costs[*operand]))
                }
                Node::Not(operand) => costs[*operand],
                Node::Test(Some((test, None))) => 1 + test.cost(),
                Node::Test(_) => 0,
            });
        }
        Ok(())
    }

    /// Whether true rows of a node are wanted, or false ones: `not` turns it round, by De Morgan's laws all the way down.
    fn wanted(&self) -> Result<Vec<bool>, OutOfMemory> {
        let mut wanted = filled(true, self.nodes.len())?;
        for (at, node) in self.nodes.iter().enumerate().rev() {
            match node {
                Node::And(operands) | Node::Or(operands) => {
                    operands.iter().for_each(|operand| wanted[*operand] = wanted[at]);
                }
                Node::Not(operand) => wanted[*operand] = !wanted[at],
                Node::Test(_) => {}
            }
        }
        Ok(wanted)
    }

    fn lay_out(mut self, wanted: &[bool]) -> Result<Program<'a>, OutOfMemory> {
        let mut steps = Vec::new();
        let mut places = filled(0, 1)?;
        let (mut depth, mut deepest) = (1, 1);
        let mut work = Vec::new();
        push(&mut work, Work::Place(0))?;
        if let Some(root) = self.nodes.len().checked_sub(1) {
            push(&mut work, Work::Node(root, 0))?;
        }
        while let Some(next) = work.pop() {
            match next {
                Work::Place(mark) => places[mark] = steps.len(),
                Work::Fork | Work::Attempt => {
                    push(&mut steps, if matches!(next, Work::Fork) { Step::Fork } else { Step::Attempt })?;
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                Work::Merge(end) => {
                    push(&mut steps, Step::Merge { end })?;
                    depth -= 1;
                }
                Work::Join(end) => {
                    push(&mut steps, Step::Join { end })?;
                    depth -= 1;
                }
                Work::Node(at, end) => {
                    let all = match &mut self.nodes[at] {
                        Node::Test(test) => {
                            if let Some((test, index)) = test.take() {
                                let wanted = wanted[at];
                                let step = TestStep { test, index, wanted, end, instruction: at };
                                push(&mut steps, Step::Test(step))?;
                            }
                            continue;
                        }
                        Node::Not(operand) => {
                            push(&mut work, Work::Node(*operand, end))?;
                            continue;
                        }
                        Node::And(_) => wanted[at],
                        Node::Or(_) => !wanted[at],
                    };
                    let (Node::And(operands) | Node::Or(operands)) = &self.nodes[at] else { continue };
                    if all || operands.len() == 1 {
                        extend(&mut work, operands.iter().rev().map(|operand| Work::Node(*operand, end)))?;
                    } else {
                        alternatives(operands, end, &mut places, &mut work)?;
                    }
                }
            }
        }
        for step in &mut steps {
            let end = match step {
                Step::Test(test) => &mut test.end,
                Step::Merge { end } | Step::Join { end } => end,
                Step::Fork | Step::Attempt => continue,
            };
            *end = places[*end];
        }
        Ok(Program { steps, depth: deepest })
    }
}

/// Work is taken from the end.
fn alternatives(
    operands: &[usize],
    end: usize,
    places: &mut Vec<usize>,
    work: &mut Vec<Work>,
) -> Result<(), OutOfMemory> {
    room(places, operands.len() + 1)?;
    room(work, 4 * operands.len() + 3)?;
    let mut mark = || {
        places.push(0);
        places.len() - 1
    };
    let join = mark();
    work.extend([Work::Join(end), Work::Place(join)]);
    for operand in operands.iter().rev() {
        let merge = mark();
        work.extend([Work::Merge(join), Work::Place(merge), Work::Node(*operand, merge), Work::Attempt]);
    }
    work.push(Work::Fork);
    Ok(())
}

fn bind<'a, R: FilterRows>(test: &Test<'a>, instruction: usize, rows: &'a R) -> Result<Bound<'a>, Failure> {
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
        TestSubject::Attribute => {
            let index = IndexedTest::of_attribute(test, instruction, rows).map_err(out_of_memory)?;
            (BoundTest::Attribute(AttributeTest::new(test, rows).map_err(out_of_memory)?), index)
        }
        _ => {
            let test = RowTest::new(test, rows)?;
            let index = IndexedTest::of_codes(&test, rows).map_err(out_of_memory)?;
            (BoundTest::Row(test), index)
        }
    })
}
