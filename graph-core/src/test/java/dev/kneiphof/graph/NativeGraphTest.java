package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NativeGraphTest extends GraphContract {

    @Override
    Graph openGraph(GraphOptions options) {
        return Graph.open(options);
    }

    @Test
    void aDictionaryWithoutATextAtAPlaceIsRefusedAndNeverReadAsAnEmptyText() {
        Graph graph = open(GraphOptions.defaults());
        for (int rows : new int[] {1, 5_000}) {
            List<String> ids = IntStream.range(0, rows).mapToObj(i -> "n" + i).toList();
            var codes = new int[rows];
            codes[0] = 1;
            ColumnValues cities = ColumnValues.codes(Arrays.asList("London", null), codes);
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> graph.addNodes(NodeBlock.of(ids).with("city", cities)))
                    .withMessageContaining("The dictionary has null in place of a text")
                    .satisfies(refused -> assertThat(refused.value()).isEqualTo("1"));
        }
        assertThat(graph.nodeCount()).isZero();
    }

    @Test
    void whatIsTooLargeIsNamedByItsKey() {
        Graph graph = open(GraphOptions.defaults().withValueBytesMax(100));
        Schema schema = Schema.EMPTY.with("key", Schema.Type.TEXT);
        List<ThrowingCallable> writes = List.of(
                () -> graph.addNode(Node.of("n").with("key", "x".repeat(101))),
                () -> graph.addNode(Node.of("n").with("key", "é".repeat(51))),
                () -> graph.addNode("n", Map.of("key", "é".repeat(51))),
                () -> graph.addNode(schema.row().id("n").set(0, "é".repeat(51))),
                () -> graph.addNode(Node.of("n").with("key", new byte[101])),
                () -> graph.addNode(Node.of("n").with("key", List.of("x".repeat(99)))));
        for (ThrowingCallable write : writes) {
            assertThatExceptionOfType(LimitExceededException.class)
                    .isThrownBy(write)
                    .withMessageStartingWith("Length of the value of 'key' in bytes is ")
                    .withMessageEndingWith("the limit is 100");
        }
    }

    @Test
    void outcomesHaveAStackTraceUnlessTheOptionsSayOtherwise() {
        for (boolean traced : new boolean[] {true, false}) {
            Graph graph = open(GraphOptions.defaults().withOutcomeTraces(traced));
            graph.addNode(Node.of("a"));
            List<ThrowingCallable> outcomes = List.of(
                    () -> graph.getNode("b"),
                    () -> graph.removeNode("b", 0),
                    () -> graph.getEdge("a->b"),
                    () -> graph.addNode(Node.of("a")),
                    () -> graph.addEdge(Edge.of("a", "b")),
                    () -> graph.replaceNode(Node.of("a"), 1));
            for (ThrowingCallable outcome : outcomes) {
                assertThatExceptionOfType(GraphException.class)
                        .isThrownBy(outcome)
                        .satisfies(thrown -> assertThat(thrown.getStackTrace().length > 0)
                                .as(thrown.getMessage())
                                .isEqualTo(traced));
            }
            // A mistake always has one.
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> graph.getNode(""))
                    .satisfies(thrown -> assertThat(thrown.getStackTrace()).isNotEmpty());
        }
    }
}
