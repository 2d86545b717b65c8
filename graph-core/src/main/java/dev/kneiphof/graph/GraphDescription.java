package dev.kneiphof.graph;

import java.util.List;

/** What is in a graph and what it costs: labels, types, attribute columns, indexes, memory. */
public record GraphDescription(
        boolean directed,
        GraphCounts counts,
        List<NamedCount> labels,
        List<NamedCount> types,
        List<AttributeColumn> nodeAttributes,
        List<AttributeColumn> edgeAttributes,
        List<DeclaredIndex> indexes,
        GraphMemory memory) {

    public GraphDescription {
        labels = List.copyOf(labels);
        types = List.copyOf(types);
        nodeAttributes = List.copyOf(nodeAttributes);
        edgeAttributes = List.copyOf(edgeAttributes);
        indexes = List.copyOf(indexes);
    }

    /** How many nodes have a label, or edges a type. */
    public record NamedCount(String name, long count) {}

    /**
     * One column.
     *
     * @param type the common type of the values, or {@code mixed}
     * @param count how many rows have a value
     */
    public record AttributeColumn(String key, String type, long count, long bytes) {}

    /**
     * One index.
     *
     * @param values values, sets of labels or types that some row has
     */
    public record DeclaredIndex(Index index, long values, long bytes) {}
}
