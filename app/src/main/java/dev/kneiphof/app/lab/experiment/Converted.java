package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Attributes;
import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The same rows in one crossing, converted more or less far before. */
final class Converted implements Experiment {

    private static final String APPLY = "kneiphof_graph_apply";

    @Override
    public Description description() {
        return Description.of(
                        "converted",
                        "Pre-converted rows",
                        "What of the way is the crossing, and what is conversion that could be done before?",
                        "row")
                .with(Parameter.log("rows", "Rows", "rows", 1, 10_000, 1_000))
                .crossing("maps", "Maps: converted, encoded, handed over", APPLY)
                .crossing("nodes", "Nodes: encoded, handed over", APPLY)
                .crossing("batch", "A batch made before: encoded, handed over", APPLY)
                .java("java", "HashMap.put of records");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        int rows = arguments.get("rows");
        List<String> ids = Texts.texts(rows, 8);
        List<Map<String, Object>> maps =
                IntStream.range(0, rows).mapToObj(Converted::attributes).toList();
        List<Node> nodes = Rows.nodes(rows);
        Batch batch = upserts(nodes);
        Graph graph = bench.graph();
        graph.apply(batch);
        return bench.mode("maps", rows, times -> fromMaps(graph, ids, maps, times))
                .mode("nodes", rows, times -> fromNodes(graph, nodes, times))
                .mode("batch", rows, times -> fromBatch(graph, batch, times))
                .mode("java", rows, times -> intoMap(nodes, times));
    }

    private static Map<String, Object> attributes(int row) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(Rows.VALUE, Rows.value(row));
        attributes.put(Rows.STATUS, Rows.status(row));
        return attributes;
    }

    private static Batch upserts(List<Node> nodes) {
        var batch = Batch.builder();
        nodes.forEach(batch::upsertNode);
        return batch.build();
    }

    private static long fromMaps(Graph graph, List<String> ids, List<Map<String, Object>> maps, long times) {
        long applied = 0;
        for (long i = 0; i < times; i++) {
            var batch = Batch.builder();
            for (int row = 0; row < ids.size(); row++) {
                batch.upsertNode(Node.of(ids.get(row)).withAttributes(Attributes.of(maps.get(row))));
            }
            applied += graph.apply(batch.build()).hashCode();
        }
        return applied;
    }

    private static long fromNodes(Graph graph, List<Node> nodes, long times) {
        long applied = 0;
        for (long i = 0; i < times; i++) {
            applied += graph.apply(upserts(nodes)).hashCode();
        }
        return applied;
    }

    private static long fromBatch(Graph graph, Batch batch, long times) {
        long applied = 0;
        for (long i = 0; i < times; i++) {
            applied += graph.apply(batch).hashCode();
        }
        return applied;
    }

    private static long intoMap(List<Node> nodes, long times) {
        Map<String, Node> map = new HashMap<>();
        for (long i = 0; i < times; i++) {
            nodes.forEach(node -> map.put(node.id(), node));
        }
        return map.size();
    }
}
