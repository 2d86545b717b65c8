package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface NodeContract extends Opens {

    @Test
    default void aNodeComesBackAsItWasAdded() {
        Graph graph = directed();
        Node ada = Node.of("ada").label("Person").label("Poet").with("age", 36).with("height", 1.62);
        graph.addNode(ada);
        StoredNode stored = graph.getNode("ada");
        assertThat(stored.node()).isEqualTo(ada);
        assertThat(stored.version()).isNotZero();
        assertThat(stored.outDegree()).isZero();
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void s7B11_addingAnIdTwiceIsRefusedAndChangesNothing() {
        Graph graph = directed();
        graph.addNode(Node.of("ada").with("age", 36));
        assertThatExceptionOfType(NodeAlreadyExistsException.class)
                .isThrownBy(() -> graph.addNode(Node.of("ada").with("age", 1)))
                .withMessage("Node 'ada' already exists; use upsert to replace it or merge to add to it")
                .satisfies(refused -> assertThat(refused.value()).isEqualTo("ada"));
        assertThat(graph.getNode("ada").node()).isEqualTo(Node.of("ada").with("age", 36));
    }

    @Test
    default void anUpsertReplacesLabelsAndAttributesAndKeepsEdges() {
        Graph graph = directedWith("bob");
        assertThat(graph.upsertNode(Node.of("ada").label("A").with("x", 1).with("y", 2)))
                .isTrue();
        graph.addEdge(Edge.of("ada", "bob"));
        assertThat(graph.upsertNode(Node.of("ada").label("B").with("y", 3))).isFalse();
        StoredNode stored = graph.getNode("ada");
        assertThat(stored.node()).isEqualTo(Node.of("ada").label("B").with("y", 3));
        assertThat(stored.outDegree()).isEqualTo(1);
    }

    @Test
    default void aMergeAddsLabelsAndAttributes() {
        Graph graph = directed();
        assertThat(graph.mergeNode(Node.of("ada").label("A").with("x", 1).with("y", 2)))
                .isTrue();
        assertThat(graph.mergeNode(Node.of("ada").label("B").with("y", 3))).isFalse();
        Node merged = graph.getNode("ada").node();
        assertThat(merged.labels()).containsExactlyInAnyOrder("A", "B");
        assertThat(merged.attributes()).isEqualTo(Attributes.of(Map.of("x", 1, "y", 3)));
    }

    @Test
    default void anUpdateSetsAndRemovesAttributesAndReplacesLabels() {
        Graph graph = directed();
        graph.addNode(Node.of("ada").label("A").with("x", 1).with("y", 2));
        graph.updateNode(NodeChange.of("ada").set("z", "new").remove("x"));
        assertThat(graph.getNode("ada").node())
                .isEqualTo(Node.of("ada").label("A").with("y", 2).with("z", "new"));
        graph.updateNode(NodeChange.of("ada").labels(List.of("B", "C")));
        assertThat(graph.getNode("ada").node().labels()).containsExactlyInAnyOrder("B", "C");
        graph.updateNode(NodeChange.of("ada").labels(List.of()));
        assertThat(graph.getNode("ada").node().labels()).isEmpty();
    }

    @Test
    default void f046_anUpdateOfANodeThatIsNotThereCreatesNone() {
        Graph graph = directed();
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.updateNode(NodeChange.of("ada").set("x", 1)));
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(
                        () -> graph.updateNode(NodeChange.of("ada").expecting(7).set("x", 1)));
        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.replaceNode(Node.of("ada"), 7));
        assertThat(graph.nodeCount()).isZero();
    }

    @Test
    default void b13_aChangeThatExpectsAnotherVersionIsRefused() {
        Graph graph = directed();
        graph.addNode(Node.of("ada").with("x", 1));
        long version = graph.getNode("ada").version();
        graph.updateNode(NodeChange.of("ada").expecting(version).set("x", 2));
        assertThat(graph.getNode("ada").version()).isNotEqualTo(version);
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() ->
                        graph.updateNode(NodeChange.of("ada").expecting(version).set("x", 3)))
                .withMessageContaining("'ada' has changed");
        assertThatExceptionOfType(VersionMismatchException.class)
                .isThrownBy(() -> graph.replaceNode(Node.of("ada"), version));
        assertThatExceptionOfType(VersionMismatchException.class).isThrownBy(() -> graph.removeNode("ada", version));
        graph.replaceNode(Node.of("ada").with("z", 9), graph.getNode("ada").version());
        assertThat(graph.getNode("ada").node()).isEqualTo(Node.of("ada").with("z", 9));
    }

    @Test
    default void s13_whatWasReadIsACopyThatOutlivesTheNode() {
        Graph graph = directed();
        graph.addNode(Node.of("ada").label("A").with("x", "before"));
        StoredNode read = graph.getNode("ada");
        graph.upsertNode(Node.of("ada").with("x", "after"));
        graph.removeNode("ada", 0);
        graph.compact();
        assertThat(read.node()).isEqualTo(Node.of("ada").label("A").with("x", "before"));
    }

    @Test
    default void theSameContentHasTheSameVersion() {
        Graph graph = directed();
        graph.addNode(Node.of("ada").with("x", 1));
        long version = graph.getNode("ada").version();
        graph.upsertNode(Node.of("ada").with("x", 2));
        graph.upsertNode(Node.of("ada").with("x", 1));
        assertThat(graph.getNode("ada").version()).isEqualTo(version);
        graph.addNode(Node.of("bob"));
        graph.addEdge(Edge.of("ada", "bob"));
        assertThat(graph.getNode("ada").version()).isEqualTo(version);
    }

    @Test
    default void f044_aRemovedNodeTakesItsEdgesWithIt() {
        Graph graph = directedWith("a", "b", "c");
        graph.addEdge(Edge.of("a", "b"));
        graph.addEdge(Edge.of("b", "c"));
        graph.addEdge(Edge.of("b", "b"));
        graph.addEdge(Edge.of("c", "a"));
        assertThat(graph.removeNode("b", 0)).isEqualTo(3);
        assertThat(graph.findNode("b")).isEmpty();
        assertThat(graph.counts().edges()).isEqualTo(1);
        assertThat(graph.getNode("a").outDegree()).isZero();
    }

    @Test
    default void f045B3_aNodeThatIsCreatedAgainHasNothingOfTheOldOne() {
        Graph graph = directedWith("b");
        graph.addNode(Node.of("a").label("Old").with("x", 1));
        graph.addEdge(Edge.of("a", "b"));
        graph.removeNode("a", 0);
        graph.addNode(Node.of("a"));
        StoredNode stored = graph.getNode("a");
        assertThat(stored.node()).isEqualTo(Node.of("a"));
        assertThat(stored.outDegree()).isZero();
        assertThat(graph.getNode("b").inDegree()).isZero();
    }

    @Test
    default void c12_aMissIsEmptyOrTheOneExceptionAndNullIsNotMissing() {
        Graph graph = directed();
        assertThat(graph.findNode("nobody")).isEmpty();
        assertThatExceptionOfType(NodeNotFoundException.class)
                .isThrownBy(() -> graph.getNode("nobody"))
                .withMessage("Node 'nobody' not found")
                .satisfies(missing -> {
                    assertThat(missing.status()).isEqualTo(StatusCode.NODE_NOT_FOUND);
                    assertThat(missing.value()).isEqualTo("nobody");
                });
        assertThatExceptionOfType(NodeNotFoundException.class).isThrownBy(() -> graph.removeNode("nobody", 0));
        graph.addNode(Node.of("ada").with("nothing", null));
        Attributes attributes = graph.getNode("ada").node().attributes();
        assertThat(attributes.get("nothing")).isEqualTo(AttributeValue.NullValue.INSTANCE);
        assertThat(attributes.get("missing")).isNull();
    }

    @Test
    default void manyNodesComeBackInTheOrderOfTheirIdsWithNullForMisses() {
        Graph graph = directedWith("a", "b", "c");
        List<StoredNode> found = graph.getNodes(Arrays.asList("c", "x", "a", "c"));
        assertThat(found).hasSize(4);
        assertThat(found.get(0).id()).isEqualTo("c");
        assertThat(found.get(1)).isNull();
        assertThat(found.get(2).id()).isEqualTo("a");
        assertThat(found.get(3).id()).isEqualTo("c");
        assertThat(graph.getNodes(List.of())).isEmpty();
    }

    @Test
    default void f001F004F005F006_badIdsAreRefusedByName() {
        Graph graph = open(GraphOptions.defaults().withIdBytesMax(8));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.findNode(""));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.addNode(Node.of("a\0b")));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> graph.addNode(Node.of("\ud800x")))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(StatusCode.INVALID_UTF8));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> graph.addNode(Node.of("ééééé")))
                .satisfies(refused -> {
                    assertThat(refused.number()).isEqualTo(10);
                    assertThat(refused.limit()).isEqualTo(8);
                });
        graph.addNode(Node.of("éééé"));
        assertThat(graph.nodeCount()).isEqualTo(1);
    }

    @Test
    default void f010F011F012_anyOtherTextIsAnIdOfItsOwn() {
        Graph graph = directed();
        List<String> ids = List.of(
                "a->b",
                "/",
                "\\",
                "%2F",
                ";x=1",
                "..",
                " ",
                "🌉",
                "é",
                "e\u0301",
                "a\u202eb",
                "a\u200bb",
                "ключ",
                "__proto__",
                "9".repeat(1_024),
                "\u0080",
                "\uffff");
        ids.forEach(id -> graph.addNode(Node.of(id)));
        assertThat(graph.nodeCount()).isEqualTo(ids.size());
        ids.forEach(id -> assertThat(graph.getNode(id).id()).isEqualTo(id));
    }

    @Test
    default void f034_aFullGraphRefusesTheNextNodeAndGoesOn() {
        Graph graph = open(GraphOptions.defaults().withRowsMax(2, 1));
        graph.addNode(Node.of("a"));
        graph.addNode(Node.of("b"));
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> graph.addNode(Node.of("c")));
        graph.addEdge(Edge.of("a", "b"));
        assertThatExceptionOfType(LimitExceededException.class).isThrownBy(() -> graph.addEdge(Edge.of("b", "a")));
        assertThat(graph.counts().nodes()).isEqualTo(2);
        assertThat(graph.upsertNode(Node.of("b").with("x", 1))).isFalse();
    }

    @Test
    default void aChangeThatChangesNothingDoesNotRaiseTheRevision() {
        Graph graph = directedWith("b");
        Node node = Node.of("a").label("L").with("x", 1);
        graph.addNode(node);
        graph.addEdge(Edge.of("a", "b").with("w", 1));
        long before = graph.counts().revision();
        assertThat(graph.upsertNode(node)).isFalse();
        assertThat(graph.mergeNode(Node.of("a").label("L"))).isFalse();
        graph.updateNode(NodeChange.of("a").set("x", 1).remove("nothing"));
        assertThat(graph.upsertEdge(Edge.of("a", "b").with("w", 1))).isFalse();
        assertThat(graph.mergeEdge(Edge.of("a", "b"))).isFalse();
        graph.updateEdge(EdgeChange.of("a->b").set("w", 1));
        BatchResult same = graph.apply(
                Batch.builder().upsertNode(node).mergeNode(Node.of("b")).build());
        assertThat(same.revision()).isEqualTo(before);
        try (Transaction transaction = graph.begin()) {
            transaction.apply(Batch.builder().upsertNode(node).build());
            assertThat(transaction.commit()).isEqualTo(before);
        }
        assertThat(graph.counts().revision()).isEqualTo(before);
        graph.upsertNode(node.with("x", 2));
        assertThat(graph.counts().revision()).isEqualTo(before + 1);
    }

    @Test
    default void aNodeIsThereOrNotWithoutItsRow() {
        Graph graph = directedWith("a");
        assertThat(graph.hasNode("a")).isTrue();
        assertThat(graph.hasNode("b")).isFalse();
        graph.removeNode("a", 0);
        assertThat(graph.hasNode("a")).isFalse();
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.hasNode(""));
    }

    @Test
    default void whatWasHeardOfAnIdNeverOutlivesAChange() {
        Graph graph = directed();
        for (int round = 0; round < 200; round++) {
            for (int again = 0; again < 1 + round % 5; again++) {
                assertThat(graph.hasNode("a")).isFalse();
                assertThat(graph.findNode("a")).isEmpty();
            }
            graph.addNode(Node.of("a"));
            for (int again = 0; again < 1 + round % 7; again++) {
                assertThat(graph.findNode("a")).isPresent();
                assertThat(graph.hasNode("a")).isTrue();
            }
            graph.removeNode("a", 0);
            // Many ids share a place in whatever remembers them.
            assertThat(graph.hasNode("b" + round)).isFalse();
        }
    }

    @Test
    default void everyCommittedChangeRaisesTheRevisionByOne() {
        Graph graph = directed();
        long before = graph.counts().revision();
        graph.addNode(Node.of("a"));
        graph.upsertNode(Node.of("a").with("x", 1));
        assertThat(graph.counts().revision()).isEqualTo(before + 2);
        assertThatExceptionOfType(NodeAlreadyExistsException.class).isThrownBy(() -> graph.addNode(Node.of("a")));
        assertThat(graph.counts().revision()).isEqualTo(before + 2);
    }
}
