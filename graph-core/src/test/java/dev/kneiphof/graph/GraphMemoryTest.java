package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GraphMemoryTest {

    @Test
    void everyStructureAndColumnIsCountedAndTheirSumIsTheMemoryOfTheGraph() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNode(Node.of("a").with("age", 36));
            graph.addNode(Node.of("b").with("name", "Bob"));
            graph.addEdge(Edge.of("a", "b").with("since", 1843.5));

            GraphMemory memory = graph.memory();

            assertThat(memory.bytes()).isEqualTo(graph.counts().bytes()).isPositive();
            assertThat(memory.nodeColumns()).containsOnlyKeys("age", "name");
            assertThat(memory.edgeColumns()).containsOnlyKeys("since");
            assertThat(memory.parts())
                    .extracting(MemoryPart::part)
                    .contains("node ids", "node dictionary", "edge table", "adjacency out", "adjacency in");
            assertThat(memory.snapshots()).isEqualTo(new OpenSnapshots(0, 0, 0));
            assertThat(graph.describe().memory()).isEqualTo(memory);
        }
    }

    @Test
    void aSnapshotIsSeenWithItsAgeAndWithWhatOnlyItHolds() {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            graph.addNode(Node.of("a").with("age", 36));
            graph.addNode(Node.of("b").with("age", 20));
            try (NodeColumns columns = graph.columns("age")) {
                assertThat(columns).isNotNull();
                graph.updateNode(NodeChange.of("a").set("age", 37));
                OpenSnapshots snapshots = graph.memory().snapshots();
                assertThat(snapshots.open()).isEqualTo(1);
                assertThat(snapshots.oldestNanos()).isPositive();
                assertThat(snapshots.heldBytes()).isPositive();
            }
            assertThat(graph.memory().snapshots()).isEqualTo(new OpenSnapshots(0, 0, 0));
        }
    }

    @Test
    void whoWatchesIsToldBusyInATenthOfASecondBehindATransaction() {
        try (Graph graph = Graph.open(GraphOptions.defaults().withLockWait(Duration.ofMinutes(2)));
                Transaction transaction = graph.begin()) {
            long began = System.nanoTime();
            assertThatExceptionOfType(GraphBusyException.class).isThrownBy(graph::memory);
            assertThat(System.nanoTime() - began)
                    .isLessThan(graph.options().lockWait().toNanos() / 2);
            assertThat(transaction).isNotNull();
        }
    }
}
