package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.StoredNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The same node by the crossing alone, as JSON, and over HTTP: what the crossing is beside the rest of the stack. */
final class WholeStack implements Experiment {

    private static final int NODES = 64;
    private static final String GET = "kneiphof_graph_get_node";
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public Description description() {
        return Description.of(
                        "whole-stack",
                        "The whole stack",
                        "What is a crossing beside the JSON and the HTTP that are around it?",
                        "node")
                .crossing("crossing", "getNode: the crossing and the work in the engine", GET)
                .crossing("json", "The same, and the node as JSON", GET)
                .crossing("http", "The same over HTTP, from a client on this machine that keeps its connection", GET)
                .java("java", "HashMap of records: no crossing, no JSON, no HTTP");
    }

    @Override
    public Bench prepare(Arguments arguments) throws Exception {
        var bench = new Bench(description());
        List<Node> nodes = Rows.nodes(NODES);
        List<String> ids = nodes.stream().map(Node::id).toList();
        Graph graph = bench.graph();
        Rows.fill(graph, nodes);
        Map<String, Node> map = new HashMap<>();
        nodes.forEach(node -> map.put(node.id(), node));
        var http = bench.keep(new HttpLoop(ids, id -> json(graph, id)));
        return bench.mode("crossing", NODES, times -> crossing(graph, ids, times))
                .mode("json", NODES, times -> asJson(graph, ids, times))
                .mode("http", NODES, http)
                .mode("java", NODES, times -> inJava(map, ids, times))
                .note(
                        "The server of this experiment does nothing else: the real one has filters, limits and headers on top");
    }

    private static long crossing(Graph graph, List<String> ids, long times) {
        long versions = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                versions += graph.getNode(id).version();
            }
        }
        return versions;
    }

    private static long asJson(Graph graph, List<String> ids, long times) {
        long bytes = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                bytes += json(graph, id).length;
            }
        }
        return bytes;
    }

    private static byte[] json(Graph graph, String id) {
        StoredNode stored = graph.getNode(id);
        Map<String, Object> attributes = new HashMap<>();
        stored.node().attributes().asMap().forEach((key, value) -> attributes.put(key, String.valueOf(value)));
        return MAPPER.writeValueAsString(Map.of("id", id, "version", stored.version(), "attributes", attributes))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long inJava(Map<String, Node> map, List<String> ids, long times) {
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
