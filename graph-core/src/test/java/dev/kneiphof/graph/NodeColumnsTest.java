package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Columns show what the graph holds, where it lies, for as long as they are open. */
class NodeColumnsTest {

    private static final Object OBJECT = new Object();
    private static final List<Object> VALUES = List.of(
            true,
            false,
            1L,
            Long.MIN_VALUE,
            0.5,
            -0.0,
            Double.NaN,
            "text",
            "",
            "Grüße 🌉",
            new byte[] {1, -1},
            Instant.EPOCH,
            List.of(1L, "two", List.of()),
            Map.of("nested", Map.of("x", 1.5)),
            NullValue.INSTANCE,
            new OpaqueValue(OBJECT));

    private final Graph graph = Graph.open(GraphOptions.defaults());

    @AfterEach
    void close() {
        graph.close();
    }

    private static List<@Nullable AttributeValue> values(NodeColumns columns, String key) {
        List<@Nullable AttributeValue> values = new ArrayList<>();
        for (ColumnChunk chunk : columns.chunks(key)) {
            assertThat(chunk.firstRow()).isEqualTo(values.size());
            for (int row = 0; row < chunk.rows(); row++) {
                values.add(chunk.value(row));
            }
        }
        return values;
    }

    private void addNumbers(int count) {
        Batch.Builder batch = Batch.builder();
        for (int i = 0; i < count; i++) {
            batch.addNode(Node.of("n" + i).with("integer", i).with("float", i / 2.0));
        }
        graph.apply(batch.build());
    }

    @Test
    void s10_valuesAndIdsAreThoseOfTheGraphInOrderOfArrivalWhateverTheirTypes() {
        var random = new SplittableRandom(5);
        List<String> keys = List.of("mixed", "dense", "texts", "number", "nobody");
        for (int i = 0; i < 5_000; i++) {
            Node node = Node.of("n" + i).with("dense", i).with("texts", "text " + random.nextInt(400));
            if (random.nextInt(3) > 0) {
                node = node.with("mixed", VALUES.get(random.nextInt(VALUES.size())));
            }
            if (random.nextInt(3) > 0) {
                node = node.with("number", random.nextDouble());
            }
            graph.addNode(node);
        }
        for (int i = 0; i < 500; i++) {
            graph.removeNode("n" + 7 * i, 0);
        }
        try (NodeColumns columns = graph.columns(keys.toArray(String[]::new))) {
            assertThat(columns.keys()).isEqualTo(keys);
            assertThat(columns.rows()).isEqualTo(5_000);
            assertThat(columns.revision()).isEqualTo(graph.counts().revision());
            for (String key : keys) {
                List<@Nullable AttributeValue> values = values(columns, key);
                for (int row = 0; row < 5_000; row++) {
                    StoredNode stored = graph.findNode("n" + row).orElse(null);
                    assertThat(values.get(row))
                            .as("%s of row %d", key, row)
                            .isEqualTo(
                                    stored == null
                                            ? null
                                            : stored.node().attributes().get(key));
                }
            }
            assertThat(columns.id(0)).isEqualTo("n0");
            assertThat(columns.id(4_999)).isEqualTo("n4999");
            assertThat(columns.texts("texts")).hasSize(400).allMatch(text -> text.startsWith("text "));
        }
    }

