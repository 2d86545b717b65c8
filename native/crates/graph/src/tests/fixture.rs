//! Writes and reads a graph in plain values.

use crate::{Applied, Environment, GraphOptions, RowError, SharedGraph, Written};
use kneiphof_wire::{
    BatchBuilder, BatchView, ColumnValues, EdgeHead, Failure, NodeHead, Operation, Packed, Role, RowUse,
    RowView, RowWriter, SectionBuilder, Status, Subject, Value, ValueRef,
};

pub type Attributes = Vec<(String, Option<Value>)>;

/// A node to write; the value `None` removes the attribute in a merge.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Node {
    pub id: String,
    pub labels: Vec<String>,
    pub attributes: Attributes,
    pub replace_labels: bool,
    pub version: u64,
}

/// An edge to write.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Edge {
    pub id: Option<String>,
    pub source: String,
    pub target: String,
    pub kind: Option<String>,
    pub attributes: Attributes,
    pub version: u64,
}

pub fn node(id: &str) -> Node {
    Node { id: id.to_owned(), ..Node::default() }
}

pub fn edge(source: &str, target: &str) -> Edge {
    Edge { source: source.to_owned(), target: target.to_owned(), ..Edge::default() }
}

impl Node {
    pub fn label(mut self, label: &str) -> Self {
        self.labels.push(label.to_owned());
        self
    }

    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.attributes.push((key.to_owned(), Some(value.into())));
        self
    }

    pub fn without(mut self, key: &str) -> Self {
        self.attributes.push((key.to_owned(), None));
        self
    }
}

impl Edge {
    pub fn id(mut self, id: &str) -> Self {
        self.id = Some(id.to_owned());
        self
    }

    pub fn kind(mut self, kind: &str) -> Self {
        self.kind = Some(kind.to_owned());
        self
    }

    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.attributes.push((key.to_owned(), Some(value.into())));
        self
    }
}

/// A node as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredNode {
    pub id: String,
    pub labels: Vec<String>,
    pub attributes: Vec<(String, Value)>,
    pub out_degree: u32,
    pub in_degree: u32,
    pub number: u64,
    pub version: u64,
}

/// An edge as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEdge {
    pub id: Option<String>,
    pub source: String,
    pub target: String,
    pub kind: Option<String>,
    pub attributes: Vec<(String, Value)>,
    pub number: u64,
    pub version: u64,
}

pub fn directed() -> SharedGraph {
    open(GraphOptions { seed: Some(7), ..GraphOptions::default() })
}

pub fn undirected() -> SharedGraph {
    open(GraphOptions { seed: Some(7), directed: false, ..GraphOptions::default() })
}

pub fn open(options: GraphOptions) -> SharedGraph {
    let environment = Environment::standard(options.quota_bytes);
    SharedGraph::open(options, environment).unwrap()
}

pub fn value_of(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Text(text) => Value::Text(text.to_owned()),
        ValueRef::Bytes(bytes) => Value::Bytes(bytes.to_owned()),
        ValueRef::List(packed) | ValueRef::Map(packed) => packed.to_value(),
        ValueRef::Boolean(bit) => Value::Boolean(bit),
        ValueRef::Integer(word) => Value::Integer(word),
        ValueRef::Float(word) => Value::Float(word),
        ValueRef::Instant(word) => Value::Instant(word),
        ValueRef::Opaque(word) => Value::Opaque(word),
        ValueRef::Null | ValueRef::Absent => Value::Null,
    }
}

/// The calls of a shared graph in plain values.
pub trait Plain {
    fn shared(&self) -> &SharedGraph;

    fn slots(&self, attributes: &Attributes, writer: &mut RowWriter) -> Result<(), Failure> {
        for (key, value) in attributes {
            let key = self.shared().intern(key)? as u16;
            let packed = value.as_ref().map(Value::to_packed);
            writer.slot(
                key,
                packed.as_ref().map_or(ValueRef::Absent, |packed| Packed::trusted(packed).value()),
            );
        }
        Ok(())
    }

