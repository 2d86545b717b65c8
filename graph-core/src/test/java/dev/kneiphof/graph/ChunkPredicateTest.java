package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A predicate over chunks answers what the same filter answers, and is free to do what it likes. */
class ChunkPredicateTest {

    private static final int NODES = 5_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Graph graph = Graph.open(GraphOptions.defaults());

    @BeforeEach
    void fill() {
        var random = new SplittableRandom(11);
        Batch.Builder batch = Batch.builder();
        for (int i = 0; i < NODES; i++) {
            Node node = Node.of("n" + i).with("status", random.nextBoolean() ? "active" : "idle");
            batch.addNode(random.nextInt(4) == 0 ? node : node.with("value", random.nextDouble()));
        }
        graph.apply(batch.build());
        IntStream.range(0, 300).forEach(i -> graph.removeNode("n" + 13 * i, 0));
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private static ChunkPredicate activeAbove(double threshold) {
        return (chunks, passing) -> {
            ColumnChunk values = chunks.get(0);
            ColumnChunk statuses = chunks.get(1);
            for (int row = 0; row < values.rows(); row++) {
                if (values.isPresent(row)
                        && values.floatAt(row) > threshold
                        && new TextValue("active").equals(statuses.value(row))) {
                    passing.set(row);
                }
            }
        };
    }

    private List<String> filtered(Filter filter) {
        return graph.nodes(Query.all().filter(filter).limit(1_000)).items().stream()
                .map(stored -> stored.node().id())
                .toList();
    }

    @Test
    void c17_aPredicateAnswersTheSameAsTheCompiledFilter() {
        for (double threshold : new double[] {-1, 0.5, 0.9, 0.999, 2}) {
            Filter filter = Filter.and(
                    Filter.attribute("value").greaterThan(threshold),
                    Filter.attribute("status").equalTo("active"));
            List<String> ids = graph.filterNodes(activeAbove(threshold), "value", "status");
            assertThat(ids.stream().limit(1_000).toList()).isEqualTo(filtered(filter));
            assertThat((long) ids.size())
                    .isEqualTo(graph.nodes(Query.all().filter(filter)).total());
        }
    }

    @Test
    void removedNodesNeverPass() {
        List<String> all = graph.filterNodes((chunks, passing) -> passing.set(0, 5_000), "value");
        assertThat(all).hasSize(NODES - 300).startsWith("n1", "n2").doesNotContain("n0", "n13");
    }

    @Test
    void f065_f066_whatAPredicateThrowsEndsTheScanWithItsOwnStack() {
        var thrown = new IllegalStateException("from the predicate");
        int[] calls = {0};
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> graph.filterNodes(
                        (chunks, passing) -> {
                            calls[0]++;
                            throw thrown;
                        },
                        "value"))
                .isSameAs(thrown);
        assertThat(calls[0]).isEqualTo(1);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> graph.filterNodes(ChunkPredicateTest::overflow, "value"));
        assertThat(graph.nodeCount()).isEqualTo(NODES - 300);
    }

    @SuppressWarnings("InfiniteRecursion") // that is the fault
    private static void overflow(List<ColumnChunk> chunks, BitSet passing) {
        overflow(chunks, passing);
    }

    @Test
    void f067_s14_aPredicateThatReadsOrChangesOrClosesTheGraphSeesWhatWasThere() {
        List<String> before = graph.filterNodes(activeAbove(0.5), "value", "status");
        List<String> after = graph.filterNodes(
                (chunks, passing) -> {
                    activeAbove(0.5).test(chunks, passing);
                    if (chunks.getFirst().firstRow() == 0) {
                        assertThat(graph.getNode("n1").inDegree()).isZero();
                        before.forEach(id -> graph.removeNode(id, 0));
                        graph.close();
                    }
                },
                "value",
                "status");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aPredicateNeedsAColumnAndNoneTwice() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.filterNodes((chunks, passing) -> {}));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.filterNodes((chunks, passing) -> {}, "x", "x"));
    }

    /** A chunk costs the objects that stand for it, not one for each bitmap that nobody looks at. */
    @Test
    void aChunkThatNobodyPassesTakesFewBytesOfTheHeap() {
        try (Graph small = ofChunks(8);
                Graph large = ofChunks(40)) {
            double bytesOfChunk = (fewestBytes(large) - fewestBytes(small)) / 32.0;
            assertThat(bytesOfChunk).isBetween(0.0, 700.0);
        }
    }

    private static Graph ofChunks(int chunks) {
        Graph graph = Graph.open(GraphOptions.defaults());
        Batch.Builder batch = Batch.builder();
        for (int i = 0; i < chunks * 2_048; i++) {
            batch.addNode(Node.of("n" + i).with("value", 1.0 * i));
        }
        graph.apply(batch.build());
        return graph;
    }

    private static long fewestBytes(Graph graph) {
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(graph.filterNodes((chunks, passing) -> {}, "value")).isEmpty();
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }
}
