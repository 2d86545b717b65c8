package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many nodes or edges of one kind, which may cross in another form than a few, are the same nodes and edges. */
interface ShapeContract extends Opens {

    int MANY = 400;

    private static Node node(String id, int row) {
        return Node.of(id)
                .label("L" + row % 3)
                .with("number", (long) row)
                .with("float", row + 0.5)
                .with("truth", row % 2 == 0)
                .with("text", "text " + row % 10)
                .with("once", "L\u00f6ndon " + row)
                .with("instant", Instant.ofEpochSecond(row));
    }

    @Test
    default void s1_manyNodesOfOneKindComeBackAsTheyWent() {
        Graph graph = directed();
        for (int row = 0; row < MANY; row++) {
            Node node = node("n" + row, row);
            graph.addNode(node);
            assertThat(graph.getNode("n" + row).node()).isEqualTo(node);
            assertThatExceptionOfType(NodeAlreadyExistsException.class).isThrownBy(() -> graph.addNode(node));
        }
        assertThat(graph.nodeCount()).isEqualTo(MANY);
    }

    @Test
    default void s1_mergesUpsertsAndConditionalChangesOfOneKindSayTheSame() {
        Graph graph = directed();
        graph.addNode(Node.of("a").with("kept", 1));
        for (int row = 0; row < MANY; row++) {
            assertThat(graph.mergeNode(node("a", row))).isFalse();
            Attributes merged = graph.getNode("a").node().attributes();
            assertThat(merged).isEqualTo(node("a", row).with("kept", 1).attributes());
            assertThat(graph.upsertNode(node("b", row))).isEqualTo(row == 0);
            StoredNode stored = graph.getNode("b");
            assertThat(stored.node()).isEqualTo(node("b", row));
            Node next = node("b", row + 1);
            assertThatExceptionOfType(VersionMismatchException.class)
                    .isThrownBy(() -> graph.replaceNode(next, stored.version() + 1));
            graph.replaceNode(next, stored.version());
            assertThat(graph.getNode("b").node()).isEqualTo(next);
        }
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.replaceNode(node("nobody", 0), 7));
    }

    private static Edge edge(@Nullable String id, int row) {
        Attributes attributes = node("any", row).attributes();
        return new Edge(id, "a" + row % 9, "b" + row % 11, row % 2 == 0 ? null : "T" + row % 3, attributes);
    }

    private static Graph withEnds(Graph graph) {
        for (int row = 0; row < 11; row++) {
            graph.addNode(Node.of("a" + row));
            graph.addNode(Node.of("b" + row));
        }
        return graph;
    }

    @Test
    default void s1_manyEdgesOfOneKindComeBackAsTheyWent() {
        Graph graph = withEnds(directed());
        for (int row = 0; row < MANY; row++) {
            Edge edge = edge(row < 60 ? null : "e" + row, row);
            assertThat(graph.addEdge(edge)).isEqualTo(edge.effectiveId());
            StoredEdge stored = graph.getEdge(edge.effectiveId());
            assertThat(stored.edge()).isEqualTo(edge.id(edge.effectiveId()));
            assertThatExceptionOfType(EdgeAlreadyExistsException.class)
                    .isThrownBy(() -> graph.addEdge(edge))
                    .satisfies(failure -> assertThat(failure.value()).isEqualTo(edge.effectiveId()));
            Edge loose = new Edge(null, "a0", "nobody", null, edge.attributes());
            assertThatExceptionOfType(EndpointNotFoundException.class).isThrownBy(() -> graph.addEdge(loose));
        }
        assertThat(graph.counts().edges()).isEqualTo(MANY);
    }

    @Test
    default void s1_mergesUpsertsAndConditionalChangesOfEdgesOfOneKindSayTheSame() {
        Graph graph = withEnds(undirected());
        Edge first = Edge.of("a0", "b0").id("e");
        graph.addEdge(first.with("kept", 1));
        for (int row = 0; row < MANY; row++) {
            Attributes attributes = edge(null, row).attributes();
            assertThat(graph.mergeEdge(first.withAttributes(attributes))).isFalse();
            assertThat(graph.getEdge("e").edge().attributes()).isEqualTo(attributes.with("kept", 1));
            Edge turned = Edge.of("b1", "a1").withAttributes(attributes);
            assertThat(graph.upsertEdge(turned)).isEqualTo(row == 0);
            StoredEdge stored = graph.getEdge("b1->a1");
            assertThat(stored.edge().attributes()).isEqualTo(attributes);
            Edge next = turned.with("number", row + 1L);
            assertThatExceptionOfType(VersionMismatchException.class)
                    .isThrownBy(() -> graph.replaceEdge(next, stored.version() + 1));
            graph.replaceEdge(next, stored.version());
            assertThat(graph.getEdge("b1->a1").edge().attributes()).isEqualTo(next.attributes());
        }
        Edge missing = edge("nobody", 1);
        assertThatExceptionOfType(EdgeNotFoundException.class).isThrownBy(() -> graph.replaceEdge(missing, 7));
    }

    @Test
    default void aValueOfAnotherTypeAmongManyOfOneKindIsKept() {
        Graph graph = directed();
        var random = new Random(3);
        Object[] values = {1L, 2, 2.5, true, "text", List.of(1L), Map.of("k", "v"), Instant.EPOCH, new byte[] {1}};
        for (int row = 0; row < 10 * MANY; row++) {
            Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
            attributes.put("one", random.nextInt(20) == 0 ? null : "text " + random.nextInt(5));
            attributes.put("two", random.nextInt(50) == 0 ? values[random.nextInt(values.length)] : row);
            Node node = Node.of("n" + row).withAttributes(Attributes.of(attributes));
            graph.upsertNode(node);
            assertThat(graph.getNode(node.id()).node()).isEqualTo(node);
            if (row % 500 == 499) {
                graph.removeNode("n" + (row - 100), 0);
                graph.compact();
            }
        }
    }

    @Test
    default void f003_aTextThatIsNotUnicodeIsRefusedHoweverManyWentBefore() {
        Graph graph = directed();
        for (int row = 0; row < MANY; row++) {
            Node good = Node.of("n").with("text", "text " + row % 7);
            graph.upsertNode(good);
            Node bad = Node.of("n").with("text", "\ud800");
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.upsertNode(bad));
            assertThat(graph.getNode("n").node()).isEqualTo(good);
        }
    }
}
