package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.CompressedRows;
import dev.kneiphof.graph.Direction;
import dev.kneiphof.graph.Node;
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

/** The whole structure as compressed sparse rows, made anew and seen from Java: nanoseconds for all edges, divided by the page. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class StructureBenchmark {

    @Param("100000")
    public int nodes;

    private final KneiphofPeer peer = new KneiphofPeer();
    private @Nullable CompressedRows rows;

    @Setup(Level.Trial)
    public void fill() {
        peer.loadInBlocks(BenchGraph.of(nodes));
    }

    /** What was made before serves until the structure changes. */
    @Setup(Level.Invocation)
    public void change() {
        close();
        peer.graph.addNode(Node.of("one more"));
        peer.graph.removeNode("one more", 0);
    }

    @Benchmark
    public Object compressedRows() {
        rows = peer.graph.compressedRows(Direction.OUT);
        return rows;
    }

    @TearDown(Level.Trial)
    public void check() {
        change();
        compressedRows();
        RunRecord.check(
                "StructureBenchmark.compressedRows/" + nodes,
                "entries",
                rows.entries(),
                peer.graph.counts().edges());
        close();
        peer.close();
    }

    private void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
