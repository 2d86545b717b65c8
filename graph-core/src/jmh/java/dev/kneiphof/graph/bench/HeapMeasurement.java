package dev.kneiphof.graph.bench;

import java.nio.file.Path;
import java.util.List;

/** Bytes of Java's heap for each node or edge, after the garbage is collected; run in a virtual machine of its own. */
public final class HeapMeasurement {

    private static final List<String> PEERS =
            List.of("Kneiphof", "plain objects", "plain objects, lists trimmed", "JGraphT", "TinkerGraph");
    private static final int COLLECTIONS = 3;
    private static final int WARM_UP_NODES = 1_000;

    private HeapMeasurement() {}

    /** Arguments: the table of golden graphs, then numbers of nodes. */
    public static void main(String[] arguments) throws Exception {
        GoldenGraphs.verify(Path.of(arguments[0]));
        for (String nodes : arguments[1].split(",", -1)) {
            BenchGraph graph = BenchGraph.of(Integer.parseInt(nodes));
            for (String name : PEERS) {
                measure(name, graph);
            }
        }
    }

    private static void measure(String name, BenchGraph graph) {
        // Classes and what they hold for good belong to nobody's graph.
        Peer.loaded(name, BenchGraph.of(WARM_UP_NODES)).close();
        long before = usedBytes();
        try (Answers peer = Peer.loaded(name, graph)) {
            // Less than before: something older was collected, and the graph itself has next to nothing on the heap.
            double bytes = Math.max(0, usedBytes() - before);
            RunRecord.fact("memory/" + name + " heap/" + graph.nodes(), bytes / (graph.nodes() + graph.edges()));
            RunRecord.check(
                    "memory/" + name + " heap/" + graph.nodes(),
                    "value of the first node",
                    peer.value(graph.ids[0]),
                    graph.values[0]);
        }
    }

    private static long usedBytes() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
