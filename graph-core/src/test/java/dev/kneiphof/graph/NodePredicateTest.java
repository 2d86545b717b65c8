package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A predicate that native code calls for each node: whatever it does, the process lives and the caller learns of it. */
class NodePredicateTest {

    private static final int NODES = 3_000;

    private final Graph graph = Graph.open(GraphOptions.defaults());

    @BeforeEach
    void fill() {
        try (OpenBatch batch = graph.batch()) {
            IntStream.range(0, NODES)
                    .forEach(i -> batch.addNode(Node.of("user_" + i)
                            .with("value", i / 2.0)
                            .with("count", i)
                            .with("status", i % 3 == 0 ? "active" : "idle")
                            .with("name", "näme " + i)));
            batch.commit();
        }
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void s14_c17_theExampleOfTheGuideFindsTheActiveUsers() {
        List<String> active = graph.filterNodes(node -> "active".equals(node.textOf("status")));
        assertThat(active).hasSize(NODES / 3).startsWith("user_0", "user_3").endsWith("user_2997");
    }

    @Test
    void aNodeShowsItsIdAndItsValuesWithoutBeingRead() {
        graph.upsertNode(Node.of("größe_1").with("value", 1).with("extra", true));
        List<String> seen = new ArrayList<>();
        assertThat(graph.filterNodes(node -> {
                    if (node.idView().startsWith("user_17")) {
                        seen.add(node.id() + " " + node.floatOf("value") + " " + node.integerOf("count") + " "
                                + node.textOf("name") + " " + node.value("extra"));
                    }
                    assertThat(node.idView().contentEquals(node.id())).isTrue();
                    assertThat(node.idView().startsWith("nobody")).isFalse();
                    return node.has("extra") && node.idView().startsWith("größe");
                }))
                .containsExactly("größe_1");
        assertThat(seen).contains("user_17 8.5 17 näme 17 null").hasSize(1 + 10 + 100);
    }

    @Test
    void aNumberIsNeverConvertedAndAMissingValueIsNeverMadeUp() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> graph.filterNodes(node -> node.integerOf("value") > 0))
                .withMessageContaining("'value' has no INTEGER");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> graph.filterNodes(node -> node.floatOf("missing") > 0));
        assertThat(graph.filterNodes(node -> node.textOf("value") != null)).isEmpty();
    }

    @Test
    void removedNodesAreNotAskedAbout() {
        IntStream.range(0, 200).forEach(i -> graph.removeNode("user_" + 7 * i, 0));
        assertThat(graph.filterNodes(node -> true)).hasSize(NODES - 200).startsWith("user_1");
    }

    @Test
    void f065_whatAPredicateThrowsEndsTheScanAndComesOutAsItIs() {
        var thrown = new IllegalStateException("from the predicate");
        int[] asked = {0};
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> graph.filterNodes(node -> {
                    if (asked[0]++ == 41) {
                        throw thrown;
                    }
                    return true;
                }))
                .isSameAs(thrown);
        assertThat(asked[0]).isEqualTo(42);
        assertThat(graph.filterNodes(node -> true)).hasSize(NODES);
    }

    @Test
    void f066_errorsComeOutAsTheyAre() {
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> graph.filterNodes(node -> overflow(node) > 0));
        var outOfMemory = new OutOfMemoryError("thrown by hand");
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> graph.filterNodes(node -> {
                    throw outOfMemory;
                }))
                .isSameAs(outOfMemory);
        assertThat(graph.filterNodes(node -> true)).hasSize(NODES);
    }

    @SuppressWarnings("InfiniteRecursion") // that is the fault
    private static int overflow(NodeRow node) {
        return overflow(node) + 1;
    }

    @Test
    void f067_aPredicateMayReadTheGraphAndFilterIt() {
        List<String> passing = graph.filterNodes(node -> node.row() == 5
                && graph.getNode("user_5").node().attributes().size() == 4
                && graph.nodes(Query.all().limit(1)).total() == NODES
                && graph.filterNodes(inner -> inner.idView().contentEquals("user_9"))
                        .equals(List.of("user_9"))
                && node.idView().contentEquals("user_5"));
        assertThat(passing).containsExactly("user_5");
    }

    @Test
    void s14_f068_f069_aPredicateThatChangesOrClosesItsGraphIsRefused() {
        List<Runnable> changes = List.of(
                () -> graph.addNode(Node.of("x")),
                () -> graph.addNode(Node.of("x").label("a new label")),
                () -> graph.removeNode("user_1", 0),
                () -> graph.addEdge(Edge.of("user_1", "user_2")),
                () -> graph.apply(Batch.builder().addNode(Node.of("x")).build()),
                graph::begin,
                graph::compact,
                graph::close);
        for (Runnable change : changes) {
            assertThatExceptionOfType(ReentrantCallException.class)
                    .isThrownBy(() -> graph.filterNodes(node -> {
                        change.run();
                        return true;
                    }))
                    .withMessageContaining("may read its graph, not change or close it");
        }
        assertThat(graph.nodeCount()).isEqualTo(NODES);
        graph.addNode(Node.of("x"));
    }

    @Test
    void anotherGraphMayBeChangedFromAPredicate() {
        try (Graph other = Graph.open(GraphOptions.defaults())) {
            graph.filterNodes(node -> node.row() < 100 && other.upsertNode(Node.of(node.id())));
            assertThat(other.nodeCount()).isEqualTo(100);
        }
    }

    @Test
    void f070_f076_writersDoNotWaitForAPredicateThatDoes() throws Exception {
        var asked = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> writer = other.submit(() -> {
                asked.await();
                graph.addNode(Node.of("late"));
                graph.removeNode("user_2", 0);
                written.countDown();
                return null;
            });
            List<String> seen = assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> graph.filterNodes(node -> {
                        asked.countDown();
                        await(written);
                        return true;
                    }));
            writer.get();
            assertThat(seen).hasSize(NODES).contains("user_2").doesNotContain("late");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void f069_anotherThreadMayCloseTheGraphMeanwhile() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            List<String> all = graph.filterNodes(node -> {
                if (node.row() == 0) {
                    try {
                        other.submit(graph::close).get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
                return true;
            });
            assertThat(all).hasSize(NODES);
        }
        assertThatExceptionOfType(GraphClosedException.class).isThrownBy(() -> graph.filterNodes(node -> true));
    }

    @Test
    void everyCallBackIsACrossing() {
        try (CrossingScope scope = Crossings.scope()) {
            graph.filterNodes(node -> node.floatOf("value") < 0);
            CrossingBill bill = scope.bill();
            assertThat(bill.calls()).isEqualTo(NODES + 4);
            assertThat(bill.callsByFunction()).containsEntry("kneiphof_snapshot_filter", NODES + 1L);
            assertThat(bill.rows()).isGreaterThanOrEqualTo(NODES);
        }
    }

    @Test
    void f064_aNodeThatIsKeptOrHandedToAnotherThreadShowsNothing() throws Exception {
        List<NodeRow> kept = new ArrayList<>();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            graph.filterNodes(node -> {
                if (kept.isEmpty()) {
                    kept.add(node);
                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(() ->
                                    other.submit(() -> node.floatOf("value")).get())
                            .withCauseInstanceOf(IllegalStateException.class);
                }
                return true;
            });
        }
        NodeRow ended = kept.getFirst();
        for (Runnable use : List.<Runnable>of(() -> ended.floatOf("value"), ended::id, () -> ended.has("new"))) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(use::run)
                    .withMessageContaining("until the call returns");
        }
    }

    @Test
    void s5_anOpaqueObjectIsSeenAsItself() {
        Object object = new Object();
        graph.addNode(Node.of("holder").with("it", new OpaqueValue(object)));
        assertThat(graph.filterNodes(
                        node -> node.value("it") instanceof OpaqueValue opaque && opaque.value() == object))
                .containsExactly("holder");
    }

    @Test
    void aHundredThreadsMayFilterAtOnce() throws Exception {
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> scans = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long wanted = i;
                scans.add(virtual.submit(() -> graph.filterNodes(node -> node.integerOf("count") == wanted)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(scans.get(i).get()).containsExactly("user_" + i);
            }
        }
    }
}
