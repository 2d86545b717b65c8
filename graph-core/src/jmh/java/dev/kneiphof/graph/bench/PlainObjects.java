package dev.kneiphof.graph.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The graph that a Java programmer writes in a minute: the rival to beat. */
final class PlainObjects implements Peer {

    private record Node(String id, double value, String status, ArrayList<Edge> outgoing, ArrayList<Edge> incoming) {}

    private record Edge(Node source, Node target, double weight) {}

    private final Map<String, Node> nodes = new HashMap<>();

    @Override
    public PlainObjects load(BenchGraph graph) {
        Peer.super.load(graph);
        return this;
    }

    @Override
    public void addNode(String id, double value, String status) {
        nodes.put(id, new Node(id, value, status, new ArrayList<>(), new ArrayList<>()));
    }

    @Override
    public void addEdge(String source, String target, double weight) {
        Edge edge = new Edge(nodes.get(source), nodes.get(target), weight);
        edge.source.outgoing.add(edge);
        edge.target.incoming.add(edge);
    }

    /** Gives back what the lists hold in reserve: nobody does so, but it is the least that these objects take. */
    PlainObjects trimmed() {
        for (Node node : nodes.values()) {
            node.outgoing.trimToSize();
            node.incoming.trimToSize();
        }
        return this;
    }

    @Override
    public double value(String id) {
        return nodes.get(id).value;
    }

    @Override
    public int filter() {
        List<String> passed = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.value > 50 && node.status.equals("active")) {
                passed.add(node.id);
            }
        }
        return passed.size();
    }

    @Override
    public int oneHop(String id) {
        List<Node> reached = new ArrayList<>();
        for (Edge edge : nodes.get(id).outgoing) {
            reached.add(edge.target);
        }
        return reached.size();
    }

    @Override
    public int twoHops(String id) {
        // By identity: a record would hash its edges.
        Set<String> reached = new HashSet<>();
        for (Edge near : nodes.get(id).outgoing) {
            reached.add(near.target.id);
            for (Edge far : near.target.outgoing) {
                reached.add(far.target.id);
            }
        }
        reached.remove(id);
        return reached.size();
    }
}
