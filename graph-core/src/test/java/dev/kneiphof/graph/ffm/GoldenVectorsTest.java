package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeChange;
import dev.kneiphof.graph.Order;
import dev.kneiphof.graph.StoredEdge;
import dev.kneiphof.graph.StoredNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The golden vectors of {@code contract/wire}, which Rust's tests read too: the JSON describes, the hex holds. */
class GoldenVectorsTest {

    private static final GraphOptions OPTIONS = GraphOptions.defaults();
    private static final SymbolTable SYMBOLS = new SymbolTable(0);

    static {
        SYMBOLS.learn(0, IntStream.range(0, 64).mapToObj(i -> "s" + i).toList());
    }

    private final GraphState graph =
            new GraphState(new GraphHandle(GraphCalls.open(OPTIONS)), OPTIONS, SYMBOLS, new OpaqueRegistry());

    @AfterEach
    void close() {
        graph.handle().close();
    }

    static List<GoldenVector> vectors() throws IOException {
        return GoldenVector.all();
    }

    static List<GoldenVector> answers() throws IOException {
        return vectors().stream()
                .filter(vector -> vector.kind().equals("rows") || vector.kind().equals("packed"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void eachVectorThatGoesInIsWrittenByteForByte(GoldenVector vector) {
        NativeBuffer out = new NativeBuffer(64);
        Session session = Session.enter();
        try {
            switch (vector.kind()) {
                case "packed" -> writePacked(out, vector.json());
                case "row" -> out = writeRow(session, vector.json());
                case "batch" -> writeBatch(session, out, vector.json());
                case "query" -> writeQuery(out, vector.json());
                case "schema" ->
                    RegisteredSchema.encode(
                            out,
                            GoldenSchemas.subject(vector.json()),
                            GoldenSchemas.schema(vector.json()),
                            key -> symbol(session, key));
                case "schemaRow" -> out = GoldenSchemas.writeRow(session, graph, vector.json());
                case "rows" -> out.putBytes(vector.bytes());
                default -> throw new IllegalArgumentException(vector.toString());
            }
            assertThat(HexFormat.of().formatHex(out.toArray()))
                    .isEqualTo(HexFormat.of().formatHex(vector.bytes()));
        } finally {
            session.exit();
        }
    }

    static List<GoldenVector> fullRows() throws IOException {
        return vectors().stream()
                .filter(vector -> vector.kind().equals("schemaRow") && GoldenSchemas.isWhole(vector.json()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fullRows")
    void aNodeOrEdgeOfAKnownKindIsTheVeryBytesOfTheRowThatWasDeclared(GoldenVector vector) {
        Session session = Session.enter();
        try {
            NativeBuffer out = GoldenSchemas.writeShaped(session, graph, vector.json());
            assertThat(HexFormat.of().formatHex(out.toArray()))
                    .isEqualTo(HexFormat.of().formatHex(vector.bytes()));
        } finally {
            session.exit();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void eachVectorThatComesOutIsReadAsWhatItsDescriptionSays(GoldenVector vector) {
        var in = new ByteReader(vector.bytes(), vector.bytes().length);
        if (vector.kind().equals("packed")) {
            for (JsonNode value : vector.json().get("values")) {
                if (!value.has("opaque")) {
                    assertThat(ValueCodec.decode(in)).isEqualTo(GoldenVector.value(value));
                }
            }
            return;
        }
        var decoder = new ResultDecoder(in, symbol -> "s" + symbol, handle -> handle);
        JsonNode rows = vector.json().get("rows");
        if (vector.json().get("subject").asString().equals("node")) {
            assertThat(decoder.nodes()).isEqualTo(expectedNodes(rows));
        } else {
            assertThat(decoder.edges()).isEqualTo(expectedEdges(rows));
        }
    }

    private static List<@Nullable StoredNode> expectedNodes(JsonNode rows) {
        var nodes = new ArrayList<@Nullable StoredNode>();
        for (JsonNode row : rows) {
            nodes.add(
                    row.isNull()
                            ? null
                            : new StoredNode(
                                    node(row),
                                    GoldenVector.unsigned(row.get("version")),
                                    row.get("outDegree").asLong(),
                                    row.get("inDegree").asLong()));
        }
        return nodes;
    }

    private static List<@Nullable StoredEdge> expectedEdges(JsonNode rows) {
        var edges = new ArrayList<@Nullable StoredEdge>();
        for (JsonNode row : rows) {
            if (row.isNull()) {
                edges.add(null);
            } else {
                Edge edge = edge(row);
                edges.add(new StoredEdge(edge.id(edge.effectiveId()), GoldenVector.unsigned(row.get("version"))));
            }
        }
        return edges;
    }

    private static int symbol(Session session, String key) {
        return SYMBOLS.symbol(session, key);
    }

    private static void writePacked(NativeBuffer out, JsonNode json) {
        for (JsonNode value : json.get("values")) {
            ValueCodec.encode(out, "key", GoldenVector.value(value), 32, object -> (Long) object);
        }
    }

    private static NativeBuffer writeRow(Session session, JsonNode json) {
        var rows = new RowEncoder(session, SYMBOLS, OPTIONS, session.pending(registryOfSecondGeneration()));
        long version = GoldenVector.unsigned(json.get("version"));
        if (json.get("subject").asString().equals("edge")) {
            rows.edge(edge(json), version);
        } else if (json.get("use").asString().equals("merge")) {
            rows.nodeChange(nodeChange(json), version);
        } else {
            rows.node(node(json), version);
        }
        return session.request();
    }

    /** Its next handle is the second slot's second. */
    private static OpaqueRegistry registryOfSecondGeneration() {
        var registry = new OpaqueRegistry();
        registry.register("first");
        registry.release(registry.register("second"));
        return registry;
    }

    private static Node node(JsonNode row) {
        Node node = Node.of(row.get("id").asString());
        for (JsonNode label : row.get("labels")) {
            node = node.label("s" + label.asInt());
        }
        return node.withAttributes(attributes(row));
    }

    private static NodeChange nodeChange(JsonNode row) {
        NodeChange change =
                NodeChange.of(row.get("id").asString()).labels(node(row).labels());
        for (JsonNode slot : row.get("slots")) {
            String key = "s" + slot.get("key").asInt();
            JsonNode value = slot.get("value");
            change = value.has("absent") ? change.remove(key) : change.set(key, GoldenVector.value(value));
        }
        return change;
    }

    private static Edge edge(JsonNode row) {
        String id = row.get("id").asString();
        JsonNode type = row.get("type");
        return Edge.of(row.get("source").asString(), row.get("target").asString())
                .id(id.isEmpty() ? null : id)
                .type(type.isNull() ? null : "s" + type.asInt())
                .withAttributes(attributes(row));
    }

    private static Attributes attributes(JsonNode row) {
        Attributes attributes = Attributes.EMPTY;
        for (JsonNode slot : row.get("slots")) {
            if (!slot.get("value").has("absent")) {
                AttributeValue value = GoldenVector.value(slot.get("value"));
                attributes = attributes.with("s" + slot.get("key").asInt(), value);
            }
        }
        return attributes;
    }

    private static void writeBatch(Session session, NativeBuffer out, JsonNode json) {
        var sections = new ArrayList<Section>();
        int rows = 0;
        for (JsonNode section : json.get("sections")) {
            int sectionRows = section.get("rows").asInt();
            var columns = new ArrayList<Column>();
            section.get("columns").forEach(column -> columns.add(GoldenColumns.column(column, sectionRows, OPTIONS)));
            sections.add(new Section(
                    section.get("subject").asString().equals("node") ? 0 : 1,
                    List.of("add", "upsert", "merge", "remove")
                            .indexOf(section.get("operation").asString()),
                    sectionRows,
                    columns));
            rows += sectionRows;
        }
        PendingHandles pending = session.pending(new OpaqueRegistry());
        BatchEncoder.encode(out, sections, rows, json.get("lenient").asBoolean(), pending);
    }

    private static void writeQuery(NativeBuffer out, JsonNode json) {
        JsonNode by = json.get("order");
        Order order = switch (by.get("by").asString()) {
            case "insertion" -> Order.insertion();
            case "degree" -> Order.byDegree();
            default -> Order.byAttribute(by.get("key").asString());
        };
        QueryEncoder.head(
                out,
                by.get("descending").asBoolean() ? order.descending() : order,
                GoldenVector.unsigned(json.get("position")),
                GoldenVector.unsigned(json.get("revision")),
                json.get("limit").asInt());
        long programAt = out.size();
        var program = new QueryEncoder(out);
        json.get("program").forEach(instruction -> GoldenColumns.instruction(program, instruction));
        QueryEncoder.finish(out, programAt);
    }
}
