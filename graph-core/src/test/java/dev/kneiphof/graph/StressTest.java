package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A long life in a short time: writers on platform and virtual threads, each with rows of its own and an oracle that answers
 * first; readers, scans, snapshots and compactions all the while.
 */
@Timeout(1_200)
class StressTest {

    private static final int WRITERS = 4;

    /**
     * A third of them batches or transactions: some millions of rows, in about twenty seconds. As many as you like with
     * {@code -Dstress.operations}.
     */
    private static final int OPERATIONS = Integer.getInteger("stress.operations", 200_000);

    private final GraphOptions options = GraphOptions.defaults().withLockWait(Duration.ofSeconds(60));
    private final Graph graph = Graph.open(options);
    private final AtomicBoolean written = new AtomicBoolean();

    @Test
    void c9_f076_b3_threadsThatShareAGraphEachFindTheirOwnRowsAsTheOracleHasThem() throws Exception {
        List<Graph> oracles = new ArrayList<>();
        List<Future<Long>> writers = new ArrayList<>();
        List<Future<Long>> readers = new ArrayList<>();
        try (ExecutorService platform = Executors.newCachedThreadPool();
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                var oracle = new ReferenceGraph(options);
                oracles.add(oracle);
                int number = writer;
                writers.add((writer % 2 == 0 ? platform : virtual).submit(() -> write(number, oracle)));
            }
            for (Callable<Long> reading :
                    List.<Callable<Long>>of(this::pages, this::scans, this::columns, this::compactions)) {
                readers.add((readers.size() % 2 == 0 ? virtual : platform).submit(() -> untilWritten(reading)));
            }
            try {
                for (Future<Long> writer : writers) {
                    assertThat(writer.get()).isEqualTo(OPERATIONS);
                }
            } finally {
                written.set(true);
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
        assertSame(oracles);
        graph.close();
    }

    private long write(int writer, Graph oracle) {
        var random = new RandomRows(new SplittableRandom(writer), "w" + writer + "-");
        for (long operation = 0; operation < OPERATIONS; operation++) {
            Function<Graph, Object> change = random.change();
            Object expected = outcome(oracle, change);
            Object answered = outcome(graph, change);
            if (!expected.equals(answered)) {
                throw new AssertionError(
                        "writer " + writer + ", operation " + operation + ": " + answered + " instead of " + expected);
            }
        }
        return OPERATIONS;
    }

    private static Object outcome(Graph graph, Function<Graph, Object> operation) {
        try {
            return operation.apply(graph);
        } catch (GraphException refused) {
            return refused.status() + " " + refused.row();
        }
    }

    private long untilWritten(Callable<Long> reading) throws Exception {
        long rounds = 0;
        while (!written.get() || rounds == 0) {
            rounds += reading.call();
            Thread.sleep(1);
        }
        return rounds;
    }

    private long pages() {
        Page<StoredNode> page = graph.nodes(Query.all()
                .filter(Filter.id(Comparison.STARTS_WITH, "w1-"))
                .order(Order.byAttribute("a"))
                .limit(40));
        assertThat(page.items()).allSatisfy(node -> assertThat(node.id()).startsWith("w1-"));
        List<String> ids = page.items().stream().map(StoredNode::id).toList();
        graph.getNodes(ids);
        ids.stream()
                .limit(3)
                .forEach(id -> graph.findNode(id)
                        .ifPresent(node -> assertThat(node.id()).isEqualTo(id)));
        return 1;
    }

    private long scans() {
        List<String> even = graph.filterNodes(node -> node.idView().startsWith("w0-") && node.value("b") != null);
        assertThat(even).allSatisfy(id -> assertThat(id).startsWith("w0-")).doesNotHaveDuplicates();
        return 1;
    }

    /** What a snapshot shows does not change, however often it is looked at. */
    private long columns() {
        try (NodeColumns columns = graph.columns("a", "b")) {
            List<Object> first = shown(columns);
            Thread.yield();
            assertThat(shown(columns)).isEqualTo(first);
        }
        return 1;
    }

    private static List<Object> shown(NodeColumns columns) {
        List<Object> shown = new ArrayList<>();
        columns.forEachNode(node -> shown.add(node.id() + node.value("a") + node.value("b")));
        return shown;
    }

    private long compactions() throws InterruptedException {
        graph.compact();
        Thread.sleep(20);
        return 1;
    }

    private void assertSame(List<Graph> oracles) {
        Query all = Query.all().limit(Query.LIMIT_MAX);
        Map<String, Node> nodes =
                graph.nodes(all).items().stream().collect(Collectors.toMap(StoredNode::id, StoredNode::node));
        Map<String, Edge> edges =
                graph.edges(all).items().stream().collect(Collectors.toMap(StoredEdge::id, StoredEdge::edge));
        Map<String, Node> expectedNodes = oracles.stream()
                .flatMap(oracle -> oracle.nodes(all).items().stream())
                .collect(Collectors.toMap(StoredNode::id, StoredNode::node));
        Map<String, Edge> expectedEdges = oracles.stream()
                .flatMap(oracle -> oracle.edges(all).items().stream())
                .collect(Collectors.toMap(StoredEdge::id, StoredEdge::edge));
        assertThat(nodes).isEqualTo(expectedNodes).hasSizeGreaterThan(10 * WRITERS);
        assertThat(edges).isEqualTo(expectedEdges);
        IntStream.range(0, WRITERS)
                .forEach(writer -> assertThat(nodes.keySet()).anyMatch(id -> id.startsWith("w" + writer + "-")));
    }
}
