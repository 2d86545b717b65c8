package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.ffm.RunControl;
import dev.kneiphof.graph.ffm.RunPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Long work on other threads: it answers what the call answers, tells how far it is, and ends when it is told to. */
@Timeout(120)
class GraphRunTest {

    private static final int NODES = 20_000;

    private final Graph graph = Graph.open(GraphOptions.defaults());
    private final GraphRuns runs = graph.async();

    @BeforeEach
    void fill() {
        try (OpenBatch batch = graph.batch()) {
            IntStream.range(0, NODES)
                    .forEach(i -> batch.addNode(Node.of("n" + i).with("value", i)));
            IntStream.range(1, NODES).forEach(i -> batch.addEdge(Edge.of("n" + i / 2, "n" + i)));
            batch.commit();
        }
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }

    @Test
    void everyRunAnswersWhatItsCallAnswers() {
        Query query = Query.all().filter(Filter.attribute("value").lessThan(10));
        assertThat(runs.nodes(query).await()).isEqualTo(graph.nodes(query));
        assertThat(runs.edges(Query.all().limit(5)).await())
                .isEqualTo(graph.edges(Query.all().limit(5)));
        assertThat(runs.filterNodes(node -> node.integerOf("value") < 3).await())
                .containsExactly("n0", "n1", "n2");
        assertThat(runs.filterNodes((chunks, passing) -> passing.set(0), "value")
                        .await())
                .hasSize((NODES + 2_047) / 2_048);
        LayoutOptions options = LayoutOptions.seeded(3).iterations(20);
        assertThat(runs.layout(ids(50), options).await()).isEqualTo(graph.layout(ids(50), options));
        long[] sum = {0};
        assertThat(runs.export(node -> sum[0] += node.integerOf("value"), "value")
                        .await())
                .isEqualTo(NODES);
        assertThat(sum[0]).isEqualTo((long) NODES * (NODES - 1) / 2);
    }

    @Test
    void aRunIsAFutureThatGoesOnInOthers() {
        assertThat(runs.nodes(Query.all()).thenApply(Page::total).join()).isEqualTo(NODES);
    }

    @Test
    void aRunTellsItsProgressAndItsBill() {
        GraphRun<Long> run = runs.export(node -> {}, "value");
        assertThat(run.await()).isEqualTo(NODES);
        assertThat(run.progress()).isEqualTo(new GraphRun.Progress(NODES, NODES));
        assertThat(run.bill())
                .isNotNull()
                .satisfies(bill -> assertThat(bill.calls()).isEqualTo(3));
        GraphRun<Page<StoredNode>> query = runs.nodes(Query.all().order(Order.byAttribute("value")));
        query.await();
        assertThat(query.progress().done()).isEqualTo(query.progress().total()).isGreaterThanOrEqualTo(2 * NODES);
        GraphRun<Positions> layout =
                runs.layout(ids(100), LayoutOptions.seeded(1).iterations(10));
        layout.await();
        // The nodes are found, the graph's edges looked at, and the nodes moved.
        long before = 100 + NODES - 1;
        assertThat(layout.progress().done()).isBetween(before + 100, before + 1_000);
        assertThat(layout.progress().total()).isEqualTo(before + 1_000);
    }

    @Test
    void readsOfManyNodesAnswerAsTheirCallsAndTellTheirSteps() {
        List<String> ids = ids(NODES);
        GraphRun<NodeValues> values = runs.values(ids, "value");
        assertThat(values.await().column("value").integerAt(NODES - 1)).isEqualTo(NODES - 1);
        assertThat(values.progress()).isEqualTo(new GraphRun.Progress(NODES, NODES));
        GraphRun<NeighborLists> lists = runs.neighborLists(ids, Direction.OUT, null);
        assertThat(lists.await().total()).isEqualTo(NODES - 1);
        assertThat(runs.findNodes(ids).await()).isEqualTo(graph.findNodes(ids));
        GraphRun<List<@Nullable StoredNode>> nodes = runs.getNodes(ids);
        assertThat(nodes.await()).isEqualTo(graph.getNodes(ids));
        GraphRun<Neighborhood> around = runs.neighborhood(List.of("n1"), NeighborhoodQuery.hops(3));
        assertThat(around.await().total()).isEqualTo(1 + 2 + 4 + 8);
        // The start; it and the seven nodes within two hops, of which n0 has one edge and the others three.
        assertThat(around.progress()).isEqualTo(new GraphRun.Progress(1 + 8 + 22, 1 + 8 + 22));
        // Once more where the first answer found too little room.
        assertThat(lists.progress().done())
                .isEqualTo(lists.progress().total())
                .isIn(2L * NODES - 1, 2 * (2L * NODES - 1));
    }

