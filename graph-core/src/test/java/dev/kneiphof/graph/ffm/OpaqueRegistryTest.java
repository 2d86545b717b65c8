package dev.kneiphof.graph.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kneiphof.graph.AttributeValue.OpaqueValue;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.GraphOptions;
import dev.kneiphof.graph.InvalidArgumentException;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeAlreadyExistsException;
import dev.kneiphof.graph.StaleHandleException;
import dev.kneiphof.graph.Transaction;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
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
