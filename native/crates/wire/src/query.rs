//! A query: an order, a place to go on, and a filter as a program in postfix order.

use crate::bytes::{Reader, utf8};
use crate::packed::PackedItems;
use crate::room::push;
use crate::{Failure, NESTING_MAX, Packed};

pub(crate) const MAGIC: u32 = 0x3151_4E4B;
pub(crate) const HEAD_BYTES: usize = 40;
pub(crate) const INSTRUCTION_BYTES: usize = 16;

/// How many instructions a program may have.
pub const INSTRUCTIONS_MAX: usize = 256;

/// In which order rows are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy<'a> {
    Insertion,
    Degree,
    /// By the value under this key.
    Attribute(&'a str),
}

/// What a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TestSubject {
    Attribute = 0,
    Id = 1,
    Label = 2,
    Degree = 3,
    Type = 4,
    Source = 5,
    Target = 6,
    /// The id or any text attribute, ignoring case.
    AnyText = 7,
}

impl TestSubject {
    fn from_code(code: u8) -> Option<Self> {
        use TestSubject::*;
        [Attribute, Id, Label, Degree, Type, Source, Target, AnyText].get(usize::from(code)).copied()
    }
}

/// How a test compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Comparison {
    Eq = 0,
    Ne = 1,
    Lt = 2,
    Le = 3,
    Gt = 4,
    Ge = 5,
    In = 6,
    StartsWith = 7,
    Contains = 8,
    Exists = 9,
}

impl Comparison {
    fn from_code(code: u8) -> Option<Self> {
        use Comparison::*;
        [Eq, Ne, Lt, Le, Gt, Ge, In, StartsWith, Contains, Exists].get(usize::from(code)).copied()
    }
}

/// Which edges of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Direction {
    Out = 0,
    In = 1,
    Both = 2,
}

impl Direction {
    /// The direction of a number, if there is one.
    pub fn from_code(code: u32) -> Option<Self> {
        Some(match code {
            0 => Direction::Out,
            1 => Direction::In,
            2 => Direction::Both,
            _ => return None,
        })
    }
}

/// One test of a filter.
#[derive(Clone, Debug)]
pub struct Test<'a> {
    pub subject: TestSubject,
    pub comparison: Comparison,
    /// Of a degree.
    pub direction: Direction,
    /// Of an attribute, else empty.
    pub key: &'a str,
    operands: &'a [u8],
}

impl<'a> Test<'a> {
    /// The operands, in order: none for `Exists`, any number for `In`, else one.
    pub fn operands(&self) -> impl Iterator<Item = Packed<'a>> + Clone + use<'a> {
        PackedItems::sequence(self.operands)
    }
}

/// One step of a filter's program.
#[derive(Clone, Debug)]
pub enum Instruction<'a> {
    /// Takes as many results off the stack; of none it is true.
    And(u32),
    /// Takes as many results off the stack; of none it is false.
    Or(u32),
    Not,
    Test(Test<'a>),
}

/// A checked query, borrowed. What the stack of the program does is checked by whoever compiles it.
#[derive(Clone, Debug)]
pub struct QueryView<'a> {
    pub order: OrderBy<'a>,
    pub descending: bool,
    /// Where to go on; see the format for its meaning by order.
    pub position: u64,
    /// The revision the cursor was made at, 0 for any.
    pub revision: u64,
    pub limit: u32,
    pub program: Vec<Instruction<'a>>,
}

impl<'a> QueryView<'a> {
    /// Checks the head and every instruction.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT`, `INVALID_UTF8`, or `LIMIT_EXCEEDED` for the number of instructions.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Failure> {
        let query = Reader::new(bytes);
        let magic = query.u32(0, "head of a query")?;
        if magic != MAGIC {
            return Err(Failure::malformed("magic number of a query", u64::from(magic)));
        }
        let order = query.u8(4, "head of a query")?;
        let descending = query.u8(5, "head of a query")?;
        if descending > 1 {
            return Err(Failure::malformed("direction of an order", u64::from(descending)));
        }
        let reserved = u32::from(query.u16(6, "head of a query")?) | query.u32(36, "head of a query")?;
        if reserved != 0 {
            return Err(Failure::malformed("reserved bytes of a query", u64::from(reserved)));
        }
        let key_length = u64::from(query.u32(28, "head of a query")?);
        let program_length = u64::from(query.u32(32, "head of a query")?);
        let key = utf8(query.buffer(HEAD_BYTES as u64, key_length, "key of an order")?, "key of an order")?;
        let order = match (order, key_length) {
            (0, 0) => OrderBy::Insertion,
            (1, 0) => OrderBy::Degree,
            (2, _) => OrderBy::Attribute(key),
            _ => return Err(Failure::malformed("order of a query", u64::from(order))),
        };
        let program_at = HEAD_BYTES as u64 + key_length.next_multiple_of(8);
        let program = query.slice(program_at, program_length, "length of a program")?;
        if program_at + program_length != bytes.len() as u64 {
            return Err(Failure::malformed(
                "bytes behind a query",
                bytes.len() as u64 - program_at - program_length,
            ));
        }
        Ok(QueryView {
            order,
            descending: descending == 1,
            position: query.u64(8, "head of a query")?,
            revision: query.u64(16, "head of a query")?,
            limit: query.u32(24, "head of a query")?,
            program: parse_program(program)?,
        })
    }
}

