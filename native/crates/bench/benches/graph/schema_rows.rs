//! Single calls as rows of schemas. A row is encoded once; then what differs is put where it stands, as a caller of the C ABI does it.
//!
//! ```text
//! node     | head 32 | valid | value | status |                  id 13 | 0 0 0
//! edge     | head 40 | valid | weight |           source 13 | target 13 | 0 …
//! by number                                        source 8 | target 8
//! ```

use crate::engine::open;
use kneiphof_bench::{BenchGraph, STATUSES_OF_NODES};
use kneiphof_graph::{SharedGraph, TextCode};
use kneiphof_wire::{
    EndNames, Operation, SchemaRowEnds, SchemaRowHead, SchemaRowView, SchemaValue, SchemaView, Subject, Tag,
    ValueRef, encode_schema, encode_schema_row,
};

const ID_BYTES: usize = 13;
const VALUE_AT: usize = 40;
const ID_AT: usize = 56;
const WEIGHT_AT: usize = 48;
const ENDS_AT: usize = 56;

/// A graph whose nodes and edges come as rows of schemas.
pub struct SchemaRows {
    pub graph: SharedGraph,
    of_nodes: u32,
    /// By status; `None` while its text has no code.
    nodes: [Option<Vec<u8>>; STATUSES_OF_NODES.len()],
    edge: Vec<u8>,
    edge_by_number: Vec<u8>,
}

const NUMBER: SchemaValue<'_> = SchemaValue::Value(ValueRef::Float(0.0));

impl SchemaRows {
    pub fn empty() -> Self {
        let graph = open();
        let schema = |subject, fields: &[(&str, Tag)]| {
            let key = |(name, tag): &(&str, Tag)| (graph.intern(name).expect("a key") as u16, *tag);
            let fields: Vec<_> = fields.iter().map(key).collect();
            let mut bytes = Vec::new();
            encode_schema(subject, &fields, &mut bytes);
            graph.register_schema(&SchemaView::parse(&bytes).expect("well formed")).expect("a schema")
        };
        let of_nodes = schema(Subject::Node, &[("value", Tag::Float), ("status", Tag::Text)]);
        let of_edges = schema(Subject::Edge, &[("weight", Tag::Float)]);
        let id = "-".repeat(ID_BYTES);
        let edge = |names| {
            let ends = Some(SchemaRowEnds { names, type_symbol: None });
            encoded(&SchemaRowHead { schema: of_edges, ends, ..SchemaRowHead::default() }, &[NUMBER])
        };
        let (edge, edge_by_number) = (edge(EndNames::Ids([&id; 2])), edge(EndNames::Numbers([0; 2])));
        SchemaRows { graph, of_nodes, nodes: Default::default(), edge, edge_by_number }
    }

    /// Answers the number of the node.
    fn add_node(&mut self, graph: &BenchGraph, node: usize) -> u64 {
        let Some(row) = &mut self.nodes[usize::from(graph.statuses[node])] else {
            return self.add_first_node(graph, node);
        };
        row[VALUE_AT..][..8].copy_from_slice(&graph.values[node].to_le_bytes());
        row[ID_AT..][..ID_BYTES].copy_from_slice(graph.ids[node].as_bytes());
        put(&self.graph, row)
    }

    /// Adds the first node of a status, whose text gets its code so.
    fn add_first_node(&mut self, graph: &BenchGraph, node: usize) -> u64 {
        let head = SchemaRowHead { schema: self.of_nodes, id: &graph.ids[node], ..SchemaRowHead::default() };
        let value = SchemaValue::Value(ValueRef::Float(graph.values[node]));
        let text = SchemaValue::Value(ValueRef::Text(graph.status(node)));
        let number = put(&self.graph, &encoded(&head, &[value, text]));
        let code = self.graph.text_code(self.of_nodes, 1, graph.status(node)).expect("a schema");
        let TextCode::Code { generation, code } = code else { panic!("a text of two has a code") };
        let row = encoded(&SchemaRowHead { generation, ..head }, &[NUMBER, SchemaValue::Code(code)]);
        self.nodes[usize::from(graph.statuses[node])] = Some(row);
        number
    }

    /// Adds all nodes; answers their numbers.
    pub fn add_nodes(&mut self, graph: &BenchGraph) -> Vec<u64> {
        (0..graph.nodes()).map(|node| self.add_node(graph, node)).collect()
    }

    pub fn add_edges(&mut self, graph: &BenchGraph) {
        for edge in 0..graph.edges() {
            let ends = [graph.sources[edge], graph.targets[edge]];
            self.edge[WEIGHT_AT..][..8].copy_from_slice(&graph.weights[edge].to_le_bytes());
            for (end, id) in ends.into_iter().zip(self.edge[ENDS_AT..].chunks_exact_mut(ID_BYTES)) {
                id.copy_from_slice(graph.ids[end as usize].as_bytes());
            }
            put(&self.graph, &self.edge);
        }
    }

    pub fn add_edges_by_number(&mut self, graph: &BenchGraph, numbers: &[u64]) {
        for edge in 0..graph.edges() {
            let ends = [graph.sources[edge], graph.targets[edge]];
            self.edge_by_number[WEIGHT_AT..][..8].copy_from_slice(&graph.weights[edge].to_le_bytes());
            for (end, number) in ends.into_iter().zip(self.edge_by_number[ENDS_AT..].chunks_exact_mut(8)) {
                number.copy_from_slice(&numbers[end as usize].to_le_bytes());
            }
            put(&self.graph, &self.edge_by_number);
        }
    }
}

fn encoded(head: &SchemaRowHead<'_>, values: &[SchemaValue<'_>]) -> Vec<u8> {
    let mut row = Vec::new();
    encode_schema_row(head, values, &mut row);
    row
}

fn put(graph: &SharedGraph, row: &[u8]) -> u64 {
    let row = SchemaRowView::parse(row).expect("well formed");
    graph.put_row_of_schema(Operation::Add, &row).expect("it is new").number
}
