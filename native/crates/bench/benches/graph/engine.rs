//! The engine, called as the C ABI calls it: with rows and batches in their encodings.

use crate::peer::Peer;
use kneiphof_bench::{BenchGraph, STATUSES_OF_NODES};
use kneiphof_graph::{
    Asked, EdgeDirection, Environment, Follow, GraphOptions, NeighborOrder, NeighborQuery, SharedGraph,
};
use kneiphof_wire::{
    BatchBuilder, BatchView, ColumnValues, Comparison, EdgeHead, NESTING_MAX, NodeHead, Operation,
    QueryBuilder, QueryView, Role, RowUse, RowView, RowWriter, SectionBuilder, Subject, Value, ValueRef,
};
use std::cell::RefCell;
use std::hint::black_box;

/// Rows that cross together: enough that a batch costs nothing of its own, few enough to stay in a cache.
const ROWS_OF_A_BATCH: usize = 16_384;

pub struct Engine {
    pub graph: SharedGraph,
    pub value: u16,
    status: u16,
    weight: u16,
    row: Vec<u8>,
    writer: RowWriter,
    /// What the caller of the C ABI brings along: room for the answer.
    numbers: RefCell<Vec<u64>>,
}

pub fn open() -> SharedGraph {
    let options = GraphOptions { seed: Some(1), ..GraphOptions::default() };
    SharedGraph::open(options, Environment::standard(u64::MAX)).expect("an empty graph opens")
}

/// The graph as batches: nodes first, then edges, whose ends are texts.
pub fn encode(graph: &BenchGraph) -> Vec<Vec<u8>> {
    let ids = |ends: &[u32]| ColumnValues::texts(texts_of(graph, ends));
    let mut batches = nodes(graph);
    batches.extend(edges(graph, ROWS_OF_A_BATCH, ids));
    batches
}

/// The same with the ends of all edges as places in lists of ids, as whoever holds columns has them.
pub fn encode_places(graph: &BenchGraph) -> Vec<Vec<u8>> {
    let places = |ends: &[u32]| ColumnValues::Dictionary(texts_of(graph, ends).map(Some).collect());
    let mut batches = nodes(graph);
    batches.extend(edges(graph, graph.edges(), places));
    batches
}

fn texts_of<'a>(graph: &'a BenchGraph, ends: &'a [u32]) -> impl Iterator<Item = String> + 'a {
    ends.iter().map(|node| graph.ids[*node as usize].clone())
}

fn nodes(graph: &BenchGraph) -> Vec<Vec<u8>> {
    let batch = |first: usize| {
        let rows = first..graph.nodes().min(first + ROWS_OF_A_BATCH);
        let statuses = rows.clone().map(|node| Some(graph.status(node).to_owned())).collect();
        let section = SectionBuilder::new(Subject::Node, Operation::Add, rows.len())
            .column(Role::Id, ColumnValues::texts(graph.ids[rows.clone()].iter().cloned()))
            .attribute("value", ColumnValues::floats(graph.values[rows].iter().copied().map(Some)))
            .attribute("status", ColumnValues::Dictionary(statuses));
        BatchBuilder::new().section(section).build()
    };
    (0..graph.nodes()).step_by(ROWS_OF_A_BATCH).map(batch).collect()
}

fn edges(graph: &BenchGraph, rows: usize, ids: impl Fn(&[u32]) -> ColumnValues) -> Vec<Vec<u8>> {
    let batch = |first: usize| {
        let rows = first..graph.edges().min(first + rows);
        let section = SectionBuilder::new(Subject::Edge, Operation::Add, rows.len())
            .column(Role::Source, ids(&graph.sources[rows.clone()]))
            .column(Role::Target, ids(&graph.targets[rows.clone()]))
            .attribute("weight", ColumnValues::floats(graph.weights[rows].iter().copied().map(Some)));
        BatchBuilder::new().section(section).build()
    };
    (0..graph.edges()).step_by(rows).map(batch).collect()
}

