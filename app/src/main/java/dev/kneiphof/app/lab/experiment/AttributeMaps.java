package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The attributes of a node, as a map that is converted each time, and as attributes that were converted before. */
final class AttributeMaps implements Experiment {

    private static final int NODES = 64;
    /** Nodes of one kind go as rows of a schema. */
    private static final String PUT_ROW = "kneiphof_graph_put_row";

    @Override
    public Description description() {
        return Description.of(
                        "attributes",
                        "5 and 100 attributes",
                        "What does it cost to hand over the attributes of one node?",
                        "node")
                .with(Parameter.linear("attributes", "Attributes", "attributes", 1, 100, 5))
                .crossing("converted", "A Map, converted and handed over each time", PUT_ROW)
                .crossing("prepared", "Attributes that were converted before", PUT_ROW)
                .java("java", "new HashMap<>(map)");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        List<Map<String, Object>> maps = IntStream.range(0, NODES)
                .mapToObj(row -> attributes(row, arguments.get("attributes")))
                .toList();
        List<String> ids = Texts.texts(NODES, 8);
        List<Node> nodes = IntStream.range(0, NODES)
                .mapToObj(row -> Node.of(ids.get(row)).withAttributes(Attributes.of(maps.get(row))))
                .toList();
        Graph graph = bench.graph();
        return bench.mode("converted", NODES, times -> converted(graph, ids, maps, times))
                .mode("prepared", NODES, times -> prepared(graph, nodes, times))
                .mode("java", NODES, times -> copied(maps, times));
    }

    /** Whole numbers, floats, booleans, and each fifth one of sixteen texts. */
    static Map<String, Object> attributes(int row, int count) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int at = 0; at < count; at++) {
            Object value = switch (at % 5) {
                case 0 -> (long) row * at;
                case 1 -> row + at / 8.0;
                case 2 -> (row & 1) == 0;
                case 3 -> "text " + (row + at) % 16;
                default -> (long) row + at;
            };
            attributes.put("key-" + at, value);
        }
        return attributes;
    }

    private static long converted(Graph graph, List<String> ids, List<Map<String, Object>> maps, long times) {
        long created = 0;
        for (long i = 0; i < times; i++) {
            for (int row = 0; row < NODES; row++) {
                Node node = Node.of(ids.get(row)).withAttributes(Attributes.of(maps.get(row)));
                created += graph.upsertNode(node) ? 1 : 0;
            }
        }
        return created;
    }

    private static long prepared(Graph graph, List<Node> nodes, long times) {
        long created = 0;
        for (long i = 0; i < times; i++) {
            for (Node node : nodes) {
                created += graph.upsertNode(node) ? 1 : 0;
            }
        }
        return created;
    }

    private static long copied(List<Map<String, Object>> maps, long times) {
        long size = 0;
        for (long i = 0; i < times; i++) {
            for (Map<String, Object> map : maps) {
                size += new HashMap<>(map).size();
            }
        }
        return size;
    }
}
