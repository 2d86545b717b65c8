package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

interface EdgeContract extends Opens {

    @Test
    default void anEdgeComesBackWithItsDerivedId() {
        Graph graph = directedWith("a", "b");
        assertThat(graph.addEdge(Edge.of("a", "b"))).isEqualTo("a->b");
        assertThat(graph.addEdge(Edge.of("a", "b").type("KNOWS").with("since", 1843)))
                .isEqualTo("a-[KNOWS]->b");
        StoredEdge knows = graph.getEdge("a-[KNOWS]->b");
        assertThat(knows.edge())
                .isEqualTo(Edge.of("a", "b").id("a-[KNOWS]->b").type("KNOWS").with("since", 1843));
        assertThat(knows.version()).isNotZero();
        assertThat(graph.getNode("a").outDegree()).isEqualTo(2);
        assertThat(graph.getNode("b").inDegree()).isEqualTo(2);
    }

    @Test
    default void s8F010_arrowsInsideOfIdsNeverMakeTwoEdgesOne() {
        Graph graph = directedWith("a->b", "c", "a", "b->c");
        String first = graph.addEdge(Edge.of("a->b", "c"));
        String second = graph.addEdge(Edge.of("a", "b->c"));
        assertThat(first).isNotEqualTo(second);
        assertThat(graph.getEdge(first).edge().source()).isEqualTo("a->b");
        assertThat(graph.getEdge(second).edge().source()).isEqualTo("a");
        assertThat(graph.counts().edges()).isEqualTo(2);
    }

