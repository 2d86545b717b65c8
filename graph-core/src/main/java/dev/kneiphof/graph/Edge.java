package dev.kneiphof.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An edge as it is given to a graph: {@code Edge.of("ada", "bob").type("KNOWS").with("since", 1843)}.
 *
 * @param id null for the derived id; an explicit one makes parallel edges possible
 * @param type null for an edge without a type
 */
public record Edge(
        @Nullable String id,
        String source,
        String target,
        @Nullable String type,
        Attributes attributes) {

    public Edge {
        if (id != null) {
            // A derived id is longer than its parts; a graph holds explicit ids to its own limit.
            Ids.requireEdgeId(id, Integer.MAX_VALUE);
        }
        Ids.requireNodeId(source);
        Ids.requireNodeId(target);
        if (type != null) {
            Ids.requireType(type);
        }
        Objects.requireNonNull(attributes, "attributes");
    }

    public static Edge of(String source, String target) {
        return new Edge(null, source, target, null, Attributes.EMPTY);
    }

    public Edge id(@Nullable String newId) {
        return new Edge(newId, source, target, type, attributes);
    }

    public Edge type(@Nullable String newType) {
        return new Edge(id, source, target, newType, attributes);
    }

    /** This edge with one attribute more, or another value for it. */
    public Edge with(String key, @Nullable Object value) {
        return new Edge(id, source, target, type, attributes.with(key, value));
    }

    public Edge withAttributes(Attributes newAttributes) {
        return new Edge(id, source, target, type, newAttributes);
    }

    /** The id that names this edge in a graph: the explicit one, or the derived one. */
    public String effectiveId() {
        return id != null ? id : Ids.derivedEdgeId(source, target, type);
    }
}
