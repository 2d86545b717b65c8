package dev.kneiphof.graph.bench;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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

/** Filling an empty graph: nanoseconds for the whole graph, which the page divides by its nodes and edges. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
// The largest peer takes 3 GB at a million nodes, while the one before is still there.
@Fork(jvmArgsAppend = {"-Xms8g", "-Xmx8g"})
@Warmup(iterations = 1, time = 1, timeUnit = TimeUnit.SECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class IngestBenchmark {

    @Param({
        "Kneiphof",
        "Kneiphof rows",
        "Kneiphof rows, ends by number",
        "Kneiphof batches",
        "Kneiphof records",
        "Kneiphof blocks",
        "Kneiphof ABI",
        "plain objects",
        "JGraphT",
        "TinkerGraph"
    })
    public String way = "";

    @Param("100000")
    public int nodes;

    private @Nullable BenchGraph graph;
    private @Nullable Answers filled;

    @Setup(Level.Trial)
    public void generate() {
        graph = BenchGraph.of(nodes);
    }

    /** The graph before is closed outside of the time that is measured. */
    @Setup(Level.Invocation)
    public void closeTheOneBefore() {
        if (filled != null) {
            filled.close();
            filled = null;
        }
    }

    @Benchmark
    public Object ingest() {
        filled = Peer.loaded(way, graph);
        return filled;
    }

    @TearDown(Level.Trial)
    public void check() {
        double sum = 0;
        for (String id : graph.freshQueryIds()) {
            sum += filled.value(id);
        }
        RunRecord.check(
                "IngestBenchmark.ingest/" + way + "/" + nodes,
                "sum of the values of the queried nodes",
                sum,
                graph.sumOfQueriedValues());
        filled.close();
    }
}
