package dev.kneiphof.graph;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is given to a graph: {@code Node.of("ada").label("Person").with("age", 36)}.
 *
 * @param id unique in its graph, see {@link Ids}
 * @param labels in order; a label given twice counts once
 */
public record Node(String id, List<String> labels, Attributes attributes) {

    public Node {
        Ids.requireNodeId(id);
        labels = Ids.requireLabels(labels);
        Objects.requireNonNull(attributes, "attributes");
    }

    public static Node of(String id) {
        return new Node(id, List.of(), Attributes.EMPTY);
    }

    /** This node with one label more. */
    public Node label(String label) {
        return new Node(id, Stream.concat(labels.stream(), Stream.of(label)).toList(), attributes);
    }

    /** This node with one attribute more, or another value for it. */
    public Node with(String key, @Nullable Object value) {
        return new Node(id, labels, attributes.with(key, value));
    }

    public Node withAttributes(Attributes newAttributes) {
        return new Node(id, labels, newAttributes);
    }
}
