package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface BatchContract extends Opens {

    @Test
    default void rowsTakeEffectInOrderAndTogether() {
        Graph graph = directed();
        BatchResult result = graph.apply(Batch.builder()
                .addNode(Node.of("a").label("Person").with("age", 1))
                .addNode(Node.of("b").label("Person").label("Poet").with("age", 2.5))
                .addNode(Node.of("c").with("name", "C"))
                .addEdge(Edge.of("a", "b").type("KNOWS").with("w", 1))
                .addEdge(Edge.of("b", "c").id("mine"))
                .upsertNode(Node.of("a").with("age", 3))
                .mergeNode(Node.of("c").with("age", 4))
                .removeNode("b")
                .removeNode("a")
                .addNode(Node.of("a"))
                .build());
        assertThat(result.created()).isEqualTo(6);
        assertThat(result.updated()).isEqualTo(2);
        assertThat(result.removed()).isEqualTo(2);
        assertThat(result.removedEdges()).isEqualTo(2);
        assertThat(result.rejected()).isZero();
        assertThat(result.revision()).isEqualTo(graph.counts().revision());
        assertThat(graph.nodes(Query.all()).items()).extracting(StoredNode::id).containsExactly("c", "a");
        assertThat(graph.getNode("c").node())
                .isEqualTo(Node.of("c").with("name", "C").with("age", 4));
    }

    @Test
    default void manyNodesAndEdgesGoTogetherOrNotAtAll() {
        Graph graph = directedWith("a", "b", "c", "d");
        for (Edge edge : List.of(
                Edge.of("a", "b"),
                Edge.of("b", "c"),
                Edge.of("c", "d"),
                Edge.of("d", "a").id("own"))) {
            graph.addEdge(edge);
        }
        assertThatExceptionOfType(EdgeNotFoundException.class)
                .isThrownBy(() -> graph.removeEdges(List.of("a->b", "missing")))
                .satisfies(refused -> assertThat(refused.row()).isEqualTo(1));
        assertThat(graph.hasEdge("a->b")).isTrue();
        graph.removeEdges(List.of("a->b", "own"));
        assertThat(graph.counts().edges()).isEqualTo(2);

        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.removeNodes(List.of("a", "a")));
        assertThat(graph.removeNodes(List.of("c", "a"))).isEqualTo(2);
        assertThat(graph.nodes(Query.all()).items()).extracting(StoredNode::id).containsExactly("b", "d");
        assertThat(graph.removeNodes(List.of())).isZero();
    }

    @Test
    default void f031_anEmptyBatchChangesNothing() {
        Graph graph = directedWith("a");
        BatchResult result = graph.apply(Batch.builder().build());
        assertThat(result.created()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void s6B12F047_aStrictBatchWithOneBadRowLeavesNoTrace() {
        Graph graph = directedWith("a");
        long revision = graph.counts().revision();
        Batch batch = Batch.builder()
                .upsertNode(Node.of("a").label("Changed").with("x", 1))
                .addNode(Node.of("b"))
                .addEdge(Edge.of("a", "b"))
                .addEdge(Edge.of("a", "missing"))
                .addNode(Node.of("c"))
                .build();
        assertThatExceptionOfType(EndpointNotFoundException.class)
                .isThrownBy(() -> graph.apply(batch))
                .satisfies(refused -> {
                    assertThat(refused.row()).isEqualTo(3);
                    assertThat(refused.value()).isEqualTo("missing");
                });
        assertThat(graph.getNode("a").node()).isEqualTo(Node.of("a"));
        assertThat(graph.counts())
                .extracting(GraphCounts::nodes, GraphCounts::edges, GraphCounts::revision)
                .containsExactly(1L, 0L, revision);
    }

    @Test
    default void f041C11_theSecondOfTwoEqualIdsIsTheBadRow() {
        Graph graph = directed();
        assertThatExceptionOfType(NodeAlreadyExistsException.class)
                .isThrownBy(() -> graph.apply(Batch.builder()
                        .addNode(Node.of("a"))
                        .addNode(Node.of("b"))
                        .addNode(Node.of("a"))
                        .build()))
                .satisfies(refused -> assertThat(refused.row()).isEqualTo(2));
        graph.apply(Batch.builder()
                .upsertNode(Node.of("a").with("x", 1))
                .upsertNode(Node.of("a").with("x", 2))
                .build());
        assertThat(graph.getNode("a").node()).isEqualTo(Node.of("a").with("x", 2));
    }

    @Test
    default void c10_aLenientBatchKeepsTheGoodRowsAndListsTheBadOnes() {
        Graph graph = directedWith("a");
        BatchResult result = graph.apply(Batch.builder()
                .lenient(true)
                .addNode(Node.of("b"))
                .addNode(Node.of("a"))
                .addEdge(Edge.of("a", "b"))
                .addEdge(Edge.of("x", "b"))
                .addEdge(Edge.of("b", "y"))
                .removeNode("nobody")
                .removeEdge("a->nobody")
                .addNode(Node.of("c").with("text", "bad \ud800"))
                .addNode(Node.of("d").with("text", "good"))
                .build());
        assertThat(result.created()).isEqualTo(3);
        assertThat(result.rejected()).isEqualTo(6);
        assertThat(result.errors())
                .extracting(RowError::row, RowError::status)
                .containsExactly(
                        tuple(1, StatusCode.NODE_ALREADY_EXISTS),
                        tuple(3, StatusCode.SOURCE_NOT_FOUND),
                        tuple(4, StatusCode.TARGET_NOT_FOUND),
                        tuple(5, StatusCode.NODE_NOT_FOUND),
                        tuple(6, StatusCode.EDGE_NOT_FOUND),
                        tuple(7, StatusCode.INVALID_UTF8));
        assertThat(result.errors()).extracting(RowError::value).contains("a", "x", "y", "nobody", "a->nobody");
        assertThat(result.errors().getFirst().message()).startsWith("Node 'a' already exists");
        assertThat(graph.nodes(Query.all()).items()).extracting(StoredNode::id).containsExactly("a", "b", "d");
    }

    @Test
    default void aLenientBatchOfBadRowsAloneChangesNothing() {
        Graph graph = directed();
        BatchResult result = graph.apply(Batch.builder()
                .lenient(true)
                .addNode(Node.of("a").with("x", "\ud800"))
                .removeNode("nobody")
                .build());
        assertThat(result.errors()).extracting(RowError::row).containsExactly(0, 1);
        assertThat(graph.nodeCount()).isZero();
    }

    @Test
    default void everyKindOfColumnComesBackRowByRow() {
        Graph graph = directed();
        Batch.Builder batch = Batch.builder();
        for (int i = 0; i < 300; i++) {
            batch.addNode(row(i));
        }
        graph.apply(batch.build());
        for (int i = 0; i < 300; i++) {
            assertThat(graph.getNode("node " + i).node()).isEqualTo(row(i));
        }
    }

    private static Node row(int i) {
        Node node = Node.of("node " + i)
                .with("integer", (long) i * i)
                .with("float", i / 3.0)
                .with("boolean", i % 2 == 0)
                .with("repeated", "value " + i % 3)
                .with("unique", "ünique " + i)
                .with("bytes", new byte[i % 5])
                .with("instant", AttributeValue.InstantValue.ofMicroseconds(i * 1_000_003L));
        if (i % 2 == 1) {
            node = node.label("Odd");
        }
        if (i % 3 == 0) {
            node = node.label("Third").with("sparse", i).with("sparse text", "s" + i % 2);
        }
        if (i % 7 == 0) {
            node = node.with("mixed", i % 2 == 0 ? "even" : (Object) 7L).with("list", List.of(i, "x"));
        }
        return i % 11 == 0 ? node.with("null", null).with("map", Map.of("k", i)) : node;
    }

    @Test
    default void rowsWithoutACommonKeyDoNotBlowUpTheBatch() {
        Graph graph = directed();
        Batch.Builder batch = Batch.builder();
        for (int i = 0; i < 2_000; i++) {
            batch.addNode(Node.of("n" + i).with("key " + i, i).with("common", 1));
        }
        graph.apply(batch.build());
        assertThat(graph.getNode("n1999").node())
                .isEqualTo(Node.of("n1999").with("key 1999", 1_999).with("common", 1));
    }

    @Test
    default void opaqueObjectsOfRejectedRowsAreNotKept() {
        Graph graph = directedWith("a");
        var kept = new Object();
        BatchResult result = graph.apply(Batch.builder()
                .lenient(true)
                .addNode(Node.of("a").with("o", new OpaqueValue(new Object())))
                .addNode(Node.of("b").with("o", new OpaqueValue(kept)))
                .build());
        assertThat(result.rejected()).isEqualTo(1);
        assertThat(graph.getNode("b").node().attributes().get("o")).isEqualTo(new OpaqueValue(kept));
        assertThat(graph.getNode("a").node().attributes().isEmpty()).isTrue();
    }
}
