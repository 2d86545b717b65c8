package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

interface OpenBatchContract extends Opens {

    @Test
    default void s16_nothingHappensBeforeTheCommitAndAllOfItThen() {
        Graph graph = directedWith("a");
        long revision = graph.counts().revision();
        try (OpenBatch batch = graph.batch()) {
            batch.addNode(Node.of("b")).upsertNode(Node.of("a").label("X")).mergeNode(Node.of("c"));
            batch.addEdge(Edge.of("a", "b")).upsertEdge(Edge.of("b", "c")).mergeEdge(Edge.of("c", "a"));
            batch.removeEdge("c->a").removeNode("c");
            assertThat(batch.size()).isEqualTo(8);
            assertThat(graph.counts().revision()).isEqualTo(revision);
            assertThat(graph.hasNode("b")).isFalse();
            BatchResult result = batch.commit();
            assertThat(result.revision()).isEqualTo(revision + 1);
        }
        assertThat(graph.getNode("a").node().labels()).containsExactly("X");
        assertThat(graph.edges(Query.all()).items()).extracting(StoredEdge::id).containsExactly("a->b");
    }

    @Test
    default void s16_aBatchWhoseBodyThrowsLeavesNoTrace() {
        Graph graph = directedWith("a");
        long revision = graph.counts().revision();
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> {
            try (OpenBatch batch = graph.batch()) {
                batch.addNode(Node.of("b"));
                throw new ArithmeticException("the body failed");
            }
        });
        assertThat(graph.counts())
                .extracting(GraphCounts::nodes, GraphCounts::revision)
                .containsExactly(1L, revision);
    }

    @Test
    default void b12_aRefusedCommitNamesTheRowAndLeavesTheBatchOpen() {
        Graph graph = directedWith("a");
        try (OpenBatch batch = graph.batch()) {
            batch.addNode(Node.of("b")).addNode(Node.of("a")).addNode(Node.of("c"));
            assertThatExceptionOfType(NodeAlreadyExistsException.class)
                    .isThrownBy(batch::commit)
                    .satisfies(refused -> assertThat(refused.row()).isEqualTo(1))
                    .withMessageContaining("'a'");
            assertThat(graph.counts().nodes()).isEqualTo(1);
            graph.removeNode("a", 0);
            assertThat(batch.commit().created()).isEqualTo(3);
        }
        assertThat(graph.nodes(Query.all()).items()).extracting(StoredNode::id).containsExactly("b", "a", "c");
    }

    @Test
    default void anEndedBatchRefusesEveryUse() {
        Graph graph = directed();
        OpenBatch committed = graph.batch().addNode(Node.of("a"));
        committed.commit();
        committed.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(committed::commit)
                .withMessageContaining("committed");
        OpenBatch closed = graph.batch();
        assertThatNullPointerException().isThrownBy(() -> closed.addNode(null)).withMessage("node");
        closed.close();
        closed.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> closed.addNode(Node.of("b")))
                .withMessageContaining("closed");
        assertThat(graph.counts().nodes()).isEqualTo(1);
    }

    @Test
    default void f060_aBatchOfAClosedGraphCannotBeCommitted() {
        Graph graph = directed();
        try (OpenBatch batch = graph.batch()) {
            batch.addNode(Node.of("a"));
            graph.close();
            assertThatExceptionOfType(GraphClosedException.class).isThrownBy(batch::commit);
        }
    }
}
