//! Tests on what every row has, by chunk: its id, labels, degree, type, ends, and the search in all its texts.

use super::attribute::among;
use super::rows::{EdgeEnd, FilterRows};
use super::subject::DegreeTest;
use super::text::{Search, TextTest};
use super::truth::{Bits, Look, keep, keep_all, keep_each, set_from};
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::store::columns::{ChunkValues, Column, TextCodes};
use kneiphof_kernels::{CodeSet, Level};
use kneiphof_wire::{Direction, Tag, ValueRef};

const ALL: Bits = [u64::MAX; CHUNK_WORDS];

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
    /// Numbers of sets of labels.
    LabelSets(CodeSet),
    Degree(Direction, DegreeTest<'a>),
    /// Symbols + 1; an edge without a type, which has 0, is unknown.
    Types(CodeSet),
    HasType,
    /// Edges one end of which is among these nodes.
    EndOneOf {
        end: EdgeEnd,
        nodes: CodeSet,
        negated: bool,
    },
    End {
        end: EdgeEnd,
        test: TextTest<'a>,
    },
    Search(Search, Vec<(&'a Column, CodeSet)>),
}

impl RowTest<'_> {
    /// Roughly, in nanoseconds a row.
    pub fn cost(&self) -> u32 {
        match self {
            RowTest::Everything | RowTest::OneOf { .. } => 0,
            RowTest::LabelSets(_) | RowTest::Types(_) | RowTest::HasType | RowTest::EndOneOf { .. } => 1,
            RowTest::Degree(..) => 5,
            RowTest::Id(_) | RowTest::End { .. } => 20,
            RowTest::Search(_, columns) => 50 + columns.len() as u32,
        }
    }

    /// Takes the rows away whose answer is not the wanted one.
    pub fn narrow<R: FilterRows>(
        &self,
        rows: &R,
        chunk: usize,
        wanted: bool,
        level: Level,
        open: &mut Bits,
    ) -> Look {
        let first = (chunk * CHUNK_ROWS) as u32;
        let mut scratch = String::new();
        match self {
            RowTest::Everything => keep_all(open, &ALL, wanted),
            RowTest::OneOf { rows, negated } => {
                let mut bits = [0; CHUNK_WORDS];
                let here = rows.partition_point(|row| *row < first);
                for row in rows[here..].iter().take_while(|row| **row - first < CHUNK_ROWS as u32) {
                    let at = (row - first) as usize;
                    bits[at / 64] |= 1 << (at % 64);
                }
                keep(open, &ALL, &bits, *negated == wanted);
                Look::Decided
            }
            RowTest::Id(test) => {
                keep_each(open, |at| test.passes(rows.id(first + at as u32, &mut scratch)) == wanted)
            }
            RowTest::LabelSets(sets) => {
                let codes = rows.label_sets(chunk);
                let mut bits = among(level, TextCodes::U32(codes), sets);
                if sets.has(0) {
                    set_from(&mut bits, codes.len());
                }
                keep(open, &ALL, &bits, !wanted);
                Look::Scanned
            }
            RowTest::Degree(direction, test) => {
                keep_each(open, |at| test.answer(rows.degree(first + at as u32, *direction)) == Some(wanted))
            }
            RowTest::Types(types) => {
                let typed = typed(level, rows, chunk);
                let bits = among(level, TextCodes::U16(rows.edge_types(chunk)), types);
                keep(open, &typed, &bits, !wanted);
                Look::Scanned
            }
            RowTest::HasType => {
                keep(open, &ALL, &typed(level, rows, chunk), !wanted);
                Look::Scanned
            }
            RowTest::EndOneOf { end, nodes, negated } => {
                let bits = among(level, TextCodes::U32(rows.ends(*end, chunk)), nodes);
                keep(open, &ALL, &bits, *negated == wanted);
                Look::Scanned
            }
            RowTest::End { end, test } => {
                let nodes = rows.ends(*end, chunk);
                keep_each(open, |at| {
                    nodes.get(at).is_some_and(|node| test.passes(rows.end_id(*node)) == wanted)
                })
            }
            RowTest::Search(search, columns) => {
                let found = search_columns(search, columns, chunk, level, open, &mut scratch);
                let mut rest = *open;
                keep(&mut rest, &ALL, &found, true);
                let mut text = String::new();
                keep_each(&mut rest, |at| search.passes(rows.id(first + at as u32, &mut text), &mut scratch));
                let found = std::array::from_fn(|word| found[word] | rest[word]);
                keep(open, &ALL, &found, !wanted);
                Look::OneByOne
            }
        }
    }
}

/// The edges of a chunk that have a type.
fn typed<R: FilterRows>(level: Level, rows: &R, chunk: usize) -> Bits {
    let types = rows.edge_types(chunk);
    let mut bits = among(level, TextCodes::U16(types), &CodeSet::of(0));
    set_from(&mut bits, types.len());
    bits.map(|word| !word)
}

/// The open rows of a block one of whose text attributes is found.
fn search_columns(
    search: &Search,
    columns: &[(&Column, CodeSet)],
    chunk: usize,
    level: Level,
    open: &Bits,
    scratch: &mut String,
) -> Bits {
    let mut found = [0; CHUNK_WORDS];
    for (column, entries) in columns {
        let mut here = *open;
        keep(&mut here, column.valid(chunk), &found, true);
        match column.values(chunk) {
            ChunkValues::Codes(codes) => keep(&mut here, &ALL, &among(level, codes, entries), false),
            ChunkValues::Plain(Tag::Text) | ChunkValues::Tagged(_) => {
                keep_each(&mut here, |at| {
                    let value = column.value((chunk * CHUNK_ROWS + at) as u32);
                    matches!(value, Some(ValueRef::Text(text)) if search.passes(text, scratch))
                });
            }
            _ => continue,
        }
        found.iter_mut().zip(here).for_each(|(found, here)| *found |= here);
    }
    found
}
