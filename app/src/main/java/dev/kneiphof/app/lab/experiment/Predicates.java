package dev.kneiphof.app.lab.experiment;

import dev.kneiphof.graph.AttributeValue.FloatValue;
import dev.kneiphof.graph.ColumnChunk;
import dev.kneiphof.graph.Filter;
import dev.kneiphof.graph.Graph;
import dev.kneiphof.graph.Node;
import dev.kneiphof.graph.Query;
import java.util.BitSet;
import java.util.List;

/** Nodes of which a value lies above a threshold: asked of Java for each node, for each chunk, or compiled in Rust. */
final class Predicates implements Experiment {

    @Override
    public Description description() {
        return Description.of(
                        "predicate",
                        "Predicate per node, per chunk, compiled",
                        "What does it cost to let native code ask Java?",
                        "node")
                .with(Parameter.log("rows", "Nodes", "nodes", 100, 100_000, 10_000))
                .with(Parameter.linear("threshold", "Nodes pass above", "of 1,000", 0, 999, 990))
                .crossing("compiled", "A filter, compiled and run in Rust", "kneiphof_graph_query_nodes")
                .crossing(
                        "chunk",
                        "A Java lambda for each 2,048 nodes, over columns",
                        "kneiphof_snapshot_open",
                        "kneiphof_snapshot_column")
                .crossing("node", "A Java lambda for each node: one upcall each", "kneiphof_snapshot_filter")
                .java("java", "A Java lambda over a list of objects");
    }

    @Override
    public Bench prepare(Arguments arguments) {
        var bench = new Bench(description());
        int rows = arguments.get("rows");
        double threshold = arguments.get("threshold");
        List<Node> nodes = Rows.nodes(rows);
        Graph graph = bench.graph();
        Rows.fill(graph, nodes);
        Query query = Query.all()
                .filter(Filter.parse(Rows.VALUE + "=gt=" + threshold))
                .limit(1);
        return bench.mode("compiled", rows, times -> compiled(graph, query, times))
                .mode("chunk", rows, times -> perChunk(graph, threshold, times))
                .mode("node", rows, times -> perNode(graph, threshold, times))
                .mode("java", rows, times -> inJava(nodes, threshold, times));
    }

    private static long compiled(Graph graph, Query query, long times) {
        long passed = 0;
        for (long i = 0; i < times; i++) {
            passed += graph.nodes(query).total();
        }
        return passed;
    }

    private static long perChunk(Graph graph, double threshold, long times) {
        long passed = 0;
        for (long i = 0; i < times; i++) {
            passed += graph.filterNodes((chunks, passing) -> test(chunks.getFirst(), threshold, passing), Rows.VALUE)
                    .size();
        }
        return passed;
    }

    private static void test(ColumnChunk values, double threshold, BitSet passing) {
        for (int row = 0; row < values.rows(); row++) {
            if (values.floatAt(row) > threshold) {
                passing.set(row);
            }
        }
    }

    private static long perNode(Graph graph, double threshold, long times) {
        long passed = 0;
        for (long i = 0; i < times; i++) {
            passed += graph.filterNodes(node -> node.floatOf(Rows.VALUE) > threshold)
                    .size();
        }
        return passed;
    }

    private static long inJava(List<Node> nodes, double threshold, long times) {
        long passed = 0;
        for (long i = 0; i < times; i++) {
            for (Node node : nodes) {
                passed += node.attributes().get(Rows.VALUE) instanceof FloatValue value && value.value() > threshold
                        ? 1
                        : 0;
            }
        }
        return passed;
    }
}
