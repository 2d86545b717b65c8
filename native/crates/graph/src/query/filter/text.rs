//! Tests on texts, and the search that ignores case.

use super::membership::Members;
use super::number;
use crate::graph::out_of_memory;
use kneiphof_kernels::{Comparison as Order, OutOfMemory};
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
        let mut first = None;
        for operand in test.operands() {
            match operand.value() {
                ValueRef::Text(text) => first = first.or(Some(text)),
                other => return Err(Failure::invalid(detail, other.tag().name())),
            }
        }
        Ok(match test.comparison {
            Comparison::In => Some(TextTest::In(Members::new(test.operands()).map_err(out_of_memory)?)),
            comparison => first.and_then(|text| TextTest::new(comparison, text)),
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

/// One character of two bytes becomes, in lower case, at most three; see the test.
const FOLDED_BYTES_MAX: usize = 3;

fn folded(text: &str) -> Result<String, OutOfMemory> {
    let mut folded = String::new();
    let bytes = FOLDED_BYTES_MAX * text.len();
    folded.try_reserve(bytes).map_err(|_| OutOfMemory::System { bytes })?;
    folded.extend(text.chars().flat_map(char::to_lowercase));
    Ok(folded)
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
            Some(ValueRef::Text(text)) => folded(text).map_err(out_of_memory)?,
            _ => return Err(Failure::invalid("operand of a search", "")),
        };
        match test.comparison {
            Comparison::Eq => Ok(Search { needle, whole: true, prefix: true }),
            Comparison::StartsWith => Ok(Search { needle, whole: false, prefix: true }),
            Comparison::Contains => Ok(Search { needle, whole: false, prefix: false }),
            _ => Err(Failure::malformed("comparison of a search", test.comparison as u64)),
        }
    }

    /// Without memory to fold the text in, it is folded once for each place where the search may begin.
    pub fn passes(&self, text: &str, scratch: &mut String) -> bool {
        scratch.clear();
        if scratch.try_reserve(FOLDED_BYTES_MAX * text.len()).is_err() {
            return self.passes_in_place(text);
        }
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

    fn passes_in_place(&self, text: &str) -> bool {
        let mut rest = text.chars().flat_map(char::to_lowercase);
        loop {
            let mut here = rest.clone();
            let begins = self.needle.chars().all(|wanted| here.next() == Some(wanted));
            if begins && !(self.whole && here.next().is_some()) {
                return true;
            }
            if self.prefix || rest.next().is_none() {
                return false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_grows_beyond_three_times_its_length_in_lower_case() {
        let grows = |character: char| {
            let folded: usize = character.to_lowercase().map(char::len_utf8).sum();
            folded > FOLDED_BYTES_MAX * character.len_utf8()
        };
        assert_eq!(('\0'..=char::MAX).find(|character| grows(*character)), None);
    }

    #[test]
    fn a_search_without_memory_finds_what_one_with_memory_finds() {
        for needle in ["ab", "aab", "ß", "i\u{307}x", ""] {
            for (whole, prefix) in [(true, true), (false, true), (false, false)] {
                let search = Search { needle: needle.to_owned(), whole, prefix };
                for text in ["", "AB", "aAaB", "xaabx", "Maß", "\u{130}X", "ab", "abab"] {
                    let found = search.passes(text, &mut String::new());
                    assert_eq!(search.passes_in_place(text), found, "{needle} in {text}");
                }
            }
        }
    }
}
