//! The shape of the guide's own engine: maps of text to maps of text to values.

use crate::peer::Peer;
use std::collections::{HashMap, HashSet};
use std::hint::black_box;

#[derive(Default)]
pub struct Maps {
    nodes: HashMap<String, Node>,
    edges: HashMap<String, Edge>,
}

#[derive(Default)]
struct Node {
    attributes: HashMap<String, Value>,
    outgoing: Vec<String>,
}

struct Edge {
    target: String,
    _attributes: HashMap<String, Value>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Float(f64),
    Integer(i64),
    Boolean(bool),
}

impl Maps {
    pub fn set(&mut self, id: &str, attributes: HashMap<String, Value>) {
        self.nodes.entry(id.to_owned()).or_default().attributes = attributes;
    }

    pub fn attributes(&self, id: &str) -> &HashMap<String, Value> {
        &self.nodes[id].attributes
    }

    fn targets(&self, id: &str) -> impl Iterator<Item = &str> {
        self.nodes[id].outgoing.iter().map(|edge| self.edges[edge].target.as_str())
    }
}

impl Peer for Maps {
    const NAME: &'static str = "maps";

    fn empty() -> Self {
        Maps::default()
    }

    fn add_node(&mut self, id: &str, value: f64, status: &str) {
        let values = [("value", Value::Float(value)), ("status", Value::Text(status.to_owned()))];
        self.set(id, values.map(|(key, value)| (key.to_owned(), value)).into());
    }

    fn add_edge(&mut self, source: &str, target: &str, weight: f64) {
        let id = format!("{source}->{target}");
        let attributes = HashMap::from([("weight".to_owned(), Value::Float(weight))]);
        self.nodes.get_mut(source).expect("the source is there").outgoing.push(id.clone());
        self.edges.insert(id, Edge { target: target.to_owned(), _attributes: attributes });
    }

    fn value(&self, id: &str) -> f64 {
        match self.nodes[id].attributes["value"] {
            Value::Float(value) => value,
            _ => f64::NAN,
        }
    }

    fn filter(&self) -> usize {
        let passes = |node: &Node| {
            matches!(node.attributes["value"], Value::Float(value) if value > 50.0)
                && matches!(&node.attributes["status"], Value::Text(status) if status == "active")
        };
        let ids = self.nodes.iter().filter(|(_, node)| passes(node)).map(|(id, _)| id.as_str());
        black_box(ids.collect::<Vec<_>>()).len()
    }

    fn one_hop(&self, id: &str) -> usize {
        black_box(self.targets(id).collect::<Vec<_>>()).len()
    }

    fn two_hops(&self, id: &str) -> usize {
        let mut reached = HashSet::new();
        for near in self.targets(id) {
            reached.insert(near);
            reached.extend(self.targets(near));
        }
        reached.remove(id);
        black_box(reached.into_iter().collect::<Vec<_>>()).len()
    }
}