    @Test
    void anIntegerIsNeverReadAsAFloatNorAFloatAsAnInteger() {
        addNumbers(3);
        try (NodeColumns columns = graph.columns("integer", "float", "nobody")) {
            ColumnChunk integers = columns.chunks("integer").getFirst();
            ColumnChunk floats = columns.chunks("float").getFirst();
            assertThat(integers.kind()).isEqualTo(ColumnChunk.Kind.INTEGER);
            assertThat(integers.value(2)).isEqualTo(new IntegerValue(2));
            assertThat(floats.value(2)).isEqualTo(new FloatValue(1.0));
            assertThat(columns.chunks("nobody").getFirst().kind()).isEqualTo(ColumnChunk.Kind.NONE);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> integers.floatAt(2))
                    .withMessageContaining("INTEGER");
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> floats.integerAt(2));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> floats.isPresent(3));
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> columns.id(3));
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> columns.chunks("other"));
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> columns.texts("other"));
        }
    }

    @Test
    void segmentsAreReadOnlyAndEndWithTheValues() {
        addNumbers(2_050);
        try (NodeColumns columns = graph.columns("float")) {
            MemorySegment values = columns.chunks("float").get(1).values();
            assertThat(values.byteSize()).isEqualTo(16);
            assertThat(values.getAtIndex(ValueLayout.JAVA_DOUBLE, 1)).isEqualTo(2_049 / 2.0);
            assertThat(values.isReadOnly()).isTrue();
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> values.setAtIndex(ValueLayout.JAVA_DOUBLE, 0, 1.0));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> values.getAtIndex(ValueLayout.JAVA_DOUBLE, 2));
        }
    }

    @Test
    void s11_whatIsSeenStaysTheSameWhileTheGraphIsChangedCompactedAndClosed() throws InterruptedException {
        addNumbers(5_000);
        var done = new AtomicBoolean();
        try (NodeColumns columns = graph.columns("integer")) {
            var writer = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    graph.upsertNode(Node.of("n" + i).with("integer", "another"));
                    if (i % 3 == 0) {
                        graph.removeNode("n" + i, 0);
                    }
                }
                graph.compact();
                graph.close();
                done.set(true);
            });
            writer.start();
            int rounds = 0;
            boolean last;
            do {
                last = done.get();
                long row = 0;
                for (ColumnChunk chunk : columns.chunks("integer")) {
                    for (int at = 0; at < chunk.rows(); at++) {
                        if (chunk.integerAt(at) != row++) {
                            throw new AssertionError("row " + (row - 1) + " is " + chunk.integerAt(at));
                        }
                    }
                }
                rounds++;
            } while (!last);
            writer.join();
            assertThat(rounds).isPositive();
            assertThat(columns.id(4_999)).isEqualTo("n4999");
        }
    }

    @Test
    void f060_f061_accessAfterCloseIsAnExceptionAndASecondCloseNothing() {
        addNumbers(3);
        NodeColumns columns = graph.columns("integer");
        ColumnChunk chunk = columns.chunks("integer").getFirst();
        MemorySegment values = chunk.values();
        columns.close();
        columns.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> values.getAtIndex(ValueLayout.JAVA_LONG, 0));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> chunk.value(0));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> chunk.isPresent(0));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> columns.id(0));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> columns.texts("integer"));
    }

    @Test
    void anEmptyGraphHasNoChunksAndAClosedOneNoColumns() {
        try (NodeColumns columns = graph.columns("x")) {
            assertThat(columns.rows()).isZero();
            assertThat(columns.chunks("x")).isEmpty();
        }
        graph.close();
        assertThatExceptionOfType(GraphClosedException.class).isThrownBy(() -> graph.columns("x"));
    }

    @Test
    void s12_nodesAreShownOneAfterTheOtherWithoutMakingObjectsOfThem() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            try (OpenBatch batch = graph.batch()) {
                IntStream.range(0, 5_000)
                        .forEach(
                                i -> batch.addNode(Node.of("n" + i).with("x", i).with("name", "name " + i % 3)));
                batch.commit();
            }
            graph.removeNode("n4", 0);
            long[] sums = new long[3];
            try (NodeColumns columns = graph.columns("x", "name")) {
                columns.forEachNode(node -> {
                    sums[0]++;
                    sums[1] += node.integerOf("x");
                    sums[2] += "name 1".equals(node.textOf("name"))
                                    && node.idView().startsWith("n49")
                            ? 1
                            : 0;
                });
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> columns.forEachNode(node -> node.has("other")));
            }
            assertThat(sums).containsExactly(4_999, 5_000 * 4_999 / 2 - 4, 1 + 4 + 34);
            NodeColumns none = graph.columns();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> none.forEachNode(node -> none.close()))
                    .withMessageContaining("being read");
            none.forEachNode(node -> sums[0]--);
            none.close();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> none.forEachNode(node -> {}));
            assertThat(sums[0]).isZero();
        }
    }

    @Test
    void whoIsReadingIsNotDisturbedByAClosingThatIsRefused() throws InterruptedException {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNode(Node.of("a").with("value", 1));
            NodeColumns columns = graph.columns("value");
            int[] refused = {0};
            Thread closing = Thread.ofPlatform().unstarted(() -> {
                for (int i = 0; i < 20_000; i++) {
                    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(columns::close);
                    refused[0]++;
                }
            });
            columns.forEachNode(node -> {
                closing.start();
                while (closing.isAlive()) {
                    assertThat(columns.ids(0)).containsExactly("a");
                }
            });
            closing.join();
            assertThat(refused[0]).isEqualTo(20_000);
            columns.close();
        }
    }
}
