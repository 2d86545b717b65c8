package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

interface IndexContract extends Opens {

    private static List<Index> all() {
        return List.of(Index.nodeAttribute("status"), Index.edgeAttribute("weight"), Index.labels(), Index.types());
    }

    private static List<String> ids(Graph graph, Filter filter) {
        return graph.nodes(Query.all().filter(filter)).items().stream()
                .map(stored -> stored.node().id())
                .toList();
    }

    @Test
    default void anIndexIsDeclaredOnceListedInOrderAndDropped() {
        Graph graph = directed();
        for (Index index : all()) {
            assertThat(graph.declareIndex(index)).isTrue();
            assertThat(graph.declareIndex(index)).isFalse();
        }
        assertThat(graph.describe().indexes())
                .extracting(GraphDescription.DeclaredIndex::index)
                .isEqualTo(all());
        assertThat(graph.dropIndex(Index.labels())).isTrue();
        assertThat(graph.dropIndex(Index.labels())).isFalse();
        assertThat(graph.describe().indexes()).hasSize(3);
    }

    @Test
    default void declaringAndDroppingAnIndexCountsTheRevisionUp() {
        Graph graph = directedWith("a");
        long before = graph.counts().revision();
        List<Boolean> changed = List.of(
                graph.declareIndex(Index.labels()),
                graph.declareIndex(Index.labels()),
                graph.dropIndex(Index.labels()),
                graph.dropIndex(Index.labels()));
        assertThat(changed).containsExactly(true, false, true, false);
        assertThat(graph.counts().revision()).isEqualTo(before + 2);
    }

    @Test
    default void anIndexFollowsEveryWrite() {
        Graph graph = directedWith("a", "b", "c", "d");
        all().forEach(graph::declareIndex);
        graph.mergeNode(Node.of("a").label("Person").with("status", "new"));
        graph.upsertNode(Node.of("b").label("Person").with("status", "new"));
        graph.updateNode(NodeChange.of("a").set("status", 7));
        graph.apply(Batch.builder()
                .mergeNode(Node.of("c").with("status", "new"))
                .addEdge(Edge.of("a", "b").type("KNOWS").with("weight", 0.5))
                .build());
        assertThat(ids(graph, Filter.attribute("status").equalTo("new"))).containsExactly("b", "c");
        assertThat(ids(graph, Filter.attribute("status").equalTo(7.0))).containsExactly("a");
        assertThat(ids(graph, Filter.label("Person"))).containsExactly("a", "b");
        assertThat(graph.edges(Query.all().filter(Filter.type("KNOWS"))).total())
                .isEqualTo(1);
        graph.removeNode("b", 0);
        assertThat(ids(graph, Filter.attribute("status").equalTo("new"))).containsExactly("c");
        assertThat(graph.edges(Query.all().filter(Filter.attribute("weight").equalTo(0.5)))
                        .total())
                .isZero();
        graph.compact();
        assertThat(ids(graph, Filter.attribute("status").equalTo("new"))).containsExactly("c");
    }

    @Test
    default void aKeyIsAskedForWhereThereIsOneAlone() {
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> Index.nodeAttribute(""));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new Index(Index.On.LABEL, "Person"))
                .withMessageContaining("Person");
    }
}
