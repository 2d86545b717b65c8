package dev.kneiphof.examples;

import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeBlock;
import dev.kneiphof.graph.OpenBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The guide's profiling program: 10,000 nodes, one by one and together. Every mode keeps the same nodes; what differs is how
 * often it crosses, and in which form. Modes take turns, and the best of their rounds counts, so that the machine is the same
 * for all.
 *
 * <p>The input is made before the clock starts: nodes as objects for three of the modes, ids and numbers for the columns. What
 * a mode does to bring its input into the form that crosses is part of its time.
 *
 * <p>The counts are exact. A time says something only beside another of the same run.
 */
public final class ProfileCrossings {

    static final int NODES = 10_000;
    private static final int ROUNDS = 20;

    /** How the nodes get to where they are kept. */
    enum Mode {
        /** One call for each node. */
        SINGLE,
        /** All rows in one call: objects, turned into columns on the way. */
        ROWS,
        /** All rows in one call, from columns: nothing is left to convert but the text of the ids. */
        COLUMNS,
        /** No call: the objects of a plain map, and the control of the experiment. */
        JAVA
    }

    /**
     * What a mode has cost.
     *
     * @param kept nodes that are there in the end
     * @param calls crossings for the nodes
     * @param bytes copied into native memory
     * @param bestNanos of the fastest round
     */
    record Result(Mode mode, long kept, long calls, long bytes, long bestNanos) {

        Result best(Result other) {
            return other.bestNanos < bestNanos ? other : this;
        }
    }

    /** The same nodes twice: as objects, and as columns. */
    private record Input(List<Node> nodes, List<String> ids, long[] values) {

        static Input make() {
            long[] values = LongStream.range(0, NODES).toArray();
            List<String> ids = new ArrayList<>();
            List<Node> nodes = new ArrayList<>();
            for (long value : values) {
                ids.add("node_" + value);
                nodes.add(Node.of("node_" + value).with("value", value));
            }
            return new Input(nodes, ids, values);
        }
    }

    private ProfileCrossings() {}

    public static void main(String[] arguments) {
        List<Result> results = run(ROUNDS);
        Result control = results.getLast();
        System.out.printf("%-8s %8s %8s %10s %10s %8s%n", "mode", "nodes", "calls", "bytes", "ns/node", "ratio");
        for (Result result : results) {
            System.out.printf(
                    "%-8s %8d %8d %10d %10.1f %8.2f%n",
                    result.mode(),
                    result.kept(),
                    result.calls(),
                    result.bytes(),
                    (double) result.bestNanos() / NODES,
                    (double) result.bestNanos() / control.bestNanos());
        }
    }

    /** The best of so many rounds for each mode, in the order of the modes. */
    static List<Result> run(int rounds) {
        Input input = Input.make();
        Map<Mode, Result> best = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Mode mode : Mode.values()) {
                best.merge(mode, measure(mode, input), Result::best);
            }
        }
        List<Result> results = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            results.add(best.get(mode));
        }
        return results;
    }

    private static Result measure(Mode mode, Input input) {
        try (Graph graph = Graph.open(GraphOptions.defaults());
                CrossingScope scope = Crossings.scope()) {
            Map<String, Node> map = new HashMap<>();
            long begun = System.nanoTime();
            switch (mode) {
                case SINGLE -> input.nodes().forEach(graph::addNode);
                case ROWS -> addRows(graph, input.nodes());
                case COLUMNS ->
                    graph.addNodes(NodeBlock.of(input.ids()).with("value", ColumnValues.integers(input.values())));
                case JAVA -> input.nodes().forEach(node -> map.put(node.id(), node));
            }
            long nanos = System.nanoTime() - begun;
            CrossingBill bill = scope.bill();
            long kept = mode == Mode.JAVA ? map.size() : graph.nodeCount();
            return new Result(mode, kept, bill.calls(), bill.bytesIn(), nanos);
        }
    }

    private static void addRows(Graph graph, List<Node> nodes) {
        try (OpenBatch batch = graph.batch()) {
            nodes.forEach(batch::addNode);
            batch.commit();
        }
    }
}
