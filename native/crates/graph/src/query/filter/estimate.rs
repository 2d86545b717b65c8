//! How many rows a test is expected to let pass, and by what means it knows: for `explain`, not for the run.

use super::attribute::{AttributeTest, Relation};
use super::number::Scan;
use super::row_test::RowTest;
use super::rows::FilterRows;
use super::truth::Bits;
use crate::store::columns::{ChunkValues, Zone};
use kneiphof_kernels::Comparison as Order;

/// What is expected to pass a test that nothing is known of.
const UNKNOWN_SHARE: f64 = 1.0 / 3.0;

impl AttributeTest<'_> {
    pub fn reads(&self) -> &'static str {
        match &self.relation {
            _ if self.column.is_none() => "nothing: no row has the attribute",
            Relation::Unknown => "nothing: no value can be compared with the operand",
            Relation::Exists => "validity bits",
            _ if self.codes().is_some() => "dictionary codes",
            Relation::Compare(..) => "values, where the range of a chunk leaves it open",
            _ => "values",
        }
    }

    pub fn codes(&self) -> Option<u64> {
        let codes = self.codes.as_ref()?;
        self.column.is_some_and(|column| column.code_count() > 0).then(|| codes.set.len() as u64)
    }

    /// Rows of the chunk.
    pub fn expected(&self, chunk: usize, wanted: bool, live: &Bits) -> f64 {
        let count = |bits: &Bits| bits.iter().zip(live).map(|(bits, live)| (bits & live).count_ones()).sum();
        let living: u32 = count(&[u64::MAX; crate::CHUNK_WORDS]);
        let Some(column) = self.column else {
            let passes = matches!(self.relation, Relation::Exists) && !wanted;
            return if passes { f64::from(living) } else { 0.0 };
        };
        let valid: u32 = count(column.valid(chunk));
        let share = match (&self.relation, column.values(chunk)) {
            (Relation::Exists, _) => {
                return f64::from(if wanted { valid } else { living - valid });
            }
            (Relation::Unknown, _) => return 0.0,
            (_, ChunkValues::Codes(_)) => {
                let Some(codes) = &self.codes else { return 0.0 };
                let inside = codes.set.len() as f64 / f64::from(column.code_count().max(1));
                if codes.outside { 1.0 - inside } else { inside }
            }
            (Relation::Compare(..), ChunkValues::Integers(_)) => match (self.integers, column.zone(chunk)) {
                (Some(scan), Some(Zone::Integers { least, greatest })) => {
                    below(scan.map(|operand| operand as f64), least as f64, greatest as f64)
                }
                _ => UNKNOWN_SHARE,
            },
            (Relation::Compare(..), ChunkValues::Floats(_)) => match (self.floats, column.zone(chunk)) {
                (Some(scan), Some(Zone::Floats { least, greatest, .. })) => below(scan, least, greatest),
                _ => UNKNOWN_SHARE,
            },
            _ => UNKNOWN_SHARE,
        };
        f64::from(valid) * if wanted { share } else { 1.0 - share }
    }
}

impl Scan<i64> {
    fn map(self, operand: impl Fn(i64) -> f64) -> Scan<f64> {
        match self {
            Scan::All => Scan::All,
            Scan::Nothing => Scan::Nothing,
            Scan::Compare(comparison, integer) => Scan::Compare(comparison, operand(integer)),
        }
    }
}

/// The share of numbers, spread evenly from `least` to `greatest`, that a scan lets pass.
fn below(scan: Scan<f64>, least: f64, greatest: f64) -> f64 {
    let (comparison, operand) = match scan {
        Scan::All => return 1.0,
        Scan::Nothing => return 0.0,
        Scan::Compare(comparison, operand) => (comparison, operand),
    };
    let width = greatest - least;
    let below = if width > 0.0 { ((operand - least) / width).clamp(0.0, 1.0) } else { 0.5 };
    let inside = operand >= least && operand <= greatest;
    let equal = if inside { 1.0 / (width + 1.0).min(crate::CHUNK_ROWS as f64) } else { 0.0 };
    match comparison {
        Order::Less | Order::LessOrEqual => below,
        Order::Greater | Order::GreaterOrEqual => 1.0 - below,
        Order::Equal => equal,
        Order::NotEqual => 1.0 - equal,
    }
}

impl RowTest<'_> {
    pub fn reads(&self) -> &'static str {
        match self {
            RowTest::Everything => "nothing: every row passes",
            RowTest::OneOf { .. } => "dictionary of ids",
            RowTest::Id(_) => "texts of ids",
            RowTest::LabelSets(_) => "sets of labels",
            RowTest::Degree(..) => "degrees",
            RowTest::Types(_) | RowTest::HasType => "types",
            RowTest::EndOneOf { .. } => "ends, found in the dictionary of ids",
            RowTest::End { .. } => "texts of the ids of ends",
            RowTest::Search(..) => "dictionary codes, then texts",
        }
    }

    pub fn codes(&self) -> Option<u64> {
        match self {
            RowTest::OneOf { rows, .. } => Some(rows.len() as u64),
            RowTest::LabelSets(codes) | RowTest::Types(codes) | RowTest::EndOneOf { nodes: codes, .. } => {
                Some(codes.len() as u64)
            }
            RowTest::Search(_, columns) => Some(columns.iter().map(|(_, codes)| codes.len() as u64).sum()),
            _ => None,
        }
    }

    /// The share of all rows.
    pub fn share<R: FilterRows>(&self, rows: &R, living: u64) -> f64 {
        let of = |part: usize, all: usize| part as f64 / all.max(1) as f64;
        let (share, negated) = match self {
            RowTest::Everything => (1.0, false),
            RowTest::OneOf { rows, negated } => (of(rows.len(), living as usize), *negated),
            RowTest::LabelSets(sets) => (of(sets.len(), rows.label_set_count()), false),
            RowTest::Types(types) => (of(types.len(), rows.symbol_count()), false),
            RowTest::EndOneOf { nodes, negated, .. } => (of(nodes.len(), living as usize), *negated),
            _ => (UNKNOWN_SHARE, false),
        };
        if negated { 1.0 - share } else { share }
    }
}
