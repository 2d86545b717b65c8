//! Writes queries, for tests and tools.

use crate::bytes::pad8;
use crate::query::{HEAD_BYTES, MAGIC};
use crate::{Comparison, Direction, OrderBy, TestSubject, Value, encode};

/// Writes a query; the filter is given in postfix order.
#[derive(Clone, Debug)]
pub struct QueryBuilder {
    order: u8,
    key: String,
    descending: bool,
    position: u64,
    revision: u64,
    limit: u32,
    program: Vec<u8>,
}

impl QueryBuilder {
    /// Everything, in insertion order, at most `limit` rows.
    pub fn new(limit: u32) -> Self {
        QueryBuilder {
            order: 0,
            key: String::new(),
            descending: false,
            position: 0,
            revision: 0,
            limit,
            program: Vec::new(),
        }
    }

    #[must_use]
    pub fn order(mut self, order: OrderBy<'_>, descending: bool) -> Self {
        (self.order, self.key) = match order {
            OrderBy::Insertion => (0, String::new()),
            OrderBy::Degree => (1, String::new()),
            OrderBy::Attribute(key) => (2, key.to_owned()),
        };
        self.descending = descending;
        self
    }

    /// Goes on behind a page made at `revision`.
    #[must_use]
    pub fn after(mut self, position: u64, revision: u64) -> Self {
        self.position = position;
        self.revision = revision;
        self
    }

    #[must_use]
    pub fn and(self, operands: u32) -> Self {
        self.instruction([1, 0, 0, 0], operands, "", &[])
    }

    #[must_use]
    pub fn or(self, operands: u32) -> Self {
        self.instruction([2, 0, 0, 0], operands, "", &[])
    }

    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "the instruction is called not")]
    pub fn not(self) -> Self {
        self.instruction([3, 0, 0, 0], 1, "", &[])
    }

    /// A test on an attribute.
    #[must_use]
    pub fn attribute(self, key: &str, comparison: Comparison, operands: &[Value]) -> Self {
        self.instruction([4, 0, comparison as u8, 0], operands.len() as u32, key, operands)
    }

    /// A test on anything but an attribute or a degree.
    #[must_use]
    pub fn test(self, subject: TestSubject, comparison: Comparison, operands: &[Value]) -> Self {
        self.instruction([4, subject as u8, comparison as u8, 0], operands.len() as u32, "", operands)
    }

    /// A test on a degree.
    #[must_use]
    pub fn degree(self, direction: Direction, comparison: Comparison, operands: &[Value]) -> Self {
        let codes = [4, TestSubject::Degree as u8, comparison as u8, direction as u8];
        self.instruction(codes, operands.len() as u32, "", operands)
    }

    fn instruction(mut self, codes: [u8; 4], count: u32, key: &str, operands: &[Value]) -> Self {
        let mut packed = Vec::new();
        operands.iter().for_each(|operand| encode(operand, &mut packed));
        self.program.extend_from_slice(&codes);
        for number in [count, length32(key.len()), length32(packed.len())] {
            self.program.extend_from_slice(&number.to_le_bytes());
        }
        self.program.extend_from_slice(key.as_bytes());
        pad8(&mut self.program, 0);
        self.program.extend_from_slice(&packed);
        pad8(&mut self.program, 0);
        self
    }

    /// The encoding.
    ///
    /// # Panics
    /// When a length does not fit `u32`.
    pub fn build(&self) -> Vec<u8> {
        let mut out = MAGIC.to_le_bytes().to_vec();
        out.extend_from_slice(&[self.order, u8::from(self.descending), 0, 0]);
        out.extend_from_slice(&self.position.to_le_bytes());
        out.extend_from_slice(&self.revision.to_le_bytes());
        for number in [self.limit, length32(self.key.len()), length32(self.program.len()), 0] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        debug_assert_eq!(out.len(), HEAD_BYTES);
        out.extend_from_slice(self.key.as_bytes());
        pad8(&mut out, 0);
        out.extend_from_slice(&self.program);
        out
    }
}

fn length32(length: usize) -> u32 {
    u32::try_from(length).expect("lengths in a query fit 32 bits")
}
