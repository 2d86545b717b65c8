//! A failure as facts: a status and its operands. The message is made by whoever shows it.

use crate::Status;
use std::fmt;
use std::io::Write;

/// The row of a failure that belongs to no row.
pub const NO_ROW: u64 = u64::MAX;

/// How many bytes of an offending value travel with a failure.
pub const VALUE_BYTES_SHOWN: usize = 200;

/// Why a call did nothing. A miss is made without allocating; only a failure that names a value owns memory, and is told
/// without it where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub status: Status,
    /// The failing row, counted over all sections of a batch; [`NO_ROW`] for none.
    pub row: u64,
    pub number: u64,
    pub limit: u64,
    pub value: Option<FailureValue>,
    /// A short English phrase such as "id of a node".
    pub detail: &'static str,
}

/// The offending value, shortened to [`VALUE_BYTES_SHOWN`] bytes on a character boundary.
///
/// ```text
/// | length of the whole value, u64 | what is shown … |
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureValue(Box<[u8]>);

const LENGTH_BYTES: usize = 8;

impl FailureValue {
    /// `None` where there is no memory for it: a failure is told without its value then.
    fn new<'a>(shown: impl Iterator<Item = &'a str> + Clone, length: usize) -> Option<Self> {
        let mut bytes = Vec::new();
        let text_bytes: usize = shown.clone().map(str::len).sum();
        bytes.try_reserve_exact(LENGTH_BYTES + text_bytes).ok()?;
        bytes.extend_from_slice(&(length as u64).to_le_bytes());
        shown.for_each(|part| bytes.extend_from_slice(part.as_bytes()));
        Some(FailureValue(bytes.into_boxed_slice()))
    }

    pub fn shown(&self) -> &str {
        std::str::from_utf8(&self.0[LENGTH_BYTES..]).unwrap_or_default()
    }

    /// Length in bytes of the whole value.
    pub fn length(&self) -> u64 {
        self.0.first_chunk().map_or(0, |length| u64::from_le_bytes(*length))
    }
}

impl Failure {
    /// A failure that is told by its status alone.
    #[inline]
    pub const fn new(status: Status) -> Self {
        Failure { status, row: NO_ROW, number: 0, limit: 0, value: None, detail: "" }
    }

    /// `{detail}: '{value}'`, the caller's mistake.
    #[cold]
    pub fn invalid(detail: &'static str, value: &str) -> Self {
        Failure::new(Status::InvalidArgument).detail(detail).value(value)
    }

    /// `{detail}: '{number}'`: a number in an encoding that cannot be.
    #[cold]
    pub fn malformed(detail: &'static str, number: u64) -> Self {
        Failure { number, detail, ..Failure::new(Status::InvalidArgument) }.value_number(number)
    }

    /// Bytes that should have been UTF-8.
    #[cold]
    pub fn invalid_utf8(detail: &'static str, bytes: &[u8]) -> Self {
        // Three more than are shown, so that a character cut by the window is not mistaken for a broken one.
        let window = &bytes[..bytes.len().min(VALUE_BYTES_SHOWN + 3)];
        let parts = window
            .utf8_chunks()
            .flat_map(|chunk| [chunk.valid(), if chunk.invalid().is_empty() { "" } else { "\u{fffd}" }]);
        let mut left = VALUE_BYTES_SHOWN;
        let shown = parts.map_while(move |part| {
            let part = &part[..part.floor_char_boundary(left)];
            left -= part.len();
            (left > 0 || !part.is_empty()).then_some(part)
        });
        let value = FailureValue::new(shown, bytes.len());
        Failure { value, ..Failure::new(Status::InvalidUtf8).detail(detail) }
    }

    /// `{detail} is {number}, the limit is {limit}`.
    #[cold]
    pub fn limit_exceeded(detail: &'static str, number: u64, limit: u64) -> Self {
        Failure { number, limit, detail, ..Failure::new(Status::LimitExceeded) }
    }

    #[must_use]
    pub fn detail(mut self, detail: &'static str) -> Self {
        self.detail = detail;
        self
    }

    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        let shown = &value[..value.floor_char_boundary(VALUE_BYTES_SHOWN)];
        self.value = FailureValue::new(std::iter::once(shown), value.len());
        self
    }

    /// As `value`, of a number.
    #[must_use]
    pub fn value_number(self, number: u64) -> Self {
        let mut digits = [0; 20];
        let mut rest = &mut digits[..];
        // Twenty digits hold every number.
        let _ = write!(rest, "{number}");
        let left = rest.len();
        self.value(std::str::from_utf8(&digits[..digits.len() - left]).unwrap_or_default())
    }

    #[must_use]
    pub fn number(mut self, number: u64) -> Self {
        self.number = number;
        self
    }

    #[must_use]
    pub fn limit(mut self, limit: u64) -> Self {
        self.limit = limit;
        self
    }

    /// Names the row, unless an inner layer has named it already.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        if self.row == NO_ROW {
            self.row = row;
        }
        self
    }

    /// The value as far as it is shown; empty when there is none.
    pub fn shown(&self) -> &str {
        self.value.as_ref().map_or("", FailureValue::shown)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.status.name())?;
        if !self.detail.is_empty() {
            write!(formatter, ": {}", self.detail)?;
        }
        if self.value.is_some() {
            write!(formatter, " '{}'", self.shown())?;
        }
        if self.row != NO_ROW {
            write!(formatter, " (row {})", self.row)?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_shortened_on_a_character_boundary_and_keeps_its_length() {
        let value = "é".repeat(150);
        let failure = Failure::invalid("id of a node", &value);
        assert_eq!(failure.shown(), "é".repeat(100));
        assert_eq!(failure.value.as_ref().map(FailureValue::length), Some(300));
        let odd = format!("x{}", "é".repeat(150));
        assert_eq!(Failure::invalid("id of a node", &odd).shown().len(), 199);
    }

    #[test]
    fn broken_text_is_shown_with_replacement_characters_and_its_true_length() {
        let failure = Failure::invalid_utf8("id of a node", b"a\xffb");
        assert_eq!(failure.status, Status::InvalidUtf8);
        assert_eq!(failure.shown(), "a\u{fffd}b");
        assert_eq!(failure.value.as_ref().map(FailureValue::length), Some(3));
    }

    #[test]
    fn the_innermost_row_is_kept() {
        assert_eq!(Failure::new(Status::NodeNotFound).at_row(3).at_row(9).row, 3);
    }

    #[test]
    fn a_failure_stays_small() {
        assert!(std::mem::size_of::<Failure>() <= 64);
    }
}
