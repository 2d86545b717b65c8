//! Tests on attributes, by column chunk: each type of column by the widest means it has.

use super::compare::{equal, ordering};
use super::membership::Members;
use super::nested::Nested;
use super::number::{self, Scan, floats_against_integer, integers_against_float};
use super::rows::FilterRows;
use super::text::{TextTest, order};
use super::truth::{Bits, Look, keep, keep_all, keep_each};
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::store::columns::{ChunkValues, Column, TextCodes, Zone};
use kneiphof_kernels::{Ahead, CodeSet, Comparison as Order, Level, OutOfMemory, codes, compare};
use kneiphof_wire::{Comparison, Tag, Test, ValueRef};

/// A test on the values of one column.
#[derive(Debug)]
pub(super) struct AttributeTest<'a> {
    /// `None` when no row ever had the attribute.
    pub(super) column: Option<&'a Column>,
    pub(super) relation: Relation<'a>,
    /// For a column of integers, `None` when the operand is no number.
    pub(super) integers: Option<Scan<i64>>,
    pub(super) floats: Option<Scan<f64>>,
    /// `None` when texts have no answer.
    pub(super) codes: Option<Codes>,
}

/// The entries of a column's dictionary that pass.
#[derive(Debug)]
pub(super) struct Codes {
    pub set: CodeSet,
    /// The set holds those that do not pass.
    pub outside: bool,
}

