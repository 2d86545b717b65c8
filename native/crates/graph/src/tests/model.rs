//! A graph as plainly as it can be written: the oracle of the engine.

use super::fixture::{Attributes, Edge, Node};
use crate::store::derived::shown_id;
use kneiphof_wire::{Operation, Status, Value};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub struct Model {
    pub directed: bool,
    /// In order of arrival.
    pub nodes: Vec<ModelNode>,
    pub edges: Vec<ModelEdge>,
    /// Keys in the order in which they were first written.
    pub keys: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ModelNode {
    pub id: String,
    pub labels: Vec<String>,
    pub attributes: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ModelEdge {
    pub id: Option<String>,
    pub source: String,
    pub target: String,
    pub kind: Option<String>,
    pub attributes: BTreeMap<String, Value>,
}

impl ModelEdge {
    pub fn derived(&self) -> String {
        shown_id(&self.source, self.kind.as_deref(), &self.target)
    }

    pub fn turned(&self) -> String {
        shown_id(&self.target, self.kind.as_deref(), &self.source)
    }

    pub fn effective_id(&self) -> String {
        self.id.clone().unwrap_or_else(|| self.derived())
    }
}

fn once(labels: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for label in labels {
        if !once.contains(label) {
            once.push(label.clone());
        }
    }
    once
}

impl Model {
    fn write(&mut self, attributes: &mut BTreeMap<String, Value>, operation: Operation, given: &Attributes) {
        if operation != Operation::Merge {
            attributes.clear();
        }
        for (key, value) in given {
            match value {
                None => {
                    attributes.remove(key);
                }
                Some(value) => {
                    if !self.keys.contains(key) {
                        self.keys.push(key.clone());
                    }
                    attributes.insert(key.clone(), value.clone());
                }
            }
        }
    }

    /// Whether the node was created.
    pub fn put_node(&mut self, operation: Operation, node: &Node) -> Result<bool, Status> {
        let labels = once(&node.labels);
        if let Some(at) = self.nodes.iter().position(|known| known.id == node.id) {
            if operation == Operation::Add {
                return Err(Status::NodeAlreadyExists);
            }
            let mut attributes = self.nodes[at].attributes.clone();
            self.write(&mut attributes, operation, &node.attributes);
            let known = &mut self.nodes[at];
            known.attributes = attributes;
            if operation == Operation::Merge && !node.replace_labels {
                known.labels.extend(labels);
                known.labels = once(&known.labels);
            } else {
                known.labels = labels;
            }
            return Ok(false);
        }
        if node.id.is_empty() {
            return Err(Status::InvalidArgument);
        }
        let mut attributes = BTreeMap::new();
        self.write(&mut attributes, operation, &node.attributes);
        self.nodes.push(ModelNode { id: node.id.clone(), labels, attributes });
        Ok(true)
    }

    pub fn remove_node(&mut self, id: &str) -> Result<usize, Status> {
        let at = self.nodes.iter().position(|node| node.id == id).ok_or(Status::NodeNotFound)?;
        self.nodes.remove(at);
        let before = self.edges.len();
        self.edges.retain(|edge| edge.source != id && edge.target != id);
        Ok(before - self.edges.len())
    }

    pub fn find_edge(&self, id: &str) -> Option<usize> {
        let explicit = self.edges.iter().position(|edge| edge.id.as_deref() == Some(id));
        let derived = |edge: &ModelEdge| {
            edge.id.is_none() && (edge.derived() == id || !self.directed && edge.turned() == id)
        };
        explicit.or_else(|| self.edges.iter().position(derived))
    }

    pub fn put_edge(&mut self, operation: Operation, edge: &Edge) -> Result<bool, Status> {
        for (end, missing) in [(&edge.source, Status::SourceNotFound), (&edge.target, Status::TargetNotFound)]
        {
            if !self.nodes.iter().any(|node| node.id == *end) {
                return Err(if end.is_empty() { Status::InvalidArgument } else { missing });
            }
        }
        let mut wanted = ModelEdge {
            id: edge.id.clone(),
            source: edge.source.clone(),
            target: edge.target.clone(),
            kind: edge.kind.clone(),
            attributes: BTreeMap::new(),
        };
        let (derived, turned) = (wanted.derived(), wanted.turned());
        let is_own = |id: &String| *id == derived || !self.directed && *id == turned;
        wanted.id = wanted.id.filter(|id| !is_own(id));
        let existing = match &wanted.id {
            Some(id) => self.find_edge(id),
            None => self
                .find_edge(&derived)
                .or_else(|| if self.directed { None } else { self.find_edge(&turned) }),
        };
        let Some(at) = existing else {
            self.write(&mut wanted.attributes, operation, &edge.attributes);
            self.edges.push(wanted);
            return Ok(true);
        };
        if operation == Operation::Add {
            return Err(Status::EdgeAlreadyExists);
        }
        let known = &self.edges[at];
        let same = (&known.source, &known.target) == (&wanted.source, &wanted.target);
        let turned = (&known.source, &known.target) == (&wanted.target, &wanted.source) && !self.directed;
        if known.kind != wanted.kind || !(same || turned) {
            return Err(Status::InvalidArgument);
        }
        let mut attributes = known.attributes.clone();
        self.write(&mut attributes, operation, &edge.attributes);
        self.edges[at].attributes = attributes;
        Ok(false)
    }

    pub fn remove_edge(&mut self, id: &str) -> Result<(), Status> {
        let at = self.find_edge(id).ok_or(Status::EdgeNotFound)?;
        self.edges.remove(at);
        Ok(())
    }

    /// Out-degree and in-degree; undirected the degree, in which a self-loop counts twice, and 0.
    pub fn degrees(&self, id: &str) -> (u32, u32) {
        let out = self.edges.iter().filter(|edge| edge.source == id).count() as u32;
        let incoming = self.edges.iter().filter(|edge| edge.target == id).count() as u32;
        if self.directed { (out, incoming) } else { (out + incoming, 0) }
    }

    /// Neighbour, edge and direction (0 out, 1 in), in order of arrival.
    pub fn neighbors(&self, id: &str) -> Vec<(String, String, u32)> {
        let mut neighbors = Vec::new();
        for edge in &self.edges {
            if edge.source == id {
                neighbors.push((edge.target.clone(), edge.effective_id(), 0));
            }
            if edge.target == id && (self.directed || edge.source != edge.target) {
                neighbors.push((edge.source.clone(), edge.effective_id(), u32::from(self.directed)));
            }
        }
        neighbors
    }

    /// The attributes in the order in which the graph first saw their keys.
    pub fn in_order(&self, attributes: &BTreeMap<String, Value>) -> Vec<(String, Value)> {
        let known = |key: &String| attributes.get(key).map(|value| (key.clone(), value.clone()));
        self.keys.iter().filter_map(known).collect()
    }
}
