package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.GraphShape.ColumnShape;
import dev.kneiphof.graph.GraphShape.Subject;
import dev.kneiphof.graph.GraphShape.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShrinkTest {

    private static final int NODES = 5_000;

    private final Graph graph = Graph.open(GraphOptions.defaults());

    @AfterEach
    void close() {
        graph.close();
    }

    private void load() {
        var nodes = Batch.builder();
        for (int i = 0; i < NODES; i++) {
            nodes.addNode(Node.of("node-" + (10_000 + i)).with("rank", i).with("city", "city " + i % 50));
        }
        graph.apply(nodes.build());
    }

    @Test
    void shrinkingGivesBackWhatALoadLeavesAndWhatRemovedRowsTook() {
        load();
        Shrunk loaded = graph.shrink();
        assertThat(loaded.afterBytes()).isEqualTo(graph.counts().bytes()).isLessThanOrEqualTo(loaded.beforeBytes());
        for (int i = 0; i < 1_000; i++) {
            graph.removeNode("node-" + (10_000 + i), 0);
        }
        Shrunk removed = graph.shrink();
        assertThat(removed.afterBytes()).isLessThan(loaded.afterBytes() * 9 / 10);
        assertThat(graph.getNode("node-11000").node().attributes().get("rank")).isEqualTo(AttributeValue.of(1_000));
    }

    @Test
    void aViewThatIsOpenStaysAsItWasWhileTheGraphIsShrunk() {
        load();
        try (NodeColumns columns = graph.columns("rank")) {
            graph.removeNode("node-10000", 0);
            graph.shrink();
            long[] sum = {0};
            columns.forEachNode(node -> sum[0] += node.integerOf("rank"));
            assertThat(sum[0]).isEqualTo((long) NODES * (NODES - 1) / 2);
            assertThat(graph.memory().snapshots().heldBytes()).isPositive();
        }
    }

    @Test
    void shrinkingAsARunTellsHowFarItIs() {
        load();
        GraphRun<Shrunk> run = graph.async().shrink();
        assertThat(run.join().afterBytes()).isEqualTo(graph.counts().bytes());
        assertThat(run.progress().done()).isEqualTo(run.progress().total()).isPositive();
    }

    @Test
    void theEstimateHoldsTheMemoryOfTheGraphThatIsLoadedThen() {
        GraphShape shape = GraphShape.of(NODES, 10L * NODES, 0)
                .with(new ColumnShape(Subject.NODE, Type.INTEGER, NODES, 0, 0))
                .with(new ColumnShape(Subject.NODE, Type.TEXT, NODES, 50, 340));
        MemoryEstimate estimate = Graph.estimateMemory(shape);
        load();
        long counted = graph.shrink().afterBytes();
        assertThat(counted).isBetween(estimate.leastBytes(), estimate.mostBytes());
        assertThat(estimate.likelyBytes()).isBetween(counted * 85 / 100, counted * 115 / 100);
    }

    @Test
    void aNegativeNumberIsNoShape() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> GraphShape.of(-1, 0, 0))
                .withMessageContaining("odes of a shape: '-1'");
    }
}