/// What is asked of a value that is there and not null.
#[derive(Debug)]
pub(super) enum Relation<'a> {
    Exists,
    Compare(Order, ValueRef<'a>),
    /// Is equal to a list or map, or is not.
    Nested {
        equal: bool,
        operand: Nested<'a>,
    },
    /// Starts with or contains, which only texts do.
    Text(TextTest<'a>),
    In(Members<'a>),
    /// The operand is not of a type that any value could relate to in this way.
    Unknown,
}

impl Relation<'_> {
    /// `None` is unknown.
    #[inline]
    fn answer(&self, value: ValueRef<'_>) -> Option<bool> {
        match self {
            Relation::Exists => Some(true),
            Relation::Compare(Order::Equal, operand) => Some(equal(value, *operand)),
            Relation::Compare(Order::NotEqual, operand) => Some(!equal(value, *operand)),
            Relation::Compare(comparison, operand) => {
                ordering(value, *operand).map(|ordering| number::test(*comparison, ordering))
            }
            Relation::Nested { equal, operand } => Some(operand.equals(value) == *equal),
            Relation::Text(test) => match value {
                ValueRef::Text(text) => Some(test.passes(text)),
                _ => None,
            },
            Relation::In(members) => Some(members.has(value)),
            Relation::Unknown => None,
        }
    }
}

impl<'a> AttributeTest<'a> {
    pub fn new<R: FilterRows>(test: &Test<'a>, rows: &'a R) -> Result<Self, OutOfMemory> {
        let column = rows.column(test.key);
        let operand = test.operands().next().map_or(ValueRef::Null, |operand| operand.value());
        let relation = match (test.comparison, operand) {
            (Comparison::Exists, _) => Relation::Exists,
            (Comparison::In, _) => Relation::In(Members::new(test.operands())?),
            (Comparison::StartsWith | Comparison::Contains, ValueRef::Text(text)) => {
                TextTest::new(test.comparison, text).map_or(Relation::Unknown, Relation::Text)
            }
            (Comparison::Eq | Comparison::Ne, ValueRef::List(whole) | ValueRef::Map(whole)) => {
                let equal = test.comparison == Comparison::Eq;
                Nested::new(whole)?.map_or(Relation::Unknown, |operand| Relation::Nested { equal, operand })
            }
            (comparison, operand) => order(comparison)
                .map_or(Relation::Unknown, |comparison| Relation::Compare(comparison, operand)),
        };
        let (integers, floats) = match relation {
            Relation::Compare(comparison, ValueRef::Integer(integer)) => {
                (Some(Scan::Compare(comparison, integer)), Some(floats_against_integer(comparison, integer)))
            }
            Relation::Compare(comparison, ValueRef::Float(float)) => {
                (Some(integers_against_float(comparison, float)), Some(Scan::Compare(comparison, float)))
            }
            _ => (None, None),
        };
        let codes = column.map(|column| codes_of(test, column, &relation, rows)).transpose()?.flatten();
        Ok(AttributeTest { column, relation, integers, floats, codes })
    }

    /// Roughly, in nanoseconds a row.
    pub fn cost(&self) -> u32 {
        match &self.relation {
            Relation::Exists | Relation::Unknown => 0,
            Relation::Nested { .. } | Relation::Compare(_, ValueRef::Bytes(_)) => 20,
            // Texts are tested once a dictionary entry, unless the column has none.
            _ if self.column.is_some_and(|column| column.code_count() == 0 && self.codes.is_some()) => 10,
            _ => 1,
        }
    }

    /// Takes the rows away whose answer is not the wanted one.
    #[inline]
    pub fn narrow(
        &self,
        chunk: usize,
        wanted: bool,
        (level, ahead): (Level, &mut Ahead),
        open: &mut Bits,
    ) -> Look {
        let Some(column) = self.column else {
            // Without a value, to exist is false and anything else unknown.
            let passes = matches!(self.relation, Relation::Exists) && !wanted;
            return keep_all(open, &[u64::MAX; CHUNK_WORDS], passes);
        };
        let valid = column.valid(chunk);
        let relation = &self.relation;
        let same = |open: &mut Bits, answer: Option<bool>| keep_all(open, valid, answer == Some(wanted));
        match (column.values(chunk), relation) {
            (_, Relation::Exists) => {
                keep(open, &[u64::MAX; CHUNK_WORDS], valid, !wanted);
                Look::Decided
            }
            (ChunkValues::Empty, _) | (_, Relation::Unknown) => same(open, None),
            (ChunkValues::Integers(values), Relation::Compare(..)) => match self.integers {
                Some(scan) => {
                    integers((level, ahead), values, valid, (scan, column.zone(chunk)), wanted, open)
                }
                None => same(open, relation.answer(ValueRef::Integer(0))),
            },
            (ChunkValues::Floats(values), Relation::Compare(..)) => match self.floats {
                Some(scan) => floats((level, ahead), values, valid, (scan, column.zone(chunk)), wanted, open),
                None => same(open, relation.answer(ValueRef::Float(0.0))),
            },
            (ChunkValues::Instants(values), Relation::Compare(comparison, ValueRef::Instant(micros))) => {
                let scan = Scan::Compare(*comparison, *micros);
                integers((level, ahead), values, valid, (scan, column.zone(chunk)), wanted, open)
            }
            (ChunkValues::Instants(_), Relation::Compare(..)) => {
                same(open, relation.answer(ValueRef::Instant(0)))
            }
            (
                ChunkValues::Integers(_) | ChunkValues::Floats(_) | ChunkValues::Instants(_),
                Relation::Nested { equal, .. },
            ) => same(open, Some(!equal)),
            (ChunkValues::Booleans(words), relation) => {
                let answers = [false, true].map(|boolean| relation.answer(ValueRef::Boolean(boolean)));
                booleans(words, answers.map(|answer| answer == Some(wanted)), valid, open)
            }
            (ChunkValues::Codes(values), _) => match &self.codes {
                None => same(open, None),
                Some(codes) => codes.narrow(level, values, valid, wanted, open),
            },
            (ChunkValues::Plain(tag), Relation::Text(_)) if tag != Tag::Text => same(open, None),
            _ => {
                keep_all(open, valid, true);
                let first = (chunk * CHUNK_ROWS) as u32;
                keep_each(open, |at| {
                    let value = column.value(first + at as u32).unwrap_or(ValueRef::Null);
                    relation.answer(value) == Some(wanted)
                })
            }
        }
    }
}

/// Equality needs the codes of its operands only; any other test is put to every entry of the dictionary.
fn codes_of<R: FilterRows>(
    test: &Test<'_>,
    column: &Column,
    relation: &Relation<'_>,
    rows: &R,
) -> Result<Option<Codes>, OutOfMemory> {
    if relation.answer(ValueRef::Text("")).is_none() {
        return Ok(None);
    }
    let set = match test.comparison {
        Comparison::Eq | Comparison::Ne | Comparison::In => {
            CodeSet::new(test.operands().filter_map(|operand| match operand.value() {
                ValueRef::Text(text) => rows.text_code(test.key, text),
                _ => None,
            }))?
        }
        _ => {
            let text = |code: &u32| ValueRef::Text(column.text_of_code(*code).unwrap_or(""));
            CodeSet::new((0..column.code_count()).filter(|code| relation.answer(text(code)) == Some(true)))?
        }
    };
    Ok(Some(Codes { set, outside: test.comparison == Comparison::Ne }))
}

impl Codes {
    fn narrow(
        &self,
        level: Level,
        values: TextCodes<'_>,
        valid: &Bits,
        wanted: bool,
        open: &mut Bits,
    ) -> Look {
        let inside = wanted != self.outside;
        if self.set.is_empty() {
            return keep_all(open, valid, !inside);
        }
        keep(open, valid, &among(level, values, &self.set), !inside);
        Look::Scanned
    }
}

/// One bit for each row whose code is in the set.
pub(super) fn among(level: Level, values: TextCodes<'_>, set: &CodeSet) -> Bits {
    let mut bits = [0; CHUNK_WORDS];
    match values {
        TextCodes::U8(values) => codes::among_u8(level, values, set, &mut bits),
        TextCodes::U16(values) => codes::among_u16(level, values, set, &mut bits),
        TextCodes::U32(values) => codes::among_u32(level, values, set, &mut bits),
    }
    bits
}

/// Every row the same, where the range of the chunk decides it.
fn decided<T: PartialOrd>(comparison: Order, least: T, greatest: T, operand: &T) -> Option<bool> {
    match comparison {
        Order::Less if greatest < *operand => Some(true),
        Order::Less if least >= *operand => Some(false),
        Order::LessOrEqual if greatest <= *operand => Some(true),
        Order::LessOrEqual if least > *operand => Some(false),
        Order::Greater if least > *operand => Some(true),
        Order::Greater if greatest <= *operand => Some(false),
        Order::GreaterOrEqual if least >= *operand => Some(true),
        Order::GreaterOrEqual if greatest < *operand => Some(false),
        Order::Equal if least > *operand || greatest < *operand => Some(false),
        Order::NotEqual if least > *operand || greatest < *operand => Some(true),
        _ => None,
    }
}

fn integers(
    (level, ahead): (Level, &mut Ahead),
    values: &[i64],
    valid: &Bits,
    (scan, zone): (Scan<i64>, Option<Zone>),
    wanted: bool,
    open: &mut Bits,
) -> Look {
    let Scan::Compare(comparison, operand) = scan else {
        return keep_all(open, valid, (scan == Scan::All) == wanted);
    };
    if let Some(Zone::Integers { least, greatest }) = zone
        && let Some(answer) = decided(comparison, least, greatest, &operand)
    {
        return keep_all(open, valid, answer == wanted);
    }
    let mut bits = [0; CHUNK_WORDS];
    compare::integers(level, values, ahead, comparison, operand, &mut bits);
    keep(open, valid, &bits, !wanted);
    Look::Scanned
}

fn floats(
    (level, ahead): (Level, &mut Ahead),
    values: &[f64],
    valid: &Bits,
    (scan, zone): (Scan<f64>, Option<Zone>),
    wanted: bool,
    open: &mut Bits,
) -> Look {
    let Scan::Compare(comparison, operand) = scan else {
        return keep_all(open, valid, (scan == Scan::All) == wanted);
    };
    if let Some(Zone::Floats { least, greatest, has_nan: false }) = zone
        && let Some(answer) = decided(comparison, least, greatest, &operand)
    {
        return keep_all(open, valid, answer == wanted);
    }
    let mut bits = [0; CHUNK_WORDS];
    compare::floats(level, values, ahead, comparison, operand, &mut bits);
    keep(open, valid, &bits, !wanted);
    Look::Scanned
}

/// `passes` says whether false passes, and whether true does.
fn booleans(words: &[u64], passes: [bool; 2], valid: &Bits, open: &mut Bits) -> Look {
    if passes[0] == passes[1] {
        return keep_all(open, valid, passes[0]);
    }
    let mut bits = [0; CHUNK_WORDS];
    bits.iter_mut().zip(words).for_each(|(bits, word)| *bits = *word);
    keep(open, valid, &bits, passes[0]);
    Look::Scanned
}