    @Test
    void f073_readsOfManyNodesEndAtTheirFirstLookAtTheFlag() {
        List<String> ids = ids(NODES);
        long[] numbers = graph.findNodes(ids);
        List<Callable<Object>> reads = List.of(
                () -> graph.values(ids, "value"),
                () -> graph.values(numbers, "value"),
                () -> graph.neighborLists(ids, Direction.BOTH, null),
                () -> graph.neighborLists(numbers, Direction.OUT, null),
                () -> graph.findNodes(ids),
                () -> graph.getNodes(ids),
                () -> graph.neighborhood(ids, NeighborhoodQuery.hops(1)),
                () -> graph.neighborhood(numbers, NeighborhoodQuery.hops(1)),
                () -> graph.neighbors("n1", NeighborQuery.all()),
                () -> graph.neighbors("n1", NeighborQuery.all().byDegree(true)),
                () -> graph.neighborSummary("n1"),
                () -> graph.edgesBetween(ids, 10),
                () -> graph.explainNodes(Filter.attribute("value").lessThan(10)),
                () -> graph.explainEdges(Filter.attribute("value").lessThan(10)),
                () -> graph.compressedRows(Direction.OUT));
        for (Callable<Object> read : reads) {
            assertCancelled(read);
        }
    }

    private static void assertCancelled(Callable<?> work) {
        var control = new RunControl();
        control.cancel();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> control.within(work));
        assertThat(control.done()).isBetween(0L, 2_048L);
    }

    @Test
    void f073_changesEndAtTheirFirstLookAtTheFlagAndHaveChangedNothing() {
        graph.removeNode("n7", 0);
        NodeBlock block =
                NodeBlock.of(IntStream.range(0, NODES).mapToObj(i -> "late" + i).toList());
        Index index = new Index(Index.On.NODE_ATTRIBUTE, "value");
        GraphCounts before = graph.counts();
        List<Callable<Object>> changes = List.of(
                () -> graph.declareIndex(index),
                () -> graph.addNodes(block),
                () -> graph.apply(block.toBatch()),
                () -> {
                    graph.compact();
                    return before;
                });
        for (Callable<Object> change : changes) {
            assertCancelled(change);
            assertThat(graph.counts().revision()).isEqualTo(before.revision());
            assertThat(graph.counts().epoch()).isEqualTo(before.epoch());
            assertThat(graph.nodeCount()).isEqualTo(NODES - 1);
            assertThat(graph.describe().indexes()).isEmpty();
        }
        try (Transaction transaction = graph.begin()) {
            transaction.apply(Batch.of(List.of(new BatchRow.NodeRow(Operation.ADD, Node.of("first"))), false));
            assertCancelled(() -> transaction.apply(block.toBatch()));
            transaction.commit();
        }
        assertThat(graph.nodeCount()).isEqualTo(NODES);
    }

    @Test
    void changesAnswerAsTheirCallsAndTellTheirSteps() {
        GraphRun<Boolean> declared = runs.declareIndex(new Index(Index.On.NODE_ATTRIBUTE, "value"));
        assertThat(declared.await()).isTrue();
        assertThat(declared.progress()).isEqualTo(new GraphRun.Progress(NODES, NODES));
        assertThat(graph.describe().indexes()).hasSize(1);
        GraphRun<BatchResult> added = runs.addNodes(NodeBlock.of(List.of("a", "b")));
        assertThat(added.await().created()).isEqualTo(2);
        assertThat(added.progress()).isEqualTo(new GraphRun.Progress(2, 2));
        assertThat(runs.apply(Batch.of(List.of(new BatchRow.NodeRemoval("a")), false))
                        .await()
                        .removed())
                .isEqualTo(1);
        long epoch = graph.counts().epoch();
        GraphRun<Boolean> compacted = runs.compact();
        assertThat(compacted.await()).isTrue();
        assertThat(graph.counts().epoch()).isEqualTo(epoch + 1);
        assertThat(compacted.progress().done()).isEqualTo(compacted.progress().total());
    }

    @Test
    void readsAroundNodesAnswerAsTheirCallsAndTellTheirSteps() {
        NeighborQuery query = NeighborQuery.all().byDegree(true);
        GraphRun<Page<Neighbor>> neighbors = runs.neighbors("n1", query);
        assertThat(neighbors.await()).isEqualTo(graph.neighbors("n1", query));
        assertThat(runs.neighborSummary("n1").await()).isEqualTo(graph.neighborSummary("n1"));
        assertThat(runs.edgesBetween(ids(9), 5).await()).isEqualTo(graph.edgesBetween(ids(9), 5));
        Filter filter = Filter.attribute("value").lessThan(10);
        assertThat(runs.explainNodes(filter).await()).isEqualTo(graph.explainNodes(filter));
        assertThat(runs.explainEdges(filter).await()).isEqualTo(graph.explainEdges(filter));
        GraphRun<CompressedRows> rows = runs.compressedRows(Direction.OUT);
        try (CompressedRows built = rows.await()) {
            assertThat(built.entries()).isEqualTo(NODES - 1);
        }
        // Each node, and each edge once.
        assertThat(rows.progress()).isEqualTo(new GraphRun.Progress(2 * NODES - 1, 2 * NODES - 1));
    }

    @Test
    void whatComesWhenARunIsCancelledAlreadyIsClosed() {
        var closed = new CountDownLatch(1);
        var run = new GraphRun<AutoCloseable>();
        run.run(() -> {
            run.cancel(true);
            return closed::countDown;
        });
        assertThat(closed.getCount()).isZero();
        assertThat(run).isCancelled();
    }

    @Test
    void f073_cancellingEndsNativeWorkAtItsNextLookAtTheFlag() throws InterruptedException {
        GraphRun<Positions> run =
                runs.layout(ids(NODES), LayoutOptions.seeded(1).iterations(5_000));
        while (run.progress().done() < NODES) {
            Thread.sleep(1);
        }
        assertThat(run.cancel(true)).isTrue();
        while (!run.hasEnded()) {
            Thread.sleep(1);
        }
        // All of it would take minutes.
        assertThat(run.progress().done()).isLessThan(run.progress().total());
        assertThat(run).isCancelled();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(run::join);
        assertThatExceptionOfType(CancelledException.class).isThrownBy(run::await);
    }

    @Test
    void f073_anInterruptOfWhoWaitsEndsTheWorkAndStaysSet() throws InterruptedException {
        GraphRun<Positions> run =
                runs.layout(ids(NODES), LayoutOptions.seeded(1).iterations(5_000));
        List<Object> seen = new ArrayList<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                run.await();
            } catch (CancelledException cancelled) {
                seen.add(cancelled.status());
                seen.add(Thread.currentThread().isInterrupted());
                seen.add(run.hasEnded());
            }
        });
        while (run.progress().done() < NODES) {
            Thread.sleep(1);
        }
        waiting.interrupt();
        waiting.join();
        assertThat(seen).containsExactly(StatusCode.CANCELLED, true, true);
    }

    @Test
    void f073_cancellingEndsAPredicateAndAnExportAfterAtMostSoManyRows() throws InterruptedException {
        var begun = new CountDownLatch(2);
        var cancelled = new CountDownLatch(1);
        long[] asked = {0, 0};
        GraphRun<List<String>> filter = runs.filterNodes(node -> {
            if (asked[0]++ == 0) {
                meet(begun, cancelled);
            }
            return true;
        });
        GraphRun<Long> export = runs.export(node -> {
            if (asked[1]++ == 0) {
                meet(begun, cancelled);
            }
        });
        begun.await();
        filter.cancel(false);
        export.cancel(false);
        cancelled.countDown();
        while (!filter.hasEnded() || !export.hasEnded()) {
            Thread.sleep(1);
        }
        // The look at the flag comes before the predicate is asked again, and after so many rows were shown.
        assertThat(asked).containsExactly(63, 64);
    }

    private static void meet(CountDownLatch begun, CountDownLatch cancelled) {
        begun.countDown();
        try {
            assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void s15_writersGoOnWhileARunIsUnderWayAndItSeesTheMomentItBegan() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        GraphRun<Long> run = runs.export(node -> {
            if (node.row() == 0) {
                meet(begun, written);
            }
        });
        begun.await();
        graph.addNode(Node.of("late"));
        graph.removeNode("n5", 0);
        written.countDown();
        assertThat(run.await()).isEqualTo(NODES);
        assertThat(graph.nodeCount()).isEqualTo(NODES);
    }

    @Test
    void whatARunFailsWithComesOutOfIt() {
        var thrown = new IllegalStateException("from the sink");
        GraphRun<Long> run = runs.export(node -> {
            throw thrown;
        });
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(run::join)
                .withCause(thrown);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(run::await)
                .isSameAs(thrown);
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() ->
                        runs.layout(List.of("nobody"), LayoutOptions.seeded(1)).await());
        graph.close();
        assertThatExceptionOfType(GraphClosedException.class)
                .isThrownBy(() -> runs.nodes(Query.all()).await());
    }

    @Test
    void f123_aRunForWhichThereIsNoRoomIsRefusedAndOneThatWaitsCanBeCancelled() {
        var narrow = new GraphRuns(graph, new RunPool(1, 1));
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        GraphRun<Long> first = narrow.export(node -> {
            if (node.row() == 0) {
                meet(begun, ended);
            }
        });
        await(begun);
        GraphRun<Page<StoredNode>> waiting = narrow.nodes(Query.all());
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> narrow.nodes(Query.all()))
                .withMessageContaining("Number of runs that wait for their turn is 2, the limit is 1");
        waiting.cancel(true);
        ended.countDown();
        assertThat(first.await()).isEqualTo(NODES);
        assertThatExceptionOfType(CancelledException.class).isThrownBy(waiting::await);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
