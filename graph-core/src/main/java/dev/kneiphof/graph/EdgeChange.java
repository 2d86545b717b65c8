package dev.kneiphof.graph;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of an existing edge, attribute by attribute; its ends and its type stay.
 *
 * @param expectedVersion the change happens only while the edge has this version; 0 = whatever it has
 * @param set attributes that get a value; an explicit null is a value
 * @param remove attributes that go
 */
public record EdgeChange(String id, long expectedVersion, Map<String, AttributeValue> set, Set<String> remove) {

    public EdgeChange {
        Ids.requireEdgeId(id, Integer.MAX_VALUE);
        set = Changes.copyOfSet(set, remove);
        remove = Changes.copyOfRemove(remove);
    }

    public static EdgeChange of(String id) {
        return new EdgeChange(id, 0, Map.of(), Set.of());
    }

    public EdgeChange expecting(long version) {
        return new EdgeChange(id, version, set, remove);
    }

    public EdgeChange set(String key, @Nullable Object value) {
        return new EdgeChange(id, expectedVersion, Changes.with(set, key, value), remove);
    }

    public EdgeChange remove(String key) {
        return new EdgeChange(id, expectedVersion, set, Changes.with(remove, key));
    }
}
