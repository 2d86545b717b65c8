package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nodes by their ids: one call for each, or one call for all. */
final class BatchGet implements Experiment {

    @Override
    public Description description() {
        return Description.of(
                        "batch-get",
                        "get × N and batchGet",
                        "What does asking once for many nodes save over asking for each?",
                        "node")
                .with(Parameter.log("nodes", "Nodes to get", "nodes", 1, 10_000, 1_000))
                .crossing("each", "getNode for each id", "kneiphof_graph_get_node")
                .crossing("together", "getNodes for all ids", "kneiphof_graph_get_nodes")
                .java("java", "HashMap of records");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        List<Node> nodes = Rows.nodes(arguments.get("nodes"));
        List<String> ids = nodes.stream().map(Node::id).toList();
        Graph graph = bench.graph();
        Rows.fill(graph, nodes);
        Map<String, Node> map = new HashMap<>();
        nodes.forEach(node -> map.put(node.id(), node));
        return bench.mode("each", nodes.size(), times -> each(graph, ids, times))
                .mode("together", nodes.size(), times -> together(graph, ids, times))
                .mode("java", nodes.size(), times -> fromMap(map, ids, times));
    }

    private static long each(Graph graph, List<String> ids, long times) {
        long versions = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                versions += graph.getNode(id).version();
            }
        }
        return versions;
    }

    private static long together(Graph graph, List<String> ids, long times) {
        long found = 0;
        for (long i = 0; i < times; i++) {
            found += graph.getNodes(ids).size();
        }
        return found;
    }

    private static long fromMap(Map<String, Node> map, List<String> ids, long times) {
        long attributes = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                Node node = map.get(id);
                attributes += node == null ? 0 : node.attributes().size();
            }
        }
        return attributes;
    }
}
