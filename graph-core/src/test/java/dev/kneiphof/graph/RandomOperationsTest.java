package dev.kneiphof.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both graphs live through the same random life, made from a seed, and are compared all the way. */
class RandomOperationsTest {

    private static final int STEPS = 400;

    static Stream<Arguments> lives() {
        return LongStream.range(0, 12)
                .boxed()
                .flatMap(seed -> Stream.of(true, false).map(directed -> Arguments.of(seed, directed)));
    }

    @ParameterizedTest(name = "seed {0}, directed {1}")
    @MethodSource("lives")
    void b3B4_theNativeGraphAnswersAsTheReferenceDoes(long seed, boolean directed) {
        GraphOptions options = GraphOptions.defaults().withDirected(directed).withLockWait(Duration.ofMillis(10));
        try (Graph graph = Graph.open(options);
                Graph reference = new ReferenceGraph(options)) {
            var random = new RandomRows(new SplittableRandom(seed));
            for (int step = 0; step < STEPS; step++) {
                Function<Graph, Object> operation = random.operation();
                assertThat(outcome(graph, operation)).as("step %d", step).isEqualTo(outcome(reference, operation));
                if (step % 40 == 39) {
                    assertSame(graph, reference);
                }
            }
            assertSame(graph, reference);
            assertThat(reference.counts().nodes())
                    .as("a life with something in it")
                    .isGreaterThan(5);
            assertThat(reference.counts().edges()).isGreaterThan(5);
        }
    }

    /** What the operation answers, or how it is refused. */
    private static Object outcome(Graph graph, Function<Graph, Object> operation) {
        try {
            return operation.apply(graph);
        } catch (GraphException refused) {
            return refused.status() + " " + refused.row();
        }
    }

    private static void assertSame(Graph graph, Graph reference) {
        assertThat(counts(graph)).isEqualTo(counts(reference));
        Query all = Query.all().limit(Query.LIMIT_MAX);
        List<StoredNode> nodes = reference.nodes(all).items();
        assertThat(graph.nodes(all).items().stream().map(Seen::of))
                .containsExactlyElementsOf(nodes.stream().map(Seen::of).toList());
        assertThat(graph.edges(all).items().stream().map(StoredEdge::edge))
                .containsExactlyElementsOf(reference.edges(all).items().stream()
                        .map(StoredEdge::edge)
                        .toList());
        for (StoredNode node : nodes) {
            NeighborQuery everyone = NeighborQuery.all().limit(Query.LIMIT_MAX);
            assertThat(steps(graph.neighbors(node.id(), everyone)))
                    .isEqualTo(steps(reference.neighbors(node.id(), everyone)));
            assertThat(new HashSet<>(graph.neighborSummary(node.id())))
                    .isEqualTo(new HashSet<>(reference.neighborSummary(node.id())));
        }
        List<String> some =
                nodes.stream().map(StoredNode::id).limit(nodes.size() / 2).toList();
        assertThat(ids(graph.edgesBetween(some, 1_000))).isEqualTo(ids(reference.edgesBetween(some, 1_000)));
    }

    private static List<Long> counts(Graph graph) {
        GraphCounts counts = graph.counts();
        return List.of(counts.nodes(), counts.edges(), counts.revision());
    }

    private static List<String> steps(Page<Neighbor> page) {
        return page.items().stream()
                .map(step -> step.node().id() + step.direction() + step.edge().id())
                .toList();
    }

    private static List<String> ids(Page<StoredEdge> page) {
        return page.items().stream().map(StoredEdge::id).toList();
    }

    /** A node without its version, and its labels without their order. */
    record Seen(String id, HashSet<String> labels, Attributes attributes, long out, long in) {
        static Seen of(StoredNode stored) {
            Node node = Objects.requireNonNull(stored).node();
            return new Seen(
                    node.id(), new HashSet<>(node.labels()), node.attributes(), stored.outDegree(), stored.inDegree());
        }
    }
}
