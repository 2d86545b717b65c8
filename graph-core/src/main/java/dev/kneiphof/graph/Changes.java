package dev.kneiphof.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changes of nodes and of edges have in common. */
final class Changes {

    private Changes() {}

    static Map<String, AttributeValue> copyOfSet(Map<String, AttributeValue> set, Set<String> remove) {
        for (String key : set.keySet()) {
            if (remove.contains(key)) {
                throw GraphException.of(Failure.of(StatusCode.INVALID_ARGUMENT)
                        .detail("a change both sets and removes the attribute")
                        .value(key));
            }
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    static Set<String> copyOfRemove(Set<String> remove) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(remove));
    }

    static Map<String, AttributeValue> with(Map<String, AttributeValue> set, String key, @Nullable Object value) {
        var more = new LinkedHashMap<>(set);
        more.put(key, AttributeValue.of(key, value));
        return more;
    }

    static Set<String> with(Set<String> remove, String key) {
        var more = new LinkedHashSet<>(remove);
        more.add(key);
        return more;
    }
}
