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

/** Many nodes of one kind, which may cross in another form than a few, are the same nodes. */
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
