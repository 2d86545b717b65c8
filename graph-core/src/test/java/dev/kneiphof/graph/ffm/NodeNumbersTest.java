package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that go by their numbers: no number ever writes to another node. */
class NodeNumbersTest {

    private static final Schema SCHEMA = Schema.EMPTY.with("owner", Schema.Type.TEXT);
    /** Nobody waits so long; a busy machine is no failure. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int THREADS = 4;
    private static final int CHANGES = 3_000;
    private static final int IDS = 40;

    private final Graph graph = Graph.open(GraphOptions.defaults().withLockWait(PATIENCE));

    @AfterEach
    void close() {
        graph.close();
    }

    private static SchemaRow row(String id) {
        return SCHEMA.row().id(id).set(0, id);
    }

    private void assertEachOwnsWhatItWrote(List<String> ids) {
        for (String id : ids) {
            graph.findNode(id)
                    .ifPresent(found -> assertThat(found.node().attributes().get("owner"))
                            .as(id)
                            .isEqualTo(AttributeValue.of(id)));
        }
    }

    @Test
    void aRowThatARollbackFreesIsAnotherNodesAndNoOldNumberReachesIt() {
        for (int times = 0; times < 3; times++) {
            graph.mergeNode(row("kept"));
        }
        try (Transaction undone = graph.begin()) {
            undone.apply(Batch.builder()
                    .mergeNode(Node.of("gone"))
                    .mergeNode(Node.of("gone").with("owner", "gone"))
                    .removeNode("kept")
                    .build());
        }
        graph.addNode(Node.of("next"));
        assertThat(graph.mergeNode(row("gone"))).isTrue();
        assertThat(graph.mergeNode(row("gone"))).isFalse();
        assertThat(graph.mergeNode(row("kept"))).isFalse();
        assertThat(graph.getNode("next").node()).isEqualTo(Node.of("next"));
        assertEachOwnsWhatItWrote(List.of("kept", "gone"));
    }

    @Test
    void idsThatComeOnceAreSoonNotLookedAtAndThoseThatComeAgainAreLearnedLater() {
        var numbers = new NodeNumbers();
        IntStream.range(0, NodeNumbers.PATIENCE)
                .forEach(id -> assertThat(lookUp(numbers, "n" + id)).isZero());
        IntStream.range(0, NodeNumbers.PAUSE)
                .forEach(look -> assertThat(lookUp(numbers, "again")).isZero());
        // The last one of the pause was noticed, this one is kept.
        assertThat(lookUp(numbers, "again")).isZero();
        assertThat(lookUp(numbers, "again")).isEqualTo(7);
        numbers.forget("again");
        assertThat(lookUp(numbers, "again")).isZero();
    }

    /** As a change does; every node has the number 7. */
    private static long lookUp(NodeNumbers numbers, String id) {
        long number = numbers.of(Operation.MERGE, id);
        if (number == 0) {
            numbers.changed(id, 7);
        }
        return number;
    }

    @Test
    void anotherGraphHasNumbersOfItsOwn() {
        try (Graph other = Graph.open(GraphOptions.defaults())) {
            other.addNode(Node.of("first"));
            for (int times = 0; times < 3; times++) {
                graph.mergeNode(row("a"));
                other.mergeNode(row("a"));
            }
            assertThat(other.getNode("first").node()).isEqualTo(Node.of("first"));
            assertThat(other.getNode("a").node()).isEqualTo(row("a").node());
        }
    }

    @Test
    void b13_threadsThatChangeRemoveAndCompactNeverWriteToAnotherNode() throws Exception {
        List<String> ids = IntStream.range(0, IDS).mapToObj(id -> "n" + id).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new SplittableRandom(thread);
                running.add(threads.submit(() -> {
                    for (int change = 0; change < CHANGES; change++) {
                        change(random, ids.get(random.nextInt(IDS)));
                    }
                }));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        }
        assertThat(graph.nodeCount()).isPositive();
        assertEachOwnsWhatItWrote(ids);
    }

    private void change(SplittableRandom random, String id) {
        switch (random.nextInt(20)) {
            case 0 -> graph.apply(Batch.builder().lenient(true).removeNode(id).build());
            case 1 -> graph.compact();
            case 2, 3, 4 -> graph.upsertNode(row(id));
            case 5, 6, 7 -> graph.mergeNode(row(id).node());
            default -> graph.mergeNode(row(id));
        }
    }
}
