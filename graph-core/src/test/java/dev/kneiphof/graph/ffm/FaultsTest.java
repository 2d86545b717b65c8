package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Cursor;
import dev.kneiphof.graph.ExpiredCursorException;
import dev.kneiphof.graph.Failure;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphBusyException;
import dev.kneiphof.graph.GraphClosedException;
import dev.kneiphof.graph.GraphException;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.GraphPoisonedException;
import dev.kneiphof.graph.NativePanicException;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeNotFoundException;
import dev.kneiphof.graph.Order;
import dev.kneiphof.graph.OutOfQuotaException;
import dev.kneiphof.graph.Page;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StatusCode;
import dev.kneiphof.graph.StoredNode;
import dev.kneiphof.graph.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to a native graph beside the happy path: the process lives, the next good call works. */
class FaultsTest {

    private static Graph filled(GraphOptions options, int nodes) {
        Graph graph = Graph.open(options);
        Batch.Builder batch = Batch.builder();
        IntStream.range(0, nodes).forEach(i -> batch.addNode(Node.of("n" + i).with("v", i)));
        graph.apply(batch.build());
        return graph;
    }

    @Test
    void f077F078C19_aPanicPoisonsOneGraphForChangesAndNothingElse() {
        try (Graph graph = filled(GraphOptions.defaults(), 10);
                Graph other = filled(GraphOptions.defaults(), 1)) {
            assertThatExceptionOfType(NativePanicException.class)
                    .isThrownBy(((NativeGraph) graph)::plantPanic)
                    .withMessageContaining("planted panic");
            for (Callable<?> change : List.<Callable<?>>of(
                    () -> graph.upsertNode(Node.of("x")),
                    () -> graph.removeNode("n1", 0),
                    () -> graph.apply(Batch.builder().addNode(Node.of("x")).build()),
                    graph::begin)) {
                assertThatExceptionOfType(GraphPoisonedException.class).isThrownBy(change::call);
            }
            assertThat(graph.getNode("n1").id()).isEqualTo("n1");
            assertThat(graph.nodes(Query.all()).items()).hasSize(10);
            assertThat(graph.describe().counts().nodes()).isEqualTo(10);
            other.addNode(Node.of("x"));
            assertThat(other.nodeCount()).isEqualTo(2);
        }
    }

