package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenMemoryTest {

    @Test
    void whatIsOpenIsCountedUntilItIsClosed() {
        OpenMemory before = Crossings.open();
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            assertThat(Crossings.open().graphs()).isEqualTo(before.graphs() + 1);
            graph.addNode(Node.of("ada"));
            try (NodeColumns first = graph.columns();
                    NodeColumns second = graph.columns()) {
                assertThat(first.rows()).isEqualTo(second.rows());
                assertThat(Crossings.open().views()).isEqualTo(before.views() + 2);
                assertThat(Crossings.open().arenas()).isEqualTo(before.arenas() + 2);
            }
        }
        assertThat(Crossings.open()).isEqualTo(before);
    }

    @Test
    void largeScratchMemoryIsGivenBackWithTheCall() {
        OpenMemory before = Crossings.open();
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            var batch = Batch.builder();
            IntStream.range(0, 40_000).forEach(row -> batch.addNode(Node.of("a-rather-long-id-of-a-node-" + row)));
            graph.apply(batch.build());
        }
        assertThat(Crossings.open()).isEqualTo(before);
    }

    @Test
    void callsFromRustToJavaAreCountedAmongTheCallsAndApart() {
        FunctionCrossings before = filter();
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            List.of("a", "b", "c").forEach(id -> graph.addNode(Node.of(id)));
            assertThat(graph.filterNodes(node -> node.id().equals("b"))).containsExactly("b");
        }
        FunctionCrossings after = filter();
        assertThat(after.upcalls() - before.upcalls()).isEqualTo(3);
        assertThat(after.calls() - before.calls()).isEqualTo(4);
    }

    private static FunctionCrossings filter() {
        return Crossings.snapshot().functions().stream()
                .filter(function -> function.name().equals("kneiphof_snapshot_filter"))
                .findFirst()
                .orElseThrow();
    }
}
