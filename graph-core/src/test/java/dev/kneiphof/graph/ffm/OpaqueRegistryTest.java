package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.Edge;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.InvalidArgumentException;
import dev.kneiphof.graph.NeighborQuery;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeAlreadyExistsException;
import dev.kneiphof.graph.NodeColumns;
import dev.kneiphof.graph.NodeValues;
import dev.kneiphof.graph.Query;
import dev.kneiphof.graph.StaleHandleException;
import dev.kneiphof.graph.Transaction;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpaqueRegistryTest {

    private final OpaqueRegistry registry = new OpaqueRegistry();

    @Test
    void f063_aReleasedHandleNeverNamesAnotherObject() {
        long first = registry.register("first");
        assertThat(registry.get(first)).isEqualTo("first");
        registry.release(first);
        long second = registry.register("second");
        assertThat(second).isNotEqualTo(first);
        assertThatExceptionOfType(StaleHandleException.class).isThrownBy(() -> registry.get(first));
        registry.release(first);
        assertThat(registry.get(second)).isEqualTo("second");
        for (long handle : new long[] {0, -1, 99, Long.MIN_VALUE}) {
            assertThatExceptionOfType(StaleHandleException.class).isThrownBy(() -> registry.get(handle));
            registry.release(handle);
        }
        assertThat(registry.size()).isEqualTo(1);
    }

    @Test
    void slotsAreUsedAgainAndGrow() {
        List<Long> handles = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1_000; i++) {
                handles.add(registry.register(i));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(registry.get(handles.get(i))).isEqualTo(i);
            }
            handles.forEach(registry::release);
            handles.clear();
            assertThat(registry.size()).isZero();
        }
    }

    @Test
    void whatIsReleasedWaitsForThoseWhoAskedToKeepItAndForNobodyElse() {
        long a = registry.register("a");
        long b = registry.register("b");
        long first = registry.keep();
        registry.release(a);
        long second = registry.keep();
        registry.release(b);
        assertThat(List.of(registry.get(a), registry.get(b))).containsExactly("a", "b");
        registry.done(first);
        assertThatExceptionOfType(StaleHandleException.class).isThrownBy(() -> registry.get(a));
        assertThat(registry.get(b)).isEqualTo("b");
        registry.clear();
        assertThat(registry.get(b)).isEqualTo("b");
        registry.done(second);
        assertThat(registry.size()).isZero();
        assertThatExceptionOfType(StaleHandleException.class).isThrownBy(() -> registry.get(b));
    }

    @Test
    void s5_c9_readersFindTheObjectOfEveryRowWhoeverReplacesItMeanwhile() throws Exception {
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> "n" + i).toList();
        var stopped = new AtomicBoolean();
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            ids.forEach(id -> graph.addNode(Node.of(id).with("o", new OpaqueValue(id))));
            ids.forEach(id -> graph.addEdge(Edge.of("n0", id).with("o", new OpaqueValue(id))));
            Thread replacing = Thread.ofPlatform().start(() -> {
                while (!stopped.get()) {
                    for (String id : ids) {
                        graph.upsertNode(Node.of(id).with("o", new OpaqueValue(id)));
                        graph.upsertEdge(Edge.of("n0", id).with("o", new OpaqueValue(id)));
                    }
                }
            });
            try {
                for (int round = 0; round < 200; round++) {
                    readEveryWay(graph, ids);
                }
            } finally {
                stopped.set(true);
                replacing.join();
            }
        }
    }

    private static void readEveryWay(Graph graph, List<String> ids) {
        for (String id : ids.subList(0, 20)) {
            assertThat(graph.nodeValue(id, "o")).isInstanceOf(OpaqueValue.class);
            assertThat(graph.edgeValue("n0->" + id, "o")).isInstanceOf(OpaqueValue.class);
            assertThat(graph.getNode(id).node().attributes().get("o")).isInstanceOf(OpaqueValue.class);
            assertThat(graph.findEdge("n0->" + id)).isPresent();
        }
        assertThat(graph.getNodes(ids)).doesNotContainNull();
        assertThat(graph.nodes(Query.all()).total()).isEqualTo(ids.size());
        assertThat(graph.edges(Query.all()).total()).isEqualTo(ids.size());
        assertThat(graph.neighbors("n0", NeighborQuery.all()).items()).isNotEmpty();
        NodeValues values = graph.values(ids, "o");
        assertThat(graph.filterNodes(node -> node.value("o") instanceof OpaqueValue))
                .hasSize(ids.size());
        for (int row = 0; row < values.rows(); row++) {
            assertThat(values.column("o").value(row)).isInstanceOf(OpaqueValue.class);
        }
    }

    @Test
    void s11_anObjectIsSeenInColumnsUntilTheyAreClosedAndLetGoThen() throws InterruptedException {
        List<WeakReference<Object>> objects = new ArrayList<>();
        Graph graph = Graph.open(GraphOptions.defaults());
        graph.addNode(withObject("a", objects));
        graph.addNode(withObject("b", objects));
        try (NodeColumns columns = graph.columns("o")) {
            graph.removeNode("a", 0);
            graph.close();
            ColumnChunk chunk = columns.chunks("o").getFirst();
            for (int row = 0; row < 2; row++) {
                assertThat(chunk.value(row)).isInstanceOf(OpaqueValue.class);
            }
        }
        for (WeakReference<Object> object : objects) {
            assertLetGo(object);
        }
    }

    @Test
    void s5_anObjectIsLetGoWithItsValue() throws InterruptedException {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            List<WeakReference<Object>> objects = new ArrayList<>();
            graph.addNode(withObject("replaced", objects));
            graph.addNode(withObject("removed", objects));
            graph.addNode(withObject("merged", objects));
            graph.upsertNode(Node.of("replaced"));
            graph.removeNode("removed", 0);
            graph.apply(
                    Batch.builder().mergeNode(Node.of("merged").with("o", 1)).build());
            refusing(graph, objects);
            rollingBack(graph, objects);
            for (WeakReference<Object> object : objects) {
                assertLetGo(object);
            }
        }
    }

    private static void refusing(Graph graph, List<WeakReference<Object>> objects) {
        Node twice = withObject("replaced", objects);
        assertThatExceptionOfType(NodeAlreadyExistsException.class).isThrownBy(() -> graph.addNode(twice));
        Node bad = withObject("bad", objects).with("text", "\ud800");
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.addNode(bad));
    }

    private static void rollingBack(Graph graph, List<WeakReference<Object>> objects) {
        try (Transaction transaction = graph.begin()) {
            transaction.apply(
                    Batch.builder().addNode(withObject("undone", objects)).build());
        }
    }

    private static Node withObject(String id, List<WeakReference<Object>> objects) {
        var object = new Object();
        objects.add(new WeakReference<>(object));
        return Node.of(id).with("o", new OpaqueValue(object));
    }

    private static void assertLetGo(WeakReference<Object> object) throws InterruptedException {
        for (int i = 0; i < 5_000 && object.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(object.get()).isNull();
    }
}
