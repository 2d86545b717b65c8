package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.StaleHandleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edges that name their ends by numbers: no number ever joins another node. */
class EndNumbersTest {

    private static final Schema SCHEMA =
            Schema.EMPTY.with("from", Schema.Type.TEXT).with("to", Schema.Type.TEXT);
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");
    /** Nobody waits so long; a busy machine is no failure. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int THREADS = 4;
    private static final int CHANGES = 2_000;

    private final Graph graph = Graph.open(GraphOptions.defaults().withLockWait(PATIENCE));

    @AfterEach
    void close() {
        graph.close();
    }

    private static SchemaRow row(String source, String target) {
        return SCHEMA.row().set(0, source).set(1, target);
    }

    @Test
    void b13_theNumberOfANodeThatIsGoneIsRefusedBeforeAndAfterItsRowIsAnothers() {
        IDS.forEach(id -> graph.addNode(Node.of(id)));
        long[] numbers = graph.findNodes(IDS);
        SchemaRow row = row("a", "b").ends(numbers[0], numbers[1]);
        graph.mergeEdge(row);
        graph.removeNode("b", 0);
        graph.addNode(Node.of("b"));
        assertStale(row, numbers[1]);
        graph.compact();
        assertStale(row, numbers[0]);
        assertThat(graph.counts().edges()).isZero();
        long[] now = graph.findNodes(IDS);
        graph.addEdge(row.ends(now[0], now[1]));
        assertThat(graph.hasEdge("a->b")).isTrue();
    }

    private void assertStale(SchemaRow row, long number) {
        assertThatExceptionOfType(StaleHandleException.class)
                .isThrownBy(() -> graph.mergeEdge(row))
                .satisfies(failure -> assertThat(failure.number()).isEqualTo(number))
                .withMessageContaining("look it up again by id");
    }

    @Test
    void codesOfTextsThatAreOverAreToldAnewBesideNumbersThatHold() {
        IDS.forEach(id -> graph.addNode(Node.of(id)));
        graph.addNode(Node.of("gone"));
        for (int times = 0; times < 3; times++) {
            long[] numbers = graph.findNodes(IDS);
            // The texts are codes from the second time on.
            graph.mergeEdge(row("a", "b").ends(numbers[0], numbers[1]));
            graph.mergeEdge(row("c", "d").ends(numbers[2], numbers[3]));
        }
        graph.removeNode("gone", 0);
        graph.compact();
        long[] numbers = graph.findNodes(IDS);
        assertThat(graph.mergeEdge(row("a", "b").ends(numbers[0], numbers[1]))).isFalse();
        assertEachEdgeJoinsWhatItSays();
    }

    @Test
    void b13_threadsThatJoinRemoveAndCompactNeverJoinAnotherNode() throws Exception {
        IDS.forEach(id -> graph.addNode(Node.of(id)));
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new SplittableRandom(thread);
                running.add(threads.submit(() -> change(random)));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
        assertEachEdgeJoinsWhatItSays();
    }

    private void change(SplittableRandom random) {
        long[] numbers = graph.findNodes(IDS);
        for (int change = 0; change < CHANGES; change++) {
            int source = random.nextInt(IDS.size());
            int target = random.nextInt(IDS.size());
            switch (random.nextInt(20)) {
                case 0 ->
                    graph.apply(Batch.builder()
                            .lenient(true)
                            .removeNode(IDS.get(source))
                            .build());
                case 1 -> graph.compact();
                case 2, 3 -> graph.mergeNode(Node.of(IDS.get(source)));
                default -> {
                    if (numbers[source] == 0 || numbers[target] == 0 || !join(source, target, numbers)) {
                        numbers = graph.findNodes(IDS);
                    }
                }
            }
        }
    }

    private boolean join(int source, int target, long[] numbers) {
        try {
            graph.mergeEdge(row(IDS.get(source), IDS.get(target)).ends(numbers[source], numbers[target]));
            return true;
        } catch (StaleHandleException removedMeanwhile) {
            return false;
        }
    }

    private void assertEachEdgeJoinsWhatItSays() {
        graph.edges(Query.all()).items().forEach(stored -> {
            Edge edge = stored.edge();
            assertThat(edge.attributes().get("from")).isEqualTo(AttributeValue.of(edge.source()));
            assertThat(edge.attributes().get("to")).isEqualTo(AttributeValue.of(edge.target()));
        });
    }
}
