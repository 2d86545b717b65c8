package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;

/** The engine through the Java API, filled by one row of nodes and one of edges, each filled again for every call. */
final class KneiphofRows extends KneiphofPeer {

    private final SchemaRow node = Schema.EMPTY
            .with("value", Schema.Type.FLOAT)
            .with("status", Schema.Type.TEXT)
            .row();

    private final SchemaRow edge =
            Schema.EMPTY.with("weight", Schema.Type.FLOAT).row();

    @Override
    public void addNode(String id, double value, String status) {
        graph.addNode(node.id(id).set(0, value).set(1, status));
    }

    @Override
    public void addEdge(String source, String target, double weight) {
        graph.addEdge(edge.ends(source, target).set(0, weight));
    }
}
