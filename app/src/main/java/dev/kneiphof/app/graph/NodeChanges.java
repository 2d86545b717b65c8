package dev.kneiphof.app.graph;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.NodeChange;
import dev.kneiphof.graph.StoredNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node about to be patched. */
record NodeChanges(Graph graph, String id) implements PatchTarget {

    @Override
    public Current read() {
        StoredNode stored = graph.getNode(id);
        return new Current(stored.version(), stored.node().attributes());
    }

    @Override
    public void change(
            long expectedVersion, @Nullable List<String> labels, Map<String, AttributeValue> set, Set<String> remove) {
        graph.updateNode(new NodeChange(id, expectedVersion, labels, set, remove));
    }
}
