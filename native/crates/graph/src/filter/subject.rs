//! Tests on what every row has: its id, labels, degree, type, ends, and the search in all its texts.

use super::attribute::coded;
use super::compare::ordering;
use super::membership::Members;
use super::number;
use super::rows::FilterRows;
use super::text::{Search, TextTest, order};
use super::truth::{Bits, Truth, bitmap, has_bit, ones};
use crate::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::columns::{ChunkValues, Column};
use kneiphof_kernels::Comparison as Order;
use kneiphof_wire::{Comparison, Direction, Failure, Tag, Test, TestSubject, ValueRef};

/// A test on something other than an attribute, as far as it could be prepared.
#[derive(Debug)]
pub(super) enum RowTest<'a> {
    Everything,
    /// Rows with one of these numbers; sorted.
    OneOf {
        rows: Vec<u32>,
        negated: bool,
    },
    Id(TextTest<'a>),
    /// One bit for each set of labels.
    LabelSets(Vec<u64>),
    Degree(Direction, DegreeTest<'a>),
    /// One bit for each symbol; an edge without a type is unknown.
    Types(Vec<u64>),
    HasType,
    /// Edges one end of which is among these nodes; sorted.
    EndOneOf {
        end: End,
        nodes: Vec<u32>,
        negated: bool,
    },
    End {
        end: End,
        test: TextTest<'a>,
    },
    Search(Search, Vec<(&'a Column, Vec<u64>)>),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Source,
    Target,
}

#[derive(Debug)]
pub(super) enum DegreeTest<'a> {
    Compare(Order, ValueRef<'a>),
    In(Members<'a>),
}

impl<'a> RowTest<'a> {
    /// # Errors
    /// `INVALID_ARGUMENT` for a comparison or an operand that the subject does not have.
    pub fn new<R: FilterRows>(test: &Test<'a>, rows: &'a R) -> Result<Self, Failure> {
        match test.subject {
            TestSubject::Id => id_test(test, rows),
            TestSubject::Label => label_test(test, rows),
            TestSubject::Degree => degree_test(test),
            TestSubject::Type => type_test(test, rows),
            TestSubject::Source => end_test(test, End::Source, rows),
            TestSubject::Target => end_test(test, End::Target, rows),
            TestSubject::AnyText => search(test, rows),
            TestSubject::Attribute => {
                Err(Failure::malformed("subject of a test on a row", test.subject as u64))
            }
        }
    }

    pub fn block<R: FilterRows>(&self, chunk: usize, live: &Bits, rows: &R) -> Truth {
        let first = (chunk * CHUNK_ROWS) as u32;
        let mut scratch = String::new();
        match self {
            RowTest::Everything => Truth::TRUE,
            RowTest::OneOf { rows, negated } => {
                let mut result = Truth::FALSE;
                let here = rows.partition_point(|row| *row < first);
                for row in rows[here..].iter().take_while(|row| **row - first < CHUNK_ROWS as u32) {
                    result.set((row - first) as usize, Some(true));
                }
                if *negated {
                    result.not();
                }
                result
            }
            RowTest::Id(test) => each(live, |at| Some(test.passes(rows.id(first + at, &mut scratch)))),
            RowTest::LabelSets(sets) => {
                each(live, |at| Some(has_bit(sets, rows.label_set(first + at) as usize)))
            }
            RowTest::Degree(direction, test) => {
                each(live, |at| test.answer(rows.degree(first + at, *direction)))
            }
            RowTest::Types(types) => {
                each(live, |at| rows.edge_type(first + at).map(|symbol| has_bit(types, usize::from(symbol))))
            }
            RowTest::HasType => each(live, |at| Some(rows.edge_type(first + at).is_some())),
            RowTest::EndOneOf { end, nodes, negated } => {
                each(live, |at| Some(nodes.binary_search(&end.of(rows, first + at)).is_ok() != *negated))
            }
            RowTest::End { end, test } => {
                each(live, |at| Some(test.passes(rows.end_id(end.of(rows, first + at)))))
            }
            RowTest::Search(search, columns) => {
                let mut found = Truth::known(search_columns(search, columns, chunk, live, &mut scratch));
                let open: Bits = std::array::from_fn(|word| live[word] & !found.truth[word]);
                let mut text = String::new();
                for at in ones(&open) {
                    let passes = search.passes(rows.id(first + at as u32, &mut text), &mut scratch);
                    found.set(at, Some(passes));
                }
                found
            }
        }
    }
}

impl End {
    fn of<R: FilterRows>(self, rows: &R, row: u32) -> u32 {
        let (source, target) = rows.ends(row);
        match self {
            End::Source => source,
            End::Target => target,
        }
    }
}

impl DegreeTest<'_> {
    fn answer(&self, degree: u64) -> Option<bool> {
        let degree = ValueRef::Integer(i64::try_from(degree).unwrap_or(i64::MAX));
        match self {
            DegreeTest::Compare(comparison, operand) => {
                ordering(degree, *operand).map(|ordering| number::test(*comparison, ordering))
            }
            DegreeTest::In(members) => Some(members.has(degree)),
        }
    }
}

/// Asks about each living row of the block.
fn each(live: &Bits, mut answer: impl FnMut(u32) -> Option<bool>) -> Truth {
    let mut result = Truth::FALSE;
    for at in ones(live) {
        result.set(at, answer(at as u32));
    }
    result
}

/// Equality with ids is a look-up once, not a comparison once a row.
fn resolved(test: &Test<'_>, find: impl Fn(&str) -> Option<u32>) -> Option<(Vec<u32>, bool)> {
    let negated = match test.comparison {
        Comparison::Eq | Comparison::In => false,
        Comparison::Ne => true,
        _ => return None,
    };
    let texts = test.operands().filter_map(|operand| match operand.value() {
        ValueRef::Text(text) => find(text),
        _ => None,
    });
    let mut rows: Vec<u32> = texts.collect();
    rows.sort_unstable();
    rows.dedup();
    Some((rows, negated))
}

fn id_test<'a, R: FilterRows>(test: &Test<'a>, rows: &R) -> Result<RowTest<'a>, Failure> {
    let Some(text_test) = TextTest::of_subject(test, "operand of a test on the id")? else {
        return Ok(RowTest::Everything);
    };
    Ok(match resolved(test, |id| rows.find(id)) {
        Some((rows, negated)) => RowTest::OneOf { rows, negated },
        None => RowTest::Id(text_test),
    })
}

fn end_test<'a, R: FilterRows>(test: &Test<'a>, end: End, rows: &R) -> Result<RowTest<'a>, Failure> {
    let Some(text_test) = TextTest::of_subject(test, "operand of a test on the end of an edge")? else {
        return Ok(RowTest::Everything);
    };
    Ok(match resolved(test, |id| rows.find_end(id)) {
        Some((nodes, negated)) => RowTest::EndOneOf { end, nodes, negated },
        None => RowTest::End { end, test: text_test },
    })
}

