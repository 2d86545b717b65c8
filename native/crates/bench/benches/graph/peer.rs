//! What every graph under measurement can do, one call at a time.

use kneiphof_bench::BenchGraph;

pub trait Peer {
    const NAME: &'static str;

    fn empty() -> Self;

    fn add_node(&mut self, id: &str, value: f64, status: &str);

    /// Both ends are there.
    fn add_edge(&mut self, source: &str, target: &str, weight: f64);

    /// The `value` of a node.
    fn value(&self, id: &str) -> f64;

    /// Collects the nodes with `value > 50` and `status == "active"`; answers how many.
    fn filter(&self) -> usize;

    /// Collects the targets of a node's outgoing edges; answers how many.
    fn one_hop(&self, id: &str) -> usize;

    /// Collects the nodes within two outgoing edges, without the node itself; answers how many.
    fn two_hops(&self, id: &str) -> usize;

    fn load(graph: &BenchGraph) -> Self
    where
        Self: Sized,
    {
        let mut peer = Self::empty();
        for (node, id) in graph.ids.iter().enumerate() {
            peer.add_node(id, graph.values[node], graph.status(node));
        }
        for edge in 0..graph.edges() {
            let [source, target] =
                [graph.sources[edge], graph.targets[edge]].map(|end| &graph.ids[end as usize]);
            peer.add_edge(source, target, graph.weights[edge]);
        }
        peer
    }
}
