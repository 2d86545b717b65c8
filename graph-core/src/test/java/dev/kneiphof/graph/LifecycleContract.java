package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

interface LifecycleContract extends Opens {

    @Test
    default void f060_aClosedGraphRefusesEveryCall() {
        Graph graph = directedWith("a");
        graph.close();
        List<Runnable> calls = List.of(
                graph::nodeCount,
                graph::counts,
                graph::describe,
                graph::memory,
                graph::compact,
                graph::begin,
                () -> graph.declareIndex(Index.labels()),
                () -> graph.dropIndex(Index.labels()),
                () -> graph.addNode(Node.of("b")),
                () -> graph.upsertNode(Node.of("b").label("X").with("new key", 1)),
                () -> graph.updateNode(NodeChange.of("a").set("x", 1)),
                () -> graph.removeNode("a", 0),
                () -> graph.findNode("a"),
                () -> graph.hasNode("a"),
                () -> graph.hasEdge("a->a"),
                () -> graph.getNodes(List.of("a")),
                () -> graph.addEdge(Edge.of("a", "a")),
                () -> graph.removeEdge("a->a", 0),
                () -> graph.findEdge("a->a"),
                () -> graph.apply(Batch.builder().addNode(Node.of("b")).build()),
                () -> graph.nodes(Query.all()),
                () -> graph.edges(Query.all()),
                () -> graph.explainNodes(Filter.all()),
                () -> graph.explainEdges(Filter.all()),
                () -> graph.neighbors("a", NeighborQuery.all()),
                () -> graph.neighborSummary("a"),
                () -> graph.edgesBetween(List.of("a"), 1),
                () -> graph.layout(List.of("a"), LayoutOptions.seeded(1)));
        for (Runnable call : calls) {
            assertThatExceptionOfType(GraphClosedException.class).isThrownBy(call::run);
        }
        assertThat(graph.options().directed()).isTrue();
    }

    @Test
    default void f061_closingTwiceDoesNothing() {
        Graph graph = directed();
        graph.close();
        graph.close();
    }

    @Test
    default void graphsDoNotSeeEachOther() {
        Graph first = directedWith("a");
        Graph second = undirectedWith("b");
        first.close();
        assertThat(second.nodeCount()).isEqualTo(1);
        assertThat(second.findNode("a")).isEmpty();
    }
}
