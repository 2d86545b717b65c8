package dev.kneiphof.graph.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;

/** TinkerGraph through its structure API, which is faster than a traversal. */
final class TinkerGraphPeer implements Peer {

    private final TinkerGraph graph = TinkerGraph.open();

    @Override
    public void addNode(String id, double value, String status) {
        graph.addVertex(T.id, id, "value", value, "status", status);
    }

    @Override
    public void addEdge(String source, String target, double weight) {
        graph.vertex(source).addEdge("edge", graph.vertex(target), "weight", weight);
    }

    @Override
    public double value(String id) {
        return graph.vertex(id).value("value");
    }

    @Override
    public int filter() {
        List<Vertex> passed = new ArrayList<>();
        for (Iterator<Vertex> vertices = graph.vertices(); vertices.hasNext(); ) {
            Vertex vertex = vertices.next();
            if (vertex.<Double>value("value") > 50 && vertex.value("status").equals("active")) {
                passed.add(vertex);
            }
        }
        return passed.size();
    }

    @Override
    public int oneHop(String id) {
        List<Vertex> reached = new ArrayList<>();
        graph.vertex(id).vertices(Direction.OUT).forEachRemaining(reached::add);
        return reached.size();
    }

    @Override
    public int twoHops(String id) {
        Set<Object> reached = new HashSet<>();
        graph.vertex(id).vertices(Direction.OUT).forEachRemaining(near -> {
            reached.add(near.id());
            near.vertices(Direction.OUT).forEachRemaining(far -> reached.add(far.id()));
        });
        reached.remove(id);
        return reached.size();
    }

    @Override
    public void close() {
        graph.close();
    }
}
