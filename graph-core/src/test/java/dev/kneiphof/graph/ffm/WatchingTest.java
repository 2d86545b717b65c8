package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.NativeTrace;
import dev.kneiphof.graph.Node;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

/** Events and spans are switched on and off while calls are made, and leave nothing of themselves in a call while they are off. */
class WatchingTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 20_000;
    private static final int ROUNDS_MAX = 500;

    @Test
    void s18_beforeAndAfterWatchingACallAllocatesNothingAndCrossesOnce() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNode(Node.of("a"));
            assertThat(fewestBytes(graph)).isZero();
            var spans = new AtomicLong();
            try (Recording recording = new Recording();
                    NativeTrace trace = NativeTrace.start(span -> spans.incrementAndGet())) {
                recording.enable("dev.kneiphof.Crossing").withoutThreshold();
                recording.start();
                assertThat(bytesOfCalls(graph)).isPositive();
                graph.getNode("a");
                assertThat(trace.isOpen()).isTrue();
            }
            assertThat(spans.get()).isPositive();
            assertThat(fewestBytes(graph)).isZero();
            try (CrossingScope scope = Crossings.scope()) {
                bytesOfCalls(graph);
                assertThat(scope.bill().callsByFunction())
                        .isEqualTo(Map.of("kneiphof_add", (long) CALLS, "kneiphof_graph_node_count", (long) CALLS));
            }
        }
    }

    /** Rounds until one allocates nothing: the first ones run in the interpreter, which allocates what the compiler leaves out. */
    private static long fewestBytes(Graph graph) {
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && fewest > 0; round++) {
            fewest = Math.min(fewest, bytesOfCalls(graph));
        }
        return fewest;
    }

    private static long bytesOfCalls(Graph graph) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long sum = 0;
        for (int call = 0; call < CALLS; call++) {
            sum = Crossings.add(sum, graph.nodeCount());
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(sum).isEqualTo(CALLS);
        return allocated;
    }
}
