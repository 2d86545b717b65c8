package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a read of many nodes may cost, held on every build: one crossing, and no object for a node. */
class BatchedReadGateTest {

    private static final int ROWS = 10_000;
    private static final int ID_BYTES = 8;
    private static final int CALL_BYTES = 1_024;

    private final List<String> ids =
            IntStream.range(0, ROWS).mapToObj("%08d"::formatted).toList();
    private final Graph graph = Graph.open(GraphOptions.defaults());

    @BeforeEach
    void fill() {
        double[] values = IntStream.range(0, ROWS).mapToDouble(row -> row).toArray();
        graph.addNodes(NodeBlock.of(ids).with("value", ColumnValues.floats(values)));
        graph.addEdges(EdgeBlock.of(ids, IntStream.range(0, ROWS).toArray(), new int[ROWS]));
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private static void assertAllocates(long bytes, Runnable read) {
        long enough = bytes + CALL_BYTES;
        assertThat(Gate.fewestBytes(enough, read)).isLessThanOrEqualTo(enough);
    }

    @Test
    void findingManyNodesAllocatesTheirNumbersAlone() {
        CrossingBill bill = Gate.bill(() -> graph.findNodes(ids));
        assertThat(bill.calls()).isEqualTo(1);
        assertThat(bill.bytesIn()).isBetween((4L + ID_BYTES) * ROWS, (4L + ID_BYTES) * ROWS + 16);
        assertThat(bill.bytesOut()).isEqualTo(8L * ROWS);
        assertAllocates(8L * ROWS, () -> graph.findNodes(ids));
    }

    @Test
    void valuesOfManyNodesAllocateANumberAndACellForEach() {
        long[] numbers = graph.findNodes(ids);
        sum(graph.values(numbers, "value")); // The first one asks for the key's symbol, too.
        assertThat(Gate.bill(() -> graph.values(numbers, "value")).calls()).isEqualTo(1);
        assertAllocates(16L * ROWS + ROWS / 8, () -> sum(graph.values(ids, "value")));
        assertAllocates(16L * ROWS + ROWS / 8, () -> sum(graph.values(numbers, "value")));
    }

    private static void sum(NodeValues values) {
        NodeValues.Column column = values.column("value");
        double sum = 0;
        for (int row = 0; row < values.rows(); row++) {
            sum += column.floatAt(row);
        }
        assertThat(sum).isEqualTo((ROWS - 1L) * ROWS / 2.0);
    }

    @Test
    void neighborsOfManyNodesAllocateTwelveBytesANodeAndEightANeighbor() {
        assertThat(Gate.bill(() -> graph.neighborLists(ids, Direction.OUT, null))
                        .calls())
                .isEqualTo(1);
        assertAllocates(
                20L * ROWS,
                () -> assertThat(graph.neighborLists(ids, Direction.OUT, null).total())
                        .isEqualTo(ROWS));
    }

    @Test
    void aNeighborhoodAllocatesTheNumbersOfItsNodesAlone() {
        List<String> hub = List.of(ids.getFirst());
        NeighborhoodQuery around = NeighborhoodQuery.hops(1).limit(ROWS);
        assertThat(Gate.bill(() -> graph.neighborhood(hub, around)).calls()).isEqualTo(1);
        assertAllocates(
                8L * ROWS,
                () -> assertThat(graph.neighborhood(hub, around).size()).isEqualTo(ROWS - 1));
    }

    @Test
    void theRoomForANeighborhoodGrowsWithTheAnswersAndNotWithTheLimit() {
        int many = 70_000;
        graph.addNodes(NodeBlock.of(
                IntStream.range(0, many).mapToObj("leaf %d"::formatted).toList()));
        try (OpenBatch batch = graph.batch()) {
            IntStream.range(0, many).forEach(leaf -> batch.addEdge(Edge.of("leaf 0", "leaf " + leaf)));
            batch.commit();
        }
        NeighborhoodQuery around = NeighborhoodQuery.hops(1).limit(NeighborhoodQuery.LIMIT_MAX);
        assertThat(neighborhoodCalls("leaf 1", around, 1)).isEqualTo(1);
        assertThat(neighborhoodCalls("leaf 0", around, many - 1)).isEqualTo(2);
        assertThat(neighborhoodCalls("leaf 0", around, many - 1)).isEqualTo(1);
        assertThat(neighborhoodCalls("leaf 1", around, 1)).isEqualTo(1);
        assertThat(neighborhoodCalls("leaf 0", around.limit(65_536), 65_536)).isEqualTo(1);
    }

    private long neighborhoodCalls(String start, NeighborhoodQuery query, int nodes) {
        return Gate.bill(() -> assertThat(
                                graph.neighborhood(List.of(start), query).size())
                        .isEqualTo(nodes))
                .calls();
    }
}
