package dev.kneiphof.app.graph;

import dev.kneiphof.app.web.ETags;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeAlreadyExistsException;
import dev.kneiphof.graph.NodeNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * PUT of a node: creates or replaces it, or only the one of the two that the conditions leave. What the conditions forbid is
 * a mismatch (412), not a conflict.
 */
record NodePut(Graph graph, Node node) {

    /** Returns whether the node was created. */
    boolean put(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ETags.requiresAbsence(ifNoneMatch)) {
            create();
            return true;
        }
        if (ifMatch == null) {
            return graph.upsertNode(node);
        }
        long version =
                ETags.isStar(ifMatch) ? currentVersion() : ETags.expected(ifMatch, node.id(), this::currentVersion);
        try {
            graph.replaceNode(node, version);
            return false;
        } catch (NodeNotFoundException nothingToMatch) {
            throw ETags.mismatch(node.id());
        }
    }

    private void create() {
        try {
            graph.addNode(node);
        } catch (NodeAlreadyExistsException present) {
            throw ETags.mismatch(node.id());
        }
    }

    private long currentVersion() {
        return graph.findNode(node.id())
                .orElseThrow(() -> ETags.mismatch(node.id()))
                .version();
    }
}
