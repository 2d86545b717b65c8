//! petgraph as its documentation would have it used, with the fastest dictionary for the ids.

use crate::peer::Peer;
use petgraph::Direction::Outgoing;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hint::black_box;

pub struct Petgraph {
    graph: StableDiGraph<Node, f64>,
    by_id: FxHashMap<String, NodeIndex>,
}

struct Node {
    value: f64,
    status: String,
}

impl Peer for Petgraph {
    const NAME: &'static str = "petgraph";

    fn empty() -> Self {
        Petgraph { graph: StableDiGraph::default(), by_id: FxHashMap::default() }
    }

    fn add_node(&mut self, id: &str, value: f64, status: &str) {
        let node = self.graph.add_node(Node { value, status: status.to_owned() });
        self.by_id.insert(id.to_owned(), node);
    }

    fn add_edge(&mut self, source: &str, target: &str, weight: f64) {
        self.graph.add_edge(self.by_id[source], self.by_id[target], weight);
    }

    fn value(&self, id: &str) -> f64 {
        self.graph[self.by_id[id]].value
    }

    fn filter(&self) -> usize {
        let passes =
            |node: &NodeIndex| self.graph[*node].value > 50.0 && self.graph[*node].status == "active";
        black_box(self.graph.node_indices().filter(passes).collect::<Vec<_>>()).len()
    }

    fn one_hop(&self, id: &str) -> usize {
        black_box(self.graph.neighbors_directed(self.by_id[id], Outgoing).collect::<Vec<_>>()).len()
    }

    fn two_hops(&self, id: &str) -> usize {
        let start = self.by_id[id];
        let mut reached = FxHashSet::default();
        for near in self.graph.neighbors_directed(start, Outgoing) {
            reached.insert(near);
            reached.extend(self.graph.neighbors_directed(near, Outgoing));
        }
        reached.remove(&start);
        black_box(reached.into_iter().collect::<Vec<_>>()).len()
    }
}
