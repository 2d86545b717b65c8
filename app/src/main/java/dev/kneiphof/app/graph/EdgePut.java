package dev.kneiphof.app.graph;

import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.StoredEdge;
import java.util.OptionalLong;

/** An edge about to be put. */
record EdgePut(Graph graph, Edge edge) implements ConditionalPut.Row {

    @Override
    public String id() {
        return edge.effectiveId();
    }

    @Override
    public void add() {
        graph.addEdge(edge);
    }

    @Override
    public boolean upsert() {
        return graph.upsertEdge(edge);
    }

    @Override
    public void replace(long expectedVersion) {
        graph.replaceEdge(edge, expectedVersion);
    }

    @Override
    public OptionalLong version() {
        return graph.findEdge(id()).stream().mapToLong(StoredEdge::version).findFirst();
    }
}
