package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The profile of a person as the guide has it: one nested value, or four flat ones. */
final class FlatAndNested implements Experiment {

    private static final int NODES = 64;
    private static final String UPSERT = "kneiphof_graph_upsert_node";
    /** Nodes of one kind go as rows of a schema, unless a value fits no word. */
    private static final String PUT_ROW = "kneiphof_graph_put_row";

    @Override
    public Description description() {
        return Description.of(
                        "nested",
                        "Flat and nested",
                        "What does a nested value cost that four flat ones do not?",
                        "node")
                .crossing("flat", "Four flat attributes: each lands in its column", PUT_ROW)
                .crossing("nested", "One map of two maps: packed whole, unpacked whole", UPSERT)
                .java("java", "new HashMap<>(map) of each nested map");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        List<Node> flat =
                nodes(row -> Map.of("age", age(row), "city", "NYC", "title", "Engineer", "company", "TechCorp"));
        List<Map<String, Map<String, Object>>> profiles =
                IntStream.range(0, NODES).mapToObj(FlatAndNested::profile).toList();
        List<Node> nested = nodes(row -> Map.of("profile", profile(row)));
        Graph flatGraph = bench.graph();
        Graph nestedGraph = bench.graph();
        return bench.mode("flat", NODES, times -> upsert(flatGraph, flat, times))
                .mode("nested", NODES, times -> upsert(nestedGraph, nested, times))
                .mode("java", NODES, times -> copy(profiles, times));
    }

    private static List<Node> nodes(IntFunction<Map<String, Object>> attributes) {
        return IntStream.range(0, NODES)
                .mapToObj(row -> Node.of(Texts.text(row, 8)).withAttributes(Attributes.of(attributes.apply(row))))
                .toList();
    }

    private static Map<String, Map<String, Object>> profile(int row) {
        return Map.of(
                "personal", Map.of("age", age(row), "city", "NYC"),
                "work", Map.of("title", "Engineer", "company", "TechCorp"));
    }

    private static long age(int row) {
        return 20L + row % 50;
    }

    private static long upsert(Graph graph, List<Node> nodes, long times) {
        long created = 0;
        for (long i = 0; i < times; i++) {
            for (Node node : nodes) {
                created += graph.upsertNode(node) ? 1 : 0;
            }
        }
        return created;
    }

    private static long copy(List<Map<String, Map<String, Object>>> profiles, long times) {
        long size = 0;
        for (long i = 0; i < times; i++) {
            for (Map<String, Map<String, Object>> profile : profiles) {
                for (Map<String, Object> part : profile.values()) {
                    size += new HashMap<>(part).size();
                }
            }
        }
        return size;
    }
}
