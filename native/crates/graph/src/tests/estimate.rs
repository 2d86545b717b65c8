use super::fixture::{Plain, directed};
use crate::{ColumnShape, Control, GraphShape, MemoryEstimate, SharedGraph, estimate_memory};
use kneiphof_wire::{BatchBuilder, ColumnValues, Operation, Role, SectionBuilder, Subject, Tag};

const BESIDE_BYTES: u64 = 2_000;
const NODE: Subject = Subject::Node;

/// Loads a graph in batches and says what it is like.
struct Load {
    graph: SharedGraph,
    shape: GraphShape,
    columns: Vec<ColumnShape>,
}

fn texts(count: usize, text: impl Fn(usize) -> String) -> (ColumnValues, u64, u64) {
    let all: Vec<String> = (0..count).map(text).collect();
    let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
    let bytes = distinct.iter().map(|text| text.len() as u64).sum();
    (ColumnValues::texts(all.iter().cloned()), distinct.len() as u64, bytes)
}

impl Load {
    fn nodes(count: usize, attributes: bool) -> Load {
        let graph = directed();
        let id = |at: usize| format!("node {at}");
        let (ids, _, node_id_bytes) = texts(count, id);
        let mut section = SectionBuilder::new(NODE, Operation::Add, count).column(Role::Id, ids);
        let mut columns = Vec::new();
        let mut told = |tag, values, distinct, bytes| {
            columns.push(ColumnShape { subject: NODE, tag, values, distinct, bytes });
        };
        let rows = count as u64;
        if attributes {
            let (cities, distinct, bytes) = texts(count, |at| format!("city {}", at % 700));
            section = section.attribute("city", cities);
            told(Tag::Text, rows, distinct, bytes);
            let (names, distinct, bytes) = texts(count, |at| format!("the name of {at}"));
            section = section.attribute("name", names);
            told(Tag::Text, rows, distinct, bytes);
            let half = (0..count).map(|at| (at % 2 == 0).then_some(at as f64));
            section = section.attribute("x", ColumnValues::floats(half));
            told(Tag::Float, rows.div_ceil(2), 0, 0);
            let flags = (0..count).map(|at| Some(at % 3 == 0)).collect();
            section = section.attribute("is", ColumnValues::Boolean(flags));
            told(Tag::Boolean, rows, 0, 0);
        }
        graph.batch(BatchBuilder::new().section(section)).unwrap();
        let shape = GraphShape { directed: true, nodes: rows, node_id_bytes, ..GraphShape::default() };
        Load { graph, shape, columns }
    }

    /// Edges from and to the nodes that a function tells.
    fn edges(mut self, count: usize, weights: bool, ends: impl Fn(usize) -> (usize, usize)) -> Load {
        let id = |at: usize| format!("node {at}");
        // Parallel edges need types of their own.
        let kinds = (0..count).map(|at| Some(format!("T{}", at % 7))).collect();
        let mut section = SectionBuilder::new(Subject::Edge, Operation::Upsert, count)
            .column(Role::Source, ColumnValues::texts((0..count).map(|at| id(ends(at).0))))
            .column(Role::Target, ColumnValues::texts((0..count).map(|at| id(ends(at).1))))
            .column(Role::Type, ColumnValues::Dictionary(kinds));
        if weights {
            section = section.attribute("w", ColumnValues::floats((0..count).map(|at| Some(at as f64))));
        }
        self.graph.batch(BatchBuilder::new().section(section)).unwrap();
        let edges = self.graph.counts().edges;
        self.shape = GraphShape { edges, has_types: true, ..self.shape };
        if weights {
            let (subject, tag) = (Subject::Edge, Tag::Float);
            self.columns.push(ColumnShape { subject, tag, values: edges, distinct: 0, bytes: 0 });
        }
        self
    }

    /// What the shrunk graph counts, and what was estimated.
    fn measured(&self) -> (u64, MemoryEstimate) {
        self.graph.shrink(&Control::default()).unwrap();
        (self.graph.counts().bytes, estimate_memory(&self.shape, &self.columns))
    }

    /// Holds the counted memory within the range, and the likely figure within so many per cent of it. What every graph has beside its
    /// rows is left out.
    fn check(&self, what: &str, percent: u64) -> Vec<String> {
        let (counted, estimate) = self.measured();
        let is_in_range = (estimate.least_bytes..=estimate.most_bytes).contains(&counted);
        let is_near = estimate.likely_bytes.abs_diff(counted) <= counted * percent / 100 + BESIDE_BYTES;
        let parts: Vec<_> = self.graph.memory().unwrap().into_iter().filter(|part| part.bytes > 0).collect();
        let told = || format!("{what}: {counted} of {estimate:?} {parts:#?}");
        if is_in_range && is_near { Vec::new() } else { vec![told()] }
    }
}

/// A number that looks random.
fn mixed(at: usize) -> usize {
    let word = (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (word ^ word >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) as usize >> 8
}

/// Some ends have many edges, most have few.
fn skewed(at: usize, nodes: usize) -> usize {
    let share = (mixed(at) % 10_000) as f64 / 10_000.0;
    (share.powi(3) * nodes as f64) as usize
}

#[test]
fn the_estimate_holds_for_nodes_with_and_without_attributes_at_every_size() {
    let mut wrong = Vec::new();
    for count in [1, 100, 3_000, 40_000, 150_000] {
        wrong.extend(Load::nodes(count, false).check(&format!("{count} nodes"), 15));
        wrong.extend(Load::nodes(count, true).check(&format!("{count} nodes with attributes"), 15));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_estimate_holds_however_the_edges_spread() {
    let mut wrong = Vec::new();
    for nodes in [2_000, 40_000] {
        let random = |at| (mixed(at) % nodes, mixed(at + 7_777_777) % nodes);
        let social = |at| (skewed(at, nodes), mixed(skewed(at + 7_777_777, nodes)) % nodes);
        let even = |at| (at % nodes, (at * 7 + at / nodes) % nodes);
        for (name, ends) in
            [("random", &random as &dyn Fn(usize) -> (usize, usize)), ("social", &social), ("even", &even)]
        {
            for per_node in [1, 5, 12] {
                let load = Load::nodes(nodes, per_node == 5).edges(per_node * nodes, per_node != 1, ends);
                // Where every node has one edge, none needs a block.
                let percent = if (name, per_node) == ("even", 1) { 30 } else { 15 };
                wrong.extend(load.check(&format!("{nodes} nodes, {per_node} edges each, {name}"), percent));
            }
        }
        let star = Load::nodes(nodes, false).edges(nodes, false, |at| (0, at));
        wrong.extend(star.check(&format!("a star of {nodes}"), 30));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_shape_makes_the_estimate_overflow() {
    let shape = GraphShape {
        directed: false,
        nodes: (1 << 31) - 1,
        node_id_bytes: 1 << 34,
        edges: (1 << 31) - 1,
        edge_ids: 5,
        edge_id_bytes: 1 << 30,
        has_labels: true,
        has_types: true,
    };
    let (subject, tag) = (NODE, Tag::Text);
    let column = ColumnShape { subject, tag, values: u64::MAX, distinct: u64::MAX, bytes: u64::MAX };
    let told = estimate_memory(&shape, &[column, ColumnShape { distinct: 0, ..column }]);
    assert!(told.least_bytes <= told.likely_bytes && told.likely_bytes <= told.most_bytes);
    assert!(estimate_memory(&GraphShape::default(), &[]).most_bytes < 100_000);
}
