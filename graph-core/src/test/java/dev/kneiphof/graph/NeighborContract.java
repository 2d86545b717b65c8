package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface NeighborContract extends Opens {

    private static Graph linked(Graph graph) {
        graph.addEdge(Edge.of("a", "b").type("KNOWS"));
        graph.addEdge(Edge.of("c", "a").type("KNOWS"));
        graph.addEdge(Edge.of("a", "c"));
        graph.addEdge(Edge.of("a", "a").type("LIKES"));
        graph.addEdge(Edge.of("a", "b").id("second").type("KNOWS"));
        graph.addEdge(Edge.of("b", "c"));
        return graph;
    }

    private static List<String> steps(Page<Neighbor> page) {
        return page.items().stream()
                .map(step -> step.node().id() + " " + step.direction() + " "
                        + step.edge().id())
                .toList();
    }

    @Test
    default void neighborsComeInTheOrderInWhichTheirEdgesArrived() {
        Graph graph = linked(directedWith("a", "b", "c"));
        Page<Neighbor> all = graph.neighbors("a", NeighborQuery.all());
        assertThat(steps(all))
                .containsExactly(
                        "b OUT a-[KNOWS]->b",
                        "c IN c-[KNOWS]->a",
                        "c OUT a->c",
                        "a OUT a-[LIKES]->a",
                        "a IN a-[LIKES]->a",
                        "b OUT second");
        assertThat(all.total()).isEqualTo(6);
        assertThat(all.next()).isNull();
        assertThat(all.items().getFirst().node().outDegree()).isEqualTo(1);
    }

    @Test
    default void neighborsAreChosenByDirectionTypeAndPage() {
        Graph graph = linked(directedWith("a", "b", "c"));
        assertThat(steps(graph.neighbors("a", NeighborQuery.all().direction(Direction.IN))))
                .containsExactly("c IN c-[KNOWS]->a", "a IN a-[LIKES]->a");
        NeighborQuery known = NeighborQuery.all().direction(Direction.OUT).type("KNOWS");
        assertThat(steps(graph.neighbors("a", known))).containsExactly("b OUT a-[KNOWS]->b", "b OUT second");
        Page<Neighbor> second = graph.neighbors("a", known.skip(1).limit(1));
        assertThat(steps(second)).containsExactly("b OUT second");
        assertThat(second.total()).isEqualTo(2);
        assertThat(graph.neighbors("a", NeighborQuery.all().type("NEVER SEEN")).items())
                .isEmpty();
        assertThat(graph.neighbors("a", NeighborQuery.all().skip(99)).items()).isEmpty();
    }

    @Test
    default void theBestConnectedNeighborsComeFirstWhenAskedFor() {
        Graph graph = linked(directedWith("a", "b", "c"));
        Page<Neighbor> page =
                graph.neighbors("a", NeighborQuery.all().byDegree(true).limit(2));
        assertThat(page.items()).extracting(step -> step.node().id()).containsExactly("a", "a");
        assertThat(page.total()).isEqualTo(6);
    }

    @Test
    default void anUndirectedGraphHasOneDirectionAndMeetsASelfLoopOnce() {
        Graph graph = linked(undirectedWith("a", "b", "c"));
        assertThat(steps(graph.neighbors("a", NeighborQuery.all())))
                .containsExactly(
                        "b OUT a-[KNOWS]->b", "c OUT c-[KNOWS]->a", "c OUT a->c", "a OUT a-[LIKES]->a", "b OUT second");
        assertThat(graph.getNode("a").outDegree()).isEqualTo(6);
    }

    @Test
    default void theSummaryCountsByTypeAndDirection() {
        Graph graph = linked(directedWith("a", "b", "c", "d"));
        assertThat(graph.neighborSummary("a"))
                .containsExactlyInAnyOrder(
                        new NeighborCount(null, Direction.OUT, 1),
                        new NeighborCount("KNOWS", Direction.OUT, 2),
                        new NeighborCount("LIKES", Direction.OUT, 1),
                        new NeighborCount("KNOWS", Direction.IN, 1),
                        new NeighborCount("LIKES", Direction.IN, 1));
        assertThat(graph.neighborSummary("d")).isEmpty();
    }

    @Test
    default void edgesBetweenAreThoseWithBothEndsAmongTheNodes() {
        Graph graph = linked(directedWith("a", "b", "c"));
        Page<StoredEdge> between = graph.edgesBetween(List.of("b", "a"), 100);
        assertThat(between.items())
                .extracting(StoredEdge::id)
                .containsExactly("a-[KNOWS]->b", "a-[LIKES]->a", "second");
        Page<StoredEdge> first = graph.edgesBetween(List.of("a", "b", "c"), 2);
        assertThat(first.items()).hasSize(2);
        assertThat(first.total()).isEqualTo(6);
        assertThat(graph.edgesBetween(List.of("b"), 10).items()).isEmpty();
    }

    @Test
    default void aNodeThatIsNotThereIsNamed() {
        Graph graph = linked(directedWith("a", "b", "c"));
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.neighbors("x", NeighborQuery.all()))
                .satisfies(missing -> assertThat(missing.value()).isEqualTo("x"));
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.neighbors("x", NeighborQuery.all().type("NEVER SEEN")));
        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.neighborSummary("x"));
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.edgesBetween(List.of("a", "x"), 10))
                .satisfies(missing -> assertThat(missing.value()).isEqualTo("x"));
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.layout(List.of("x"), LayoutOptions.seeded(1)));
    }

    @Test
    default void aLayoutIsFiniteAndTheSameForTheSameSeed() {
        Graph graph = linked(directedWith("a", "b", "c"));
        List<String> ids = List.of("c", "a", "b");
        Positions first = graph.layout(ids, LayoutOptions.seeded(7).iterations(20));
        assertThat(first.ids()).isEqualTo(ids);
        assertThat(first.xy()).hasSize(6);
        for (float coordinate : first.xy()) {
            assertThat(coordinate).isFinite();
        }
        assertThat(graph.layout(ids, LayoutOptions.seeded(7).iterations(20))).isEqualTo(first);
        Positions kept = graph.layout(
                List.of("a"), LayoutOptions.seeded(7).iterations(0).start(Map.of("a", new double[] {3, 4})));
        assertThat(kept.xy()).hasSize(2);
        assertThat(graph.layout(List.of(), LayoutOptions.seeded(1)).xy()).isEmpty();
    }
}
