package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.Batch;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.NodeColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An id goes in as text, an id comes out as text. */
final class TextInAndOut implements Experiment {

    /** More than the binding remembers the numbers of: nearly every id is encoded anew. */
    private static final int NODES = 16_384;

    @Override
    public Description description() {
        return Description.of(
                        "text",
                        "Text in and out",
                        "What does it cost to hand a text over, and to get one back?",
                        "text")
                .with(Parameter.log("length", "Length of the text", "characters", 6, 1_024, 16))
                .java("java", "Look-up in a HashMap: no crossing, and the hash is kept in the String")
                .crossing("in", "Look-up of an id: the text is encoded and handed over", "kneiphof_graph_try_find_node")
                .view("out", "The id of a row: the text is decoded from where it lies", "kneiphof_snapshot_ids")
                .crossing("in-and-out", "A node without attributes by its id", "kneiphof_graph_get_node");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        List<String> ids = Texts.texts(NODES, arguments.get("length"));
        Graph graph = bench.graph();
        var batch = Batch.builder();
        ids.forEach(id -> batch.addNode(Node.of(id)));
        graph.apply(batch.build());
        NodeColumns columns = bench.keep(graph.columns());
        Map<String, Integer> map = new HashMap<>();
        ids.forEach(id -> map.put(id, map.size()));
        return bench.mode("java", NODES, times -> lookUp(map, ids, times))
                .mode("in", NODES, times -> in(graph, ids, times))
                .mode("out", NODES, times -> out(columns, times))
                .mode("in-and-out", NODES, times -> inAndOut(graph, ids, times))
                .note(
                        "The binding remembers ids of up to 64 characters that are asked for again. There are more ids here than it "
                                + "keeps, so that few of them, about one in fourteen, are not encoded");
    }

    private static long lookUp(Map<String, Integer> map, List<String> ids, long times) {
        long found = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                found += map.getOrDefault(id, 0);
            }
        }
        return found;
    }

    private static long in(Graph graph, List<String> ids, long times) {
        long found = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                found += graph.hasNode(id) ? 1 : 0;
            }
        }
        return found;
    }

    private static long out(NodeColumns columns, long times) {
        long characters = 0;
        for (long i = 0; i < times; i++) {
            for (int row = 0; row < NODES; row++) {
                characters += columns.id(row).length();
            }
        }
        return characters;
    }

    private static long inAndOut(Graph graph, List<String> ids, long times) {
        long characters = 0;
        for (long i = 0; i < times; i++) {
            for (String id : ids) {
                characters += graph.getNode(id).node().id().length();
            }
        }
        return characters;
    }
}
