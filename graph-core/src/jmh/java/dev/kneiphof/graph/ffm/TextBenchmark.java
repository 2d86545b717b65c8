package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.bench.RunRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A text as an argument: look-ups among 1,024 ids of one length. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class TextBenchmark {

    private static final int IDS = 1_024;

    @Param({"8", "16", "64"})
    public int bytes;

    private final String[] ids = new String[IDS];
    private final Map<String, Integer> map = new HashMap<>();
    private final NativeBuffer in = new NativeBuffer(1 << 10);
    private final NativeBuffer out = new NativeBuffer(64);
    private Graph graph = Graph.open(GraphOptions.defaults());
    private long number = GraphCalls.open(GraphOptions.defaults());
    private int next;

    @Setup
    public void fill() {
        for (int id = 0; id < IDS; id++) {
            String digits = Integer.toString(id);
            ids[id] = "n" + "0".repeat(bytes - 1 - digits.length()) + digits;
            map.put(ids[id], id);
            graph.addNode(Node.of(ids[id]));
        }
        AbiGraph.addNodes(number, ids);
        for (int id = 0; id < IDS; id++) {
            long found = abiFind();
            RunRecord.require("TextBenchmark.abiFind/" + bytes, (int) found, next);
            RunRecord.require("TextBenchmark.hasSeen/" + bytes, hasSeen(), true);
            next = id + 1 & IDS - 1;
            RunRecord.require(
                    "TextBenchmark.findNode/" + bytes,
                    graph.getNode(ids[id]).node().id(),
                    ids[id]);
        }
        for (String row : new String[] {"abiFind", "hasSeen", "findNode", "pureJava"}) {
            RunRecord.check("TextBenchmark." + row + "/" + bytes, "every id is found", map.size(), IDS);
        }
    }

    private String nextId() {
        next = (next + 1) & (IDS - 1);
        return ids[next];
    }

    /** The text is encoded and crosses; a number comes back. */
    @Benchmark
    public long abiFind() {
        in.clear();
        int length = in.putText(nextId(), "id of a node");
        AbiGraph.require(KneiphofFunctions.graphTryFindNode(number, in.address(), length, out.address(), 0));
        return out.getLong(0);
    }

    /** The Java API, of ids it was asked for before: nothing crosses while the graph is as it was. */
    @Benchmark
    public boolean hasSeen() {
        return graph.hasNode(nextId());
    }

    /** The Java API: the node comes back as an object. */
    @Benchmark
    public Object findNode() {
        return graph.findNode(nextId());
    }

    @Benchmark
    public Object pureJava() {
        return map.get(nextId());
    }

    @TearDown
    public void close() {
        graph.close();
        GraphCalls.close(number);
    }
}