    fn node_row(&self, node: &Node) -> Result<Vec<u8>, Failure> {
        let labels: Result<Vec<u16>, Failure> =
            node.labels.iter().map(|label| self.shared().intern(label).map(|symbol| symbol as u16)).collect();
        let mut writer = RowWriter::new();
        self.slots(&node.attributes, &mut writer)?;
        let mut row = Vec::new();
        let head = NodeHead {
            id: &node.id,
            labels: &labels?,
            replace_labels: node.replace_labels,
            version: node.version,
            ..NodeHead::default()
        };
        writer.finish_node(&head, &mut row);
        Ok(row)
    }

    fn put_node(&self, operation: Operation, node: &Node) -> Result<Written, Failure> {
        let row = self.node_row(node)?;
        let row_use = if operation == Operation::Merge { RowUse::Merge } else { RowUse::Write };
        let view = RowView::parse(&row, Subject::Node, row_use, 32)?;
        match operation {
            Operation::Add => self.shared().add_node(&view),
            Operation::Upsert => self.shared().upsert_node(&view),
            _ => self.shared().merge_node(&view),
        }
    }

    fn edge_row(&self, edge: &Edge) -> Result<Vec<u8>, Failure> {
        let type_symbol = match &edge.kind {
            Some(kind) => Some(self.shared().intern(kind)? as u16),
            None => None,
        };
        let mut writer = RowWriter::new();
        self.slots(&edge.attributes, &mut writer)?;
        let mut row = Vec::new();
        let head = EdgeHead {
            id: edge.id.as_deref().unwrap_or_default(),
            source: &edge.source,
            target: &edge.target,
            type_symbol,
            version: edge.version,
            ..EdgeHead::default()
        };
        writer.finish_edge(&head, &mut row);
        Ok(row)
    }

    fn put_edge(&self, operation: Operation, edge: &Edge) -> Result<Written, Failure> {
        let row = self.edge_row(edge)?;
        let row_use = if operation == Operation::Merge { RowUse::Merge } else { RowUse::Write };
        let view = RowView::parse(&row, Subject::Edge, row_use, 32)?;
        match operation {
            Operation::Add => self.shared().add_edge(&view),
            Operation::Upsert => self.shared().upsert_edge(&view),
            _ => self.shared().merge_edge(&view),
        }
    }

    fn add(&self, node: Node) -> Result<Written, Failure> {
        self.put_node(Operation::Add, &node)
    }

    fn upsert(&self, node: Node) -> Result<Written, Failure> {
        self.put_node(Operation::Upsert, &node)
    }

    fn merge(&self, node: Node) -> Result<Written, Failure> {
        self.put_node(Operation::Merge, &node)
    }

    fn join(&self, edge: Edge) -> Result<Written, Failure> {
        self.put_edge(Operation::Add, &edge)
    }

    fn names(&self) -> Vec<String> {
        let mut packed = Vec::new();
        self.shared().symbols(0, &mut packed).unwrap();
        let Value::List(names) = Packed::trusted(&packed).to_value() else { panic!("a list") };
        names
            .into_iter()
            .map(|name| if let Value::Text(name) = name { name } else { panic!("a text") })
            .collect()
    }

    fn node(&self, id: &str) -> Option<StoredNode> {
        let mut row = Vec::new();
        match self.shared().get_node(id, &mut row) {
            Err(failure) if failure.status == Status::NodeNotFound => return None,
            outcome => outcome.unwrap(),
        }
        let view = RowView::parse(&row, Subject::Node, RowUse::Answer, 256).unwrap();
        let names = self.names();
        Some(StoredNode {
            id: view.id().to_owned(),
            labels: view.labels().map(|label| names[usize::from(label)].clone()).collect(),
            attributes: view
                .slots()
                .map(|(key, value)| (names[usize::from(key)].clone(), value_of(value)))
                .collect(),
            out_degree: view.out_degree(),
            in_degree: view.in_degree(),
            number: view.number(),
            version: view.version(),
        })
    }

