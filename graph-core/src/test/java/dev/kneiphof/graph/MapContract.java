package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A map writes what the node with its attributes writes, however many maps went before. */
interface MapContract extends Opens {

    int MANY = 300;

    private static Map<String, @Nullable Object> map(int row) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("number", (long) row);
        map.put("float", row + 0.5);
        map.put("truth", row % 2 == 0);
        map.put("text", "text " + row % 10);
        return map;
    }

    private static Node node(String id, Map<String, ?> map) {
        return Node.of(id).withAttributes(Attributes.of(map));
    }

    @Test
    default void s1_mapsComeBackAsTheyWent() {
        Graph graph = directed();
        for (int row = 0; row < MANY; row++) {
            String id = "n" + row;
            Map<String, @Nullable Object> map = map(row);
            graph.addNode(id, map);
            assertThat(graph.getNode(id).node()).isEqualTo(node(id, map));
            assertThatExceptionOfType(NodeAlreadyExistsException.class)
                    .isThrownBy(() -> graph.addNode(id, map))
                    .satisfies(failure -> assertThat(failure.value()).isEqualTo(id));
        }
        assertThat(graph.nodeCount()).isEqualTo(MANY);
    }

    @Test
    default void s1_anUpsertOfAMapReplacesAndAMergeKeeps() {
        Graph graph = directed();
        graph.addNode(Node.of("kept").label("L").with("more", 1));
        graph.addNode(Node.of("replaced").label("L").with("more", 1));
        for (int row = 0; row < MANY; row++) {
            Map<String, @Nullable Object> map = map(row);
            assertThat(graph.mergeNode("kept", map)).isFalse();
            assertThat(graph.upsertNode("replaced", map)).isFalse();
            assertThat(graph.mergeNode("n" + row, map)).isTrue();
            Node kept = node("kept", map).label("L").with("more", 1);
            assertThat(graph.getNode("kept").node()).isEqualTo(kept);
            assertThat(graph.getNode("replaced").node()).isEqualTo(node("replaced", map));
        }
    }

    @Test
    default void aMapOfAnotherKindAmongManyIsKept() {
        Graph graph = directed();
        var random = new Random(5);
        Map<Integer, Function<Map<String, @Nullable Object>, Map<String, @Nullable Object>>> others = Map.of(
                0, map -> put(map, "text", null),
                1, map -> put(map, "text", List.of(1L)),
                2, map -> put(map, "number", 7),
                3, map -> put(map, "number", AttributeValue.of(7L)),
                4, map -> put(map, "float", 7L),
                5, map -> put(map, "more", true),
                6, map -> put(map, "text", "a text that comes once " + random.nextInt()),
                7, map -> Map.of("number", 1L),
                8, map -> Map.of(),
                9, map -> turned(map));
        for (int row = 0; row < 4 * MANY; row++) {
            Map<String, @Nullable Object> map = map(row);
            if (random.nextInt(4) == 0) {
                map = others.get(random.nextInt(others.size())).apply(map);
            }
            graph.upsertNode("n", map);
            assertThat(graph.getNode("n").node()).isEqualTo(node("n", map));
            if (row % 100 == 99) {
                graph.removeNode("n", 0);
                graph.compact();
            }
        }
    }

    private static Map<String, @Nullable Object> put(
            Map<String, @Nullable Object> map, String key, @Nullable Object value) {
        map.put(key, value);
        return map;
    }

    private static Map<String, @Nullable Object> turned(Map<String, @Nullable Object> map) {
        Map<String, @Nullable Object> turned = new LinkedHashMap<>();
        List.copyOf(map.keySet()).reversed().forEach(key -> turned.put(key, map.get(key)));
        return turned;
    }

    @Test
    default void f001_f003_whatIsNoIdKeyOrTextIsRefusedHoweverManyWentBefore() {
        Graph graph = directed();
        for (int row = 0; row < MANY; row++) {
            Map<String, @Nullable Object> map = map(row);
            graph.upsertNode("n", map);
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.mergeNode("", map));
            assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> graph.mergeNode("a\u0000", map));
            assertThatExceptionOfType(InvalidArgumentException.class)
                    .isThrownBy(() -> graph.mergeNode("n", put(map(0), "text", "\ud800")));
            assertThatNullPointerException().isThrownBy(() -> graph.mergeNode("n", Collections.singletonMap(null, 1)));
            assertThat(graph.getNode("n").node()).isEqualTo(node("n", map));
        }
    }

    /** Whoever walks a map runs its code. */
    @Test
    default void s1_aMapThatUsesTheGraphWhileItIsWalkedIsWrittenAsAnyOther() {
        Graph graph = directed();
        for (int row = 0; row < MANY; row++) {
            Map<String, @Nullable Object> map = map(row);
            int now = row;
            var busy = new AbstractMap<String, @Nullable Object>() {
                @Override
                public Set<Entry<String, @Nullable Object>> entrySet() {
                    graph.upsertNode("other", map(-now));
                    return map.entrySet();
                }
            };
            graph.upsertNode("n", busy);
            assertThat(graph.getNode("n").node()).isEqualTo(node("n", map));
            assertThat(graph.getNode("other").node()).isEqualTo(node("other", map(-row)));
        }
    }
}
