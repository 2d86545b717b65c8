package dev.kneiphof.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Nodes given as columns: {@code NodeBlock.of("a", "b").label("Person").with("age", ColumnValues.integers(36, 41))}. The rows
 * never become objects: numbers are copied as they lie, a text of a dictionary is encoded once.
 *
 * @param ids one for each row
 * @param labels of every row
 * @param columns values for each row by key; keys in the order they were given
 */
public record NodeBlock(List<String> ids, List<String> labels, Map<String, ColumnValues> columns) {

    public NodeBlock {
        labels = Ids.requireLabels(labels);
        columns.forEach(
                (key, values) -> BlockColumns.requireSize("values of '" + key + "'", values.size(), ids.size()));
    }

    public static NodeBlock of(String... ids) {
        return of(List.of(ids));
    }

    /** The list is not copied: it must stay as it is until the block has crossed. */
    public static NodeBlock of(List<String> ids) {
        return new NodeBlock(ids, List.of(), BlockColumns.NONE);
    }

    /** This block with one label more on every node. */
    public NodeBlock label(String label) {
        List<String> more = new ArrayList<>(labels);
        more.add(label);
        return new NodeBlock(ids, more, columns);
    }

    /** This block with one attribute more. */
    public NodeBlock with(String key, ColumnValues values) {
        return new NodeBlock(ids, labels, BlockColumns.with(columns, ids.size(), key, values));
    }

    public int size() {
        return ids.size();
    }

    /** A row as a node. */
    public Node node(int row) {
        return new Node(ids.get(row), labels, BlockColumns.attributes(columns, row));
    }

    /** The same rows one by one: what a graph without columns does with the block. */
    public Batch toBatch() {
        Batch.Builder batch = Batch.builder();
        for (int row = 0; row < size(); row++) {
            batch.addNode(node(row));
        }
        return batch.build();
    }
}
