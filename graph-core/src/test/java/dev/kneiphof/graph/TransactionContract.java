package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

interface TransactionContract extends Opens {

    @Test
    default void severalBatchesBecomeVisibleTogether() {
        Graph graph = directedWith("a");
        long revision = graph.counts().revision();
        try (Transaction transaction = graph.begin()) {
            transaction.apply(Batch.builder().addNode(Node.of("b")).build());
            transaction.apply(Batch.builder().addEdge(Edge.of("a", "b")).build());
            assertThat(transaction.commit()).isEqualTo(revision + 1);
        }
        assertThat(graph.counts())
                .extracting(GraphCounts::nodes, GraphCounts::edges, GraphCounts::revision)
                .containsExactly(2L, 1L, revision + 1);
    }

    @Test
    default void s16_aTransactionThatIsNotCommittedLeavesNoTrace() {
        Graph graph = directedWith("a", "b");
        graph.addEdge(Edge.of("a", "b").with("w", 1));
        long revision = graph.counts().revision();
        try (Transaction transaction = graph.begin()) {
            transaction.apply(Batch.builder()
                    .upsertNode(Node.of("a").label("X").with("x", 1))
                    .addNode(Node.of("c"))
                    .removeNode("b")
                    .build());
            transaction.apply(
                    Batch.builder().addEdge(Edge.of("c", "a").type("NEW")).build());
        }
        assertThat(graph.counts())
                .extracting(GraphCounts::nodes, GraphCounts::edges, GraphCounts::revision)
                .containsExactly(2L, 1L, revision);
        assertThat(graph.getNode("a").node()).isEqualTo(Node.of("a"));
        assertThat(graph.getEdge("a->b").edge())
                .isEqualTo(Edge.of("a", "b").id("a->b").with("w", 1));
        assertThat(graph.nodes(Query.all()).items()).extracting(StoredNode::id).containsExactly("a", "b");
    }

    @Test
    default void aFailingBatchUndoesItselfAndLeavesTheTransactionOpen() {
        Graph graph = directed();
        try (Transaction transaction = graph.begin()) {
            transaction.apply(Batch.builder().addNode(Node.of("a")).build());
            assertThatExceptionOfType(NodeAlreadyExistsException.class)
                    .isThrownBy(() -> transaction.apply(Batch.builder()
                            .addNode(Node.of("b"))
                            .addNode(Node.of("a"))
                            .build()))
                    .satisfies(refused -> assertThat(refused.row()).isEqualTo(1));
            transaction.apply(Batch.builder().addNode(Node.of("c")).build());
            transaction.commit();
        }
        assertThat(graph.nodes(Query.all()).items()).extracting(StoredNode::id).containsExactly("a", "c");
    }

    @Test
    default void whoMeetsATransactionWaitsAndIsThenToldThatTheGraphIsBusy() {
        Graph graph = directedWith("a");
        try (Transaction transaction = graph.begin()) {
            assertThatExceptionOfType(GraphBusyException.class).isThrownBy(() -> graph.getNode("a"));
            assertThatExceptionOfType(GraphBusyException.class).isThrownBy(() -> graph.addNode(Node.of("b")));
            assertThatExceptionOfType(GraphBusyException.class).isThrownBy(graph::begin);
            assertThat(graph.nodeCount()).isEqualTo(1);
            transaction.apply(Batch.builder().addNode(Node.of("b")).build());
        }
        graph.addNode(Node.of("c"));
        assertThat(graph.nodeCount()).isEqualTo(2);
    }

    @Test
    default void anEndedTransactionSaysSoAndNotThatItsGraphIsClosed() {
        Graph graph = directed();
        Transaction transaction = graph.begin();
        transaction.commit();
        assertThatIllegalStateException()
                .isThrownBy(transaction::commit)
                .withMessage("the transaction has ended; begin another one");
        assertThatIllegalStateException()
                .isThrownBy(() -> transaction.apply(Batch.builder().build()));
        transaction.close();
        transaction.close();
    }
}
