//! What a filter reads of a snapshot.

use crate::Snapshot;
use crate::graph::{Graph, out_of_memory};
use crate::query::filter::{EdgeEnd, FilterRows};
use crate::store::chunked::CHUNK_WORDS;
use crate::store::columns::Column;
use crate::store::indexes::{Index, Indexed, RowSet, ValueKey};
use crate::store::room::{collected, push};
use hashbrown::HashMap;
use kneiphof_kernels::OutOfMemory;
use kneiphof_wire::{
    Comparison, Direction, Failure, Instruction, QueryView, Subject, Test, TestSubject, ValueRef,
};
use rustc_hash::FxBuildHasher;
use std::hash::Hash;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

/// The rows of the ids that a query names, and the codes of the texts it compares columns with. A snapshot has no
/// dictionary: they are looked up while the lock is held.
#[derive(Debug, Default)]
pub(crate) struct NamedIds<'a> {
    own: HashMap<&'a str, u32, FxBuildHasher>,
    ends: HashMap<&'a str, u32, FxBuildHasher>,
    codes: HashMap<(&'a str, &'a str), u32, FxBuildHasher>,
    /// What declared indexes have for equalities with values, by instruction.
    indexed: Vec<(usize, Vec<RowSet>)>,
    /// Of labels or types, by code.
    indexed_codes: Option<Vec<RowSet>>,
}

impl<'a> NamedIds<'a> {
    pub fn of(graph: &Graph, subject: Subject, query: &QueryView<'a>) -> Result<Self, OutOfMemory> {
        let mut ids = NamedIds::default();
        for (at, instruction) in query.program.iter().enumerate() {
            let Instruction::Test(test) = instruction else { continue };
            if !graph.indexes.is_empty() {
                ids.ask_indexes(graph, subject, at, test)?;
            }
            let equality = matches!(test.comparison, Comparison::Eq | Comparison::Ne | Comparison::In);
            for operand in test.operands().filter(|_| equality) {
                let ValueRef::Text(text) = operand.value() else { continue };
                match (test.subject, subject) {
                    (TestSubject::Id, Subject::Node) => note(&mut ids.own, text, graph.nodes.ids.find(text))?,
                    (TestSubject::Id, Subject::Edge) => note(&mut ids.own, text, graph.look_up_edge(text)?)?,
                    (TestSubject::Source | TestSubject::Target, _) => {
                        note(&mut ids.ends, text, graph.nodes.ids.find(text))?;
                    }
                    (TestSubject::Attribute, _) => {
                        let code = graph.text_code(subject, test.key, text);
                        note(&mut ids.codes, (test.key, text), code)?;
                    }
                    _ => {}
                }
            }
        }
        Ok(ids)
    }

    fn ask_indexes(
        &mut self,
        graph: &Graph,
        subject: Subject,
        at: usize,
        test: &Test<'_>,
    ) -> Result<(), OutOfMemory> {
        let of = match test.subject {
            TestSubject::Attribute => {
                graph.symbols.find(test.key).map(|key| Indexed::Attribute(subject, key))
            }
            TestSubject::Label => Some(Indexed::Labels),
            TestSubject::Type => Some(Indexed::Types),
            _ => None,
        };
        let Some(index) = of.and_then(|of| graph.indexes.get(of)) else { return Ok(()) };
        if test.subject == TestSubject::Attribute {
            if let Some(sets) = sets_of(graph, index, test)? {
                push(&mut self.indexed, (at, sets))?;
            }
        } else if self.indexed_codes.is_none() {
            self.indexed_codes = Some(collected(index.sets().iter().cloned())?);
        }
        Ok(())
    }
}

/// The sets of the values that a test is an equality with; `None` where it is none, or with values that no index holds.
fn sets_of(graph: &Graph, index: &Index, test: &Test<'_>) -> Result<Option<Vec<RowSet>>, OutOfMemory> {
    if !matches!(test.comparison, Comparison::Eq | Comparison::Ne | Comparison::In) {
        return Ok(None);
    }
    let mut numbers = Vec::new();
    for operand in test.operands() {
        let Some(key) = ValueKey::of(operand.value()) else { return Ok(None) };
        if let Some(number) = index.find(key, &graph.hasher) {
            push(&mut numbers, number)?;
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    collected(numbers.iter().filter_map(|number| index.sets().get(*number as usize)).cloned()).map(Some)
}

fn note<K: Eq + Hash>(
    map: &mut HashMap<K, u32, FxBuildHasher>,
    key: K,
    value: Option<u32>,
) -> Result<(), OutOfMemory> {
    let Some(value) = value else { return Ok(()) };
    map.try_reserve(1)
        .map_err(|_| OutOfMemory::System { bytes: 2 * (map.len() + 1) * size_of::<(K, u32)>() })?;
    map.insert(key, value);
    Ok(())
}

pub(crate) struct NodeQueryRows<'a> {
    pub snapshot: &'a Snapshot,
    pub ids: &'a NamedIds<'a>,
}

pub(crate) struct EdgeQueryRows<'a> {
    snapshot: &'a Snapshot,
    ids: &'a NamedIds<'a>,
    /// Bytes of an id that no memory could be had for; 0 while none was refused.
    refused: AtomicUsize,
}

