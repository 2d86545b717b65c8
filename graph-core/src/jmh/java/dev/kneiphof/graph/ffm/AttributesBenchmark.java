package dev.kneiphof.graph.ffm;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.GraphShape;
import dev.kneiphof.graph.Ids;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Operation;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.bench.RunRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** 5 and 100 attributes set on a node, or an edge, that is there; so many different rows follow each other that every value changes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 8, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class AttributesBenchmark {

    private static final String ID = "n000000000001";
    private static final int ROWS = 64;
    private static final List<String> ANSWERING = List.of(
            "fromMap", "fromNode", "fromSchemaRow", "filledSchemaRow", "edgeFromEdge", "edgeFromSchemaRow", "pureJava");

    @Param({"5", "100"})
    public int count;

    private final Map<String, Map<String, Object>> plain = new HashMap<>();
    private List<Map<String, Object>> maps = List.of();
    private List<Node> nodes = List.of();
    private List<SchemaRow> rows = List.of();
    private List<Edge> edges = List.of();
    private List<SchemaRow> edgeRows = List.of();
    private SchemaRow filled = Schema.EMPTY.row();
    private Graph graph = Graph.open(GraphOptions.defaults());
    private final GraphState state = state();
    private final SchemaCalls schemas = new SchemaCalls(state, GraphShape.Subject.NODE);
    private final RowShapes shapes = new RowShapes(state, schemas);
    private int next;

    private static GraphState state() {
        GraphOptions options = GraphOptions.defaults();
        long number = GraphCalls.open(options);
        return new GraphState(new GraphHandle(number), options, new SymbolTable(number), new OpaqueRegistry());
    }

    @Setup
    public void fill() {
        maps = IntStream.range(0, ROWS).mapToObj(this::row).toList();
        nodes = maps.stream()
                .map(row -> Node.of(ID).withAttributes(Attributes.of(row)))
                .toList();
        Schema schema = schema();
        rows = maps.stream().map(row -> fill(schema.row().id(ID), row.values())).toList();
        filled = schema.row();
        edges = nodes.stream()
                .map(node -> Edge.of(ID, ID).withAttributes(node.attributes()))
                .toList();
        edgeRows = maps.stream()
                .map(row -> fill(schema.row().ends(ID, ID), row.values()))
                .toList();
        graph.addNode(Node.of(ID));
        graph.addEdge(Edge.of(ID, ID));
        learnShape();
        for (String row : ANSWERING) {
            int before = next;
            Object answer = answer(row);
            RunRecord.check(
                    "AttributesBenchmark." + row + "/" + count,
                    "the attributes of the row",
                    answer,
                    nodes.get((before + 1) & (ROWS - 1)).attributes());
        }
    }

    /** Until the kind of the nodes and the codes of their texts are known. */
    private void learnShape() {
        var calls = new NodeCalls(state, schemas);
        for (int row = 0; row < 4 * ROWS; row++) {
            Node node = nodes.get(row % ROWS);
            calls.write(Operation.MERGE, node, 0);
            Session session = Session.enter();
            try {
                shapes.of(session, node.attributes());
            } finally {
                session.exit();
            }
        }
    }

    private Attributes answer(String row) {
        switch (row) {
            case "fromMap" -> fromMap();
            case "fromNode" -> fromNode();
            case "fromSchemaRow" -> fromSchemaRow();
            case "filledSchemaRow" -> filledSchemaRow();
            case "edgeFromEdge" -> {
                edgeFromEdge();
                return edgeAttributes();
            }
            case "edgeFromSchemaRow" -> {
                edgeFromSchemaRow();
                return edgeAttributes();
            }
            default -> {
                pureJava();
                return Attributes.of(plain.get(ID));
            }
        }
        return graph.getNode(ID).node().attributes();
    }

    private Attributes edgeAttributes() {
        return graph.getEdge(Ids.derivedEdgeId(ID, ID, null)).edge().attributes();
    }

    /** An integer, a float, a boolean, a text, an integer, and so on: as in {@code native/crates/bench}. */
    private Map<String, Object> row(int row) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int key = 0; key < count; key++) {
            long number = row * 1_000L + key;
            Object value = switch (key % 5) {
                case 1 -> number + 0.5;
                case 2 -> row % 2 == 0;
                case 3 -> "category-%02d".formatted(row % 16);
                default -> number;
            };
            attributes.put("key%03d".formatted(key).intern(), value);
        }
        return attributes;
    }

    private Schema schema() {
        Schema schema = Schema.EMPTY;
        for (int key = 0; key < count; key++) {
            Schema.Type type = switch (key % 5) {
                case 1 -> Schema.Type.FLOAT;
                case 2 -> Schema.Type.BOOLEAN;
                case 3 -> Schema.Type.TEXT;
                default -> Schema.Type.INTEGER;
            };
            schema = schema.with("key%03d".formatted(key), type);
        }
        return schema;
    }

    private static SchemaRow fill(SchemaRow row, Collection<Object> values) {
        int place = 0;
        for (Object value : values) {
            switch (value) {
                case Long number -> row.set(place++, number);
                case Double number -> row.set(place++, number);
                case Boolean truth -> row.set(place++, truth);
                default -> row.set(place++, (String) value);
            }
        }
        return row;
    }

    private int nextRow() {
        next = (next + 1) & (ROWS - 1);
        return next;
    }

    /** What a caller with a map does. */
    @Benchmark
    public boolean fromMap() {
        return graph.mergeNode(ID, maps.get(nextRow()));
    }

    /** The values are typed already. */
    @Benchmark
    public boolean fromNode() {
        return graph.mergeNode(nodes.get(nextRow()));
    }

    /** The values are words of a schema already. */
    @Benchmark
    public boolean fromSchemaRow() {
        return graph.mergeNode(rows.get(nextRow()));
    }

    /** One row is filled again and again, from typed values of another one: what a typed writer does. */
    @Benchmark
    public boolean filledSchemaRow() {
        SchemaRow from = rows.get(nextRow());
        SchemaRow row = filled.id(ID);
        for (int place = 0; place < count; place += 5) {
            row.set(place, from.word(place))
                    .set(place + 1, Double.longBitsToDouble(from.word(place + 1)))
                    .set(place + 2, from.word(place + 2) != 0)
                    .set(place + 3, Objects.requireNonNull(from.text(place + 3)))
                    .set(place + 4, from.word(place + 4));
        }
        return graph.mergeNode(row);
    }

    /** As {@link #fromNode()}, of an edge, which is named by its ends. */
    @Benchmark
    public boolean edgeFromEdge() {
        return graph.mergeEdge(edges.get(nextRow()));
    }

    /** As {@link #fromSchemaRow()}, of an edge. */
    @Benchmark
    public boolean edgeFromSchemaRow() {
        return graph.mergeEdge(edgeRows.get(nextRow()));
    }

    /** What the boundary adds in Java before the call: the row of a node of a known kind is encoded, and goes nowhere. */
    @Benchmark
    public long encoded() {
        Node node = nodes.get(nextRow());
        Session session = Session.enter();
        try {
            RowShape shape = Objects.requireNonNull(shapes.of(session, node.attributes()));
            RegisteredSchema schema = Objects.requireNonNull(shape.schema());
            long number = schemas.numberOf(Operation.MERGE, node.id());
            return session.shapedRows().encode(state, shape, schema, node, number, 0);
        } finally {
            session.exit();
        }
    }

    /** The same of a node of a kind that is not known, as slots. */
    @Benchmark
    public long encodedAsSlots() {
        Session session = Session.enter();
        try {
            return state.rows(session).node(nodes.get(nextRow()), 0);
        } finally {
            session.exit();
        }
    }

    @Benchmark
    public Object pureJava() {
        return plain.put(ID, new HashMap<>(maps.get(nextRow())));
    }

    @TearDown
    public void close() {
        graph.close();
        state.handle().close();
    }
}
