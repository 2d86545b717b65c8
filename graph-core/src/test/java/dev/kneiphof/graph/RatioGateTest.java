package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the boundary may cost, held on every build: bytes and crossings exactly, memory against none, time against a floor in the
 * same run and with much room. How fast things are stands in {@code docs/reference/benchmarks.md}; here is what must not break.
 */
class RatioGateTest {

    private static final int ROWS = 10_000;
    private static final int ID_BYTES = 8;
    private static final int CALLS = 1_000;
    /** Two arrays of five references, the attributes, the node without and with them, and the map's iterator: nothing for a value. */
    private static final long NODE_FROM_A_MAP_BYTES = 2 * 40 + 24 + 2 * 24 + 32;

    private final List<String> ids =
            IntStream.range(0, ROWS).mapToObj("%08d"::formatted).toList();
    private final Graph graph = Graph.open(GraphOptions.defaults());

    @AfterEach
    void close() {
        graph.close();
    }

    private NodeBlock block(int rows) {
        double[] values = IntStream.range(0, rows).mapToDouble(row -> row).toArray();
        int[] codes = IntStream.range(0, rows).map(row -> row % 2).toArray();
        return NodeBlock.of(ids.subList(0, rows))
                .with("value", ColumnValues.floats(values))
                .with("status", ColumnValues.codes(List.of("active", "idle"), codes));
    }

    private static Node node(int attributes) {
        String[] keys =
                IntStream.range(0, attributes).mapToObj("key%d"::formatted).toArray(String[]::new);
        AttributeValue[] values = new AttributeValue[attributes];
        Arrays.setAll(values, AttributeValue::of);
        return new Node("one", List.of(), Attributes.of(keys, values));
    }

    private static void inNewGraph(Consumer<Graph> action) {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            action.accept(graph);
        }
    }

    @Test
    void anAttributeOfARowIsOneSlotOfSixteenBytes() {
        graph.upsertNode(node(100));
        long five = Gate.bill(() -> graph.upsertNode(node(5))).bytesIn();
        long hundred = Gate.bill(() -> graph.upsertNode(node(100))).bytesIn();
        assertThat(hundred - five).isEqualTo(95 * 16);
    }

    @Test
    void aRowOfABlockIsItsValuesAndOneOffsetForEachText() {
        long some = bytesOfBlock(1_000);
        long more = bytesOfBlock(ROWS);
        int id = Integer.BYTES + ID_BYTES;
        int code = Integer.BYTES;
        assertThat(more - some).isEqualTo((ROWS - 1_000L) * (id + Double.BYTES + code));
    }

    private long bytesOfBlock(int rows) {
        long[] bytes = new long[1];
        inNewGraph(to -> {
            CrossingBill bill = Gate.bill(() -> to.addNodes(block(rows)));
            assertThat(bill.calls()).isEqualTo(1);
            bytes[0] = bill.bytesIn();
        });
        return bytes[0];
    }

    @Test
    void theListOfIdsThatEdgesNameTheirEndsInCrossesOnce() {
        graph.addNodes(block(ROWS));
        long some = bytesOfEdges(1_000, "SOME");
        long more = bytesOfEdges(ROWS, "MORE");
        assertThat(more - some).isEqualTo((ROWS - 1_000L) * (Integer.BYTES + ID_BYTES));
        assertThat(graph.counts().edges()).isEqualTo(4);
        assertThat(graph.hasEdge(ids.get(2) + "-[MORE]->" + ids.get(ROWS - 1))).isTrue();
    }

    private long bytesOfEdges(int nodes, String type) {
        EdgeBlock edges = EdgeBlock.of(ids.subList(0, nodes), new int[] {1, 2}, new int[] {0, nodes - 1});
        return Gate.bill(() -> graph.addEdges(edges.type(type))).bytesIn();
    }

    @Test
    void rowsAndColumnsOfTheSameNodesAreTheSameBytes() {
        Batch rows = block(ROWS).toBatch();
        inNewGraph(to -> assertThat(Gate.bill(() -> to.apply(rows)).bytesIn()).isEqualTo(bytesOfBlock(ROWS)));
    }

    @Test
    void aBlockIsEncodedWithoutACopyInJava() {
        NodeBlock block = block(ROWS);
        long enough = bytesOfBlock(ROWS) / 4;
        assertThat(Gate.fewestBytes(enough, () -> inNewGraph(to -> to.addNodes(block))))
                .isLessThanOrEqualTo(enough);
    }

    @Test
    void askingForANodeAllocatesNothing() {
        graph.addNodes(block(CALLS));
        long bytes = Gate.fewestBytes(0, () -> {
            for (int i = 0; i < CALLS; i++) {
                graph.hasNode(ids.get(i));
                graph.findNode("nobody");
            }
        });
        assertThat(bytes).isZero();
    }

    @Test
    void aWriteAllocatesNothingHoweverManyAttributesItHas() {
        Node node = node(100);
        long bytes = Gate.fewestBytes(0, () -> {
            for (int i = 0; i < CALLS; i++) {
                graph.upsertNode(node);
            }
        });
        assertThat(bytes).isZero();
    }

    @Test
    void aNodeFromAMapAllocatesItsKeysAndPlacesForItsValues() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("number", 1_815L);
        map.put("float", 2.5);
        map.put("truth", true);
        map.put("text", "Riga");
        map.put("other number", 7L);
        long enough = NODE_FROM_A_MAP_BYTES * CALLS;
        long bytes = Gate.fewestBytes(enough, () -> {
            for (int i = 0; i < CALLS; i++) {
                graph.mergeNode(Node.of("one").withAttributes(Attributes.of(map)));
            }
        });
        assertThat(bytes).isLessThanOrEqualTo(enough);
    }

    @Test
    void encodingABlockTakesNoLongerThanAddingItTwice() {
        NodeBlock block = block(ROWS);
        double ratio = Gate.ratioToEngine(3, () -> inNewGraph(to -> to.addNodes(block)));
        assertThat(ratio).isLessThan(3);
    }

    @Test
    void columnsAreFasterThanSingleCalls() {
        NodeBlock block = block(ROWS);
        List<Node> nodes = IntStream.range(0, ROWS).mapToObj(block::node).toList();
        double ratio = Gate.ratio(
                0.7, () -> inNewGraph(to -> to.addNodes(block)), () -> inNewGraph(to -> nodes.forEach(to::addNode)));
        assertThat(ratio).isLessThan(0.7);
    }

    @Test
    void aFilterThatStaysInTheEngineIsFasterThanOneThatCallsBack() {
        graph.addNodes(block(ROWS));
        Query query = Query.all().filter(Filter.attribute("value").greaterThan(ROWS - 9.0));
        Runnable compiled = () -> assertThat(graph.nodes(query).total()).isEqualTo(8);
        Runnable byChunk = () -> assertThat(graph.filterNodes(
                        (chunks, passing) -> {
                            ColumnChunk values = chunks.getFirst();
                            for (int row = 0; row < values.rows(); row++) {
                                passing.set(row, values.isPresent(row) && values.floatAt(row) > ROWS - 9);
                            }
                        },
                        "value"))
                .hasSize(8);
        Runnable byNode = () -> assertThat(graph.filterNodes(node -> node.floatOf("value") > ROWS - 9))
                .hasSize(8);
        assertThat(Gate.ratio(0.5, byChunk, byNode)).isLessThan(0.5);
        assertThat(Gate.ratio(1, compiled, byChunk)).isLessThan(1);
    }
}