pub fn apply(graph: &SharedGraph, batches: &[Vec<u8>]) {
    for batch in batches {
        let batch = BatchView::parse(batch, NESTING_MAX).expect("the batch is well formed");
        graph.apply(&batch, &mut Vec::new(), None).expect("every row is new");
    }
}

/// `value > 50 and status == "active"`, at most so many numbers on the page.
pub fn query(limit: u32) -> Vec<u8> {
    QueryBuilder::new(limit)
        .attribute("value", Comparison::Gt, &[Value::Float(50.0)])
        .attribute("status", Comparison::Eq, &[Value::Text(STATUSES_OF_NODES[0].to_owned())])
        .and(2)
        .build()
}

pub fn neighbors_of(id: &str) -> NeighborQuery<'_> {
    NeighborQuery {
        id,
        direction: Some(EdgeDirection::Out),
        type_symbol: None,
        order: NeighborOrder::Arrival,
        skip: 0,
        limit: u64::MAX,
    }
}

pub const OUTGOING: Follow = Follow { direction: Some(EdgeDirection::Out), type_symbol: None };

impl Peer for Engine {
    const NAME: &'static str = "engine";

    fn empty() -> Self {
        let graph = open();
        let [value, status, weight] =
            ["value", "status", "weight"].map(|key| graph.intern(key).expect("a key") as u16);
        Engine {
            graph,
            value,
            status,
            weight,
            row: Vec::new(),
            writer: RowWriter::new(),
            numbers: RefCell::default(),
        }
    }

    fn add_node(&mut self, id: &str, value: f64, status: &str) {
        self.row.clear();
        self.writer.slot(self.value, ValueRef::Float(value));
        self.writer.slot(self.status, ValueRef::Text(status));
        self.writer.finish_node(&NodeHead { id, ..NodeHead::default() }, &mut self.row);
        let row = RowView::parse(&self.row, Subject::Node, RowUse::Write, NESTING_MAX).expect("well formed");
        self.graph.add_node(&row).expect("a new node");
    }

    fn add_edge(&mut self, source: &str, target: &str, weight: f64) {
        self.row.clear();
        self.writer.slot(self.weight, ValueRef::Float(weight));
        self.writer.finish_edge(&EdgeHead { source, target, ..EdgeHead::default() }, &mut self.row);
        let row = RowView::parse(&self.row, Subject::Edge, RowUse::Write, NESTING_MAX).expect("well formed");
        self.graph.add_edge(&row).expect("a new edge");
    }

    fn value(&self, id: &str) -> f64 {
        let mut row = Vec::new();
        self.graph.get_node(id, &mut row).expect("the node is there");
        let row = RowView::parse(&row, Subject::Node, RowUse::Answer, NESTING_MAX).expect("well formed");
        let value = row.slots().find(|(key, _)| *key == self.value);
        match value {
            Some((_, ValueRef::Float(value))) => value,
            _ => f64::NAN,
        }
    }

    fn filter(&self) -> usize {
        let query = query(u32::MAX);
        let query = QueryView::parse(&query).expect("well formed");
        let mut numbers = self.numbers.borrow_mut();
        // Once, before anything is measured.
        numbers.resize(self.graph.node_count() as usize, 0);
        let room = numbers.as_mut_slice();
        let head = self.graph.query_into(Subject::Node, &query, None, move |count| Ok(&mut room[..count]));
        black_box(&numbers[..head.expect("a query").count as usize]).len()
    }

    fn one_hop(&self, id: &str) -> usize {
        black_box(self.graph.neighbors(&neighbors_of(id), None).expect("the node is there").neighbors).len()
    }

    fn two_hops(&self, id: &str) -> usize {
        let found = self.graph.neighborhood(&Asked::Ids(&[id]), 2, OUTGOING, usize::MAX);
        black_box(found.expect("the node is there").numbers).len()
    }
}
