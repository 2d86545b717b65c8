package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.AttributeValue.NullValue;
import dev.kneiphof.graph.AttributeValue.TextValue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One attribute is the one of the whole row. */
interface ValueReadContract extends Opens {

    private static Graph filled(Graph graph) {
        graph.addNode(Node.of("a").with("x", 1).with("y", 2.5).with("z", "ä").with("w", NullValue.INSTANCE));
        graph.addNode(Node.of("ä").with("x", "text").with("long", "ö".repeat(100_000)));
        graph.addEdge(Edge.of("a", "ä").type("T").with("y", 0.5).with("x", 7));
        graph.addEdge(Edge.of("a", "ä").id("second").with("z", List.of(1, "two")));
        return graph;
    }

    @Test
    default void aValueAloneIsTheOneOfTheWholeRow() {
        for (Graph graph : List.of(filled(directed()), filled(undirected()))) {
            for (String key : List.of("x", "y", "z", "w", "long", "never seen")) {
                for (String id : List.of("a", "ä")) {
                    AttributeValue expected =
                            graph.getNode(id).node().attributes().get(key);
                    assertThat(graph.nodeValue(id, key)).isEqualTo(expected);
                }
                for (String id : List.of("a-[T]->ä", "second")) {
                    AttributeValue expected =
                            graph.getEdge(id).edge().attributes().get(key);
                    assertThat(graph.edgeValue(id, key)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    default void numbersAreReadWithoutBeingConvertedOrMadeUp() {
        Graph graph = filled(directed());
        assertThat(graph.nodeInteger("a", "x")).isEqualTo(1);
        assertThat(graph.nodeFloat("a", "y")).isEqualTo(2.5);
        assertThat(graph.edgeInteger("a-[T]->ä", "x")).isEqualTo(7);
        assertThat(graph.edgeFloat("a-[T]->ä", "y")).isEqualTo(0.5);
        List<Runnable> reads = Arrays.asList(
                () -> graph.nodeInteger("a", "y"),
                () -> graph.nodeFloat("a", "x"),
                () -> graph.nodeFloat("a", "w"),
                () -> graph.nodeInteger("ä", "never seen"),
                () -> graph.edgeInteger("a-[T]->ä", "y"),
                () -> graph.edgeFloat("second", "y"));
        for (Runnable read : reads) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(read::run)
                    .withMessageMatching("'.+' has no (float|integer) under the key '.+'");
        }
    }

    @Test
    default void aValueOfNobodyNamesTheId() {
        Graph graph = filled(directed());
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.nodeValue("b", "x"))
                .satisfies(missing -> assertThat(missing.value()).isEqualTo("b"));
        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.nodeFloat("b", "x"));
        assertThatExceptionOfType(EdgeNotFoundException.class)
                .isThrownBy(() -> graph.edgeValue("ä->a", "x"))
                .satisfies(missing -> assertThat(missing.value()).isEqualTo("ä->a"));
    }

    @Test
    default void aValueFollowsEveryChangeOfItsRow() {
        Graph graph = filled(directed());
        graph.upsertNode(Node.of("a").with("x", 3.5));
        assertThat(graph.nodeValue("a", "x")).isEqualTo(new FloatValue(3.5));
        assertThat(graph.nodeValue("a", "y")).isNull();
        graph.mergeNode(Node.of("a").with("y", "y"));
        assertThat(graph.nodeValue("a", "y")).isEqualTo(new TextValue("y"));
        graph.removeNode("a", 0);
        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.nodeValue("a", "x"));
        assertThatExceptionOfType(EdgeNotFoundException.class).isThrownBy(() -> graph.edgeValue("second", "z"));
    }

    @Test
    default void aValueIsNotToldWhileATransactionHoldsTheGraph() {
        Graph graph = filled(directed());
        try (Transaction transaction = graph.begin()) {
            transaction.apply(Batch.builder().upsertNode(Node.of("a")).build());
            assertThatExceptionOfType(GraphBusyException.class).isThrownBy(() -> graph.nodeValue("a", "x"));
            assertThatExceptionOfType(GraphBusyException.class).isThrownBy(() -> graph.edgeValue("second", "z"));
        }
        assertThat(graph.nodeInteger("a", "x")).isEqualTo(1);
    }
}