    fn edge(&self, id: &str) -> Option<StoredEdge> {
        let mut row = Vec::new();
        match self.shared().get_edge(id, &mut row) {
            Err(failure) if failure.status == Status::EdgeNotFound => return None,
            outcome => outcome.unwrap(),
        }
        let view = RowView::parse(&row, Subject::Edge, RowUse::Answer, 256).unwrap();
        let names = self.names();
        Some(StoredEdge {
            id: view.explicit_id().map(str::to_owned),
            source: view.source().to_owned(),
            target: view.target().to_owned(),
            kind: view.type_symbol().map(|symbol| names[usize::from(symbol)].clone()),
            attributes: view
                .slots()
                .map(|(key, value)| (names[usize::from(key)].clone(), value_of(value)))
                .collect(),
            number: view.number(),
            version: view.version(),
        })
    }

    fn batch(&self, batch: BatchBuilder) -> Result<(Applied, Vec<RowError>), Failure> {
        let bytes = batch.build();
        let mut errors = Vec::new();
        let applied = self.shared().apply(&BatchView::parse(&bytes, 32)?, &mut errors, None)?;
        Ok((applied, errors))
    }

    fn description(&self) -> Value {
        let mut packed = Vec::new();
        self.shared().describe(&mut packed).unwrap();
        Packed::parse(&packed, 32).unwrap().to_value()
    }
}

impl Plain for SharedGraph {
    fn shared(&self) -> &SharedGraph {
        self
    }
}

/// The entry of a map.
pub fn entry<'a>(map: &'a Value, key: &str) -> &'a Value {
    let Value::Map(entries) = map else { panic!("a map") };
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value).unwrap()
}

/// Attributes of the rows as columns, keys in the order of their first row.
fn with_attributes(mut section: SectionBuilder, rows: &[&Attributes]) -> SectionBuilder {
    let mut keys: Vec<&str> = Vec::new();
    for (key, _) in rows.iter().copied().flatten() {
        if !keys.contains(&key.as_str()) {
            keys.push(key);
        }
    }
    for key in keys {
        let value =
            |row: &&Attributes| row.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.clone());
        section = section.attribute(key, ColumnValues::Value(rows.iter().map(value).collect()));
    }
    section
}

pub fn node_section(operation: Operation, nodes: &[Node]) -> SectionBuilder {
    let mut section = SectionBuilder::new(Subject::Node, operation, nodes.len())
        .column(Role::Id, ColumnValues::texts(nodes.iter().map(|node| node.id.clone())));
    if nodes.iter().any(|node| !node.labels.is_empty()) {
        let labels = nodes.iter().map(|node| (!node.labels.is_empty()).then(|| node.labels.join("\u{1f}")));
        section = section.column(Role::Labels, ColumnValues::Dictionary(labels.collect()));
    }
    with_attributes(section, &nodes.iter().map(|node| &node.attributes).collect::<Vec<_>>())
}

pub fn edge_section(operation: Operation, edges: &[Edge]) -> SectionBuilder {
    let mut section = SectionBuilder::new(Subject::Edge, operation, edges.len())
        .column(Role::Source, ColumnValues::texts(edges.iter().map(|edge| edge.source.clone())))
        .column(Role::Target, ColumnValues::texts(edges.iter().map(|edge| edge.target.clone())));
    if edges.iter().any(|edge| edge.id.is_some()) {
        section =
            section.column(Role::Id, ColumnValues::Text(edges.iter().map(|edge| edge.id.clone()).collect()));
    }
    if edges.iter().any(|edge| edge.kind.is_some()) {
        let kinds = edges.iter().map(|edge| edge.kind.clone()).collect();
        section = section.column(Role::Type, ColumnValues::Dictionary(kinds));
    }
    with_attributes(section, &edges.iter().map(|edge| &edge.attributes).collect::<Vec<_>>())
}

pub fn removal(subject: Subject, ids: &[&str]) -> SectionBuilder {
    SectionBuilder::new(subject, Operation::Remove, ids.len())
        .column(Role::Id, ColumnValues::texts(ids.iter().copied()))
}
