package dev.kneiphof.app.lab.pitfall;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Small graphs of people, for the life of one way. */
final class People {

    private static final long QUOTA_BYTES = 64L << 20;

    private People() {}

    static Graph emptyGraph() {
        return Graph.open(GraphOptions.defaults().withQuotaBytes(QUOTA_BYTES));
    }

    /** A graph with so many people, aged from 20 to 69. */
    static Graph graph(int count) {
        Graph graph = emptyGraph();
        graph.apply(batch(nodes(count)));
        return graph;
    }

    static List<Node> nodes(int count) {
        return nodes(count, row -> Map.of("age", age(row), "city", "Königsberg"));
    }

    static List<Node> nodes(int count, IntFunction<Map<String, Object>> attributes) {
        return IntStream.range(0, count)
                .mapToObj(row -> Node.of("person-" + row).withAttributes(Attributes.of(attributes.apply(row))))
                .toList();
    }

    static Batch batch(List<Node> nodes) {
        var batch = Batch.builder();
        nodes.forEach(batch::addNode);
        return batch.build();
    }

    static long age(int row) {
        return 20L + row % 50;
    }
}
