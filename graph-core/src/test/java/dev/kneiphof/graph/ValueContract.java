package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.InstantValue;
import dev.kneiphof.graph.AttributeValue.ListValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The round-trip law: every value comes back as it went in, of the same type, to the last bit. */
interface ValueContract extends Opens {

    private static AttributeValue roundTrip(Graph graph, Object value) {
        graph.upsertNode(Node.of("n").with("v", value));
        AttributeValue alone =
                Objects.requireNonNull(graph.getNode("n").node().attributes().get("v"));
        graph.apply(Batch.builder().upsertNode(Node.of("n").with("v", value)).build());
        AttributeValue batched =
                Objects.requireNonNull(graph.getNode("n").node().attributes().get("v"));
        assertThat(batched).isEqualTo(alone).isEqualTo(graph.nodeValue("n", "v"));
        return alone;
    }

    private static void assertRoundTrip(Graph graph, Object value) {
        assertThat(roundTrip(graph, value)).isEqualTo(AttributeValue.of(value));
    }

    @Test
    default void s1S2_theJavaTypeDecidesTheType() {
        Graph graph = directed();
        for (Object value : List.of(
                true,
                false,
                0L,
                1L,
                -1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                (1L << 53) + 1,
                0.0,
                1.0,
                0.1,
                1e300,
                "true",
                "1",
                "",
                "x")) {
            assertRoundTrip(graph, value);
        }
    }

