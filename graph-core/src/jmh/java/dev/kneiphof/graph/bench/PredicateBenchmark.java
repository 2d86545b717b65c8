package dev.kneiphof.graph.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.ChunkPredicate;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Query;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
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

/**
 * The same two conditions over all nodes, of which one in a thousand passes: who is asked, and how often. A call per node, a
 * call per chunk, an expression that is compiled, and the objects that a Java program would keep.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class PredicateBenchmark {

    private static final double THRESHOLD = 0.998;
    private static final int ROWS_OF_A_BATCH = 10_000;

    private record Plain(String id, double value, String status) {}

    @Param("100000")
    public int nodes;

    private @Nullable Graph graph;
    private final List<Plain> objects = new ArrayList<>();

    @Setup(Level.Trial)
    public void fill() {
        graph = Graph.open(GraphOptions.defaults());
        var random = new SplittableRandom(7);
        for (int i = 0; i < nodes; i++) {
            objects.add(new Plain("node_" + i, random.nextDouble(), random.nextBoolean() ? "active" : "idle"));
        }
        for (int first = 0; first < nodes; first += ROWS_OF_A_BATCH) {
            Batch.Builder batch = Batch.builder();
            for (Plain it : objects.subList(first, Math.min(nodes, first + ROWS_OF_A_BATCH))) {
                batch.addNode(Node.of(it.id()).with("value", it.value()).with("status", it.status()));
            }
            graph.apply(batch.build());
        }
    }

    @Benchmark
    public int byNode() {
        return graph.filterNodes(node -> node.floatOf("value") > THRESHOLD && "active".equals(node.textOf("status")))
                .size();
    }

    /** Without {@code -XX:+UseSystemMemoryBarrier}: a fence each way, twice for each node. */
    @Benchmark
    @Fork(jvmArgsAppend = "-XX:-UseSystemMemoryBarrier")
    public int byNodeByFence() {
        return byNode();
    }

    /** The crossing itself: a predicate that looks at nothing. */
    @Benchmark
    public int byNodeThatLooksAtNothing() {
        return graph.filterNodes(node -> node.row() < 0).size();
    }

    /** Warmed up for longer: what is done once for a chunk runs too seldom to be compiled in half a second. */
    @Benchmark
    @Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    public int byChunk() {
        return graph.filterNodes(PredicateBenchmark::test, "value", "status").size();
    }

    private static void test(List<ColumnChunk> chunks, BitSet passing) {
        MemorySegment values = chunks.get(0).values();
        ColumnChunk statuses = chunks.get(1);
        int active = active(statuses);
        MemorySegment codes = statuses.values();
        int rows = statuses.rows();
        for (int first = 0; first < rows; first += Long.SIZE) {
            long bits = word(values, codes, active, first, Math.min(Long.SIZE, rows - first));
            for (; bits != 0; bits &= bits - 1) {
                passing.set(first + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    /**
     * The bits of up to 64 rows. No row of these lacks a value, so the loop reads nothing but values, and nothing is called in it,
     * as {@link ChunkPredicate} advises.
     */
    private static long word(MemorySegment values, MemorySegment codes, int active, int first, int rows) {
        long bits = 0;
        for (int row = 0; row < rows; row++) {
            if (values.getAtIndex(JAVA_DOUBLE, first + row) > THRESHOLD
                    && codes.get(JAVA_BYTE, first + row) == active) {
                bits |= 1L << row;
            }
        }
        return bits;
    }

    /** The code of a text is that of the first row that has it. */
    private static int active(ColumnChunk statuses) {
        for (int row = 0; row < statuses.rows(); row++) {
            if ("active".equals(statuses.textAt(row))) {
                return statuses.values().get(JAVA_BYTE, row);
            }
        }
        return -1;
    }

    @Benchmark
    public long compiled() {
        Filter filter = Filter.and(
                Filter.attribute("value").greaterThan(THRESHOLD),
                Filter.attribute("status").equalTo("active"));
        return graph.nodes(Query.all().filter(filter).limit(1)).total();
    }

    @Benchmark
    public int objects() {
        int passing = 0;
        for (Plain it : objects) {
            passing += it.value() > THRESHOLD && it.status().equals("active") ? 1 : 0;
        }
        return passing;
    }

    @TearDown(Level.Trial)
    public void check() {
        int expected = objects();
        for (String way : List.of("byNode", "byNodeByFence", "byChunk", "compiled")) {
            int answer = switch (way) {
                case "byNode", "byNodeByFence" -> byNode();
                case "byChunk" -> byChunk();
                default -> (int) compiled();
            };
            RunRecord.check("PredicateBenchmark." + way + "/" + nodes, "nodes that pass", answer, expected);
        }
        graph.close();
    }
}
