package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeAlreadyExistsException;
import dev.kneiphof.graph.EdgeNotFoundException;
import dev.kneiphof.graph.Graph;
import org.jspecify.annotations.Nullable;

/**
 * PUT of an edge: creates or replaces it, or only the one of the two that the conditions leave. What the conditions forbid is
 * a mismatch (412), not a conflict.
 */
record EdgePut(Graph graph, Edge edge) {

    /** Returns whether the edge was created. */
    boolean put(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ETags.requiresAbsence(ifNoneMatch)) {
            create();
            return true;
        }
        if (ifMatch == null) {
            return graph.upsertEdge(edge);
        }
        long version = ETags.isStar(ifMatch)
                ? currentVersion()
                : ETags.expected(ifMatch, edge.effectiveId(), this::currentVersion);
        try {
            graph.replaceEdge(edge, version);
            return false;
        } catch (EdgeNotFoundException nothingToMatch) {
            throw ETags.mismatch(edge.effectiveId());
        }
    }

    private void create() {
        try {
            graph.addEdge(edge);
        } catch (EdgeAlreadyExistsException present) {
            throw ETags.mismatch(edge.effectiveId());
        }
    }

    private long currentVersion() {
        return graph.findEdge(edge.effectiveId())
                .orElseThrow(() -> ETags.mismatch(edge.effectiveId()))
                .version();
    }
}
