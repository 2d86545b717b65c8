package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue;
import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.ColumnValues;
import dev.kneiphof.graph.CrossingBill;
import dev.kneiphof.graph.CrossingScope;
import dev.kneiphof.graph.Crossings;
import dev.kneiphof.graph.CrossingsSnapshot;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.EdgeBlock;
import dev.kneiphof.graph.EdgeChange;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.FunctionCrossings;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.GraphShape;
import dev.kneiphof.graph.Index;
import dev.kneiphof.graph.InvalidArgumentException;
import dev.kneiphof.graph.LayoutOptions;
import dev.kneiphof.graph.NeighborQuery;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeBlock;
import dev.kneiphof.graph.NodeChange;
import dev.kneiphof.graph.NodeColumns;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.Schema;
import dev.kneiphof.graph.SchemaRow;
import dev.kneiphof.graph.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts the crossings of every public method against what its documentation says. */
class CrossingsTest {

    private Graph graph;

    @BeforeEach
    void openAGraphWhoseNamesAreKnown() {
        graph = Graph.open(GraphOptions.defaults());
        graph.addNode(Node.of("a").label("L").with("x", 1));
        graph.addNode(Node.of("b").label("L").with("x", 2));
        graph.addEdge(Edge.of("a", "b").type("T").with("w", 1));
        graph.getNode("a");
        graph.getEdge("a-[T]->b");
    }

    @AfterEach
    void close() {
        graph.close();
    }

    private static CrossingBill bill(Runnable action) {
        try (CrossingScope scope = Crossings.scope()) {
            action.run();
            return scope.bill();
        }
    }

    private static void assertCrosses(long calls, Runnable action) {
        CrossingBill bill = bill(action);
        assertThat(bill.calls()).as(bill.callsByFunction().toString()).isEqualTo(calls);
    }

    @Test
    void openingAndClosingCrossOnceEach() {
        CrossingBill bill = bill(() -> {
            Graph other = Graph.open(GraphOptions.defaults());
            other.close();
            other.close();
            assertThat(other.options()).isNotNull();
        });
        assertThat(bill.callsByFunction()).isEqualTo(Map.of("kneiphof_graph_open", 1L, "kneiphof_graph_close", 1L));
    }

    @Test
    void questionsAboutTheWholeGraphCrossOnce() {
        assertCrosses(0, graph::options);
        assertCrosses(1, graph::nodeCount);
        assertCrosses(1, graph::counts);
        assertCrosses(1, graph::describe);
        assertCrosses(1, graph::compact);
        assertCrosses(1, graph::shrink);
        assertCrosses(1, () -> Graph.estimateMemory(GraphShape.of(1, 2, 3)));
        assertCrosses(1, () -> graph.declareIndex(Index.labels()));
        assertCrosses(1, () -> graph.dropIndex(Index.labels()));
        assertCrosses(1, () -> graph.explainNodes(Filter.all()));
        assertCrosses(1, () -> graph.explainEdges(Filter.all()));
        assertCrosses(1, () -> Crossings.add(1, 2));
        assertCrosses(0, Crossings::snapshot);
    }

    @Test
    void writingANodeOrAnEdgeCrossesOnce() {
        assertCrosses(1, () -> graph.addNode(Node.of("c").label("L").with("x", 1)));
        assertCrosses(1, () -> graph.upsertNode(Node.of("c").with("x", 2)));
        assertCrosses(1, () -> graph.mergeNode(Node.of("c").label("L")));
        assertCrosses(1, () -> graph.addEdge(Edge.of("b", "a").type("T").with("w", 1)));
        assertCrosses(1, () -> graph.upsertEdge(Edge.of("b", "a").type("T")));
        assertCrosses(1, () -> graph.mergeEdge(Edge.of("b", "a").type("T").with("w", 2)));
        assertCrosses(1, () -> graph.removeEdge("b-[T]->a", 0));
        assertCrosses(1, () -> graph.removeNode("c", 0));
    }

