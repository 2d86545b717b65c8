package dev.kneiphof.app.graph;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.StoredNode;
import java.util.OptionalLong;

/** A node about to be put. */
record NodePut(Graph graph, Node node) implements ConditionalPut.Row {

    @Override
    public String id() {
        return node.id();
    }

    @Override
    public void add() {
        graph.addNode(node);
    }

    @Override
    public boolean upsert() {
        return graph.upsertNode(node);
    }

    @Override
    public void replace(long expectedVersion) {
        graph.replaceNode(node, expectedVersion);
    }

    @Override
    public OptionalLong version() {
        return graph.findNode(id()).stream().mapToLong(StoredNode::version).findFirst();
    }
}
