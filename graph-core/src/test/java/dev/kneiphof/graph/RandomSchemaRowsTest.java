package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of a schema, the same row as a node, and the same node in plain Java: three ways to one graph. */
class RandomSchemaRowsTest {

    private static final int STEPS = 300;
    private static final List<String> TEXTS =
            List.of("", "x", "\u00e9", "\ud83d\ude00", "a text that is longer than a word");
    private static final List<Double> FLOATS = List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 0.1);
    private static final List<Long> INTEGERS = List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);

    private static final Operation[] OPERATIONS = {Operation.ADD, Operation.UPSERT, Operation.MERGE};

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void b3_rowsOfSchemasWriteWhatNodesWriteAndWhatTheReferenceHas(long seed) {
        var random = new SplittableRandom(seed);
        try (Graph byRows = Graph.open(GraphOptions.defaults());
                Graph bySlots = Graph.open(GraphOptions.defaults());
                Graph reference = new ReferenceGraph(GraphOptions.defaults())) {
            List<SchemaRow> rows = new ArrayList<>();
            // One with more attributes than a word of the bitmaps has bits.
            for (int attributes : new int[] {0, 1, 5, 70}) {
                rows.add(schema(random, attributes).row());
            }
            for (int step = 0; step < STEPS; step++) {
                SchemaRow row = rows.get(random.nextInt(rows.size()));
                fill(row, random);
                Operation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
                Object written = write(byRows, operation, row);
                assertThat(written).as("step %d", step).isEqualTo(write(bySlots, operation, row.node()));
                assertThat(written).as("step %d", step).isEqualTo(write(reference, operation, row.node()));
                if (step % 100 == 99) {
                    byRows.removeNode(row.id(), 0);
                    bySlots.removeNode(row.id(), 0);
                    reference.removeNode(row.id(), 0);
                    // Codes of texts change with it.
                    byRows.compact();
                }
            }
            List<Node> nodes = all(byRows);
            assertThat(nodes).hasSizeGreaterThan(10).isEqualTo(all(bySlots)).isEqualTo(all(reference));
        }
    }

    private static Schema schema(SplittableRandom random, int attributes) {
        Schema schema = Schema.EMPTY;
        for (int i = 0; i < attributes; i++) {
            // Few keys: the same one has another type in another schema.
            schema = schema.with("k" + i, Schema.Type.values()[random.nextInt(5)]);
        }
        return schema;
    }

    private static void fill(SchemaRow row, SplittableRandom random) {
        row.clear().id("n" + random.nextInt(20));
        if (random.nextBoolean()) {
            row.labels(random.nextBoolean() ? List.of("L") : List.of("M", "L"));
        }
        for (int place = 0; place < row.schema().size(); place++) {
            switch (random.nextInt(5)) {
                case 0 -> row.unset(place);
                case 1 -> row.setNull(place);
                default -> set(row, place, random);
            }
        }
    }

    private static void set(SchemaRow row, int place, SplittableRandom random) {
        int at = random.nextInt(5);
        switch (row.schema().typeAt(place)) {
            case BOOLEAN -> row.set(place, at % 2 == 0);
            case INTEGER -> row.set(place, INTEGERS.get(at));
            case FLOAT -> row.set(place, FLOATS.get(at));
            case TEXT -> row.set(place, at == 0 ? "once " + random.nextInt() : TEXTS.get(at));
            case INSTANT -> row.set(place, Instant.EPOCH.plusNanos(1_000L * (at - 2)));
        }
    }

    private static Object write(Graph graph, Operation operation, SchemaRow row) {
        return outcome(() -> switch (operation) {
            case UPSERT -> graph.upsertNode(row);
            case MERGE -> graph.mergeNode(row);
            default -> {
                graph.addNode(row);
                yield true;
            }
        });
    }

    private static Object write(Graph graph, Operation operation, Node node) {
        return outcome(() -> switch (operation) {
            case UPSERT -> graph.upsertNode(node);
            case MERGE -> graph.mergeNode(node);
            default -> {
                graph.addNode(node);
                yield true;
            }
        });
    }

    private static Object outcome(Supplier<Object> write) {
        try {
            return write.get();
        } catch (GraphException refused) {
            return refused.status();
        }
    }

    private static List<Node> all(Graph graph) {
        return graph.nodes(Query.all()).items().stream().map(StoredNode::node).toList();
    }
}
