package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.bench.KneiphofPeer.Vertex;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nodes alone, each with a float and a text, into an empty graph, and into a map of records, which keeps what the others copy:
 * nanoseconds for all of them, which the page divides by their number.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class NodeIngestBenchmark {

    @Param({"Kneiphof", "Kneiphof blocks", "Kneiphof records", "map of records"})
    public String way = "";

    @Param("100000")
    public int nodes;

    private @Nullable BenchGraph graph;
    private @Nullable KneiphofPeer filled;
    private Map<String, Vertex> map = Map.of();

    @Setup(Level.Trial)
    public void generate() {
        graph = BenchGraph.of(nodes);
    }

    /** The graph before is closed, and one is opened, outside of the time that is measured. */
    @Setup(Level.Invocation)
    public void empty() {
        close();
        filled = new KneiphofPeer();
    }

    @Benchmark
    public Object ingest() {
        switch (way) {
            case "Kneiphof" -> addEach();
            case "Kneiphof blocks" -> filled.loadNodesInABlock(graph);
            case "Kneiphof records" -> filled.loadNodesAsRecords(graph);
            default -> fillMap();
        }
        return filled;
    }

    private void addEach() {
        for (int node = 0; node < nodes; node++) {
            filled.addNode(graph.ids[node], graph.values[node], graph.status(node));
        }
    }

    private void fillMap() {
        map = new HashMap<>();
        for (int node = 0; node < nodes; node++) {
            map.put(graph.ids[node], Vertex.of(graph, node));
        }
    }

    @TearDown(Level.Trial)
    public void check() {
        double sum = 0;
        for (String id : graph.freshQueryIds()) {
            sum += map.isEmpty() ? filled.value(id) : map.get(id).value();
        }
        RunRecord.check(
                "NodeIngestBenchmark.ingest/" + way + "/" + nodes,
                "sum of the values of the queried nodes",
                sum,
                graph.sumOfQueriedValues());
        close();
    }

    private void close() {
        if (filled != null) {
            filled.close();
            filled = null;
        }
    }
}
