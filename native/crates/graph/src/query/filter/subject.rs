//! Binds tests on what every row has: its id, labels, degree, type, ends, and the search in all its texts.

use super::compare::ordering;
use super::membership::Members;
use super::number;
use super::row_test::RowTest;
use super::rows::{EdgeEnd, FilterRows};
use super::text::{Search, TextTest, order};
use crate::graph::out_of_memory;
use crate::store::room::{collected, push};
use kneiphof_kernels::{CodeSet, Comparison as Order};
use kneiphof_wire::{Comparison, Failure, Tag, Test, TestSubject, ValueRef};

#[derive(Debug)]
pub(super) enum DegreeTest<'a> {
    Compare(Order, ValueRef<'a>),
    In(Members<'a>),
}

impl DegreeTest<'_> {
    /// `None` is unknown.
    pub fn answer(&self, degree: u64) -> Option<bool> {
        let degree = ValueRef::Integer(i64::try_from(degree).unwrap_or(i64::MAX));
        match self {
            DegreeTest::Compare(comparison, operand) => {
                ordering(degree, *operand).map(|ordering| number::test(*comparison, ordering))
            }
            DegreeTest::In(members) => Some(members.has(degree)),
        }
    }
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
            TestSubject::Source => end_test(test, EdgeEnd::Source, rows),
            TestSubject::Target => end_test(test, EdgeEnd::Target, rows),
            TestSubject::AnyText => search(test, rows),
            TestSubject::Attribute => {
                Err(Failure::malformed("subject of a test on a row", test.subject as u64))
            }
        }
    }
}

fn set_of(codes: impl IntoIterator<Item = u32>) -> Result<CodeSet, Failure> {
    CodeSet::new(codes).map_err(out_of_memory)
}

/// Equality with ids is a look-up once, not a comparison once a row.
fn resolved(
    test: &Test<'_>,
    find: impl Fn(&str) -> Option<u32>,
) -> Result<Option<(Vec<u32>, bool)>, Failure> {
    let negated = match test.comparison {
        Comparison::Eq | Comparison::In => false,
        Comparison::Ne => true,
        _ => return Ok(None),
    };
    let texts = test.operands().filter_map(|operand| match operand.value() {
        ValueRef::Text(text) => find(text),
        _ => None,
    });
    let mut rows = collected(texts).map_err(out_of_memory)?;
    rows.sort_unstable();
    rows.dedup();
    Ok(Some((rows, negated)))
}

fn id_test<'a, R: FilterRows>(test: &Test<'a>, rows: &R) -> Result<RowTest<'a>, Failure> {
    let Some(text_test) = TextTest::of_subject(test, "operand of a test on the id")? else {
        return Ok(RowTest::Everything);
    };
    Ok(match resolved(test, |id| rows.find(id))? {
        Some((rows, negated)) => RowTest::OneOf { rows, negated },
        None => RowTest::Id(text_test),
    })
}

fn end_test<'a, R: FilterRows>(test: &Test<'a>, end: EdgeEnd, rows: &R) -> Result<RowTest<'a>, Failure> {
    let Some(text_test) = TextTest::of_subject(test, "operand of a test on the end of an edge")? else {
        return Ok(RowTest::Everything);
    };
    Ok(match resolved(test, |id| rows.find_end(id))? {
        Some((nodes, negated)) => RowTest::EndOneOf { end, nodes: set_of(nodes)?, negated },
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
    let passing = sets.filter(|set| {
        let mut labels = rows.labels(*set).iter();
        if negated { labels.all(passes) } else { labels.any(passes) }
    });
    Ok(RowTest::LabelSets(set_of(passing)?))
}

fn type_test<'a, R: FilterRows>(test: &Test<'a>, rows: &R) -> Result<RowTest<'a>, Failure> {
    refuse_order(test, "comparison of a test on the type")?;
    Ok(match TextTest::of_subject(test, "operand of a test on the type")? {
        None => RowTest::HasType,
        Some(test) => {
            let symbols =
                (0..rows.symbol_count() as u32).filter(|symbol| passes_symbol(&test, *symbol, rows));
            RowTest::Types(set_of(symbols.map(|symbol| symbol + 1))?)
        }
    })
}

fn passes_symbol<R: FilterRows>(test: &TextTest<'_>, symbol: u32, rows: &R) -> bool {
    u16::try_from(symbol).is_ok_and(|symbol| test.passes(rows.symbol_text(symbol)))
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
        _ if test.comparison == Comparison::In => {
            DegreeTest::In(Members::new(test.operands()).map_err(out_of_memory)?)
        }
        _ => return Err(Failure::malformed("comparison of a test on the degree", test.comparison as u64)),
    };
    Ok(RowTest::Degree(test.direction, degree_test))
}

fn search<'a, R: FilterRows>(test: &Test<'a>, rows: &'a R) -> Result<RowTest<'a>, Failure> {
    let search = Search::new(test)?;
    let mut scratch = String::new();
    let mut columns = Vec::new();
    for column in rows.columns() {
        let mut finds = |code: &u32| search.passes(column.text_of_code(*code).unwrap_or(""), &mut scratch);
        let codes = set_of((0..column.code_count()).filter(&mut finds))?;
        push(&mut columns, (column, codes)).map_err(out_of_memory)?;
    }
    Ok(RowTest::Search(search, columns))
}
