package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the rest of a program does while one of its threads is in native code. */
@Timeout(120)
class HostThreadsTest {

    private static final int NODES = 10_000;

    /** A critical call would hold up the collector, and with it every thread that allocates, until it ends. */
    @Test
    void c20_s22_otherThreadsRunAndGarbageIsCollectedDuringALongCall() throws InterruptedException {
        List<String> ids = IntStream.range(0, NODES).mapToObj("n%d"::formatted).toList();
        int[] parents = IntStream.range(1, NODES).map(node -> node / 2).toArray();
        int[] children = IntStream.range(1, NODES).toArray();
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNodes(NodeBlock.of(ids));
            graph.addEdges(EdgeBlock.of(ids, parents, children));
            GraphRun<Positions> run =
                    graph.async().layout(ids, LayoutOptions.seeded(1).iterations(5_000));
            while (run.progress().done() == 0) {
                Thread.sleep(1);
            }
            System.gc();
            assertThat(run.isDone()).isFalse();
            run.cancel(true);
        }
    }
}
