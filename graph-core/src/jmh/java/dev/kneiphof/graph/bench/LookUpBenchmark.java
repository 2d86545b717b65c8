package dev.kneiphof.graph.bench;

import dev.kneiphof.graph.StoredNode;
import dev.kneiphof.graph.ffm.AbiGraph;
import java.util.Arrays;
import java.util.List;
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

/** From a fresh text id to the node's {@code value}: nanoseconds for a look-up. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class LookUpBenchmark {

    private static final String BATCHES = " batches of ";

    @Param({
        "Kneiphof",
        "Kneiphof batches of 32",
        "Kneiphof batches of 1024",
        "Kneiphof columns",
        "Kneiphof columns batches of 32",
        "Kneiphof columns batches of 1024",
        "Kneiphof ABI",
        "Kneiphof ABI batches of 32",
        "Kneiphof ABI batches of 1024",
        "plain objects"
    })
    public String way = "";

    @Param("100000")
    public int nodes;

    private @Nullable BenchGraph graph;
    private @Nullable Answers peer;
    private String[] ids = {};
    private int rowsOfACall;

    @Setup(Level.Trial)
    public void fill() {
        graph = BenchGraph.of(nodes);
        int batches = way.indexOf(BATCHES);
        peer = Peer.loaded(batches < 0 ? way : way.substring(0, batches), graph);
        rowsOfACall = batches < 0 ? 1 : Integer.parseInt(way.substring(batches + BATCHES.length()));
    }

    /** A text keeps its hash: ids off a wire come without one. */
    @Setup(Level.Invocation)
    public void freshIds() {
        ids = graph.freshQueryIds();
    }

    @Benchmark
    @OperationsPerInvocation(BenchGraph.QUERIES)
    public double lookUp() {
        double sum = 0;
        if (rowsOfACall == 1) {
            for (String id : ids) {
                sum += peer.value(id);
            }
            return sum;
        }
        List<String> all = Arrays.asList(ids);
        for (int first = 0; first < ids.length; first += rowsOfACall) {
            // The sum goes from batch to batch: floats added in another order give another sum.
            sum = add(sum, all.subList(first, first + rowsOfACall));
        }
        return sum;
    }

    private double add(double before, List<String> batch) {
        if (peer instanceof AbiGraph abi) {
            return abi.addValues(before, batch);
        }
        if (peer instanceof KneiphofColumns columns) {
            return columns.addValues(before, batch);
        }
        double sum = before;
        for (StoredNode node : ((KneiphofPeer) peer).graph.getNodes(batch)) {
            sum += KneiphofPeer.value(node.node());
        }
        return sum;
    }

    @TearDown(Level.Trial)
    public void check() {
        freshIds();
        String row = "LookUpBenchmark.lookUp/" + way + "/" + nodes;
        RunRecord.check(row, "sum of the values", lookUp(), graph.sumOfQueriedValues());
        peer.close();
    }
}
