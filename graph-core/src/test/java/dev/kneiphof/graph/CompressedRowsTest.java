package dev.kneiphof.graph;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressedRowsTest {

    private static Graph linked(boolean directed) {
        Graph graph = Graph.open(GraphOptions.defaults().withDirected(directed));
        for (int i = 0; i < 50; i++) {
            graph.addNode(Node.of("n" + i));
        }
        for (int i = 0; i < 400; i++) {
            graph.addEdge(Edge.of("n" + i * 7 % 50, "n" + i * i % 50).id("e" + i));
        }
        for (int i = 0; i < 400; i += 9) {
            graph.removeEdge("e" + i, 0);
        }
        return graph;
    }

    private static List<Long> list(CompressedRows rows, long node) {
        int start = rows.offsets().getAtIndex(JAVA_INT, node);
        int end = rows.offsets().getAtIndex(JAVA_INT, node + 1);
        var targets = new ArrayList<Long>();
        for (int at = start; at < end; at++) {
            targets.add((long) rows.targets().getAtIndex(JAVA_INT, at));
        }
        return targets;
    }

    private static List<Long> list(NeighborLists lists, int index) {
        var neighbors = new ArrayList<Long>();
        for (int at = 0; at < lists.count(index); at++) {
            neighbors.add(CompressedRows.rowOf(lists.neighbor(index, at)));
        }
        return neighbors;
    }

    @Test
    void theRowsOfADirectedGraphAreTheListsOfItsNodes() {
        try (Graph graph = linked(true);
                CompressedRows out = graph.compressedRows(Direction.OUT);
                CompressedRows in = graph.compressedRows(Direction.IN);
                CompressedRows both = graph.compressedRows(Direction.BOTH)) {
            assertThat(out.nodes()).isEqualTo(50);
            assertThat(out.entries()).isEqualTo(graph.counts().edges());
            assertThat(both.entries()).isEqualTo(2 * out.entries());
            assertThat(out.edges().byteSize()).isEqualTo(4 * out.entries());
            for (int node = 0; node < 50; node++) {
                List<String> id = List.of("n" + node);
                List<Long> expectedOut = list(graph.neighborLists(id, Direction.OUT, null), 0);
                List<Long> expectedIn = list(graph.neighborLists(id, Direction.IN, null), 0);
                assertThat(list(out, node)).isEqualTo(expectedOut);
                assertThat(list(in, node)).isEqualTo(expectedIn);
                expectedOut.addAll(expectedIn);
                assertThat(list(both, node)).isEqualTo(expectedOut);
            }
            assertThat(out.ids(3, 0)).containsExactly("n3", "n0");
        }
    }

    @Test
    void theEdgesAreMadeWhenTheyAreWanted() {
        try (Graph graph = linked(true);
                CompressedRows rows = graph.compressedRows(Direction.OUT)) {
            assertThat(Gate.bill(rows::targets).calls()).isZero();
            assertThat(Gate.bill(rows::edges).calls()).isEqualTo(1);
            assertThat(Gate.bill(rows::edges).calls()).isZero();
            NeighborLists lists = graph.neighborLists(List.of("n7"), Direction.OUT, null);
            int start = rows.offsets().getAtIndex(JAVA_INT, 7);
            for (int at = 0; at < lists.count(0); at++) {
                int edge = rows.edges().getAtIndex(JAVA_INT, (long) start + at);
                assertThat(edge).isEqualTo((int) CompressedRows.rowOf(lists.edge(0, at)));
            }
        }
    }

    @Test
    void anUndirectedGraphHasOneListForAllDirections() {
        try (Graph graph = linked(false);
                CompressedRows out = graph.compressedRows(Direction.OUT);
                CompressedRows in = graph.compressedRows(Direction.IN)) {
            assertThat(out.entries()).isEqualTo(2 * graph.counts().edges());
            assertThat(out.targets().mismatch(in.targets())).isEqualTo(-1);
        }
    }

    @Test
    void rowsStayAsTheyWereWhileTheGraphChangesAndAfterItIsClosed() {
        Graph graph = linked(true);
        try (CompressedRows before = graph.compressedRows(Direction.OUT)) {
            List<Long> list = list(before, 7);
            graph.addEdge(Edge.of("n7", "n1").id("new"));
            graph.removeNode("n3", 0);
            try (CompressedRows after = graph.compressedRows(Direction.OUT)) {
                assertThat(after.revision()).isGreaterThan(before.revision());
                assertThat(list(after, 7)).contains(1L);
                assertThat(list(after, 3)).isEmpty();
            }
            graph.close();
            assertThat(list(before, 7)).isEqualTo(list);
        }
    }

    @Test
    void closedRowsAreNotReadAnyMore() {
        try (Graph graph = linked(true)) {
            CompressedRows rows = graph.compressedRows(Direction.OUT);
            var targets = rows.targets();
            rows.close();
            rows.close();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> targets.getAtIndex(JAVA_INT, 0));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(rows::offsets);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> rows.ids(1));
        }
    }

    @Test
    void anEmptyGraphHasEmptyRows() {
        try (Graph graph = Graph.open(GraphOptions.defaults());
                CompressedRows rows = graph.compressedRows(Direction.BOTH)) {
            assertThat(rows.offsets().byteSize()).isEqualTo(4);
            assertThat(rows.targets().byteSize()).isZero();
            assertThat(rows.entries()).isZero();
        }
    }
}
