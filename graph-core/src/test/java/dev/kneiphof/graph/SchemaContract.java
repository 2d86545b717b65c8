package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records are nodes and edges, there and back. */
interface SchemaContract extends Opens {

    MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    enum Colour {
        RED,
        GREEN
    }

    /** Every type that stands for an attribute. */
    record Everything(
            String id,
            long number,
            int small,
            short shorter,
            byte shortest,
            double real,
            float rough,
            boolean truth,
            @Nullable Long boxed,
            @Nullable Double boxedReal,
            @Nullable Boolean boxedTruth,
            @Nullable Integer boxedSmall,
            @Nullable String text,
            @Nullable Colour colour,
            @Nullable Instant moment,
            @Nullable List<Object> list,
            @Nullable Map<String, Object> map,
            @Nullable AttributeValue value) {}

    record Trip(String source, String target, double miles) {}

    record Named(String id) {}

    private static Everything full(String id) {
        return new Everything(
                id,
                Long.MIN_VALUE,
                -7,
                (short) 3,
                (byte) 4,
                2.5,
                0.25f,
                true,
                9L,
                -0.5,
                false,
                11,
                "text of " + id,
                Colour.GREEN,
                Instant.parse("1815-12-10T00:00:00.000001Z"),
                List.of(1L, "x"),
                Map.of("k", true),
                new AttributeValue.FloatValue(1.0));
    }

    private static Everything bare(String id) {
        return new Everything(
                id, 0, 0, (short) 0, (byte) 0, 0, 0, false, null, null, null, null, null, null, null, null, null, null);
    }

    @Test
    default void recordsComeBackAsTheyWent() {
        Graph graph = directed();
        var schema = NodeSchema.of(Everything.class, LOOKUP).label("Thing");
        List<Everything> rows = List.of(full("a"), bare("b"), full("c"), bare("d"));
        assertThat(graph.addNodes(schema, rows).created()).isEqualTo(4);
        for (Everything row : rows) {
            Node node = graph.getNode(row.id()).node();
            assertThat(node).isEqualTo(schema.node(row));
            assertThat(node.labels()).containsExactly("Thing");
            assertThat(schema.read(node)).isEqualTo(row);
        }
        assertThat(graph.getNode("b").node().attributes().size()).isEqualTo(7);
        assertThat(graph.getNode("a").node().attributes().get("small")).isEqualTo(new AttributeValue.IntegerValue(-7));
        assertThat(graph.getNode("a").node().attributes().get("colour"))
                .isEqualTo(new AttributeValue.TextValue("GREEN"));
    }

    @Test
    default void aRecordIsANodeOnItsOwnToo() {
        Graph graph = directed();
        var schema = NodeSchema.of(Everything.class, LOOKUP);
        graph.addNode(schema.node(full("a")));
        graph.upsertNode(schema.node(bare("a")));
        assertThat(schema.read(graph.getNode("a").node())).isEqualTo(bare("a"));
    }

    @Test
    default void recordsAreEdges() {
        Graph graph = directedWith("a", "b", "c");
        var schema = EdgeSchema.of(Trip.class, LOOKUP).type("TRIP");
        List<Trip> trips = List.of(new Trip("a", "b", 1.5), new Trip("b", "c", 2), new Trip("a", "c", 3));
        graph.addEdges(schema, trips);
        assertThat(graph.edges(Query.all()).items())
                .extracting(stored -> schema.read(stored.edge()))
                .isEqualTo(trips);
        assertThat(graph.hasEdge("a-[TRIP]->b")).isTrue();
        assertThat(schema.edge(trips.getFirst()).effectiveId()).isEqualTo("a-[TRIP]->b");
    }

    @Test
    default void textsThatRepeatAndTextsThatDoNotAreTheSameTexts() {
        Graph graph = directed();
        var schema = NodeSchema.of(Everything.class, LOOKUP);
        List<Everything> rows = IntStream.range(0, 1_000)
                .mapToObj(i -> i % 3 == 0 ? bare("n" + i) : full("n" + i))
                .toList();
        graph.addNodes(schema, rows);
        assertThat(graph.getNode("n998").node().attributes().get("text"))
                .isEqualTo(new AttributeValue.TextValue("text of n998"));
        assertThat(graph.getNode("n999").node().attributes().get("text")).isNull();
        assertThat(graph.nodes(Query.all().limit(1_000)).items())
                .extracting(stored -> schema.read(stored.node()))
                .isEqualTo(rows);
    }

    record WithOptional(String id, Optional<String> maybe) {}

    record Nested(String id, Named inner) {}

    record WithObject(String id, Object anything) {}

    record WithCharacter(String id, char letter) {}

    record WithoutId(String name) {}

    record NumberedId(long id) {}

    @Test
    default void whatStandsForNoAttributeIsRefusedWhenTheSchemaIsMade() {
        List<ThrowingCallable> schemas = List.of(
                () -> NodeSchema.of(WithOptional.class, LOOKUP),
                () -> NodeSchema.of(Nested.class, LOOKUP),
                () -> NodeSchema.of(WithObject.class, LOOKUP),
                () -> NodeSchema.of(WithCharacter.class, LOOKUP),
                () -> NodeSchema.of(WithoutId.class, LOOKUP),
                () -> NodeSchema.of(NumberedId.class, LOOKUP),
                () -> EdgeSchema.of(Named.class, LOOKUP));
        for (ThrowingCallable schema : schemas) {
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(schema);
        }
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> NodeSchema.of(Nested.class, LOOKUP))
                .withMessageContaining("The component inner of Nested has a type that stands for no attribute");
        record Hidden(String id) {}
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> NodeSchema.of(Hidden.class))
                .withMessageContaining("give MethodHandles.lookup()");
    }

    @Test
    default void anAttributeThatDoesNotFitItsComponentIsRefused() {
        record Small(String id, int number) {}
        var schema = NodeSchema.of(Small.class, LOOKUP);
        assertThat(schema.read(Node.of("a").with("number", 7).with("more", "left out")))
                .isEqualTo(new Small("a", 7));
        for (Node node : List.of(
                Node.of("a"),
                Node.of("a").with("number", null),
                Node.of("a").with("number", 1L << 40),
                Node.of("a").with("number", 1.0),
                Node.of("a").with("number", "1"))) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> schema.read(node))
                    .withMessageContaining("The component number of Small is of type int, not");
        }
    }

    @Test
    default void c2_aFloatComponentTakesOnlyTheVeryNumber() {
        record Rough(String id, float number) {}
        var schema = NodeSchema.of(Rough.class, LOOKUP);
        for (float number : new float[] {0.5f, 0.1f, -0.0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY}) {
            var rough = new Rough("a", number);
            assertThat(schema.read(schema.node(rough))).isEqualTo(rough);
        }
        for (double number : new double[] {0.1, 1e300, Double.MIN_VALUE}) {
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> schema.read(Node.of("a").with("number", number)))
                    .withMessageContaining("The component number of Rough is of type float, not");
        }
    }

    @Test
    default void aRecordWhoseLastComponentTakesAnyNumberOfBytesIsReadToo() {
        record Packet(String id, byte... data) {}
        var schema = NodeSchema.of(Packet.class, LOOKUP);
        assertThat(schema.read(schema.node(new Packet("a", (byte) 1, (byte) 2))).data())
                .containsExactly(1, 2);
    }

    @Test
    default void aRecordWithABadIdIsRefusedWithItsRow() {
        Graph graph = directed();
        var schema = NodeSchema.of(Named.class, LOOKUP);
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addNodes(schema, List.of(new Named("a"), new Named(""))));
        assertThat(graph.nodeCount()).isZero();
    }
}
