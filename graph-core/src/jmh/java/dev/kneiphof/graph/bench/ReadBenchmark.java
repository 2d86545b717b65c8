package dev.kneiphof.graph.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Filters and neighborhoods: what passes or is reached is collected, with all that the graph's calls bring along. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ReadBenchmark {

    @Param({"Kneiphof", "Kneiphof columns", "Kneiphof ABI", "plain objects"})
    public String way = "";

    @Param("100000")
    public int nodes;

    private @Nullable BenchGraph graph;
    private @Nullable Answers peer;

    /** A text keeps its hash: ids off a wire come without one. */
    @State(Scope.Thread)
    public static class FreshIds {

        private String[] ids = {};

        @Setup(Level.Invocation)
        public void draw(ReadBenchmark benchmark) {
            ids = benchmark.graph.freshQueryIds();
        }
    }

    @Setup(Level.Trial)
    public void fill() {
        graph = BenchGraph.of(nodes);
        peer = Peer.loaded(way, graph);
        KnownAnswers known = KnownAnswers.of(graph);
        FreshIds fresh = new FreshIds();
        fresh.draw(this);
        check("filter", "number of nodes that pass", filter(), known.filtered());
        check("oneHop", "number of nodes reached", oneHop(fresh), known.oneHop());
        check("twoHops", "number of nodes reached", twoHops(fresh), known.twoHops());
    }

    private void check(String row, String what, int answer, int expected) {
        RunRecord.check("ReadBenchmark." + row + "/" + way + "/" + nodes, what, answer, expected);
    }

    /** For all nodes together: the page divides by their number. */
    @Benchmark
    public int filter() {
        return peer.filter();
    }

    @Benchmark
    @OperationsPerInvocation(BenchGraph.QUERIES)
    public int oneHop(FreshIds fresh) {
        return peer.oneHops(fresh.ids);
    }

    @Benchmark
    @OperationsPerInvocation(BenchGraph.TWO_HOP_QUERIES)
    public int twoHops(FreshIds fresh) {
        return Arrays.stream(fresh.ids, 0, BenchGraph.TWO_HOP_QUERIES)
                .mapToInt(peer::twoHops)
                .sum();
    }

    @TearDown(Level.Trial)
    public void close() {
        peer.close();
    }
}
