package dev.kneiphof.graph;

import java.util.Objects;

/**
 * An edge as a graph holds it; its id is always filled, derived where none was given.
 *
 * @param version a hash of the content, never 0: the same content has the same version
 */
public record StoredEdge(Edge edge, long version) {

    public StoredEdge {
        Objects.requireNonNull(edge.id(), "id of a stored edge");
    }

    public String id() {
        return Objects.requireNonNull(edge.id());
    }
}