    @Test
    void f062_closingWaitsForCallsInProgressAndRefusesNewOnes() throws Exception {
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 20; round++) {
                Graph graph = filled(GraphOptions.defaults(), 2_000);
                var started = new CountDownLatch(3);
                List<Future<Long>> reading = new ArrayList<>();
                for (int reader = 0; reader < 3; reader++) {
                    reading.add(readers.submit(() -> readUntilClosed(graph, started)));
                }
                started.await();
                graph.close();
                for (Future<Long> reader : reading) {
                    assertThat(reader.get()).isPositive();
                }
            }
        }
    }

    private static long readUntilClosed(Graph graph, CountDownLatch started) {
        long reads = 0;
        try {
            while (true) {
                assertThat(graph.nodes(Query.all().order(Order.byAttribute("v")).limit(100))
                                .total())
                        .isEqualTo(2_000);
                if (++reads == 1) {
                    started.countDown();
                }
            }
        } catch (GraphClosedException closed) {
            return reads;
        }
    }

    @Test
    void c9_anyThreadMayReadAndWrite() throws Exception {
        try (Graph graph = Graph.open(GraphOptions.defaults());
                ExecutorService platform = Executors.newFixedThreadPool(4);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                String prefix = "w" + writer + "-";
                Runnable writing = () -> IntStream.range(0, 200).forEach(i -> {
                    graph.addNode(Node.of(prefix + i).label("L" + prefix).with("key " + prefix, i));
                    assertThat(graph.getNode(prefix + i).node().labels()).containsExactly("L" + prefix);
                });
                writers.add((writer % 2 == 0 ? platform : virtual).submit(writing));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(graph.nodeCount()).isEqualTo(1_600);
            graph.nodes(Query.all().limit(Query.LIMIT_MAX))
                    .items()
                    .forEach(node -> assertThat(node.node().attributes().size()).isEqualTo(1));
        }
    }

    @Test
    void f063_aStaleHandleOfAGraphIsRefused() {
        Graph first = Graph.open(GraphOptions.defaults());
        first.close();
        try (Graph second = Graph.open(GraphOptions.defaults())) {
            assertThatExceptionOfType(GraphClosedException.class).isThrownBy(first::nodeCount);
            assertThat(second.nodeCount()).isZero();
        }
        for (long handle : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatExceptionOfType(GraphException.class)
                    .isThrownBy(() -> GraphCalls.nodeCount(handle))
                    .satisfies(refused -> assertThat(refused.status())
                            .isIn(StatusCode.GRAPH_CLOSED, StatusCode.STALE_HANDLE, StatusCode.INVALID_ARGUMENT));
            assertThatExceptionOfType(GraphException.class).isThrownBy(() -> GraphCalls.close(handle));
        }
    }

    @Test
    void f060_aTransactionOfAClosedGraphIsClosedToo() {
        Graph graph = Graph.open(GraphOptions.defaults());
        Transaction transaction = graph.begin();
        transaction.apply(Batch.builder().addNode(Node.of("a")).build());
        graph.close();
        assertThatExceptionOfType(GraphClosedException.class).isThrownBy(transaction::commit);
        transaction.close();
    }

    @Test
    void f080_aSpentQuotaRefusesTheBatchBeforeItsFirstChange() {
        try (Graph graph = Graph.open(GraphOptions.defaults().withQuotaBytes(4 << 20))) {
            graph.addNode(Node.of("a"));
            Batch.Builder batch = Batch.builder();
            IntStream.range(0, 50_000)
                    .forEach(i -> batch.addNode(Node.of("n" + i).with("text", "unique text " + i + "x".repeat(200))));
            assertThatExceptionOfType(OutOfQuotaException.class)
                    .isThrownBy(() -> graph.apply(batch.build()))
                    .withMessageContaining("quota of " + (4 << 20) + " bytes")
                    .withMessageMatching("(?s).* of which \\d+ are in use; remove data, shrink .*")
                    .satisfies(refused -> assertThat(refused.failure().number()).isPositive());
            assertThat(graph.nodeCount()).isEqualTo(1);
            assertThat(graph.counts().bytes()).isLessThanOrEqualTo(4 << 20);
            graph.addNode(Node.of("b"));
        }
    }

    @Test
    void f051_cursorsThatLeadNowhereAreRefusedAndNeverReadOutOfRange() {
        try (Graph graph = filled(GraphOptions.defaults(), 50)) {
            Query sorted = Query.all().order(Order.byAttribute("v")).limit(10);
            Page<StoredNode> first = graph.nodes(sorted);
            graph.addNode(Node.of("late"));
            assertThatExceptionOfType(ExpiredCursorException.class)
                    .isThrownBy(() -> graph.nodes(sorted.after(first.next())));
            Page<StoredNode> inOrder = graph.nodes(Query.all().limit(10));
            graph.removeNode("n9", 0);
            assertThat(graph.nodes(Query.all().limit(10).after(inOrder.next()))
                            .items()
                            .getFirst()
                            .id())
                    .isEqualTo("n10");
            graph.compact();
            assertThatExceptionOfType(ExpiredCursorException.class)
                    .isThrownBy(() -> graph.nodes(Query.all().after(inOrder.next())));
            for (long forged : new long[] {1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertThatExceptionOfType(ExpiredCursorException.class)
                        .isThrownBy(() -> graph.nodes(Query.all().after(new Cursor(forged, 0))));
                Query inRange = sorted.after(new Cursor(forged, graph.counts().revision()));
                assertThat(graph.nodes(inRange).items().size()).isLessThanOrEqualTo(10);
            }
        }
    }

    @Test
    void compactionKeepsOrderAndContents() {
        try (Graph graph = filled(GraphOptions.defaults(), 5_000)) {
            long epoch = graph.counts().epoch();
            for (int i = 0; i < 5_000; i += 2) {
                graph.removeNode("n" + i, 0);
            }
            assertThat(graph.counts().epoch()).isGreaterThan(epoch);
            List<StoredNode> left =
                    graph.nodes(Query.all().limit(Query.LIMIT_MAX)).items();
            assertThat(left).hasSize(2_500);
            for (int i = 0; i < left.size(); i++) {
                assertThat(left.get(i).node())
                        .isEqualTo(Node.of("n" + (2 * i + 1)).with("v", 2 * i + 1));
            }
        }
    }

    @Test
    void readersMeetOneStateWhileAWriterCompacts() throws Exception {
        try (Graph graph = filled(GraphOptions.defaults(), 3_000);
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            Future<?> reading = reader.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    Page<StoredNode> page = graph.nodes(Query.all().limit(200));
                    assertThat(page.items()).doesNotContainNull().hasSizeLessThanOrEqualTo(200);
                }
            });
            for (int i = 0; i < 2_000; i++) {
                graph.removeNode("n" + i, 0);
            }
            reading.get();
        }
    }

    @Test
    void answersLargerThanTheScratchMemoryComeBackWhole() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            String large = "x".repeat(100_000);
            for (int i = 0; i < 50; i++) {
                graph.addNode(Node.of("n" + i).with("text", large));
            }
            Page<StoredNode> page = graph.nodes(Query.all());
            assertThat(page.items()).hasSize(50);
            page.items()
                    .forEach(node -> assertThat(node.node().attributes().size()).isEqualTo(1));
            assertThat(Objects.requireNonNull(graph.getNodes(List.of("n7")).getFirst())
                            .node()
                            .attributes())
                    .isEqualTo(Node.of("n7").with("text", large).attributes());
        }
    }

    @Test
    void aTransactionThatIsHeldByAnotherThreadMakesTheGraphBusyAndNotDead() throws Exception {
        GraphOptions impatient = GraphOptions.defaults().withLockWait(Duration.ofMillis(20));
        try (Graph graph = Graph.open(impatient);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Transaction transaction = graph.begin();
            other.submit(() -> assertThatExceptionOfType(GraphBusyException.class)
                            .isThrownBy(() -> graph.addNode(Node.of("a"))))
                    .get();
            other.submit(transaction::close).get();
            graph.addNode(Node.of("a"));
        }
    }

    @Test
    void anErrorOfTheEngineSaysTheSameAsOneOfJava() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            Failure expected = Failure.of(StatusCode.NODE_NOT_FOUND).value("nobody");
            assertThatExceptionOfType(NodeNotFoundException.class)
                    .isThrownBy(() -> graph.removeNode("nobody", 0))
                    .withMessage(expected.message());
        }
    }
}
