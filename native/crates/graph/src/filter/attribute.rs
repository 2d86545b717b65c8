//! Tests on attributes, by column chunk: each type of column by the widest means it has.

use super::compare::{equal, ordering};
use super::membership::Members;
use super::number::{self, Scan, floats_against_integer, integers_against_float};
use super::text::{TextTest, order};
use super::truth::{Bits, Truth, bitmap, has_bit, ones};
use crate::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::columns::{ChunkValues, Column, TextCodes, Zone};
use kneiphof_kernels::{Comparison as Order, compare};
use kneiphof_wire::{Comparison, Tag, Test, ValueRef};

/// A test on the values of one column.
#[derive(Debug)]
pub(super) struct AttributeTest<'a> {
    /// `None` when no row ever had the attribute.
    column: Option<&'a Column>,
    relation: Relation<'a>,
    /// For a column of integers, `None` when the operand is no number.
    integers: Option<Scan<i64>>,
    floats: Option<Scan<f64>>,
    /// One bit for each entry of the column's dictionary; `None` when texts have no answer.
    codes: Option<Vec<u64>>,
}

/// What is asked of a value that is there and not null.
#[derive(Debug)]
enum Relation<'a> {
    Exists,
    Compare(Order, ValueRef<'a>),
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
    pub fn new(test: &Test<'a>, column: Option<&'a Column>) -> Self {
        let operand = test.operands().next().map_or(ValueRef::Null, |operand| operand.value());
        let relation = match (test.comparison, operand) {
            (Comparison::Exists, _) => Relation::Exists,
            (Comparison::In, _) => Relation::In(Members::new(test.operands())),
            (Comparison::StartsWith | Comparison::Contains, ValueRef::Text(text)) => {
                TextTest::new(test.comparison, text).map_or(Relation::Unknown, Relation::Text)
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
        let codes = column.and_then(|column| {
            relation.answer(ValueRef::Text(""))?;
            let text = |code| ValueRef::Text(column.text_of_code(code).unwrap_or(""));
            Some(bitmap((0..column.code_count()).map(|code| relation.answer(text(code)) == Some(true))))
        });
        AttributeTest { column, relation, integers, floats, codes }
    }

    pub fn block(&self, chunk: usize, live: &Bits) -> Truth {
        let Some(column) = self.column else {
            return if matches!(self.relation, Relation::Exists) { Truth::FALSE } else { Truth::UNKNOWN };
        };
        let valid = column.valid(chunk);
        if matches!(self.relation, Relation::Exists) {
            return Truth::known(*valid);
        }
        match (column.values(chunk), &self.relation) {
            (ChunkValues::Empty, _) | (_, Relation::Unknown) => Truth::UNKNOWN,
            (ChunkValues::Integers(values), Relation::Compare(..)) => match self.integers {
                Some(scan) => Truth::where_valid(scan_integers(values, scan, column.zone(chunk)), valid),
                None => Truth::constant(self.relation.answer(ValueRef::Integer(0)), valid),
            },
            (ChunkValues::Floats(values), Relation::Compare(..)) => match self.floats {
                Some(scan) => Truth::where_valid(scan_floats(values, scan, column.zone(chunk)), valid),
                None => Truth::constant(self.relation.answer(ValueRef::Float(0.0)), valid),
            },
            (ChunkValues::Instants(values), Relation::Compare(comparison, operand)) => match operand {
                ValueRef::Instant(micros) => {
                    let scan = Scan::Compare(*comparison, *micros);
                    Truth::where_valid(scan_integers(values, scan, column.zone(chunk)), valid)
                }
                _ => Truth::constant(self.relation.answer(ValueRef::Instant(0)), valid),
            },
            (ChunkValues::Booleans(words), relation) => {
                let answers = [false, true].map(|boolean| relation.answer(ValueRef::Boolean(boolean)));
                booleans(words, answers, valid)
            }
            (ChunkValues::Codes(codes), _) => match &self.codes {
                None => Truth::UNKNOWN,
                Some(entries) => Truth::where_valid(coded(codes, entries), valid),
            },
            (ChunkValues::Plain(tag), Relation::Text(_)) if tag != Tag::Text => Truth::UNKNOWN,
            _ => self.one_by_one(column, chunk, live),
        }
    }

    fn one_by_one(&self, column: &Column, chunk: usize, live: &Bits) -> Truth {
        let valid = column.valid(chunk);
        let mut result = Truth::where_valid([0; CHUNK_WORDS], valid);
        let here: Bits = std::array::from_fn(|word| valid[word] & live[word]);
        for at in ones(&here) {
            let value = column.value((chunk * CHUNK_ROWS + at) as u32).unwrap_or(ValueRef::Null);
            result.set(at, self.relation.answer(value));
        }
        result
    }
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

fn filled(answer: bool) -> Bits {
    if answer { [u64::MAX; CHUNK_WORDS] } else { [0; CHUNK_WORDS] }
}

fn scan_integers(values: &[i64], scan: Scan<i64>, zone: Option<Zone>) -> Bits {
    let Scan::Compare(comparison, operand) = scan else {
        return filled(matches!(scan, Scan::All));
    };
    if let Some(Zone::Integers { least, greatest }) = zone
        && let Some(answer) = decided(comparison, least, greatest, &operand)
    {
        return filled(answer);
    }
    let mut bits = [0; CHUNK_WORDS];
    compare::integers(values, comparison, operand, &mut bits);
    bits
}

fn scan_floats(values: &[f64], scan: Scan<f64>, zone: Option<Zone>) -> Bits {
    let Scan::Compare(comparison, operand) = scan else {
        return filled(matches!(scan, Scan::All));
    };
    if let Some(Zone::Floats { least, greatest, has_nan: false }) = zone
        && let Some(answer) = decided(comparison, least, greatest, &operand)
    {
        return filled(answer);
    }
    let mut bits = [0; CHUNK_WORDS];
    compare::floats(values, comparison, operand, &mut bits);
    bits
}

/// `answers` are those of false and of true.
fn booleans(words: &[u64], answers: [Option<bool>; 2], valid: &Bits) -> Truth {
    let [Some(of_false), Some(of_true)] = answers else {
        return Truth::UNKNOWN;
    };
    let mut bits = [0; CHUNK_WORDS];
    for (at, bits) in bits.iter_mut().enumerate() {
        let word = words.get(at).copied().unwrap_or(0);
        *bits = (if of_true { word } else { 0 }) | (if of_false { !word } else { 0 });
    }
    Truth::where_valid(bits, valid)
}

/// Looks each row's code up in the bitmap of the dictionary's entries.
pub(super) fn coded(codes: TextCodes<'_>, entries: &[u64]) -> Bits {
    fn gather<C: Copy + Into<u32>>(codes: &[C], entries: &[u64]) -> Bits {
        let mut bits = [0; CHUNK_WORDS];
        for (word, codes) in bits.iter_mut().zip(codes.chunks(64)) {
            for (bit, code) in codes.iter().enumerate() {
                *word |= u64::from(has_bit(entries, (*code).into() as usize)) << bit;
            }
        }
        bits
    }
    match codes {
        TextCodes::U8(codes) => gather(codes, entries),
        TextCodes::U16(codes) => gather(codes, entries),
        TextCodes::U32(codes) => gather(codes, entries),
    }
}
