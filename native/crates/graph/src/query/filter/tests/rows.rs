//! Rows to filter, without a graph around them.

use super::super::{EdgeEnd, Filter, FilterRows, ones};
use crate::store::chunked::{CHUNK_ROWS, CHUNK_WORDS};
use crate::store::columns::{Column, Columns, text_hasher};
use kneiphof_kernels::{Ahead, Level};
use kneiphof_wire::{Direction, Failure, Packed, QueryView, Subject, Value};
use std::collections::BTreeMap;

pub const KEYS: [&str; 4] = ["age", "name", "mixed", "flag"];
pub const SYMBOLS: [&str; 7] = ["age", "name", "mixed", "flag", "Person", "Place", "Ghost"];
pub const LABEL_SETS: [&[u16]; 4] = [&[], &[4], &[5, 4], &[6]];

/// Rows for tests; nodes are their own ends, row n being connected to the row before it.
pub struct Rows {
    subject: Subject,
    live: Vec<[u64; CHUNK_WORDS]>,
    columns: Columns,
    pub attributes: Vec<BTreeMap<u16, Value>>,
    label_sets: Vec<u32>,
    edge_types: Vec<u16>,
    ends: [Vec<u32>; 2],
}

impl Rows {
    /// Row `n` stands at `n * stride`, so that a few rows fill several chunks.
    pub fn new(subject: Subject, stride: usize, attributes: Vec<BTreeMap<u16, Value>>) -> Self {
        let hasher = text_hasher(7);
        let mut columns = Columns::default();
        (0..KEYS.len() as u16).for_each(|key| columns.create(key, u32::from(key)).unwrap());
        let mut live = vec![[0; CHUNK_WORDS]; (attributes.len() * stride).div_ceil(CHUNK_ROWS).max(1)];
        let mut spread = vec![BTreeMap::new(); live.len() * CHUNK_ROWS];
        for (at, values) in attributes.into_iter().enumerate() {
            let row = at * stride;
            for (key, value) in &values {
                let packed = value.to_packed();
                columns.set(*key, row as u32, Packed::trusted(&packed).value(), &hasher).unwrap();
            }
            // Every fifth row is dead, and keeps its values.
            live[row / CHUNK_ROWS][row % CHUNK_ROWS / 64] |= u64::from(at % 5 != 4) << (row % 64);
            spread[row] = values;
        }
        let all = 0..(live.len() * CHUNK_ROWS) as u32;
        Rows {
            subject,
            live,
            columns,
            attributes: spread,
            label_sets: all.clone().map(Rows::label_set).collect(),
            edge_types: all.clone().map(|row| Rows::edge_type(row).map_or(0, |symbol| symbol + 1)).collect(),
            ends: [all.clone().collect(), all.map(|row| row.saturating_sub(1)).collect()],
        }
    }

    pub fn is_live(&self, row: u32) -> bool {
        self.live[row as usize / CHUNK_ROWS][row as usize % CHUNK_ROWS / 64] >> (row % 64) & 1 == 1
    }

    pub fn label_set(row: u32) -> u32 {
        row / 3 % LABEL_SETS.len() as u32
    }

    pub fn edge_type(row: u32) -> Option<u16> {
        (!row.is_multiple_of(3)).then_some(4 + (row % 3) as u16)
    }

    pub fn id_of(row: u32) -> String {
        format!("Id{row}")
    }

    /// The rows that pass, by every level of vector instructions that the machine has.
    pub fn passing(&self, query: &[u8]) -> Result<Vec<u32>, Failure> {
        let mut answers = Vec::new();
        for level in Level::all() {
            answers.push(self.passing_at(level, query)?);
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "levels differ: {answers:?}");
        Ok(answers.swap_remove(0))
    }

    fn passing_at(&self, level: Level, query: &[u8]) -> Result<Vec<u32>, Failure> {
        let query = QueryView::parse(query)?;
        let filter = Filter::compile(&query.program, self, level)?;
        let mut stack = filter.stack()?;
        let mut rows = Vec::new();
        for chunk in 0..self.live.len() {
            let block = filter.block(chunk, &mut stack, &mut Ahead::default());
            rows.extend(ones(&block).map(|at| (chunk * CHUNK_ROWS + at) as u32));
        }
        Ok(rows)
    }
}

/// Texts of ids, leaked once: the trait hands out borrowed ids and the test has no arena.
fn id_text(row: u32) -> &'static str {
    use std::sync::{LazyLock, Mutex};
    static IDS: LazyLock<Mutex<BTreeMap<u32, &'static str>>> = LazyLock::new(Mutex::default);
    IDS.lock().unwrap().entry(row).or_insert_with(|| Rows::id_of(row).leak())
}

impl FilterRows for Rows {
    fn subject(&self) -> Subject {
        self.subject
    }
    fn len(&self) -> u64 {
        self.attributes.len() as u64
    }
    fn live(&self, chunk: usize) -> &[u64; CHUNK_WORDS] {
        &self.live[chunk]
    }
    fn column(&self, key: &str) -> Option<&Column> {
        KEYS.iter().position(|known| *known == key).and_then(|symbol| self.columns.get(symbol as u16))
    }
    fn text_code(&self, key: &str, text: &str) -> Option<u32> {
        let column = self.column(key)?;
        (0..column.code_count()).find(|code| column.text_of_code(*code) == Some(text))
    }
    fn columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter()
    }
    fn id<'s>(&'s self, row: u32, scratch: &'s mut String) -> &'s str {
        *scratch = Rows::id_of(row);
        scratch
    }
    fn find(&self, id: &str) -> Option<u32> {
        (0..self.attributes.len() as u32).find(|row| self.is_live(*row) && Rows::id_of(*row) == id)
    }
    fn symbol_text(&self, symbol: u16) -> &str {
        SYMBOLS[usize::from(symbol)]
    }
    fn symbol_count(&self) -> usize {
        SYMBOLS.len()
    }
    fn label_sets(&self, chunk: usize) -> &[u32] {
        &self.label_sets[chunk * CHUNK_ROWS..][..CHUNK_ROWS]
    }
    fn label_set_count(&self) -> usize {
        LABEL_SETS.len()
    }
    fn labels(&self, label_set: u32) -> &[u16] {
        LABEL_SETS[label_set as usize]
    }
    fn degree(&self, row: u32, direction: Direction) -> u64 {
        u64::from(row) % 5 + direction as u64
    }
    fn edge_types(&self, chunk: usize) -> &[u16] {
        &self.edge_types[chunk * CHUNK_ROWS..][..CHUNK_ROWS]
    }
    fn ends(&self, end: EdgeEnd, chunk: usize) -> &[u32] {
        &self.ends[end as usize][chunk * CHUNK_ROWS..][..CHUNK_ROWS]
    }
    fn find_end(&self, id: &str) -> Option<u32> {
        (0..self.attributes.len() as u32).find(|row| Rows::id_of(*row) == id)
    }
    fn end_id(&self, node: u32) -> &str {
        id_text(node)
    }
}
