package dev.kneiphof.app.graph;

import dev.kneiphof.app.problem.ApiProblem;
import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.EdgeChange;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.StoredEdge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An edge about to be patched. */
record EdgeChanges(Graph graph, String id) implements PatchTarget {

    @Override
    public Current read() {
        StoredEdge stored = graph.getEdge(id);
        return new Current(stored.version(), stored.edge().attributes());
    }

    @Override
    public void change(
            long expectedVersion, @Nullable List<String> labels, Map<String, AttributeValue> set, Set<String> remove) {
        if (labels != null) {
            throw ApiProblem.invalid("unknown property; known are attributes", "labels")
                    .at("/labels");
        }
        graph.updateEdge(new EdgeChange(id, expectedVersion, set, remove));
    }
}