fn parse_program(bytes: &[u8]) -> Result<Vec<Instruction<'_>>, Failure> {
    let mut program = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if program.len() == INSTRUCTIONS_MAX {
            return Err(Failure::limit_exceeded(
                "number of instructions of a filter",
                INSTRUCTIONS_MAX as u64 + 1,
                INSTRUCTIONS_MAX as u64,
            ));
        }
        let (instruction, length) = parse_instruction(&bytes[at..])?;
        push(&mut program, instruction)?;
        at += length;
    }
    Ok(program)
}

/// The instruction at the start of the bytes, and its length.
fn parse_instruction(bytes: &[u8]) -> Result<(Instruction<'_>, usize), Failure> {
    const WHAT: &str = "instruction of a filter";
    let reader = Reader::new(bytes);
    let opcode = reader.u8(0, WHAT)?;
    let codes = [reader.u8(1, WHAT)?, reader.u8(2, WHAT)?, reader.u8(3, WHAT)?];
    let count = reader.u32(4, WHAT)?;
    let key_length = u64::from(reader.u32(8, WHAT)?);
    let operands_length = u64::from(reader.u32(12, WHAT)?);
    if opcode != 4 {
        if codes != [0; 3] || (key_length | operands_length) != 0 {
            return Err(Failure::malformed("operands of an instruction that is no test", u64::from(opcode)));
        }
        let instruction = match (opcode, count) {
            (1, _) => Instruction::And(count),
            (2, _) => Instruction::Or(count),
            (3, 0 | 1) => Instruction::Not,
            _ => return Err(Failure::malformed(WHAT, u64::from(opcode))),
        };
        return Ok((instruction, INSTRUCTION_BYTES));
    }
    let [subject, comparison, direction] = codes;
    let test = Test {
        subject: TestSubject::from_code(subject)
            .ok_or_else(|| Failure::malformed("subject of a test", u64::from(subject)))?,
        comparison: Comparison::from_code(comparison)
            .ok_or_else(|| Failure::malformed("comparison of a test", u64::from(comparison)))?,
        direction: Direction::from_code(u32::from(direction))
            .ok_or_else(|| Failure::malformed("direction of a test", u64::from(direction)))?,
        key: utf8(reader.buffer(INSTRUCTION_BYTES as u64, key_length, "key of a test")?, "key of a test")?,
        operands: reader.buffer(
            INSTRUCTION_BYTES as u64 + key_length.next_multiple_of(8),
            operands_length,
            "operands of a test",
        )?,
    };
    check_test(&test, count)?;
    let length =
        INSTRUCTION_BYTES + test.key.len().next_multiple_of(8) + test.operands.len().next_multiple_of(8);
    Ok((Instruction::Test(test), length))
}

fn check_test(test: &Test<'_>, count: u32) -> Result<(), Failure> {
    if test.subject != TestSubject::Attribute && !test.key.is_empty() {
        return Err(Failure::invalid("key of a test that is not on an attribute", test.key));
    }
    if test.subject != TestSubject::Degree && test.direction != Direction::Out {
        return Err(Failure::malformed("direction of a test that is not on a degree", test.direction as u64));
    }
    let expected = match test.comparison {
        Comparison::Exists => 0..=0,
        Comparison::In => 0..=u32::MAX,
        _ => 1..=1,
    };
    let mut rest = test.operands;
    let mut found = 0_u32;
    while !rest.is_empty() {
        rest = Packed::parse_prefix(rest, NESTING_MAX)?.1;
        found += 1;
    }
    if found != count || !expected.contains(&count) {
        return Err(Failure::malformed("number of operands of a test", u64::from(count)));
    }
    Ok(())
}
