package dev.kneiphof.graph.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/** JGraphT, with the dictionary of ids that its users keep beside it. */
final class JGraphTPeer implements Peer {

    /** Equal by identity, as JGraphT's own vertices of one object each would be. */
    private static final class Node {

        final double value;
        final String status;

        Node(double value, String status) {
            this.value = value;
            this.status = status;
        }
    }

    private final Map<String, Node> nodes = new HashMap<>();
    private final SimpleDirectedWeightedGraph<Node, DefaultWeightedEdge> graph =
            new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);

    @Override
    public void addNode(String id, double value, String status) {
        Node node = new Node(value, status);
        nodes.put(id, node);
        graph.addVertex(node);
    }

    @Override
    public void addEdge(String source, String target, double weight) {
        DefaultWeightedEdge edge = graph.addEdge(nodes.get(source), nodes.get(target));
        graph.setEdgeWeight(edge, weight);
    }

    @Override
    public double value(String id) {
        return nodes.get(id).value;
    }

    @Override
    public int filter() {
        List<Node> passed = new ArrayList<>();
        for (Node node : graph.vertexSet()) {
            if (node.value > 50 && node.status.equals("active")) {
                passed.add(node);
            }
        }
        return passed.size();
    }

    @Override
    public int oneHop(String id) {
        return Graphs.successorListOf(graph, nodes.get(id)).size();
    }

    @Override
    public int twoHops(String id) {
        Node start = nodes.get(id);
        Set<Node> reached = new HashSet<>();
        for (Node near : Graphs.successorListOf(graph, start)) {
            reached.add(near);
            reached.addAll(Graphs.successorListOf(graph, near));
        }
        reached.remove(start);
        return reached.size();
    }
}
