//! Tests on texts, and the search that ignores case.

use super::membership::Members;
use super::number;
use kneiphof_kernels::Comparison as Order;
use kneiphof_wire::{Comparison, Failure, Packed, Test, ValueRef};

/// A test that a text passes or not.
#[derive(Debug)]
pub(super) enum TextTest<'a> {
    Compare(Order, &'a str),
    StartsWith(&'a str),
    Contains(&'a str),
    In(Members<'a>),
}

impl<'a> TextTest<'a> {
    #[inline]
    pub fn passes(&self, text: &str) -> bool {
        match self {
            TextTest::Compare(comparison, operand) => number::test(*comparison, text.cmp(operand)),
            TextTest::StartsWith(operand) => text.starts_with(operand),
            TextTest::Contains(operand) => text.contains(operand),
            TextTest::In(members) => members.has_text(text),
        }
    }

    /// For a subject that is always text. `Exists` has no text test.
    pub fn of_subject(test: &Test<'a>, detail: &'static str) -> Result<Option<Self>, Failure> {
        let mut texts = Vec::new();
        for operand in test.operands() {
            match operand.value() {
                ValueRef::Text(text) => texts.push(text),
                other => return Err(Failure::invalid(detail, other.tag().name())),
            }
        }
        Ok(match test.comparison {
            Comparison::In => Some(TextTest::In(Members::new(test.operands()))),
            comparison => texts.first().and_then(|text| TextTest::new(comparison, text)),
        })
    }

    pub fn new(comparison: Comparison, operand: &'a str) -> Option<Self> {
        match comparison {
            Comparison::StartsWith => Some(TextTest::StartsWith(operand)),
            Comparison::Contains => Some(TextTest::Contains(operand)),
            comparison => order(comparison).map(|comparison| TextTest::Compare(comparison, operand)),
        }
    }
}

/// The six comparisons that an ordering decides.
pub(super) fn order(comparison: Comparison) -> Option<Order> {
    Some(match comparison {
        Comparison::Eq => Order::Equal,
        Comparison::Ne => Order::NotEqual,
        Comparison::Lt => Order::Less,
        Comparison::Le => Order::LessOrEqual,
        Comparison::Gt => Order::Greater,
        Comparison::Ge => Order::GreaterOrEqual,
        Comparison::In | Comparison::StartsWith | Comparison::Contains | Comparison::Exists => return None,
    })
}

/// A search that ignores case: both sides are folded character by character to lower case.
#[derive(Debug)]
pub(super) struct Search {
    needle: String,
    whole: bool,
    prefix: bool,
}

impl Search {
    /// # Errors
    /// `INVALID_ARGUMENT` for anything but equals, starts with and contains a text.
    pub fn new(test: &Test<'_>) -> Result<Self, Failure> {
        let needle = match test.operands().next().map(Packed::value) {
            Some(ValueRef::Text(text)) => text.chars().flat_map(char::to_lowercase).collect(),
            _ => return Err(Failure::invalid("operand of a search", "")),
        };
        match test.comparison {
            Comparison::Eq => Ok(Search { needle, whole: true, prefix: true }),
            Comparison::StartsWith => Ok(Search { needle, whole: false, prefix: true }),
            Comparison::Contains => Ok(Search { needle, whole: false, prefix: false }),
            _ => Err(Failure::malformed("comparison of a search", test.comparison as u64)),
        }
    }

    pub fn passes(&self, text: &str, scratch: &mut String) -> bool {
        scratch.clear();
        if text.is_ascii() {
            scratch.push_str(text);
            scratch.make_ascii_lowercase();
        } else {
            scratch.extend(text.chars().flat_map(char::to_lowercase));
        }
        match (self.whole, self.prefix) {
            (true, _) => *scratch == self.needle,
            (_, true) => scratch.starts_with(&self.needle),
            _ => scratch.contains(&self.needle),
        }
    }
}
