package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.GraphShape.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row of a schema, the same row as a node or edge, and the same in plain Java: three ways to one graph. */
class RandomSchemaRowsTest {

    private static final int STEPS = 300;
    private static final List<String> TEXTS =
            List.of("", "x", "\u00e9", "\ud83d\ude00", "a text that is longer than a word");
    private static final List<Double> FLOATS = List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 0.1);
    private static final List<Long> INTEGERS = List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53);

    private static final Operation[] OPERATIONS = {Operation.ADD, Operation.UPSERT, Operation.MERGE};

    private static final List<String> ENDS = List.of("a", "b", "\u00e9");

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({
        "NODE, 1", "NODE, 2", "NODE, 3", "NODE, 4", "NODE, 5", "NODE, 6",
        "EDGE, 1", "EDGE, 2", "EDGE, 3", "EDGE, 4", "EDGE, 5", "EDGE, 6",
    })
    void b3_rowsOfSchemasWriteWhatNodesAndEdgesWriteAndWhatTheReferenceHas(Subject subject, long seed) {
        var random = new SplittableRandom(seed);
        try (Graph byRows = Graph.open(GraphOptions.defaults());
                Graph bySlots = Graph.open(GraphOptions.defaults());
                Graph reference = new ReferenceGraph(GraphOptions.defaults())) {
            List<Graph> graphs = List.of(byRows, bySlots, reference);
            graphs.forEach(graph -> ENDS.forEach(end -> graph.addNode(Node.of(end))));
            List<SchemaRow> rows = new ArrayList<>();
            // One with more attributes than a word of the bitmaps has bits.
            for (int attributes : new int[] {0, 1, 5, 70}) {
                rows.add(schema(random, attributes).row());
            }
            for (int step = 0; step < STEPS; step++) {
                SchemaRow row = rows.get(random.nextInt(rows.size()));
                name(row.clear(), subject, random);
                fill(row, random);
                Operation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
                Object written =
                        random.nextBoolean() ? write(byRows, operation, row) : writeByNumber(byRows, operation, row);
                assertThat(written).as("step %d", step).isEqualTo(writeWhole(bySlots, operation, row));
                assertThat(written).as("step %d", step).isEqualTo(writeWhole(reference, operation, row));
                if (step % 100 == 99) {
                    graphs.forEach(graph -> remove(graph, row));
                    // Codes of texts change with it.
                    byRows.compact();
                }
            }
            List<Object> all = all(byRows);
            assertThat(all).hasSizeGreaterThan(10).isEqualTo(all(bySlots)).isEqualTo(all(reference));
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

    private static void name(SchemaRow row, Subject subject, SplittableRandom random) {
        if (subject == Subject.NODE) {
            row.id("n" + random.nextInt(20));
            if (random.nextBoolean()) {
                row.labels(random.nextBoolean() ? List.of("L") : List.of("M", "L"));
            }
            return;
        }
        row.ends(ENDS.get(random.nextInt(3)), random.nextInt(20) == 0 ? "nobody" : ENDS.get(random.nextInt(3)));
        row.type(random.nextBoolean() ? null : "T" + random.nextInt(2));
        switch (random.nextInt(3)) {
            case 0 -> row.id("e" + random.nextInt(10));
            case 1 -> row.id(row.effectiveId());
            default -> row.id("");
        }
    }

    private static void fill(SchemaRow row, SplittableRandom random) {
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
        boolean isEdge = row.subject() == Subject.EDGE;
        return outcome(() -> switch (operation) {
            case UPSERT -> isEdge ? graph.upsertEdge(row) : graph.upsertNode(row);
            case MERGE -> isEdge ? graph.mergeEdge(row) : graph.mergeNode(row);
            default -> {
                if (isEdge) {
                    graph.addEdge(row);
                } else {
                    graph.addNode(row);
                }
                yield true;
            }
        });
    }

    /** With numbers in place of the ends, where both are there. */
    private static Object writeByNumber(Graph graph, Operation operation, SchemaRow row) {
        if (row.subject() == Subject.NODE) {
            return write(graph, operation, row);
        }
        String source = row.source();
        String target = row.target();
        long[] numbers = graph.findNodes(List.of(source, target));
        if (numbers[0] == 0 || numbers[1] == 0) {
            return write(graph, operation, row);
        }
        Object written = write(graph, operation, row.ends(numbers[0], numbers[1]));
        row.ends(source, target);
        return written;
    }

    private static Object writeWhole(Graph graph, Operation operation, SchemaRow row) {
        boolean isEdge = row.subject() == Subject.EDGE;
        return outcome(() -> switch (operation) {
            case UPSERT -> isEdge ? graph.upsertEdge(row.edge()) : graph.upsertNode(row.node());
            case MERGE -> isEdge ? graph.mergeEdge(row.edge()) : graph.mergeNode(row.node());
            default -> {
                if (isEdge) {
                    graph.addEdge(row.edge());
                } else {
                    graph.addNode(row.node());
                }
                yield true;
            }
        });
    }

    /** The failure with the value that it names, too. */
    private static Object outcome(Supplier<Object> write) {
        try {
            return write.get();
        } catch (GraphException refused) {
            return refused.status() + " " + refused.value();
        }
    }

    private static void remove(Graph graph, SchemaRow row) {
        if (row.subject() == Subject.NODE) {
            graph.removeNode(row.id(), 0);
        } else if (graph.hasEdge(row.effectiveId())) {
            graph.removeEdge(row.effectiveId(), 0);
        }
    }

    private static List<Object> all(Graph graph) {
        List<Object> all = new ArrayList<>();
        graph.nodes(Query.all()).items().forEach(stored -> all.add(stored.node()));
        graph.edges(Query.all()).items().forEach(stored -> all.add(stored.edge()));
        return all;
    }
}
