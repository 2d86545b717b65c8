package dev.kneiphof.app.lab.trace;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.CrossingTrace;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The comparison that a time line shows at a glance: the same thousand nodes by a thousand single calls, and by one batch.
 * Each goes into a graph of its own, warm and with its keys known, so that there are a thousand crossings and one.
 */
public final class SingleAndBatch implements AutoCloseable {

    static final int ROWS = 1_000;
    private static final int WARM_ROUNDS = 40;
    /** So many nodes of one kind, and a graph knows it. */
    private static final int ROWS_BEFORE = 100;

    private static final long QUOTA_BYTES = 64L << 20;

    private final List<Node> nodes = IntStream.range(0, ROWS)
            .mapToObj(row -> node("node-%06d".formatted(row), row))
            .toList();
    private final Graph single = graph();
    private final Graph batched = graph();

    /** Both ways often enough to be compiled; with a trace as well, for the code behind a flag that was never set is not. */
    public void warmUp(int capacity) {
        rounds();
        try (CrossingTrace warming = CrossingTrace.start(capacity)) {
            rounds();
            warming.stop();
        }
    }

    private void rounds() {
        for (int round = 0; round < WARM_ROUNDS; round++) {
            try (Graph one = graph();
                    Graph other = graph()) {
                addOneByOne(one);
                addTogether(other);
            }
        }
    }

    /** Both ways while the trace is under way; once only. Called by the thread that is to be seen in it. */
    public List<Section> run(CrossingTrace trace) {
        long thread = Thread.currentThread().threadId();
        long began = trace.nanos();
        addOneByOne(single);
        long between = trace.nanos();
        addTogether(batched);
        long ended = trace.nanos();
        return List.of(
                new Section("single", "1,000 single calls", thread, began, between),
                new Section("batch", "one batch of 1,000", thread, between, ended));
    }

    @Override
    public void close() {
        single.close();
        batched.close();
    }

    private void addOneByOne(Graph graph) {
        nodes.forEach(graph::addNode);
    }

    private void addTogether(Graph graph) {
        var batch = Batch.builder();
        nodes.forEach(batch::addNode);
        graph.apply(batch.build());
    }

    /** Some nodes are there already: the names of their attributes and their schema need not cross any more. */
    private static Graph graph() {
        Graph graph = Graph.open(GraphOptions.defaults().withQuotaBytes(QUOTA_BYTES));
        for (int row = 0; row < ROWS_BEFORE; row++) {
            graph.addNode(node("first-" + row, row));
        }
        return graph;
    }

    private static Node node(String id, int row) {
        return Node.of(id).withAttributes(Attributes.of(Map.of("value", row / 8.0, "rank", (long) row)));
    }
}