    @Test
    default void s8F042_aSecondEdgeWithoutAnIdIsRefusedAndAnExplicitIdMakesItParallel() {
        Graph graph = directedWith("a", "b");
        graph.addEdge(Edge.of("a", "b"));
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("a", "b")))
                .satisfies(refused -> assertThat(refused.value()).isEqualTo("a->b"));
        assertThat(graph.addEdge(Edge.of("a", "b").id("second"))).isEqualTo("second");
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("b", "a").id("second")));
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("b", "a").id("a->b")));
        assertThat(graph.counts().edges()).isEqualTo(2);
    }

    @Test
    default void anExplicitIdThatEqualsTheDerivedOneIsNone() {
        Graph graph = directedWith("a", "b");
        graph.addEdge(Edge.of("a", "b").id("a->b"));
        assertThatExceptionOfType(EdgeAlreadyExistsException.class).isThrownBy(() -> graph.addEdge(Edge.of("a", "b")));
        assertThat(graph.getEdge("a->b").id()).isEqualTo("a->b");
    }

    @Test
    default void f040B11C10_anEdgeNeedsBothOfItsEnds() {
        Graph graph = directedWith("a");
        assertThatExceptionOfType(EndpointNotFoundException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("x", "a")))
                .withMessage("Source node 'x' not found; add the node first")
                .satisfies(missing -> assertThat(missing.status()).isEqualTo(StatusCode.SOURCE_NOT_FOUND));
        assertThatExceptionOfType(EndpointNotFoundException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("a", "y")))
                .satisfies(missing -> assertThat(missing.status()).isEqualTo(StatusCode.TARGET_NOT_FOUND));
        assertThat(graph.counts())
                .extracting(GraphCounts::nodes, GraphCounts::edges)
                .containsExactly(1L, 0L);
    }

    @Test
    default void f043_aSelfLoopCountsOnceInEachDirectionAndTwiceWithoutOne() {
        Graph directed = directedWith("a");
        directed.addEdge(Edge.of("a", "a"));
        assertThat(directed.getNode("a"))
                .extracting(StoredNode::outDegree, StoredNode::inDegree)
                .containsExactly(1L, 1L);
        Graph undirected = undirectedWith("a");
        undirected.addEdge(Edge.of("a", "a"));
        assertThat(undirected.getNode("a"))
                .extracting(StoredNode::outDegree, StoredNode::inDegree)
                .containsExactly(2L, 0L);
    }

    @Test
    default void anUndirectedEdgeIsFoundUnderBothSpellingsAndKeepsTheFirst() {
        Graph graph = undirectedWith("a", "b");
        assertThat(graph.addEdge(Edge.of("a", "b").type("T"))).isEqualTo("a-[T]->b");
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("b", "a").type("T")));
        assertThat(graph.getEdge("b-[T]->a").id()).isEqualTo("a-[T]->b");
        assertThat(graph.mergeEdge(Edge.of("b", "a").type("T").with("x", 1))).isFalse();
        assertThat(graph.getEdge("a-[T]->b").edge().attributes().get("x"))
                .isEqualTo(new AttributeValue.IntegerValue(1));
        graph.removeEdge("b-[T]->a", 0);
        assertThat(graph.counts().edges()).isZero();
    }

    @Test
    default void undirectedEitherSpellingOfTheDerivedIdIsNoExplicitId() {
        Graph graph = undirectedWith("a", "b");
        graph.addEdge(Edge.of("a", "b").id("b->a"));
        assertThat(graph.getEdge("a->b").id()).isEqualTo("a->b");
        assertThat(graph.getEdge("b->a").id()).isEqualTo("a->b");
        assertThatExceptionOfType(EdgeAlreadyExistsException.class).isThrownBy(() -> graph.addEdge(Edge.of("b", "a")));
        assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addEdge(Edge.of("a", "b").id("b->a")));
        assertThat(graph.upsertEdge(Edge.of("a", "b").id("b->a").with("x", 1))).isFalse();
        assertThat(graph.counts().edges()).isEqualTo(1);
    }

    @Test
    default void undirectedAnExplicitIdMayTakeTheOtherSpellingOfADerivedOne() {
        Graph graph = undirectedWith("a", "b", "c");
        graph.addEdge(Edge.of("a", "c").id("b->a"));
        assertThatExceptionOfType(EdgeAlreadyExistsException.class).isThrownBy(() -> graph.addEdge(Edge.of("a", "b")));
        assertThat(graph.counts().edges()).isEqualTo(1);
    }

    @Test
    default void anEdgeIsThereOrNotWithoutItsRow() {
        Graph graph = undirectedWith("a", "b");
        graph.addEdge(Edge.of("a", "b").type("T"));
        graph.addEdge(Edge.of("a", "b").id("second"));
        assertThat(graph.hasEdge("a-[T]->b")).isTrue();
        assertThat(graph.hasEdge("b-[T]->a")).isTrue();
        assertThat(graph.hasEdge("second")).isTrue();
        assertThat(graph.hasEdge("a->b")).isFalse();
        graph.removeEdge("second", 0);
        assertThat(graph.hasEdge("second")).isFalse();
    }

    @Test
    default void upsertReplacesAndMergeAddsAttributesOfTheSameEdge() {
        Graph graph = directedWith("a", "b");
        assertThat(graph.upsertEdge(Edge.of("a", "b").with("x", 1).with("y", 1)))
                .isTrue();
        assertThat(graph.upsertEdge(Edge.of("a", "b").with("y", 2))).isFalse();
        assertThat(graph.mergeEdge(Edge.of("a", "b").with("z", 3))).isFalse();
        assertThat(graph.getEdge("a->b").edge())
                .isEqualTo(Edge.of("a", "b").id("a->b").with("y", 2).with("z", 3));
    }

    @Test
    default void anUpsertCannotMoveAnEdge() {
        Graph graph = directedWith("a", "b", "c");
        graph.addEdge(Edge.of("a", "b").id("e").type("T"));
        for (Edge other : List.of(
                Edge.of("a", "c").id("e").type("T"),
                Edge.of("b", "a").id("e").type("T"),
                Edge.of("a", "b").id("e").type("U"),
                Edge.of("a", "b").id("e"))) {
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.upsertEdge(other));
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.mergeEdge(other));
        }
        assertThat(graph.getEdge("e").edge())
                .isEqualTo(Edge.of("a", "b").id("e").type("T"));
    }

    @Test
    default void anEdgeIsUpdatedAndReplacedOnlyInTheExpectedVersion() {
        Graph graph = directedWith("a", "b");
        graph.addEdge(Edge.of("a", "b").with("x", 1).with("y", 1));
        graph.updateEdge(EdgeChange.of("a->b").set("x", 2).remove("y"));
        StoredEdge stored = graph.getEdge("a->b");
        assertThat(stored.edge()).isEqualTo(Edge.of("a", "b").id("a->b").with("x", 2));
        graph.replaceEdge(Edge.of("a", "b").with("z", 1), stored.version());
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() -> graph.replaceEdge(Edge.of("a", "b"), stored.version()));
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() -> graph.updateEdge(
                        EdgeChange.of("a->b").expecting(stored.version()).set("x", 9)));
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() -> graph.removeEdge("a->b", stored.version()));
        graph.removeEdge("a->b", graph.getEdge("a->b").version());
        assertThat(graph.findEdge("a->b")).isEmpty();
    }

    @Test
    default void aMissingEdgeIsEmptyOrTheOneException() {
        Graph graph = directedWith("a", "b");
        assertThat(graph.findEdge("a->b")).isEmpty();
        assertThat(graph.findEdge("nothing at all")).isEmpty();
        assertThatExceptionOfType(EdgeNotFoundException.class)
                .isThrownBy(() -> graph.getEdge("a->b"))
                .withMessage("Edge 'a->b' not found");
        assertThatExceptionOfType(EdgeNotFoundException.class).isThrownBy(() -> graph.removeEdge("a->b", 0));
        assertThatExceptionOfType(EdgeNotFoundException.class)
                .isThrownBy(() -> graph.updateEdge(EdgeChange.of("a->b").set("x", 1)));
        assertThatExceptionOfType(EdgeNotFoundException.class)
                .isThrownBy(() -> graph.replaceEdge(Edge.of("a", "b"), 7));
    }

    @Test
    default void b4_removedEdgesTakeNothingFromTheOthers() {
        Graph graph = directedWith("a", "b");
        for (int i = 0; i < 10; i++) {
            graph.addEdge(Edge.of("a", "b").id("e" + i).with("w", i));
        }
        graph.removeEdge("e3", 0);
        graph.removeEdge("e0", 0);
        for (int i : new int[] {1, 2, 4, 5, 6, 7, 8, 9}) {
            assertThat(graph.getEdge("e" + i).edge().attributes().get("w"))
                    .isEqualTo(new AttributeValue.IntegerValue(i));
        }
        assertThat(graph.getNode("a").outDegree()).isEqualTo(8);
    }
}
