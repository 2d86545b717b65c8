package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same rows into an empty graph: one a call, a chunk a call, and into a Java map. */
final class Chunks implements Experiment {

    @Override
    public Description description() {
        return Description.of(
                        "chunks",
                        "Single, rows, columns, plain Java",
                        "How much does a row cost when one, or many, cross at once?",
                        "row")
                .with(Parameter.log("rows", "Rows", "rows", 100, 50_000, 10_000))
                .with(Parameter.log("chunk", "Rows a crossing", "rows", 1, 65_536, 4_096))
                .crossing("single", "One call for each row", "kneiphof_graph_add_node")
                .crossing(
                        "batched",
                        "One call for each chunk of rows: objects, encoded on the way",
                        "kneiphof_graph_apply")
                .crossing("columns", "A chunk of columns a call: no object for a row", "kneiphof_graph_apply")
                .java("java", "HashMap of records");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        int rows = arguments.get("rows");
        List<Node> nodes = Rows.nodes(rows);
        List<NodeBlock> blocks = Rows.blocks(rows, arguments.get("chunk"));
        return new Bench(description())
                .mode("single", rows, new Filling(graph -> nodes.forEach(graph::addNode)))
                .mode("batched", rows, new Filling(graph -> batched(graph, nodes, arguments.get("chunk"))))
                .mode("columns", rows, new Filling(graph -> blocks.forEach(graph::addNodes)))
                .mode("java", rows, times -> javaMap(nodes, times));
    }

    private static void batched(Graph graph, List<Node> nodes, int chunk) {
        for (int from = 0; from < nodes.size(); from += chunk) {
            var batch = Batch.builder();
            nodes.subList(from, Math.min(nodes.size(), from + chunk)).forEach(batch::addNode);
            graph.apply(batch.build());
        }
    }

    private static long javaMap(List<Node> nodes, long times) {
        long size = 0;
        for (long i = 0; i < times; i++) {
            Map<String, Node> map = new HashMap<>();
            nodes.forEach(node -> map.put(node.id(), node));
            size += map.size();
        }
        return size;
    }
}