/// A node passes when one of its labels does; `ne` is the opposite of `eq`. A label has no order.
fn label_test<'a, R: FilterRows>(test: &Test<'a>, rows: &R) -> Result<RowTest<'a>, Failure> {
    refuse_order(test, "comparison of a test on a label")?;
    let text_test = TextTest::of_subject(test, "operand of a test on a label")?;
    let passes = |label: &u16| text_test.as_ref().is_none_or(|test| test.passes(rows.symbol_text(*label)));
    let negated = test.comparison == Comparison::Ne;
    let sets = 0..rows.label_set_count() as u32;
    Ok(RowTest::LabelSets(if negated {
        bitmap(sets.map(|set| rows.labels(set).iter().all(passes)))
    } else {
        bitmap(sets.map(|set| rows.labels(set).iter().any(passes)))
    }))
}

fn type_test<'a, R: FilterRows>(test: &Test<'a>, rows: &R) -> Result<RowTest<'a>, Failure> {
    refuse_order(test, "comparison of a test on the type")?;
    Ok(match TextTest::of_subject(test, "operand of a test on the type")? {
        None => RowTest::HasType,
        Some(test) => RowTest::Types(bitmap(
            (0..rows.symbol_count()).map(|symbol| test.passes(rows.symbol_text(symbol as u16))),
        )),
    })
}

fn refuse_order(test: &Test<'_>, detail: &'static str) -> Result<(), Failure> {
    match test.comparison {
        Comparison::Lt | Comparison::Le | Comparison::Gt | Comparison::Ge => {
            Err(Failure::malformed(detail, test.comparison as u64))
        }
        _ => Ok(()),
    }
}

fn degree_test<'a>(test: &Test<'a>) -> Result<RowTest<'a>, Failure> {
    for operand in test.operands() {
        if !matches!(operand.tag(), Tag::Integer | Tag::Float) {
            return Err(Failure::invalid("operand of a test on the degree", operand.tag().name()));
        }
    }
    let degree_test = match (order(test.comparison), test.operands().next()) {
        (Some(comparison), Some(operand)) => DegreeTest::Compare(comparison, operand.value()),
        _ if test.comparison == Comparison::In => DegreeTest::In(Members::new(test.operands())),
        _ => return Err(Failure::malformed("comparison of a test on the degree", test.comparison as u64)),
    };
    Ok(RowTest::Degree(test.direction, degree_test))
}

fn search<'a, R: FilterRows>(test: &Test<'a>, rows: &'a R) -> Result<RowTest<'a>, Failure> {
    let search = Search::new(test)?;
    let mut scratch = String::new();
    let columns = rows
        .columns()
        .map(|column| {
            let texts = (0..column.code_count()).map(|code| column.text_of_code(code).unwrap_or(""));
            (column, bitmap(texts.map(|text| search.passes(text, &mut scratch))))
        })
        .collect();
    Ok(RowTest::Search(search, columns))
}

/// The living rows of a block one of whose text attributes is found.
fn search_columns(
    search: &Search,
    columns: &[(&Column, Vec<u64>)],
    chunk: usize,
    live: &Bits,
    scratch: &mut String,
) -> Bits {
    let mut found = [0; CHUNK_WORDS];
    for (column, entries) in columns {
        let valid = column.valid(chunk);
        match column.values(chunk) {
            ChunkValues::Codes(codes) => {
                let bits = coded(codes, entries);
                for word in 0..CHUNK_WORDS {
                    found[word] |= bits[word] & valid[word];
                }
            }
            ChunkValues::Plain(Tag::Text) | ChunkValues::Tagged(_) => {
                let open: Bits = std::array::from_fn(|word| valid[word] & live[word] & !found[word]);
                for at in ones(&open) {
                    if let Some(ValueRef::Text(text)) = column.value((chunk * CHUNK_ROWS + at) as u32)
                        && search.passes(text, scratch)
                    {
                        found[at / 64] |= 1 << (at % 64);
                    }
                }
            }
            _ => {}
        }
    }
    found
}
