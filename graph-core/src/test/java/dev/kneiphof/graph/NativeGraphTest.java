package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NativeGraphTest extends GraphContract {

    @Override
    Graph openGraph(GraphOptions options) {
        return Graph.open(options);
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
