package dev.kneiphof.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of an existing node, attribute by attribute.
 *
 * @param expectedVersion the change happens only while the node has this version; 0 = whatever it has
 * @param labels null keeps the labels, a list replaces them
 * @param set attributes that get a value; an explicit null is a value
 * @param remove attributes that go
 */
public record NodeChange(
        String id,
        long expectedVersion,
        @Nullable List<String> labels,
        Map<String, AttributeValue> set,
        Set<String> remove) {

    public NodeChange {
        Ids.requireNodeId(id);
        labels = labels == null ? null : Ids.requireLabels(labels);
        set = Changes.copyOfSet(set, remove);
        remove = Changes.copyOfRemove(remove);
    }

    public static NodeChange of(String id) {
        return new NodeChange(id, 0, null, Map.of(), Set.of());
    }

    public NodeChange expecting(long version) {
        return new NodeChange(id, version, labels, set, remove);
    }

    public NodeChange labels(@Nullable List<String> newLabels) {
        return new NodeChange(id, expectedVersion, newLabels, set, remove);
    }

    public NodeChange set(String key, @Nullable Object value) {
        return new NodeChange(id, expectedVersion, labels, Changes.with(set, key, value), remove);
    }

    public NodeChange remove(String key) {
        return new NodeChange(id, expectedVersion, labels, set, Changes.with(remove, key));
    }
}
