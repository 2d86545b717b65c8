package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.IntegerValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows given as columns do what the same rows do one by one. */
interface BlockContract extends Opens {

    @Test
    default void aBlockOfNodesIsWhatItsRowsAre() {
        Graph graph = directed();
        Instant moment = Instant.parse("1815-12-10T00:00:00.000001Z");
        var there = new BitSet();
        there.set(1, 100); // bits beyond the last row mean nothing
        NodeBlock block = NodeBlock.of("a", "b", "ç", "d")
                .label("Person")
                .label("Poet")
                .with("age", ColumnValues.integers(1, -2, Long.MAX_VALUE, 0))
                .with("height", ColumnValues.floats(1.5, Double.NaN, -0.0, Double.POSITIVE_INFINITY))
                .with("active", ColumnValues.booleans(true, false, true, true))
                .with("name", ColumnValues.texts("Ada", null, "", "Łódź"))
                .with("city", ColumnValues.codes(List.of("London", "Königsberg", "unused"), 1, -1, 0, 1))
                .with("born", ColumnValues.instants(ColumnValues.microseconds(moment), 0, -1, 1))
                .with("late", ColumnValues.integers(9, 8, 7, 6).where(there))
                .with("sure", ColumnValues.booleans(true, true, false, true).where(there))
                .with(
                        "any",
                        ColumnValues.of(Arrays.asList(
                                AttributeValue.of("any", List.of(1, "x")), null, AttributeValue.of("any", 2.5), null)));
        BatchResult result = graph.addNodes(block);
        assertThat(result.created()).isEqualTo(4);
        assertThat(result.revision()).isEqualTo(graph.counts().revision());
        Graph byRows = directed();
        byRows.apply(block.toBatch());
        assertSameNodes(graph, byRows);
        assertThat(graph.getNode("b").node())
                .isEqualTo(Node.of("b")
                        .label("Person")
                        .label("Poet")
                        .with("age", -2)
                        .with("height", Double.NaN)
                        .with("active", false)
                        .with("born", Instant.EPOCH)
                        .with("late", 8)
                        .with("sure", true));
    }

    private static void assertSameNodes(Graph graph, Graph other) {
        assertThat(graph.nodes(Query.all()).items())
                .isEqualTo(other.nodes(Query.all()).items());
        assertThat(graph.edges(Query.all()).items())
                .isEqualTo(other.edges(Query.all()).items());
    }

    @Test
    default void aBlockOfEdgesNamesItsEndsByIdsOrByPlaces() {
        Graph graph = directedWith("a", "b", "c");
        EdgeBlock byPlace = EdgeBlock.of(List.of("c", "a", "b"), new int[] {1, 1, 2}, new int[] {2, 1, 0})
                .type("KNOWS")
                .with("w", ColumnValues.floats(0.5, 1, 2));
        assertThat(graph.addEdges(byPlace).created()).isEqualTo(3);
        EdgeBlock byId =
                EdgeBlock.of(new String[] {"a", "b"}, new String[] {"b", "b"}).ids(Arrays.asList("mine", null));
        assertThat(graph.addEdges(byId).created()).isEqualTo(2);
        assertThat(graph.edges(Query.all()).items())
                .extracting(stored -> stored.edge().effectiveId())
                .containsExactly("a-[KNOWS]->b", "a-[KNOWS]->a", "b-[KNOWS]->c", "mine", "b->b");
        assertThat(graph.getEdge("b-[KNOWS]->c").edge().attributes().asMap())
                .isEqualTo(Attributes.of(Map.of("w", 2.0)).asMap());
    }

