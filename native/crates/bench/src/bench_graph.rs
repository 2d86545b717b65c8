//! The graph that every benchmark works on, as columns: what the engine, the baselines and Java are all fed from.

use crate::edges::{Shape, edges};
use crate::{Fnv, SplitMix64};
use std::collections::HashSet;

/// Sequences of the seed; the edges take others.
const NAMES: u64 = 3;
const VALUES: u64 = 4;
const STATUSES: u64 = 5;
const WEIGHTS: u64 = 6;
const QUERIES: u64 = 7;

/// The two values of `status`.
pub const STATUSES_OF_NODES: [&str; 2] = ["active", "inactive"];

/// Nodes have an id of 13 bytes, a float `value` from 0 to 100 and a text `status`; edges have a float `weight`.
#[derive(Clone, Debug)]
pub struct BenchGraph {
    pub ids: Vec<String>,
    pub values: Vec<f64>,
    /// Index into [`STATUSES_OF_NODES`].
    pub statuses: Vec<u8>,
    /// Node indexes.
    pub sources: Vec<u32>,
    pub targets: Vec<u32>,
    pub weights: Vec<f64>,
    /// Nodes that look-ups and hops begin at, drawn evenly from all of them.
    pub queries: Vec<u32>,
    /// Their ids, copied in their order: as they come off a wire, and not out of the graph's own scattered texts.
    fresh_ids: Vec<String>,
}

/// What a right answer looks like; computed here without any of the graphs that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub max_out_degree: usize,
    /// Nodes without an edge.
    pub lonely: usize,
    /// Nodes with `value > 50` and `status == "active"`.
    pub filtered: usize,
    /// Neighbors of all queries together.
    pub one_hop: usize,
    /// Nodes within two hops of each query, without the query's own, added up over the first [`TWO_HOP_QUERIES`].
    pub two_hops: usize,
}

/// How many queries a benchmark answers in one round: more than caches hold of any graph that is measured, so that none is
/// answered from what the round before left there.
pub const QUERIES_PER_ROUND: usize = 131_072;
/// Two hops are longer work than one: fewer queries are enough.
pub const TWO_HOP_QUERIES: usize = 1_024;

impl BenchGraph {
    pub fn new(shape: Shape, nodes: u32, edge_count: u32, seed: u64) -> Self {
        let (sources, targets) = edges(shape, nodes, edge_count, seed);
        let names = SplitMix64::new(seed, NAMES).permutation(nodes);
        let mut values = SplitMix64::new(seed, VALUES);
        let mut statuses = SplitMix64::new(seed, STATUSES);
        let mut weights = SplitMix64::new(seed, WEIGHTS);
        let mut queries = SplitMix64::new(seed, QUERIES);
        // The source of an edge would favour hubs.
        let queries: Vec<u32> = (0..QUERIES_PER_ROUND).map(|_| queries.below(nodes)).collect();
        let ids: Vec<String> = names.into_iter().map(|name| format!("n{name:012}")).collect();
        BenchGraph {
            fresh_ids: queries.iter().map(|node| ids[*node as usize].clone()).collect(),
            ids,
            values: (0..nodes).map(|_| values.unit() * 100.0).collect(),
            statuses: (0..nodes).map(|_| (statuses.next_u64() >> 63) as u8).collect(),
            weights: sources.iter().map(|_| weights.unit()).collect(),
            queries,
            sources,
            targets,
        }
    }

    pub fn nodes(&self) -> usize {
        self.ids.len()
    }

    pub fn edges(&self) -> usize {
        self.sources.len()
    }

    /// Nodes and edges.
    pub fn elements(&self) -> usize {
        self.nodes() + self.edges()
    }

    pub fn status(&self, node: usize) -> &'static str {
        STATUSES_OF_NODES[usize::from(self.statuses[node])]
    }

    /// The ids of the queries, in their order.
    pub fn query_ids(&self) -> Vec<&str> {
        self.fresh_ids.iter().map(String::as_str).collect()
    }

    /// What the values of the queried nodes add up to, in their order.
    pub fn sum_of_queried_values(&self) -> f64 {
        self.queries.iter().map(|node| self.values[*node as usize]).sum()
    }

    pub fn known(&self) -> Known {
        let mut outgoing = vec![Vec::new(); self.nodes()];
        let mut lonely = vec![true; self.nodes()];
        for (source, target) in self.sources.iter().zip(&self.targets) {
            outgoing[*source as usize].push(*target as usize);
            lonely[*source as usize] = false;
            lonely[*target as usize] = false;
        }
        let within_two_hops = |query: &u32| {
            let query = *query as usize;
            let mut reached = HashSet::new();
            for neighbor in &outgoing[query] {
                reached.insert(*neighbor);
                reached.extend(outgoing[*neighbor].iter().copied());
            }
            reached.remove(&query);
            reached.len()
        };
        Known {
            max_out_degree: outgoing.iter().map(Vec::len).max().unwrap_or(0),
            lonely: lonely.iter().filter(|lonely| **lonely).count(),
            filtered: (0..self.nodes())
                .filter(|node| self.values[*node] > 50.0 && self.statuses[*node] == 0)
                .count(),
            one_hop: self.queries.iter().map(|query| outgoing[*query as usize].len()).sum(),
            two_hops: self.queries.iter().take(TWO_HOP_QUERIES).map(within_two_hops).sum(),
        }
    }

    /// FNV-1a over every column in its order: equal for equal graphs, in Rust and in Java.
    pub fn checksum(&self) -> u64 {
        let mut hash = Fnv::default();
        for node in 0..self.nodes() {
            hash.write(self.ids[node].as_bytes());
            hash.write(&self.values[node].to_bits().to_le_bytes());
            hash.write(self.status(node).as_bytes());
        }
        for edge in 0..self.edges() {
            hash.write(&self.sources[edge].to_le_bytes());
            hash.write(&self.targets[edge].to_le_bytes());
            hash.write(&self.weights[edge].to_bits().to_le_bytes());
        }
        self.queries.iter().for_each(|query| hash.write(&query.to_le_bytes()));
        hash.finish()
    }
}