    @Test
    void aRowOfASchemaCrossesOnceAndOnceMoreForTheSchemaAndForATextThatComesAgain() {
        SchemaRow row = Schema.EMPTY
                .with("x", Schema.Type.INTEGER)
                .with("city", Schema.Type.TEXT)
                .row()
                .id("a");
        graph.mergeNode(Node.of("a").with("city", "none"));
        assertCrosses(2, () -> graph.mergeNode(row.set(0, 1).set(1, "Riga")));
        assertCrosses(2, () -> graph.mergeNode(row.set(0, 2)));
        assertCrosses(1, () -> graph.mergeNode(row.set(0, 3)));
        assertCrosses(1, () -> graph.mergeNode(row.set(1, "once")));
        graph.compact();
        // The number of the text is out of date: the row goes once more, with the text itself.
        assertCrosses(2, () -> graph.mergeNode(row.set(1, "Riga")));
        assertThat(graph.getNode("a").node().attributes().get("city")).isEqualTo(AttributeValue.of("Riga"));
    }

    @Test
    void aRowOfAnEdgeCrossesOnceAndOnceMoreForItsSchema() {
        Schema schema = Schema.EMPTY.with("x", Schema.Type.INTEGER);
        SchemaRow row = schema.row().ends("b", "a").type("T");
        // A schema of nodes is another one.
        graph.mergeNode(schema.row().id("a"));
        assertThat(bill(() -> graph.addEdge(row.set(0, 1))).callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_register_schema", 1L, "kneiphof_graph_put_row", 1L));
        assertCrosses(1, () -> graph.mergeEdge(row.set(0, 2)));
        assertCrosses(1, () -> graph.upsertEdge(row.id("own").set(0, 3)));
        long version = graph.getEdge("own").version();
        assertCrosses(1, () -> graph.replaceEdge(row.set(0, 4), version));
        assertThat(graph.getEdge("own").edge()).isEqualTo(row.edge());
        assertThat(graph.getEdge("b-[T]->a").edge().attributes().get("x")).isEqualTo(AttributeValue.of(2));
        long[] numbers = graph.findNodes(List.of("a", "b"));
        assertCrosses(
                1, () -> graph.mergeEdge(row.ends(numbers[1], numbers[0]).id("").set(0, 5)));
        assertThat(graph.getEdge("b-[T]->a").edge().attributes().get("x")).isEqualTo(AttributeValue.of(5));
    }

    @Test
    void edgesOfOneKindGoAsRowsOfASchemaOnceThereAreManyOfThem() {
        Edge edge = Edge.of("a", "b").type("T").with("x", 1);
        for (int row = 0; row < RowShapes.ROWS_BEFORE; row++) {
            graph.mergeEdge(edge);
        }
        CrossingBill told = bill(() -> graph.mergeEdge(edge));
        assertThat(told.callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_register_schema", 1L, "kneiphof_graph_put_row", 1L));
        assertThat(bill(() -> graph.upsertEdge(edge)).callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_put_row", 1L));
        Edge bare = Edge.of("a", "b").type("T");
        assertThat(bill(() -> graph.mergeEdge(bare)).callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_merge_edge", 1L));
    }

    @Test
    void nodesOfOneKindGoAsRowsOfASchemaOnceThereAreManyOfThem() {
        Node node = Node.of("a").with("x", 1).with("city", "Riga");
        for (int row = 0; row < RowShapes.ROWS_BEFORE; row++) {
            graph.mergeNode(node);
        }
        CrossingBill told = bill(() -> graph.mergeNode(node));
        assertThat(told.callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_register_schema", 1L, "kneiphof_graph_put_row", 1L));
        CrossingBill coded = bill(() -> graph.mergeNode(node));
        assertThat(coded.callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_text_code", 1L, "kneiphof_graph_put_row", 1L));
        assertThat(bill(() -> graph.mergeNode(node)).callsByFunction()).isEqualTo(Map.of("kneiphof_graph_put_row", 1L));
        Node other = Node.of("a").with("x", 1.5).with("city", "Riga");
        assertThat(bill(() -> graph.mergeNode(other)).callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_merge_node", 1L));
        graph.compact();
        // The number of the text is out of date: the row goes once more, with the text itself.
        assertThat(bill(() -> graph.mergeNode(node)).callsByFunction()).isEqualTo(Map.of("kneiphof_graph_put_row", 2L));
    }

    @Test
    void aNodeThatIsChangedAgainGoesByItsNumberAndByItsIdOnceMoreWhenItWasRemovedMeanwhile() {
        SchemaRow row = Schema.EMPTY.with("x", Schema.Type.INTEGER).row().id("a");
        graph.mergeNode(row.set(0, 1));
        graph.mergeNode(row.set(0, 2));
        long byId = bill(() -> graph.upsertNode(row.id("b").set(0, 3))).bytesIn();
        assertThat(bill(() -> graph.upsertNode(row.id("a"))).bytesIn()).isEqualTo(byId);
        assertThat(graph.getNode("a").node().attributes()).isEqualTo(row.node().attributes());
        graph.removeNode("a", 0);
        assertCrosses(2, () -> graph.mergeNode(row.set(0, 4)));
        assertThat(graph.getNode("a").node()).isEqualTo(row.node());
        graph.removeNode("a", 0);
        graph.compact();
        graph.addNode(Node.of("other"));
        assertCrosses(1, () -> graph.upsertNode(row.set(0, 5)));
        graph.upsertNode(row);
        graph.removeNode("b", 0);
        graph.compact();
        assertCrosses(2, () -> graph.upsertNode(row.set(0, 6)));
        assertThat(graph.getNode("a").node()).isEqualTo(row.node());
        assertThat(graph.getNode("other").node().attributes().isEmpty()).isTrue();
    }

    @Test
    void conditionalChangesCrossAsOftenAsTheirDocumentationSays() {
        long node = graph.getNode("a").version();
        assertCrosses(1, () -> graph.replaceNode(Node.of("a").with("x", 3), node));
        long replaced = graph.getNode("a").version();
        assertCrosses(
                1, () -> graph.updateNode(NodeChange.of("a").expecting(replaced).set("x", 4)));
        assertCrosses(2, () -> graph.updateNode(NodeChange.of("a").set("x", 5)));
        long edge = graph.getEdge("a-[T]->b").version();
        assertCrosses(1, () -> graph.replaceEdge(Edge.of("a", "b").type("T").with("w", 3), edge));
        long changed = graph.getEdge("a-[T]->b").version();
        assertCrosses(
                2,
                () -> graph.updateEdge(
                        EdgeChange.of("a-[T]->b").expecting(changed).set("w", 4)));
        assertCrosses(2, () -> graph.updateEdge(EdgeChange.of("a-[T]->b").set("w", 5)));
    }

    @Test
    void aNameThatIsWrittenForTheFirstTimeCrossesOnceMore() {
        assertCrosses(3, () -> graph.addNode(Node.of("c").label("New").with("new key", 1)));
        assertCrosses(1, () -> graph.addNode(Node.of("d").label("New").with("new key", 1)));
    }

    @Test
    void namesThatABatchBroughtAreFetchedTogetherWhenTheyAreFirstRead() {
        graph.apply(Batch.builder()
                .addNode(Node.of("c").label("One").label("Two").with("three", 3).with("four", 4))
                .build());
        assertCrosses(2, () -> graph.getNode("c"));
        assertCrosses(1, () -> graph.getNode("c"));
    }

    @Test
    void b1_readingCrossesOnceHoweverManyNodesThereAre() {
        for (int i = 0; i < 500; i++) {
            graph.addNode(Node.of("n" + i));
        }
        assertCrosses(1, () -> graph.findNode("a"));
        assertCrosses(1, () -> graph.findNode("nobody"));
        assertCrosses(1, () -> graph.hasNode("a"));
        assertCrosses(1, () -> graph.hasNode("nobody"));
        assertCrosses(1, () -> graph.hasEdge("a-[T]->b"));
        assertCrosses(1, () -> graph.getNode("n499"));
        assertCrosses(1, () -> graph.getNodes(List.of("a", "n1", "nobody", "b")));
        assertCrosses(1, () -> graph.findEdge("a-[T]->b"));
        assertCrosses(1, () -> graph.getEdge("a-[T]->b"));
        assertCrosses(1, () -> graph.addNode(Node.of("one more")));
    }

    @Test
    void batchesCrossOnceAndTransactionsOnceForEachStep() {
        Batch batch = Batch.builder()
                .upsertNode(Node.of("c"))
                .upsertEdge(Edge.of("a", "c"))
                .build();
        CrossingBill bill = bill(() -> graph.apply(batch));
        assertThat(bill.calls()).isEqualTo(1);
        assertThat(bill.rows()).isEqualTo(2);
        assertThat(bill.bytesIn()).isPositive();
        assertThat(bill.nativeNanos()).isPositive();
        assertCrosses(1, () -> graph.apply(Batch.builder().build()));
        assertCrosses(4, () -> {
            try (Transaction transaction = graph.begin()) {
                transaction.apply(batch);
                transaction.apply(batch);
                transaction.commit();
            }
        });
        assertCrosses(2, () -> graph.begin().close());
    }

    @Test
    void queriesCrossTwiceAndOnceWhenNothingIsFound() {
        assertCrosses(2, () -> graph.nodes(Query.all()));
        assertCrosses(2, () -> graph.edges(Query.all()));
        assertCrosses(1, () -> graph.nodes(Query.all().filter(Filter.label("Nobody"))));
        assertCrosses(3, () -> graph.neighbors("a", NeighborQuery.all()));
        assertCrosses(1, () -> graph.neighbors("a", NeighborQuery.all().skip(5)));
        assertCrosses(1, () -> graph.neighborSummary("a"));
        assertCrosses(3, () -> graph.edgesBetween(List.of("a", "b"), 10));
        assertCrosses(2, () -> graph.edgesBetween(List.of("b"), 10));
        assertCrosses(2, () -> graph.layout(List.of("a", "b"), LayoutOptions.seeded(1)));
    }

    @Test
    void s21_aFilterCopiesTheRowsOfItsPageHoweverManyMatch() {
        List<String> ids = IntStream.range(0, 5_000).mapToObj("%08d"::formatted).toList();
        Query first = Query.all().filter(Filter.label("Many")).limit(3);
        graph.addNodes(NodeBlock.of(ids.subList(0, 3)).label("Many"));
        graph.nodes(first); // fetches the name of the label, once
        long few = bill(() -> graph.nodes(first)).bytesOut();
        graph.addNodes(NodeBlock.of(ids.subList(3, 5_000)).label("Many"));
        assertThat(bill(() -> assertThat(graph.nodes(first).total()).isEqualTo(5_000))
                        .bytesOut())
                .isEqualTo(few);
    }

    @Test
    void whatIsRefusedBeforeTheBoundaryDoesNotCross() {
        assertCrosses(
                0,
                () -> assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.findNode("")));
        assertCrosses(
                0,
                () -> assertThatExceptionOfType(InvalidArgumentException.class)
                        .isThrownBy(() -> graph.addNode(Node.of("c").with("x", "\ud800"))));
    }

    @Test
    void aGraphThatHoldsOpaqueObjectsAsksForReleasedOnesAfterAChange() {
        graph.addNode(Node.of("c").with("x", new OpaqueValue(new Object())));
        assertCrosses(1, () -> graph.addNode(Node.of("d")));
        assertCrosses(2, () -> graph.upsertNode(Node.of("c")));
        assertCrosses(1, () -> graph.upsertNode(Node.of("c")));
    }

    @Test
    void bytesAndRowsAreCountedExactly() {
        CrossingBill bill = bill(() -> graph.findNode("a"));
        assertThat(bill.bytesIn()).isEqualTo(1);
        assertThat(bill.rows()).isEqualTo(1);
        // Head 40, one slot 16, labels 8, id 1, padded.
        assertThat(bill.bytesOut()).isEqualTo(72);
        CrossingBill misses = bill(() -> graph.findNode("nobody"));
        assertThat(misses.bytesOut()).isZero();
    }

    @Test
    void askingWhetherARowIsThereCopiesNoRow() {
        CrossingBill node = bill(() -> graph.hasNode("a"));
        assertThat(node.callsByFunction()).isEqualTo(Map.of("kneiphof_graph_try_find_node", 1L));
        assertThat(node.bytesIn()).isEqualTo(1);
        assertThat(node.bytesOut()).isEqualTo(16);
        CrossingBill edge = bill(() -> graph.hasEdge("a-[T]->b"));
        assertThat(edge.callsByFunction()).isEqualTo(Map.of("kneiphof_graph_find_edge", 1L));
        assertThat(edge.bytesOut()).isEqualTo(8);
        assertThat(bill(() -> graph.hasEdge("nobody")).bytesOut()).isZero();
    }

    @Test
    void aValueAloneCrossesOnceAndCopiesNoRow() {
        graph.upsertNode(Node.of("v").with("float", 1.5).with("text", "four").with("long", "x".repeat(5_000)));
        graph.getNode("v"); // Asks for the names of the keys.
        CrossingBill number = bill(() -> graph.nodeFloat("v", "float"));
        assertThat(number.callsByFunction()).isEqualTo(Map.of("kneiphof_graph_try_node_value", 1L));
        assertThat(number.bytesIn()).isEqualTo(1);
        assertThat(number.bytesOut()).isEqualTo(32);
        assertThat(bill(() -> graph.nodeValue("v", "text")).bytesOut()).isEqualTo(36);
        CrossingBill patient = bill(() -> graph.nodeValue("v", "long"));
        assertThat(patient.callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_try_node_value", 1L, "kneiphof_graph_node_value", 1L));
        assertThat(patient.bytesOut()).isEqualTo(5_032);
        CrossingBill edge = bill(() -> graph.edgeValue("a-[T]->b", "never seen"));
        assertThat(edge.callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_symbols", 1L, "kneiphof_graph_edge_value", 1L));
    }

    @Test
    void anIdSeenBeforeIsNotEvenEncodedWhileNothingHasChanged() {
        for (String id : List.of("a", "nobody")) {
            graph.hasNode(id);
            graph.hasNode(id);
        }
        assertThat(bill(() -> graph.hasNode("a")).callsByFunction())
                .isEqualTo(Map.of("kneiphof_graph_revision_place", 1L));
        assertCrosses(0, () -> graph.hasNode("a"));
        assertCrosses(0, () -> graph.hasNode("nobody"));
        assertCrosses(0, () -> graph.findNode("nobody"));
        graph.addNode(Node.of("c"));
        assertCrosses(1, () -> graph.hasNode("a"));
        assertCrosses(1, () -> graph.hasNode("a"));
    }

    @Test
    void aBlockCrossesOnceWithAsManyBytesAsItsColumnsHave() {
        String[] ids = IntStream.range(0, 1_000).mapToObj("n%03d"::formatted).toArray(String[]::new);
        NodeBlock block = NodeBlock.of(ids).with("x", ColumnValues.floats(new double[1_000]));
        CrossingBill nodes = bill(() -> graph.addNodes(block));
        assertThat(nodes.callsByFunction()).isEqualTo(Map.of("kneiphof_graph_apply", 1L));
        assertThat(nodes.rows()).isEqualTo(1_000);
        // Two heads of 24, two descriptors of 48, offsets of the ids, ids, key and floats, each padded.
        assertThat(nodes.bytesIn()).isEqualTo(2 * 24 + 2 * 48 + 4_008 + 4_000 + 8 + 8_000);
        assertCrosses(
                1,
                () -> graph.addEdges(EdgeBlock.of(
                        List.of(ids), new int[1_000], IntStream.range(0, 1_000).toArray())));
        assertCrosses(1, () -> graph.removeEdges(List.of("n000->n001", "n000->n002")));
        assertCrosses(1, () -> graph.removeNodes(List.of(ids)));
    }

    @Test
    void columnsCrossOnceAndOnceForEachKeyAndViewValuesInsteadOfCopyingThem() {
        CrossingBill bill = bill(() -> {
            try (NodeColumns columns = graph.columns("x", "nobody")) {
                assertThat(columns.chunks("x").getFirst().integerAt(1)).isEqualTo(2);
            }
        });
        assertThat(bill.callsByFunction())
                .isEqualTo(Map.of(
                        "kneiphof_snapshot_open", 1L, "kneiphof_snapshot_column", 2L, "kneiphof_snapshot_close", 1L));
        assertThat(bill.bytesOut()).isEqualTo(48 + 2 * 64);
        assertThat(bill.bytesViewed()).isEqualTo(2 * 8 + 4 * 256);
        try (NodeColumns columns = graph.columns()) {
            assertCrosses(1, () -> columns.id(0));
            assertCrosses(0, () -> columns.id(1));
        }
    }

    @Test
    void aPredicateOverChunksCrossesForColumnsAndForTheIdsOfChunksOfWhichOnePasses() {
        assertCrosses(4, () -> graph.filterNodes((chunks, passing) -> passing.set(0, 2), "x"));
        assertCrosses(3, () -> graph.filterNodes((chunks, passing) -> {}, "x"));
    }

    @Test
    void theSnapshotHoldsTheCountsOfAllThreadsAlsoOfThoseThatHaveEnded() throws Exception {
        long before = calls(Crossings.snapshot(), "kneiphof_add");
        try (ExecutorService threads = Executors.newFixedThreadPool(4);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(threads.submit(CrossingsTest::addAThousandTimes));
                tasks.add(virtual.submit(CrossingsTest::addAThousandTimes));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        System.gc();
        assertThat(calls(Crossings.snapshot(), "kneiphof_add")).isEqualTo(before + 16_000);
    }

    private static void addAThousandTimes() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(Crossings.add(i, 1)).isEqualTo(i + 1);
        }
    }

    private static long calls(CrossingsSnapshot snapshot, String function) {
        return snapshot.functions().stream()
                .filter(crossings -> crossings.name().equals(function))
                .mapToLong(FunctionCrossings::calls)
                .sum();
    }

    @Test
    void shortCallsAreSampledAndBatchesAlwaysTimed() {
        FunctionCrossings adds = function("kneiphof_add");
        FunctionCrossings applies = function("kneiphof_graph_apply");
        addAThousandTimes();
        graph.apply(Batch.builder().build());
        assertThat(function("kneiphof_add").sampled() - adds.sampled()).isBetween(3L, 4L);
        assertThat(function("kneiphof_graph_apply").sampled() - applies.sampled())
                .isEqualTo(1);
        assertThat(function("kneiphof_graph_apply").nanos().quantile(0.5)).isPositive();
    }

    private static FunctionCrossings function(String name) {
        return Crossings.snapshot().functions().stream()
                .filter(crossings -> crossings.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void errorsAreCounted() {
        long before = function("kneiphof_graph_get_node").errors();
        graph.findNode("nobody");
        assertThat(function("kneiphof_graph_get_node").errors()).isEqualTo(before + 1);
    }

    @Test
    void aBillBelongsToItsThread() throws Exception {
        try (CrossingScope scope = Crossings.scope();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            other.submit(CrossingsTest::addAThousandTimes).get();
            assertThat(scope.bill().calls()).isZero();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> other.submit(scope::bill).get())
                    .withCauseInstanceOf(WrongThreadException.class);
        }
    }
}
