package dev.kneiphof.graph.bench;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.NodeBlock;
import dev.kneiphof.graph.NodeColumns;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The mean of a column of a million floats where it lies in native memory, beside that of an array. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MeanBenchmark.NODES)
@Warmup(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class MeanBenchmark {

    static final int NODES = 1_000_000;

    private final double[] values = new SplittableRandom(3).doubles(NODES).toArray();
    private Graph graph = Graph.open(GraphOptions.defaults());
    private @Nullable NodeColumns columns;
    private List<ColumnChunk> chunks = List.of();

    @Setup
    public void fill() {
        List<String> ids = Arrays.asList(
                IntStream.range(0, NODES).mapToObj(i -> "node_" + i).toArray(String[]::new));
        graph.addNodes(NodeBlock.of(ids).with("value", ColumnValues.floats(values)));
        columns = graph.columns("value");
        chunks = columns.chunks("value");
        RunRecord.check("MeanBenchmark.array", "mean, to nine digits", (long) (1e9 * array()), (long) (1e9 * column()));
        RunRecord.check(
                "MeanBenchmark.column", "mean, to nine digits", (long) (1e9 * column()), (long) (1e9 * array()));
    }

    @Benchmark
    public double array() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Benchmark
    public double column() {
        double sum = 0;
        for (ColumnChunk chunk : chunks) {
            sum = added(sum, chunk.values(), chunk.rows());
        }
        return sum / NODES;
    }

    private static double added(double before, MemorySegment values, int rows) {
        double sum = before;
        for (int row = 0; row < rows; row++) {
            sum += values.getAtIndex(JAVA_DOUBLE, row);
        }
        return sum;
    }

    @TearDown
    public void close() {
        columns.close();
        graph.close();
    }
}
