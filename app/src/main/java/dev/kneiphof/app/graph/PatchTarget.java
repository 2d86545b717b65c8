package dev.kneiphof.app.graph;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The node or edge that a {@link MergePatch} changes. */
interface PatchTarget {

    /** A row's attributes and the version that has them. */
    record Current(long version, Attributes attributes) {}

    String id();

    /** Reads the row. Crosses once. */
    Current read();

    /** Changes the row while it has the version. Crosses once. */
    void change(
            long expectedVersion, @Nullable List<String> labels, Map<String, AttributeValue> set, Set<String> remove);
}
