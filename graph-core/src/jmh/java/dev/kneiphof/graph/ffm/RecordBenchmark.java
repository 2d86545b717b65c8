package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.NodeSchema;
import dev.kneiphof.graph.bench.RunRecord;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The five attributes of {@link AttributesBenchmark} as a record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RecordBenchmark {

    private static final int ROWS = 64;
    private static final NodeSchema<Row> SCHEMA = NodeSchema.of(Row.class, MethodHandles.lookup());

    record Row(String id, long key000, double key001, boolean key002, String key003, long key004) {}

    private final List<Row> rows =
            IntStream.range(0, ROWS).mapToObj(RecordBenchmark::row).toList();
    private final Graph graph = Graph.open(GraphOptions.defaults());
    private int next;

    private static Row row(int row) {
        long number = row * 1_000L;
        return new Row(
                "n000000000001",
                number,
                number + 1.5,
                row % 2 == 0,
                "category-%02d".formatted(row % 16).intern(),
                number + 4);
    }

    @Setup
    public void check() {
        merged();
        Row written = SCHEMA.read(graph.getNode("n000000000001").node());
        RunRecord.check("RecordBenchmark.merged", "the record", written, rows.get(1));
    }

    @Benchmark
    public boolean merged() {
        next = next + 1 & ROWS - 1;
        return graph.mergeNode(SCHEMA, rows.get(next));
    }

    @TearDown
    public void close() {
        graph.close();
    }
}