    @Test
    default void s3F020F023C2_floatsAreKeptBitForBit() {
        Graph graph = directed();
        long[] bits = {
            Double.doubleToRawLongBits(-0.0),
            Double.doubleToRawLongBits(0.1),
            Double.doubleToRawLongBits(16_777_217.0),
            Double.doubleToRawLongBits(Double.MIN_VALUE),
            Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
            Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY),
            0x7ff8000000000000L,
            0xfff8000000000001L,
            0x7ff80000deadbeefL
        };
        for (long expected : bits) {
            AttributeValue back = roundTrip(graph, Double.longBitsToDouble(expected));
            assertThat(Double.doubleToRawLongBits(((FloatValue) back).value())).isEqualTo(expected);
        }
    }

    @Test
    default void c1_textOfAnySizeComesBackWhole() {
        Graph graph = directed();
        for (int size : new int[] {0, 1, 7, 8, 9, 99, 100, 101, 1_000, 65_536, 1 << 20}) {
            assertRoundTrip(graph, "x".repeat(size));
            if (size > 0) {
                assertRoundTrip(graph, "x".repeat(size - 1) + "\0");
            }
        }
        assertRoundTrip(graph, "é".repeat(1 << 19));
        assertRoundTrip(graph, "aKönigsberg 🌉 \ud83c\udf09 中文 \u0000 \uffff");
    }

    @Test
    default void b10_bytesInstantsAndNullAreValuesOfTheirOwn() {
        Graph graph = directed();
        assertRoundTrip(graph, new byte[0]);
        assertRoundTrip(graph, new byte[] {0, -1, 127, -128});
        assertRoundTrip(graph, new byte[1 << 20]);
        assertRoundTrip(graph, AttributeValue.NullValue.INSTANCE);
        assertRoundTrip(graph, Instant.parse("2026-01-02T03:04:05.123456Z"));
        assertRoundTrip(graph, Instant.parse("1333-01-01T00:00:00.000001Z"));
        assertRoundTrip(graph, InstantValue.ofMicroseconds(Long.MIN_VALUE));
        assertRoundTrip(graph, InstantValue.ofMicroseconds(Long.MAX_VALUE));
    }

    @Test
    default void s4C3_listsAndMapsHoldAnythingInOrder() {
        Graph graph = directed();
        var map = new LinkedHashMap<String, Object>();
        map.put("z", List.of(true, 1L, 1.0, "1", List.of()));
        map.put("a", Map.of());
        map.put("", new byte[] {1});
        map.put("nothing", null);
        assertRoundTrip(graph, map);
        assertRoundTrip(graph, List.of());
        assertRoundTrip(graph, List.of(1L, 2L, 3L));
        assertRoundTrip(graph, List.of(true, false));
        assertRoundTrip(graph, List.of(map, List.of(map)));
        AttributeValue back = roundTrip(graph, map);
        assertThat(((AttributeValue.MapValue) back).entries().keySet()).containsExactly("z", "a", "", "nothing");
    }

    private static ListValue nested(int depth) {
        var value = new ListValue(List.of());
        for (int i = 1; i < depth; i++) {
            value = new ListValue(List.of(value));
        }
        return value;
    }

    @Test
    default void f027_nestingIsLimitedWithoutRecursionOnTheInput() {
        Graph graph = directed();
        assertRoundTrip(graph, nested(32));
        for (int depth : new int[] {33, 10_000}) {
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> graph.addNode(Node.of("deep").with("v", nested(depth))));
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> graph.apply(Batch.builder()
                            .addNode(Node.of("deep").with("v", nested(depth)))
                            .build()));
        }
        assertThat(graph.findNode("deep")).isEmpty();
    }

    @Test
    default void f028_tooManyAttributesAreRefused() {
        Graph graph = directed();
        var attributes = new LinkedHashMap<String, Object>();
        for (int i = 0; i < 1_024; i++) {
            attributes.put("k" + i, i);
        }
        Node most = Node.of("most").withAttributes(Attributes.of(attributes));
        graph.addNode(most);
        assertThat(graph.getNode("most").node()).isEqualTo(most);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> graph.addNode(
                        Node.of("more").withAttributes(most.attributes().with("one more", 1))))
                .satisfies(refused -> assertThat(refused.limit()).isEqualTo(1_024));
        assertThat(graph.findNode("more")).isEmpty();
    }

    @Test
    default void f007_unpairedSurrogatesInValuesAndKeysAreRefusedAndNeverReplaced() {
        Graph graph = directed();
        var nodes = new ArrayList<Node>();
        nodes.add(Node.of("n").with("v", "a\ud800"));
        nodes.add(Node.of("n").with("v", "\udc00 long enough for every fast path there may be"));
        nodes.add(Node.of("n").with("v", List.of("\ud800")));
        nodes.add(Node.of("n").with("v", Map.of("\ud800", 1)));
        nodes.add(Node.of("n").with("\ud800", 1));
        for (Node node : nodes) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> graph.addNode(node))
                    .satisfies(refused -> assertThat(refused.status()).isEqualTo(StatusCode.INVALID_UTF8));
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> graph.apply(Batch.builder().addNode(node).build()))
                    .satisfies(refused -> assertThat(refused.row()).isZero());
        }
        assertThat(graph.nodeCount()).isZero();
    }

    @Test
    default void badKeysAreRefusedByName() {
        Graph graph = directed();
        for (String key : List.of("", "a\tb", "k".repeat(257))) {
            assertThatExceptionOfType(GraphException.class)
                    .isThrownBy(() -> graph.addNode(Node.of("n").with(key, 1)));
            assertThatExceptionOfType(GraphException.class)
                    .isThrownBy(() -> graph.apply(
                            Batch.builder().addNode(Node.of("n").with(key, 1)).build()));
        }
        Node longest =
                Node.of("n").with("k".repeat(256), 1).with("with space", 2).with("schlüssel", 3);
        graph.addNode(longest);
        assertThat(graph.getNode("n").node()).isEqualTo(longest);
    }

    @Test
    default void valuesBeyondTheLimitAreRefused() {
        Graph graph = open(GraphOptions.defaults().withValueBytesMax(100));
        assertRoundTrip(graph, "x".repeat(100));
        for (Object value : List.of("x".repeat(101), "é".repeat(51), new byte[101], List.of("x".repeat(101)))) {
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(() -> graph.addNode(Node.of("m").with("v", value)))
                    .satisfies(refused -> assertThat(refused.limit()).isEqualTo(100));
        }
    }

    @Test
    default void f029_oneKeyMayHaveValuesOfManyTypes() {
        Graph graph = directed();
        List<Object> values = List.of(1L, "1", 1.0, true, new byte[] {1}, List.of(1L), Instant.EPOCH);
        for (int i = 0; i < values.size(); i++) {
            graph.addNode(Node.of("n" + i).with("v", values.get(i)));
        }
        for (int i = 0; i < values.size(); i++) {
            assertThat(graph.getNode("n" + i).node().attributes().get("v")).isEqualTo(AttributeValue.of(values.get(i)));
        }
    }

    @Test
    default void s5_anOpaqueObjectComesBackAsItselfAndCannotBeNested() {
        Graph graph = directed();
        var object = new Object();
        graph.addNode(Node.of("n").with("o", new OpaqueValue(object)));
        assertThat(graph.getNode("n").node().attributes().get("o")).isEqualTo(new OpaqueValue(object));
        graph.apply(Batch.builder()
                .addNode(Node.of("m").with("o", new OpaqueValue(object)))
                .build());
        assertThat(graph.getNode("m").node().attributes().get("o")).isEqualTo(new OpaqueValue(object));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addNode(Node.of("x").with("o", List.of(new OpaqueValue(object)))));
        graph.upsertNode(Node.of("n"));
        graph.removeNode("m", 0);
        assertThat(graph.getNode("n").node().attributes().isEmpty()).isTrue();
    }

    @Test
    default void edgesHoldTheSameValuesAsNodes() {
        Graph graph = directedWith("a", "b");
        Edge edge = Edge.of("a", "b")
                .with("null", null)
                .with("float", Double.NaN)
                .with("text", "é")
                .with("list", List.of(1L, "x"))
                .with("bytes", new byte[] {1, 2});
        graph.addEdge(edge);
        assertThat(graph.getEdge("a->b").edge()).isEqualTo(edge.id("a->b"));
        graph.removeEdge("a->b", 0);
        graph.apply(Batch.builder().addEdge(edge).build());
        assertThat(graph.getEdge("a->b").edge()).isEqualTo(edge.id("a->b"));
    }
}