    @Test
    default void numbersMayLieInNativeMemory() {
        Graph graph = directed();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ages = arena.allocate(24);
            MemorySegment heights = arena.allocate(24);
            for (int row = 0; row < 3; row++) {
                ages.setAtIndex(ValueLayout.JAVA_LONG, row, 10L * row);
                heights.setAtIndex(ValueLayout.JAVA_DOUBLE, row, row / 2.0);
            }
            graph.addNodes(NodeBlock.of("a", "b", "c")
                    .with("age", ColumnValues.integers(ages))
                    .with("height", ColumnValues.floats(heights)));
        }
        assertThat(graph.getNode("c").node())
                .isEqualTo(Node.of("c").with("age", 20).with("height", 1.0));
    }

    @Test
    default void aBlockWithOneBadRowLeavesNoTraceAndNamesTheRow() {
        Graph graph = directedWith("a");
        long revision = graph.counts().revision();
        assertThatExceptionOfType(NodeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addNodes(NodeBlock.of("x", "y", "a")))
                .satisfies(refused -> assertThat(refused.row()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.value()).isEqualTo("a"));
        assertThatExceptionOfType(NodeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addNodes(NodeBlock.of("x", "x")))
                .satisfies(refused -> assertThat(refused.row()).isEqualTo(1));
        assertThatExceptionOfType(EndpointNotFoundException.class)
                .isThrownBy(() -> graph.addEdges(EdgeBlock.of(new String[] {"a", "a"}, new String[] {"a", "nobody"})))
                .withMessageContaining("Target node 'nobody' not found")
                .satisfies(refused -> assertThat(refused.row()).isEqualTo(1));
        assertThat(graph.counts().revision()).isEqualTo(revision);
        assertThat(graph.counts().nodes()).isEqualTo(1);
    }

    @Test
    default void whatCannotBeEncodedIsRefusedWithItsRow() {
        Graph graph = directedWith("a");
        for (String bad : new String[] {"", "\u0007", "\ud800", "x".repeat(2_000)}) {
            assertThatExceptionOfType(GraphException.class).isThrownBy(() -> graph.addNodes(NodeBlock.of("b", bad)));
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(
                        () -> graph.addNodes(NodeBlock.of("b", "c").with("name", ColumnValues.texts("fine", "\udc00"))))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(StatusCode.INVALID_UTF8))
                .satisfies(refused -> assertThat(refused.row()).isEqualTo(1));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> EdgeBlock.of(List.of("a"), new int[] {0, -1}, new int[] {0, 0}))
                .withMessage("The list has 1 nodes, and none at the place of the source of row 1: '-1'");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> EdgeBlock.of(List.of("a"), new int[] {0, 0}, new int[] {0, 1}))
                .withMessage("The list has 1 nodes, and none at the place of the target of row 1: '1'");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addNodes(
                        NodeBlock.of("b", "c").with("city", ColumnValues.codes(List.of("London"), 0, 1))))
                .withMessageContaining("he dictionary has 1 texts, -1 stands for none, the code of row 1 is: '1'");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addNodes(
                        NodeBlock.of("b", "c").with("city", ColumnValues.codes(List.of("London"), 0, -2))))
                .withMessageContaining("the code of row 1 is: '-2'");
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void columnsOfAnotherSizeAreRefusedBeforeAnythingCrosses() {
        NodeBlock two = NodeBlock.of("a", "b");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> two.with("x", ColumnValues.integers(1)))
                .withMessage("The block has 2 rows, the number of values of 'x' is: '1'");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> two.with("x", ColumnValues.integers(1, 2)).with("x", ColumnValues.integers(1, 2)));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> EdgeBlock.of(new String[] {"a"}, new String[0]));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> EdgeBlock.of(ColumnValues.integers(1), ColumnValues.integers(1)));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> ColumnValues.texts("a").where(new BitSet()));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> ColumnValues.floats(Arena.ofAuto().allocate(15)))
                .withMessageContaining("numbers of 8 bytes is as long as some of them, not: '15'");
    }

    @Test
    default void anEmptyBlockChangesNothing() {
        Graph graph = directedWith("a");
        assertThat(graph.addNodes(NodeBlock.of()).created()).isZero();
        assertThat(graph.addEdges(EdgeBlock.of(new String[0], new String[0])).created())
                .isZero();
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void objectsOfABlockComeBack() {
        Graph graph = directed();
        var object = new Object();
        graph.addNodes(NodeBlock.of("a", "b").with("o", ColumnValues.of(Arrays.asList(null, new OpaqueValue(object)))));
        assertThat(graph.getNode("b").node().attributes().get("o")).isEqualTo(new OpaqueValue(object));
        graph.removeNode("b", 0);
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void blocksOfAnySizeHoldWhatTheyAreGiven() {
        var random = new SplittableRandom(5);
        for (int rows : new int[] {1, 7, 8, 9, 63, 64, 65, 2_047, 2_048, 2_049, 5_000}) {
            Graph graph = directed();
            long[] numbers = random.longs(rows).toArray();
            int[] codes = random.ints(rows, -1, 3).toArray();
            var present = new BitSet();
            IntStream.range(0, rows).filter(row -> numbers[row] % 3 != 0).forEach(present::set);
            NodeBlock block = NodeBlock.of(IntStream.range(0, rows)
                            .mapToObj("n%05d"::formatted)
                            .toArray(String[]::new))
                    .with("number", ColumnValues.integers(numbers).where(present))
                    .with("code", ColumnValues.codes(List.of("x", "y", "z"), codes));
            graph.addNodes(block);
            for (int row = 0; row < rows; row += 1 + rows / 50) {
                Node node = graph.getNode("n%05d".formatted(row)).node();
                assertThat(node).isEqualTo(block.node(row));
                assertThat(node.attributes().get("number"))
                        .isEqualTo(numbers[row] % 3 == 0 ? null : new IntegerValue(numbers[row]));
            }
        }
    }
}