impl<'a> EdgeQueryRows<'a> {
    pub fn new(snapshot: &'a Snapshot, ids: &'a NamedIds<'a>) -> Self {
        EdgeQueryRows { snapshot, ids, refused: AtomicUsize::new(0) }
    }
}

/// What nodes and edges answer alike.
macro_rules! common_rows {
    () => {
        fn len(&self) -> u64 {
            u64::from(self.snapshot.rows(self.subject()))
        }

        fn indexed(&self, instruction: usize) -> Option<&[RowSet]> {
            let of_it = self.ids.indexed.iter().find(|(at, _)| *at == instruction);
            of_it.map(|(_, sets)| sets.as_slice())
        }

        fn indexed_codes(&self) -> Option<&[RowSet]> {
            self.ids.indexed_codes.as_deref()
        }

        fn live(&self, chunk: usize) -> &[u64; CHUNK_WORDS] {
            self.snapshot.live(self.subject(), chunk)
        }

        fn column(&self, key: &str) -> Option<&Column> {
            self.snapshot.column(self.subject(), key)
        }

        fn text_code(&self, key: &str, text: &str) -> Option<u32> {
            self.ids.codes.get(&(key, text)).copied()
        }

        fn columns(&self) -> impl Iterator<Item = &Column> {
            self.snapshot.columns(self.subject())
        }

        fn find(&self, id: &str) -> Option<u32> {
            self.ids.own.get(id).copied()
        }

        fn find_end(&self, id: &str) -> Option<u32> {
            self.ids.ends.get(id).copied()
        }

        fn symbol_text(&self, symbol: u16) -> &str {
            self.snapshot.symbol_name(symbol).unwrap_or_default()
        }

        fn symbol_count(&self) -> usize {
            self.snapshot.symbols.len()
        }

        fn label_set_count(&self) -> usize {
            self.snapshot.label_set_count() as usize
        }

        fn labels(&self, label_set: u32) -> &[u16] {
            self.snapshot.labels_of_set(label_set)
        }

        fn end_id(&self, node: u32) -> &str {
            self.snapshot.node_id(node)
        }
    };
}

impl FilterRows for NodeQueryRows<'_> {
    common_rows!();

    fn subject(&self) -> Subject {
        Subject::Node
    }

    fn id<'s>(&'s self, row: u32, _scratch: &'s mut String) -> &'s str {
        self.snapshot.node_id(row)
    }

    fn label_sets(&self, chunk: usize) -> &[u32] {
        self.snapshot.label_codes(chunk)
    }

    fn degree(&self, row: u32, direction: Direction) -> u64 {
        let out = u64::from(self.snapshot.out_degree(row));
        let incoming = u64::from(self.snapshot.in_degree(row));
        match direction {
            // An undirected graph has one degree, whatever direction is asked for.
            _ if !self.snapshot.is_directed() => out,
            Direction::Out => out,
            Direction::In => incoming,
            Direction::Both => out + incoming,
        }
    }

    fn edge_types(&self, _chunk: usize) -> &[u16] {
        &[]
    }

    fn ends(&self, _end: EdgeEnd, _chunk: usize) -> &[u32] {
        &[]
    }
}

impl FilterRows for EdgeQueryRows<'_> {
    common_rows!();

    fn subject(&self) -> Subject {
        Subject::Edge
    }

    fn id<'s>(&'s self, row: u32, scratch: &'s mut String) -> &'s str {
        let told = self.snapshot.edge_id_in(row, scratch);
        told.inspect_err(|refused| self.refused.store(refused.bytes().max(1), Relaxed)).unwrap_or_default()
    }

    fn outcome(&self) -> Result<(), Failure> {
        match self.refused.load(Relaxed) {
            0 => Ok(()),
            bytes => Err(out_of_memory(OutOfMemory::System { bytes })),
        }
    }

    fn label_sets(&self, _chunk: usize) -> &[u32] {
        &[]
    }

    fn degree(&self, _row: u32, _direction: Direction) -> u64 {
        0
    }

    fn edge_types(&self, chunk: usize) -> &[u16] {
        self.snapshot.edge_types(chunk)
    }

    fn ends(&self, end: EdgeEnd, chunk: usize) -> &[u32] {
        match end {
            EdgeEnd::Source => self.snapshot.edge_sources(chunk),
            EdgeEnd::Target => self.snapshot.edge_targets(chunk),
        }
    }
}
