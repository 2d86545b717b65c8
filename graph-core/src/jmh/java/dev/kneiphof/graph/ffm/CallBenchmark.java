package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.NodeNotFoundException;
import dev.kneiphof.graph.bench.RunRecord;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The simplest calls there are, and what a failure costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CallBenchmark {

    private final NativeBuffer out = new NativeBuffer(64);
    private Graph graph = Graph.open(GraphOptions.defaults());
    private Graph untraced = Graph.open(GraphOptions.defaults().withOutcomeTraces(false));
    private long number = GraphCalls.open(GraphOptions.defaults());
    private final GraphHandle handle = new GraphHandle(number);
    private long a = 3;

    @Setup
    public void check() {
        for (String row : new String[] {"pureJava", "plain", "plainByFence", "critical"}) {
            long sum = row.startsWith("plain") ? plain() : row.equals("critical") ? critical() : pureJava();
            RunRecord.check("CallBenchmark." + row, "sum", sum, 4L);
        }
        RunRecord.check("CallBenchmark.nodeCountCritical", "nodes", nodeCountCritical(), 0L);
        RunRecord.check("CallBenchmark.nodeCountUncounted", "nodes", nodeCountUncounted(), 0L);
        RunRecord.check("CallBenchmark.nodeCountCounted", "nodes", nodeCountCounted(), 0L);
        RunRecord.check("CallBenchmark.nodeCount", "nodes", nodeCount(), 0L);
        RunRecord.check("CallBenchmark.findMissed", "answer", findMissed(), Optional.empty());
        for (boolean traced : new boolean[] {true, false}) {
            Throwable missed = traced ? getMissedTraced() : getMissed();
            String row = traced ? "CallBenchmark.getMissedTraced" : "CallBenchmark.getMissed";
            RunRecord.require(row + " has a trace", missed.getStackTrace().length > 0, traced);
            RunRecord.check(row, "exception", missed.getClass(), NodeNotFoundException.class);
        }
    }

    @Benchmark
    public long pureJava() {
        return add(a, 1);
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static long add(long a, long b) {
        return a + b;
    }

    /** As everything is measured: the JVM orders its own state by membarrier(2), as the library does its handles. */
    @Benchmark
    public long plain() {
        return KneiphofFunctions.add(a, 1);
    }

    /** As a JVM does that was not told so: every return from native code has a fence. */
    @Benchmark
    @Fork(jvmArgsAppend = "-XX:-UseSystemMemoryBarrier")
    public long plainByFence() {
        return KneiphofFunctions.add(a, 1);
    }

    @Benchmark
    public long critical() {
        return KneiphofFunctions.addCritical(a, 1);
    }

    /** The binding alone: handle, guard and out-parameter. */
    @Benchmark
    public long nodeCountCritical() {
        AbiGraph.require(KneiphofFunctions.graphNodeCount(number, out.address(), 0));
        return out.getLong(0);
    }

    /** The same with the scratch memory of the thread's session, as the Java API makes it, but not counted. */
    @Benchmark
    public long nodeCountUncounted() {
        Session session = Session.enter();
        try {
            session.check(KneiphofFunctions.graphNodeCount(handle.number(), session.out(), session.report()));
            return session.outLong(0);
        } finally {
            session.exit();
        }
    }

    /** The same with counters and sampled duration on top, and nothing else. */
    @Benchmark
    public long nodeCountCounted() {
        return GraphCalls.nodeCount(handle.number());
    }

    /** The same through the Java API, whose graph may be of any class and has to be asked for its number. */
    @Benchmark
    public long nodeCount() {
        return graph.nodeCount();
    }

    @Benchmark
    public Object findMissed() {
        return graph.findNode("nobody");
    }

    @Benchmark
    public Throwable getMissed() {
        return missed(untraced);
    }

    @Benchmark
    public Throwable getMissedTraced() {
        return missed(graph);
    }

    private static Throwable missed(Graph graph) {
        try {
            graph.getNode("nobody");
            throw new IllegalStateException("somebody");
        } catch (NodeNotFoundException missed) {
            return missed;
        }
    }

    @TearDown
    public void close() {
        graph.close();
        untraced.close();
        handle.close();
    }
}
