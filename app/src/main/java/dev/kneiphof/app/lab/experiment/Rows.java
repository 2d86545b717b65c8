package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows of an everyday shape, always the same: an id, a float, and a text of which there are few. */
final class Rows {

    static final String VALUE = "value";
    static final String STATUS = "status";
    private static final List<String> STATES = List.of("active", "idle", "blocked", "gone");
    private static final int CHUNK = 4_096;

    private Rows() {}

    static List<Node> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> Node.of(Texts.text(row, 8)).withAttributes(Attributes.of(attributes(row))))
                .toList();
    }

    /** The same rows as columns, so many in a block. */
    static List<NodeBlock> blocks(int count, int chunk) {
        List<NodeBlock> blocks = new ArrayList<>();
        for (int from = 0; from < count; from += chunk) {
            blocks.add(block(from, Math.min(count, from + chunk)));
        }
        return blocks;
    }

    private static NodeBlock block(int from, int to) {
        return NodeBlock.of(IntStream.range(from, to)
                        .mapToObj(row -> Texts.text(row, 8))
                        .toList())
                .with(
                        VALUE,
                        ColumnValues.floats(IntStream.range(from, to)
                                .mapToDouble(Rows::value)
                                .toArray()))
                .with(
                        STATUS,
                        ColumnValues.texts(
                                IntStream.range(from, to).mapToObj(Rows::status).toArray(String[]::new)));
    }

    static double value(int row) {
        // A permutation of 0 to 999, so that a threshold takes a known share of the rows.
        return row * 617L % 1_000;
    }

    static String status(int row) {
        return STATES.get(row % STATES.size());
    }

    /** Adds the nodes with 4,096 to a crossing. */
    static void fill(Graph graph, List<Node> nodes) {
        for (int from = 0; from < nodes.size(); from += CHUNK) {
            var batch = Batch.builder();
            nodes.subList(from, Math.min(nodes.size(), from + CHUNK)).forEach(batch::addNode);
            graph.apply(batch.build());
        }
    }

    private static Map<String, Object> attributes(int row) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(VALUE, value(row));
        attributes.put(STATUS, status(row));
        return attributes;
    }
}
