package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter answers the same compiled, as a predicate over chunks, and as a predicate that is called for each node. */
class ThreeWaysToFilterTest {

    private static final String[] KEYS = RandomRows.keys();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void c17_s14_allThreeAnswerTheSame(long seed) {
        try (Graph graph = Graph.open(GraphOptions.defaults())) {
            var random = new RandomRows(new SplittableRandom(seed));
            for (int step = 0; step < 150; step++) {
                attempt(graph, random.operation());
                if (step % 5 == 4) {
                    assertSame(graph, random.attributeFilter());
                }
            }
            assertThat(graph.nodeCount()).isPositive();
        }
    }

    private static void attempt(Graph graph, Function<Graph, Object> operation) {
        try {
            operation.apply(graph);
        } catch (GraphException refused) {
            // A random change may be refused; what the graph is then is what it was.
        }
    }

    private static void assertSame(Graph graph, Filter filter) {
        List<String> compiled = graph.nodes(Query.all().filter(filter).limit(Query.LIMIT_MAX)).items().stream()
                .map(StoredNode::id)
                .toList();
        assertThat(graph.filterNodes(node -> passes(filter, node::value)))
                .as("by node: %s", filter)
                .isEqualTo(compiled);
        assertThat(graph.filterNodes((chunks, passing) -> test(filter, chunks, passing), KEYS))
                .as("by chunk: %s", filter)
                .isEqualTo(compiled);
    }

    private static void test(Filter filter, List<ColumnChunk> chunks, BitSet passing) {
        for (int row = 0; row < chunks.getFirst().rows(); row++) {
            int at = row;
            passing.set(
                    row,
                    passes(filter, key -> chunks.get(List.of(KEYS).indexOf(key)).value(at)));
        }
    }

    private static boolean passes(Filter filter, Function<String, @Nullable AttributeValue> value) {
        Node node = Node.of("any");
        for (String key : KEYS) {
            AttributeValue known = value.apply(key);
            node = known == null ? node : node.with(key, known);
        }
        return ReferenceFilter.passes(filter, node, direction -> 0);
    }
}
